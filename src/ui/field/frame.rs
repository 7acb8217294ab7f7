//! What every field has around it.

use leptos::prelude::*;

/// The words around a field and the ids that tie them to it.
#[derive(Clone)]
pub(super) struct Words {
    /// The id of the input itself.
    pub id: String,
    pub label: Signal<String>,
    pub hint: Option<Signal<String>>,
    pub error: Option<Signal<Option<String>>>,
}

impl Words {
    /// The ids of what describes the input, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let Self { id, .. } = self;
        if self.hint.is_some() { format!("{id}-hint {id}-error") } else { format!("{id}-error") }
    }

    /// `true` while an error stands, for `aria-invalid`.
    pub fn invalid(&self) -> Signal<Option<&'static str>> {
        let error = self.error;
        Signal::derive(move || error.and_then(|error| error.get()).map(|_| "true"))
    }
}

/// Label above, input, then hint and error. The error's place is there from the start, so that a
/// screen reader speaks when it fills.
pub(super) fn frame(words: Words, input: AnyView) -> impl IntoView {
    let Words { id, label, hint, error } = words;
    let hint = hint.map(|hint| {
        view! {
            <p class="field__hint" id=format!("{id}-hint")>
                {move || hint.get()}
            </p>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {move || label.get()}
            </label>
            {input}
            {hint}
            <p class="field__error" id=format!("{id}-error") role="alert">
                {move || error.and_then(|error| error.get())}
            </p>
        </div>
    }
}
