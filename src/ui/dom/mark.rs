//! A mark that goes by itself: where something was put down.

use std::time::Duration;

use leptos::prelude::set_timeout;
use web_sys::Element;

use super::{on_next_frame, set_attribute};

/// The attribute that the style sheets draw.
const MOVED: &str = "data-moved";
/// How long it stays; a flash itself is shorter.
const MARK: Duration = Duration::from_secs(2);

/// Marks what `find` finds once the page is drawn anew.
pub fn mark_moved(find: impl FnOnce() -> Option<Element> + 'static) {
    // Two frames: one for the page to change, one for it to be laid out.
    on_next_frame(move || on_next_frame(move || find().into_iter().for_each(mark)));
}

/// Marks an element that stands where it has come to.
pub fn mark(element: Element) {
    set_attribute(&element, MOVED, Some("true"));
    set_timeout(move || set_attribute(&element, MOVED, None), MARK);
}
