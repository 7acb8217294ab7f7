//! The part of the chart that lives outside the reactive graph: elements, scrolling, painting.

use std::collections::BTreeSet;

use domain::TaskId;
use domain::time::DAY;
use leptos::prelude::*;
use web_sys::{Element, HtmlCanvasElement, HtmlElement};

use super::canvas::{self, Look, Palette};
use super::chart::Chart;
use super::creep::Creep;
use super::drag::Drag;
use super::links::Point;
use super::minimap::Frame;
use super::moves::Lift;
use super::picks::Reach;
use super::pinch::Pinch;
use super::scale::{Scale, Zoom};
use super::scene::{Bar, Line, Scene, Screen, Shape, Source};
use super::wiring::Wiring;
use super::{drawn, look, rows};
use crate::ui::dom::{self, FrameGate};

/// The widest table beside which bars still carry their own names.
const NARROW_TABLE: f64 = 80.0;
/// The width below which a page is a phone's.
const PHONE: f64 = 640.0;
/// Where on the screen a date is put that was asked for.
const THERE: f64 = 0.28;
/// Room before the first bar when the whole plan is shown, in px.
const EDGE: f64 = 24.0;
/// The strip of consequences lies above the rows, not below them.
const STRIP_ABOVE: &str = "data-strip-above";

/// Elements and everything that changes while a finger drags.
#[derive(Default)]
pub struct Stage {
    /// The elements, once they are on the page.
    pub parts: Option<Parts>,
    /// The drawing on the screen.
    pub scene: Option<Scene>,
    /// The part of the chart on the screen.
    pub screen: Screen,
    /// Height of the head.
    pub head: f64,
    /// The frame of the strip below the chart, while there is one.
    pub frame: Option<Frame>,
    /// What pointer and keys are doing.
    pub drag: Drag,
    /// The bar in the hand.
    pub lift: Option<Lift>,
    /// The share of the selected task's bar that a pointer tells to be done.
    pub reported: Option<(TaskId, u8)>,
    /// The line that a pointer draws to the task that is to wait.
    pub wire: Option<Wiring>,
    /// The tasks that cannot wait for the one from which that line comes.
    pub barred: BTreeSet<TaskId>,
    /// Two fingers that zoom.
    pub pinch: Option<Pinch>,
    /// Where on the page the pointer was last, while it drags.
    pub pointer: Option<Point>,
    /// How the chart scrolls along with what is held.
    pub creep: Creep,
    /// Whether the bar in the hand was put down and is asked about.
    pub is_asked: bool,
    /// Whether the pointer moves a bar without snapping to days.
    pub is_free: bool,
    /// Whether bars carry their own names, as on a phone; they are read and nudged, not dragged.
    pub has_names: bool,
    /// Width of the table. Asked anew while a frame is made, it would lay out the page half-way.
    pub table: f64,
    /// Counts presses, so that a hold knows its own.
    pub press: u32,
    /// What the last press selects.
    pub reach: Reach,
    /// Where on the screen the next zoom stays put; none is the middle.
    pub anchor: Option<f64>,
    palette: Option<Palette>,
    gate: FrameGate,
}

/// The elements of the chart.
#[derive(Clone)]
pub struct Parts {
    /// Scrolls both ways.
    pub scroll: HtmlElement,
    /// The table, which stays at the left.
    pub table: HtmlElement,
    /// As wide as the time axis and as high as all rows.
    pub pane: HtmlElement,
    /// Stays where it is and is painted.
    pub canvas: HtmlCanvasElement,
    /// Lies over the selected bar and carries its grips.
    pub hold: HtmlElement,
    /// Says where a bar in the hand would go.
    pub tip: HtmlElement,
}

impl Chart {
    /// Paints in the next frame.
    pub fn repaint(self) {
        let gate = self.stage.try_with_value(|stage| stage.gate.clone());
        if let Some(gate) = gate {
            gate.request(move || {
                // The chart may have been left since.
                if !self.stage.is_disposed() {
                    self.paint();
                }
            });
        }
    }

    /// Shows for a moment where a bar was put down.
    pub fn flash_bar(self) {
        let hold = move || {
            let parts = self.stage.try_with_value(|stage| stage.parts.clone()).flatten()?;
            Some(Element::from(parts.hold))
        };
        dom::mark_moved(hold);
    }

    /// Reads colours and letters again: the theme has changed.
    pub fn repaint_in_new_colours(self) {
        self.stage.update_value(|stage| stage.palette = None);
        self.repaint();
    }

    /// Takes up the sizes of the head and of a row, as the style sheet gives them.
    pub fn measure(self, head: f64, row_height: f64) {
        // With other rows go other grips.
        self.stage.update_value(|stage| (stage.head, stage.palette) = (head, None));
        self.row_height.set(row_height);
        self.look_around();
    }

    /// Finds out which part of the chart is on the screen, and paints it.
    pub fn look_around(self) {
        let count = self.rows.with_untracked(|rows| rows.len());
        let row_height = self.row_height.get_untracked();
        let window = self.stage.try_update_value(|stage| {
            let parts = stage.parts.as_ref()?;
            stage.table = f64::from(parts.table.offset_width());
            stage.screen = Screen {
                left: f64::from(parts.scroll.scroll_left()),
                top: f64::from(parts.scroll.scroll_top()),
                width: (f64::from(parts.scroll.client_width()) - stage.table).max(0.0),
                height: (f64::from(parts.scroll.client_height()) - stage.head).max(0.0),
                row_height,
            };
            let Screen { top, height, .. } = stage.screen;
            Some(rows::window(top, height, row_height, count))
        });
        if let Some(window) = window.flatten() {
            if self.window.with_untracked(|present| *present != window) {
                self.window.set(window);
            }
            self.place_frame();
            self.repaint();
        }
    }

    /// Brings a task's row into sight.
    pub fn show_row(self, task: Option<TaskId>) {
        let row = task.and_then(|task| self.rows.with_untracked(|rows| rows.row_of(task)));
        row.into_iter().for_each(|row| self.show_line(row));
    }

    /// Brings a row into sight.
    pub fn show_line(self, row: usize) {
        self.stage.with_value(|stage| {
            let Some(parts) = &stage.parts else { return };
            let Screen { height, row_height, .. } = stage.screen;
            let top = row as f64 * row_height;
            let scrolled = f64::from(parts.scroll.scroll_top());
            if top < scrolled {
                parts.scroll.set_scroll_top(top as i32);
            } else if top + row_height > scrolled + height {
                parts.scroll.set_scroll_top((top + row_height - height).ceil() as i32);
            }
        });
        self.look_around();
    }

    /// Brings a task's bar into sight.
    pub fn show_bar(self, task: TaskId) {
        let start = self.plan.with_untracked(|view| view.scheduled.dates(task).map(|of| of.start));
        if let Some(start) = start {
            self.show_row(Some(task));
            self.show_x(self.scale.read_untracked().x(start));
        }
    }

    /// Brings today into sight.
    pub fn show_today(self) {
        self.show_x(self.scale.read_untracked().x(self.plan.now()));
    }

    /// Whether the table is wide enough to read.
    pub fn has_table(self) -> bool {
        self.stage.with_value(|stage| {
            let parts = stage.parts.as_ref();
            parts.is_some_and(|parts| f64::from(parts.table.offset_width()) >= NARROW_TABLE)
        })
    }

    /// The width that the table gets when it is shown again: on a phone, which has no room for one
    /// by itself, that of the names; elsewhere that of the style sheet.
    pub fn usual_table(self) -> Option<f64> {
        let width = self.stage.with_value(|stage| {
            stage.parts.as_ref().map_or(0, |parts| parts.scroll.client_width())
        });
        (f64::from(width) < PHONE).then_some(f64::from(width) * 0.5)
    }

    /// Scrolls by so many px.
    pub fn scroll_by(self, across: f64, down: f64) {
        self.stage.with_value(|stage| {
            if let Some(Parts { scroll, .. }) = &stage.parts {
                scroll.set_scroll_left(scroll.scroll_left() + across.round() as i32);
                scroll.set_scroll_top(scroll.scroll_top() + down.round() as i32);
            }
        });
        self.look_around();
    }

    /// Changes the zoom; `anchor` is the place on the screen that keeps its date.
    pub fn zoom_to(self, zoom: Zoom, anchor: Option<f64>) {
        self.stage.update_value(|stage| stage.anchor = anchor);
        self.zoom.set(zoom);
        look::remember_zoom(zoom);
    }

    /// Shows the whole plan, as far as the widest zoom can.
    pub fn fit(self) {
        let (start, finish) =
            self.plan.with_untracked(|view| (view.scheduled.start, view.scheduled.finish));
        let width = self.stage.with_value(|stage| stage.screen.width);
        let days = (finish - start) as f64 / DAY as f64;
        self.zoom_to(Zoom::fitting(days, width), None);
        // The axis is another one only once everything that follows from the zoom has run.
        dom::on_next_frame(move || {
            let left = self.scale.try_get_untracked().map(|scale| scale.x(start) - EDGE);
            self.stage.try_with_value(|stage| {
                if let (Some(Parts { scroll, .. }), Some(left)) = (&stage.parts, left) {
                    scroll.set_scroll_left(left.round() as i32);
                }
            });
        });
    }

    /// Fits the pane to a new time axis so that the dates in sight stay where they are.
    pub fn take_up_scale(self, scale: &Scale, before: Option<&Scale>) {
        self.stage.update_value(|stage| {
            let Some(parts) = &stage.parts else { return };
            // A length in px is always accepted.
            let _ = parts.pane.style().set_property("width", &format!("{}px", scale.width()));
            let anchor = stage.anchor.take().unwrap_or(stage.screen.width / 2.0);
            if let Some(before) = before {
                let days = before.days_at(f64::from(parts.scroll.scroll_left()) + anchor);
                let left = scale.x_of_days(days) - anchor;
                parts.scroll.set_scroll_left(left.round() as i32);
            }
        });
        self.look_around();
        if before.is_none() {
            self.show_beginning();
        }
    }

    /// The first view: today while the plan runs, else its beginning.
    fn show_beginning(self) {
        let now = self.plan.now();
        let at = self.plan.with_untracked(|view| {
            let runs = view.scheduled.start..=view.scheduled.finish;
            if runs.contains(&now) { now } else { view.scheduled.start }
        });
        self.show_x(self.scale.read_untracked().x(at));
    }

    fn show_x(self, x: f64) {
        self.stage.with_value(|stage| {
            if let Some(parts) = &stage.parts {
                parts.scroll.set_scroll_left((x - stage.screen.width * THERE).round() as i32);
            }
        });
        self.look_around();
    }

    fn paint(self) {
        let now = self.plan.now();
        let (rows, wires) = (self.rows.get_untracked(), self.wires.get_untracked());
        let scale = self.scale.get_untracked();
        let baselines = self.baselines.get_untracked();
        let (locale, picked, none) = (self.locale(), self.picked.get_untracked(), BTreeSet::new());
        self.plan.with_untracked(|view| {
            self.stage.update_value(|stage| {
                let Some(parts) = stage.parts.clone() else { return };
                let lifted = stage.lift.as_ref();
                let source = Source {
                    plan: view,
                    rows: &rows,
                    wires: &wires,
                    scale: &scale,
                    selected: self.selected.get_untracked(),
                    picked: &picked,
                    link: self.link.get_untracked(),
                    lifted: lifted.map(|lift| (lift.task, lift.preview())),
                    group: lifted.map_or(&none, Lift::group),
                    layers: self.layers.get_untracked(),
                    near: self.near.get_untracked(),
                    baselines: &baselines,
                    has_names: stage.table < NARROW_TABLE,
                    now,
                };
                stage.has_names = source.has_names;
                let mut scene = Scene::of(&source, &stage.screen);
                if let Some((task, percent)) = stage.reported {
                    scene.report(task, percent);
                }
                let wire = stage.wire.and_then(|wire| Some(Line::drawn(wire.end?, wire.at?)));
                scene.lines.extend(wire);
                scene.dim(&stage.barred);
                self.draw_others(&source, stage.screen.row_height, &mut scene);
                let below = self.drawn_below.get_untracked().and_then(|task| rows.row_of(task));
                let place = below.map_or(rows.len() as f64 + 0.5, |row| row as f64 + 1.0);
                let outline = |days| drawn::outline(&scale, days, place, stage.screen.row_height);
                scene.ghosts.extend(self.drawn.get_untracked().map(outline));
                let palette = stage.palette.get_or_insert_with(Palette::read);
                let look = Look { palette, head: stage.head, locale };
                canvas::paint(&parts.canvas, &scene, &stage.screen, &look);
                place_hold(&parts, stage, &scene, source.selected);
                stage.scene = Some(scene);
            });
        });
        self.scroll_along();
    }
}

/// Keeps the strip of consequences off the selected row: above it where the row is low on the
/// screen, else below it, and in between where it is. The style sheet moves what follows the tip.
fn place_strip(parts: &Parts, screen: &Screen, y: f64) {
    let is_above = parts.tip.has_attribute(STRIP_ABOVE);
    let share = (y - screen.top) / screen.height.max(1.0);
    let belongs_above = if is_above { share > 0.4 } else { share > 0.55 };
    if belongs_above != is_above {
        // An attribute of our own is always accepted.
        let _ = parts.tip.toggle_attribute_with_force(STRIP_ABOVE, belongs_above);
    }
}

/// Lays the grips over the selected bar, and the tip above the bar in the hand.
fn place_hold(parts: &Parts, stage: &Stage, scene: &Scene, selected: Option<TaskId>) {
    let screen = &stage.screen;
    let bar = selected.and_then(|task| scene.bar(task));
    if let Some(bar) = bar {
        place_strip(parts, screen, bar.y);
    }
    let in_sight = |bar: &&Bar| {
        bar.beyond.is_none() && bar.y >= screen.top && bar.y <= screen.top + screen.height
    };
    let Some(bar) = bar.filter(in_sight).filter(|_| !stage.has_names) else {
        // What a pointer holds stays on the page.
        dom::hide(&parts.hold, stage.wire.is_none());
        dom::hide(&parts.tip, true);
        return;
    };
    let ends = bar.ends();
    let (x, y) = (ends.left, bar.y - screen.row_height / 2.0 + stage.head);
    let shape = if bar.shape == Shape::Bar { "bar" } else { "diamond" };
    let style = parts.hold.style();
    // Lengths and attributes of our own are always accepted.
    let _ = style.set_property("transform", &format!("translate({x}px, {y}px)"));
    let _ = style.set_property("width", &format!("{}px", (ends.right - ends.left).max(1.0)));
    let _ = style.set_property("--gantt-share", &format!("{}%", bar.percent));
    let _ = parts.hold.set_attribute("data-shape", shape);
    dom::hide(&parts.hold, bar.shape == Shape::Bracket);
    let is_lifted = stage.lift.as_ref().is_some_and(|lift| lift.preview().is_some());
    let is_told = (is_lifted && !stage.is_asked) || stage.reported.is_some();
    dom::hide(&parts.tip, !is_told);
    if is_told {
        let middle = (ends.left + ends.right) / 2.0 - screen.left;
        let middle = middle.clamp(0.0, screen.width) + stage.table;
        let above = y - screen.top;
        let place = format!("translate({middle}px, {above}px)");
        let _ = parts.tip.style().set_property("transform", &place);
    }
}
