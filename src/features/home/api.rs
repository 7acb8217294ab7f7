//! What the day holds for the person who asks.

use chrono::NaiveDate;
use domain::plan::PlanOp;
use domain::summary::{Health, MilestoneFacts, OpenWork};
use domain::{OpId, ProjectId, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::inbox_api::Item;

/// The day of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Full name.
    pub name: String,
    /// Today on the project's wall clock.
    pub today: NaiveDate,
    /// The hour on that clock, 0 to 23.
    pub hour: u8,
    /// What is due or begun and assigned to this person.
    pub tasks: Vec<MyTask>,
    /// The milestones that are not reached and expected from Monday to Sunday of this week; what
    /// is overdue is expected today.
    pub milestones: Vec<WeekMilestone>,
    /// Projects that break a promise, or are over and not done.
    pub troubled: Vec<Troubled>,
    /// Clients who wait for this person's answer.
    pub clients: Vec<Item>,
    /// What waits for this person's decision or work.
    pub waiting: Vec<Item>,
    /// What is only to be read.
    pub news: Vec<Item>,
    /// Whether this person sees any project.
    pub has_projects: bool,
    /// Whether the demo is there.
    pub has_demo: bool,
    /// Whether this person may begin a project.
    pub may_create: bool,
}

/// A task of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyTask {
    /// In which project.
    pub project: ProjectId,
    /// The project's name.
    pub project_name: String,
    /// The task.
    pub work: OpenWork,
}

/// A milestone of this week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekMilestone {
    /// In which project.
    pub project: ProjectId,
    /// The project's name.
    pub project_name: String,
    /// The milestone.
    pub milestone: MilestoneFacts,
}

/// A project that breaks a promise, or is over and not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Troubled {
    /// Which.
    pub project: ProjectId,
    /// Full name.
    pub name: String,
    /// Done share, 0 to 100.
    pub percent: Option<u8>,
    /// Why.
    pub health: Health,
}

/// What it takes to take a completion back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The number of the plan's last operation before it.
    pub seq: i64,
    /// The operation that takes it back.
    pub inverse: PlanOp,
}

/// The caller's day.
#[server(endpoint = "home/day", input = Json)]
pub async fn open_day() -> Result<Day, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, inbox};
    use domain::can::Action;
    use domain::inbox::Card;
    use domain::summary::{Level, Reading};
    use domain::time;
    let mut call = Call::read().await?;
    let minute = clock::local_minute();
    let today = time::day_of(minute);
    let week = today.week(chrono::Weekday::Mon);
    let (me, reach) = (call.user.id, call.reach());
    let rows = store::projects::visible(call.db(), reach).await?;
    let items = inbox::items(&mut call).await?;
    let on = |card: Card| -> Vec<Item> {
        items.iter().filter(|item| item.kind.card() == card).cloned().collect()
    };
    let mut day = Day {
        name: call.user.name.clone(),
        today,
        hour: u8::try_from(minute.rem_euclid(time::DAY) / 60).unwrap_or(0),
        tasks: Vec::new(),
        milestones: Vec::new(),
        troubled: Vec::new(),
        clients: on(Card::Clients),
        waiting: on(Card::Mine),
        news: on(Card::News),
        has_projects: !rows.is_empty(),
        has_demo: store::demo::exists(call.db()).await?,
        may_create: call.may(Action::CreateProject),
    };
    for row in rows {
        let (project, name) = (row.project.id, row.project.name);
        let (_, plan) = call.plan(project).await?;
        let reading = Reading::of(&plan, today);
        let task = |work| MyTask { project, project_name: name.clone(), work };
        day.tasks.extend(reading.due_for(me).into_iter().map(task));
        let is_near = |milestone: &MilestoneFacts| {
            !milestone.is_done && week.days().contains(&milestone.forecast)
        };
        let near = reading.milestones().into_iter().filter(is_near);
        day.milestones.extend(near.map(|milestone| WeekMilestone {
            project,
            project_name: name.clone(),
            milestone,
        }));
        let health = reading.health();
        if health.level() == Level::Serious {
            day.troubled.push(Troubled { project, name, percent: reading.percent(), health });
        }
    }
    day.tasks.sort_by_key(|task| task.work.finish);
    day.milestones.sort_by_key(|milestone| milestone.milestone.day());
    Ok(day)
}

/// Completes a task as moving its card to "done" would; `id` makes a replay harmless.
#[server(endpoint = "home/complete", input = Json)]
pub async fn complete(project: ProjectId, task: TaskId, id: OpId) -> Result<Completion, AppError> {
    use crate::features::shared::plan_api::submit_one;
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::Refusal;
    use domain::can::Action;
    use domain::plan::{Step, apply::apply, board};
    let mut call = Call::read().await?;
    call.require(Action::EditOwnTasks, project).await?;
    let (seq, mut plan) = call.plan(project).await?;
    drop(call);
    let found = plan.tasks.get(&task).ok_or(Refusal::Missing)?;
    let op = board::finish(&plan, found, clock::local_minute());
    let op = op.unwrap_or(PlanOp::Batch(Vec::new()));
    let inverse = apply(&mut plan, &op)?;
    submit_one(project, seq, id, op, Step::New).await?;
    Ok(Completion { seq, inverse })
}
