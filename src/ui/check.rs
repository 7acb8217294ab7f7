//! Things that are on or off, and one of a few with a line of explanation each.

use leptos::prelude::*;

/// A check box with its words. It posts `name=value` in a plain form.
#[component]
pub fn Checkbox(
    /// Whether it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    /// The id of the box: by it the keyboard finds it again where it is drawn anew.
    #[prop(optional, into)]
    id: Option<String>,
    /// The form field it fills.
    #[prop(optional, into)]
    name: Option<String>,
    /// What the form field holds when it is checked.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// The name read aloud, where the words are drawn elsewhere.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Whether it cannot be changed here.
    #[prop(optional, into)]
    disabled: Option<Signal<bool>>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="check__box"
                type="checkbox"
                id=id
                name=name
                value=value
                checked=checked.get_untracked()
                prop:checked=move || checked.get()
                disabled=move || disabled.is_some_and(|disabled| disabled.get())
                aria-label=move || label.map(|label| label.get())
                on:change=move |event| tell(on_change, event_target_checked(&event))
            />
            {children.map(|children| view! { <span class="check__text">{children()}</span> })}
        </label>
    }
}

/// A switch with its words: it acts at once, where a check box waits for the form.
#[component]
pub fn Switch(
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="check__switch"
                type="checkbox"
                role="switch"
                checked=on.get_untracked()
                prop:checked=move || on.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class="check__text">{children()}</span>
        </label>
    }
}

/// One of a few, with a title and a line of explanation. Put several in a `fieldset` with a
/// `legend`; those of one `name` belong together.
#[component]
pub fn RadioCard(
    /// The form field they fill.
    #[prop(into)]
    name: String,
    /// What the field holds when this one is chosen.
    #[prop(into)]
    value: String,
    /// Whether this one is chosen.
    #[prop(into)]
    checked: Signal<bool>,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// A word beside the title, such as "recommended".
    #[prop(optional, into)]
    mark: Option<Signal<Option<String>>>,
    /// Called with the value when this one is chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
    /// The explanation.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let choice = value.clone();
    let choose = move |_| tell(on_choose, choice.clone());
    let mark = move || {
        let word = mark.and_then(|mark| mark.get())?;
        Some(view! { <span class="chip">{word}</span> })
    };
    view! {
        <label class="check check--card">
            <input
                class="check__box check__box--radio"
                type="radio"
                name=name
                value=value
                checked=checked.get_untracked()
                prop:checked=move || checked.get()
                on:change=choose
            />
            <span class="check__text">
                <span class="check__title">{move || title.get()} {mark}</span>
                {children.map(|children| view! { <span class="check__note">{children()}</span> })}
            </span>
        </label>
    }
}

fn tell<T: 'static>(listener: Option<Callback<T>>, news: T) {
    if let Some(listener) = listener {
        listener.run(news);
    }
}
