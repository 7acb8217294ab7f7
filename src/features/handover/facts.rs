//! When and where the project is handed over, by whom to whom, and who helps afterwards.

use chrono::NaiveDate;
use domain::handover::HandoverFacts;
use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use super::state::HandoverState;
use crate::features::shared::following::following;
use crate::features::shared::typed_day::{day_text, set_day};
use crate::ui::field::{FieldKind, TextField};
use crate::ui::panel::Panel;

/// What a field is called, or an example of what to write there.
type Word = fn(Words) -> &'static str;

/// Where among the facts a field has its place.
type Place<T> = fn(&mut HandoverFacts) -> &mut T;

/// The day, the two sides and the place.
#[component]
pub fn WhenAndWho() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Panel id="handover-facts" title=t!(i18n, handover.when_and_who)>
            <div class="handover__fields">
                {day("planned", |i18n| t_string!(i18n, handover.planned), |facts| {
                    &mut facts.planned
                })}
                {words("place", |i18n| t_string!(i18n, handover.place), None, |facts| {
                    &mut facts.place
                })}
                {words("giver", |i18n| t_string!(i18n, handover.giver), None, |facts| {
                    &mut facts.giver
                })}
                {words("taker", |i18n| t_string!(i18n, handover.taker), None, |facts| {
                    &mut facts.taker
                })}
            </div>
        </Panel>
    }
}

/// Who helps after the hand-over, and how long.
#[component]
pub fn SupportPanel() -> impl IntoView {
    let i18n = use_i18n();
    let contact_example: Word = |i18n| t_string!(i18n, handover.contact_example);
    let hours_example: Word = |i18n| t_string!(i18n, handover.hours_example);
    view! {
        <Panel id="handover-support" title=t!(i18n, handover.support)>
            <p class="handover__what">{t!(i18n, handover.support_what)}</p>
            <div class="handover__fields">
                {day("support-from", |i18n| t_string!(i18n, handover.support_from), |facts| {
                    &mut facts.support.from
                })}
                {day("support-until", |i18n| t_string!(i18n, handover.support_until), |facts| {
                    &mut facts.support.until
                })}
                {words(
                    "support-contact",
                    |i18n| t_string!(i18n, handover.contact),
                    Some(contact_example),
                    |facts| &mut facts.support.contact,
                )}
                {words(
                    "support-hours",
                    |i18n| t_string!(i18n, handover.hours),
                    Some(hours_example),
                    |facts| &mut facts.support.hours,
                )}
            </div>
        </Panel>
    }
}

/// A field for a day among the facts.
fn day(name: &str, label: Word, place: Place<Option<NaiveDate>>) -> impl IntoView + use<> {
    let (i18n, state) = (use_i18n(), HandoverState::expect());
    view! {
        <TextField
            name=format!("handover-{name}")
            label=move || label(i18n)
            kind=FieldKind::Date
            bind=fact(move |facts| day_text(*place(facts)))
            readonly=readonly()
            on_change=move |day: String| state.change_facts(|facts| set_day(place(facts), &day))
        />
    }
}

/// A field for words among the facts.
fn words(
    name: &str,
    label: Word,
    example: Option<Word>,
    place: Place<String>,
) -> impl IntoView + use<> {
    let (i18n, state) = (use_i18n(), HandoverState::expect());
    view! {
        <TextField
            name=format!("handover-{name}")
            label=move || label(i18n)
            placeholder=move || example.map(|example| example(i18n)).unwrap_or_default()
            bind=fact(move |facts| place(facts).clone())
            max_length=200
            readonly=readonly()
            on_change=move |text: String| state.change_facts(|facts| *place(facts) = text)
        />
    }
}

/// The text of such a field.
fn fact(read: impl Fn(&mut HandoverFacts) -> String + Send + Sync + 'static) -> RwSignal<String> {
    let state = HandoverState::expect();
    following(move || state.with(|opened| read(&mut opened.handover.facts.clone())))
}

/// Whether the fields can be read only.
fn readonly() -> Signal<bool> {
    let refusal = HandoverState::expect().refusal();
    Signal::derive(move || refusal.get().is_some())
}
