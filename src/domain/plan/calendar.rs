//! Working calendars as people keep them: a week of shifts, and days that differ, with their names.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{CalendarId, Refusal, text, time};

/// A stretch of work inside a day, in minutes after midnight; an end at or before the beginning
/// lies on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// When work begins, 0 to 1439.
    pub from: u16,
    /// When work ends, up to 1440.
    pub to: u16,
}

/// A working calendar of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Which.
    pub id: CalendarId,
    /// What people call it.
    pub name: String,
    /// The shifts of each weekday, Monday first.
    pub week: [Vec<Shift>; 7],
    /// Other weeks that hold for a time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work_weeks: Vec<WorkWeek>,
    /// Days that differ; where two overlap the later one in the list holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<CalendarException>,
}

/// Another week that holds from a first to a last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkWeek {
    /// First day.
    pub from: NaiveDate,
    /// Last day, itself included.
    pub to: NaiveDate,
    /// The shifts of each weekday, Monday first.
    pub week: [Vec<Shift>; 7],
}

/// Days that differ from the week: a holiday (no shifts) or a make-up working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarException {
    /// First day.
    pub from: NaiveDate,
    /// Last day, itself included.
    pub to: NaiveDate,
    /// What the days are called, possibly empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The shifts of each of the days; none for days off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shifts: Vec<Shift>,
}

/// What a day is, for shading and for 休 and 班.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// An ordinary free day.
    Free,
    /// A day off that would be worked otherwise, or a named holiday on a weekend: 休.
    Holiday,
    /// A working day that would be free otherwise: 班.
    MakeUp,
}

impl Calendar {
    /// Monday to Friday, 9:00 to 12:00 and 13:00 to 18:00, without exceptions.
    #[must_use]
    pub fn office(id: CalendarId, name: String) -> Self {
        let work = vec![Shift { from: 540, to: 720 }, Shift { from: 780, to: 1080 }];
        let week = std::array::from_fn(|day| if day < 5 { work.clone() } else { Vec::new() });
        Self { id, name, week, work_weeks: Vec::new(), exceptions: Vec::new() }
    }

    /// The calendar as it will be kept.
    ///
    /// # Errors
    /// What `text::name` refuses, `NoWorkingTime`, `DateOutOfRange`, `Malformed` for a shift that
    /// does not lie in a day, `TooMany` beyond 5,000 exceptions.
    pub fn checked(self) -> Result<Self, Refusal> {
        let name = text::name(&self.name)?;
        let shifts = self.week.iter().chain(self.work_weeks.iter().flat_map(|period| &period.week));
        let shifts = shifts.chain(self.exceptions.iter().map(|exception| &exception.shifts));
        if shifts.flatten().any(|shift| shift.from >= 1440 || shift.to > 1440) {
            return Err(Refusal::Malformed);
        }
        if self.week.iter().all(Vec::is_empty) {
            return Err(Refusal::NoWorkingTime);
        }
        if self.exceptions.len() + self.work_weeks.len() > 5_000 {
            return Err(Refusal::TooMany { max: 5_000 });
        }
        let periods = self.exceptions.iter().map(|exception| (exception.from, exception.to));
        let mut periods = periods.chain(self.work_weeks.iter().map(|week| (week.from, week.to)));
        let days = time::FIRST_DAY..=time::LAST_DAY;
        if !periods.all(|(from, to)| from <= to && days.contains(&from) && days.contains(&to)) {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self { name, ..self })
    }

    /// The calendar in the engine's form.
    #[must_use]
    pub fn to_planner(&self) -> planner::Calendar {
        let work_weeks: Vec<_> = self.work_weeks.iter().map(planner_work_week).collect();
        let exceptions: Vec<_> = self.exceptions.iter().map(planner_exception).collect();
        planner::Calendar::new(&planner_week(&self.week), &work_weeks, &exceptions)
    }

    /// The exception that holds on a day, if any.
    #[must_use]
    pub fn exception_on(&self, day: NaiveDate) -> Option<&CalendarException> {
        self.exceptions.iter().rev().find(|other| (other.from..=other.to).contains(&day))
    }

    /// The shifts of a day: of the exception, the other week or the ordinary week that holds.
    #[must_use]
    pub fn shifts_on(&self, day: NaiveDate) -> &[Shift] {
        if let Some(exception) = self.exception_on(day) {
            return &exception.shifts;
        }
        let weekday = day.weekday().num_days_from_monday() as usize;
        let mut others = self.work_weeks.iter().rev();
        let other = others.find(|other| (other.from..=other.to).contains(&day));
        other.map_or(&self.week[weekday], |other| &other.week[weekday])
    }

    /// What a day is.
    #[must_use]
    pub fn day_kind(&self, day: NaiveDate) -> DayKind {
        let weekday = day.weekday().num_days_from_monday() as usize;
        let is_usually_worked = !self.week[weekday].is_empty();
        match (self.exception_on(day), is_usually_worked) {
            (None, true) => DayKind::Working,
            (None, false) => DayKind::Free,
            (Some(exception), true) if !exception.shifts.is_empty() => DayKind::Working,
            (Some(exception), false) if !exception.shifts.is_empty() => DayKind::MakeUp,
            (Some(exception), false) if exception.name.is_empty() => DayKind::Free,
            (Some(_), _) => DayKind::Holiday,
        }
    }
}

fn planner_week(week: &[Vec<Shift>; 7]) -> planner::Week {
    planner::Week { days: std::array::from_fn(|day| planner_shifts(&week[day])) }
}

fn planner_shifts(shifts: &[Shift]) -> Vec<planner::Shift> {
    shifts.iter().map(|shift| planner::Shift { from: shift.from, to: shift.to }).collect()
}

fn planner_work_week(period: &WorkWeek) -> planner::WorkWeek {
    planner::WorkWeek {
        first: planner::day_at(period.from),
        last: planner::day_at(period.to),
        week: planner_week(&period.week),
    }
}

fn planner_exception(exception: &CalendarException) -> planner::Exception {
    planner::Exception {
        first: planner::day_at(exception.from),
        last: planner::day_at(exception.to),
        shifts: planner_shifts(&exception.shifts),
    }
}
