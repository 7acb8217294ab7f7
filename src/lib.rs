//! Accord 共识: where a team and its client agree on a plan, keep to it, and can prove it.
//!
//! `features` draws, `ui` holds the widgets, `server` serves; the nouns and rules are in `domain`.

#![recursion_limit = "512"]

pub mod app;
pub mod error;
pub mod features;
pub mod paths;
#[cfg(feature = "ssr")]
pub mod server;
pub mod ui;

/// Draws the program in place of the frame that the server drew; `icons` is the sprite.
#[cfg(feature = "csr")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(icons: &str) {
    ui::dom::panic::show_reload_bar_on_panic();
    ui::dom::clear_body();
    ui::dom::keep_drawings(icons);
    ui::dom::keep_program();
    leptos::mount::mount_to_body(app::App);
}
