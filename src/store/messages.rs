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

/// The text of a query for the messages that fulfil a condition, with the columns of a
/// [`MessageRow`].
macro_rules! messages_where {
    ($condition:literal) => {
        concat!(
            "select id, project_id, thread_kind, thread_id, author_user, author_contact,
                 author_name, body, client_visible, reply_to, passage_part, passage_line,
                 passage_quote, became_kind, became_id, created_at
             from messages where ",
            $condition
        )
    };
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
    find!(tx, MessageRow, messages_where!("id = $1"), message.0)?.map(Message::try_from).transpose()
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
        messages_where!("project_id = $1 order by created_at desc, id desc limit $2"),
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
        messages_where!(
            "project_id = $1 and client_visible = $2
             order by created_at desc, id desc limit $3"
        ),
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
        messages_where!(
            "project_id = $1 and thread_kind = $2 and thread_id = $3
             order by created_at, id"
        ),
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
        messages_where!(
            "project_id = $1 and author_contact = $2
             order by created_at desc, id desc limit 1"
        ),
        project.0,
        contact.0,
    )?
    .map(Message::try_from)
    .transpose()
}

/// The last messages that the client reads about the project and the things in it, before a message
/// if one is named, the oldest of them first; `about` narrows them to one thread. Comments stand
/// with their request, and what concerns a complaint with the complaint.
///
/// # Errors
/// What the database answers.
pub async fn for_client(
    tx: &mut Tx,
    project: ProjectId,
    about: Option<Thread>,
    before: Option<&Message>,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let rows = all!(
        tx,
        MessageRow,
        messages_where!(
            "project_id = $1 and client_visible = $2
                 and thread_kind in ('project', 'deliverable', 'requirement', 'change', 'task')
                 and ($3 is null or (thread_kind = $3 and thread_id = $4))
                 and ($5 is null or created_at < $5 or (created_at = $5 and id < $6))
             order by created_at desc, id desc limit $7"
        ),
        project.0,
        true,
        about.map(|thread| thread.kind.as_str()),
        about.map(|thread| thread.id),
        before.map(|message| message.at.0),
        before.map(|message| message.id.0),
        most,
    )?;
    rows.into_iter().rev().map(Message::try_from).collect()
}

/// The last messages of a thread of a project, before a message if one is named, the oldest of them
/// first.
///
/// # Errors
/// What the database answers.
pub async fn last_in_thread(
    tx: &mut Tx,
    project: ProjectId,
    thread: Thread,
    before: Option<&Message>,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    let rows = all!(
        tx,
        MessageRow,
        messages_where!(
            "project_id = $1 and thread_kind = $2 and thread_id = $3
                 and ($4 is null or created_at < $4 or (created_at = $4 and id < $5))
             order by created_at desc, id desc limit $6"
        ),
        project.0,
        thread.kind.as_str(),
        thread.id,
        before.map(|message| message.at.0),
        before.map(|message| message.id.0),
        most,
    )?;
    rows.into_iter().rev().map(Message::try_from).collect()
}

/// The threads of a project in which something was written, those with the latest messages first.
///
/// # Errors
/// What the database answers.
pub async fn threads(tx: &mut Tx, project: ProjectId) -> Result<Vec<Thread>, StoreError> {
    let rows = all!(
        tx,
        (String, Uuid, i64),
        "select thread_kind, thread_id, max(created_at) from messages where project_id = $1
         group by thread_kind, thread_id order by max(created_at) desc, thread_id",
        project.0,
    )?;
    let thread = |(kind, id, _): (String, Uuid, i64)| {
        let kind = kind.parse().map_err(|_| StoreError::corrupt("messages.thread_kind"))?;
        Ok(Thread { kind, id })
    };
    rows.into_iter().map(thread).collect()
}

/// The files of a project's messages that were written from one moment to another.
///
/// # Errors
/// What the database answers.
pub async fn files(
    tx: &mut Tx,
    project: ProjectId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(MessageId, MessageFile)>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, Uuid, String, i64, String),
        "select f.message_id, f.file_id, f.name, f.size, f.kind
         from message_files f join messages m on m.id = f.message_id
         where m.project_id = $1 and m.created_at between $2 and $3
         order by f.name, f.file_id",
        project.0,
        from.0,
        until.0,
    )?;
    let file = |(message, id, name, size, kind)| {
        (MessageId(message), MessageFile { id: FileId(id), name, size, kind })
    };
    Ok(rows.into_iter().map(file).collect())
}

/// The message of a project that became something.
///
/// # Errors
/// What the database answers.
pub async fn origin(
    tx: &mut Tx,
    project: ProjectId,
    became: Became,
) -> Result<Option<Message>, StoreError> {
    find!(
        tx,
        MessageRow,
        messages_where!(
            "project_id = $1 and became_kind = $2 and became_id = $3
             order by created_at, id limit 1"
        ),
        project.0,
        became.kind.as_str(),
        became.id,
    )?
    .map(Message::try_from)
    .transpose()
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
