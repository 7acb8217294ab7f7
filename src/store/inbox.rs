//! What waits for a person, and what the person has dealt with.

use domain::UserId;
use domain::inbox::ItemKind;
use domain::message::Message;
use domain::time::Timestamp;

use crate::messages::MessageRow;
use crate::{Reach, StoreError, Tx};

#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    message: MessageRow,
    project_name: String,
}

/// The query for messages `m` with the names of their projects `p`: what else is joined, and which.
macro_rules! named_messages {
    ($which:literal) => {
        concat!(
            "select m.id, m.project_id, m.thread_kind, m.thread_id, m.author_user,
                 m.author_contact, m.author_name, m.body, m.client_visible, m.reply_to,
                 m.passage_part, m.passage_line, m.passage_quote, m.became_kind, m.became_id,
                 m.created_at, p.name as project_name
             from messages m join projects p on p.id = m.project_id ",
            $which
        )
    };
}

impl NamedRow {
    fn named(self) -> Result<(Message, String), StoreError> {
        Ok((Message::try_from(self.message)?, self.project_name))
    }
}

/// The clients' messages after which nothing that the client reads was written in the same thread,
/// in projects where the person is lead or member, with the projects' names, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn unanswered(tx: &mut Tx, user: UserId) -> Result<Vec<(Message, String)>, StoreError> {
    let rows = all!(
        tx,
        NamedRow,
        named_messages!(
            "join project_members w on w.project_id = m.project_id
             where w.user_id = $1 and w.role in ('lead', 'member')
                 and m.author_contact is not null and m.client_visible = $2
                 and not exists (
                     select 1 from messages a
                     where a.project_id = m.project_id and a.thread_kind = m.thread_kind
                         and a.thread_id = m.thread_id and a.author_contact is null
                         and a.client_visible = $2 and a.created_at >= m.created_at
                 )
             order by m.created_at, m.id"
        ),
        user.0,
        true,
    )?;
    rows.into_iter().map(NamedRow::named).collect()
}

/// The messages that name a person, as far as the person sees their projects, with the projects'
/// names, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn mentions(
    tx: &mut Tx,
    user: UserId,
    reach: Reach,
) -> Result<Vec<(Message, String)>, StoreError> {
    /// Older ones are history.
    const MOST: i64 = 200;
    let rows = all!(
        tx,
        NamedRow,
        named_messages!(
            "join message_mentions n on n.message_id = m.id
             where n.user_id = $1 and ($2 is null or exists (
                 select 1 from project_members where project_id = p.id and user_id = $2
             ))
             order by m.created_at desc, m.id limit $3"
        ),
        user.0,
        reach.person(),
        MOST,
    )?;
    rows.into_iter().map(NamedRow::named).collect()
}

/// What a person has dealt with, by kind and id.
///
/// # Errors
/// What the database answers.
pub async fn done(tx: &mut Tx, user: UserId) -> Result<Vec<(ItemKind, String)>, StoreError> {
    let rows = all!(
        tx,
        (String, String),
        "select item_kind, item_id from inbox_done where user_id = $1 order by item_kind, item_id",
        user.0,
    )?;
    let known = |(kind, id): (String, String)| {
        let kind = kind.parse().map_err(|_| StoreError::corrupt("inbox_done.item_kind"))?;
        Ok((kind, id))
    };
    rows.into_iter().map(known).collect()
}

/// Notes that a person has dealt with something; doing so again changes nothing.
///
/// # Errors
/// `Reference` when there is no such user.
pub async fn put_done(
    tx: &mut Tx,
    user: UserId,
    (kind, id): (ItemKind, &str),
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into inbox_done (user_id, item_kind, item_id, at) values ($1, $2, $3, $4)
         on conflict (user_id, item_kind, item_id) do update set at = excluded.at",
        user.0,
        kind.as_str(),
        id,
        now.0,
    )?;
    Ok(())
}

/// Puts something back before a person; what was never dealt with stays there.
///
/// # Errors
/// What the database answers.
pub async fn remove_done(
    tx: &mut Tx,
    user: UserId,
    (kind, id): (ItemKind, &str),
) -> Result<(), StoreError> {
    run!(
        tx,
        "delete from inbox_done where user_id = $1 and item_kind = $2 and item_id = $3",
        user.0,
        kind.as_str(),
        id,
    )?;
    Ok(())
}
