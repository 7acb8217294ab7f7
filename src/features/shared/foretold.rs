//! What a change would do before it is made: one line, and behind a button what it does task by
//! task.

use domain::plan::PlanOp;
use leptos::prelude::*;
use locale::consequences::{self, Listed};
use locale::{Locale, t, t_string, use_i18n};

use super::plan::PlanContext;

/// What a change would do, in words; empty where it would do nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// All of it in one line.
    pub line: String,
    /// The tasks by name.
    pub lists: Vec<Listed>,
}

/// What an operation would do to the plan as it stands; nothing where it would be refused.
/// Subscribes to the plan.
#[must_use]
pub fn outlook(plan: PlanContext, locale: Locale, op: &PlanOp) -> Outlook {
    let today = plan.today();
    plan.with(|view| match view.foresee(op) {
        Ok(found) => Outlook {
            line: consequences::foreseen(locale, &found, today).join(" · "),
            lists: consequences::listed(locale, &found, &view.plan),
        },
        Err(_) => Outlook::default(),
    })
}

/// The button that opens the lists, and the lists.
#[component]
pub fn Foretold(
    /// What would change, task by task.
    #[prop(into)]
    lists: Signal<Vec<Listed>>,
    /// Whether the lists are open; it outlasts the change that is thought about.
    is_open: RwSignal<bool>,
    /// The keys that do the same as the button, as `aria-keyshortcuts` names them.
    #[prop(optional)]
    keys: Option<&'static str>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_there = Memo::new(move |_| lists.with(|lists| !lists.is_empty()));
    let words = move || match is_open.get() {
        true => t_string!(i18n, consequence.hide),
        false => t_string!(i18n, consequence.show),
    };
    let drawn = move || lists.get().into_iter().map(list).collect_view();
    view! {
        <Show when=move || is_there.get()>
            <button
                class="foretold__toggle"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-keyshortcuts=keys
                // The press must not take the focus out of what is being written or moved.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {words}
            </button>
        </Show>
        <Show when=move || is_there.get() && is_open.get()>
            <div
                class="foretold__lists"
                role="group"
                tabindex="0"
                aria-label=t!(i18n, consequence.lists)
            >
                {drawn}
            </div>
        </Show>
    }
}

fn list(Listed { heading, lines, more }: Listed) -> impl IntoView {
    let line = |line: String| view! { <li>{line}</li> };
    view! {
        <div class="foretold__part">
            <p class="foretold__heading">{heading}</p>
            <ul>
                {lines.into_iter().map(line).collect_view()}
                {more.map(|more| view! { <li class="u-muted">{more}</li> })}
            </ul>
        </div>
    }
}
