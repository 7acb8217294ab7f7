//! A list of the scope: what belongs to the project, what does not, or what is taken for granted.

use domain::scope::ScopeKind;
use leptos::prelude::*;
use locale::use_i18n;

use super::item_row::ItemRow;
use super::state::ScopeState;
use super::words;
use crate::features::shared::quick_line::QuickAdd;
use crate::ui::panel::Panel;

/// The id of the field in which a line is added to a list.
pub fn new_field_id(kind: ScopeKind) -> String {
    format!("scope-new-{}", kind.as_str())
}

/// The lines of one kind, and a field for the next.
#[component]
pub fn ScopeList(
    /// Which lines.
    kind: ScopeKind,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let ids = Memo::new(move |_| state.ids(kind));
    view! {
        <Panel
            id=format!("scope-{}", kind.as_str())
            title=move || words::list(i18n.get_locale(), kind)
            count=Signal::derive(move || ids.with(Vec::len))
        >
            <p class="scope__what">{move || words::list_what(i18n.get_locale(), kind)}</p>
            <ul class="scope__items">
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |id| view! { <ItemRow id kind ids /> }
                />
            </ul>
            <div class="scope__new" data-print="hide">
                <QuickAdd
                    id=new_field_id(kind)
                    label=move || words::list_add(i18n.get_locale(), kind)
                    refusal=state.refusal()
                    on_add=move |text: String| state.add_item(kind, text)
                />
            </div>
        </Panel>
    }
}
