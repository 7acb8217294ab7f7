//! What is to be done because of decisions.

use domain::UserId;
use domain::agreement::{ActionItem, chain};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::set_item;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::named;
use crate::features::shared::near_day::near_day;
use crate::ui::check::Checkbox;
use crate::ui::field::{FieldKind, SelectField, TextField};

/// An item with its box, who does it and until when.
#[component]
pub fn Item(
    /// The item.
    item: ActionItem,
    /// Whether its decision was taken back after it was done.
    is_void: bool,
    /// Who may do it.
    people: Vec<(UserId, String)>,
    /// Whether this person may change it.
    may_edit: bool,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let save = Action::new(move |next: &ActionItem| {
        let next = next.clone();
        let is_done = next.done_at.is_some();
        async move { set_item(next.id, next.version, next.owner, next.due, is_done).await }
    });
    when_done(save, move |()| changed.run(()));
    let change = Callback::new(move |next: ActionItem| {
        save.dispatch(next);
    });
    let kept = StoredValue::new(item.clone());
    let is_done = item.done_at.is_some();
    let tick = move |is_done: bool| {
        let done_at = is_done.then_some(domain::time::Timestamp(0));
        change.run(ActionItem { done_at, ..kept.get_value() });
    };
    let told = move || match item.due {
        Some(due) => near_day(i18n.get_locale(), due),
        None => String::new(),
    };
    let (label, is_fixed) = (item.text.clone(), !may_edit || is_void);
    view! {
        <li class="agreements__item" data-done=is_done.to_string()>
            <Checkbox checked=is_done disabled=is_fixed on_change=tick>
                <span class="agreements__item-text">{label}</span>
                <span class="u-small u-faint">{chain::name(item.decision)} " " {told}</span>
            </Checkbox>
            {is_void.then(|| view! {
                <p class="u-small u-muted">
                    {move || {
                        t_string!(i18n, agreements.item_void, number = chain::name(item.decision))
                    }}
                </p>
            })}
            {(!is_fixed && !is_done).then(|| view! { <Assignment kept people change/> })}
            <Failure error=failure_of(save)/>
        </li>
    }
}

/// Who does it, and until when.
#[component]
fn Assignment(
    /// The item.
    kept: StoredValue<ActionItem>,
    /// Who may do it.
    people: Vec<(UserId, String)>,
    /// Called with the item as it shall be.
    change: Callback<ActionItem>,
) -> impl IntoView {
    let i18n = use_i18n();
    let options = Signal::derive(move || {
        let people = people.iter().map(|(id, name)| (id.to_string(), name.clone()));
        named::or_none(t_string!(i18n, agreements.nobody), people)
    });
    let ActionItem { id, owner, due, .. } = kept.get_value();
    view! {
        <div class="agreements__pair">
            <SelectField
                name=format!("owner-{id}")
                label=t!(i18n, agreements.owner)
                options
                value=owner.map(|owner| owner.to_string()).unwrap_or_default()
                on_change=move |owner: String| {
                    change.run(ActionItem { owner: owner.parse().ok(), ..kept.get_value() });
                }
            />
            <TextField
                name=format!("due-{id}")
                label=t!(i18n, agreements.due_label)
                kind=FieldKind::Date
                initial=due.map(|due| due.to_string()).unwrap_or_default()
                on_change=move |due: String| {
                    change.run(ActionItem { due: due.parse().ok(), ..kept.get_value() });
                }
            />
        </div>
    }
}
