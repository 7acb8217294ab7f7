//! The page itself: one stream, what is most pressing first.

use domain::inbox::ItemKind;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};

use super::item::ItemRow;
use crate::error::AppError;
use crate::features::shared::inbox_api::{Item, open_inbox, set_done};
use crate::features::shared::loaded::{ask, loaded, when_done};
use crate::features::shared::stirs::{INBOX, when_stirred};
use crate::features::shell::ShellContext;
use crate::paths;
use crate::ui::button::LinkButton;
use crate::ui::dom;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::toast::{Toasts, use_toasts};

/// The id of the list.
const LIST: &str = "inbox-list";

/// What can be done from every row. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Puts an item away, or back.
    pub put: Action<(ItemKind, String, bool), Result<(), AppError>>,
    /// Items that were put away on this page.
    pub away: RwSignal<Vec<(ItemKind, String)>>,
    toasts: Toasts,
}

/// What waits for the reader.
#[component]
pub fn InboxPage() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let toasts = use_toasts();
    let asked = ask(|| (), |()| open_inbox());
    when_stirred(|| None, &INBOX, move || asked.refetch());
    let put = Action::new(|(kind, id, is_done): &(ItemKind, String, bool)| {
        set_done(*kind, id.clone(), *is_done)
    });
    let desk = Desk { put, away: RwSignal::new(Vec::new()), toasts };
    when_done(put, move |()| shell.inbox.refetch());
    Effect::new(move |_| {
        // What was not taken comes back into sight with the reason.
        if let Some(Err(error)) = put.value().get() {
            desk.away.set(Vec::new());
            toasts.fail(error.sentence(i18n.get_locale_untracked()));
        }
    });
    view! {
        <Title text=t!(i18n, inbox.title) />
        <div class="inbox">
            <header class="inbox__top">
                <h1>{t!(i18n, inbox.title)}</h1>
                <p class="u-muted">
                    {t!(i18n, inbox.hint)} <span class="u-keys">{t!(i18n, inbox.hint_keys)}</span>
                </p>
            </header>
            {loaded(asked, move |items| draw(items, desk))}
        </div>
    }
}

fn draw(items: Vec<Item>, desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let all = StoredValue::new(items);
    let shown = Memo::new(move |_| {
        let away = desk.away.get();
        let is_it =
            |item: &Item, (kind, id): &(ItemKind, String)| *kind == item.kind && *id == item.id;
        let is_here = |item: &&Item| !away.iter().any(|gone| is_it(item, gone));
        all.with_value(|items| items.iter().filter(is_here).cloned().collect::<Vec<_>>())
    });
    let action = move || {
        view! {
            <LinkButton href=paths::PROJECTS>{t!(i18n, inbox.to_projects)}</LinkButton>
        }
    };
    view! {
        <Show
            when=move || !shown.with(Vec::is_empty)
            fallback=move || {
                view! {
                    <Empty icon=Icon::Inbox sentence=t!(i18n, inbox.empty) action />
                }
            }
        >
            <ul class="inbox__list panel" id=LIST>
                <For
                    each=move || shown.get()
                    key=|item| (item.kind, item.id.clone())
                    children=move |item| view! { <ItemRow item desk /> }
                />
            </ul>
        </Show>
    }
}

impl Desk {
    /// Puts an item out of sight at once and offers the way back; the focus goes to the next one.
    pub fn put_away(self, kind: ItemKind, id: String, words: &'static str, undo: &'static str) {
        self.away.update(|away| away.push((kind, id.clone())));
        self.put.dispatch((kind, id.clone(), true));
        dom::on_next_frame(|| {
            let list = dom::document().and_then(|document| document.get_element_by_id(LIST));
            let links = list.map(|list| dom::focusable_within(&list, Some("a")));
            if let Some(link) = links.as_ref().and_then(|links| links.first()) {
                dom::focus(link);
            }
        });
        let back = move || {
            self.away.update(|away| away.retain(|other| *other != (kind, id.clone())));
            self.put.dispatch((kind, id.clone(), false));
        };
        self.toasts.offer(words, undo, back);
    }
}
