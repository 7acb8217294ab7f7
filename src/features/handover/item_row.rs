//! One thing that is handed over: ticked, edited where it stands, and what the client accepted of
//! it.

use domain::HandoverItemId;
use domain::agreement::chain;
use domain::handover::{ItemDraft, ItemKind, Registered};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::items::kinds;
use super::state::HandoverState;
use crate::features::shared::following::following;
use crate::features::shared::named;
use crate::features::shared::row_text::RowText;
use crate::features::shared::typed_day::{day_text, set_day};
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check::Checkbox;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;

/// A thing with its box, its words and its fields.
#[component]
pub fn ItemRow(
    /// Which.
    id: HandoverItemId,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let refusal = state.refusal();
    let item = Memo::new(move |_| state.item(id).map(|item| item.says));
    let title = move || item.get().map(|says| says.title).unwrap_or_default();
    let is_done = Signal::derive(move || item.get().is_some_and(|says| says.handed_over.is_some()));
    let tick = move |is_done: bool| {
        let today = untrack(|| state.today());
        state.change_item(id, |says| says.handed_over = is_done.then_some(today));
    };
    view! {
        <li class="handover__row" data-done=move || is_done.get().to_string()>
            <Checkbox
                checked=is_done
                label=Signal::derive(move || t_string!(i18n, handover.item_done, title = title()))
                disabled=Signal::derive(move || refusal.get().is_some())
                on_change=tick
            />
            <RowText
                id=format!("handover-item-{id}")
                label=Signal::derive(move || t_string!(i18n, handover.line, text = title()))
                text=Signal::derive(title)
                refusal
                on_change=move |title: String| state.change_item(id, |says| says.title = title)
            />
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Trash
                label=Signal::derive(move || t_string!(i18n, handover.remove, text = title()))
                reason=refusal
                on_press=move || state.remove_item(id)
            />
            <ItemFields id item/>
            <Proof item/>
        </li>
    }
}

/// The fields below the words: kind, deliverable, how much and where, when.
#[component]
fn ItemFields(id: HandoverItemId, item: Memo<Option<ItemDraft>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let refusal = state.refusal();
    let readonly = Signal::derive(move || refusal.get().is_some());
    let kind = Memo::new(move |_| item.get().map(|says| says.kind).unwrap_or_default());
    let amount = following(move || item.get().map(|says| says.amount).unwrap_or_default());
    let day = following(move || day_text(item.get().and_then(|says| says.handed_over)));
    let is_deliverable = move || kind.get() == ItemKind::Deliverable;
    view! {
        <fieldset class="handover__more" disabled=move || readonly.get()>
            <SelectField
                name=format!("handover-kind-{id}")
                label=t!(i18n, handover.kind)
                options=Signal::derive(move || kinds(i18n))
                value=Signal::derive(move || kind.get().as_str().to_owned())
                on_change=move |name: String| {
                    if let Ok(kind) = name.parse::<ItemKind>() {
                        state.change_item(id, |says| says.kind = kind);
                    }
                }
            />
            <Show when=is_deliverable>
                <DeliverableField id item/>
            </Show>
            <TextField
                name=format!("handover-amount-{id}")
                label=t!(i18n, handover.amount)
                bind=amount
                max_length=200
                readonly
                on_change=move |text: String| state.change_item(id, |says| says.amount = text)
            />
            <TextField
                name=format!("handover-day-{id}")
                label=t!(i18n, handover.handed_over)
                kind=FieldKind::Date
                bind=day
                readonly
                on_change=move |day: String| {
                    state.change_item(id, |says| set_day(&mut says.handed_over, &day));
                }
            />
        </fieldset>
    }
}

/// Which deliverable of the register it is.
#[component]
fn DeliverableField(id: HandoverItemId, item: Memo<Option<ItemDraft>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let options = Signal::derive(move || {
        let named = |one: &Registered| (one.id.to_string(), one.title.clone());
        let all = state.with(|opened| opened.register.iter().map(named).collect::<Vec<_>>());
        named::or_none(t_string!(i18n, handover.no_deliverable), all)
    });
    let value = Signal::derive(move || {
        let linked = item.get().and_then(|says| says.deliverable);
        linked.map(|linked| linked.to_string()).unwrap_or_default()
    });
    view! {
        <SelectField
            name=format!("handover-deliverable-{id}")
            label=t!(i18n, handover.deliverable)
            options
            value
            on_change=move |linked: String| {
                state.change_item(id, |says| says.deliverable = linked.parse().ok());
            }
        />
    }
}

/// What the client accepted of a deliverable: its version, its fingerprint, the decision.
#[component]
fn Proof(item: Memo<Option<ItemDraft>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let registered = Memo::new(move |_| {
        let linked = item.get()?.deliverable?;
        state.with(|opened| opened.register.iter().find(|one| one.id == linked).cloned())
    });
    let draw = move |one: Registered| {
        let is_changed = one.is_changed;
        let hash = one.accepted.as_ref().map(|accepted| accepted.hash.short());
        let to_it = paths::deliverable(state.project(), one.id);
        let words = move || match &one.accepted {
            Some(accepted) => {
                let number = chain::name(accepted.decision);
                match accepted.version {
                    Some(version) => {
                        t_string!(i18n, handover.accepted, version = version, number = number)
                    }
                    None => t_string!(i18n, handover.accepted_bare, number = number),
                }
            }
            None => t_string!(i18n, handover.not_accepted).to_owned(),
        };
        view! {
            <p class="handover__proof">
                <a class="u-link" href=to_it>{words}</a>
                {hash.map(|hash| view! { <span class="u-num u-muted">{hash}</span> })}
                {is_changed.then(|| view! {
                    <span class="handover__changed">{t!(i18n, handover.changed_since)}</span>
                })}
            </p>
        }
    };
    move || registered.get().map(draw)
}
