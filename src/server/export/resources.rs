//! Who works on what: those who answer for tasks, and resources whose own time decides dates.

use std::collections::BTreeMap;

use domain::plan::effort::FULL_TIME;
use domain::plan::{Plan, Share, Task};
use domain::time::Minute;
use domain::{CalendarId, UserId};

use super::Sheet;
use super::xml::Out;

/// The format's number for work that nobody has been given.
const NOBODY: i64 = -65_535;
/// The format's kinds: a resource that does work, and work that is still planned.
const WORK: u8 = 1;
const PLANNED: u8 = 1;
/// The format's unit of spread work: hours.
const HOURS: u8 = 2;

/// A resource: a person, in the time of a calendar where that is not the task's.
type Resource<'a> = (&'a str, Option<CalendarId>);

/// Every resource with its number.
pub(super) struct Resources<'a> {
    all: Vec<Resource<'a>>,
    people: &'a BTreeMap<UserId, String>,
    plan: &'a Plan,
}

impl<'a> Resources<'a> {
    pub(super) fn of(plan: &'a Plan, people: &'a BTreeMap<UserId, String>) -> Self {
        let mut resources = Self { all: Vec::new(), people, plan };
        let mut all: Vec<_> = plan.tasks.values().flat_map(|task| resources.on(task)).collect();
        all.sort_unstable();
        all.dedup();
        // Work in a task's own time that nobody answers for is nobody's.
        all.retain(|(name, calendar)| !name.is_empty() || calendar.is_some());
        resources.all = all;
        resources
    }

    /// Who works on a task: whoever answers for it first, then the time of the others.
    fn on(&self, task: &Task) -> Vec<Resource<'a>> {
        let person = task.assignee.and_then(|user| self.people.get(&user)).map(String::as_str);
        let named = |calendar: CalendarId| {
            let name = self.plan.calendars.get(&calendar).map_or("", |one| one.name.as_str());
            (name, Some(calendar))
        };
        let times = task.shape.iter().flat_map(|shape| &shape.assignments);
        let mut resources: Vec<Resource<'a>> = match task.follows_effort() {
            true => {
                let calendars = task.shares.iter().map(|share| share.calendar);
                calendars.map(|calendar| calendar.map_or(("", None), named)).collect()
            }
            false => times.map(|(calendar, ..)| named(*calendar)).collect(),
        };
        match (person, resources.first_mut()) {
            (Some(person), Some(first)) => first.0 = person,
            (Some(person), None) => resources.push((person, None)),
            (None, _) => {}
        }
        resources
    }

    fn number(&self, resource: Resource) -> i64 {
        let place = self.all.binary_search(&resource).ok();
        place.and_then(|place| i64::try_from(place + 1).ok()).unwrap_or(NOBODY)
    }

    /// The calendars of resources with their numbers, which follow those of the plan.
    pub(super) fn calendars(&self, after: usize) -> impl Iterator<Item = (usize, CalendarId)> {
        let numbered = self.all.iter().zip(after + 1..);
        numbered.filter_map(|((_, calendar), number)| Some((number, (*calendar)?)))
    }
}

impl Sheet<'_> {
    pub(super) fn resources(&self, out: &mut Out) {
        for (index, resource) in self.resources.all.iter().enumerate() {
            out.element("Resource", |out| {
                out.leaf("UID", index + 1);
                out.leaf("ID", index + 1);
                out.leaf("Name", resource.0);
                out.leaf("Type", WORK);
                if resource.1.is_some() {
                    out.leaf("CalendarUID", self.calendars.len() + index + 1);
                }
            });
        }
    }

    pub(super) fn assignments(&self, out: &mut Out) {
        let mut uid = 0;
        for row in &self.outline.rows {
            let (task, dates) = (&self.of.plan.tasks[&row.task], self.dates.dates(row.task));
            let Some(dates) = dates else { continue };
            let works: Vec<(i64, Work)> = match row.is_summary() {
                true => self.answered(task, dates).into_iter().collect(),
                false => self.works(task, dates),
            };
            for (resource, work) in works {
                uid += 1;
                out.element("Assignment", |out| {
                    out.leaf("UID", uid);
                    out.leaf("TaskUID", task.number);
                    out.leaf("ResourceUID", resource);
                    work.write(out, uid);
                });
            }
        }
    }

    /// Whoever answers for a summary, without work: that is the work of its tasks.
    fn answered(&self, task: &Task, dates: &planner::Dates) -> Option<(i64, Work)> {
        let person = task.assignee.filter(|user| self.of.people.contains_key(user));
        let resources = self.resources.on(task);
        let resource = *resources.first().filter(|_| person.is_some())?;
        let lies = Some((dates.start, dates.finish));
        let work = Work { minutes: 0, units: FULL_TIME, lies, stretches: Vec::new() };
        Some((self.resources.number(resource), work))
    }

    /// The work on a task, by the number of the resource.
    fn works(&self, task: &Task, dates: &planner::Dates) -> Vec<(i64, Work)> {
        let resources = self.resources.on(task);
        let shape = task.shape.as_deref();
        let times = shape.map_or(&[][..], |shape| &shape.assignments);
        if task.follows_effort() {
            let shares = task.shares.iter().map(|share| self.shared(task, dates, share));
            let numbers = resources.iter().map(|resource| self.resources.number(*resource));
            return numbers.zip(shares).collect();
        }
        if !times.is_empty() {
            let work = |(calendar, busy, delay): &(CalendarId, i64, i64)| {
                let time = self.reckonings.get(calendar)?;
                let begin = time.next_working(time.add_working(dates.start, *delay));
                let begin = if *delay == 0 { dates.start.max(begin) } else { begin };
                let end = time.add_working(begin, *busy);
                let lies = Some((begin, end));
                Some(Work { minutes: *busy, units: FULL_TIME, lies, stretches: Vec::new() })
            };
            let works = resources.iter().zip(times.iter().map(work));
            return works
                .filter_map(|(resource, work)| Some((self.resources.number(*resource), work?)))
                .collect();
        }
        let stretches =
            shape.map_or_else(Vec::new, |shape| self.stretches(task, dates.start, &shape.splits));
        let number = resources.first().map(|resource| self.resources.number(*resource));
        // Interrupted work lies where the task says.
        let is_interrupted = shape.is_some_and(|shape| shape.resume.is_some());
        let lies = Some((dates.start, dates.finish)).filter(|_| !is_interrupted);
        let work = Work { minutes: task.duration.minutes, units: FULL_TIME, lies, stretches };
        match number {
            None if work.stretches.is_empty() => Vec::new(),
            number => vec![(number.unwrap_or(NOBODY), work)],
        }
    }

    /// The work of one who shares the effort of a task: in the task's own time where all have that,
    /// with its pauses.
    fn shared(&self, task: &Task, dates: &planner::Dates, share: &Share) -> Work {
        let (own, all) = (i64::from(share.units), i64::from(task.units().max(1)));
        let minutes = (task.estimate.unwrap_or_default() * own + all / 2) / all;
        let work = Work { minutes, units: share.units, lies: None, stretches: Vec::new() };
        if task.has_other_time() {
            let time = share.calendar.and_then(|calendar| self.reckonings.get(&calendar));
            let time = time.cloned().unwrap_or_else(|| self.reckoning(task));
            let begin = time.next_working(dates.start);
            let lies = Some((begin, time.add_working(begin, task.duration.minutes)));
            return Work { lies, ..work };
        }
        // Work that is interrupted or held at its finish lies where the task says.
        let pauses: i64 = task.pauses().iter().map(|(_, pause)| pause).sum();
        let worked = self.reckoning(task).working_between(dates.start, dates.finish);
        let is_whole = worked == task.duration.minutes + pauses;
        let lies = Some((dates.start, dates.finish)).filter(|_| is_whole);
        let mut stretches = self.stretches(task, dates.start, task.pauses());
        let full = i64::from(FULL_TIME);
        stretches.iter_mut().for_each(|(.., minutes)| *minutes = *minutes * own / full);
        Work { lies, stretches, ..work }
    }

    /// When a task with pauses is worked.
    fn stretches(
        &self,
        task: &Task,
        start: Minute,
        splits: &[(i64, i64)],
    ) -> Vec<(Minute, Minute, i64)> {
        let time = self.reckoning(task);
        let mut stretches = Vec::new();
        let (mut done, mut paused) = (0, 0);
        let ends = splits.iter().copied().filter(|(after, _)| *after < task.duration.minutes);
        for (after, pause) in
            ends.chain([(task.duration.minutes, 0)]).take_while(|_| !splits.is_empty())
        {
            let begin = time.next_working(time.add_working(start, done + paused));
            if after > done {
                let end = time.add_working(start, after + paused);
                stretches.push((begin, end, after - done));
            }
            (done, paused) = (after.max(done), paused + pause);
        }
        stretches
    }
}

/// Work on a task: how much, from when to when, and where it pauses its parts.
struct Work {
    minutes: i64,
    /// Thousandths of full time.
    units: u32,
    lies: Option<(Minute, Minute)>,
    stretches: Vec<(Minute, Minute, i64)>,
}

impl Work {
    fn write(&self, out: &mut Out, uid: i64) {
        out.maybe_date("Finish", self.lies.map(|(_, finish)| finish));
        out.maybe_date("Start", self.lies.map(|(start, _)| start));
        out.leaf("Units", f64::from(self.units) / f64::from(FULL_TIME));
        out.length("Work", self.minutes);
        for (start, finish, minutes) in &self.stretches {
            out.element("TimephasedData", |out| {
                out.leaf("Type", PLANNED);
                out.leaf("UID", uid);
                out.date("Start", *start);
                out.date("Finish", *finish);
                out.leaf("Unit", HOURS);
                out.length("Value", *minutes);
            });
        }
    }
}
