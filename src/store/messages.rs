//! What team and client of a project write to each other.

use domain::message::{Author, Became, Message, MessageFile, Passage, Thread};
use domain::time::Timestamp;
use domain::{ContactId, FileId, MessageId, ProjectId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

/// A message as it is stored; other files select the same columns.
#[derive(sqlx::FromRow)]
pub(crate) struct MessageRow {
    id: Uuid,
    project_id: Uuid,
    thread_kind: String,
    thread_id: Uuid,
    author_user: Option<Uuid>,
    author_contact: Option<Uuid>,
    author_name: String,
    body: String,
    client_visible: bool,
    reply_to: Option<Uuid>,
    passage_part: Option<i32>,
    passage_line: Option<String>,
    passage_quote: Option<String>,
    became_kind: Option<String>,
    became_id: Option<Uuid>,
    created_at: i64,
}

impl TryFrom<MessageRow> for Message {
    type Error = StoreError;

    fn try_from(row: MessageRow) -> Result<Self, StoreError> {
        let kind = row.thread_kind.parse();
        let kind = kind.map_err(|_| StoreError::corrupt("messages.thread_kind"))?;
        let became = row.became_kind.map(|kind| kind.parse()).transpose();
        let became = became.map_err(|_| StoreError::corrupt("messages.became_kind"))?;
        let passage = row.passage_part.zip(row.passage_line).zip(row.passage_quote);
        Ok(Self {
            id: MessageId(row.id),
            project: ProjectId(row.project_id),
            thread: Thread { kind, id: row.thread_id },
            author: match row.author_contact {
                Some(contact) => Author::Client(ContactId(contact)),
                None => Author::Team(row.author_user.map(UserId)),
            },
            author_name: row.author_name,
            body: row.body,
            is_client_visible: row.client_visible,
            reply_to: row.reply_to.map(MessageId),
            passage: passage.map(|((part, line), quote)| Passage { part, line, quote }),
            became: became.zip(row.became_id).map(|(kind, id)| Became { kind, id }),
            at: Timestamp(row.created_at),
        })
    }
}

/// Keeps a new message with whom it names and the files that come with it.
///
/// # Errors
/// `Reference` when project or author do not exist, `Taken("id")`.
pub async fn create(
    tx: &mut Tx,
    message: &Message,
    mentions: &[UserId],
    files: &[MessageFile],
) -> Result<(), StoreError> {
    let (user, contact) = match message.author {
        Author::Team(user) => (user.map(|user| user.0), None),
        Author::Client(contact) => (None, Some(contact.0)),
    };
    let passage = message.passage.as_ref();
    run!(
        tx,
        "insert into messages (id, project_id, thread_kind, thread_id, author_user,
             author_contact, author_name, body, client_visible, reply_to, passage_part,
             passage_line, passage_quote, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        message.id.0,
        message.project.0,
        message.thread.kind.as_str(),
        message.thread.id,
        user,
        contact,
        &message.author_name,
        &message.body,
        message.is_client_visible,
        message.reply_to.map(|answered| answered.0),
        passage.map(|passage| passage.part),
        passage.map(|passage| passage.line.as_str()),
        passage.map(|passage| passage.quote.as_str()),
        message.at.0,
    )?;
    for user in mentions {
        run!(
            tx,
            "insert into message_mentions (message_id, user_id) values ($1, $2)",
            message.id.0,
            user.0,
        )?;
    }
    for file in files {
        run!(
            tx,
            "insert into message_files (message_id, file_id, name, size, kind)
             values ($1, $2, $3, $4, $5)",
            message.id.0,
            file.id.0,
            &file.name,
            file.size,
            &file.kind,
        )?;
    }
    Ok(())
}

/// A message by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, message: MessageId) -> Result<Option<Message>, StoreError> {
    find!(
        tx,
        MessageRow,
        "select id, project_id, thread_kind, thread_id, author_user, author_contact, author_name,
             body, client_visible, reply_to, passage_part, passage_line, passage_quote,
             became_kind, became_id, created_at
         from messages where id = $1",
        message.0,
    )?
    .map(Message::try_from)
    .transpose()
}

/// The last messages of a project, the oldest of them first.
///
/// # Errors
/// What the database answers.
pub async fn in_project(
    tx: &mut Tx,
    project: ProjectId,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let rows = all!(
        tx,
        MessageRow,
        "select id, project_id, thread_kind, thread_id, author_user, author_contact, author_name,
             body, client_visible, reply_to, passage_part, passage_line, passage_quote,
             became_kind, became_id, created_at
         from messages where project_id = $1 order by created_at desc, id desc limit $2",
        project.0,
        most,
    )?;
    rows.into_iter().rev().map(Message::try_from).collect()
}

/// The last messages of a project that the client reads, the oldest of them first.
///
/// # Errors
/// What the database answers.
pub async fn visible(
    tx: &mut Tx,
    project: ProjectId,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let rows = all!(
        tx,
        MessageRow,
        "select id, project_id, thread_kind, thread_id, author_user, author_contact, author_name,
             body, client_visible, reply_to, passage_part, passage_line, passage_quote,
             became_kind, became_id, created_at
         from messages where project_id = $1 and client_visible = $2
         order by created_at desc, id desc limit $3",
        project.0,
        true,
        most,
    )?;
    rows.into_iter().rev().map(Message::try_from).collect()
}

/// The messages of a thread of a project, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn in_thread(
    tx: &mut Tx,
    project: ProjectId,
    thread: Thread,
) -> Result<Vec<Message>, StoreError> {
    all!(
        tx,
        MessageRow,
        "select id, project_id, thread_kind, thread_id, author_user, author_contact, author_name,
             body, client_visible, reply_to, passage_part, passage_line, passage_quote,
             became_kind, became_id, created_at
         from messages where project_id = $1 and thread_kind = $2 and thread_id = $3
         order by created_at, id",
        project.0,
        thread.kind.as_str(),
        thread.id,
    )?
    .into_iter()
    .map(Message::try_from)
    .collect()
}

/// What a contact wrote last in a project.
///
/// # Errors
/// What the database answers.
pub async fn last_of(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
) -> Result<Option<Message>, StoreError> {
    find!(
        tx,
        MessageRow,
        "select id, project_id, thread_kind, thread_id, author_user, author_contact, author_name,
             body, client_visible, reply_to, passage_part, passage_line, passage_quote,
             became_kind, became_id, created_at
         from messages where project_id = $1 and author_contact = $2
         order by created_at desc, id desc limit 1",
        project.0,
        contact.0,
    )?
    .map(Message::try_from)
    .transpose()
}

/// The files of a project's messages.
///
/// # Errors
/// What the database answers.
pub async fn files(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<(MessageId, MessageFile)>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, Uuid, String, i64, String),
        "select f.message_id, f.file_id, f.name, f.size, f.kind
         from message_files f join messages m on m.id = f.message_id
         where m.project_id = $1
         order by f.name, f.file_id",
        project.0,
    )?;
    let file = |(message, id, name, size, kind)| {
        (MessageId(message), MessageFile { id: FileId(id), name, size, kind })
    };
    Ok(rows.into_iter().map(file).collect())
}

/// Whether a file came with a message of the project that the client reads.
///
/// # Errors
/// What the database answers.
pub async fn shows_file(tx: &mut Tx, project: ProjectId, file: FileId) -> Result<bool, StoreError> {
    let found = find!(
        tx,
        (i32,),
        "select 1 from message_files f join messages m on m.id = f.message_id
         where m.project_id = $1 and f.file_id = $2 and m.client_visible = $3
         limit 1",
        project.0,
        file.0,
        true,
    )?;
    Ok(found.is_some())
}

/// Notes what a message became.
///
/// # Errors
/// `Conflict` when it became something before, or is gone.
pub async fn set_became(tx: &mut Tx, message: MessageId, became: Became) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update messages set became_kind = $2, became_id = $3
         where id = $1 and became_kind is null",
        message.0,
        became.kind.as_str(),
        became.id,
    )?)
}
