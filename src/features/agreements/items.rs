//! What is to be done because of decisions.

use domain::UserId;
use domain::agreement::{ActionItem, chain};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::set_item;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::named;
use crate::features::shared::near_day::near_day;
use crate::features::shared::typed_day::{day_text, set_day};
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
) -> impl IntoView {
    let i18n = use_i18n();
    let (decision, label, is_fixed) = (item.decision, item.text.clone(), !may_edit || is_void);
    // The page is not drawn anew for what is chosen here, so that the keyboard stays where it is.
    let shown = RwSignal::new(item);
    let save = Action::new(move |next: &ActionItem| {
        let next = next.clone();
        async move {
            let is_done = next.done_at.is_some();
            set_item(next.id, next.version, next.owner, next.due, is_done).await.map(|()| next)
        }
    });
    when_done(save, move |kept: ActionItem| {
        let is_all = shown.with_untracked(|shown| *shown == kept);
        shown.update(|shown| shown.version = kept.version + 1);
        // What was chosen meanwhile goes on its way now.
        if !is_all {
            save.dispatch(shown.get_untracked());
        }
    });
    let change = Callback::new(move |next: ActionItem| {
        shown.set(next.clone());
        if !save.pending().get_untracked() {
            save.dispatch(next);
        }
    });
    let is_done = Memo::new(move |_| shown.with(|shown| shown.done_at.is_some()));
    let tick = move |is_done: bool| {
        let done_at = is_done.then_some(domain::time::Timestamp(0));
        change.run(ActionItem { done_at, ..shown.get_untracked() });
    };
    let told = move || match shown.with(|shown| shown.due) {
        Some(due) => near_day(i18n.get_locale(), due),
        None => String::new(),
    };
    view! {
        <li class="agreements__item" data-done=move || is_done.get().to_string()>
            <Checkbox checked=is_done disabled=is_fixed on_change=tick>
                <span class="agreements__item-text">{label}</span>
                <span class="u-small u-faint">{chain::name(decision)} " " {told}</span>
            </Checkbox>
            {is_void.then(|| view! {
                <p class="u-small u-muted">
                    {move || {
                        t_string!(i18n, agreements.item_void, number = chain::name(decision))
                    }}
                </p>
            })}
            <Show when=move || !is_fixed && !is_done.get()>
                <Assignment shown people=people.clone() change/>
            </Show>
            <Failure error=failure_of(save)/>
        </li>
    }
}

/// Who does it, and until when.
#[component]
fn Assignment(
    /// The item as it was chosen last.
    shown: RwSignal<ActionItem>,
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
    let ActionItem { id, due, .. } = shown.get_untracked();
    let owner = Signal::derive(move || {
        let owner = shown.with(|shown| shown.owner);
        owner.map(|owner| owner.to_string()).unwrap_or_default()
    });
    let choose_day = move |typed: String| {
        let mut next = shown.get_untracked();
        let before = next.due;
        set_day(&mut next.due, &typed);
        if next.due != before {
            change.run(next);
        }
    };
    view! {
        <div class="agreements__pair">
            <SelectField
                name=format!("owner-{id}")
                label=t!(i18n, agreements.owner)
                options
                value=owner
                on_change=move |owner: String| {
                    change.run(ActionItem { owner: owner.parse().ok(), ..shown.get_untracked() });
                }
            />
            <TextField
                name=format!("due-{id}")
                label=t!(i18n, agreements.due_label)
                kind=FieldKind::Date
                initial=day_text(due)
                on_change=choose_day
            />
        </div>
    }
}
