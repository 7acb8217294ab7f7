//! The dates that a file states, held against those that are computed here.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::draft::ImportProblem;
use super::task::Dated;
use super::{Plan, PlanDraft, Problem, Reason, Scheduled};
use crate::TaskId;
use crate::time::Minute;

/// Most differences that are listed one by one.
const LISTED_MAX: usize = 200;
/// Most times that a plan is computed anew while tasks are fixed one after the other.
const ROUNDS_MAX: usize = 100;

/// Whose dates hold where the file's differ from ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatesFrom {
    /// Ours: links, calendars and constraints decide.
    #[default]
    Links,
    /// The file's: the tasks that differ are set by hand.
    File,
}

/// How the dates of a file compare with ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// How many tasks have dates in the file that are computed here.
    pub compared: u32,
    /// How many of these differ in start or finish.
    pub differing: u32,
    /// The first of them, in the order of the file.
    pub listed: Vec<DateDifference>,
}

/// A task whose dates in the file are not those that are computed here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateDifference {
    /// The task's title.
    pub title: String,
    /// Start and finish in the file.
    pub file: (Minute, Minute),
    /// Start and finish here.
    pub ours: (Minute, Minute),
    /// Why ours are these.
    pub reason: Reason,
}

impl PlanDraft {
    /// The draft as a plan without a board.
    #[must_use]
    pub fn to_plan(&self) -> Plan {
        Plan {
            settings: self.settings.clone(),
            tasks: self.tasks.iter().map(|task| (task.id, task.clone())).collect(),
            links: self.links.iter().map(|link| (link.id, link.clone())).collect(),
            calendars: self.calendars.iter().map(|one| (one.id, one.clone())).collect(),
            columns: BTreeMap::new(),
            iterations: BTreeMap::new(),
        }
    }

    /// Holds the file's dates against ours in a plan that holds the draft's tasks, and writes the
    /// comparison into the report, with what the schedule cannot honour. A plan that had tasks
    /// before keeps its start, calendar and lengths, so that the same tasks lie elsewhere in it
    /// than in the draft alone.
    pub fn compare_dates(&mut self, plan: &Plan) {
        let scheduled = Scheduled::of(plan);
        let unkept = Problem::all(plan, &scheduled).map(Box::new).map(ImportProblem::Schedule);
        unkept.for_each(|problem| self.report.note(problem));
        let computed = self.computed();
        let stated = self.stated.iter().filter(|(id, _)| computed.contains(id));
        let dated: Vec<_> = stated.filter_map(|(id, dates)| Some((*id, both(*dates)?))).collect();
        let differing: Vec<_> =
            dated.iter().filter(|(id, file)| ours(&scheduled, *id) != Some(*file)).collect();
        let listed = differing.iter().take(LISTED_MAX).filter_map(|(id, file)| {
            Some(DateDifference {
                title: plan.tasks.get(id)?.title.clone(),
                file: *file,
                ours: ours(&scheduled, *id)?,
                reason: Reason::of(plan, &scheduled, *id)?,
            })
        });
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.report.dates = Comparison {
            compared: count(dated.len()),
            differing: count(differing.len()),
            listed: listed.collect(),
        };
    }

    /// Sets tasks by hand until every task lies where the file says in a plan that holds the
    /// draft's tasks: first those that do not only follow another task that lies elsewhere.
    pub fn keep_dates(&mut self, mut plan: Plan) {
        let computed = self.computed();
        let stated = self.stated.iter().filter(|(id, _)| computed.contains(id));
        let stated: BTreeMap<TaskId, (Minute, Minute)> =
            stated.filter_map(|(id, dates)| Some((*id, both(*dates)?))).collect();
        for round in 0..ROUNDS_MAX {
            let scheduled = Scheduled::of(&plan);
            let is_elsewhere = |id: &TaskId| {
                stated.get(id).is_some_and(|file| ours(&scheduled, *id) != Some(*file))
            };
            let follows = |id: TaskId| {
                let link = scheduled.driving_link(id).and_then(|link| plan.links.get(&link));
                link.is_some_and(|link| is_elsewhere(&link.from))
            };
            let is_last = round == ROUNDS_MAX - 1;
            let to_fix = stated.keys().filter(|id| is_elsewhere(id));
            let to_fix: BTreeSet<TaskId> =
                to_fix.copied().filter(|id| is_last || !follows(*id)).collect();
            if to_fix.is_empty() {
                return;
            }
            for task in self.tasks.iter_mut().filter(|task| to_fix.contains(&task.id)) {
                let (start, finish) = stated[&task.id];
                task.manual = Some(Dated { start: Some(start), finish: Some(finish) });
                if let Some(one) = plan.tasks.get_mut(&task.id) {
                    one.manual = task.manual;
                }
            }
        }
    }

    /// The tasks whose dates follow from links, calendars and constraints.
    fn computed(&self) -> BTreeSet<TaskId> {
        let summaries: BTreeSet<TaskId> =
            self.tasks.iter().filter_map(|task| task.parent).collect();
        let is_computed = |task: &&super::Task| {
            task.manual.is_none()
                && !task.is_inactive
                && task.actual.is_empty()
                && !summaries.contains(&task.id)
        };
        self.tasks.iter().filter(is_computed).map(|task| task.id).collect()
    }
}

fn both(dates: Dated) -> Option<(Minute, Minute)> {
    dates.start.zip(dates.finish).filter(|(start, finish)| start <= finish)
}

fn ours(scheduled: &Scheduled, id: TaskId) -> Option<(Minute, Minute)> {
    scheduled.dates(id).map(|dates| (dates.start, dates.finish))
}
