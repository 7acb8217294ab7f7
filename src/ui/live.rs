//! The one polite live region: what a screen reader says when something changes out of sight.

use std::time::Duration;

use leptos::prelude::*;

/// A screen reader drops what comes while the focus moves, so such words wait this long.
const FOCUS_SETTLES: Duration = Duration::from_secs(1);

/// The words last announced. Take it with [`use_live`] while a component is made.
#[derive(Clone, Copy)]
pub struct Live(RwSignal<String>);

impl Live {
    /// Says `text` at once; for changes that leave the focus where it is.
    pub fn announce(self, text: impl Into<String>) {
        let mut text = text.into();
        // The same words twice would be no change: a space that nobody hears makes them one.
        if self.0.with_untracked(|last| *last == text) {
            text.push('\u{a0}');
        }
        self.0.set(text);
    }

    /// Says `text` once the focus, which has just moved, has settled.
    pub fn announce_after_focus(self, text: impl Into<String>) {
        let text = text.into();
        set_timeout(move || self.announce(text), FOCUS_SETTLES);
    }
}

/// Makes the live region available to everything below; call it once, in the app.
pub fn provide_live() -> Live {
    let live = Live(RwSignal::new(String::new()));
    provide_context(live);
    live
}

/// The live region of this page.
pub fn use_live() -> Live {
    expect_context()
}

/// The region itself: once per page, there from the start.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Live(text) = use_live();
    view! {
        <div class="u-hidden" role="status" aria-live="polite" aria-atomic="true">
            {move || text.get()}
        </div>
    }
}
