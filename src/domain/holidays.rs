//! Statutory holidays and make-up working days of mainland China, 2015 to 2026, as data.
//! The year that follows is announced each November and can be entered in a calendar by hand.

use chrono::NaiveDate;

use crate::plan::{CalendarException, Shift};

const CHINA: &str = include_str!("holidays/cn.csv");

/// Which of its two names a holiday carries in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// 春节.
    Chinese,
    /// Spring Festival.
    English,
}

/// The holidays as calendar exceptions; make-up days are worked in the given shifts.
#[must_use]
pub fn china(make_up_shifts: &[Shift], naming: Naming) -> Vec<CalendarException> {
    let lines = CHINA.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| exception(line, make_up_shifts, naming)).collect()
}

/// The last day for which the holidays are known.
#[must_use]
pub fn known_until() -> Option<NaiveDate> {
    china(&[], Naming::English).iter().map(|exception| exception.to).max()
}

fn exception(line: &str, shifts: &[Shift], naming: Naming) -> Option<CalendarException> {
    let mut fields = line.split(',');
    let from = fields.next()?.parse().ok()?;
    let to = fields.next()?.parse().ok()?;
    let shifts = if fields.next()? == "off" { Vec::new() } else { shifts.to_vec() };
    let chinese = fields.next()?;
    let english = fields.next()?;
    let name = match naming {
        Naming::Chinese => chinese,
        Naming::English => english,
    };
    Some(CalendarException { from, to, name: name.to_owned(), shifts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::calendar::DayKind;
    use crate::{CalendarId, plan::Calendar};

    #[test]
    fn every_line_is_read() {
        let lines = CHINA.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(china(&[], Naming::Chinese).len(), lines);
        assert_eq!(known_until().map(|day| day.to_string()), Some("2026-10-10".to_owned()));
    }

    #[test]
    fn spring_festival_is_free_and_its_make_up_saturday_is_worked() {
        let mut calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".to_owned());
        calendar.exceptions = china(&calendar.week[0].clone(), Naming::Chinese);
        let kind = |text: &str| calendar.day_kind(text.parse().unwrap());
        assert_eq!(kind("2026-02-17"), DayKind::Holiday);
        assert_eq!(kind("2026-02-14"), DayKind::MakeUp);
        assert_eq!(kind("2026-03-04"), DayKind::Working);
        assert_eq!(kind("2026-03-07"), DayKind::Free);
    }
}
