//! The bar for several cards at once, at the foot of the board.

use domain::TaskId;
use domain::plan::{Priority, TaskChange};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{ops, t, td_string};

use super::state::{Board, Question};
use crate::ui::bulk_bar::BulkBar;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};

/// The bar; there as long as something is selected.
#[component]
pub fn Bulk() -> impl IntoView {
    let board = Board::expect();
    let count = Memo::new(move |_| board.selected.with(|selected| selected.len()));
    let is_open = move || count.get() > 0 || board.is_selecting.get();
    let words = Signal::derive(move || {
        td_string!(board.locale(), board.selected, count = grouped(count.get()))
    });
    let clear_label =
        Signal::derive(move || td_string!(board.locale(), board.select_nothing).to_owned());
    let clear = move || {
        board.clear_selection();
    };
    view! {
        <Show when=is_open>
            <BulkBar words clear_label on_clear=clear>
                <Ask icon=Icon::Move question=Question::Move>
                    {t!(board.words, board.move_where)}
                </Ask>
                <Ask icon=Icon::User question=Question::Assign>
                    {t!(board.words, board.assign)}
                </Ask>
                <Ask icon=Icon::Calendar question=Question::Due>
                    {t!(board.words, board.set_due)}
                </Ask>
                <Ask icon=Icon::Tag question=Question::Labels>
                    {t!(board.words, board.set_labels)}
                </Ask>
                <PriorityMenu />
                <More />
            </BulkBar>
        </Show>
    }
}

/// A button that asks something about all selected cards.
#[component]
fn Ask(icon: Icon, question: fn(TaskId) -> Question, children: Children) -> impl IntoView {
    let board = Board::expect();
    let ask = move || {
        if let Some(card) = board.first_selected() {
            board.ask(question(card));
        }
    };
    view! {
        <Button icon on_press=ask>
            {children()}
        </Button>
    }
}

#[component]
fn PriorityMenu() -> impl IntoView {
    let board = Board::expect();
    let label = Signal::derive(move || td_string!(board.locale(), board.set_priority).to_owned());
    let reason = Signal::derive(move || board.editing_reason());
    let choose = move |priority: Priority| {
        let Some(card) = board.first_selected() else { return };
        let locale = board.locale_now();
        let said =
            td_string!(locale, board.priority_set, priority = ops::priority(locale, priority));
        board.change_all(card, |_| Some(TaskChange::Priority(priority)), said);
    };
    let item = move |priority: Priority| {
        view! {
            <MenuItem reason on_choose=move || choose(priority)>
                {move || ops::priority(board.locale(), priority)}
            </MenuItem>
        }
    };
    view! {
        <Menu
            id="bulk-priority"
            label
            kind=ButtonKind::Quiet
            icon=Icon::ChevronsUpDown
            face=move || label.get()
        >
            {Priority::ALL.map(item).collect_view()}
        </Menu>
    }
}

#[component]
fn More() -> impl IntoView {
    let board = Board::expect();
    let label = Signal::derive(move || td_string!(board.locale(), board.bulk_more).to_owned());
    let reason = Signal::derive(move || board.editing_reason());
    let with_first = move |act: fn(Board, TaskId)| {
        Callback::new(move |()| {
            if let Some(card) = board.first_selected() {
                act(board, card);
            }
        })
    };
    view! {
        <Menu id="bulk-more" label>
            <MenuItem icon=Icon::Eye reason on_choose=with_first(Board::toggle_visible)>
                {t!(board.words, board.client_visible)}
            </MenuItem>
            <MenuItem
                icon=Icon::Trash
                danger=true
                reason
                on_choose=with_first(Board::remove)
            >
                {t!(board.words, board.delete)}
            </MenuItem>
        </Menu>
    }
}

impl Board {
    /// The first selected card in the order of the board.
    fn first_selected(self) -> Option<TaskId> {
        let any = self.selected.with_untracked(|selected| selected.first().copied())?;
        self.subjects(any).first().copied()
    }
}
