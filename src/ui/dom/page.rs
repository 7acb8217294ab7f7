//! The page as a whole.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{document, window};

/// Empties the document's body.
pub fn clear_body() {
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_text_content(None);
    }
}

/// Where the server serves the worker that keeps the program on this device.
const WORKER: &str = "/sw.js";

/// Whether this browser opens the program without a network: not over plain http, and not in some
/// private windows.
pub fn keeps_program() -> bool {
    let Some(window) = window() else { return false };
    js_sys::Reflect::has(&window.navigator(), &"serviceWorker".into()).unwrap_or(false)
}

/// Whether the browser believes in a network: a yes may be wrong, a no never is.
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Whether somebody has marked words of the page, as with the mouse, to copy them.
pub fn has_marked_words() -> bool {
    let is_empty = || {
        let window = window()?;
        let get = js_sys::Reflect::get(&window, &"getSelection".into()).ok()?;
        let marked = get.dyn_into::<js_sys::Function>().ok()?.call0(&window).ok()?;
        js_sys::Reflect::get(&marked, &"isCollapsed".into()).ok()?.as_bool()
    };
    is_empty() == Some(false)
}

/// Keeps the program on this device from now on.
pub fn keep_program() {
    let Some(window) = window().filter(|_| keeps_program()) else { return };
    // Without it everything works as long as there is a network.
    let _ = window.navigator().service_worker().register(WORKER);
}

/// An attribute of the root element, such as `data-theme`.
pub fn root_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Sets an attribute of the root element, or removes it when `value` is `None`.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // The names are ours and well formed, so the browser has no ground to refuse.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets a property of the root element's own style, or removes it when `value` is `None`.
pub fn set_root_style(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let Some(root) = root.dyn_ref::<HtmlElement>() else { return };
    // The names and values are ours and well formed, so the browser has no ground to refuse.
    let _ = match value {
        Some(value) => root.style().set_property(name, value),
        None => root.style().remove_property(name).map(drop),
    };
}

/// Keeps a cookie for every page of this site for so many seconds; 0 forgets it.
pub fn set_cookie(name: &str, value: &str, seconds: u32) {
    let Some(document) = document() else { return };
    let cookie = format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={seconds}");
    // A browser that keeps no cookies still shows this page as wished.
    let _ = js_sys::Reflect::set(&document, &"cookie".into(), &cookie.into());
}

/// Puts a value into the query of the address, or takes it out, without leaving the page.
pub fn set_query(name: &str, value: Option<&str>) {
    let Some(window) = window() else { return };
    let (Ok(address), Ok(history)) = (window.location().href(), window.history()) else { return };
    let Ok(url) = web_sys::Url::new(&address) else { return };
    match value {
        Some(value) => url.search_params().set(name, value),
        None => url.search_params().delete(name),
    }
    if url.href() != address {
        let state = history.state().unwrap_or_default();
        // Where it is refused the old address stays, which leads to the same page.
        let _ = history.replace_state_with_url(&state, "", Some(&url.href()));
    }
}

/// Puts drawings that others refer to into the page, unseen.
pub fn keep_drawings(svg: &str) {
    let Some(document) = document() else { return };
    if let (Some(body), Ok(place)) = (document.body(), document.create_element("div")) {
        place.set_inner_html(svg);
        // A new element of ours is always taken, and a page without icons can be used.
        let _ = place.set_attribute("hidden", "");
        let _ = body.append_child(&place);
    }
}

/// Leaves for another address, with a full page load.
pub fn visit(address: &str) {
    if let Some(window) = window() {
        // A refused navigation leaves the person on this page, which is what it should do.
        let _ = window.location().assign(address);
    }
}

/// Loads this page again.
pub fn reload() {
    if let Some(window) = window() {
        // As in `visit`.
        let _ = window.location().reload();
    }
}

/// Opens the browser's print dialog.
pub fn print_page() {
    if let Some(window) = window() {
        // A browser without printing has nothing to open.
        let _ = window.print();
    }
}
