//! The questions that the board asks in a dialog.

mod column;
mod place;
mod task;

use leptos::prelude::*;
use locale::{Locale, t, td_string};

use super::state::{Board, Question};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;

/// The dialog for whatever question is open.
#[component]
pub fn Questions() -> impl IntoView {
    let board = Board::expect();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(board.asking.get().is_some()));
    let title = move || {
        let locale = board.locale();
        match board.asking.get() {
            Some(Question::Block(_)) => td_string!(locale, board.ask_block),
            Some(Question::Assign(_)) => td_string!(locale, board.ask_assign),
            Some(Question::Due(_)) => td_string!(locale, board.set_due),
            Some(Question::Labels(_)) => td_string!(locale, board.set_labels),
            Some(Question::Move(_)) => td_string!(locale, board.move_where),
            Some(Question::Limit(_)) => td_string!(locale, board.ask_limit),
            Some(Question::Column(_)) => td_string!(locale, board.column_settings),
            Some(Question::NewColumn(_)) => td_string!(locale, board.column_add),
            Some(Question::Lanes) => td_string!(locale, board.lane_limit),
            None => "",
        }
        .to_owned()
    };
    view! {
        <Dialog
            id="board-question"
            open
            title=Signal::derive(title)
            close_label=Signal::derive(move || td_string!(board.locale(), board.close).to_owned())
            on_close=move || board.asking.set(None)
        >
            {move || match board.asking.get() {
                Some(Question::Block(card)) => view! { <task::Block card /> }.into_any(),
                Some(Question::Assign(card)) => view! { <task::Assign card /> }.into_any(),
                Some(Question::Due(card)) => view! { <task::Due card /> }.into_any(),
                Some(Question::Labels(card)) => view! { <task::Labels card /> }.into_any(),
                Some(Question::Move(card)) => view! { <place::Move card /> }.into_any(),
                Some(Question::Limit(cards)) => view! { <place::Limit cards /> }.into_any(),
                Some(Question::Column(column)) => {
                    view! { <column::Settings column /> }.into_any()
                }
                Some(Question::NewColumn(after)) => {
                    view! { <column::NewColumn after /> }.into_any()
                }
                Some(Question::Lanes) => view! { <column::LaneLimit /> }.into_any(),
                None => ().into_any(),
            }}
        </Dialog>
    }
}

/// The button that keeps what was entered, at the foot of a question.
#[component]
fn SaveRow() -> impl IntoView {
    let board = Board::expect();
    view! {
        <div class="u-row">
            <span class="u-push">
                <Button kind=ButtonKind::Primary submit=true>
                    {t!(board.words, board.save)}
                </Button>
            </span>
        </div>
    }
}

impl Board {
    /// A word of the catalogue that follows the language.
    fn word(self, read: fn(Locale) -> &'static str) -> Signal<String> {
        Signal::derive(move || read(self.locale()).to_owned())
    }
}
