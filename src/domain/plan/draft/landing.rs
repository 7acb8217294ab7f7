//! How a draft comes into a plan, and what the plan is then.

use std::collections::BTreeSet;

use super::PlanDraft;
use crate::plan::apply::apply;
use crate::plan::number::numbered;
use crate::plan::op::PlanOp;
use crate::plan::{ColumnKind, Plan, Rank, Settings, Task};
use crate::time::{FIRST_DAY, start_of};
use crate::{Refusal, TaskId};

impl PlanDraft {
    /// The operations that bring the draft into a plan as one step: the file's calendars, what
    /// holds for the whole plan where it has no tasks yet, the tasks after those of the plan in the
    /// file's order on the columns that fit their progress, and the links.
    #[must_use]
    pub fn into_op(self, plan: &Plan) -> PlanOp {
        let settings = self.settings_in(plan);
        let brings_calendars = self.has_own_time;
        let calendars = self.calendars.into_iter().filter(|_| brings_calendars);
        let mut ops: Vec<PlanOp> = calendars.map(PlanOp::PutCalendar).collect();
        ops.extend(settings.map(PlanOp::Configure));
        ops.push(PlanOp::Add { tasks: placed(self.tasks, plan), links: self.links });
        PlanOp::Batch(ops)
    }

    /// The plan as it will be with the draft in it.
    ///
    /// # Errors
    /// What `apply` refuses.
    pub fn landed(&self, plan: &Plan) -> Result<Plan, Refusal> {
        let mut after = plan.clone();
        let op = numbered(plan, self.clone().into_op(plan));
        apply(&mut after, &op)?;
        Ok(after)
    }

    /// What holds for the whole plan afterwards, where that is the file's: only of a plan without
    /// tasks, and of a file without a working time only its start.
    fn settings_in(&self, plan: &Plan) -> Option<Settings> {
        if !plan.tasks.is_empty() {
            return None;
        }
        // A file that names no date at all says nothing about the start.
        let is_dated = self.settings.start != start_of(FIRST_DAY);
        let start = if is_dated { self.settings.start } else { plan.settings.start };
        let of = if self.has_own_time { &self.settings } else { &plan.settings };
        // No file knows how many cards a lane should hold.
        Some(Settings { start, lane_limit: plan.settings.lane_limit, ..of.clone() })
    }
}

/// The tasks below the last row of a plan, and their cards below the last card of each column.
fn placed(mut tasks: Vec<Task>, plan: &Plan) -> Vec<Task> {
    let column = |kind| {
        let columns = plan.columns_in_order();
        columns.into_iter().find(|column| column.kind == kind).map(|column| column.id)
    };
    let columns = [ColumnKind::ToDo, ColumnKind::Doing, ColumnKind::Done].map(column);
    let top = plan.tasks.values().filter(|task| task.parent.is_none());
    let rows = Rank::following(top.map(|task| &task.rank).max(), tasks.len());
    let last_card = plan.tasks.values().map(|task| &task.card_rank).max();
    let cards = Rank::following(last_card, tasks.len());
    let summaries: BTreeSet<TaskId> = tasks.iter().filter_map(|task| task.parent).collect();
    for (task, (row, card)) in tasks.iter_mut().zip(rows.into_iter().zip(cards)) {
        if task.parent.is_none() {
            task.rank = row;
        }
        if summaries.contains(&task.id) {
            continue;
        }
        task.card_rank = card;
        task.column = match task.percent {
            0 => columns[0],
            100 => columns[2],
            _ => columns[1],
        };
    }
    tasks
}
