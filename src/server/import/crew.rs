//! The people of a Microsoft Project file, and what their assignments say about dates.

use std::collections::BTreeMap;

use domain::plan::Task;
use domain::plan::task::Shape;
use domain::{CalendarId, text};
use uuid::Uuid;

use super::calendars::Calendars;
use super::raw::{RawAssignment, RawResource, RawTask};
use super::timephased::{self, Part};
use super::{cut, effort, one_line};

/// Who works on what.
pub(super) struct Crew<'r> {
    by_task: BTreeMap<i64, Vec<Member<'r>>>,
}

/// A resource on a task; none for work that nobody has been given.
struct Member<'r> {
    assignment: &'r RawAssignment,
    resource: Option<&'r RawResource>,
    calendar: Option<CalendarId>,
}

impl<'r> Crew<'r> {
    /// Everybody who does work, by the tasks that they do it on.
    pub(super) fn of(
        resources: &'r [RawResource],
        assignments: &'r [RawAssignment],
        calendars: &mut Calendars,
        ids: &mut dyn FnMut() -> Uuid,
    ) -> Self {
        let resources: BTreeMap<i64, &RawResource> =
            resources.iter().map(|resource| (resource.uid, resource)).collect();
        let mut by_task: BTreeMap<i64, Vec<Member>> = BTreeMap::new();
        for assignment in assignments {
            let resource = resources.get(&assignment.resource).copied();
            if resource.is_some_and(|resource| !resource.does_work) {
                continue;
            }
            let calendar = resource.and_then(|resource| calendars.id(resource.calendar?, ids));
            let member = Member { assignment, resource, calendar };
            by_task.entry(assignment.task).or_default().push(member);
        }
        Self { by_task }
    }

    /// What the assignments say about a task's dates; `calendar` is the task's.
    pub(super) fn shape(
        &self,
        row: &RawTask,
        task: &Task,
        calendar: CalendarId,
        calendars: &Calendars,
    ) -> Option<Shape> {
        let time = calendars.reckoning(calendar)?;
        let members = self.by_task.get(&row.uid).map_or(&[][..], Vec::as_slice);
        let parts: Vec<Part> = members
            .iter()
            .filter_map(|member| {
                let id = own_time(row, member).unwrap_or(calendar);
                let reckoning = calendars.reckoning(id)?;
                Some(Part { raw: member.assignment, calendar: id, reckoning })
            })
            .collect();
        let is_automatic = task.manual.is_none() && !task.duration.is_elapsed;
        let shape =
            if is_automatic { timephased::shape(row, (calendar, time), &parts) } else { None };
        let mut shape = shape.unwrap_or_default();
        shape.levelling_delay = row.levelling_delay / 10;
        if shape.splits.is_empty() && shape.assignments.is_empty() {
            shape.resume = timephased::resume(row, time);
        }
        (shape != Shape::default()).then_some(shape)
    }

    /// Lets the duration of a task follow from its effort where the file has it so: where it states
    /// no duration, or where that is the one which follows. `calendar` is the task's.
    pub(super) fn take_effort(&self, row: &RawTask, task: &mut Task, calendar: CalendarId) {
        let members = self.by_task.get(&row.uid).map_or(&[][..], Vec::as_slice);
        if !row.has_duration {
            task.duration = effort::duration(task, members.iter().map(|one| one.assignment));
        }
        let brought = task.shape.as_ref().map_or(&[][..], |shape| &shape.assignments);
        let calendars: Vec<Option<CalendarId>> = match (brought.is_empty(), row.has_duration) {
            // The stored dates have shown who works in a time of their own.
            (false, _) => brought.iter().map(|(id, ..)| Some(*id)).collect(),
            (true, true) => vec![None; members.len()],
            (true, false) => members.iter().map(|one| own_time(row, one)).collect(),
        };
        if calendars.len() == members.len() {
            let others = calendars.into_iter().map(|id| id.filter(|id| *id != calendar));
            let assigned: Vec<_> = members.iter().map(|one| one.assignment).zip(others).collect();
            effort::follow(row, task, &assigned);
            if !row.has_duration && !task.follows_effort() {
                effort::spread(task, &assigned, calendar);
            }
        }
    }

    /// Whether several people work on a task.
    pub(super) fn is_shared(&self, task: i64) -> bool {
        let members = self.by_task.get(&task).map_or(&[][..], Vec::as_slice);
        let named = members.iter().filter_map(|member| member.resource);
        let mut people = named.filter(|resource| !one_line(&resource.name).is_empty());
        let first = people.next().map(|resource| resource.uid);
        people.any(|resource| Some(resource.uid) != first)
    }

    /// The name of the first who works on a task.
    pub(super) fn first_name(&self, task: i64) -> Option<String> {
        let resource = self.by_task.get(&task)?.iter().find_map(|member| member.resource)?;
        let name = cut(&one_line(&resource.name), text::NAME_MAX);
        (!name.is_empty()).then_some(name)
    }
}

/// The calendar of somebody who works on a task; a task's own goes before it.
fn own_time(row: &RawTask, member: &Member) -> Option<CalendarId> {
    let is_own = !row.ignores_resource_calendar && row.calendar.is_none();
    member.calendar.filter(|_| is_own)
}
