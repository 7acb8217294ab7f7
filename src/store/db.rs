//! Opening, migrating and backing up the database, and the transactions in which all else happens.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Postgres, Sqlite, SqliteConnection, Transaction};

use crate::StoreError;

/// Older versions can lose commits when two connections share a write-ahead log.
const SQLITE_OLDEST: [u32; 3] = [3, 51, 3];
/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

const READ: Dialect =
    Dialect { sqlite: "begin", postgres: "begin isolation level repeatable read read only" };
const WRITE: Dialect = Dialect { sqlite: "begin immediate", postgres: "begin" };
const VERSION: Dialect = Dialect {
    sqlite: "select sqlite_version()",
    postgres: "select current_setting('server_version')",
};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One file, one machine.
    Sqlite,
    /// A server, several machines.
    Postgres,
}

/// An open database; clones share its connections.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
}

#[derive(Clone, Debug)]
enum Pools {
    /// One connection writes, the others read.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// An open transaction; rolled back when dropped without `commit`.
pub struct Tx {
    pub(crate) open: Open,
}

pub(crate) enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// The text of a query that the two databases write differently.
#[derive(Clone, Copy)]
pub(crate) struct Dialect {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl From<&'static str> for Dialect {
    fn from(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }
}

/// Runs the body on whichever database is open, with the connection and the text of the query.
macro_rules! on_open {
    ($tx:expr, $sql:expr, |$connection:ident, $text:ident| $body:expr) => {{
        let sql = $crate::db::Dialect::from($sql);
        match &mut $tx.open {
            $crate::db::Open::Sqlite(open) => {
                let ($connection, $text) = (&mut **open, sql.sqlite);
                $body
            }
            $crate::db::Open::Postgres(open) => {
                let ($connection, $text) = (&mut **open, sql.postgres);
                $body
            }
        }
        .map_err($crate::StoreError::from)
    }};
}

/// `run!(tx, sql, parameters…)`: how many rows it changed.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        on_open!($tx, $sql, |connection, text| sqlx::query(text)
            $(.bind($value))*
            .execute(connection)
            .await
            .map(|done| done.rows_affected()))
    };
}

/// `find!(tx, Row, sql, parameters…)`: the row, if there is one.
macro_rules! find {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        on_open!($tx, $sql, |connection, text| sqlx::query_as::<_, $row>(text)
            $(.bind($value))*
            .fetch_optional(connection)
            .await)
    };
}

/// `all!(tx, Row, sql, parameters…)`: every row, in the order of the query.
macro_rules! all {
    ($tx:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        on_open!($tx, $sql, |connection, text| sqlx::query_as::<_, $row>(text)
            $(.bind($value))*
            .fetch_all(connection)
            .await)
    };
}

impl Db {
    /// Opens `sqlite:///folder/accord.db`, whose file is made when it is missing, or
    /// `postgres://…`.
    ///
    /// # Errors
    /// `Address`, `OldSqlite`, or what the database answers.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let pools = if let Some(file) = address.strip_prefix("sqlite://") {
            open_sqlite(Path::new(file)).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            open_postgres(address).await?
        } else {
            return Err(StoreError::Address);
        };
        Ok(Self { pools })
    }

    /// Brings the schema up to this version of the program; never back. PostgreSQL sees to it that
    /// one process does so at a time; for a SQLite file that is the caller's business.
    ///
    /// # Errors
    /// `NewerSchema` when the database is ahead, `Migration` when a step fails.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => SQLITE_MIGRATIONS.run(writer).await?,
            Pools::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// Whether a database that is in use lacks steps of this version. A new one lacks nothing that
    /// could be lost.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn needs_migration(&self) -> Result<bool, StoreError> {
        let mut tx = self.read().await?;
        let known = match self.kind() {
            Kind::Sqlite => SQLITE_MIGRATIONS.iter().count(),
            Kind::Postgres => POSTGRES_MIGRATIONS.iter().count(),
        };
        // Without the table of migrations the database is new.
        let applied = find!(tx, (i64,), "select count(*) from _sqlx_migrations");
        Ok(applied.is_ok_and(|row| row.is_some_and(|(count,)| count < known as i64)))
    }

    /// Which database it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.pools {
            Pools::Sqlite { .. } => Kind::Sqlite,
            Pools::Postgres(_) => Kind::Postgres,
        }
    }

    /// Whether other processes may use the database too.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        self.shared_pool().is_some()
    }

    /// The connections to a database that other processes use too.
    pub(crate) const fn shared_pool(&self) -> Option<&PgPool> {
        match &self.pools {
            Pools::Sqlite { .. } => None,
            Pools::Postgres(pool) => Some(pool),
        }
    }

    /// Begins a transaction that sees one moment of the database and cannot write.
    ///
    /// # Errors
    /// `Busy` when no connection came free within five seconds.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let open = match &self.pools {
            Pools::Sqlite { readers, .. } => Open::Sqlite(readers.begin_with(READ.sqlite).await?),
            Pools::Postgres(pool) => Open::Postgres(pool.begin_with(READ.postgres).await?),
        };
        Ok(Tx { open })
    }

    /// Begins a transaction that writes; on SQLite there is one at a time.
    ///
    /// # Errors
    /// `Busy` when its turn did not come within five seconds.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        let open = match &self.pools {
            Pools::Sqlite { writer, .. } => Open::Sqlite(writer.begin_with(WRITE.sqlite).await?),
            Pools::Postgres(pool) => Open::Postgres(pool.begin_with(WRITE.postgres).await?),
        };
        Ok(Tx { open })
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn check(&self) -> Result<(), StoreError> {
        let mut tx = self.read().await?;
        find!(tx, (i32,), "select 1")?;
        Ok(())
    }

    /// The version of the database, such as `3.51.3`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn version(&self) -> Result<String, StoreError> {
        let mut tx = self.read().await?;
        let found = find!(tx, (String,), VERSION)?;
        found.map(|(version,)| version).ok_or_else(|| StoreError::corrupt("version"))
    }

    /// What SQLite's quick check finds wrong in its file; empty when nothing is. PostgreSQL keeps
    /// watch over its files itself, so there it is always empty.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn damages(&self) -> Result<Vec<String>, StoreError> {
        let Pools::Sqlite { readers, .. } = &self.pools else { return Ok(Vec::new()) };
        let lines: Vec<(String,)> = sqlx::query_as("pragma quick_check").fetch_all(readers).await?;
        Ok(lines.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect())
    }

    /// Writes a copy of the whole database, as of one moment, into a file that does not exist yet;
    /// writers go on meanwhile. The copy has reached the disk when this returns.
    ///
    /// # Errors
    /// `Unsupported` on PostgreSQL, which has pg_dump; `Address` when the file's name is no UTF-8;
    /// `File` or what SQLite answers.
    pub async fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        let Pools::Sqlite { readers, .. } = &self.pools else {
            return Err(StoreError::Unsupported);
        };
        let name = file.to_str().ok_or(StoreError::Address)?;
        // The readers' own connections may not write anywhere, not even elsewhere.
        let options = readers.connect_options().as_ref().clone().pragma("query_only", "off");
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::query("vacuum into $1").bind(name).execute(&mut connection).await?;
        connection.close().await?;
        tokio::fs::File::open(file).await?.sync_all().await?;
        Ok(())
    }

    /// Waits for open transactions and closes every connection.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                // The last connection to close folds the write-ahead log into the file.
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything that the transaction did permanent.
    ///
    /// # Errors
    /// What the database answers; nothing has been changed then.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.open {
            Open::Sqlite(open) => open.commit().await?,
            Open::Postgres(open) => open.commit().await?,
        }
        Ok(())
    }
}

async fn open_sqlite(file: &Path) -> Result<Pools, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("trusted_schema", "off");
    let pool = || {
        let options = SqlitePoolOptions::new().acquire_timeout(PATIENCE).test_before_acquire(false);
        // A full or failing disk lets SQLite roll a transaction back by itself. The connection then
        // still takes it for open and would begin no other: a new one takes its place.
        options.before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
    };
    let writer = pool()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    let (found,): (String,) = sqlx::query_as(VERSION.sqlite).fetch_one(&writer).await?;
    if is_older(&found) {
        return Err(StoreError::OldSqlite { found });
    }
    let readers = pool()
        .max_connections(SQLITE_READERS)
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    Ok(Pools::Sqlite { writer, readers })
}

fn is_older(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    parts.as_slice() < SQLITE_OLDEST.as_slice()
}

async fn open_postgres(address: &str) -> Result<Pools, StoreError> {
    let options = PgConnectOptions::from_str(address)
        .map_err(|_| StoreError::Address)?
        .application_name("accord")
        .options([("lock_timeout", "5s")]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    Ok(Pools::Postgres(pool))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_their_numbers() {
        for (version, expected) in [
            ("3.51.2", true),
            ("3.9.10", true),
            ("3.51.3", false),
            ("3.100.0", false),
            ("4.0", false),
        ] {
            assert_eq!(is_older(version), expected, "{version}");
        }
    }

    /// As many pages as the file has are a disk that is full.
    #[tokio::test]
    async fn after_a_full_disk_there_is_a_next_writer() -> Result<(), StoreError> {
        let name = format!("accord-full-{}.db", std::process::id());
        let file = std::env::temp_dir().join(name);
        let db = Db::open(&format!("sqlite://{}", file.display())).await?;
        let Pools::Sqlite { writer, .. } = &db.pools else { panic!("it is a file") };
        let mut tx = db.write().await?;
        run!(tx, "create table t (content blob)")?;
        tx.commit().await?;
        sqlx::query("pragma max_page_count = 1").execute(writer).await?;
        let fill = "insert into t values (zeroblob(100000))";
        let mut tx = db.write().await?;
        let refused = run!(tx, fill);
        assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
        drop(tx);
        let mut tx = db.write().await?;
        run!(tx, fill)?;
        tx.commit().await?;
        db.close().await;
        std::fs::remove_file(&file)?;
        Ok(())
    }
}
