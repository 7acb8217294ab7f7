//! How everything that was ever put before the client of a project stands, in a line each.

use std::cmp::Reverse;

use domain::ProjectId;
use domain::agreement::{ActionItem, Content, Difference, Subject, What};
use domain::time::Timestamp;
use store::Tx;

use super::{given_lines, no_question, waiting_lines};
use crate::error::AppError;
use crate::features::agreements::summary_api::Agreed;
use crate::server::state::AppState;
use crate::server::subjects;

/// What waits first, then what came back or reads otherwise than what was signed, then the rest;
/// the latest first in each.
///
/// # Errors
/// What the store reports.
pub async fn agreed_lines(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<Agreed>, AppError> {
    let mut lines = Vec::new();
    for given in given_lines(tx, project).await? {
        let entry = &given.entry;
        if given.is_taken_back || entry.what == What::Withdrawn {
            continue;
        }
        let subject = Subject { kind: entry.kind, id: entry.subject };
        let line = line_of(&mut lines, subject);
        match entry.what {
            What::Returned => line.returned = Some(given),
            What::Agreed | What::Conditional | What::Withdrawn => {
                (line.signed, line.returned) = (Some(given), None);
            }
        }
    }
    for waiting in waiting_lines(tx, project).await? {
        let line = line_of(&mut lines, waiting.subject);
        line.waiting = Some(waiting);
    }
    for line in &mut lines {
        line.changed = changed(state, tx, project, line).await?;
    }
    lines.sort_by_key(|line| (rank(line), Reverse(moment(line))));
    Ok(lines)
}

/// The conditions of a project's decisions that are not met yet, with who sees to each; what is due
/// first comes first, what has no day last.
///
/// # Errors
/// What the store reports.
pub async fn open_conditions(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<Vec<(ActionItem, Option<String>)>, AppError> {
    let mut items = store::action_items::of_project(tx, project).await?;
    items.retain(|item| item.done_at.is_none());
    items.sort_by_key(|item| (item.due.is_none(), item.due));
    let mut named = Vec::new();
    for item in items {
        let owner = match item.owner {
            Some(owner) => store::users::find(tx, owner).await?.map(|user| user.name),
            None => None,
        };
        named.push((item, owner));
    }
    Ok(named)
}

/// The line of a subject, which is added when there is none.
fn line_of(lines: &mut Vec<Agreed>, subject: Subject) -> &mut Agreed {
    let found = lines.iter().position(|line| line.subject == subject);
    let place = found.unwrap_or_else(|| {
        let blank = Agreed { subject, signed: None, changed: 0, returned: None, waiting: None };
        lines.push(blank);
        lines.len() - 1
    });
    &mut lines[place]
}

/// How many lines read otherwise than what was signed. A change that is over is not asked: nobody
/// edits it any more, and to draw it anew takes two schedules for each option.
async fn changed(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    line: &Agreed,
) -> Result<usize, AppError> {
    let Agreed { subject, signed: Some(signed), .. } = line else { return Ok(0) };
    if no_question(tx, project, *subject).await?.is_some() {
        return Ok(0);
    }
    let now = subjects::content_of(state, tx, project, *subject).await?.unwrap_or_default();
    if now.hash() == signed.entry.content {
        return Ok(0);
    }
    let records = store::records::of_subject(tx, project, *subject).await?;
    let read = records.into_iter().find(|record| record.number == signed.entry.version);
    let read: Content = read.map(|record| record.content).unwrap_or_default();
    Ok(Difference::between(&read, &now).count())
}

const fn rank(line: &Agreed) -> u8 {
    match line {
        Agreed { waiting: Some(_), .. } => 0,
        Agreed { returned: Some(_), .. } | Agreed { changed: 1.., .. } => 1,
        Agreed { .. } => 2,
    }
}

/// When anything last happened.
fn moment(line: &Agreed) -> Option<Timestamp> {
    let asked = line.waiting.as_ref().map(|waiting| waiting.request.asked_at);
    let given = line.returned.as_ref().or(line.signed.as_ref()).map(|given| given.entry.at);
    asked.max(given)
}
