//! The questions that the board asks in a dialog.

mod column;
mod place;
mod task;

use leptos::prelude::*;
use locale::numbers::grouped;
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
        let asked = board.asking.get();
        asked.map(|asked| board.title_of(&asked)).unwrap_or_default()
    };
    view! {
        <Dialog
            id="board-question"
            open
            title=Signal::derive(title)
            close_label=Signal::derive(move || td_string!(board.locale(), board.close).to_owned())
            on_close=move || {
                board.asking.set(None);
                board.return_keyboard();
            }
        >
            {move || match board.asking.get() {
                Some(Question::Block(card)) => view! { <task::Block card /> }.into_any(),
                Some(Question::Assign(card)) => view! { <task::Assign card /> }.into_any(),
                Some(Question::Due(card)) => view! { <task::Due card /> }.into_any(),
                Some(Question::Labels(card)) => view! { <task::Labels card /> }.into_any(),
                Some(Question::Move(card)) => view! { <place::Move card /> }.into_any(),
                Some(Question::Limit(cards, step)) => {
                    view! { <place::Limit cards step /> }.into_any()
                }
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
    /// What a question asks, and of which task or of how many.
    fn title_of(self, question: &Question) -> String {
        let locale = self.locale();
        let (asked, cards) = match question {
            Question::Block(card) => (td_string!(locale, board.ask_block), self.subjects(*card)),
            Question::Assign(card) => (td_string!(locale, board.ask_assign), self.subjects(*card)),
            Question::Due(card) => (td_string!(locale, board.set_due), self.subjects(*card)),
            Question::Labels(card) => (td_string!(locale, board.set_labels), self.subjects(*card)),
            Question::Move(card) => (td_string!(locale, board.move_where), self.subjects(*card)),
            Question::Limit(cards, _) => (td_string!(locale, board.ask_limit), cards.clone()),
            Question::Column(_) => (td_string!(locale, board.column_settings), Vec::new()),
            Question::NewColumn(_) => (td_string!(locale, board.column_add), Vec::new()),
            Question::Lanes => (td_string!(locale, board.lane_limit), Vec::new()),
        };
        let of = match cards.as_slice() {
            [] => return asked.to_owned(),
            [card] => self.task(*card).map(|task| task.title).unwrap_or_default(),
            cards => td_string!(locale, board.selected, count = grouped(cards.len())),
        };
        format!("{asked} · {of}")
    }

    /// A word of the catalogue that follows the language.
    fn word(self, read: fn(Locale) -> &'static str) -> Signal<String> {
        Signal::derive(move || read(self.locale()).to_owned())
    }
}
