//! The two steppers by which a risk is placed without dragging.

use domain::risk::{Place, STEP_MAX};
use leptos::prelude::*;
use locale::{risks, t_string, use_i18n};

use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// Probability and impact, each between a button for less and one for more.
#[component]
pub fn PlaceSteppers(
    /// The first part of the ids of its labels.
    #[prop(into)]
    id: String,
    /// Where it stands.
    #[prop(into)]
    place: Signal<Place>,
    /// Why it cannot be moved now; none when it can.
    #[prop(into)]
    reason: Signal<Option<String>>,
    /// Called with where it is to stand.
    #[prop(into)]
    on_change: Callback<Place>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="risks__steppers">
            <Level
                id=format!("{id}-probability")
                label=Signal::derive(move || t_string!(i18n, risks.probability).to_owned())
                level=Signal::derive(move || place.get().probability)
                reason
                on_step=move |by| on_change.run(place.get_untracked().stepped(by, 0))
            />
            <Level
                id=format!("{id}-impact")
                label=Signal::derive(move || t_string!(i18n, risks.impact).to_owned())
                level=Signal::derive(move || place.get().impact)
                reason
                on_step=move |by| on_change.run(place.get_untracked().stepped(0, by))
            />
        </div>
    }
}

#[component]
fn Level(
    id: String,
    label: Signal<String>,
    level: Signal<u8>,
    reason: Signal<Option<String>>,
    #[prop(into)] on_step: Callback<i8>,
) -> impl IntoView {
    let i18n = use_i18n();
    let lowest = move || {
        let is_lowest = level.get() <= 1;
        reason.get().or_else(|| is_lowest.then(|| t_string!(i18n, risks.lowest).to_owned()))
    };
    let highest = move || {
        let is_highest = level.get() >= STEP_MAX;
        reason.get().or_else(|| is_highest.then(|| t_string!(i18n, risks.highest).to_owned()))
    };
    view! {
        <div class="risks__stepper" role="group" aria-labelledby=id>
            <span class="field__label" id=id.clone()>
                {move || label.get()}
            </span>
            <span class="u-row">
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Minus
                    label=move || t_string!(i18n, risks.less, what = label.get())
                    reason=Signal::derive(lowest)
                    on_press=move || on_step.run(-1)
                />
                <output class="risks__level" aria-live="polite">
                    {move || {
                        let level = level.get();
                        format!("{level} {}", risks::step(i18n.get_locale(), level))
                    }}
                </output>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Plus
                    label=move || t_string!(i18n, risks.more, what = label.get())
                    reason=Signal::derive(highest)
                    on_press=move || on_step.run(1)
                />
            </span>
        </div>
    }
}
