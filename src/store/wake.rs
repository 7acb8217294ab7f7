//! Waking the other server processes on the same database. What they are woken for they read for
//! themselves, so that a lost call only costs time. A SQLite file has one process and no calls.

use domain::ProjectId;
use sqlx::postgres::{PgListener, PgNotification};

use crate::db::Dialect;
use crate::{Db, StoreError, Tx};

/// Who listens on PostgreSQL listens here.
const CHANNEL: &str = "accord";
/// What begins the call for a changed plan; the project follows.
const PLAN: &str = "plan ";
/// What begins a word of one process to the others.
const WORD: &str = "word ";

const CALL: Dialect = Dialect { sqlite: "select $1", postgres: "select pg_notify('accord', $1)" };

/// A call that was heard, also by the process that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Operations were appended to this project's plan.
    PlanChanged(ProjectId),
    /// Something between processes, which the store does not understand.
    Word(String),
    /// The connection was lost and made again: anything may have been missed.
    Interrupted,
}

/// Listens to every process on the database.
pub struct Ear {
    listener: PgListener,
}

/// Calls for a changed plan as soon as the transaction is committed.
///
/// # Errors
/// What the database answers.
pub async fn plan_changed(tx: &mut Tx, project: ProjectId) -> Result<(), StoreError> {
    run!(tx, CALL, format!("{PLAN}{project}"))?;
    Ok(())
}

/// Says something to all processes as soon as the transaction is committed: a line of up to 7,900
/// bytes.
///
/// # Errors
/// What the database answers.
pub async fn say(tx: &mut Tx, word: &str) -> Result<(), StoreError> {
    run!(tx, CALL, format!("{WORD}{word}"))?;
    Ok(())
}

impl Ear {
    /// Begins to listen; none where there are no other processes.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn open(db: &Db) -> Result<Option<Self>, StoreError> {
        let Some(pool) = db.shared_pool() else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Self { listener }))
    }

    /// Waits for the next call.
    ///
    /// # Errors
    /// What the database answers when it cannot be reached again, or was closed.
    pub async fn hear(&mut self) -> Result<Heard, StoreError> {
        loop {
            let Some(call) = self.listener.try_recv().await? else {
                return Ok(Heard::Interrupted);
            };
            if let Some(heard) = understood(&call) {
                return Ok(heard);
            }
        }
    }
}

/// What a call says; nothing when a newer version made it.
fn understood(call: &PgNotification) -> Option<Heard> {
    let text = call.payload();
    if let Some(project) = text.strip_prefix(PLAN) {
        return Some(Heard::PlanChanged(ProjectId(project.parse().ok()?)));
    }
    text.strip_prefix(WORD).map(|word| Heard::Word(word.to_owned()))
}
