//! The "…" menu of a card: every drag's path for those who do not drag.

use domain::plan::{ColumnKind, PlanOp, TaskChange};
use domain::{ColumnId, TaskId};
use leptos::prelude::*;
use locale::td_string;

use super::card::{Face, tab_index};
use super::lanes::Step;
use super::state::{Board, Question};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The menu of a card.
#[component]
pub fn CardMenu(
    /// Which task.
    card: TaskId,
    /// What its card shows.
    face: Memo<Option<Face>>,
) -> impl IntoView {
    let board = Board::expect();
    let title = move || face.with(|face| face.as_ref().map(|face| face.title.clone()));
    let label =
        move || td_string!(board.locale(), board.card_menu, title = title().unwrap_or_default());
    let tab = Signal::derive(move || tab_index(board, card));
    view! {
        <span class="board__menu">
            <Menu id=format!("card-menu-{card}") label=Signal::derive(label) tab_index=tab>
                <TitleItems card />
                <MenuSeparator />
                <PlaceItems card />
                <ColumnItems card />
                <MenuSeparator />
                <TaskItems card face />
            </Menu>
        </span>
    }
}

#[component]
fn TitleItems(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let reason = Signal::derive(move || board.editing_reason());
    view! {
        <MenuItem
            icon=Icon::PanelRightOpen
            keys="Enter"
            on_choose=move || board.plan.open_task(Some(card))
        >
            {move || td_string!(board.locale(), board.open)}
        </MenuItem>
        <MenuItem icon=Icon::Pencil keys="E" reason on_choose=move || board.edit_title(card)>
            {move || td_string!(board.locale(), board.edit_title)}
        </MenuItem>
    }
}

/// Up, down, top and bottom of the column.
#[component]
fn PlaceItems(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let reason = Signal::derive(move || board.working_reason(card));
    let go = move |step: Step| Callback::new(move |()| board.step(card, step));
    view! {
        <MenuItem icon=Icon::ArrowUpToLine reason on_choose=go(Step::Top)>
            {move || td_string!(board.locale(), board.to_top)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowUp keys="Alt+↑" reason on_choose=go(Step::Up)>
            {move || td_string!(board.locale(), board.up)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowDown keys="Alt+↓" reason on_choose=go(Step::Down)>
            {move || td_string!(board.locale(), board.down)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowDownToLine reason on_choose=go(Step::Bottom)>
            {move || td_string!(board.locale(), board.to_bottom)}
        </MenuItem>
    }
}

/// The other columns.
#[component]
fn ColumnItems(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let reason = Signal::derive(move || board.working_reason(card));
    let own = board.deck.with_untracked(|deck| deck.spot_of(card)).map(|spot| spot.column);
    let names: Vec<(usize, String)> = board.deck.with_untracked(|deck| {
        let others = deck.stacks.iter().enumerate().filter(|(at, _)| Some(*at) != own);
        others.map(|(at, stack)| (at, stack.column.name.clone())).collect()
    });
    let item = move |(at, name): (usize, String)| {
        view! {
            <MenuItem icon=Icon::Move reason on_choose=move || board.send_to(card, at)>
                {move || td_string!(board.locale(), board.move_to, column = name.clone())}
            </MenuItem>
        }
    };
    names.into_iter().map(item).collect_view()
}

/// What else can be done with the task.
#[component]
fn TaskItems(card: TaskId, face: Memo<Option<Face>>) -> impl IntoView {
    let board = Board::expect();
    let editing = Signal::derive(move || board.editing_reason());
    let working = Signal::derive(move || board.working_reason(card));
    let told = move |read: fn(&Face) -> bool| face.with(|face| face.as_ref().is_some_and(read));
    let block_words = move || match told(|face| face.blocked.is_some()) {
        true => td_string!(board.locale(), board.unblock),
        false => td_string!(board.locale(), board.block),
    };
    let done_words = move || match told(|face| face.percent == 100) {
        true => td_string!(board.locale(), board.reopen),
        false => td_string!(board.locale(), board.finish),
    };
    let visible = Signal::derive(move || told(|face| face.is_client_visible));
    view! {
        <MenuItem
            icon=Icon::CircleCheck
            keys="]"
            reason=working
            on_choose=move || board.toggle_done(card)
        >
            {done_words}
        </MenuItem>
        <MenuItem
            icon=Icon::User
            keys="A"
            reason=editing
            on_choose=move || board.ask(Question::Assign(card))
        >
            {move || td_string!(board.locale(), board.assign)}
        </MenuItem>
        <MenuItem
            icon=Icon::Ban
            keys="B"
            reason=working
            on_choose=move || board.toggle_blocked(card)
        >
            {block_words}
        </MenuItem>
        <MenuItem
            icon=Icon::Eye
            checked=visible
            reason=editing
            on_choose=move || board.toggle_visible(card)
        >
            {move || td_string!(board.locale(), board.client_visible)}
        </MenuItem>
        <MenuItem icon=Icon::Trash danger=true reason=editing on_choose=move || board.remove(card)>
            {move || td_string!(board.locale(), board.delete)}
        </MenuItem>
    }
}

impl Board {
    /// Why this person cannot change the plan; `None` when they can.
    pub fn editing_reason(self) -> Option<String> {
        let locale = self.locale();
        (!self.plan.may_edit()).then(|| td_string!(locale, board.only_lead).to_owned())
    }

    /// Why this person cannot report on a task; `None` when they can.
    pub fn working_reason(self, card: TaskId) -> Option<String> {
        let locale = self.locale();
        (!self.may_work(card)).then(|| td_string!(locale, board.only_own).to_owned())
    }

    /// Opens a question about a card, if this person may answer it.
    pub fn ask(self, question: Question) {
        let may_ask = match question {
            Question::Block(card) => self.may_work(card),
            Question::Assign(_) | Question::Column(_) | Question::NewColumn(_) => {
                self.plan.may_edit()
            }
        };
        match question {
            _ if may_ask => self.asking.set(Some(question)),
            Question::Block(card) | Question::Assign(card) => self.explain_reading(card),
            Question::Column(_) | Question::NewColumn(_) => {}
        }
    }

    /// Takes a block away, or asks for the reason of a new one.
    pub fn toggle_blocked(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        if task.blocked.is_none() || !self.plan.may_work(&task) {
            return self.ask(Question::Block(card));
        }
        let said = td_string!(self.locale_now(), board.unblocked).to_owned();
        self.plan.dispatch(PlanOp::change(card, TaskChange::Blocked(None)), said);
    }

    /// Shows a task to the client, or no longer.
    pub fn toggle_visible(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        let is_visible = !task.is_client_visible;
        let said = if is_visible {
            td_string!(self.locale_now(), board.now_visible).to_owned()
        } else {
            td_string!(self.locale_now(), board.now_internal).to_owned()
        };
        self.plan.dispatch(PlanOp::change(card, TaskChange::ClientVisible(is_visible)), said);
    }

    /// Deletes a task; the way back is in the toast.
    pub fn remove(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        let said = td_string!(self.locale_now(), board.deleted, title = task.title);
        self.plan.dispatch(PlanOp::Remove { tasks: vec![card] }, said);
    }

    /// Where a new card of a kind would go; for the empty board.
    pub fn first_column(self, kind: ColumnKind) -> Option<ColumnId> {
        self.deck.with_untracked(|deck| {
            let at = deck.first_of(kind)?;
            Some(deck.stacks.get(at)?.column.id)
        })
    }
}
