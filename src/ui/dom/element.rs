//! One element, where a component would cost more than it is worth.

use web_sys::{Element, HtmlElement, Node};

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

/// Writes the words of an element that holds nothing else, into the text that is there: new text
/// would be held against every `:has()` around it.
pub fn set_words(element: &Element, words: &str) {
    match element.first_child().filter(|child| child.node_type() == Node::TEXT_NODE) {
        Some(text) => text.set_node_value(Some(words)),
        None => element.set_text_content(Some(words)),
    }
}

/// Hides an element or shows it; said twice, it would be styled twice.
pub fn hide(element: &HtmlElement, is_hidden: bool) {
    if element.hidden() != is_hidden {
        element.set_hidden(is_hidden);
    }
}
