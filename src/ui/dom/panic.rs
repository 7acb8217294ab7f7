//! What happens when the page's own code breaks: it says so, and offers to load again.

use super::document;

/// The id of the hidden bar that [`crate::ui::banner::ReloadBar`] draws.
pub const RELOAD_BAR: &str = "reload-bar";

/// From now on a panic is written to the console and the reload bar is shown. After a panic
/// nothing of ours runs any more, so that the bar works with plain HTML.
pub fn show_reload_bar_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        let bar = document().and_then(|document| document.get_element_by_id(RELOAD_BAR));
        if let Some(bar) = bar {
            // The attribute may be gone already; then the bar is in sight.
            let _ = bar.remove_attribute("hidden");
        }
    }));
}
