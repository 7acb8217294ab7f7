//! When and where the project is handed over, by whom to whom, and who helps afterwards.

use domain::handover::HandoverFacts;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::row::{day_text, following, set_day};
use super::state::HandoverState;
use crate::ui::field::{FieldKind, TextField};
use crate::ui::panel::Panel;

/// The text of a field of the facts.
fn fact(read: fn(&HandoverFacts) -> String) -> RwSignal<String> {
    let state = HandoverState::expect();
    following(move || state.with(|opened| read(&opened.handover.facts)))
}

/// Whether the fields can be read only.
fn readonly() -> Signal<bool> {
    let refusal = HandoverState::expect().refusal();
    Signal::derive(move || refusal.get().is_some())
}

/// The day, the two sides and the place.
#[component]
pub fn WhenAndWho() -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let readonly = readonly();
    view! {
        <Panel id="handover-facts" title=move || t_string!(i18n, handover.when_and_who)>
            <div class="handover__fields">
                <TextField
                    name="handover-planned"
                    label=move || t_string!(i18n, handover.planned)
                    kind=FieldKind::Date
                    bind=fact(|facts| day_text(facts.planned))
                    readonly
                    on_change=move |day: String| {
                        state.change_facts(|facts| set_day(&mut facts.planned, &day));
                    }
                />
                <TextField
                    name="handover-place"
                    label=move || t_string!(i18n, handover.place)
                    bind=fact(|facts| facts.place.clone())
                    max_length=200
                    readonly
                    on_change=move |text: String| state.change_facts(|facts| facts.place = text)
                />
                <TextField
                    name="handover-giver"
                    label=move || t_string!(i18n, handover.giver)
                    bind=fact(|facts| facts.giver.clone())
                    max_length=200
                    readonly
                    on_change=move |text: String| state.change_facts(|facts| facts.giver = text)
                />
                <TextField
                    name="handover-taker"
                    label=move || t_string!(i18n, handover.taker)
                    bind=fact(|facts| facts.taker.clone())
                    max_length=200
                    readonly
                    on_change=move |text: String| state.change_facts(|facts| facts.taker = text)
                />
            </div>
        </Panel>
    }
}

/// Who helps after the hand-over, and how long.
#[component]
pub fn SupportPanel() -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let readonly = readonly();
    view! {
        <Panel id="handover-support" title=move || t_string!(i18n, handover.support)>
            <p class="handover__what">{t!(i18n, handover.support_what)}</p>
            <div class="handover__fields">
                <TextField
                    name="handover-support-from"
                    label=move || t_string!(i18n, handover.support_from)
                    kind=FieldKind::Date
                    bind=fact(|facts| day_text(facts.support.from))
                    readonly
                    on_change=move |day: String| {
                        state.change_facts(|facts| set_day(&mut facts.support.from, &day));
                    }
                />
                <TextField
                    name="handover-support-until"
                    label=move || t_string!(i18n, handover.support_until)
                    kind=FieldKind::Date
                    bind=fact(|facts| day_text(facts.support.until))
                    readonly
                    on_change=move |day: String| {
                        state.change_facts(|facts| set_day(&mut facts.support.until, &day));
                    }
                />
                <TextField
                    name="handover-support-contact"
                    label=move || t_string!(i18n, handover.contact)
                    placeholder=move || t_string!(i18n, handover.contact_example)
                    bind=fact(|facts| facts.support.contact.clone())
                    max_length=200
                    readonly
                    on_change=move |text: String| {
                        state.change_facts(|facts| facts.support.contact = text);
                    }
                />
                <TextField
                    name="handover-support-hours"
                    label=move || t_string!(i18n, handover.hours)
                    placeholder=move || t_string!(i18n, handover.hours_example)
                    bind=fact(|facts| facts.support.hours.clone())
                    max_length=200
                    readonly
                    on_change=move |text: String| {
                        state.change_facts(|facts| facts.support.hours = text);
                    }
                />
            </div>
        </Panel>
    }
}
