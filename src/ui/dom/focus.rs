//! Where the focus is and where it goes.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{document, window};

/// Everything inside an element that the Tab key would stop at.
const FOCUSABLE: &str = "a[href], button, input, select, textarea, [tabindex='0']";

/// The element that has the focus, `None` when nothing in particular has it.
pub fn active_element() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Whether nothing in particular has the focus.
pub fn has_no_focus() -> bool {
    active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Whether nothing that does anything has the focus: the page, or a ground that takes it only so
/// that it is not lost (`data-ground`).
pub fn has_free_focus() -> bool {
    active_element()
        .is_none_or(|active| active.tag_name() == "BODY" || active.has_attribute("data-ground"))
}

/// Whether text of the page is marked, which the browser would copy.
pub fn has_marked_text() -> bool {
    let marked = || {
        let window = window()?;
        let ask = js_sys::Reflect::get(&window, &JsValue::from_str("getSelection")).ok()?;
        let selection = ask.dyn_into::<js_sys::Function>().ok()?.call0(&window).ok()?;
        js_sys::Reflect::get(&selection, &JsValue::from_str("isCollapsed")).ok()?.as_bool()
    };
    marked() == Some(false)
}

/// Whether a dialog or a menu is open.
pub fn has_open_layer() -> bool {
    let find = || document()?.query_selector("dialog[open], [role='menu']").ok()?;
    find().is_some()
}

/// Focuses the element without scrolling the page to it.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}

/// Focuses the element with this id and scrolls it into view; `false` if there is none.
pub fn focus_by_id(id: &str) -> bool {
    let find = || document()?.get_element_by_id(id)?.dyn_into::<HtmlElement>().ok();
    find().is_some_and(|element| element.focus().is_ok())
}

/// The elements inside `root` that match `selector`, or all that Tab stops at when it is `None`,
/// in reading order.
pub fn focusable_within(root: &Element, selector: Option<&str>) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector.unwrap_or(FOCUSABLE)) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// Scrolls just as far as is needed to see the element.
pub fn scroll_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// What is written in an input, select or textarea at this moment.
pub fn value_of(element: &Element) -> String {
    js_sys::Reflect::get(element, &JsValue::from_str("value"))
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Writes into an input, select or textarea, as if nobody had typed.
pub fn set_value(element: &Element, text: &str) {
    // A plain property of these elements: setting it cannot fail.
    let _ = js_sys::Reflect::set(element, &JsValue::from_str("value"), &JsValue::from_str(text));
}
