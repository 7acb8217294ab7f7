//! Working calendars of a Microsoft Project file, each with what it inherits.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::CalendarId;
use domain::plan::calendar::WorkWeek;
use domain::plan::draft::ImportProblem;
use domain::plan::{Calendar, CalendarException, Shift};
use domain::time::{self, Minute};
use uuid::Uuid;

use super::raw::{Hours, RawCalendar, RawException};
use super::{name_or, recurrence};

/// Longest chain of calendars that are based on each other.
const BASES_MAX: usize = 8;
/// Most exceptions that a calendar keeps.
const EXCEPTIONS_MAX: usize = 5_000;
/// Most calendars that a plan keeps.
const CALENDARS_MAX: usize = 500;
/// Most recurring exceptions of a file that are followed day by day.
const RECURRENCES_MAX: usize = 1_000;

/// The calendars of a plan, made when they are asked for.
pub(super) struct Calendars {
    raw: BTreeMap<i64, RawCalendar>,
    /// The exceptions that each calendar names itself.
    exceptions: BTreeMap<i64, Vec<CalendarException>>,
    ids: BTreeMap<i64, CalendarId>,
    /// The calendars so far, with their form for reckoning.
    pub(super) made: Vec<(Calendar, planner::Calendar)>,
    /// What needs a person's attention.
    pub(super) problems: Vec<ImportProblem>,
}

/// What a calendar says, without its name.
#[derive(Clone, Default)]
struct Pattern {
    week: [Vec<Shift>; 7],
    work_weeks: Vec<WorkWeek>,
    exceptions: Vec<CalendarException>,
}

impl Calendars {
    /// The calendars of a file; its base calendars are made at once.
    pub(super) fn new(raw: Vec<RawCalendar>, ids: &mut dyn FnMut() -> Uuid) -> Self {
        let bases: Vec<i64> =
            raw.iter().filter(|one| one.base.is_none()).map(|one| one.uid).collect();
        let mut recurrences_left = RECURRENCES_MAX;
        let own = raw.iter().map(|one| (one.uid, exceptions(one, &mut recurrences_left)));
        let mut calendars = Self {
            exceptions: own.collect(),
            raw: raw.into_iter().rev().map(|one| (one.uid, one)).collect(),
            ids: BTreeMap::new(),
            made: Vec::new(),
            problems: Vec::new(),
        };
        for uid in bases {
            calendars.id(uid, ids);
        }
        calendars
    }

    /// The calendar of a number in the file. One that says nothing but what its base says is the
    /// base itself.
    pub(super) fn id(&mut self, uid: i64, ids: &mut dyn FnMut() -> Uuid) -> Option<CalendarId> {
        if let Some(id) = self.ids.get(&uid) {
            return Some(*id);
        }
        let source = self.source_of(uid);
        if source != uid {
            let id = self.id(source, ids)?;
            self.ids.insert(uid, id);
            return Some(id);
        }
        if self.made.len() == CALENDARS_MAX {
            let max = u32::try_from(CALENDARS_MAX).unwrap_or(u32::MAX);
            let problem = ImportProblem::TooManyCalendars { max };
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
            return None;
        }
        let raw = self.raw.get(&uid)?;
        let name = name_or(&raw.name, &format!("#{uid}"));
        let Pattern { week, work_weeks, exceptions } = self.pattern(uid, BASES_MAX);
        let calendar = Calendar { id: CalendarId(ids()), name, week, work_weeks, exceptions };
        Some(self.keep(uid, calendar))
    }

    /// The calendar's form for reckoning.
    pub(super) fn reckoning(&self, id: CalendarId) -> Option<&planner::Calendar> {
        self.made.iter().find(|(calendar, _)| calendar.id == id).map(|(_, reckoning)| reckoning)
    }

    /// The calendar of a number in the file, or Monday to Friday when it has none.
    pub(super) fn id_or_office(
        &mut self,
        uid: Option<i64>,
        ids: &mut dyn FnMut() -> Uuid,
    ) -> CalendarId {
        if let Some(id) = uid.and_then(|uid| self.id(uid, ids)) {
            return id;
        }
        if let Some((calendar, _)) = self.made.first() {
            return calendar.id;
        }
        let mut calendar = Calendar::office(CalendarId(ids()), "Standard".to_owned());
        calendar.week = usual_week();
        self.keep(-1, calendar)
    }

    /// The calendar that speaks for another: its base for one that says nothing itself.
    fn source_of(&self, mut uid: i64) -> i64 {
        for _ in 0..BASES_MAX {
            let raw = self.raw.get(&uid).filter(|raw| says_nothing(raw));
            match raw.and_then(|raw| raw.base).filter(|base| self.raw.contains_key(base)) {
                Some(base) => uid = base,
                None => break,
            }
        }
        uid
    }

    fn keep(&mut self, uid: i64, mut calendar: Calendar) -> CalendarId {
        if calendar.week.iter().all(Vec::is_empty) {
            self.problems
                .push(ImportProblem::CalendarWithoutWork { calendar: calendar.name.clone() });
            calendar.week = usual_week();
        }
        if calendar.exceptions.len() + calendar.work_weeks.len() > EXCEPTIONS_MAX {
            self.problems.push(ImportProblem::CalendarCut { calendar: calendar.name.clone() });
            calendar.exceptions.truncate(EXCEPTIONS_MAX);
            calendar.work_weeks.truncate(EXCEPTIONS_MAX - calendar.exceptions.len());
        }
        let id = calendar.id;
        let reckoning = calendar.to_planner();
        self.made.push((calendar, reckoning));
        self.ids.insert(uid, id);
        id
    }

    /// What a calendar says together with what it is based on.
    fn pattern(&self, uid: i64, bases_left: usize) -> Pattern {
        let Some(raw) = self.raw.get(&uid) else { return Pattern::default() };
        let base = raw.base.filter(|_| bases_left > 0);
        let mut pattern = match base.filter(|base| self.raw.contains_key(base)) {
            Some(base) => self.pattern(base, bases_left - 1),
            // Programs that leave out the whole week mean the usual one.
            None if raw.week.iter().all(Option::is_none) => {
                Pattern { week: usual_week(), ..Pattern::default() }
            }
            None => Pattern::default(),
        };
        for (day, hours) in pattern.week.iter_mut().zip(&raw.week) {
            if let Some(hours) = hours {
                *day = shifts(hours);
            }
        }
        for week in &raw.work_weeks {
            let days = pattern.week.iter().zip(&week.week);
            let shifts: Vec<Vec<Shift>> = days
                .map(|(usual, own)| own.as_ref().map_or_else(|| usual.clone(), shifts))
                .collect();
            let Ok(week_shifts) = shifts.try_into() else { continue };
            if let Some((from, to)) = period(week.from, week.to) {
                pattern.work_weeks.push(WorkWeek { from, to, week: week_shifts });
            }
        }
        pattern.exceptions.extend(self.exceptions.get(&uid).into_iter().flatten().cloned());
        pattern
    }
}

/// Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00: what Microsoft Project takes for granted.
fn usual_week() -> [Vec<Shift>; 7] {
    let work = shifts(&vec![(480, 720), (780, 1020)]);
    std::array::from_fn(|day| if day < 5 { work.clone() } else { Vec::new() })
}

fn says_nothing(raw: &RawCalendar) -> bool {
    raw.week.iter().all(Option::is_none)
        && raw.exceptions.is_empty()
        && raw.old_exceptions.is_empty()
        && raw.work_weeks.is_empty()
}

fn shifts(hours: &Hours) -> Vec<Shift> {
    let real = hours.iter().filter(|(from, to)| from != to);
    real.map(|&(from, to)| Shift { from, to }).collect()
}

/// The exceptions that a calendar names itself, recurring ones day by day.
fn exceptions(raw: &RawCalendar, recurrences_left: &mut usize) -> Vec<CalendarException> {
    // Files since 2007 repeat their exceptions in the old form, without names.
    let own = if raw.exceptions.is_empty() { &raw.old_exceptions } else { &raw.exceptions };
    let mut exceptions = Vec::new();
    for one in own {
        if exceptions.len() > EXCEPTIONS_MAX {
            break;
        }
        exceptions.extend(occurrences(one, recurrences_left));
    }
    exceptions
}

fn occurrences(raw: &RawException, recurrences_left: &mut usize) -> Vec<CalendarException> {
    let Some((first, last)) = period(raw.from, raw.to) else { return Vec::new() };
    let stretches = match raw.recurrence {
        None => vec![(first, last)],
        Some(_) if *recurrences_left == 0 => Vec::new(),
        Some(recurrence) => {
            *recurrences_left -= 1;
            recurrence::stretches(recurrence, first, last)
        }
    };
    let name = name_or(&raw.name, "");
    let exception = |(from, to): (NaiveDate, NaiveDate)| CalendarException {
        from,
        to,
        name: name.clone(),
        shifts: shifts(&raw.hours),
    };
    stretches.into_iter().take(EXCEPTIONS_MAX + 1).map(exception).collect()
}

/// The days of a period; none when it ends before it begins.
fn period(from: Minute, to: Minute) -> Option<(NaiveDate, NaiveDate)> {
    (from <= to).then(|| (time::day_of(from), time::day_of(to)))
}
