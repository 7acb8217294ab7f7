//! Where the rows of the picture lie: days into shares of a width. Pure.

use chrono::{Datelike, Days, NaiveDate};
use domain::change::SketchRow;
use domain::time::{self, Minute};

/// The whole width, in percent.
const WIDTH: f64 = 100.0;
/// Most marks below the picture.
const MARKS: i64 = 6;
/// The narrowest bar, in percent: a short task is to be seen too.
const LEAST: f64 = 0.8;

/// The whole weeks that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    first: NaiveDate,
    weeks: i64,
}

/// A bar in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its left end, in percent of the width.
    pub left: f64,
    /// How wide it is, in percent.
    pub width: f64,
}

impl Frame {
    /// The weeks that hold every date of the rows; none without a date.
    pub fn of(rows: &[SketchRow]) -> Option<Self> {
        let spans = rows.iter().flat_map(|row| [row.was, row.is]).flatten();
        let days = spans.flat_map(|(start, finish)| {
            [time::day_of(start), time::last_day_of(finish.max(start + 1))]
        });
        let days = days.chain(rows.iter().filter_map(|row| row.promise));
        let (first, last) = days.fold(None, |found: Option<(NaiveDate, NaiveDate)>, day| {
            let (first, last) = found.unwrap_or((day, day));
            Some((first.min(day), last.max(day)))
        })?;
        let into_week = u64::from(first.weekday().num_days_from_monday());
        let first = first.checked_sub_days(Days::new(into_week)).unwrap_or(first);
        Some(Self { first, weeks: (last - first).num_days() / 7 + 1 })
    }

    /// How wide a week is, in percent.
    pub fn week(&self) -> f64 {
        WIDTH / self.weeks as f64
    }

    /// Where a minute lies, in percent.
    pub fn at(&self, minute: Minute) -> f64 {
        let whole = (self.weeks * 7 * time::DAY) as f64;
        let along = (minute - time::start_of(self.first)) as f64;
        (along / whole * WIDTH).clamp(0.0, WIDTH)
    }

    /// Where a day ends, in percent.
    pub fn end_of(&self, day: NaiveDate) -> f64 {
        self.at(time::start_of(day) + time::DAY)
    }

    /// The bar from a start to a finish.
    pub fn bar(&self, (start, finish): (Minute, Minute)) -> Bar {
        let (left, right) = (self.at(start), self.at(finish));
        Bar { left: left.min(WIDTH - LEAST), width: (right - left).max(LEAST) }
    }

    /// The Mondays that are written above the picture, and where they lie; there is room for few.
    pub fn marks(&self) -> Vec<(f64, NaiveDate)> {
        let step = (self.weeks + MARKS - 1) / MARKS;
        let weeks = (0..self.weeks).step_by(usize::try_from(step.max(1)).unwrap_or(1));
        let mark = |week: i64| {
            let days = Days::new(u64::try_from(week * 7).unwrap_or(0));
            let day = self.first.checked_add_days(days)?;
            Some((self.week() * week as f64, day))
        };
        weeks.filter_map(mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::TaskId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn row(
        was: Option<(&str, &str)>,
        is: Option<(&str, &str)>,
        promise: Option<&str>,
    ) -> SketchRow {
        let span = |(from, to): (&str, &str)| {
            (time::start_of(day(from)) + 540, time::start_of(day(to)) + 1080)
        };
        SketchRow {
            task: TaskId::new(0, [0; 10]),
            title: String::new(),
            is_milestone: false,
            was: was.map(span),
            is: is.map(span),
            promise: promise.map(day),
        }
    }

    #[test]
    fn a_frame_holds_whole_weeks() {
        assert_eq!(Frame::of(&[]), None);
        // Wednesday to the Tuesday after, promised for the Monday of the third week.
        let rows = [
            row(Some(("2026-03-04", "2026-03-06")), None, None),
            row(None, Some(("2026-03-10", "2026-03-10")), Some("2026-03-16")),
        ];
        let frame = Frame::of(&rows).unwrap();
        assert_eq!(frame, Frame { first: day("2026-03-02"), weeks: 3 });
        let marks: Vec<String> = frame.marks().iter().map(|(_, day)| day.to_string()).collect();
        assert_eq!(marks, ["2026-03-02", "2026-03-09", "2026-03-16"]);
        assert!((frame.end_of(day("2026-03-08")) - 100.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn bars_lie_between_their_dates_and_can_be_seen() {
        let frame = Frame { first: day("2026-03-02"), weeks: 1 };
        let monday = time::start_of(day("2026-03-02"));
        let bar = frame.bar((monday, monday + time::DAY * 7));
        assert_eq!((bar.left, bar.width), (0.0, 100.0));
        let point = frame.bar((monday, monday));
        assert_eq!((point.left, point.width), (0.0, LEAST));
        let last = frame.bar((monday + time::DAY * 7, monday + time::DAY * 7));
        assert!(last.left + last.width <= 100.0);
    }

    #[test]
    fn long_plans_have_few_marks() {
        let frame = Frame { first: day("2026-03-02"), weeks: 52 };
        assert!(frame.marks().len() <= 6);
    }
}
