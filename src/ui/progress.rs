//! Progress: a bar never without its number.

use leptos::prelude::*;

use super::badge::Rag;

/// How much of something is done.
#[component]
pub fn Progress(
    /// What is progressing, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done, 0 to 100.
    #[prop(into)]
    percent: Signal<u8>,
    /// Colours the bar by status; without it the bar is blue.
    #[prop(optional, into)]
    rag: Option<Signal<Rag>>,
) -> impl IntoView {
    let shown = move || percent.get().min(100);
    view! {
        <span class="progress" data-rag=move || rag.map(|rag| rag.get().name())>
            <progress
                class="progress__bar"
                max="100"
                value=move || shown().to_string()
                aria-label=move || label.get()
            ></progress>
            <span class="progress__number" aria-hidden="true">
                {move || format!("{}%", shown())}
            </span>
        </span>
    }
}
