//! The chart as pictures: one for a file, or one for each sheet of paper.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::TaskId;
use domain::plan::{PlanView, Task};
use domain::time::{self, Minute};
use locale::{Locale, dates, td_string};

use super::canvas::{self, Ink, Look, Palette, Surface, Svg};
use super::chart::Chart;
use super::layers::{Baseline, Layer, Layers};
use super::links::Wires;
use super::near::Near;
use super::paper::Paper;
use super::rows::{Rows, Spot};
use super::scale::{Scale, Zoom};
use super::scene::{Scene, Screen, Source};
use crate::features::shared::look::on_paper;
use crate::features::shared::plan;
use crate::ui::dom;
use leptos::prelude::*;

/// Height of a row, of the time axis, of the title above and of the foot below, in px.
const ROW: f64 = 28.0;
const HEAD: f64 = 48.0;
const TITLE: f64 = 40.0;
const FOOT: f64 = 32.0;
/// Width of the names of tasks, and how far each level is set in.
const NAMES: f64 = 300.0;
const INDENT: f64 = 14.0;
/// How high the legend draws a bar, and a line.
const BLOCK: f64 = 8.0;
const LINE: f64 = 2.0;
/// Room behind a bar for its words: how much is done, its promise, its name.
const WORDS: (f64, f64, f64) = (44.0, 130.0, 190.0);

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// The sheets; none is one picture of everything.
    pub paper: Option<Paper>,
    /// At most so many rows.
    pub rows: usize,
}

/// Everything that the sheets have in common.
struct Drawing<'a> {
    view: &'a PlanView,
    rows: Arc<Rows>,
    wires: Arc<Wires>,
    scale: Scale,
    baselines: Vec<Arc<Baseline>>,
    palette: Palette,
    locale: Locale,
    chart: Chart,
    /// The part of the time axis that is drawn.
    across: Range<f64>,
    /// On paper nothing is selected.
    none: BTreeSet<TaskId>,
}

impl Chart {
    /// The chart as SVG pictures, with black on white, whatever the screen shows.
    pub fn pictures(self, wanted: &Wanted) -> Vec<String> {
        let palette = on_paper(Palette::read);
        self.plan.with_untracked(|view| {
            let (scale, across) = fitting_scale(view, wanted, self.layers.get_untracked());
            let drawing = Drawing {
                view,
                rows: self.rows.get_untracked(),
                wires: self.wires.get_untracked(),
                scale,
                baselines: self.baselines.get_untracked(),
                palette,
                locale: self.locale(),
                chart: self,
                across,
                none: BTreeSet::new(),
            };
            drawing.sheets(wanted)
        })
    }
}

/// The closest zoom at which the days fit the paper and can be read; for a file that of a month.
fn fitting_scale(view: &PlanView, wanted: &Wanted, layers: Layers) -> (Scale, Range<f64>) {
    let (first, last) = wanted.days;
    let (from, to) = (time::start_of(first), time::start_of(last) + time::DAY);
    let calendar = view.plan.calendars.get(&view.plan.settings.calendar);
    let drawn = |zoom: Zoom| {
        let scale = Scale::new(zoom, from, to, calendar);
        let end = end_of_words(view, &scale, (first, to), layers);
        let across = scale.day_x(first)..end;
        (scale, across)
    };
    let fits = |(_, across): &(Scale, Range<f64>)| {
        let width = NAMES + across.end - across.start;
        wanted.paper.map_or(width < 4_000.0, |paper| paper.holds(width))
    };
    let mut zooms = Zoom::ALL.into_iter().map(drawn);
    zooms.find(fits).unwrap_or_else(|| drawn(Zoom::Quarter))
}

/// Where the words of the bars between two days end; at least where the last day does.
fn end_of_words(
    view: &PlanView,
    scale: &Scale,
    (first, to): (NaiveDate, Minute),
    layers: Layers,
) -> f64 {
    let end = scale.x(to);
    let (percent, promise, name) = WORDS;
    let words_of = |task: &Task| {
        let dates = view.scheduled.dates(task.id)?;
        if dates.start >= to || dates.finish < time::start_of(first) {
            return None;
        }
        let room = match task.promise {
            _ if layers.has(Layer::Names) => name,
            Some(_) => promise,
            None => percent,
        };
        let promised = task.promise.map_or(dates.finish, time::start_of);
        Some(scale.x(dates.finish.max(promised).min(to)) + room)
    };
    view.plan.tasks.values().filter_map(words_of).fold(end, f64::max)
}

impl Drawing<'_> {
    fn sheets(&self, wanted: &Wanted) -> Vec<String> {
        let width = NAMES + self.across.end - self.across.start;
        let (frame, count) = (TITLE + HEAD + FOOT, self.rows.len().min(wanted.rows));
        let Some(paper) = wanted.paper else {
            let height = frame + count as f64 * ROW;
            return self.sheet(0..count, (width, height), None).into_iter().collect();
        };
        let layout = paper.layout(width, ROW, count, frame);
        let all = layout.sheets.len();
        let sheets = layout.sheets.into_iter().enumerate();
        let sheet = |(at, rows)| self.sheet(rows, (width, layout.height), Some((at + 1, all)));
        sheets.filter_map(sheet).collect()
    }

    fn sheet(
        &self,
        rows: Range<usize>,
        (width, height): (f64, f64),
        page: Option<(usize, usize)>,
    ) -> Option<String> {
        let number = page.map_or(0, |(number, _)| number);
        let svg = Svg::new(dom::ruler()?, &dom::token("--font-ui"), number);
        let palette = &self.palette;
        fill(&svg, &palette.surface, (0.0, 0.0), (width, height));
        self.title(&svg, width);
        let screen = Screen {
            left: self.across.start,
            top: rows.start as f64 * ROW,
            width: width - NAMES,
            height: rows.len() as f64 * ROW,
            row_height: ROW,
        };
        svg.begin_group((NAMES, TITLE));
        let look = Look { palette, head: HEAD, locale: self.locale };
        canvas::paint_on(&svg, &Scene::of(&self.source(), &screen), &screen, &look);
        svg.end_group();
        svg.begin_group((0.0, TITLE + HEAD));
        self.names(&svg, rows);
        svg.end_group();
        self.foot(&svg, (width, height), page);
        Some(svg.finish((width, height)))
    }

    fn source(&self) -> Source<'_> {
        Source {
            plan: self.view,
            rows: &self.rows,
            wires: &self.wires,
            scale: &self.scale,
            selected: None,
            picked: &self.none,
            link: None,
            lifted: None,
            group: &self.none,
            layers: self.chart.layers.get_untracked(),
            near: self.chart.near.get_untracked(),
            baselines: &self.baselines,
            has_names: false,
            now: self.chart.plan.now(),
        }
    }

    fn title(&self, svg: &Svg, width: f64) {
        let palette = &self.palette;
        svg.set_font(&palette.strong_font);
        let mut name = format!("{} · {}", self.chart.plan.key(), self.chart.plan.name());
        if let plan::Source::Draft(_) = self.chart.plan.source() {
            // Nobody who finds the sheet may take it for the plan in force.
            name = format!("{} · {name}", td_string!(self.locale, gantt.paper_draft));
        }
        write(svg, &name, (8.0, TITLE / 2.0), "left", &palette.text);
        svg.set_font(&palette.font);
        let finish = time::last_day_of(self.view.scheduled.finish);
        let finish = dates::full(self.locale, finish);
        let finish = td_string!(self.locale, gantt.paper_finish, day = finish);
        write(svg, &finish, (width - 8.0, TITLE / 2.0), "right", &palette.text_2);
    }

    /// The names of the rows, set in by their level, cut where they are too long.
    fn names(&self, svg: &Svg, rows: Range<usize>) {
        let palette = &self.palette;
        for (line, row) in rows.enumerate() {
            if let Some(Spot::Head(group)) = self.rows.spot(row) {
                svg.set_font(&palette.strong_font);
                let name = untrack(|| self.chart.group_name(self.locale, group));
                let y = (line as f64 + 0.5) * ROW;
                write(svg, &cut(svg, name, NAMES - 16.0), (8.0, y), "left", &palette.text);
            }
            let Some(place) = self.rows.place(row) else { continue };
            let Some(found) = self.view.outline.rows.get(place) else { continue };
            let Some(task) = self.view.plan.tasks.get(&found.task) else { continue };
            let y = (line as f64 + 0.5) * ROW;
            let depth = if self.rows.is_grouped() { 1 } else { found.depth };
            let left = 8.0 + f64::from(depth) * INDENT;
            let is_strong = found.is_summary();
            svg.set_font(if is_strong { &palette.strong_font } else { &palette.font });
            let text = format!("{} {}", self.rows.wbs(&self.view.outline, place), task.title);
            let text = cut(svg, text, NAMES - left - 8.0);
            write(svg, &text, (left, y), "left", &palette.text);
            let below = (0.0, (line as f64 + 1.0) * ROW - 0.5);
            fill(svg, &palette.border, below, (NAMES, 0.5));
        }
    }

    /// What the colours mean, the day, and the number of the sheet.
    fn foot(&self, svg: &Svg, (width, height): (f64, f64), page: Option<(usize, usize)>) {
        let (palette, locale) = (&self.palette, self.locale);
        let y = height - FOOT / 2.0;
        svg.set_font(&palette.font);
        let mut x = 8.0;
        let mut key = |colour: &str, text: String, (pieces, high): (usize, f64)| {
            let step = 18.0 / pieces as f64;
            let size = (if pieces > 1 { step - 2.0 } else { step }, high);
            for piece in 0..pieces {
                fill(svg, colour, (x + piece as f64 * step, y - high / 2.0), size);
            }
            write(svg, &text, (x + 24.0, y), "left", &palette.text_2);
            x += 24.0 + svg.width_of(&text) + 20.0;
        };
        key(&palette.done, td_string!(locale, gantt.paper_done).to_owned(), (1, BLOCK));
        key(&palette.critical, td_string!(locale, gantt.critical_path).to_owned(), (1, BLOCK));
        if self.chart.near.get_untracked() != Near::OFF {
            key(&palette.warn, td_string!(locale, gantt.near).to_owned(), (2, BLOCK));
        }
        key(&palette.client, td_string!(locale, gantt.promise).to_owned(), (1, BLOCK));
        let layers = self.chart.layers.get_untracked();
        if layers.has(Layer::Progress) {
            key(&palette.client, td_string!(locale, gantt.show_progress).to_owned(), (1, LINE));
        }
        if layers.has(Layer::Float) {
            key(&palette.ok, td_string!(locale, gantt.show_float).to_owned(), (5, LINE));
        }
        for (line, then) in self.baselines.iter().enumerate() {
            let text = td_string!(locale, gantt.compared, name = then.name.clone());
            key(&palette.strong, text, (line + 1, 2.0 * LINE));
        }
        let day = dates::full(locale, self.chart.plan.today());
        let mut text = td_string!(locale, gantt.paper_state, day = day);
        if let Some((number, all)) = page {
            text = format!("{text} · {number}/{all}");
        }
        write(svg, &text, (width - 8.0, y), "right", &palette.text_2);
    }
}

fn write(svg: &Svg, text: &str, at: (f64, f64), align: &str, colour: &str) {
    svg.text(text, at, align, Ink { colour, halo: None });
}

fn fill(svg: &Svg, colour: &str, at: (f64, f64), size: (f64, f64)) {
    svg.begin_path();
    svg.rect(at, size);
    svg.fill(colour);
}

/// A text that is not wider than there is room, with an ellipsis where something is left out.
fn cut(svg: &Svg, mut text: String, room: f64) -> String {
    if svg.width_of(&text) <= room {
        return text;
    }
    while text.pop().is_some() {
        let shorter = format!("{}…", text.trim_end());
        if svg.width_of(&shorter) <= room {
            return shorter;
        }
    }
    text
}
