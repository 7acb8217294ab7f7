//! What waits for the decision or the work of the person who asks: changes, what came back, what
//! nobody answered, conditions of decisions and steps of changes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::UserId;
use domain::agreement::{Subject, SubjectKind, What};
use domain::can::{Action, Decision, Scope, can};
use domain::change::{Stage, StageFacts};
use domain::inbox::{ChangeNeeds, ItemKind, is_late, put_away_as};
use domain::user::ProjectRole;
use store::waiting::{Answer, Asked, OpenChange, Origin, Work};
use uuid::Uuid;

use crate::error::AppError;
use crate::features::shared::inbox_api::{About, Item};
use crate::server::call::Call;
use crate::server::clock;

/// What is late first, then what has a day by that day, then the rest from the oldest on.
///
/// # Errors
/// What the store reports.
pub async fn items(call: &mut Call) -> Result<Vec<Item>, AppError> {
    let (me, today) = (call.user.id, clock::local(call.now()).date());
    let mut items = Vec::new();
    let scope = Scope::Place(Some(ProjectRole::Lead));
    if can(call.user.role, scope, Action::AskClient) == Decision::Allowed {
        items.extend(led(call, today).await?);
    }
    let mut work = store::waiting::conditions(call.db(), me).await?;
    let steps = store::waiting::steps(call.db(), me).await?;
    work.extend(steps.into_iter().filter(|step| step.todo.is_near(today)));
    work.retain(|work| work.todo.waits_for(me, today));
    items.extend(work.into_iter().map(|work| to_do(work, me, today)));
    items.sort_by_key(|item| {
        let (due, is_late) = day_of(item.about);
        (Reverse(is_late), due.is_none(), due, item.at)
    });
    Ok(items)
}

/// The day that an item has, and whether it is over.
const fn day_of(about: About) -> (Option<NaiveDate>, bool) {
    match about {
        About::Overdue { due, .. } => (Some(due), true),
        About::Action { due, is_late, .. } | About::Step { due, is_late, .. } => (due, is_late),
        About::Waits { .. }
        | About::Named
        | About::Complaint { .. }
        | About::Decided { .. }
        | About::Change { .. }
        | About::Returned { .. } => (None, false),
        // Nothing comes of it before somebody else is asked.
        About::Stuck { .. } => (None, true),
    }
}

/// What waits in the projects that the caller leads.
async fn led(call: &mut Call, today: NaiveDate) -> Result<Vec<Item>, AppError> {
    let me = call.user.id;
    let changes = store::waiting::changes(call.db(), me).await?;
    let answers = store::waiting::answers(call.db(), me).await?;
    let requests = store::waiting::requests(call.db(), me).await?;
    let is_about_change = |answer: &&Answer| answer.entry.kind == SubjectKind::Change;
    let told: BTreeMap<Uuid, &Answer> = answers
        .iter()
        .filter(is_about_change)
        .map(|answer| (answer.entry.subject, answer))
        .collect();
    let mut items: Vec<Item> = changes
        .into_iter()
        .filter_map(|change| {
            let answer = told.get(&change.change.0).copied();
            of_change(change, answer)
        })
        .collect();
    items.extend(requests.into_iter().filter_map(|asked| unanswered(asked, today)));
    items.extend(answers.into_iter().filter_map(returned));
    Ok(items)
}

/// A change that waits for the team, with who brought it there.
fn of_change(change: OpenChange, told: Option<&Answer>) -> Option<Item> {
    let facts = StageFacts {
        has_branch: change.has_branch,
        is_asked: change.is_asked,
        last: told.map(|answer| answer.entry.what),
    };
    let needs = ChangeNeeds::of(Stage::of(change.state, facts))?;
    let agreed = told.map(|answer| (answer.entry.by.name.clone(), answer.entry.at));
    let (by, at) = match needs {
        ChangeNeeds::Decision => change.raised,
        ChangeNeeds::Applying => agreed.or(change.decided).unwrap_or(change.raised),
    };
    Some(Item {
        kind: ItemKind::Change,
        id: format!("{}:{}", change.change, needs.as_str()),
        project: change.project,
        thread: None,
        turnable: None,
        project_name: change.project_name,
        by,
        owner: None,
        text: change.title,
        about: About::Change { change: change.change, number: change.number, needs },
        at: clock::local(at),
    })
}

/// A request whose day is over, or that nobody can answer any more.
fn unanswered(asked: Asked, today: NaiveDate) -> Option<Item> {
    let subject = asked.subject;
    let (id, about) = match (asked.is_stuck, asked.due) {
        (true, _) => (format!("{}:nobody", asked.request), About::Stuck { subject }),
        (false, Some(due)) if is_late(Some(due), today) => {
            (asked.request.to_string(), About::Overdue { subject, due })
        }
        (false, _) => return None,
    };
    Some(Item {
        kind: ItemKind::Overdue,
        id,
        project: asked.project,
        thread: None,
        turnable: None,
        project_name: asked.project_name,
        by: asked.approver,
        owner: None,
        text: asked.title,
        about,
        at: clock::local(asked.at),
    })
}

/// What a client returned, with the reason.
fn returned(answer: Answer) -> Option<Item> {
    let Answer { project, project_name, entry } = answer;
    match entry.what {
        What::Returned => {}
        What::Agreed | What::Conditional | What::Withdrawn => return None,
    }
    let subject = Subject { kind: entry.kind, id: entry.subject };
    Some(Item {
        kind: ItemKind::Returned,
        id: format!("{project}:{}", entry.number),
        project,
        thread: None,
        turnable: None,
        project_name,
        by: entry.by.name,
        owner: None,
        text: format!("{}\n{}", entry.title, entry.words),
        about: About::Returned { subject, number: entry.number },
        at: clock::local(entry.at),
    })
}

/// A condition or a step, with who does it when that is somebody else.
fn to_do(work: Work, me: UserId, today: NaiveDate) -> Item {
    let (due, is_late) = (work.todo.due, work.todo.is_late(today));
    let (kind, about) = match work.origin {
        Origin::Decision(number) => (ItemKind::Action, About::Action { number, due, is_late }),
        Origin::Change(change, number) => {
            (ItemKind::Step, About::Step { change, number, due, is_late })
        }
    };
    Item {
        kind,
        id: put_away_as(work.id, is_late),
        project: work.project,
        thread: None,
        turnable: None,
        project_name: work.project_name,
        by: work.by,
        owner: work.owner_name.filter(|_| work.todo.owner != Some(me)),
        text: work.text,
        about,
        at: clock::local(work.at),
    }
}
