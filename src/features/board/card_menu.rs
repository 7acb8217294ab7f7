//! The "…" menu of a card: every drag's path for those who do not drag.

use domain::TaskId;
use domain::plan::{ColumnKind, PlanOp, Task, TaskChange};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, td_string};

use super::card::{Face, tab_index};
use super::lanes::{Cell, Step};
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
            {t!(board.words, board.open)}
        </MenuItem>
        <MenuItem icon=Icon::Pencil keys="E" reason on_choose=move || board.edit_title(card)>
            {t!(board.words, board.edit_title)}
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
            {t!(board.words, board.to_top)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowUp keys="Alt+↑" reason on_choose=go(Step::Up)>
            {t!(board.words, board.up)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowDown keys="Alt+↓" reason on_choose=go(Step::Down)>
            {t!(board.words, board.down)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowDownToLine reason on_choose=go(Step::Bottom)>
            {t!(board.words, board.to_bottom)}
        </MenuItem>
    }
}

/// The other columns of the card's lane.
#[component]
fn ColumnItems(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let reason = Signal::derive(move || board.working_reason(card));
    let names: Vec<(usize, String)> = board.deck.with_untracked(|deck| {
        let Some(own) = deck.spot_of(card).map(|spot| spot.stack) else { return Vec::new() };
        let others = deck.around(own).filter(|at| *at != own);
        others.map(|at| (at, deck.stacks[at].column.name.clone())).collect()
    });
    let item = move |(at, name): (usize, String)| {
        view! {
            <MenuItem icon=Icon::Move reason on_choose=move || board.send_to(card, at)>
                {move || td_string!(board.locale(), board.move_to, column = name.clone())}
            </MenuItem>
        }
    };
    let selected = Signal::derive(move || board.is_selected(card));
    let select = move || {
        board.is_selecting.set(true);
        board.toggle_selected(card);
    };
    view! {
        {names.into_iter().map(item).collect_view()}
        <MenuItem
            icon=Icon::Move
            keys="M"
            reason
            on_choose=move || board.ask(Question::Move(card))
        >
            {t!(board.words, board.move_where)}
        </MenuItem>
        <MenuItem icon=Icon::ListChecks keys="X" checked=selected on_choose=select>
            {t!(board.words, board.select)}
        </MenuItem>
    }
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
    let inactive = Signal::derive(move || told(|face| face.is_inactive));
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
            {t!(board.words, board.assign)}
        </MenuItem>
        <MenuItem
            icon=Icon::Calendar
            keys="D"
            reason=editing
            on_choose=move || board.ask(Question::Due(card))
        >
            {t!(board.words, board.set_due)}
        </MenuItem>
        <MenuItem
            icon=Icon::Tag
            keys="L"
            reason=editing
            on_choose=move || board.ask(Question::Labels(card))
        >
            {t!(board.words, board.set_labels)}
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
            {t!(board.words, board.client_visible)}
        </MenuItem>
        <MenuItem
            icon=Icon::CircleX
            checked=inactive
            reason=editing
            on_choose=move || board.toggle_inactive(card)
        >
            {t!(board.words, gantt.inactive)}
        </MenuItem>
        <MenuItem icon=Icon::Trash danger=true reason=editing on_choose=move || board.remove(card)>
            {t!(board.words, board.delete)}
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
    fn working_reason(self, card: TaskId) -> Option<String> {
        let locale = self.locale();
        (!self.may_work(card)).then(|| td_string!(locale, board.only_own).to_owned())
    }

    /// Opens a question about a card, if this person may answer it.
    pub fn ask(self, question: Question) {
        let card = match &question {
            Question::Block(card) | Question::Move(card) => {
                if self.may_work(*card) {
                    return self.asking.set(Some(question));
                }
                Some(*card)
            }
            Question::Assign(card) | Question::Due(card) | Question::Labels(card) => Some(*card),
            Question::Limit(..)
            | Question::Column(_)
            | Question::NewColumn(_)
            | Question::Lanes => None,
        };
        match card {
            _ if self.plan.may_edit() => self.asking.set(Some(question)),
            Some(card) => self.explain_reading(card),
            None => {}
        }
    }

    /// Takes a block away from a task and all that are selected with it, or asks for the reason of
    /// a new one.
    pub fn toggle_blocked(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        if task.blocked.is_none() || !self.plan.may_work(&task) {
            return self.ask(Question::Block(card));
        }
        let said = td_string!(self.locale_now(), board.unblocked).to_owned();
        let free = |task: &Task| task.blocked.is_some().then_some(TaskChange::Blocked(None));
        self.change_all(card, free, said);
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
        self.change_all(card, |_| Some(TaskChange::ClientVisible(is_visible)), said);
    }

    /// Leaves a task with all that are selected with it out of the schedule; takes them in again
    /// where this one is left out.
    pub fn toggle_inactive(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        let (locale, was, title) = (self.locale_now(), task.is_inactive, task.title);
        let said = match (was, self.subjects(card).len()) {
            (true, 1) => td_string!(locale, gantt.taken_in, title = title),
            (false, 1) => td_string!(locale, gantt.left_out, title = title),
            (true, count) => td_string!(locale, list.taken_in_several, count = grouped(count)),
            (false, count) => td_string!(locale, list.left_out_several, count = grouped(count)),
        };
        let change = |task: &Task| (task.is_inactive == was).then_some(TaskChange::Inactive(!was));
        self.change_all(card, change, said);
    }

    /// Deletes a task with all that are selected with it; the way back is in the toast.
    pub fn remove(self, card: TaskId) {
        let Some(task) = self.task(card) else { return };
        let tasks = self.subjects(card);
        let said = match tasks.len() {
            1 => td_string!(self.locale_now(), board.deleted, title = task.title),
            count => td_string!(self.locale_now(), board.deleted_many, count = grouped(count)),
        };
        self.clear_selection();
        self.plan.dispatch(PlanOp::Remove { tasks }, said);
    }

    /// Where a new card of a kind would go; for the empty board.
    pub fn first_cell(self, kind: ColumnKind) -> Option<Cell> {
        self.deck.with_untracked(|deck| Some(deck.stacks.get(deck.first_of(kind, 0)?)?.cell()))
    }
}
