//! Fields that follow what is stored.

use leptos::prelude::*;

/// The text of a field that follows what is stored: other words from elsewhere, or a refusal, show.
/// What somebody is writing stays until it is kept.
pub fn following(stored: impl Fn() -> String + Send + Sync + 'static) -> RwSignal<String> {
    let stored = Memo::new(move |_| stored());
    let typed = RwSignal::new(stored.get_untracked());
    Effect::new(move |before: Option<String>| {
        let now = stored.get();
        let says = |words: &str| typed.with_untracked(|typed| typed.trim() == words.trim());
        if before.is_none_or(|before| says(&before) || says(&now)) {
            typed.set(now.clone());
        }
        now
    });
    typed
}
