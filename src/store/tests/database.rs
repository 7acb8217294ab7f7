//! A fresh database of each kind for one test.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use store::{Db, Kind};

/// The address of a PostgreSQL cluster in which the tests make and drop databases.
const POSTGRES: &str = "ACCORD_TEST_POSTGRES";

/// What a test's body returns: anything unexpected fails it.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A migrated, empty database.
#[derive(Clone)]
pub struct Database {
    pub db: Db,
    pub address: String,
    /// A folder of the test's own.
    pub folder: PathBuf,
}

impl Database {
    /// Runs a statement behind the store's back and returns the changed rows.
    pub async fn tamper(&self, sql: &str) -> Result<u64, sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.db.kind() {
            Kind::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.address).await?;
                let done = sqlx::query(sql).execute(&mut connection).await?;
                connection.close().await?;
                Ok(done.rows_affected())
            }
            Kind::Postgres => {
                let mut connection = PgConnection::connect(&self.address).await?;
                let done = sqlx::query(sql).execute(&mut connection).await?;
                connection.close().await?;
                Ok(done.rows_affected())
            }
        }
    }

    /// One text per row, behind the store's back.
    pub async fn lines(&self, sql: &'static str) -> Result<Vec<String>, sqlx::Error> {
        let rows: Vec<(String,)> = match self.db.kind() {
            Kind::Sqlite => {
                let mut connection = SqliteConnection::connect(&self.address).await?;
                sqlx::query_as(sql).fetch_all(&mut connection).await?
            }
            Kind::Postgres => {
                let mut connection = PgConnection::connect(&self.address).await?;
                sqlx::query_as(sql).fetch_all(&mut connection).await?
            }
        };
        Ok(rows.into_iter().map(|(line,)| line).collect())
    }
}

/// Runs a test's body on a fresh database of each available kind.
pub async fn on_each<F>(body: impl Fn(Database) -> F)
where
    F: Future<Output = Outcome> + Send + 'static,
{
    on_sqlite(&body).await;
    on_postgres(&body).await;
}

/// Runs a body on a fresh SQLite file.
pub async fn on_sqlite<F>(body: impl Fn(Database) -> F)
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let (name, folder) = fresh();
    let address = format!("sqlite://{}", folder.join("accord.db").display());
    println!("SQLite, {name}");
    run(address, folder, body).await;
}

/// Runs a body on a fresh PostgreSQL database, where there is a cluster.
pub async fn on_postgres<F>(body: impl Fn(Database) -> F)
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let Ok(cluster) = std::env::var(POSTGRES) else {
        println!("left out: {POSTGRES} is not set");
        return;
    };
    let (name, folder) = fresh();
    println!("PostgreSQL, {name}");
    administer(&cluster, format!("create database {name}")).await;
    let (server, _) = cluster.rsplit_once('/').expect("an address ends in a database");
    run(format!("{server}/{name}"), folder, body).await;
    administer(&cluster, format!("drop database {name} with (force)")).await;
}

async fn run<F>(address: String, folder: PathBuf, body: impl Fn(Database) -> F)
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let db = Db::open(&address).await.expect("a fresh database opens");
    db.migrate().await.expect("a fresh database migrates");
    let database = Database { db: db.clone(), address, folder: folder.clone() };
    // In a task of its own, so that a failing body still leaves nothing behind.
    let outcome = tokio::spawn(body(database)).await;
    db.close().await;
    std::fs::remove_dir_all(folder).expect("the test's folder is its own");
    match outcome {
        Ok(outcome) => outcome.expect("nothing unexpected happened"),
        Err(failed) => resume_unwind(failed.into_panic()),
    }
}

/// A name that no other test uses, and an empty folder of that name.
fn fresh() -> (String, PathBuf) {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let name = format!("accord_store_{}_{count}", std::process::id());
    let folder = std::env::temp_dir().join(&name);
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    (name, folder)
}

async fn administer(cluster: &str, sql: String) {
    let mut connection = PgConnection::connect(cluster).await.expect("the cluster answers");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("tests own the cluster");
    connection.close().await.expect("the cluster still answers");
}
