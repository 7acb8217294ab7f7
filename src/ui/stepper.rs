//! Steppers: where in a row of phases or steps we are.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};

/// Where a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Here.
    Current,
    /// Still to come.
    #[default]
    Ahead,
}

/// The row; fill it with [`Step`].
#[component]
pub fn Stepper(
    /// What the steps lead through, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// The steps.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="stepper" aria-label=move || label.get()>
            {children()}
        </ol>
    }
}

/// One step with its number, name, a note and, if known, how much of it is done.
#[component]
pub fn Step(
    /// Its number, from 1.
    number: usize,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
    /// Where it stands.
    #[prop(into)]
    state: Signal<StepState>,
    /// The word for where it stands, read aloud.
    #[prop(into)]
    word: Signal<String>,
    /// A second line, such as its method.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
    /// How much of it is done, 0 to 100.
    #[prop(optional, into)]
    percent: Option<Signal<Option<u8>>>,
) -> impl IntoView {
    let name_of_state = move || match state.get() {
        StepState::Done => "done",
        StepState::Current => "current",
        StepState::Ahead => "ahead",
    };
    let mark = move || match state.get() {
        StepState::Done => view! { <Icon icon=Icon::Check size=IconSize::Small /> }.into_any(),
        StepState::Current | StepState::Ahead => number.into_any(),
    };
    let share = move || percent.and_then(|percent| percent.get());
    view! {
        <li
            class="stepper__step"
            data-state=name_of_state
            aria-current=move || (state.get() == StepState::Current).then_some("step")
        >
            <span class="stepper__mark" aria-hidden="true">{mark}</span>
            <span class="stepper__text">
                <span class="stepper__name">{move || name.get()}</span>
                <span class="u-hidden">{move || word.get()}</span>
                {note.map(|note| view! { <span class="stepper__note">{move || note.get()}</span> })}
            </span>
            {move || {
                share().map(|share| view! { <span class="stepper__number">{share} "%"</span> })
            }}
        </li>
    }
}
