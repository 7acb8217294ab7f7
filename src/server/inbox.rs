//! What waits for somebody of the team, gathered from messages, complaints, decisions, changes and
//! what is to be done.

mod mine;

use std::collections::{BTreeMap, BTreeSet};

use domain::ProjectId;
use domain::inbox::ItemKind;
use domain::message::{Message, Thread};
use domain::time::Timestamp;
use domain::voice::Complaint;
use store::Reach;
use store::agreements::Given;

use super::call::Call;
use super::messages::{calendar_of, working_minutes};
use super::{clock, talk};
use crate::error::AppError;
use crate::features::shared::inbox_api::{About, Item};
use crate::features::shared::turning_api::{MayTurn, Turnable};

/// Decisions of so many days are news.
const NEWS_DAYS: i64 = 14;
/// So many characters of a message stand in a list.
const SHOWN: usize = 400;

/// Everything that waits for the caller and was not put away, what is most pressing first.
///
/// # Errors
/// What the store reports.
pub async fn items(call: &mut Call) -> Result<Vec<Item>, AppError> {
    let (me, now, reach) = (call.user.id, call.now(), call.reach());
    let done: BTreeSet<_> = store::inbox::done(call.db(), me).await?.into_iter().collect();
    let mut items: Vec<Item> = Vec::new();
    let owned = store::complaints::owned(call.db(), me).await?;
    items.extend(owned.into_iter().map(|(complaint, name)| complained(complaint, name, now)));
    items.extend(waiting(call).await?);
    let mine = mine::items(call).await?;
    let returned = mine.iter().filter(|item| item.kind == ItemKind::Returned);
    let returned: BTreeSet<String> = returned.map(|item| item.id.clone()).collect();
    items.extend(mine);
    let mentions = store::inbox::mentions(call.db(), me, reach).await?;
    let mut news: Vec<Item> =
        mentions.into_iter().map(|(message, name)| named(message, name)).collect();
    let since = now.plus_minutes(-NEWS_DAYS * 24 * 60);
    let given = store::agreements::recent(call.db(), Reach::Of(me), since).await?;
    // What came back waits for the reader: it is no news besides.
    news.extend(given.into_iter().map(decided).filter(|item| !returned.contains(&item.id)));
    news.sort_by_key(|item| std::cmp::Reverse(item.at));
    items.extend(news);
    items.retain(|item| !done.contains(&(item.kind, item.id.clone())));
    put_rights(call, &mut items).await?;
    Ok(items)
}

/// Tells with each message what the caller may make of it.
async fn put_rights(call: &mut Call, items: &mut [Item]) -> Result<(), AppError> {
    let mut known: BTreeMap<ProjectId, MayTurn> = BTreeMap::new();
    for item in items {
        let Some(turnable) = &mut item.turnable else { continue };
        turnable.may = match known.get(&turnable.project) {
            Some(may) => *may,
            None => {
                let may = talk::may_turn(call, turnable.project).await?;
                known.insert(turnable.project, may);
                may
            }
        };
    }
    Ok(())
}

/// The clients who wait for an answer: one item a thread, from its first message on.
async fn waiting(call: &mut Call) -> Result<Vec<Item>, AppError> {
    let (me, now, state) = (call.user.id, call.now(), call.state.clone());
    let unanswered = store::inbox::unanswered(call.db(), me).await?;
    let mut calendars = BTreeMap::new();
    for project in unanswered.iter().map(|(message, _)| message.project).collect::<BTreeSet<_>>() {
        calendars.insert(project, calendar_of(&state, call.db(), project).await?);
    }
    let mut counts: BTreeMap<(ProjectId, Thread), i64> = BTreeMap::new();
    for (message, _) in &unanswered {
        *counts.entry((message.project, message.thread)).or_default() += 1;
    }
    let mut items = Vec::new();
    for (message, project_name) in unanswered {
        let place = (message.project, message.thread);
        // The oldest comes first; those that follow it are counted with it.
        let Some(messages) = counts.remove(&place) else { continue };
        let Some(calendar) = calendars.get(&message.project) else { continue };
        let minutes = working_minutes(calendar, message.at, now);
        let about = About::Waits { minutes, messages };
        items.push(written(ItemKind::Message, message, project_name, about));
    }
    Ok(items)
}

fn named(message: Message, project_name: String) -> Item {
    written(ItemKind::Mention, message, project_name, About::Named)
}

fn written(kind: ItemKind, message: Message, project_name: String, about: About) -> Item {
    Item {
        kind,
        id: message.id.to_string(),
        project: message.project,
        thread: Some(message.thread),
        turnable: Some(Turnable::of(&message, MayTurn::default())),
        project_name,
        by: message.author_name,
        owner: None,
        text: message.body.chars().take(SHOWN).collect(),
        about,
        at: clock::local(message.at),
    }
}

fn complained(complaint: Complaint, project_name: String, now: Timestamp) -> Item {
    let draft = complaint.draft;
    let text = match draft.wish.as_str() {
        "" => draft.happened,
        wish => format!("{}\n{wish}", draft.happened),
    };
    Item {
        kind: ItemKind::Complaint,
        id: complaint.id.to_string(),
        project: complaint.project,
        thread: None,
        turnable: None,
        project_name,
        by: complaint.contact_name,
        owner: None,
        text,
        about: About::Complaint {
            number: complaint.number,
            severity: draft.severity,
            until: clock::local(complaint.promised_by),
            is_late: complaint.promised_by < now,
        },
        at: clock::local(complaint.at),
    }
}

fn decided(given: Given) -> Item {
    Item {
        kind: ItemKind::Decision,
        id: format!("{}:{}", given.project, given.number),
        project: given.project,
        thread: None,
        turnable: None,
        project_name: given.project_name,
        by: given.by,
        owner: None,
        text: given.title,
        about: About::Decided { number: given.number, what: given.what },
        at: clock::local(given.at),
    }
}
