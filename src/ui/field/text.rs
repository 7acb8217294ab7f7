//! Fields that one types into.

use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::frame::{Words, frame};
use crate::ui::dom;

/// What is typed, which decides the keyboard of a phone and what the browser checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// A secret.
    Password,
    /// A mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Words to look for.
    Search,
    /// A day, written `YYYY-MM-DD` in the value.
    Date,
    /// A time of day, written `HH:MM` in the value.
    Time,
    /// A number.
    Number,
    /// A short code of digits, such as one sent by mail.
    Code,
}

impl FieldKind {
    const fn type_name(self) -> &'static str {
        match self {
            Self::Text | Self::Code => "text",
            Self::Password => "password",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Search => "search",
            Self::Date => "date",
            Self::Time => "time",
            Self::Number => "number",
        }
    }

    const fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Code => Some("numeric"),
            Self::Number => Some("decimal"),
            _ => None,
        }
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The label above it.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// Holds the text while the page lives; without it the field is the form's own.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// The text at first, where there is no `bind`.
    #[prop(optional, into)]
    initial: String,
    /// Called with the text when the person has finished with the field.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// One line of help below it.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it, if anything is.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    /// An example of what to write.
    #[prop(optional, into)]
    placeholder: Option<Signal<String>>,
    /// Whether the form needs it.
    #[prop(optional)]
    required: bool,
    /// Whether it can be read only.
    #[prop(optional, into)]
    readonly: Option<Signal<bool>>,
    /// What the browser may fill in, such as `current-password`.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The smallest number or earliest day.
    #[prop(optional, into)]
    min: Option<String>,
    /// The largest number or latest day.
    #[prop(optional, into)]
    max: Option<String>,
    /// The most characters that fit.
    #[prop(optional)]
    max_length: Option<u32>,
    /// The id of the input; by default `field-` and the name.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("field-{name}"));
    let words = Words { id: id.clone(), label, hint, error };
    let node = NodeRef::<html::Input>::new();
    let first = first_text(bind, initial);
    keep_in_step(bind, move || Some(node.get()?.into()));
    let input = view! {
        <input
            class="field__input"
            node_ref=node
            id=id
            name=name
            type=kind.type_name()
            inputmode=kind.keyboard()
            value=first
            placeholder=move || placeholder.map(|text| text.get())
            required=required
            readonly=move || readonly.is_some_and(|readonly| readonly.get())
            autocomplete=autocomplete
            min=min
            max=max
            maxlength=max_length.map(|most| most.to_string())
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            on:input=move |event| write(bind, event_target_value(&event))
            on:change=move |event| tell(on_change, event_target_value(&event))
        />
    };
    frame(words, input.into_any())
}

/// A field of several lines, which grows with its text where the browser can.
#[component]
pub fn TextArea(
    /// The name in the form.
    #[prop(into)]
    name: String,
    /// The label above it.
    #[prop(into)]
    label: Signal<String>,
    /// Holds the text while the page lives; without it the field is the form's own.
    #[prop(optional, into)]
    bind: Option<RwSignal<String>>,
    /// The text at first on a page that the server draws alone.
    #[prop(optional, into)]
    initial: String,
    /// Called with the text when the person has finished with the field.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// One line of help below it.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it, if anything is.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    /// An example of what to write.
    #[prop(optional, into)]
    placeholder: Option<Signal<String>>,
    /// Whether the form needs it.
    #[prop(optional)]
    required: bool,
    /// How many lines at first.
    #[prop(default = 3)]
    rows: u32,
    /// The most characters that fit.
    #[prop(optional)]
    max_length: Option<u32>,
    /// The id of the field; by default `field-` and the name.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| format!("field-{name}"));
    let words = Words { id: id.clone(), label, hint, error };
    let node = NodeRef::<html::Textarea>::new();
    keep_in_step(bind, move || Some(node.get()?.into()));
    // The text goes in as a property, never as children, which the server would not escape; what
    // stands in it at first is escaped here.
    let first = initial.replace('&', "&amp;").replace('<', "&lt;");
    let input = view! {
        <textarea
            class="field__input field__input--area"
            node_ref=node
            id=id
            name=name
            rows=rows.to_string()
            placeholder=move || placeholder.map(|text| text.get())
            required=required
            maxlength=max_length.map(|most| most.to_string())
            aria-describedby=words.described_by()
            aria-invalid=words.invalid()
            inner_html=first
            on:input=move |event| write(bind, event_target_value(&event))
            on:change=move |event| tell(on_change, event_target_value(&event))
        ></textarea>
    };
    frame(words, input.into_any())
}

/// What stands in a field when the server draws it.
fn first_text(bind: Option<RwSignal<String>>, initial: String) -> String {
    bind.map_or(initial, |bind| bind.get_untracked())
}

/// Writes the signal into the field whenever they differ. At the start it is the other way round
/// if something stands in the field: it was typed before the page woke up, and must not be lost.
fn keep_in_step(
    bind: Option<RwSignal<String>>,
    find: impl Fn() -> Option<Element> + Send + Sync + 'static,
) {
    let Some(bind) = bind else { return };
    Effect::new(move |known: Option<bool>| {
        let text = bind.get();
        let Some(field) = find() else { return false };
        let shown = dom::value_of(&field);
        if known != Some(true) && !shown.is_empty() && shown != text {
            bind.set(shown);
        } else if shown != text {
            dom::set_value(&field, &text);
        }
        true
    });
}

fn write(bind: Option<RwSignal<String>>, text: String) {
    if let Some(bind) = bind {
        bind.set(text);
    }
}

fn tell(listener: Option<Callback<String>>, text: String) {
    if let Some(listener) = listener {
        listener.run(text);
    }
}
