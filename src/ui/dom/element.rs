//! One element, where a component would cost more than it is worth.

use web_sys::{Element, HtmlElement};

/// Sets an attribute of ours, or takes it away; the browser has no ground to refuse.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets a style; lengths and angles of ours are always accepted.
pub fn set_style(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// Hides an element or shows it; said twice, it would be styled twice.
pub fn hide(element: &HtmlElement, is_hidden: bool) {
    if element.hidden() != is_hidden {
        element.set_hidden(is_hidden);
    }
}
