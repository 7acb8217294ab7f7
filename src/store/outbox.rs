//! Mails on their way out: written with what they tell of, sent after the commit.

use domain::MailId;
use domain::time::Timestamp;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A mail that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Which.
    pub id: MailId,
    /// To which address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// How often it was tried, the attempt that is under way among them.
    pub attempts: i32,
}

/// How it goes with all the mails that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Going {
    /// How many wait.
    pub waiting: i64,
    /// How many were given up.
    pub given_up: i64,
    /// Why the one that failed last has failed.
    pub last_error: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    recipient: String,
    subject: String,
    body: String,
    attempts: i32,
}

impl From<Row> for Letter {
    fn from(row: Row) -> Self {
        let Row { id, recipient, subject, body, attempts } = row;
        Self { id: MailId(id), to: recipient, subject, body, attempts }
    }
}

/// Keeps a new mail, to be sent as soon as the transaction is committed.
///
/// # Errors
/// `Taken("id")`.
pub async fn put(tx: &mut Tx, letter: &Letter, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into outbox (id, recipient, subject, body, attempts, next_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
        letter.id.0,
        &letter.to,
        &letter.subject,
        &letter.body,
        letter.attempts,
        now.0,
    )?;
    Ok(())
}

/// Whether a mail waits whose time has come.
///
/// # Errors
/// What the database answers.
pub async fn is_due(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    let found = find!(tx, (i32,), "select 1 from outbox where next_at <= $1 limit 1", now.0)?;
    Ok(found.is_some())
}

/// Takes mails whose time has come, at most so many, and counts the attempt. Until `until` nobody
/// else takes them: if the process ends meanwhile, they come up again.
///
/// # Errors
/// What the database answers.
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    until: Timestamp,
    most: i64,
) -> Result<Vec<Letter>, StoreError> {
    // The time is asked again outside: of two processes that read the same row, one waits for the
    // other and then finds it taken.
    let rows = all!(
        tx,
        Row,
        "update outbox set next_at = $2, attempts = attempts + 1
         where next_at <= $1 and id in (
             select id from outbox where next_at <= $1 order by next_at, id limit $3
         )
         returning id, recipient, subject, body, attempts",
        now.0,
        until.0,
        most,
    )?;
    Ok(rows.into_iter().map(Letter::from).collect())
}

/// A mail was sent; what it said is forgotten.
///
/// # Errors
/// What the database answers.
pub async fn sent(tx: &mut Tx, mail: MailId, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "update outbox set sent_at = $2, next_at = null, error = null, body = '' where id = $1",
        mail.0,
        now.0,
    )?;
    Ok(())
}

/// An attempt has failed; the next one is at `next`.
///
/// # Errors
/// What the database answers.
pub async fn failed(
    tx: &mut Tx,
    mail: MailId,
    error: &str,
    next: Timestamp,
) -> Result<(), StoreError> {
    run!(tx, "update outbox set next_at = $2, error = $3 where id = $1", mail.0, next.0, error)?;
    Ok(())
}

/// The last attempt has failed; why is kept, what the mail said is forgotten.
///
/// # Errors
/// What the database answers.
pub async fn give_up(tx: &mut Tx, mail: MailId, error: &str) -> Result<(), StoreError> {
    run!(
        tx,
        "update outbox set next_at = null, error = $2, body = '' where id = $1",
        mail.0,
        error,
    )?;
    Ok(())
}

/// Forgets what waits for an address, because nobody may have it any more.
///
/// # Errors
/// What the database answers.
pub async fn withhold(tx: &mut Tx, recipient: &str) -> Result<(), StoreError> {
    run!(tx, "delete from outbox where recipient = $1 and next_at is not null", recipient)?;
    Ok(())
}

/// How it goes.
///
/// # Errors
/// What the database answers.
pub async fn going(tx: &mut Tx) -> Result<Going, StoreError> {
    let waiting = find!(tx, (i64,), "select count(*) from outbox where next_at is not null")?;
    let given_up = find!(
        tx,
        (i64,),
        "select count(*) from outbox where next_at is null and sent_at is null",
    )?;
    let last = find!(
        tx,
        (String,),
        "select error from outbox where error is not null
         order by created_at desc, id desc
         limit 1",
    )?;
    Ok(Going {
        waiting: waiting.map_or(0, |(count,)| count),
        given_up: given_up.map_or(0, |(count,)| count),
        last_error: last.map(|(error,)| error),
    })
}

/// Forgets the mails that were sent or given up and were written before a moment.
///
/// # Errors
/// What the database answers.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    run!(tx, "delete from outbox where next_at is null and created_at < $1", before.0)?;
    Ok(())
}
