//! The operations of a branch in words.

use std::collections::BTreeMap;

use domain::plan::Brief;
use domain::{OpId, UserId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::ops::{Names, told, told_as_one};
use locale::{Locale, t, t_string, use_i18n};

use super::api::OptionSheet;
use super::desk::Desk;

/// So many are in sight from the start.
const FIRST: usize = 8;

/// The steps of an option, in order.
#[component]
pub fn Operations(
    /// The change.
    desk: Desk,
    /// The option.
    sheet: OptionSheet,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = sheet.steps().count();
    if count == 0 {
        return view! { <p class="u-muted">{t!(i18n, changes.no_operations)}</p> }.into_any();
    }
    let sheet = StoredValue::new(sheet);
    let sentences = move || sheet.with_value(|sheet| sentences(i18n.get_locale(), desk, sheet));
    let item = |sentence: String| view! { <li>{sentence}</li> };
    let first = move || sentences().into_iter().take(FIRST).map(item).collect_view();
    let rest = move || sentences().into_iter().skip(FIRST).map(item).collect_view();
    view! {
        <h3 class="changes__sub">
            {move || t_string!(i18n, changes.operations, count = grouped(count))}
        </h3>
        <ol class="changes__operations">{first}</ol>
        <Show when=move || { count > FIRST }>
            <details class="changes__more">
                <summary>
                    {move || {
                        t_string!(i18n, changes.more_operations, count = grouped(count - FIRST))
                    }}
                </summary>
                <ol class="changes__operations" start={(FIRST + 1).to_string()}>
                    {rest}
                </ol>
            </details>
        </Show>
    }
    .into_any()
}

/// What each step of an option does.
fn sentences(locale: Locale, desk: Desk, sheet: &OptionSheet) -> Vec<String> {
    with_names(desk, |names| {
        let briefs = |step: &[(OpId, Brief)]| {
            told_as_one(locale, step.iter().map(|(_, brief)| brief), names)
        };
        sheet.steps().map(briefs).collect()
    })
}

/// What one operation of an option does.
pub fn sentence_of(locale: Locale, desk: Desk, sheet: &OptionSheet, id: OpId) -> String {
    let found = sheet.operations.iter().find(|(op, _)| *op == id);
    let said = |(_, brief): &(OpId, Brief)| with_names(desk, |names| told(locale, brief, names));
    found.map(said).unwrap_or_default()
}

/// Tells with the names of everything that the change's page knows.
fn with_names<T>(desk: Desk, tell: impl FnOnce(Names<'_>) -> T) -> T {
    desk.with(|all| {
        let people: BTreeMap<UserId, String> =
            all.people.iter().map(|person| (person.id, person.name.clone())).collect();
        let gone = BTreeMap::new();
        tell(Names { plan: &all.names, gone: &gone, people: &people })
    })
}
