//! One line of the scope: edited in place, moved by keys, buttons and a menu.

use domain::ScopeItemId;
use domain::scope::{SCOPE_KINDS, ScopeItem, ScopeKind};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::state::ScopeState;
use super::words;
use crate::features::shared::row_text::RowText;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The id of a line's field.
pub fn field_id(id: ScopeItemId) -> String {
    format!("scope-item-{id}")
}

/// A line: its text, and what can be done to it.
#[component]
pub fn ItemRow(
    /// Which.
    id: ScopeItemId,
    /// In which list.
    kind: ScopeKind,
    /// The lines of that list in their order.
    ids: Memo<Vec<ScopeItemId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let item = Memo::new(move |_| state.item(id));
    let text = move || item.get().map(|item| item.text).unwrap_or_default();
    let refusal = state.refusal();
    let up = Signal::derive(move || {
        let is_first = ids.with(|ids| ids.first() == Some(&id));
        refusal.get().or_else(|| is_first.then(|| t_string!(i18n, scope.is_first).to_owned()))
    });
    let down = Signal::derive(move || {
        let is_last = ids.with(|ids| ids.last() == Some(&id));
        refusal.get().or_else(|| is_last.then(|| t_string!(i18n, scope.is_last).to_owned()))
    });
    view! {
        <li class="scope__item">
            <RowText
                id=field_id(id)
                label=move || t_string!(i18n, scope.line, text = text())
                text=Signal::derive(text)
                refusal
                on_change=move |text: String| state.rename_item(id, text)
                on_step=move |is_up: bool| state.step_item(id, is_up)
            />
            <Button
                kind=ButtonKind::Icon
                icon=Icon::ArrowUp
                label=move || t_string!(i18n, scope.up, text = text())
                reason=up
                on_press=move || state.step_item(id, true)
            />
            <Button
                kind=ButtonKind::Icon
                icon=Icon::ArrowDown
                label=move || t_string!(i18n, scope.down, text = text())
                reason=down
                on_press=move || state.step_item(id, false)
            />
            <ItemMenu id kind item />
        </li>
    }
}

/// The other lists that the line could stand in, and its removal.
#[component]
fn ItemMenu(id: ScopeItemId, kind: ScopeKind, item: Memo<Option<ScopeItem>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let refusal = state.refusal();
    let text = move || item.get().map(|item| item.text).unwrap_or_default();
    let others = move || {
        let kinds = SCOPE_KINDS.into_iter().map(|(kind, _)| kind);
        let entry = move |other| {
            view! {
                <MenuItem
                    icon=Icon::ArrowLeftRight
                    reason=refusal
                    on_choose=move || state.turn_item(id, other)
                >
                    {move || words::turn_to(i18n.get_locale(), other)}
                </MenuItem>
            }
        };
        kinds.filter(move |other| *other != kind).map(entry).collect_view()
    };
    view! {
        <Menu
            id=format!("scope-menu-{id}")
            label=Signal::derive(move || t_string!(i18n, scope.actions, text = text()))
        >
            {others()}
            <MenuSeparator />
            <MenuItem
                icon=Icon::Trash
                danger=true
                reason=refusal
                on_choose=move || state.remove_item(id)
            >
                {t!(i18n, scope.remove)}
            </MenuItem>
        </Menu>
    }
}
