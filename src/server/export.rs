//! Writes a plan for other programs: Microsoft Project XML (MSPDI), in the order of elements that
//! its schema asks for. What `import` reads from such a file stands in it again.

mod calendars;
mod resources;
mod tasks;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::BTreeMap;

use domain::plan::{Outline, Plan, Scheduled};
use domain::{CalendarId, TaskId, UserId};

use self::resources::Resources;
use self::xml::Out;

/// A plan and what a file says beside it.
pub struct Outgoing<'a> {
    /// The project's name.
    pub name: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// The names of those who answer for tasks.
    pub people: &'a BTreeMap<UserId, String>,
    /// Earlier states that were pinned, each with its number in the file.
    pub baselines: &'a [(u8, Plan)],
}

/// A plan as the parts of the writer look at it.
struct Sheet<'a> {
    of: &'a Outgoing<'a>,
    outline: Outline,
    dates: Scheduled,
    baselines: Vec<Past<'a>>,
    /// The number of each calendar in the file.
    calendars: BTreeMap<CalendarId, usize>,
    /// The calendars in the form in which working time is counted.
    reckonings: BTreeMap<CalendarId, planner::Calendar>,
    resources: Resources<'a>,
}

/// A state of the plan that was pinned.
struct Past<'a> {
    number: u8,
    plan: &'a Plan,
    dates: Scheduled,
}

/// The plan as a Microsoft Project XML file. A task's number there is the one in its key.
#[must_use]
pub fn mspdi(outgoing: &Outgoing) -> Vec<u8> {
    let plan = outgoing.plan;
    let sheet = Sheet {
        of: outgoing,
        outline: Outline::of(plan),
        dates: Scheduled::of(plan),
        baselines: outgoing.baselines.iter().map(Past::of).collect(),
        calendars: plan.calendars.keys().copied().zip(1..).collect(),
        reckonings: plan.calendars.iter().map(|(id, one)| (*id, one.to_planner())).collect(),
        resources: Resources::of(plan, outgoing.people),
    };
    let mut out = Out::new();
    out.element("Project", |out| {
        sheet.head(out);
        out.element("Calendars", |out| sheet.calendars(out));
        out.element("Tasks", |out| sheet.tasks(out));
        out.element("Resources", |out| sheet.resources(out));
        out.element("Assignments", |out| sheet.assignments(out));
    });
    out.done()
}

impl<'a> Past<'a> {
    fn of((number, plan): &'a (u8, Plan)) -> Self {
        Self { number: *number, plan, dates: Scheduled::of(plan) }
    }
}

impl Sheet<'_> {
    fn head(&self, out: &mut Out) {
        let settings = &self.of.plan.settings;
        out.leaf("SaveVersion", 14);
        out.leaf("Title", self.of.name);
        out.flag("ScheduleFromStart", settings.finish.is_none());
        out.date("StartDate", settings.start);
        out.date("FinishDate", settings.finish.unwrap_or(self.dates.finish));
        // The format counts whole days, as our own settings do; a part of one counts as whole, so
        // that what is critical here is critical there.
        let minutes = settings.minutes_per_day.max(1);
        out.leaf("CriticalSlackLimit", (settings.critical_float + minutes - 1) / minutes);
        out.leaf("CalendarUID", self.calendar_number(settings.calendar));
        out.leaf("MinutesPerDay", settings.minutes_per_day);
        out.leaf("MinutesPerWeek", settings.minutes_per_week);
        out.leaf("DaysPerMonth", settings.days_per_month);
        // New tasks there are like ours: dates are computed and effort does not change durations.
        out.leaf("DefaultTaskType", tasks::FIXED_DURATION);
        out.flag("HonorConstraints", !settings.constraints_yield);
        out.flag("MultipleCriticalPaths", settings.has_many_critical_paths);
        out.flag("NewTasksEffortDriven", false);
        out.maybe_date("StatusDate", settings.status_date);
        out.flag("NewTasksAreManual", false);
    }

    fn calendar_number(&self, calendar: CalendarId) -> usize {
        self.calendars.get(&calendar).copied().unwrap_or(1)
    }

    fn number(&self, task: TaskId) -> u32 {
        self.of.plan.tasks.get(&task).map_or(0, |task| task.number)
    }
}
