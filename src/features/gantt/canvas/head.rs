//! The time axis above the rows: months and days, holidays, today.

use chrono::{Datelike, NaiveDate};
use domain::plan::calendar::DayKind;
use locale::{Locale, dates, td_string};

use super::pen::{Align, Pen};
use crate::features::gantt::scale::{Step, Stretch, Tick};
use crate::features::gantt::scene::Scene;

/// Room before the words of a tick.
const INDENT: f64 = 6.0;
/// The narrowest stretch that carries words.
const WORDY: f64 = 12.0;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Paints the head.
pub fn paint(pen: &Pen, scene: &Scene) {
    let (width, palette) = (pen.screen.width, pen.palette);
    pen.fill(&palette.surface, (0.0, 0.0), (width, pen.head));
    let (upper, lower) = (pen.head * 0.3, pen.head * 0.78);
    pen.letters(true);
    let (major, minor) = scene.steps;
    let today = Today::of(pen, scene);
    let covered = today.as_ref().map(|today| (today.left, today.left + today.width));
    paint_words(pen, &scene.major, (upper, covered), |day| long(pen.locale, major, day));
    pen.letters(false);
    match minor {
        Step::Day => paint_days(pen, scene, lower),
        _ => paint_words(pen, &scene.minor, (lower, None), |day| short(pen.locale, minor, day)),
    }
    // The first tick may lie before the screen, and a picture has something else there.
    for tick in scene.minor.iter().filter(|tick| tick.x >= pen.screen.left) {
        let x = pen.x(tick.x).round() - 0.5;
        pen.line(&palette.border, 1.0, &[], &[(x, pen.head * 0.58), (x, pen.head)]);
    }
    // Days carry their marks themselves; where a tick is a month, a day has no room for one.
    if minor == Step::Week {
        for stretch in &scene.stretches {
            paint_stretch(pen, stretch, lower);
        }
    }
    let y = pen.head - 0.5;
    pen.line(&palette.border, 1.0, &[], &[(0.0, y), (width, y)]);
    if let Some(today) = today {
        today.paint(pen, upper);
    }
}

/// Writes each tick's words on a line; the first stays at the edge until the next one pushes it
/// out. Words of which a part would be covered are left out.
fn paint_words(
    pen: &Pen,
    ticks: &[Tick],
    (y, covered): (f64, Option<(f64, f64)>),
    words: impl Fn(NaiveDate) -> String,
) {
    for (at, tick) in ticks.iter().enumerate() {
        let text = words(tick.day);
        let room = ticks.get(at + 1).map_or(f64::MAX, |next| next.x - pen.screen.left);
        let x = (tick.x - pen.screen.left).max(0.0) + INDENT;
        let end = x + pen.width_of(&text);
        let is_covered = covered.is_some_and(|(left, right)| x < right && left < end);
        if end <= room && !is_covered {
            pen.write_plain(&text, (x, y), Align::After, &pen.palette.text_2);
        }
    }
}

/// Writes the days with their marks: `10 班`, `1 休`; a day without room for the mark has its colour.
fn paint_days(pen: &Pen, scene: &Scene, y: f64) {
    let (palette, locale) = (pen.palette, pen.locale);
    let (top, height) = (pen.head * 0.6, pen.head * 0.38);
    let holds = |stretch: &&Stretch, x: f64| stretch.from <= x && x < stretch.to;
    for (at, tick) in scene.minor.iter().enumerate() {
        let x = tick.x - pen.screen.left;
        let room = scene.minor.get(at + 1).map_or(f64::MAX, |next| next.x - tick.x);
        let stretch = scene.stretches.iter().find(|stretch| holds(stretch, tick.x));
        let (mark, colour) = match stretch.map(|stretch| stretch.kind) {
            Some(DayKind::Holiday) => (Some(td_string!(locale, gantt.off_day)), &palette.ok),
            Some(DayKind::MakeUp) => (Some(td_string!(locale, gantt.work_day)), &palette.bad),
            Some(DayKind::Working | DayKind::Free) | None => (None, &palette.text_2),
        };
        if stretch.is_some_and(|stretch| stretch.kind == DayKind::Holiday) {
            pen.fill(&palette.ok_bg, (x, top), (room.min(pen.screen.width), height));
        }
        let number = tick.day.day().to_string();
        let marked = mark.map(|mark| format!("{number} {mark}"));
        let marked = marked.filter(|text| pen.width_of(text) + INDENT <= room);
        let text = marked.unwrap_or(number);
        pen.write_plain(&text, (x + INDENT, y), Align::After, colour);
    }
}

/// A holiday with its name as far as there is room, or the mark of a make-up working day.
fn paint_stretch(pen: &Pen, stretch: &Stretch, y: f64) {
    let (left, width) = (stretch.from - pen.screen.left, stretch.to - stretch.from);
    let (palette, locale) = (pen.palette, pen.locale);
    let (top, height) = (pen.head * 0.6, pen.head * 0.38);
    match stretch.kind {
        DayKind::Holiday => {
            pen.fill_round(&palette.ok_bg, (left, top), (width, height), 3.0);
            let off = td_string!(locale, gantt.off_day);
            let full = format!("{} {off}", stretch.name);
            let text = match () {
                () if pen.width_of(&full) + 4.0 <= width => full.trim(),
                () if width >= WORDY.max(pen.width_of(off)) => off,
                () => return,
            };
            pen.write_plain(text, (left + width / 2.0, y), Align::Around, &palette.ok);
        }
        DayKind::MakeUp => {
            let work = td_string!(locale, gantt.work_day);
            if width >= WORDY.max(pen.width_of(work)) {
                pen.fill(&palette.surface, (left, top), (width, height));
                pen.write_plain(work, (left + width / 2.0, y), Align::Around, &palette.bad);
            }
        }
        DayKind::Working | DayKind::Free => {}
    }
}

/// Today's mark, which says the day and its month.
struct Today {
    text: String,
    x: f64,
    left: f64,
    width: f64,
}

impl Today {
    /// Where it stands if it is on the screen; measured with the letters of the upper line.
    fn of(pen: &Pen, scene: &Scene) -> Option<Self> {
        let x = scene.now - pen.screen.left;
        if !(0.0..pen.screen.width).contains(&x) {
            return None;
        }
        let day = dates::narrow(pen.locale, scene.today, scene.today);
        let text = td_string!(pen.locale, gantt.today_mark, day = day);
        let width = pen.width_of(&text) + 16.0;
        let left = (x - width / 2.0).clamp(2.0, (pen.screen.width - width - 2.0).max(2.0));
        Some(Self { text, x, left, width })
    }

    fn paint(&self, pen: &Pen, y: f64) {
        let Self { text, x, left, width } = self;
        pen.letters(true);
        pen.fill_round(&pen.palette.today, (*left, y - 10.0), (*width, 20.0), 10.0);
        pen.write_plain(text, (left + width / 2.0, y + 0.5), Align::Around, &pen.palette.surface);
        pen.line(&pen.palette.today, 1.5, &[], &[(x.round(), y + 10.0), (x.round(), pen.head)]);
        pen.letters(false);
    }
}

/// Words of the upper line, which stand alone.
fn long(locale: Locale, step: Step, day: NaiveDate) -> String {
    match (step, locale) {
        (Step::Year, Locale::zh_CN) => format!("{}年", day.year()),
        (Step::Year, Locale::en) => day.year().to_string(),
        _ => dates::month(locale, day),
    }
}

/// Words of the lower line, which the upper one completes.
fn short(locale: Locale, step: Step, day: NaiveDate) -> String {
    match (step, locale) {
        (Step::Day | Step::Week, _) => day.day().to_string(),
        (Step::Month, Locale::zh_CN) => format!("{}月", day.month()),
        (Step::Month, Locale::en) => MONTHS[day.month0() as usize].to_owned(),
        (Step::Quarter | Step::Year, Locale::zh_CN) => format!("第{}季度", day.month0() / 3 + 1),
        (Step::Quarter | Step::Year, Locale::en) => format!("Q{}", day.month0() / 3 + 1),
    }
}
