//! What is to be done because of decisions.

use domain::UserId;
use domain::agreement::{ActionItem, chain};
use leptos::prelude::*;
use locale::{dates, t_string, use_i18n};

use super::api::set_item;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
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
    let kept = StoredValue::new(item.clone());
    let save = Action::new(move |next: &ActionItem| {
        let next = next.clone();
        let is_done = next.done_at.is_some();
        async move { set_item(next.id, next.version, next.owner, next.due, is_done).await }
    });
    when_done(save, move |()| changed.run(()));
    let failure = failure_of(save);
    let change = move |edit: fn(&mut ActionItem, String), to: String| {
        let mut next = kept.get_value();
        edit(&mut next, to);
        save.dispatch(next);
    };
    let is_done = item.done_at.is_some();
    let tick = move |is_done: bool| {
        let set: fn(&mut ActionItem, String) = |item, word| {
            item.done_at = (word == "done").then_some(domain::time::Timestamp(0));
        };
        change(set, if is_done { "done".to_owned() } else { String::new() });
    };
    let nobody = move || (String::new(), t_string!(i18n, agreements.nobody).to_owned());
    let options = Signal::derive(move || {
        let people = people.iter().map(|(id, name)| (id.to_string(), name.clone()));
        std::iter::once(nobody()).chain(people).collect::<Vec<_>>()
    });
    let owner = item.owner.map(|owner| owner.to_string()).unwrap_or_default();
    let due = item.due.map(|due| due.to_string()).unwrap_or_default();
    let told = move || match item.due {
        Some(due) => dates::short(i18n.get_locale(), due),
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
            {(!is_fixed && !is_done).then(|| view! {
                <div class="agreements__pair">
                    <SelectField
                        name=format!("owner-{}", item.id)
                        label=move || t_string!(i18n, agreements.owner)
                        options
                        value=owner.clone()
                        on_change=move |id: String| {
                            change(|item, id| item.owner = id.parse().ok(), id);
                        }
                    />
                    <TextField
                        name=format!("due-{}", item.id)
                        label=move || t_string!(i18n, agreements.due_label)
                        kind=FieldKind::Date
                        initial=due.clone()
                        on_change=move |day: String| {
                            change(|item, day| item.due = day.parse().ok(), day);
                        }
                    />
                </div>
            })}
            <Failure error=failure/>
        </li>
    }
}
