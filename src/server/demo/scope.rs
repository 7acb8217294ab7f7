//! Goals and scope of the sample's projects.

use anyhow::{Context, bail};
use chrono::{Days, NaiveDate};
use domain::plan::Plan;
use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeKind, ScopeNote};
use domain::time::Timestamp;
use domain::{GoalId, ProjectId, ScopeItemId, TaskId};
use locale::Locale;
use store::Tx;

use super::text::{Line, lines};
use crate::server::random;

/// Goals and scope in the sample's own notation.
const SCOPE: &str = include_str!("scope.txt");

/// Where the goals and the scope of a project go.
pub struct Place<'a> {
    /// The project.
    pub project: ProjectId,
    /// Its key in the notation.
    pub key: &'a str,
    /// Its plan, whose milestones the goals name.
    pub plan: &'a Plan,
}

/// Writes the goals and the scope of one project.
///
/// # Errors
/// A sentence with the line's number, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    place: Place<'_>,
    locale: Locale,
    (today, now): (NaiveDate, Timestamp),
) -> anyhow::Result<()> {
    let of_others = |line: &Line| line.word != "project" || line.optional(0) != place.key;
    let own = lines(SCOPE).skip_while(of_others).skip(1);
    let (mut goals, mut items) = (0, 0);
    for line in own.take_while(|line| line.word != "project") {
        if line.word == "goal" {
            goals += 1;
            let says = goal(&line, place.plan, locale, today)?.checked()?;
            let id = GoalId(random::uuid(now));
            let goal = Goal { id, project: place.project, number: goals, says, version: 1 };
            store::scope::create_goal(tx, &goal, now).await?;
            continue;
        }
        if line.word == "note" {
            let note = ScopeNote { feasibility: line.said(0, locale)?, version: 0 };
            store::scope::write_note(tx, place.project, &note, now).await?;
            continue;
        }
        let Ok(kind) = line.word.parse::<ScopeKind>() else {
            bail!("line {}: {} is not understood", line.number, line.word);
        };
        let (id, text) = (ScopeItemId(random::uuid(now)), line.said(0, locale)?);
        let item = ScopeItem { id, project: place.project, kind, text, place: items, version: 1 };
        store::scope::create_item(tx, &item, now).await?;
        items += 1;
    }
    Ok(())
}

fn goal(line: &Line, plan: &Plan, locale: Locale, today: NaiveDate) -> anyhow::Result<GoalDraft> {
    let said = |place| match line.optional(place) {
        "" => Ok(String::new()),
        _ => line.said(place, locale),
    };
    let due = match line.optional(8) {
        "" => None,
        _ => today.checked_add_days(Days::new(line.parse(8)?)),
    };
    let milestone =
        match said(9)?.as_str() {
            "" => None,
            title => Some(milestone(plan, title).with_context(|| {
                format!("line {}: the plan has no milestone {title}", line.number)
            })?),
        };
    Ok(GoalDraft {
        title: line.said(0, locale)?,
        measure: said(2)?,
        reachable: said(4)?,
        relevance: said(6)?,
        due,
        milestone,
    })
}

fn milestone(plan: &Plan, title: &str) -> Option<TaskId> {
    let is_it = |task: &&domain::plan::Task| task.is_milestone && task.title == title;
    plan.tasks.values().find(is_it).map(|task| task.id)
}
