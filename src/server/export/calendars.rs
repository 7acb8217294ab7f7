//! Working calendars: the week, the days that differ, other weeks for a time.

use chrono::NaiveDate;
use domain::CalendarId;
use domain::plan::{Calendar, CalendarException, Shift};

use super::Sheet;
use super::xml::Out;

/// The format's kind of an exception that holds on every day of its period.
const DAILY: u8 = 1;

impl Sheet<'_> {
    pub(super) fn calendars(&self, out: &mut Out) {
        for (id, calendar) in &self.of.plan.calendars {
            out.element("Calendar", |out| self.calendar(out, *id, calendar));
        }
        // The time of a resource there is a calendar of its own that follows one of the plan's.
        for (uid, base) in self.resources.calendars(self.calendars.len()) {
            out.element("Calendar", |out| {
                out.leaf("UID", uid);
                out.leaf("Name", &self.of.plan.calendars[&base].name);
                out.flag("IsBaseCalendar", false);
                out.leaf("BaseCalendarUID", self.calendar_number(base));
            });
        }
    }

    fn calendar(&self, out: &mut Out, id: CalendarId, calendar: &Calendar) {
        out.leaf("UID", self.calendar_number(id));
        out.leaf("Name", &calendar.name);
        out.flag("IsBaseCalendar", true);
        out.leaf("BaseCalendarUID", -1);
        out.element("WeekDays", |out| week(out, &calendar.week));
        if !calendar.exceptions.is_empty() {
            out.element("Exceptions", |out| {
                for one in &calendar.exceptions {
                    out.element("Exception", |out| exception(out, one));
                }
            });
        }
        if !calendar.work_weeks.is_empty() {
            out.element("WorkWeeks", |out| {
                for one in &calendar.work_weeks {
                    out.element("WorkWeek", |out| {
                        period(out, one.from, one.to);
                        out.leaf("Name", "");
                        out.element("WeekDays", |out| week(out, &one.week));
                    });
                }
            });
        }
    }
}

/// The format counts from Sunday = 1; the plan from Monday = 0.
fn week(out: &mut Out, week: &[Vec<Shift>; 7]) {
    for number in 1..=7 {
        out.element("WeekDay", |out| {
            out.leaf("DayType", number);
            hours(out, &week[(number + 5) % 7]);
        });
    }
}

fn hours(out: &mut Out, shifts: &[Shift]) {
    out.flag("DayWorking", !shifts.is_empty());
    if shifts.is_empty() {
        return;
    }
    out.element("WorkingTimes", |out| {
        for shift in shifts {
            out.element("WorkingTime", |out| {
                out.time("FromTime", shift.from);
                out.time("ToTime", shift.to);
            });
        }
    });
}

fn exception(out: &mut Out, exception: &CalendarException) {
    out.flag("EnteredByOccurrences", false);
    period(out, exception.from, exception.to);
    out.leaf("Occurrences", (exception.to - exception.from).num_days() + 1);
    out.leaf("Name", &exception.name);
    out.leaf("Type", DAILY);
    hours(out, &exception.shifts);
}

/// From the first minute of a day to the last one of another.
fn period(out: &mut Out, from: NaiveDate, to: NaiveDate) {
    out.element("TimePeriod", |out| {
        out.leaf("FromDate", format_args!("{from}T00:00:00"));
        out.leaf("ToDate", format_args!("{to}T23:59:00"));
    });
}
