//! The title of a card, which opens it, and the field in which it is changed in place.

use domain::TaskId;
use domain::plan::{PlanOp, TaskChange};
use leptos::html;
use leptos::prelude::*;
use locale::{t, td_string};
use web_sys::KeyboardEvent;

use super::card::{Face, tab_index, text};
use super::moves::element_id;
use super::state::Board;
use crate::features::shared::field_text::BegunText;
use crate::ui::dom;

/// The title, which opens the card; a field while it is edited in place.
#[component]
pub fn CardTitle(
    /// Which task.
    card: TaskId,
    /// What its card shows.
    face: Memo<Option<Face>>,
) -> impl IntoView {
    let board = Board::expect();
    let is_edited = Memo::new(move |_| board.editing.get() == Some(card));
    let described_by = move || match board.is_selected(card) {
        true => "board-picked board-keys",
        false => "board-keys",
    };
    move || {
        if is_edited.get() {
            return view! { <TitleField card /> }.into_any();
        }
        view! {
            <h4 class="board__name">
                <button
                    class="board__open u-clamp-2"
                    type="button"
                    id=element_id(card)
                    tabindex=move || tab_index(board, card)
                    aria-describedby=described_by
                    on:focus=move |_| board.focus_card(card)
                >
                    {move || text(face, |face| face.title.clone())}
                </button>
            </h4>
        }
        .into_any()
    }
}

/// The field for the title: Enter and leaving it save, Esc keeps the old one.
#[component]
fn TitleField(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let node = NodeRef::<html::Input>::new();
    let title = move || board.task(card).map(|task| task.title).unwrap_or_default();
    let begun = BegunText::new(board.plan, title());
    let old = begun.text.clone();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            dom::focus(&input);
            input.select();
        }
    });
    let close = move || {
        if board.editing.get_untracked() == Some(card) {
            board.editing.set(None);
        }
    };
    let save = move || {
        // A field that is taken away loses its focus: by then there is nothing left to keep.
        let Some(input) = node.try_get_untracked().flatten() else { return };
        let written = input.value();
        let is_open = board.editing.get_untracked() == Some(card);
        close();
        let base = begun.base(board.plan, &title(), &written);
        if let Some(base) = base.filter(|_| is_open && !written.trim().is_empty()) {
            let said = td_string!(board.locale_now(), board.renamed).to_owned();
            board.plan.dispatch_from(base, PlanOp::change(card, TaskChange::Title(written)), said);
        }
    };
    let saved = save.clone();
    let key = move |event: KeyboardEvent| {
        if dom::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            "Enter" => saved(),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        dom::on_next_frame(move || {
            dom::focus_by_id(&element_id(card));
        });
    };
    view! {
        <input
            class="field__input board__edit"
            type="text"
            maxlength="200"
            node_ref=node
            value=old
            aria-label=t!(board.words, board.title)
            on:keydown=key
            on:blur=move |_| save()
        />
    }
}

impl Board {
    /// Begins to edit a title in place, or says why not.
    pub fn edit_title(self, card: TaskId) {
        if self.plan.may_edit() {
            self.editing.set(Some(card));
        } else {
            self.explain_reading(card);
        }
    }
}
