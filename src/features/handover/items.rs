//! What is handed over.

use domain::handover::{ITEM_KINDS, ItemKind};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::item_row::ItemRow;
use super::state::HandoverState;
use super::words;
use crate::features::shared::quick_line::QuickAdd;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty::Empty;
use crate::ui::field::SelectField;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The things that are handed over, what comes from the register, and a field for the next.
#[component]
pub fn Items() -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let ids = Memo::new(move |_| {
        state.with(|opened| opened.items.iter().map(|item| item.id).collect::<Vec<_>>())
    });
    let has_items = move || ids.with(|ids| !ids.is_empty());
    // An empty list has its button in the middle.
    let corner = move || {
        let is_open = move || has_items() && state.count_to_take_over() > 0;
        view! { <Show when=is_open><TakeOver kind=ButtonKind::Quiet/></Show> }
    };
    let nothing = move || {
        let action = move || view! { <TakeOver kind=ButtonKind::Primary/> };
        let sentence = t!(i18n, handover.no_items);
        view! { <Empty icon=Icon::Handshake sentence action/> }
    };
    view! {
        <Panel
            id="handover-items"
            title=t!(i18n, handover.items)
            count=Signal::derive(move || ids.with(Vec::len))
            actions=corner
        >
            <Show when=has_items fallback=nothing>
                <ul class="handover__rows">
                    <For
                        each=move || ids.get()
                        key=|id| *id
                        children=move |id| view! { <ItemRow id/> }
                    />
                </ul>
            </Show>
            <NewItem/>
        </Panel>
    }
}

/// Takes over what the client has accepted.
#[component]
fn TakeOver(kind: ButtonKind) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let may_not = state.refusal();
    let reason = Signal::derive(move || {
        let is_none = state.count_to_take_over() == 0;
        let none = move || t_string!(i18n, handover.none_accepted).to_owned();
        may_not.get().or_else(|| is_none.then(none))
    });
    let words = move || match state.count_to_take_over() {
        0 => t_string!(i18n, handover.take_over_none).to_owned(),
        1 => t_string!(i18n, handover.take_over_first).to_owned(),
        count => t_string!(i18n, handover.take_over_all, count = count),
    };
    view! {
        <Button kind icon=Icon::Package reason on_press=move || state.take_over()>{words}</Button>
    }
}

/// A thing that is added on Enter, of the kind that was chosen.
#[component]
fn NewItem() -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let kind = RwSignal::new(ItemKind::Document);
    let is_access = move || kind.get() == ItemKind::Access;
    view! {
        <div class="handover__new" data-print="hide">
            <SelectField
                name="handover-new-kind"
                label=t!(i18n, handover.kind)
                options=Signal::derive(move || kinds(i18n))
                value=Signal::derive(move || kind.get().as_str().to_owned())
                on_change=move |name: String| {
                    if let Ok(chosen) = name.parse::<ItemKind>() {
                        kind.set(chosen);
                    }
                }
            />
            <QuickAdd
                id="handover-new-item"
                label=t!(i18n, handover.add_item)
                refusal=state.refusal()
                on_add=move |title: String| state.add_item(kind.get_untracked(), title)
            />
        </div>
        <p class="handover__what" role="status">
            {move || is_access().then(|| t_string!(i18n, handover.no_secrets))}
        </p>
    }
}

/// Every kind with its name, as a list to pick from.
pub fn kinds(i18n: locale::Words) -> Vec<(String, String)> {
    let locale = i18n.get_locale();
    let option =
        |(kind, name): (ItemKind, &str)| (name.to_owned(), words::kind(locale, kind).to_owned());
    ITEM_KINDS.into_iter().map(option).collect()
}
