//! Calendars in words.

use chrono::NaiveDate;
use domain::plan::{CalendarException, Shift};
use locale::numbers::grouped;
use locale::{Locale, dates, refusals, td_string};

use super::slip::Wrong;
use super::typed::{self, Fault};
use super::uses::Uses;

/// The hours of a day: 09:00–12:00, 13:00–18:00; of a free day that it is free.
pub fn hours(locale: Locale, shifts: &[Shift]) -> String {
    if shifts.is_empty() {
        return td_string!(locale, calendars.free).to_owned();
    }
    let one = |shift: &Shift| {
        let (from, to) = (typed::clock(shift.from), typed::clock(shift.to));
        match shift.to <= shift.from {
            true => td_string!(locale, calendars.stretch_night, from = from, to = to),
            false => td_string!(locale, calendars.stretch, from = from, to = to),
        }
    };
    let stretches: Vec<String> = shifts.iter().map(one).collect();
    stretches.join(comma(locale))
}

/// What stands between two stretches of a day. The catalogues keep no blanks at the ends of a text.
const fn comma(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "、",
        Locale::en => ", ",
    }
}

const fn semicolon(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "；",
        Locale::en => "; ",
    }
}

/// A week: Mon–Fri 09:00–12:00, 13:00–18:00; Sat 10:00–12:00.
pub fn week(locale: Locale, week: &[Vec<Shift>; 7]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (day, shifts) in week.iter().enumerate().filter(|(_, shifts)| !shifts.is_empty()) {
        match parts.last_mut() {
            Some((first, last)) if *last + 1 == day && week[*first] == *shifts => *last = day,
            _ => parts.push((day, day)),
        }
    }
    let one = |(first, last): &(usize, usize)| {
        let from = dates::weekday_at(locale, *first);
        let hours = hours(locale, &week[*first]);
        let to = dates::weekday_at(locale, *last);
        match first == last {
            true => format!("{from} {hours}"),
            false => td_string!(locale, calendars.days_hours, from = from, to = to, hours = hours),
        }
    };
    let parts: Vec<String> = parts.iter().map(one).collect();
    parts.join(semicolon(locale))
}

/// The days of a period: Thu 1 Oct 2026 – Wed 7 Oct 2026; one day once.
pub fn days(locale: Locale, from: NaiveDate, to: NaiveDate) -> String {
    let (first, last) = (dates::table(locale, from), dates::table(locale, to));
    match from == to {
        true => first,
        false => td_string!(locale, calendars.period, from = first, to = last),
    }
}

/// An exception in one line: its name, its days, its hours.
pub fn exception(locale: Locale, of: &CalendarException) -> String {
    let days = days(locale, of.from, of.to);
    match of.name.is_empty() {
        true => days,
        false => td_string!(locale, calendars.named_days, name = of.name.as_str(), days = days),
    }
}

/// Why hours cannot be taken.
pub fn fault(locale: Locale, fault: &Fault) -> String {
    match fault {
        Fault::Unreadable(text) => {
            td_string!(locale, calendars.unreadable, text = text.as_str())
        }
        Fault::Backwards(text) => td_string!(locale, calendars.backwards, text = text.as_str()),
        Fault::Overlap(first, second) => {
            let (first, second) = (first.as_str(), second.as_str());
            td_string!(locale, calendars.overlap, first = first, second = second)
        }
        Fault::AfterNight(text) => {
            td_string!(locale, calendars.after_night, text = text.as_str())
        }
    }
}

/// Why an exception cannot be taken.
pub fn wrong(locale: Locale, wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoDay => td_string!(locale, calendars.no_day).to_owned(),
        Wrong::Hours(Fault::Backwards(text)) => {
            td_string!(locale, calendars.backwards_in_day, text = text.as_str())
        }
        Wrong::Hours(other) => fault(locale, other),
        Wrong::Rule(refusal) => refusals::sentence(locale, refusal),
    }
}

/// Why a calendar cannot be deleted; none where nobody works by it.
pub fn kept(locale: Locale, uses: &Uses) -> Option<String> {
    let title = uses.title.as_deref().unwrap_or_default();
    match uses {
        Uses { is_plans: true, .. } => Some(td_string!(locale, calendars.kept_by_plan).to_owned()),
        Uses { tasks: 1.., .. } => Some(td_string!(
            locale,
            calendars.kept_by_tasks,
            count = grouped(uses.tasks),
            title = title
        )),
        Uses { resources: 1.., .. } => {
            let count = uses.resources;
            Some(td_string!(
                locale,
                calendars.kept_by_resources,
                count = grouped(count),
                title = title
            ))
        }
        Uses { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::Calendar;

    use super::*;

    #[test]
    fn a_week_reads_naturally_in_both_languages() {
        let mut calendar = Calendar::office(CalendarId::new(1, [0; 10]), "office".to_owned());
        calendar.week[6] = vec![Shift { from: 1320, to: 360 }];
        let expected = "Mon–Fri 09:00–12:00, 13:00–18:00; Sun 22:00–06:00 the next day";
        assert_eq!(week(Locale::en, &calendar.week), expected);
        let expected = "周一至周五 09:00–12:00、13:00–18:00；周日 22:00–次日 06:00";
        assert_eq!(week(Locale::zh_CN, &calendar.week), expected);
    }

    #[test]
    fn the_reason_to_keep_a_calendar_names_who_works_by_it() {
        let uses = |is_plans, tasks, resources| Uses {
            is_plans,
            tasks,
            resources,
            title: Some("Weld".to_owned()),
        };
        let told = |uses: Uses| kept(Locale::en, &uses);
        assert_eq!(told(Uses::default()), None);
        assert!(told(uses(true, 1, 0)).is_some_and(|words| words.contains("plan")));
        assert!(told(uses(false, 2, 1)).is_some_and(|words| words.contains("2")));
        assert!(told(uses(false, 0, 3)).is_some_and(|words| words.contains("Weld")));
    }
}
