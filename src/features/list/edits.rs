//! From what was typed into a cell to the operation on the plan. Pure.

use std::collections::BTreeMap;

use domain::TaskId;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{Constraint, ConstraintKind, Dated, Link, PlanOp, PlanView, Task, TaskChange};
use domain::time::Minute;

use super::column::Column;
use super::values::{self, SEPARATORS};
use crate::features::shared::{changes, hours, typed};

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The value of a summary follows from its sub-tasks.
    Summary,
    /// The work has begun, so the start is a fact.
    Begun,
    /// The work is done, so its dates are facts.
    Done,
    /// The duration follows from the effort.
    Effort,
    /// No duration.
    Duration,
    /// No date.
    Date,
    /// No number from 0 to 100.
    Percent,
    /// No priority.
    Priority,
    /// Neither yes nor no.
    YesOrNo,
    /// Nobody of the project.
    Person,
    /// No predecessor; the part that is not understood.
    Predecessor(String),
    /// No task carries this number.
    Unknown(u32),
    /// The task is not in the plan any more.
    Gone,
}

/// A cell that is being edited.
pub struct Edit<'a> {
    view: &'a PlanView,
    task: &'a Task,
    now: Minute,
}

impl<'a> Edit<'a> {
    /// The edit of a cell of a task.
    ///
    /// # Errors
    /// Why that cell cannot be edited.
    pub fn of(view: &'a PlanView, task: TaskId, column: Column, now: Minute) -> Result<Self, Why> {
        let task = view.plan.tasks.get(&task).ok_or(Why::Gone)?;
        let is_date = matches!(column, Column::Start | Column::Finish);
        match column {
            _ if column.is_rolled_up() && view.plan.is_summary(task.id) => Err(Why::Summary),
            Column::Duration if task.follows_effort() => Err(Why::Effort),
            Column::Start if task.actual.start.is_some() => Err(Why::Begun),
            _ if is_date && task.percent == 100 => Err(Why::Done),
            _ => Ok(Self { view, task, now }),
        }
    }

    /// The operation for a text; none when it changes nothing.
    ///
    /// # Errors
    /// Why the text is not taken.
    pub fn op(&self, column: Column, text: &str) -> Result<Option<PlanOp>, Why> {
        let text = text.trim();
        let to = match column {
            Column::Key | Column::Wbs => return Ok(None),
            Column::Title if text.is_empty() || text == self.task.title => return Ok(None),
            Column::Title => TaskChange::Title(text.to_owned()),
            Column::Duration => {
                let settings = &self.view.plan.settings;
                let duration = typed::duration(text, settings).ok_or(Why::Duration)?;
                if duration == self.task.duration {
                    return Ok(None);
                }
                TaskChange::Duration(duration)
            }
            Column::Start => return self.date(text, false),
            Column::Finish => return self.date(text, true),
            Column::Progress => return self.progress(text),
            Column::Assignee => TaskChange::Assignee(text.parse().ok()),
            Column::Priority => match values::priority(text).ok_or(Why::Priority)? {
                same if same == self.task.priority => return Ok(None),
                other => TaskChange::Priority(other),
            },
            Column::Labels => match values::labels(text) {
                same if same == self.task.labels => return Ok(None),
                others => TaskChange::Labels(others),
            },
            Column::Visible => match values::yes_or_no(text).ok_or(Why::YesOrNo)? {
                same if same == self.task.is_client_visible => return Ok(None),
                other => TaskChange::ClientVisible(other),
            },
            Column::Predecessors => return self.predecessors(text),
        };
        Ok(Some(PlanOp::change(self.task.id, to)))
    }

    /// A date binds the task, or is set by hand where its dates are; no date sets it free.
    fn date(&self, text: &str, is_finish: bool) -> Result<Option<PlanOp>, Why> {
        if text.is_empty() {
            return Ok(self.free());
        }
        let day = values::day(text).ok_or(Why::Date)?;
        let calendar = self.view.plan.calendar_of(self.task);
        let at = match is_finish {
            true => hours::end_of_work(calendar, day),
            false => hours::start_of_work(calendar, day),
        };
        let to = match self.task.manual {
            Some(was) if is_finish => {
                TaskChange::Manual(Some(Dated { start: was.start, finish: Some(at) }))
            }
            // Without a finish the duration says when the work ends.
            Some(_) => TaskChange::Manual(Some(Dated { start: Some(at), finish: None })),
            None => TaskChange::Constraint(Some(Constraint { kind: self.kind(is_finish), at })),
        };
        Ok(Some(PlanOp::change(self.task.id, to)))
    }

    fn free(&self) -> Option<PlanOp> {
        let manual = self.task.manual.map(|_| TaskChange::Manual(None));
        let bound = self.task.constraint.map(|_| TaskChange::Constraint(None));
        let steps = manual.into_iter().chain(bound);
        PlanOp::of_steps(steps.map(|to| PlanOp::change(self.task.id, to)).collect())
    }

    /// A date that binds strictly goes on doing so.
    fn kind(&self, is_finish: bool) -> ConstraintKind {
        match (self.task.constraint.map(|bound| bound.kind), is_finish) {
            (Some(ConstraintKind::MustStartOn), false) => ConstraintKind::MustStartOn,
            (Some(ConstraintKind::MustFinishOn), true) => ConstraintKind::MustFinishOn,
            (_, false) => ConstraintKind::StartNoEarlierThan,
            (_, true) => ConstraintKind::FinishNoEarlierThan,
        }
    }

    fn progress(&self, text: &str) -> Result<Option<PlanOp>, Why> {
        let number = text.trim_end_matches(['%', '％']).trim();
        let percent = number.parse().ok().filter(|percent| *percent <= 100).ok_or(Why::Percent)?;
        if percent == self.task.percent {
            return Ok(None);
        }
        let dates = self.view.scheduled.dates(self.task.id).ok_or(Why::Gone)?;
        Ok(Some(changes::progress(&self.view.plan, self.task, percent, dates.start, self.now)))
    }

    /// The links that are new, other or gone.
    fn predecessors(&self, text: &str) -> Result<Option<PlanOp>, Why> {
        let mut wanted = self.wanted(text)?;
        let mut steps = Vec::new();
        for link in self.view.plan.links.values().filter(|link| link.to == self.task.id) {
            match wanted.remove(&link.from) {
                None => steps.push(PlanOp::Unlink(link.id)),
                Some((kind, lag)) if (kind, lag) == (link.kind, link.lag) => {}
                Some((kind, lag)) => steps.push(PlanOp::Link(Link { kind, lag, ..link.clone() })),
            }
        }
        for (from, (kind, lag)) in wanted {
            steps.push(PlanOp::Link(Link::new(from, self.task.id, kind, lag)));
        }
        Ok(PlanOp::of_steps(steps))
    }

    fn wanted(&self, text: &str) -> Result<BTreeMap<TaskId, (LinkKind, Lag)>, Why> {
        let plan = &self.view.plan;
        let mut wanted = BTreeMap::new();
        let parts = text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty());
        for part in parts {
            let link = typed::link(part, &plan.settings);
            let link = link.ok_or_else(|| Why::Predecessor(part.to_owned()))?;
            let from = plan.tasks.values().find(|task| task.number == link.number);
            let from = from.ok_or(Why::Unknown(link.number))?.id;
            wanted.insert(from, (link.kind, link.lag));
        }
        Ok(wanted)
    }
}

#[cfg(test)]
mod tests;
