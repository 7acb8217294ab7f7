//! A dependency drawn by hand: from the dot behind the selected bar to the task that is to wait,
//! dragged there, or tapped one after the other.

use domain::TaskId;
use domain::plan::link::{Lag, LinkKind};
use leptos::prelude::*;
use locale::{t_string, td_string, use_i18n};
use web_sys::PointerEvent;

use super::chart::Chart;
use super::creep::Creep;
use super::link_panel::carry_out_link;
use super::links::{Point, all_before};
use super::moves::Grab;
use super::scene::Hit;
use crate::features::shared::arrange;
use crate::ui::dom;

/// How far a pointer travels before it draws a line instead of tapping, in px.
const TRAVEL: f64 = 5.0;

/// A dependency that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linking {
    /// The task that comes first.
    pub from: TaskId,
    /// The task under the pointer, which would wait for it.
    pub to: Option<TaskId>,
    /// Whether that would close a loop.
    pub is_loop: bool,
}

/// The line that a pointer draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wiring {
    /// The task from which it comes.
    pub from: TaskId,
    /// Where on the chart that task's bar ends; it may scroll out of sight.
    pub end: Option<Point>,
    /// Where the pointer is on the chart, once it has left the dot.
    pub at: Option<Point>,
    /// Where on the page it came down.
    pressed: Point,
    /// Whether the dot had been tapped before.
    is_again: bool,
}

/// The dot; a phone has no room for it, and keys have the panel of dependencies.
#[component]
pub fn LinkDot() -> impl IntoView {
    let chart = Chart::expect();
    let press = move |event: PointerEvent| {
        // The bar beside it stays where it is.
        if dom::take_pointer(&event) {
            chart.begin_wire(place(&event));
        }
    };
    let drag = move |event: PointerEvent| {
        if chart.is_wiring() {
            event.stop_propagation();
            chart.drag_wire(place(&event));
        }
    };
    let let_go = move |event: PointerEvent| {
        event.stop_propagation();
        chart.drop_wire();
    };
    view! {
        <span
            class="gantt__dot"
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=let_go
            on:dblclick=move |event| event.stop_propagation()
        ></span>
    }
}

/// What is still to be done for a dependency, in words.
#[component]
pub fn WireStrip() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let strip = move |linking: Linking| {
        chart.reader();
        let before = chart.title(linking.from);
        let words = match linking.to.map(|to| chart.title(to)) {
            None => t_string!(i18n, gantt.link_choose, title = before),
            Some(title) if linking.is_loop => {
                t_string!(i18n, gantt.link_loops, title = title, before = before)
            }
            Some(title) => t_string!(i18n, gantt.link_would, title = title, before = before),
        };
        view! {
            <div class="gantt__strip">
                <span class="u-strong">{words}</span>
                <span class="u-push u-muted u-not-phone">
                    {t_string!(i18n, gantt.cancel_keys)}
                </span>
            </div>
        }
    };
    move || chart.linking.get().map(strip)
}

impl Chart {
    /// Whether a dependency is being made.
    pub fn is_linking(self) -> bool {
        self.linking.with_untracked(Option::is_some)
    }

    /// Makes no dependency after all.
    pub fn forget_wire(self) {
        let was = self.stage.try_update_value(|stage| {
            stage.barred.clear();
            stage.wire.take()
        });
        let was = was.flatten();
        let is_open = self.linking.try_update(Option::take).flatten();
        if was.is_some() || is_open.is_some() {
            self.repaint();
        }
    }

    /// Lets a task wait for the one from whose dot the line comes.
    pub fn finish_wire(self, from: TaskId, to: TaskId) {
        self.forget_wire();
        if from == to {
            return;
        }
        let (kind, lag) = (LinkKind::FinishToStart, Lag::default());
        let op = self.plan.with_untracked(|view| arrange::link(&view.plan, from, to, kind, lag));
        carry_out_link(self, to, op);
    }

    fn is_wiring(self) -> bool {
        self.stage.with_value(|stage| stage.wire.is_some())
    }

    fn begin_wire(self, pressed: Point) {
        let Some(from) = self.selected.get_untracked() else { return };
        if let Some(reason) = self.no_right() {
            return self.toasts.say(reason);
        }
        let is_again = self.is_linking();
        let barred = self.plan.with_untracked(|view| all_before(&view.plan, from));
        self.stage.update_value(|stage| {
            let end = stage.scene.as_ref().and_then(|scene| scene.end_of(from));
            stage.wire = Some(Wiring { from, end, at: None, pressed, is_again });
            (stage.barred, stage.creep) = (barred, Creep::of(pressed));
        });
        self.linking.set(Some(Linking { from, to: None, is_loop: false }));
        self.repaint();
        let words = td_string!(self.locale(), gantt.link_choose, title = self.title(from));
        self.live.announce(words);
    }

    /// The line follows the pointer to a place of the page.
    pub fn drag_wire(self, pointer: Point) {
        let target = self.stage.try_update_value(|stage| {
            let mut wire = stage.wire?;
            stage.pointer = Some(pointer);
            let travel = (pointer.x - wire.pressed.x).hypot(pointer.y - wire.pressed.y);
            if wire.at.is_none() && travel < TRAVEL {
                return None;
            }
            let at = stage.place(pointer)?;
            wire.at = Some(at);
            stage.wire = Some(wire);
            let to = match stage.scene.as_ref()?.hit(at, &stage.screen) {
                Some(Hit::Bar(task, Grab::Body | Grab::Start | Grab::Finish)) => Some(task),
                Some(Hit::Beyond(_) | Hit::Row(_)) | None => None,
            };
            let to = to.filter(|to| *to != wire.from);
            let is_loop = to.is_some_and(|to| stage.barred.contains(&to));
            Some(Linking { from: wire.from, to, is_loop })
        });
        if let Some(Some(linking)) = target {
            if self.linking.get_untracked() != Some(linking) {
                self.linking.set(Some(linking));
            }
            self.repaint();
        }
    }

    /// The pointer went up: on a bar the line is drawn, on the dot itself the next press says where
    /// it goes.
    fn drop_wire(self) {
        let wire = self.stage.try_update_value(|stage| {
            stage.pointer = None;
            stage.wire.take()
        });
        let Some(wire) = wire.flatten() else { return };
        let to = self.linking.get_untracked().and_then(|linking| linking.to);
        match (wire.at, to) {
            (Some(_), Some(to)) => self.finish_wire(wire.from, to),
            (Some(_), None) => self.forget_wire(),
            (None, _) if wire.is_again => self.forget_wire(),
            (None, _) => {}
        }
        self.repaint();
    }
}

fn place(event: &PointerEvent) -> Point {
    Point { x: event.client_x().into(), y: event.client_y().into() }
}
