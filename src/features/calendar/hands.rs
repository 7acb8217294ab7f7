//! The hands: turns what pointers do into the inputs of `carrying`, and carries out its commands.
//!
//! While a bar is on its way only its copy under the pointer moves from frame to frame; signals
//! change when it comes over another day.

use chrono::NaiveDate;
use domain::TaskId;
use domain::plan::PlanView;
use leptos::html;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{consequences, dates, td_string};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::grid::Stretch;
use super::state::OpenCalendar;
use crate::features::shared::carrying::{Carrying, Command, Input, Press, step};
use crate::features::shared::edge::speed_at;
use crate::features::shared::hand::{Hand, Point};
use crate::features::shared::holding::{Holding, hand_of, point_of};
use crate::features::shared::moves::{Grab, Lift, Shift};
use crate::ui::dom::{self, Listening};

/// How far below and beside the pointer the copy of a bar hangs, in px.
const BESIDE: f64 = 12.0;

/// What scrolls when there are more weeks, or higher ones, than the page has room for.
const FRAME: &str = ".calendar__frame";
/// Longer pauses between two frames than this, in milliseconds, are no time for scrolling.
const LONGEST_FRAME: i64 = 50;

/// What the copy of a carried bar says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// What is carried.
    pub title: String,
    /// Where it would lie, and what that would do to others.
    pub lines: Vec<String>,
}

/// The hands of one calendar. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Hands {
    /// What the copy says; none while nothing is carried.
    pub tip: RwSignal<Option<Tip>>,
    /// The copy that follows the pointer.
    pub ghost: NodeRef<html::Div>,
    calendar: OpenCalendar,
    drag: StoredValue<Carrying<TaskId>>,
    carry: StoredValue<Option<Carry>, LocalStorage>,
    holding: Holding,
}

/// A bar on its way.
struct Carry {
    lift: Lift,
    title: String,
    /// The task's own first day.
    first: NaiveDate,
    /// The day on which it was taken hold of.
    from: NaiveDate,
    /// The day over which it is; none beside all days.
    over: Option<NaiveDate>,
    at: Point,
    last_frame_ms: i64,
    /// When the pointer came near the edge of what scrolls.
    since_ms: Option<i64>,
}

impl Carry {
    /// The day on which the task would begin if every day were worked.
    fn wanted(&self) -> Option<NaiveDate> {
        self.over.map(|over| self.first + (over - self.from))
    }
}

impl Hands {
    /// Hands for a calendar.
    pub fn new(calendar: OpenCalendar) -> Self {
        Self {
            tip: RwSignal::new(None),
            ghost: NodeRef::new(),
            calendar,
            drag: StoredValue::new(Carrying::Idle),
            carry: StoredValue::new_local(None),
            holding: Holding::default(),
        }
    }

    /// Listens to what a view cannot: touches that must not scroll, Esc from anywhere, a window
    /// that loses the focus.
    pub fn listen(self) {
        Effect::new(move |_| {
            let Some(root) = self.calendar.root.get() else { return };
            self.holding.guard(&root, move || self.is_carrying());
            let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
            dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| {
                self.feed(Input::Cancel);
            });
            let second_finger = move |event: PointerEvent| {
                if !event.is_primary() {
                    self.feed(Input::Cancel);
                }
            };
            // Heard only once the pen has had its say: beside it a palm is no second finger.
            dom::listen_here(&document, "pointerdown", Listening::Capture, second_finger);
            let escape = move |event: KeyboardEvent| {
                if event.key() == "Escape" && self.is_carrying() {
                    event.stop_propagation();
                    self.feed(Input::Cancel);
                }
            };
            dom::listen_here(&document, "keydown", Listening::Capture, escape);
        });
        on_cleanup(move || self.holding.stop_waiting());
    }

    /// A pointer goes down somewhere on the calendar.
    pub fn down(self, event: &PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(press) = target.and_then(|target| press_of(event, &target)) {
            self.feed(Input::Down(press));
        }
    }

    /// A pointer moves over the calendar.
    pub fn moved(self, event: &PointerEvent) {
        if self.drag.get_value() != Carrying::Idle {
            self.feed(Input::Move { pointer: event.pointer_id(), at: point_of(event) });
        }
    }

    /// A pointer goes up.
    pub fn up(self, event: &PointerEvent) {
        self.feed(Input::Up { pointer: event.pointer_id(), at: point_of(event) });
    }

    /// The browser has taken a pointer away, usually to scroll with it.
    pub fn lost(self) {
        self.feed(Input::Cancel);
    }

    /// A long press must not open the browser's own menu over a bar on its way.
    pub fn context_menu(self, event: &MouseEvent) {
        if self.is_carrying() {
            event.prevent_default();
        }
    }

    fn is_carrying(self) -> bool {
        self.drag.get_value().is_carried()
    }

    fn feed(self, input: Input<TaskId>) {
        let (next, command) = step(self.drag.get_value(), input);
        self.drag.set_value(next);
        if !next.is_pressed() {
            self.holding.stop_waiting();
        }
        match command {
            None => {}
            Some(Command::Wait(ms)) => self.holding.wait(ms, move || self.feed(Input::Held)),
            Some(Command::PickUp(press, at)) => self.pick_up(press, at),
            Some(Command::Follow(at)) => self.follow(at),
            Some(Command::PutDown(_, at)) => self.put_down(at),
            Some(Command::PutBack(task)) => self.put_back(task),
        }
    }

    fn pick_up(self, press: Press<TaskId>, at: Point) {
        let reason = self.calendar.fixed(press.what);
        let carry = self.day_at(press.at).and_then(|from| self.take(press.what, from, at));
        let (None, Some(carry)) = (reason.clone(), carry) else {
            self.drag.set_value(Carrying::Idle);
            return reason.into_iter().for_each(|reason| self.calendar.say(reason));
        };
        if let Some(root) = self.calendar.root.get_untracked() {
            dom::capture_pointer(&root, press.pointer);
        }
        if press.hand != Hand::Mouse {
            dom::tick();
        }
        self.carry.set_value(Some(carry));
        self.calendar.carried.set(Some(press.what));
        self.calendar.plan.tell_dragged(vec![press.what]);
        self.draw_frames();
    }

    fn take(self, task: TaskId, from: NaiveDate, at: Point) -> Option<Carry> {
        let seq = self.calendar.plan.seq();
        self.calendar.plan.with_untracked(|view| {
            let title = view.plan.tasks.get(&task)?.title.clone();
            let dates = view.scheduled.dates(task)?;
            let first = Stretch::of(task, dates.start, dates.finish).first;
            let lift = Lift::of(view, task, Grab::Body).ok()?.since(seq);
            let (last_frame_ms, since_ms) = (dom::now_ms(), None);
            Some(Carry { lift, title, first, from, over: None, at, last_frame_ms, since_ms })
        })
    }

    fn follow(self, at: Point) {
        self.carry.update_value(|carry| {
            if let Some(carry) = carry {
                carry.at = at;
            }
        });
    }

    /// Draws frame after frame for as long as a bar is on its way.
    fn draw_frames(self) {
        let at = self.carry.try_with_value(|carry| carry.as_ref().map(|carry| carry.at)).flatten();
        let Some(at) = at else { return };
        self.scroll_along();
        self.hang(at);
        self.aim(self.day_at(at));
        dom::on_next_frame(move || self.draw_frames());
    }

    /// Scrolls the weeks while a bar is held near their upper or lower edge.
    fn scroll_along(self) {
        let root = self.calendar.root.get_untracked();
        let frame = root.and_then(|root| root.query_selector(FRAME).ok().flatten());
        let Some(frame) = frame else { return };
        let (area, now) = (frame.get_bounding_client_rect(), dom::now_ms());
        let by = self.carry.try_update_value(|carry| {
            let carry = carry.as_mut()?;
            let elapsed = (now - carry.last_frame_ms).clamp(0, LONGEST_FRAME) as f64 / 1000.0;
            carry.last_frame_ms = now;
            let at = carry.at.y - area.top();
            Some(speed_at(at, area.height(), now, &mut carry.since_ms) * elapsed)
        });
        if let Some(by) = by.flatten().filter(|by| *by != 0.0) {
            frame.set_scroll_top(frame.scroll_top() + by.round() as i32);
        }
    }

    /// Hangs the copy beside the pointer.
    fn hang(self, at: Point) {
        if let Some(ghost) = self.ghost.get_untracked() {
            let place = format!("translate({}px, {}px)", at.x + BESIDE, at.y + BESIDE);
            let ghost: &HtmlElement = &ghost;
            // A transform of ours is always accepted.
            let _ = ghost.style().set_property("transform", &place);
        }
    }

    /// Tries the day under the pointer, if it is another one than before.
    fn aim(self, over: Option<NaiveDate>) {
        let told = (self.calendar.locale_now(), self.calendar.plan.today());
        let tried = self.calendar.plan.with_untracked(|view| {
            self.carry.try_update_value(|carry| {
                let carry = carry.as_mut()?;
                (carry.over != over).then(|| {
                    carry.over = over;
                    let days = over.map_or(0, |over| (over - carry.from).num_days() as i32);
                    let shifted = carry.lift.shift(Shift::Days(days), &view.scheduled);
                    shifted.map(|()| target_of(told, view, carry))
                })
            })
        });
        match tried.flatten() {
            Some(Ok((target, tip))) => {
                self.calendar.target.set(target);
                self.tip.set(Some(tip));
            }
            Some(Err(refusal)) => self.calendar.plan.refuse(&refusal),
            None => {}
        }
    }

    fn put_down(self, at: Point) {
        self.aim(self.day_at(at));
        let carry = self.carry.try_update_value(Option::take).flatten();
        self.settle();
        let Some(carry) = carry else { return };
        let wanted = carry.wanted();
        if wanted.is_some_and(|day| day != carry.first) {
            self.calendar.put(carry.lift, wanted);
        }
    }

    fn put_back(self, task: TaskId) {
        let carry = self.carry.try_update_value(Option::take).flatten();
        self.settle();
        let title = carry.filter(|carry| carry.lift.task == task).map(|carry| carry.title);
        if let Some(title) = title {
            let words = td_string!(self.calendar.locale_now(), gantt.cancelled, title = title);
            self.calendar.live.announce(words);
        }
    }

    fn settle(self) {
        self.holding.end();
        self.calendar.plan.tell_dragged(Vec::new());
        self.calendar.carried.set(None);
        self.calendar.target.set(None);
        self.tip.set(None);
    }

    /// The day that lies at a place of the window.
    fn day_at(self, at: Point) -> Option<NaiveDate> {
        let root = self.calendar.root.get_untracked()?;
        let days = dom::focusable_within(&root, Some("[data-day]"));
        let is_there = |day: &web_sys::HtmlElement| {
            let area = day.get_bounding_client_rect();
            (area.left()..area.right()).contains(&at.x)
                && (area.top()..area.bottom()).contains(&at.y)
        };
        days.into_iter().find(is_there)?.get_attribute("data-day")?.parse().ok()
    }
}

type Target = Option<(NaiveDate, NaiveDate)>;

/// The days on which a carried bar would lie, and what its copy says about it.
fn target_of((locale, today): dates::Told, view: &PlanView, carry: &Carry) -> (Target, Tip) {
    let title = carry.title.clone();
    let Some(preview) = carry.lift.preview() else {
        return (None, Tip { title, lines: Vec::new() });
    };
    let days = Stretch::of(carry.lift.task, preview.dates.start, preview.dates.finish);
    let near = |day| dates::near(locale, day, today);
    let (from, to) = (near(days.first), near(days.last));
    let duration = dates::duration(locale, preview.duration, &view.plan.settings);
    let tip = td_string!(locale, gantt.tip, from = from, to = to, duration = duration);
    let count = preview.consequence.moved_besides(carry.lift.task);
    let others = (count > 0).then(|| td_string!(locale, gantt.shifts, count = grouped(count)));
    let notable = consequences::notable(locale, &preview.consequence, today);
    let lines = std::iter::once(tip).chain(others).chain(notable).collect();
    (Some((days.first, days.last)), Tip { title, lines })
}

/// What a pointer pressed, if that can be carried.
fn press_of(event: &PointerEvent, target: &Element) -> Option<Press<TaskId>> {
    if event.button() != 0 || !event.is_primary() {
        return None;
    }
    let bar = target.closest("[data-bar]").ok()??;
    let task: TaskId = bar.get_attribute("data-bar")?.parse().ok()?;
    let (pointer, hand) = (event.pointer_id(), hand_of(event));
    Some(Press { what: task, pointer, hand, on_handle: false, at: point_of(event) })
}
