//! A row that a hand carries: up and down by its handle or its name, sideways to another level.

use std::time::Duration;

use domain::TaskId;
use domain::plan::{Plan, PlanOp};
use leptos::prelude::*;
use locale::td_string;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use crate::features::gantt::carry::{Berth, berth};
use crate::features::gantt::chart::Chart;
use crate::features::shared::arrange;
use crate::features::shared::hand::{Hand, Point};
use crate::features::shared::holding::hand_of;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// How far to the side one level is, in px.
const LEVEL: f64 = 24.0;
/// How near to an edge of the chart it scrolls, and by how much in one frame, in px.
const EDGE: (f64, f64) = (44.0, 10.0);

/// A row that a hand carries, or may yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carry {
    /// Which task's.
    pub task: TaskId,
    /// Whether it is in the hand.
    pub is_lifted: bool,
    /// Where it would lie.
    pub berth: Option<Berth>,
    hand: Hand,
    by_handle: bool,
    from: Point,
    at: Point,
}

/// What is taken hold of to carry a row at once.
#[component]
pub fn Handle(
    /// The row's task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    view! {
        <span
            class="gantt__handle"
            aria-hidden="true"
            on:pointerdown=move |event: PointerEvent| chart.press_row(&event, task, true)
        >
            <Icon icon=Icon::Grip size=IconSize::Small />
        </span>
    }
}

/// The line where the row in the hand would lie.
#[component]
pub fn DropLine() -> impl IntoView {
    let chart = Chart::expect();
    move || {
        let berth = chart.carry.get().and_then(|carry| carry.berth)?;
        let top = berth.line as f64 * chart.row_height.get();
        let line = view! {
            <div
                class="gantt__drop"
                aria-hidden="true"
                data-depth=berth.depth.min(8).to_string()
                style:transform=format!("translateY({top}px)")
            ></div>
        };
        Some(line)
    }
}

impl Chart {
    /// Whether a hand carries a row.
    pub fn is_carrying(self) -> bool {
        self.carry.with_untracked(|carry| carry.is_some_and(|carry| carry.is_lifted))
    }

    /// Whether a hand carries this row; subscribes to that.
    pub fn carries(self, task: TaskId) -> bool {
        let is_it = |carry: &Carry| carry.is_lifted && carry.task == task;
        self.carry.with(|carry| carry.as_ref().is_some_and(is_it))
    }

    /// A pointer came down on a row's handle or name.
    pub fn press_row(self, event: &PointerEvent, task: TaskId, by_handle: bool) {
        if event.button() != 0 || !event.is_primary() || !self.plan.may_edit() {
            return;
        }
        let (from, hand) = (place(event), hand_of(event));
        if by_handle {
            // The name beside it is not pressed.
            event.stop_propagation();
        }
        let carry = Carry { task, is_lifted: false, berth: None, hand, by_handle, from, at: from };
        self.carry.set(Some(carry));
        if let (false, Some((ms, _))) = (by_handle, hand.hold()) {
            let still = move || {
                let now = self.carry.try_get_untracked().flatten();
                now.is_some_and(|now| !now.is_lifted && (now.task, now.from) == (task, from))
            };
            let held = move || {
                if still() {
                    self.lift_row()
                }
            };
            set_timeout(held, Duration::from_millis(ms.into()));
        }
    }

    /// The pointer moved over the table.
    pub fn point_row(self, event: &PointerEvent) {
        let Some(mut carry) = self.carry.get_untracked() else { return };
        if event.buttons() == 0 {
            // It went up somewhere else.
            return self.forget_carry();
        }
        carry.at = place(event);
        self.carry.set(Some(carry));
        if carry.is_lifted {
            return self.settle_row();
        }
        // Only now: a press that goes nowhere belongs to what lies under it.
        let table = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let hold =
            || table.iter().for_each(|table| dom::capture_pointer(table, event.pointer_id()));
        let travel = carry.from.distance(carry.at);
        match carry.hand.hold() {
            _ if carry.by_handle && travel >= 1.0 => {
                hold();
                self.lift_row();
            }
            None if carry.hand.travel().is_some_and(|enough| travel >= enough) => {
                hold();
                self.lift_row();
            }
            // The browser scrolls.
            Some((_, slop)) if !carry.by_handle && travel > slop => self.carry.set(None),
            _ => {}
        }
    }

    /// The pointer went up.
    pub fn release_row(self) {
        let carry = self.carry.try_update(Option::take).flatten();
        let carry = carry.filter(|carry| carry.is_lifted);
        let Some((task, berth)) = carry.and_then(|carry| Some((carry.task, carry.berth?))) else {
            return;
        };
        let put = |plan: &Plan| arrange::place(plan, task, berth.parent, berth.after);
        let op: Option<PlanOp> = self.plan.with_untracked(|view| put(&view.plan));
        if let Some(op) = op {
            let title = self.title(task);
            self.carry_out(op, td_string!(self.locale(), gantt.arranged, title = title));
        }
    }

    /// Puts the row in the hand back.
    pub fn forget_carry(self) {
        if self.carry.with_untracked(Option::is_some) {
            self.carry.set(None);
        }
    }

    fn lift_row(self) {
        let Some(carry) = self.carry.get_untracked() else { return };
        if let Some(reason) = untrack(|| self.no_order()) {
            self.carry.set(None);
            return self.toasts.say(reason);
        }
        // Its row stays on the page, wherever the table is scrolled.
        self.select(Some(carry.task));
        self.carry.set(Some(Carry { is_lifted: true, ..carry }));
        dom::tick();
        self.creep();
    }

    /// Finds out where the row would lie.
    fn settle_row(self) {
        let Some(carry) = self.carry.get_untracked() else { return };
        let (rows, height) = (self.rows.get_untracked(), self.row_height.get_untracked());
        let top = self.stage.with_value(|stage| {
            let pane = stage.parts.as_ref()?.pane.get_bounding_client_rect();
            Some(pane.top() + stage.head)
        });
        let Some(top) = top else { return };
        let gap = ((carry.at.y - top) / height.max(1.0)).round().clamp(0.0, rows.len() as f64);
        let levels = ((carry.at.x - carry.from.x) / LEVEL).trunc() as i32;
        let found = self.plan.with_untracked(|view| {
            let (task, wanted) = (carry.task, (gap as usize, levels));
            let berth = |folded: &_| berth(&view.outline, (&*rows, folded), task, wanted);
            self.folded.with_untracked(berth)
        });
        if found != carry.berth {
            self.carry.set(Some(Carry { berth: found, ..carry }));
        }
    }

    /// Scrolls in each frame in which the row is held at the upper or the lower edge.
    fn creep(self) {
        let carry = self.carry.try_get_untracked().flatten().filter(|carry| carry.is_lifted);
        let Some(carry) = carry else { return };
        let (near, step) = EDGE;
        let pull = self.stage.with_value(|stage| {
            let frame = stage.parts.as_ref()?.scroll.get_bounding_client_rect();
            let (top, bottom) = (frame.top() + stage.head + near, frame.bottom() - near);
            Some(match carry.at.y {
                y if y < top => -step,
                y if y > bottom => step,
                _ => 0.0,
            })
        });
        if let Some(pull) = pull.filter(|pull| *pull != 0.0) {
            self.scroll_by(0.0, pull);
            self.settle_row();
        }
        dom::on_next_frame(move || self.creep());
    }
}

fn place(event: &PointerEvent) -> Point {
    Point { x: event.client_x().into(), y: event.client_y().into() }
}
