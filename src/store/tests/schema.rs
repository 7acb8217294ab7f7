//! The migrations of both databases make the same tables.

use std::sync::{Arc, Mutex};

use store::Kind;

use crate::database::{Database, on_postgres, on_sqlite};

/// Columns as `table.column type null`, in SQLite's types.
const COLUMNS: [&str; 2] = [
    "select t.name || '.' || c.name || ' ' || lower(c.type)
         || case when c.\"notnull\" = 0 and c.pk = 0 then ' null' else '' end
     from sqlite_schema t join pragma_table_info(t.name) c
     where t.type = 'table' and t.name not like '\\_%' escape '\\' and t.name not like 'sqlite%'",
    "select c.table_name || '.' || c.column_name
         || case when data_type in ('uuid', 'bytea') then ' blob'
                 when data_type in ('bigint', 'integer', 'boolean') then ' integer'
                 else ' ' || data_type end
         || case when is_nullable = 'YES' then ' null' else '' end
     from information_schema.columns c
     where c.table_schema = 'public' and c.table_name not like '\\_%'",
];

/// Foreign keys as `table.column -> table.column action`.
const REFERENCES: [&str; 2] = [
    "select t.name || '.' || f.\"from\" || ' -> ' || f.\"table\" || '.' || f.\"to\" || ' '
         || lower(f.on_delete)
     from sqlite_schema t join pragma_foreign_key_list(t.name) f where t.type = 'table'",
    "select c.conrelid::regclass || '.' || a.attname || ' -> ' || c.confrelid::regclass || '.'
         || b.attname || case c.confdeltype when 'c' then ' cascade' when 'n' then ' set null'
         else ' no action' end
     from pg_constraint c
         cross join unnest(c.conkey, c.confkey) as pair (here, there)
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = pair.here
         join pg_attribute b on b.attrelid = c.confrelid and b.attnum = pair.there
     where c.contype = 'f'",
];

/// Indexes that the migrations name.
const INDEXES: [&str; 2] = [
    "select name from sqlite_schema where type = 'index' and name not like 'sqlite%'",
    "select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid
         join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relname not like '\\_%' and not exists (
         select 1 from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u')
     )",
];

async fn described(at: &Database) -> Result<Vec<String>, sqlx::Error> {
    let mut lines = Vec::new();
    for [sqlite, postgres] in [COLUMNS, REFERENCES, INDEXES] {
        let sql = match at.db.kind() {
            Kind::Sqlite => sqlite,
            Kind::Postgres => postgres,
        };
        let mut found = at.lines(sql).await?;
        found.sort();
        lines.extend(found);
    }
    Ok(lines)
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_references() {
    let sqlite = Arc::new(Mutex::new(Vec::new()));
    on_sqlite(|at| {
        let sqlite = Arc::clone(&sqlite);
        async move {
            let lines = described(&at).await?;
            assert!(lines.contains(&"users.email text".to_owned()), "{lines:#?}");
            *sqlite.lock().expect("one test holds it") = lines;
            Ok(())
        }
    })
    .await;
    on_postgres(|at| {
        let sqlite = Arc::clone(&sqlite);
        async move {
            let postgres = described(&at).await?;
            let sqlite = sqlite.lock().expect("one test holds it").clone();
            assert_eq!(sqlite.join("\n"), postgres.join("\n"));
            Ok(())
        }
    })
    .await;
}
