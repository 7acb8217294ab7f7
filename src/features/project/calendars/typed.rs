//! Working hours of a day as people write them: `09:00-12:00, 13:00-18:00`. Pure.

use domain::plan::Shift;

/// Minutes of a day.
const DAY: u16 = 1440;

/// Why working hours cannot be taken as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This piece is no stretch of time.
    Unreadable(String),
    /// This stretch ends before it begins, and nothing says that nights are meant.
    Backwards(String),
    /// These two stretches share time.
    Overlap(String, String),
    /// The night of the day before works into this stretch.
    AfterNight(String),
}

/// A week as it was written, with what is wrong on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The shifts of each day; none of a day that cannot be taken.
    pub shifts: [Vec<Shift>; 7],
    /// What is wrong with each day.
    pub faults: [Option<Fault>; 7],
}

/// The shifts of a day in order; an empty text is a day off.
pub fn read(text: &str, over_midnight: bool) -> Result<Vec<Shift>, Fault> {
    let pieces = text.split([',', '，', '、', ';', '；']).map(str::trim);
    let mut shifts = Vec::new();
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let shift = stretch(piece).ok_or_else(|| Fault::Unreadable(piece.to_owned()))?;
        if shift.to <= shift.from && !over_midnight {
            return Err(Fault::Backwards(written(&[shift])));
        }
        shifts.push(shift);
    }
    shifts.sort_by_key(|shift| shift.from);
    let shared = shifts.windows(2).find(|pair| end(pair[0]) > pair[1].from);
    match shared {
        Some(pair) => Err(Fault::Overlap(written(&pair[..1]), written(&pair[1..]))),
        None => Ok(shifts),
    }
}

/// The shifts of a week, Monday first.
pub fn week(texts: &[String; 7], over_midnight: bool) -> Week {
    let mut faults: [Option<Fault>; 7] = Default::default();
    let shifts: [Vec<Shift>; 7] = std::array::from_fn(|day| {
        read(&texts[day], over_midnight).unwrap_or_else(|fault| {
            faults[day] = Some(fault);
            Vec::new()
        })
    });
    for (day, worked) in shifts.iter().enumerate() {
        let next = (day + 1) % 7;
        let night = worked.iter().map(|shift| end(*shift)).max().unwrap_or(0);
        let first = shifts[next].first().filter(|first| night > DAY + first.from);
        if let Some(first) = first {
            faults[next] = Some(Fault::AfterNight(written(&[*first])));
        }
    }
    Week { shifts, faults }
}

/// Whether a shift of the week goes on after midnight.
pub fn is_over_midnight(week: &[Vec<Shift>; 7]) -> bool {
    week.iter().flatten().any(|shift| shift.to <= shift.from && shift.to != 0)
}

/// The shifts of a day as they stand in a field.
pub fn written(shifts: &[Shift]) -> String {
    let one = |shift: &Shift| format!("{}-{}", clock(shift.from), clock(shift.to));
    shifts.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A minute of the day by the clock.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The end of a shift in minutes after the midnight before it.
fn end(shift: Shift) -> u16 {
    if shift.to <= shift.from { DAY + shift.to } else { shift.to }
}

fn stretch(piece: &str) -> Option<Shift> {
    let (from, to) = piece.split_once(['-', '–', '—', '~', '～', '至', '到'])?;
    let (from, to) = (minute(from)?, minute(to)?);
    // Midnight at the end is that of the same day.
    let to = if to == 0 { DAY } else { to };
    (from < DAY).then_some(Shift { from, to })
}

fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = match text.split_once([':', '：', '.', '点']) {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None => (text, "0"),
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let at = hour * 60 + minute;
    (minute < 60 && at <= DAY).then_some(at)
}

/// One or two digits.
fn number(text: &str) -> Option<u16> {
    let is_number = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, over_midnight: bool) -> String {
        match read(text, over_midnight) {
            Ok(shifts) => written(&shifts),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, expected) in [
            ("", ""),
            ("9-12, 13-18", "09:00-12:00, 13:00-18:00"),
            ("13:00–18:30；9：00~12：00", "09:00-12:00, 13:00-18:30"),
            ("8点至12点、13点30-17点", "08:00-12:00, 13:30-17:00"),
            ("0-24", "00:00-24:00"),
            ("00:00-00:00", "00:00-24:00"),
            ("22-0", "22:00-24:00"),
            ("09:00-12:00, 12:00-13:00", "09:00-12:00, 12:00-13:00"),
        ] {
            assert_eq!(told(text, false), expected, "{text}");
        }
        assert_eq!(told("22-6", true), "22:00-06:00");
    }

    #[test]
    fn what_cannot_be_taken_is_named() {
        for (text, expected) in [
            ("morning", r#"Unreadable("morning")"#),
            ("9-25", r#"Unreadable("9-25")"#),
            ("9:75-10", r#"Unreadable("9:75-10")"#),
            ("24-25", r#"Unreadable("24-25")"#),
            ("+9-12", r#"Unreadable("+9-12")"#),
            ("18-9", r#"Backwards("18:00-09:00")"#),
            ("9-9", r#"Backwards("09:00-09:00")"#),
            ("9-13, 12-18", r#"Overlap("09:00-13:00", "12:00-18:00")"#),
        ] {
            assert_eq!(told(text, false), expected, "{text}");
        }
        let expected = r#"Overlap("20:00-06:00", "22:00-23:00")"#;
        assert_eq!(told("20-6, 22-23", true), expected);
    }

    #[test]
    fn a_night_must_not_reach_into_the_next_morning_shift() {
        let week_of = |text: [&str; 7]| week(&text.map(str::to_owned), true);
        let nights = week_of(["22-6", "22-6", "22-6", "22-6", "22-6", "", ""]);
        assert_eq!(nights.faults, <[Option<Fault>; 7]>::default());
        assert!(is_over_midnight(&nights.shifts));
        let tight = week_of(["5-9", "22-6", "5-9", "", "", "", "20-6"]);
        let expected = Some(Fault::AfterNight("05:00-09:00".to_owned()));
        assert_eq!((&tight.faults[2], &tight.faults[0]), (&expected, &expected));
        assert_eq!(tight.faults.iter().flatten().count(), 2);
        let all_day = week_of(["0-24"; 7]);
        assert_eq!(all_day.faults, <[Option<Fault>; 7]>::default());
        assert!(!is_over_midnight(&all_day.shifts));
    }
}
