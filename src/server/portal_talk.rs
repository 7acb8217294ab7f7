//! Messages on the client's page: about the project and about the things that the client sees.

use domain::agreement::{Heading, SubjectKind};
use domain::client::Contact;
use domain::message::{Thread, ThreadKind};
use domain::plan::Plan;
use domain::portal::{PortalTalk, PortalThing};
use domain::{MessageId, ProjectId};
use store::Tx;
use uuid::Uuid;

use super::messages::for_client;
use super::random;
use super::state::AppState;
use crate::error::AppError;

/// So many messages stand on the page at once.
const SHOWN: usize = 60;

/// Which of the messages are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Those about one thing only.
    pub about: Option<Thread>,
    /// Those before this one.
    pub before: Option<MessageId>,
}

/// The messages that are wanted, and what it takes to write another.
///
/// # Errors
/// What the store reports.
pub async fn talk(
    state: &AppState,
    tx: &mut Tx,
    (project, contact): (ProjectId, Option<&Contact>),
    wanted: Wanted,
) -> Result<PortalTalk, AppError> {
    let mut things = things(state, tx, project).await?;
    // What the client does not see narrows nothing: its name is not told either.
    let about = things.iter().find(|thing| Some(thing.thread) == wanted.about).cloned();
    let before = match wanted.before {
        Some(before) => store::messages::find(tx, before).await?,
        None => None,
    };
    let before = before.filter(|before| before.project == project && before.is_client_visible);
    let thread = about.as_ref().map(|about| about.thread);
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut found = store::messages::for_client(tx, project, thread, before.as_ref(), most).await?;
    let has_earlier = found.len() > SHOWN;
    if has_earlier {
        found.remove(0);
    }
    let next = match contact {
        Some(contact) => Some(next(tx, project, contact).await?),
        None => None,
    };
    let messages = for_client(tx, project, &found, &things).await?;
    // Of all the tasks in sight only the one that is asked for can be written about here.
    things.retain(|thing| thing.thread.kind != ThreadKind::Task || Some(thing.thread) == thread);
    Ok(PortalTalk {
        earlier: found.first().filter(|_| has_earlier).map(|message| message.id),
        has_later: before.is_some(),
        messages,
        about,
        things,
        may_write: contact.is_some_and(|contact| contact.role.may_write()),
        next,
    })
}

/// What client and team can write about, as far as the client has seen it: deliverables and tasks
/// in its sight, requirements and changes as they were put before it.
///
/// # Errors
/// What the store reports.
pub async fn things(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<PortalThing>, AppError> {
    let deliverables = store::deliverables::of_project(tx, project).await?;
    let visible = deliverables.into_iter().filter(|deliverable| deliverable.is_client_visible);
    let mut things: Vec<PortalThing> = visible
        .map(|deliverable| thing(ThreadKind::Deliverable, deliverable.id.0, deliverable.title))
        .collect();
    let documents = store::records::newest_asked(tx, project, SubjectKind::Requirements).await?;
    let parts = documents.into_iter().flat_map(|record| record.content.parts);
    let needs = parts.filter(|part| part.heading == Heading::Needs);
    for line in needs.flat_map(|part| part.lines) {
        if let Ok(id) = line.key.parse() {
            let title = line.text.lines().next().unwrap_or_default().to_owned();
            things.push(thing(ThreadKind::Requirement, id, title));
        }
    }
    let changes = store::records::newest_asked(tx, project, SubjectKind::Change).await?;
    things.extend(
        changes
            .into_iter()
            .map(|record| thing(ThreadKind::Change, record.subject.id, record.content.title)),
    );
    let look = |_: i64, plan: &Plan| {
        let visible = plan.tasks.values().filter(|task| task.is_on_client_page());
        visible.map(|task| thing(ThreadKind::Task, task.id.0, task.title.clone())).collect()
    };
    let tasks: Vec<PortalThing> = state.plans.read(tx, project, look).await?;
    things.extend(tasks);
    Ok(things)
}

/// The id under which the contact's next message is kept: it stays the same until there is one, so
/// that a page reads the same however often it is drawn.
///
/// # Errors
/// What the store reports.
pub async fn next(
    tx: &mut Tx,
    project: ProjectId,
    contact: &Contact,
) -> Result<MessageId, AppError> {
    let last = store::messages::last_of(tx, project, contact.id).await?;
    let last = last.map_or(Uuid::nil(), |message| message.id.0);
    let hash = random::hash(&format!("accord next message 1 {project} {} {last}", contact.id));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Ok(MessageId(Uuid::from_bytes(bytes)))
}

fn thing(kind: ThreadKind, id: Uuid, title: String) -> PortalThing {
    PortalThing { thread: Thread { kind, id }, title }
}
