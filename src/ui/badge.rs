//! Badges: colour, shape and word, always all three.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};

/// How something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rag {
    /// Well: a green disc with a check.
    Ok,
    /// To be watched: an amber triangle.
    Warn,
    /// Badly: a red square with a cross.
    Bad,
    /// Not begun or not known: a grey ring.
    #[default]
    None,
}

impl Rag {
    /// Its name in the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::None => "none",
        }
    }

    /// The outline of its shape and the sign inside, in a box of 16 by 16.
    const fn paths(self) -> (&'static str, &'static str) {
        match self {
            Self::Ok => ("M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z", "M5 8.2l2.1 2.1L11 6.2"),
            Self::Warn => ("M8 1.6L15.3 14.4H.7z", "M8 6.4v3.4M8 12v.1"),
            Self::Bad => (
                "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z",
                "M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8",
            ),
            Self::None => ("", "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z"),
        }
    }
}

/// The shape alone, for places where the word stands beside it anyway.
#[component]
pub fn RagMark(
    /// How it stands.
    #[prop(into)]
    rag: Signal<Rag>,
) -> impl IntoView {
    view! {
        <svg
            class="badge__mark"
            data-rag=move || rag.get().name()
            viewBox="0 0 16 16"
            aria-hidden="true"
        >
            <path class="badge__shape" d=move || rag.get().paths().0></path>
            <path class="badge__sign" d=move || rag.get().paths().1></path>
        </svg>
    }
}

/// A status with its shape and its word.
#[component]
pub fn RagBadge(
    /// How it stands.
    #[prop(into)]
    rag: Signal<Rag>,
    /// The word for it.
    #[prop(into)]
    word: Signal<String>,
    /// Whether it does without the coloured ground, as in tables.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    view! {
        <span
            class=if bare { "badge badge--bare" } else { "badge" }
            data-rag=move || rag.get().name()
        >
            <RagMark rag />
            {move || word.get()}
        </span>
    }
}

/// Says that the client sees this: violet, an open eye and the words.
#[component]
pub fn VisibleBadge(
    /// The words.
    #[prop(into)]
    word: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="badge badge--client">
            <Icon icon=Icon::Eye size=IconSize::Tiny />
            {move || word.get()}
        </span>
    }
}

/// How near a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    /// Far enough to be plain text.
    #[default]
    Later,
    /// Today or within three days.
    Soon,
    /// Over.
    Late,
}

/// A date by which something is due, coloured only when it is near or over.
#[component]
pub fn DueChip(
    /// How near it is.
    #[prop(into)]
    due: Signal<Due>,
    /// The date and, when near or over, the words for that.
    #[prop(into)]
    word: Signal<String>,
    /// The same at length, for readers and as a tip, where the words are cut short.
    #[prop(optional, into)]
    whole: Option<Signal<String>>,
) -> impl IntoView {
    let nearness = move || match due.get() {
        Due::Later => "later",
        Due::Soon => "soon",
        Due::Late => "late",
    };
    let icon = move || match due.get() {
        Due::Later => view! { <Icon icon=Icon::Calendar size=IconSize::Tiny /> },
        Due::Soon | Due::Late => view! { <Icon icon=Icon::Clock size=IconSize::Tiny /> },
    };
    let words = move || word.get();
    let words = match whole {
        None => words.into_any(),
        Some(whole) => view! {
            <span aria-hidden="true">{words}</span>
            <span class="u-hidden">{move || whole.get()}</span>
        }
        .into_any(),
    };
    view! {
        <span
            class="badge badge--due"
            data-due=nearness
            title=move || whole.map(|whole| whole.get())
        >
            {icon}
            {words}
        </span>
    }
}
