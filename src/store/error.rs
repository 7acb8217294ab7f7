//! What can go wrong between the program and its database.

use sqlx::error::ErrorKind;
use sqlx::migrate::MigrateError;

/// A query that did not do what it should; the transaction is to be dropped.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row has changed since it was read, or is gone.
    #[error("the row has changed since it was read")]
    Conflict,
    /// A value that must be unique is there already, named like `users.email`.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// A row that this one names does not exist, or one that is to go is still named by others.
    #[error("a row that is referred to is missing or still in use")]
    Reference,
    /// Another writer held the database for longer than writers wait.
    #[error("the database is busy")]
    Busy,
    /// The disk under the database is full; nothing was changed.
    #[error("the disk is full")]
    DiskFull,
    /// The database may only be read: its disk, or a PostgreSQL server that stands by for another.
    #[error("the database may only be read")]
    ReadOnly,
    /// The SQLite in use is older than is safe.
    #[error("SQLite {found} is too old, 3.51.3 is needed")]
    OldSqlite {
        /// The version that was found.
        found: String,
    },
    /// The database was made by a newer version of the program.
    #[error("the database was made by a newer version")]
    NewerSchema,
    /// Stored data that cannot have been written by this program.
    #[error("stored data is damaged: {what}")]
    Corrupt {
        /// Where, such as `users.role`.
        what: String,
    },
    /// This kind of database cannot do that.
    #[error("this kind of database cannot do that")]
    Unsupported,
    /// The address names neither a SQLite file nor a PostgreSQL database.
    #[error("the database address is not sqlite:///… or postgres://…")]
    Address,
    /// A migration could not be carried out.
    #[error("migration failed: {0}")]
    Migration(#[source] MigrateError),
    /// Anything else that the database answers.
    #[error(transparent)]
    Database(sqlx::Error),
    /// A file of the database could not be written.
    #[error(transparent)]
    File(#[from] std::io::Error),
}

/// Unique values that callers ask about: name here, in SQLite's messages, as PostgreSQL's
/// constraint.
const UNIQUE: [(&str, &str, &str); 7] = [
    ("users.email", "users.email", "users_email_key"),
    ("projects.key", "projects.key", "projects_key_key"),
    ("organisation", "organisation.id", "organisation_pkey"),
    ("plans", "plans.project_id", "plans_pkey"),
    ("plan_ops.op_id", "plan_ops.project_id, plan_ops.op_id", "plan_ops_project_id_op_id_key"),
    ("sessions.token", "sessions.token_hash", "sessions_token_hash_key"),
    ("links.token", "one_time_links.token_hash", "one_time_links_token_hash_key"),
];

impl StoreError {
    /// Stored data at `what` that cannot be read.
    pub(crate) fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt { what: what.into() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::ColumnDecode { index, .. } => Self::corrupt(index.clone()),
            sqlx::Error::Database(answer) => match answer.kind() {
                ErrorKind::UniqueViolation => Self::Taken(taken(answer.as_ref())),
                ErrorKind::ForeignKeyViolation => Self::Reference,
                _ => by_code(answer.code().as_deref()).unwrap_or(Self::Database(error)),
            },
            _ => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) => Self::NewerSchema,
            other => Self::Migration(other),
        }
    }
}

fn taken(answer: &dyn sqlx::error::DatabaseError) -> &'static str {
    let is_meant = |(_, sqlite, postgres): &&(&str, &str, &str)| match answer.constraint() {
        Some(name) => name == *postgres,
        None => answer.message().ends_with(&format!(": {sqlite}")),
    };
    UNIQUE.iter().find(is_meant).map_or("id", |(name, _, _)| name)
}

/// SQLite answers with extended result codes (the primary one in the low byte), PostgreSQL with
/// five letters.
fn by_code(code: Option<&str>) -> Option<StoreError> {
    let code = code?;
    let is_sqlite = |primary: i32| code.parse::<i32>().is_ok_and(|code| code & 0xff == primary);
    match code {
        "55P03" | "40001" | "40P01" => Some(StoreError::Busy),
        "53100" => Some(StoreError::DiskFull),
        "25006" => Some(StoreError::ReadOnly),
        _ if code.len() == 5 => None,
        _ if is_sqlite(5) || is_sqlite(6) => Some(StoreError::Busy),
        _ if is_sqlite(13) => Some(StoreError::DiskFull),
        _ if is_sqlite(8) => Some(StoreError::ReadOnly),
        _ if is_sqlite(11) || is_sqlite(26) => Some(StoreError::corrupt("the database file")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_both_databases_mean_the_same() {
        for (code, expected) in [
            ("5", "the database is busy"),
            ("517", "the database is busy"),
            ("40001", "the database is busy"),
            ("13", "the disk is full"),
            ("53100", "the disk is full"),
            ("8", "the database may only be read"),
            ("1032", "the database may only be read"),
            ("25006", "the database may only be read"),
            ("11", "stored data is damaged: the database file"),
        ] {
            let meant = by_code(Some(code)).map(|error| error.to_string());
            assert_eq!(meant.as_deref(), Some(expected), "{code}");
        }
        assert!(by_code(Some("57014")).is_none() && by_code(None).is_none());
    }
}
