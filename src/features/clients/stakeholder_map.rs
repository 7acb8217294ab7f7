//! The stakeholders as a picture: influence upwards, interest to the right.

use domain::client::stakeholder::{LEVEL_MAX, Stakeholder, care};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::words;

/// The map. Everyone on it is a button that opens the form; the table below says the same in words.
#[component]
pub fn StakeholderMap(
    /// The stakeholders.
    stakeholders: Vec<Stakeholder>,
    /// Called with whoever is pressed.
    #[prop(into)]
    on_open: Callback<Stakeholder>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = (1..=LEVEL_MAX).rev().map(|influence| {
        let cells = (1..=LEVEL_MAX).map(|interest| {
            let is_here = |one: &&Stakeholder| {
                (one.facts.influence, one.facts.interest) == (influence, interest)
            };
            let here: Vec<Stakeholder> = stakeholders.iter().filter(is_here).cloned().collect();
            cell(influence, interest, here, on_open)
        });
        view! {
            <span class="stakeholders__level" aria-hidden="true">{influence}</span>
            {cells.collect_view()}
        }
    });
    let interests = (1..=LEVEL_MAX).map(|interest| {
        view! { <span class="stakeholders__level" aria-hidden="true">{interest}</span> }
    });
    view! {
        <div
            class="stakeholders__map"
            role="group"
            aria-label=t!(i18n, stakeholders.map)
        >
            <p class="stakeholders__axis stakeholders__axis--up" aria-hidden="true">
                {t!(i18n, stakeholders.influence)}
            </p>
            <div class="stakeholders__grid">
                {rows.collect_view()} <span></span> {interests.collect_view()}
            </div>
            <p class="stakeholders__axis" aria-hidden="true">{t!(i18n, stakeholders.interest)}</p>
        </div>
    }
}

fn cell(
    influence: u8,
    interest: u8,
    here: Vec<Stakeholder>,
    on_open: Callback<Stakeholder>,
) -> AnyView {
    let i18n = use_i18n();
    let needs = care(influence, interest);
    let one = move |stakeholder: Stakeholder| {
        let name = stakeholder.facts.name.clone();
        let said = name.clone();
        let label = move || {
            let needs = words::care(i18n.get_locale(), needs);
            let name = said.clone();
            t_string!(i18n, stakeholders.place, name, influence, interest, needs)
        };
        view! {
            <button
                class="stakeholders__person"
                type="button"
                aria-label=label
                on:click=move |_| on_open.run(stakeholder.clone())
            >
                {name}
            </button>
        }
    };
    let high = format!("{}{}", u8::from(influence > 3), u8::from(interest > 3));
    view! {
        <div class="stakeholders__cell" data-high=high>
            {here.into_iter().map(one).collect_view()}
        </div>
    }
    .into_any()
}
