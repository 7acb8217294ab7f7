//! Reads the elements of a Microsoft Project XML file (MSPDI) as they stand.

use domain::plan::draft::{ImportRefusal, Taken};
use domain::plan::effort::UNITS_MAX;
use domain::plan::task::DURATION_MAX;
use domain::time::Minute;

use super::bends::Bends;
use super::fields::Fields;
use super::raw::{
    Hours, RawAssignment, RawBaseline, RawCalendar, RawException, RawLink, RawPeriod, RawPlan,
    RawRecurrence, RawResource, RawTask, RawWorkWeek,
};
use super::xml::{Element, Xml};
use super::{ROWS_MAX, Unsound, kind};

/// The namespace of the format; files without any namespace exist too.
const NAMESPACE: &str = "http://schemas.microsoft.com/project";

/// The largest lag in percent of the predecessor's duration.
const PERCENT_MAX: i64 = 100_000;
/// Most assignments for each row that is taken.
const ASSIGNED_MAX: usize = 10;
/// What makes a baseline; the account names what else a file says of it.
const OF_BASELINE: [&str; 5] = ["Number", "Start", "Finish", "Duration", "DurationFormat"];

/// Reads a file.
///
/// # Errors
/// What the XML reader refuses, `NotAProject`, `OtherFormat`, `BadValue`, `DateOutOfRange`,
/// `TooManyRows`.
pub(super) fn read(source: &str, unsound: Unsound) -> Result<RawPlan, ImportRefusal> {
    let mut xml = Xml::new(source);
    let root = xml.root()?;
    let is_foreign = root.attributes.contains("xmlns=") && !root.attributes.contains(NAMESPACE);
    if root.name != "Project" || is_foreign {
        return Err(kind::refuse_root(root.name, root.attributes));
    }
    let mut plan = RawPlan::default();
    let bends = Bends::new(unsound);
    while let Some(child) = xml.child()? {
        match child.0 {
            "Calendars" | "Tasks" | "Resources" | "Assignments" => {
                while let Some(item) = xml.child()? {
                    let element = xml.element(item)?;
                    plan.take(child.0, Fields { source, element: &element, bends: &bends })?;
                }
            }
            _ => {
                let element = xml.element(child)?;
                plan.take_setting(Fields { source, element: &element, bends: &bends })?;
            }
        }
    }
    plan.problems = bends.into_problems(source);
    Ok(plan)
}

impl RawPlan {
    fn take(&mut self, list: &str, fields: Fields) -> Result<(), ImportRefusal> {
        let prefix = match list {
            "Tasks" => "",
            "Calendars" => "Calendar/",
            "Resources" => "Resource/",
            _ => "Assignment/",
        };
        let is_blank = fields.flag("IsNull");
        if !is_blank {
            for child in &fields.element.children {
                match prefix {
                    "" => self.note_of_task(child),
                    _ => self.account.note(&format!("{prefix}{}", child.name), gist(child)),
                }
            }
        }
        let (held, max) = match list {
            "Calendars" => (self.calendars.len(), ROWS_MAX),
            "Resources" => (self.resources.len(), ROWS_MAX),
            "Assignments" => (self.assignments.len(), ROWS_MAX * ASSIGNED_MAX),
            // One more than the rows that are taken: the summary of the whole project is no row.
            _ => (self.tasks.len(), ROWS_MAX + 1),
        };
        if !is_blank && held == max {
            return Err(super::too_many_rows());
        }
        match list {
            _ if is_blank => {}
            "Calendars" => self.calendars.push(calendar(fields)?),
            "Resources" => self.resources.push(resource(fields)?),
            "Assignments" => self.assignments.push(assignment(fields)?),
            _ => {
                let line = self.line_of(fields);
                self.tasks.push(task(fields, line)?);
            }
        }
        Ok(())
    }

    /// The line of an element. They are asked for from the front to the back, so that the lines of
    /// a file are counted once.
    fn line_of(&mut self, fields: Fields) -> u32 {
        let (from, lines) = self.counted;
        let between = fields.source.as_bytes().get(from..fields.element.at).unwrap_or_default();
        let lines = lines + between.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (fields.element.at, lines);
        u32::try_from(lines + 1).unwrap_or(u32::MAX)
    }

    fn note_of_task(&mut self, field: &Element) {
        self.account.note(field.name, gist(field));
        if field.name == "Baseline" {
            for child in field.children.iter().filter(|child| !OF_BASELINE.contains(&child.name)) {
                self.account.note(&format!("Baseline/{}", child.name), gist(child));
            }
        }
    }

    fn take_setting(&mut self, fields: Fields) -> Result<(), ImportRefusal> {
        let element = &fields.element;
        self.account.note(&format!("Project/{}", element.name), gist(element));
        match element.name {
            "Name" => self.name = element.text.trim().to_owned(),
            "Title" => self.title = element.text.trim().to_owned(),
            "StartDate" => self.start = fields.own_date()?,
            "FinishDate" => self.finish = fields.own_date()?,
            "ScheduleFromStart" => self.is_from_finish = element.text.trim() == "0",
            "CalendarUID" => self.calendar = element.text.trim().parse().ok(),
            "MinutesPerDay" => self.minutes_per_day = element.text.trim().parse().ok(),
            "CriticalSlackLimit" => {
                self.critical_days = element.text.trim().parse().unwrap_or_default();
            }
            "MultipleCriticalPaths" => {
                self.has_many_critical_paths = element.text.trim() == "1";
            }
            // A program that says nothing about it lets constraints win, as we do.
            "HonorConstraints" => {
                self.constraints_yield = matches!(element.text.trim(), "0" | "false");
            }
            // Nothing depends on it before a person asks for it, so a bad one is none.
            "StatusDate" => self.status_date = fields.own_date().ok().flatten(),
            "MinutesPerWeek" => self.minutes_per_week = element.text.trim().parse().ok(),
            "DaysPerMonth" => self.days_per_month = element.text.trim().parse().ok(),
            _ => {}
        }
        Ok(())
    }
}

/// What the account looks at: the text, or a mark for an element that holds others.
fn gist<'e>(element: &'e Element) -> &'e str {
    if element.children.is_empty() { &element.text } else { "…" }
}

fn task(fields: Fields, line: u32) -> Result<RawTask, ImportRefusal> {
    let links = fields.all("PredecessorLink").map(raw_link);
    let duration = fields.duration("Duration")?;
    Ok(RawTask {
        line,
        uid: fields.number("UID")?.unwrap_or_default(),
        name: fields.text("Name").to_owned(),
        level: fields.number("OutlineLevel")?.unwrap_or(1),
        duration: duration.unwrap_or_default(),
        has_duration: duration.is_some(),
        kind: fields.number("Type").ok().flatten().unwrap_or_default(),
        is_effort_driven: fields.flag("EffortDriven"),
        duration_format: fields.number("DurationFormat")?.unwrap_or(7),
        is_milestone: fields.flag("Milestone"),
        is_manual: fields.flag("Manual"),
        is_inactive: matches!(fields.text("Active"), "0" | "false"),
        is_external: fields.flag("ExternalTask"),
        ignores_resource_calendar: fields.flag("IgnoreResourceCalendar"),
        start: fields.date("Start")?,
        finish: fields.date("Finish")?,
        manual_start: fields.date("ManualStart")?,
        manual_finish: fields.date("ManualFinish")?,
        constraint: fields.number("ConstraintType")?.unwrap_or_default(),
        constraint_date: fields.date("ConstraintDate")?,
        deadline: fields.date("Deadline")?,
        priority: fields.number("Priority")?,
        calendar: fields.number("CalendarUID")?.filter(|uid| *uid >= 0),
        percent: fields.number("PercentComplete")?.unwrap_or_default(),
        actual_start: fields.date("ActualStart")?,
        actual_finish: fields.date("ActualFinish")?,
        remaining: fields.length("RemainingDuration")?,
        work: fields.length("Work")?,
        stop: fields.date("Stop")?,
        resume: fields.date("Resume")?,
        levelling_delay: fields.number("LevelingDelay")?.unwrap_or_default(),
        notes: fields.text("Notes").to_owned(),
        links: links.collect::<Result<_, _>>()?,
        baselines: fields.all("Baseline").filter_map(baseline).collect(),
    })
}

/// Where a task lay; a baseline whose dates cannot be read says nothing.
fn baseline(fields: Fields) -> Option<RawBaseline> {
    let number = fields.number("Number").ok()?.unwrap_or_default();
    let start = fields.date("Start").ok()??;
    let finish = fields.date("Finish").ok()??;
    let minutes = fields.duration("Duration").ok().flatten();
    // Programs write no work as a length of zero.
    let work = fields.duration("Work").ok().flatten().filter(|work| *work > 0);
    (start <= finish).then_some(RawBaseline { number, start, finish, minutes, work })
}

fn raw_link(fields: Fields) -> Result<RawLink, ImportRefusal> {
    let lag_format = fields.number("LagFormat")?.unwrap_or(7);
    // Lags are tenths of a minute, or percent, and estimated ones have another number.
    let lag = match lag_format {
        19 | 20 | 51 | 52 => fields.number_within("LinkLag", PERCENT_MAX, Taken::Percent)?,
        _ => fields.number_within("LinkLag", DURATION_MAX * 10, |_| Taken::Longest)?,
    };
    Ok(RawLink {
        from: fields.number("PredecessorUID")?.unwrap_or(-1),
        kind: fields.number("Type")?.unwrap_or(1),
        lag: lag.unwrap_or_default(),
        lag_format,
        is_cross_project: fields.flag("CrossProject"),
    })
}

fn resource(fields: Fields) -> Result<RawResource, ImportRefusal> {
    Ok(RawResource {
        uid: fields.number("UID")?.unwrap_or_default(),
        name: fields.text("Name").to_owned(),
        does_work: fields.number("Type")?.unwrap_or(1) == 1 && !fields.flag("IsCostResource"),
        calendar: fields.number("CalendarUID")?.filter(|uid| *uid >= 0),
    })
}

fn assignment(fields: Fields) -> Result<RawAssignment, ImportRefusal> {
    let mut periods = Vec::new();
    for part in fields.all("TimephasedData") {
        // 1 is work still planned, 2 work that is done; the others are overtime, costs, baselines.
        if matches!(part.text("Type"), "1" | "2") {
            periods.extend(period(part));
        }
    }
    periods.sort_by_key(|period| (period.start, period.finish));
    Ok(RawAssignment {
        task: fields.number("TaskUID")?.unwrap_or(-1),
        resource: fields.number("ResourceUID")?.unwrap_or(-1),
        // What cannot be read says nothing, and the stored duration and dates stay.
        work: fields.length("Work").ok().flatten().unwrap_or_default(),
        units: units(fields.text("Units")),
        start: fields.date("Start")?,
        finish: fields.date("Finish")?,
        periods,
    })
}

/// The format writes 1 for all of somebody's time.
fn units(text: &str) -> u32 {
    let thousandths = text.parse::<f64>().map_or(0.0, |share| (share * 1000.0).round());
    if (1.0..=f64::from(UNITS_MAX)).contains(&thousandths) { thousandths as u32 } else { 0 }
}

/// A stretch of work; one whose dates cannot be read says nothing, and nothing is lost with it.
fn period(fields: Fields) -> Option<RawPeriod> {
    let start = fields.date("Start").ok()??;
    let finish = fields.date("Finish").ok()??;
    let minutes = fields.length("Value").ok()?.unwrap_or_default();
    Some(RawPeriod { start, finish, minutes })
}

fn calendar(fields: Fields) -> Result<RawCalendar, ImportRefusal> {
    let mut calendar = RawCalendar {
        uid: fields.number("UID")?.unwrap_or_default(),
        name: fields.text("Name").to_owned(),
        base: fields.number("BaseCalendarUID")?.filter(|uid| *uid >= 0),
        ..RawCalendar::default()
    };
    for day in fields.inside("WeekDays", "WeekDay") {
        let number = day.number("DayType")?.unwrap_or_default();
        if number == 0 {
            calendar.old_exceptions.push(exception(day)?);
        } else {
            set_weekday(&mut calendar.week, number, hours(day)?);
        }
    }
    for element in fields.inside("Exceptions", "Exception") {
        calendar.exceptions.push(exception(element)?);
    }
    for element in fields.inside("WorkWeeks", "WorkWeek") {
        calendar.work_weeks.push(work_week(element)?);
    }
    Ok(calendar)
}

/// The format counts from Sunday = 1; the plan from Monday = 0.
fn set_weekday(week: &mut [Option<Hours>; 7], number: i64, hours: Hours) {
    let day = usize::try_from(number + 5).unwrap_or_default() % 7;
    if (1..=7).contains(&number) {
        week[day] = Some(hours);
    }
}

/// The shifts of a day: the usual ones for a working day that names none.
fn hours(day: Fields) -> Result<Hours, ImportRefusal> {
    if !day.flag("DayWorking") {
        return Ok(Vec::new());
    }
    let mut hours = Vec::new();
    for shift in day.inside("WorkingTimes", "WorkingTime") {
        let ends = shift.time("FromTime")?.zip(shift.time("ToTime")?);
        // An end at midnight is the end of the day.
        hours.extend(ends.map(|(from, to)| (from, if to == 0 { 1440 } else { to })));
    }
    Ok(if hours.is_empty() { vec![(480, 720), (780, 1020)] } else { hours })
}

fn exception(fields: Fields) -> Result<RawException, ImportRefusal> {
    let (from, to) = time_period(fields)?;
    let kind = fields.number("Type")?.unwrap_or(1);
    let is_counted = fields.flag("EnteredByOccurrences");
    let number = |name| fields.number(name).map(Option::unwrap_or_default);
    let occurrences = fields.number("Occurrences")?.filter(|count| is_counted && *count > 0);
    let period = number("Period")?.max(1);
    let recurs = (2..=8).contains(&kind) || (kind == 1 && period > 1);
    let recurrence = RawRecurrence {
        kind,
        period,
        weekdays: number("DaysOfWeek")?,
        month: number("Month")?,
        month_day: number("MonthDay")?,
        month_item: number("MonthItem")?,
        month_position: number("MonthPosition")?,
        occurrences,
    };
    Ok(RawException {
        name: fields.text("Name").to_owned(),
        from,
        to,
        hours: hours(fields)?,
        recurrence: recurs.then_some(recurrence),
    })
}

fn work_week(fields: Fields) -> Result<RawWorkWeek, ImportRefusal> {
    let (from, to) = time_period(fields)?;
    let mut week: [Option<Hours>; 7] = Default::default();
    for day in fields.inside("WeekDays", "WeekDay") {
        let number = day.number("DayType")?.unwrap_or_default();
        set_weekday(&mut week, number, hours(day)?);
    }
    Ok(RawWorkWeek { from, to, week })
}

fn time_period(fields: Fields) -> Result<(Minute, Minute), ImportRefusal> {
    let Some(ends) = fields.all("TimePeriod").next() else { return Ok((0, -1)) };
    // A period without an end cannot be kept; an empty one is dropped later.
    Ok((ends.date("FromDate")?.unwrap_or(0), ends.date("ToDate")?.unwrap_or(-1)))
}
