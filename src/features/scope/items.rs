//! A list of the scope: what belongs to the project, what does not, or what is taken for granted.

use domain::scope::ScopeKind;
use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};

use super::item_row::ItemRow;
use super::state::ScopeState;
use super::words;
use crate::features::shared::quick_line::{QuickLine, taken};
use crate::ui::button::Button;
use crate::ui::dom;
use crate::ui::icon::Icon;
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
            <NewItem kind />
        </Panel>
    }
}

/// A line that is added on Enter; the field stays ready for the next.
#[component]
fn NewItem(kind: ScopeKind) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let refusal = state.refusal();
    let node = NodeRef::<html::Input>::new();
    let add = Callback::new(move |text: String| state.add_item(kind, text));
    let press = move || {
        taken(node).into_iter().for_each(|text| add.run(text));
        if let Some(input) = node.try_get_untracked().flatten() {
            dom::focus(&input);
        }
    };
    let label = Signal::derive(move || words::list_add(i18n.get_locale(), kind).to_owned());
    let disabled = Signal::derive(move || refusal.get().is_some());
    view! {
        <div class="scope__new" data-print="hide">
            <QuickLine id=new_field_id(kind) label on_add=add only_enter=true disabled node />
            <Button icon=Icon::Plus reason=refusal on_press=press>
                {t!(i18n, common.add)}
            </Button>
        </div>
    }
}
