//! The middle button takes hold of the board and scrolls it; fingers do so by themselves.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent, PointerEvent};

use crate::features::shared::hand::Point;
use crate::features::shared::holding::point_of;
use crate::ui::dom;

/// The number of the middle button, alone and among those that are down.
const MIDDLE: i16 = 1;
const MIDDLE_DOWN: u16 = 4;
/// Where the board can be taken hold of.
const GROUND: &str = ".board__columns";

/// The board in the hand. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Pan {
    root: NodeRef<html::Div>,
    scroller: NodeRef<html::Div>,
    grip: StoredValue<Option<Grip>, LocalStorage>,
}

/// What scrolls, and how far it was scrolled when it was taken hold of.
struct Grip {
    from: Point,
    scrolled: Vec<(HtmlElement, i32, i32)>,
}

impl Pan {
    /// For a board.
    pub fn new(root: NodeRef<html::Div>, scroller: NodeRef<html::Div>) -> Self {
        Self { root, scroller, grip: StoredValue::new_local(None) }
    }

    /// The browser's own scrolling by this button would get in the way.
    pub fn mouse_down(self, event: &MouseEvent) {
        if event.button() == MIDDLE && ground_of(event).is_some() {
            event.prevent_default();
        }
    }

    /// A pointer goes down somewhere on the board.
    pub fn down(self, event: &PointerEvent) {
        let Some(target) = ground_of(event).filter(|_| event.button() == MIDDLE) else { return };
        let list = target.closest("[data-list]").ok().flatten();
        let list = list.and_then(|list| list.dyn_into::<HtmlElement>().ok());
        let scroller = self.scroller.get_untracked().map(HtmlElement::from);
        let all = scroller.into_iter().chain(list);
        let scrolled = all.map(|one| {
            let (left, top) = (one.scroll_left(), one.scroll_top());
            (one, left, top)
        });
        self.grip.set_value(Some(Grip { from: point_of(event), scrolled: scrolled.collect() }));
        if let Some(root) = self.root.get_untracked() {
            dom::capture_pointer(&root, event.pointer_id());
        }
    }

    /// A pointer moves over the board.
    pub fn moved(self, event: &PointerEvent) {
        // A button that went up outside told nobody.
        if event.buttons() & MIDDLE_DOWN == 0 {
            return self.end();
        }
        let at = point_of(event);
        self.grip.with_value(|grip| {
            let Some(Grip { from, scrolled }) = grip else { return };
            for (one, left, top) in scrolled {
                one.set_scroll_left(left - (at.x - from.x).round() as i32);
                one.set_scroll_top(top - (at.y - from.y).round() as i32);
            }
        });
    }

    /// The pointer goes up, or was lost.
    pub fn end(self) {
        self.grip.set_value(None);
    }
}

/// What was pressed, if it lies on the columns.
fn ground_of(event: &MouseEvent) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(GROUND).ok()?.map(|_| target)
}
