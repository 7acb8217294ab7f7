//! Questions about a key press that every shortcut asks first.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::window;

/// What browsers report for a key that an input method swallowed.
const SWALLOWED_KEY_CODE: u32 = 229;

/// Whether the key belongs to an input method that is still composing.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == SWALLOWED_KEY_CODE
}

/// Whether the key goes into a field, so that single letters are text and no commands.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|element| {
        let tag = element.tag_name();
        element.is_content_editable()
            || matches!(tag.as_str(), "TEXTAREA" | "SELECT")
            || tag == "INPUT" && takes_text(&element)
    })
}

/// Whether Ctrl, or ⌘ on a Mac, is held.
pub fn has_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Whether keyboards of this device have ⌘ where others have Ctrl.
pub fn is_mac() -> bool {
    let platform = window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|name| name.starts_with("Mac") || name.starts_with("iP"))
}

/// Whether letters typed into this input become its text.
fn takes_text(input: &HtmlElement) -> bool {
    let kind = input.get_attribute("type").unwrap_or_default();
    !matches!(kind.as_str(), "checkbox" | "radio" | "button" | "submit" | "range" | "file")
}
