//! A frame drawn by mouse on the ground between the cards: what it touches is selected. Fingers and
//! keys have other ways to select several.

use std::collections::BTreeSet;

use domain::TaskId;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent};

use super::geometry::Area;
use super::press::card_of;
use super::state::Board;
use crate::features::shared::hand::Point;
use crate::features::shared::holding::point_of;
use crate::ui::dom::{self, Listening};

/// How far the mouse travels before it draws a frame, in px.
const TRAVEL: f64 = 5.0;
/// Where a frame can begin, and what there is pressed for its own sake.
const GROUND: &str = ".board__columns";
const CONTROLS: &str = "button, input, label, textarea, select, a, .menu__list, [data-head]";

/// The frame of one board. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Marquee {
    /// The frame itself.
    pub frame: NodeRef<html::Div>,
    board: Board,
    root: NodeRef<html::Div>,
    sweep: StoredValue<Option<Sweep>>,
}

/// A frame that is being drawn.
#[derive(Clone, Debug)]
struct Sweep {
    /// Where the mouse went down.
    from: Point,
    /// What was selected before.
    before: BTreeSet<TaskId>,
    /// What stays selected besides what the frame touches.
    kept: BTreeSet<TaskId>,
    has_begun: bool,
}

impl Marquee {
    /// A frame for a board.
    pub fn new(board: Board, root: NodeRef<html::Div>) -> Self {
        Self { frame: NodeRef::new(), board, root, sweep: StoredValue::new(None) }
    }

    /// Listens to what takes the frame back: Esc, and a window that loses the focus.
    pub fn listen(self) {
        Effect::new(move |_| {
            let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
            dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| {
                self.cancel();
            });
            let escape = move |event: KeyboardEvent| {
                if event.key() == "Escape" && self.cancel() {
                    event.stop_propagation();
                }
            };
            dom::listen_here(&document, "keydown", Listening::Capture, escape);
        });
    }

    /// A pointer goes down somewhere on the board.
    pub fn down(self, event: &PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !target.is_some_and(|target| is_ground(event, &target)) {
            return;
        }
        let before = self.board.selected.get_untracked();
        let adds = event.shift_key() || event.ctrl_key() || event.meta_key();
        let kept = if adds { before.clone() } else { BTreeSet::new() };
        let sweep = Sweep { from: point_of(event), before, kept, has_begun: false };
        self.sweep.set_value(Some(sweep));
    }

    /// A pointer moves over the board.
    pub fn moved(self, event: &PointerEvent) {
        // A button that went up outside told nobody.
        if event.buttons() & 1 == 0 {
            self.up();
            return;
        }
        let at = point_of(event);
        let begins = self.sweep.try_update_value(|sweep| {
            let sweep = sweep.as_mut()?;
            let travel = (at.x - sweep.from.x).hypot(at.y - sweep.from.y);
            let begins = !sweep.has_begun && travel >= TRAVEL;
            sweep.has_begun |= begins;
            sweep.has_begun.then_some((begins, sweep.from, sweep.kept.clone()))
        });
        let Some(Some((begins, from, kept))) = begins else { return };
        let Some(root) = self.root.get_untracked() else { return };
        if begins {
            dom::capture_pointer(&root, event.pointer_id());
        }
        let frame = Area::between(from, at);
        self.draw(Some(frame));
        let slots = dom::focusable_within(&root, Some("[data-card]"));
        let touched = slots.iter().filter(|slot| area(slot).touches(&frame));
        let cards: BTreeSet<TaskId> =
            touched.filter_map(|slot| card_of(slot)).chain(kept).collect();
        if self.board.selected.with_untracked(|selected| *selected != cards) {
            self.board.selected.set(cards);
        }
    }

    /// A pointer goes up: what the frame touches stays selected.
    pub fn up(self) {
        let sweep = self.sweep.try_update_value(Option::take).flatten();
        if sweep.is_some_and(|sweep| sweep.has_begun) {
            self.draw(None);
            self.board.say_selected();
        }
    }

    /// Selects again what was selected before; tells whether a frame was being drawn.
    pub fn cancel(self) -> bool {
        let sweep = self.sweep.try_update_value(Option::take).flatten();
        let Some(sweep) = sweep.filter(|sweep| sweep.has_begun) else { return false };
        self.draw(None);
        self.board.selected.set(sweep.before);
        true
    }

    fn draw(self, frame: Option<Area>) {
        let Some(element) = self.frame.get_untracked() else { return };
        element.set_hidden(frame.is_none());
        let Some(Area { left, right, top, bottom }) = frame else { return };
        let style = HtmlElement::style(&element);
        // Lengths of our own are always accepted.
        let _ = style.set_property("transform", &format!("translate({left}px, {top}px)"));
        let _ = style.set_property("width", &format!("{}px", right - left));
        let _ = style.set_property("height", &format!("{}px", bottom - top));
    }
}

/// Whether a mouse pressed the ground between the cards, and not what scrolls it.
fn is_ground(event: &PointerEvent, target: &Element) -> bool {
    let is_within = |selector: &str| target.closest(selector).ok().flatten().is_some();
    let is_bar =
        event.offset_x() > target.client_width() || event.offset_y() > target.client_height();
    event.pointer_type() == "mouse"
        && event.button() == 0
        && is_within(GROUND)
        && !is_within(CONTROLS)
        && card_of(target).is_none()
        && !is_bar
}

fn area(slot: &HtmlElement) -> Area {
    let rect = slot.get_bounding_client_rect();
    Area { left: rect.left(), right: rect.right(), top: rect.top(), bottom: rect.bottom() }
}
