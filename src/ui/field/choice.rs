//! A field that one picks from.

use leptos::prelude::*;

use super::frame::{Words, frame};

/// One of a list, with the device's own picker.
#[component]
pub fn SelectField(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The label above it.
    #[prop(into)]
    label: Signal<String>,
    /// Values and the words for them, in order.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value that is chosen; by default the first.
    #[prop(optional, into)]
    value: Option<Signal<String>>,
    /// Holds the value that is chosen, in place of `value`.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// Called with the value when another one is chosen.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// One line of help below it.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it, if anything is.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    /// Whether the form needs it.
    #[prop(optional)]
    required: bool,
    /// The id of the field; by default `field-` and the name.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("field-{name}"));
    let words = Words { id: id.clone(), label, hint, error };
    let value = bind.map(Signal::from).or(value).unwrap_or_default();
    let change = move |event: web_sys::Event| {
        if let Some(bind) = bind {
            bind.set(event_target_value(&event));
        }
        if let Some(on_change) = on_change {
            on_change.run(event_target_value(&event));
        }
    };
    let input = view! {
        <select
            class="field__input field__input--select"
            id=id
            name=name
            required=required
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            on:change=change
        >
            {move || options.get().into_iter().map(|option| choice(option, value)).collect_view()}
        </select>
    };
    frame(words, input.into_any())
}

fn choice((key, words): (String, String), value: Signal<String>) -> impl IntoView {
    let at_first = value.with_untracked(|value| *value == key);
    let chosen = {
        let key = key.clone();
        move || value.with(|value| *value == key)
    };
    view! {
        <option value=key selected=at_first prop:selected=chosen>
            {words}
        </option>
    }
}
