//! Dates to pixels and back, the ticks of each zoom level, and the days without work.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::plan::Calendar;
use domain::plan::calendar::DayKind;
use domain::time::{self, DAY, Minute};

/// Days that can be scrolled to before the first and after the last date of a plan.
const MARGIN_DAYS: (u64, u64) = (28, 92);

/// The zoom levels, closest first.
const LEVELS: [Level; 4] = [
    level(Zoom::Day, 40.0, (Step::Month, Step::Day), Texture::Named),
    level(Zoom::Week, 13.0, (Step::Month, Step::Week), Texture::Named),
    level(Zoom::Month, 4.0, (Step::Year, Step::Month), Texture::Shaded),
    level(Zoom::Quarter, 1.4, (Step::Year, Step::Quarter), Texture::Plain),
];

/// How much time a screen holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// Single days.
    Day,
    /// Weeks.
    #[default]
    Week,
    /// Months.
    Month,
    /// Quarters of a year.
    Quarter,
}

/// One zoom level.
#[derive(Debug, PartialEq)]
pub struct Level {
    /// Which.
    pub zoom: Zoom,
    /// Width of a day.
    pub px_per_day: f64,
    /// Ticks of the upper line of the head.
    pub major: Step,
    /// Ticks of the lower line, and the vertical lines below it.
    pub minor: Step,
    /// How days without work are shown.
    pub texture: Texture,
}

/// From one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

/// How days without work are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texture {
    /// Not at all: a day is too narrow.
    Plain,
    /// As shaded stretches.
    Shaded,
    /// Shaded, and holidays and make-up days carry their names.
    Named,
}

/// A tick of the time axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub x: f64,
    /// The day that begins there.
    pub day: NaiveDate,
}

/// Neighbouring days of one kind that are not ordinary working days.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Left edge.
    pub from: f64,
    /// Right edge.
    pub to: f64,
    /// What the days are; never `Working`.
    pub kind: DayKind,
    /// What they are called, possibly empty.
    pub name: String,
}

impl Zoom {
    /// All of them, closest first.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Quarter];

    /// The next closer level, itself at the end.
    pub fn closer(self) -> Self {
        Self::ALL[(self as usize).saturating_sub(1)]
    }

    /// The closest level at which so many days are no wider than a screen, or else the widest.
    pub fn fitting(days: f64, width: f64) -> Self {
        let fits = |zoom: &Self| LEVELS[*zoom as usize].px_per_day * days <= width;
        Self::ALL.into_iter().find(fits).unwrap_or(Self::Quarter)
    }

    /// The next wider level, itself at the end.
    pub fn wider(self) -> Self {
        Self::ALL[(self as usize + 1).min(Self::ALL.len() - 1)]
    }
}

/// The time axis: x grows with time, 0 at the beginning of the first day that can be scrolled to.
///
/// A day is as wide as any other, and the project's working hours fill it: work that ends in the
/// evening ends at the right edge of its day, and not somewhere in the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The zoom level.
    pub level: &'static Level,
    first: planner::Day,
    days: i64,
    opens: Minute,
    closes: Minute,
}

impl Scale {
    /// The axis for a plan that runs from one minute to another, worked by a calendar.
    pub fn new(zoom: Zoom, from: Minute, to: Minute, calendar: Option<&Calendar>) -> Self {
        let (before, after) = MARGIN_DAYS;
        let first = month_of(time::day_of(from) - Days::new(before));
        let last = month_of(time::day_of(to.max(from)) + Days::new(after)) + Months::new(1);
        let (opens, closes) = hours_of(calendar);
        Self {
            level: &LEVELS[zoom as usize],
            first: planner::day_at(first),
            days: (last - first).num_days(),
            opens,
            closes,
        }
    }

    /// Width of the whole axis.
    pub fn width(&self) -> f64 {
        self.days as f64 * self.level.px_per_day
    }

    /// Where an instant lies.
    pub fn x(&self, at: Minute) -> f64 {
        let day = planner::day_of(at);
        let hour = at - planner::start_of_day(day) - self.opens;
        let share = hour as f64 / (self.closes - self.opens) as f64;
        ((day - self.first) as f64 + share.clamp(0.0, 1.0)) * self.level.px_per_day
    }

    /// Where a day begins.
    pub fn day_x(&self, day: NaiveDate) -> f64 {
        (planner::day_at(day) - self.first) as f64 * self.level.px_per_day
    }

    /// The day that lies at `x`.
    pub fn day_at(&self, x: f64) -> NaiveDate {
        planner::date_at(self.first + (x / self.level.px_per_day).floor() as i64)
    }

    /// Days since the beginning of time at `x`, with the part of the day: the same place on an axis
    /// of another zoom.
    pub fn days_at(&self, x: f64) -> f64 {
        self.first as f64 + x / self.level.px_per_day
    }

    /// Where so many days since the beginning of time lie.
    pub fn x_of_days(&self, days: f64) -> f64 {
        (days - self.first as f64) * self.level.px_per_day
    }

    /// The ticks from one place to another; the first may lie before it, so that its words show.
    pub fn ticks(&self, step: Step, from: f64, to: f64) -> Vec<Tick> {
        let mut day = begin_of(step, self.day_at(from));
        let mut ticks = Vec::new();
        while self.day_x(day) < to {
            ticks.push(Tick { x: self.day_x(day), day });
            day = after(step, day);
        }
        ticks
    }

    /// The days that are not ordinary working days, from one place to another.
    pub fn stretches(&self, calendar: &Calendar, from: f64, to: f64) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        if self.level.texture == Texture::Plain {
            return stretches;
        }
        let mut day = self.day_at(from);
        while self.day_x(day) < to {
            let (kind, left) = (calendar.day_kind(day), self.day_x(day));
            if kind != DayKind::Working {
                let right = left + self.level.px_per_day;
                let name = name_of(calendar, kind, day);
                match stretches.last_mut() {
                    Some(last) if last.to == left && last.kind == kind && last.name == name => {
                        last.to = right;
                    }
                    _ => stretches.push(Stretch { from: left, to: right, kind, name: name.into() }),
                }
            }
            day = day + Days::new(1);
        }
        stretches
    }
}

const fn level(zoom: Zoom, px_per_day: f64, steps: (Step, Step), texture: Texture) -> Level {
    let (major, minor) = steps;
    Level { zoom, px_per_day, major, minor, texture }
}

/// When the working day opens and closes, over the whole week.
fn hours_of(calendar: Option<&Calendar>) -> (Minute, Minute) {
    let shifts = || calendar.into_iter().flat_map(|calendar| calendar.week.iter().flatten());
    let opens = shifts().map(|shift| Minute::from(shift.from)).min().unwrap_or(0);
    let ends = shifts().map(|shift| if shift.to <= shift.from { DAY } else { shift.to.into() });
    let closes = ends.max().unwrap_or(DAY);
    if opens < closes { (opens, closes) } else { (0, DAY) }
}

fn name_of(calendar: &Calendar, kind: DayKind, day: NaiveDate) -> &str {
    match kind {
        DayKind::Holiday => calendar.exception_on(day).map_or("", |exception| &exception.name),
        DayKind::Working | DayKind::Free | DayKind::MakeUp => "",
    }
}

fn month_of(day: NaiveDate) -> NaiveDate {
    begin_of(Step::Month, day)
}

/// The beginning of the step that holds a day.
fn begin_of(step: Step, day: NaiveDate) -> NaiveDate {
    match step {
        Step::Day => day,
        Step::Week => day - Days::new(day.weekday().num_days_from_monday().into()),
        Step::Month => day.with_day(1).unwrap_or(day),
        Step::Quarter => month_of(day) - Months::new(day.month0() % 3),
        Step::Year => month_of(day) - Months::new(day.month0()),
    }
}

fn after(step: Step, day: NaiveDate) -> NaiveDate {
    match step {
        Step::Day => day + Days::new(1),
        Step::Week => day + Days::new(7),
        Step::Month => day + Months::new(1),
        Step::Quarter => day + Months::new(3),
        Step::Year => day + Months::new(12),
    }
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::{CalendarException, Shift};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str, hour: i64) -> Minute {
        time::start_of(day(text)) + hour * 60
    }

    fn office() -> Calendar {
        let mut calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let exception = |from: &str, to: &str, name: &str, shifts| CalendarException {
            from: day(from),
            to: day(to),
            name: name.into(),
            shifts,
        };
        let work = vec![Shift { from: 540, to: 1080 }];
        calendar.exceptions.push(exception("2026-02-15", "2026-02-23", "春节", Vec::new()));
        calendar.exceptions.push(exception("2026-02-14", "2026-02-14", "", work));
        calendar
    }

    fn scale(zoom: Zoom) -> Scale {
        Scale::new(zoom, at("2026-01-05", 9), at("2026-03-27", 18), Some(&office()))
    }

    #[test]
    fn the_closest_zoom_that_fits_is_found() {
        let check = |days: f64, expected: Zoom| assert_eq!(Zoom::fitting(days, 800.0), expected);
        check(20.0, Zoom::Day);
        check(20.5, Zoom::Week);
        check(100.0, Zoom::Month);
        check(201.0, Zoom::Quarter);
        check(9_000.0, Zoom::Quarter);
    }

    #[test]
    fn working_hours_fill_the_day() {
        let scale = scale(Zoom::Week);
        let monday = scale.day_x(day("2026-03-02"));
        assert_eq!(scale.x(at("2026-03-02", 9)), monday);
        assert_eq!(scale.x(at("2026-03-02", 18)), monday + 13.0);
        assert_eq!(scale.x(at("2026-03-02", 23)), monday + 13.0);
        assert_eq!(scale.x(at("2026-03-03", 9)), monday + 13.0);
        assert_eq!(scale.day_at(monday + 12.9), day("2026-03-02"));
    }

    #[test]
    fn the_axis_begins_before_the_plan_and_ends_after_it() {
        let scale = scale(Zoom::Day);
        assert_eq!(scale.day_at(0.0), day("2025-12-01"));
        assert_eq!(scale.day_at(scale.width() - 1.0), day("2026-06-30"));
    }

    #[test]
    fn an_instant_outside_the_axis_has_a_place_too() {
        assert!(scale(Zoom::Day).x(at("1970-01-01", 0)) < 0.0);
    }

    #[test]
    fn each_level_has_its_ticks() {
        let check = |zoom: Zoom, expected: &str| {
            let scale = scale(zoom);
            let from = scale.day_x(day("2026-02-10"));
            let ticks = scale.ticks(scale.level.minor, from, from + 80.0);
            let days: Vec<String> = ticks.iter().map(|tick| tick.day.to_string()).collect();
            assert_eq!(days.join(" "), expected);
        };
        check(Zoom::Day, "2026-02-10 2026-02-11");
        check(Zoom::Week, "2026-02-09 2026-02-16");
        check(Zoom::Month, "2026-02-01 2026-03-01");
        check(Zoom::Quarter, "2026-01-01 2026-04-01");
    }

    #[test]
    fn neighbouring_days_of_one_kind_are_one_stretch() {
        let scale = scale(Zoom::Week);
        let from = scale.day_x(day("2026-02-06"));
        let found = scale.stretches(&office(), from, scale.day_x(day("2026-02-25")));
        let text = |stretch: &Stretch| {
            let days = (stretch.to - stretch.from) / 13.0;
            format!("{} {days}d {:?} {}", scale.day_at(stretch.from), stretch.kind, stretch.name)
        };
        let expected =
            ["2026-02-07 2d Free ", "2026-02-14 1d MakeUp ", "2026-02-15 9d Holiday 春节"];
        assert_eq!(found.iter().map(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_place_keeps_its_day_when_the_zoom_changes() {
        let (near, far) = (scale(Zoom::Day), scale(Zoom::Quarter));
        let x = near.day_x(day("2026-03-02")) + 20.0;
        let there = far.x_of_days(near.days_at(x));
        assert_eq!(far.day_at(there), day("2026-03-02"));
    }

    #[test]
    fn zooming_stops_at_the_ends() {
        assert_eq!(Zoom::Day.closer(), Zoom::Day);
        assert_eq!(Zoom::Day.wider(), Zoom::Week);
        assert_eq!(Zoom::Quarter.wider(), Zoom::Quarter);
    }
}
