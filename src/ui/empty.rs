//! Empty states: what a place is for, and the way in.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};

/// Fills a place that holds nothing yet with one sentence and one or two ways to begin.
#[component]
pub fn Empty(
    /// An icon above the sentence.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What the place is for, in one sentence.
    #[prop(into)]
    sentence: Signal<String>,
    /// The primary button, named after the thing.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    /// Another way in: a template, the sample, an import.
    #[prop(optional, into)]
    other: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.map(|icon| view! { <Icon icon size=IconSize::Large /> })}
            <p class="empty__sentence">{move || sentence.get()}</p>
            <div class="empty__actions">
                {action.map(|action| action.run())} {other.map(|other| other.run())}
            </div>
        </div>
    }
}
