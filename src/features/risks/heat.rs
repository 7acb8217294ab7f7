//! How serious a score is: colour, number and word, always all three.

use domain::risk::Heat;
use leptos::prelude::*;
use locale::{risks, use_i18n};

/// A score on the colour of its level, with the word for it.
#[component]
pub fn HeatMark(
    /// Probability times impact.
    #[prop(into)]
    score: Signal<u8>,
) -> impl IntoView {
    let i18n = use_i18n();
    let heat = move || Heat::of(score.get());
    view! {
        <span class="risks__heat" data-heat=move || heat().level().to_string()>
            <b class="u-num">{move || score.get()}</b>
            " "
            {move || risks::heat(i18n.get_locale(), heat())}
        </span>
    }
}
