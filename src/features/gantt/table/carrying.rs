//! A row that a hand carries: up and down by its handle or its name, sideways to another level.

use domain::TaskId;
use domain::plan::{Plan, PlanOp};
use leptos::prelude::*;
use locale::td_string;
use web_sys::PointerEvent;

use super::keys::{flash_row, focus_row};
use crate::features::gantt::carry::{Berth, berth};
use crate::features::gantt::chart::Chart;
use crate::features::shared::arrange;
use crate::features::shared::carrying::{Carrying, Command, Input, Press, step};
use crate::features::shared::edge::Pull;
use crate::features::shared::hand::{Hand, Point};
use crate::features::shared::holding::{Holding, hand_of, point_of};
use crate::ui::dom;

/// How far to the side one level is, in px.
const LEVEL: f64 = 24.0;

/// The hands that carry rows. Cheap to copy.
#[derive(Clone, Copy)]
pub struct RowHands {
    /// The row on its way.
    carry: RwSignal<Option<Carry>>,
    drag: StoredValue<Carrying<TaskId>>,
    /// How the chart scrolls along.
    pull: StoredValue<Pull>,
    holding: Holding,
}

/// A row on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Carry {
    task: TaskId,
    /// Where it would lie.
    berth: Option<Berth>,
    /// Where it was taken hold of.
    from: Point,
    at: Point,
}

impl RowHands {
    /// Hands that carry nothing.
    pub fn new() -> Self {
        Self {
            carry: RwSignal::new(None),
            drag: StoredValue::new(Carrying::Idle),
            pull: StoredValue::new(Pull::default()),
            holding: Holding::default(),
        }
    }

    /// Waits for no press any more: the table goes.
    pub fn rest(self) {
        self.holding.stop_waiting();
    }
}

/// What is taken hold of to carry a row at once. Its dots are a background: rows come by the dozen
/// while the chart is scrolled, and an icon each was a quarter of what that costs.
#[component]
pub fn Handle(
    /// The row's task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    view! {
        <span
            class="gantt__handle u-grip"
            aria-hidden="true"
            on:pointerdown=move |event: PointerEvent| chart.press_row(&event, task, true)
        ></span>
    }
}

/// The line where the row in the hand would lie.
#[component]
pub fn DropLine() -> impl IntoView {
    let chart = Chart::expect();
    move || {
        let berth = chart.row_hands.carry.get().and_then(|carry| carry.berth)?;
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
        self.row_hands.drag.get_value().is_carried()
    }

    /// Whether a hand carries this row; subscribes to that.
    pub fn carries(self, task: TaskId) -> bool {
        self.row_hands.carry.with(|carry| carry.is_some_and(|carry| carry.task == task))
    }

    /// A pointer came down on a row's handle or name.
    pub fn press_row(self, event: &PointerEvent, task: TaskId, on_handle: bool) {
        if event.button() != 0 || !event.is_primary() || !self.plan.may_edit() {
            return;
        }
        if on_handle {
            // The name beside it is not pressed.
            event.stop_propagation();
        }
        // Of an earlier press that ended elsewhere nobody has told.
        self.forget_carry();
        self.feed_row(Input::Down(Press {
            what: task,
            pointer: event.pointer_id(),
            hand: hand_of(event),
            on_handle,
            at: point_of(event),
        }));
    }

    /// The pointer moved over the table.
    pub fn point_row(self, event: &PointerEvent) {
        if self.row_hands.drag.get_value() == Carrying::Idle {
            return;
        }
        if event.buttons() == 0 {
            // It went up somewhere else.
            return self.forget_carry();
        }
        self.feed_row(Input::Move { pointer: event.pointer_id(), at: point_of(event) });
    }

    /// The pointer went up.
    pub fn release_row(self, event: &PointerEvent) {
        self.feed_row(Input::Up { pointer: event.pointer_id(), at: point_of(event) });
    }

    /// Puts the row in the hand back.
    pub fn forget_carry(self) {
        self.feed_row(Input::Cancel);
    }

    fn feed_row(self, input: Input<TaskId>) {
        let hands = self.row_hands;
        let (next, command) = step(hands.drag.get_value(), input);
        hands.drag.set_value(next);
        if !next.is_pressed() {
            hands.holding.stop_waiting();
        }
        match command {
            None => {}
            Some(Command::Wait(ms)) => hands.holding.wait(ms, move || self.feed_row(Input::Held)),
            Some(Command::PickUp(press, at)) => self.lift_row(press, at),
            Some(Command::Follow(at)) => self.follow_row(at),
            Some(Command::PutDown(task, _)) => self.put_down_row(task),
            Some(Command::PutBack(_)) => hands.carry.set(None),
        }
    }

    fn lift_row(self, press: Press<TaskId>, at: Point) {
        if let Some(reason) = untrack(|| self.no_order()) {
            self.row_hands.drag.set_value(Carrying::Idle);
            return self.toasts.say(reason);
        }
        // Only now: a press that goes nowhere belongs to what lies under it.
        self.stage.with_value(|stage| {
            if let Some(parts) = &stage.parts {
                dom::capture_pointer(&parts.table, press.pointer);
            }
        });
        // Its row stays on the page, wherever the table is scrolled.
        self.select(Some(press.what));
        let carry = Carry { task: press.what, berth: None, from: press.at, at };
        self.row_hands.carry.set(Some(carry));
        self.row_hands.pull.set_value(Pull::default());
        if press.hand != Hand::Mouse {
            dom::tick();
        }
        self.creep();
    }

    fn follow_row(self, at: Point) {
        self.row_hands.carry.update(|carry| {
            if let Some(carry) = carry {
                carry.at = at;
            }
        });
        self.settle_row();
    }

    fn put_down_row(self, task: TaskId) {
        let carry = self.row_hands.carry.try_update(Option::take).flatten();
        let Some(berth) = carry.and_then(|carry| carry.berth) else { return };
        let put = |plan: &Plan| arrange::place(plan, task, berth.parent, berth.after);
        let op: Option<PlanOp> = self.plan.with_untracked(|view| put(&view.plan));
        if let Some(op) = op {
            let title = self.title(task);
            self.carry_out(op, td_string!(self.locale(), gantt.arranged, title = title));
            // A row that has moved in the page has lost the keyboard.
            focus_row(self, Some(task));
            flash_row(task);
        }
    }

    /// Finds out where the row would lie.
    fn settle_row(self) {
        let Some(carry) = self.row_hands.carry.get_untracked() else { return };
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
            self.row_hands.carry.set(Some(Carry { berth: found, ..carry }));
        }
    }

    /// Scrolls in each frame in which the row is held at the upper or the lower edge.
    fn creep(self) {
        let Some(carry) = self.row_hands.carry.try_get_untracked().flatten() else { return };
        let frame = self.stage.with_value(|stage| {
            let frame = stage.parts.as_ref()?.scroll.get_bounding_client_rect();
            Some((frame.top() + stage.head, frame.bottom()))
        });
        let by = self.row_hands.pull.try_update_value(|pull| {
            let (top, bottom) = frame?;
            let places = (carry.from.y - top, carry.at.y - top);
            pull.step(places, bottom - top, dom::now_ms())
        });
        if let Some(by) = by.flatten().filter(|by| *by != 0.0) {
            self.scroll_by(0.0, by);
            self.settle_row();
        }
        dom::on_next_frame(move || self.creep());
    }
}
