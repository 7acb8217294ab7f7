//! Quick add: a line at the foot of a column, or below a card of it; Enter adds and goes on with
//! the next.

use domain::TaskId;
use domain::plan::{ColumnKind, Dated, PlanOp, Rank, Task, TaskDuration};
use leptos::html;
use leptos::prelude::*;
use locale::{t, td_string};

use super::lanes::{Cell, Deck, Lane};
use super::requirements::NO_REQUIREMENT;
use super::state::{Board, Question};
use crate::features::shared::task_entry::{Entry, Field};
use crate::features::shared::task_line::{TaskLine, UNDERSTOOD, Understood, steer};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The foot of a column. Finished work gets no new tasks.
#[component]
pub fn QuickAdd(
    /// Which cell.
    cell: Cell,
    /// What it means for the work.
    kind: Memo<Option<ColumnKind>>,
) -> impl IntoView {
    let board = Board::expect();
    let is_open =
        Memo::new(move |_| board.adding.get() == Some(cell) && board.line_below(cell).is_none());
    let reason = Signal::derive(move || board.editing_reason());
    let open = move || board.begin_adding(Some(cell), None);
    let button = move || {
        view! {
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Plus
                reason
                id=button_id(cell)
                on_press=open
            >
                {t!(board.words, board.new_task)}
            </Button>
        }
    };
    let foot = move || match (kind.get(), is_open.get()) {
        (None | Some(ColumnKind::Done), _) => ().into_any(),
        (Some(_), false) => button().into_any(),
        (Some(_), true) => view! { <Line cell /> }.into_any(),
    };
    view! { <footer class="board__add">{foot}</footer> }
}

/// The line itself, with what was understood as chips below it.
#[component]
pub fn Line(
    /// The cell in which it adds.
    cell: Cell,
) -> impl IntoView {
    let board = Board::expect();
    let node = NodeRef::<html::Input>::new();
    // Below what it has just added the field stands elsewhere, which takes its focus for a moment;
    // so does the question why a limit is exceeded, until it is answered.
    let is_away = StoredValue::new(dom::has_open_layer());
    let line = TaskLine::new(board.plan, Field::Board, Signal::stored(None));
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            dom::focus(&input);
        }
    });
    Effect::new(move |_| {
        let is_asked = board.asking.with(Option::is_some);
        if !is_asked && is_away.get_value() {
            follow(node, is_away);
        }
    });
    let add = move || {
        if !line.has_title() {
            return;
        }
        is_away.set_value(true);
        line.hand_over(|entry| board.add(cell, entry));
        if board.asking.with_untracked(Option::is_none) {
            follow(node, is_away);
        }
    };
    let end = move || board.end_adding(cell);
    let leave = move |_| {
        // Esc takes the field away, which takes its focus: by then there is no text to read.
        let is_empty = line.text.try_with_untracked(|text| text.trim().is_empty());
        if is_away.try_get_value() == Some(true) {
            return;
        }
        if is_empty == Some(true) && board.adding.get_untracked() == Some(cell) {
            board.adding.set(None);
        }
    };
    view! {
        <div class="board__quick">
            <input
                class="board__line-field"
                type="text"
                maxlength="200"
                enterkeyhint="enter"
                node_ref=node
                aria-label=t!(board.words, board.new_task)
                aria-describedby=UNDERSTOOD
                placeholder=t!(board.words, board.new_task_example)
                prop:value=move || line.text.get()
                on:input=move |event| line.text.set(event_target_value(&event))
                on:keydown=move |event| steer(&event, add, end)
                on:blur=leave
            />
            <Understood line />
        </div>
    }
}

/// Gives the field its focus again where it stands now.
fn follow(node: NodeRef<html::Input>, is_away: StoredValue<bool>) {
    dom::on_next_frame(move || {
        is_away.try_set_value(false);
        if let Some(field) = node.try_get_untracked().flatten() {
            dom::focus(&field);
        }
    });
}

impl Board {
    /// Opens quick add in a cell, and its column with it: below a card of it, or at its foot.
    pub fn begin_adding(self, cell: Option<Cell>, below: Option<TaskId>) {
        if !self.plan.may_edit() {
            return self.toasts.say(td_string!(self.locale_now(), board.only_lead));
        }
        if let Some(cell) = cell {
            self.turn(cell.column, false);
        }
        self.below.set(below);
        self.adding.set(cell);
    }

    /// Opens quick add below a card. Finished work gets no new tasks: those begin where work does.
    pub fn add_below(self, card: TaskId) {
        let place = self.deck.with_untracked(|deck| {
            let near = deck.spot_of(card)?.stack;
            let stack = &deck.stacks[near];
            let is_done = stack.column.kind == ColumnKind::Done;
            let at = if is_done { deck.first_of(ColumnKind::ToDo, near)? } else { near };
            let cell = deck.stacks[at].cell();
            let below = (!is_done && self.adds_in(cell.lane)).then_some(card);
            let lane = if self.adds_in(cell.lane) { cell.lane } else { NO_REQUIREMENT };
            Some((Cell { lane, ..cell }, below))
        });
        if let Some((cell, below)) = place {
            self.begin_adding(Some(cell), below);
        }
    }

    /// Closes quick add; the card above it, or the button that opens it, has the keyboard then.
    fn end_adding(self, cell: Cell) {
        let below = untrack(|| self.line_below(cell));
        self.adding.set(None);
        if let Some(card) = below {
            self.focus_card(card);
            return self.give_keyboard(Some(card), || {});
        }
        // Whoever went on to something else in the meantime stays there.
        dom::on_next_frame(move || {
            if dom::has_free_focus() {
                dom::focus_by_id(&button_id(cell));
            }
        });
    }

    /// The card of a cell below which quick add is open; none where it is open at the foot, or not
    /// at all. Subscribes to that.
    pub fn line_below(self, cell: Cell) -> Option<TaskId> {
        let below = self.below.get().filter(|_| self.adding.get() == Some(cell))?;
        let is_there = |deck: &Deck| Some(deck.stack(cell)?.cards.contains(&below));
        self.deck.with(is_there).filter(|is_there| *is_there).map(|_| below)
    }

    /// Adds a task to a column, at its written place, below the card that quick add stands under or
    /// at the end, and at the end of the plan; answers whether it was taken. Asks why where that
    /// exceeds a limit.
    fn add(self, cell: Cell, entry: &Entry) -> bool {
        let goes_on = entry.place.is_none();
        let Some(task) = self.new_task(cell, entry) else { return false };
        let said = td_string!(self.locale_now(), board.added, title = task.title.clone());
        let (card, before) = (task.id, self.plan.last_step());
        self.plan.dispatch(PlanOp::Add { tasks: vec![task], links: Vec::new() }, said);
        let step = self.plan.last_step();
        self.draw_up_to(card);
        let is_shown = || self.deck.with_untracked(|deck| deck.spot_of(card).is_some());
        if goes_on && self.below.get_untracked().is_some() && is_shown() {
            self.below.set(Some(card));
        }
        let is_beyond = |deck: &Deck| !deck.exceeded_at(card).is_empty();
        if step != before && self.deck.with_untracked(is_beyond) {
            self.asking.set(Some(Question::Limit(vec![card], step)));
        }
        step != before || self.plan.is_asking()
    }

    fn new_task(self, cell: Cell, entry: &Entry) -> Option<Task> {
        let stack = untrack(|| self.stack(cell))?;
        let (id, now) = (self.plan.new_task_id(), self.plan.now());
        let above = self.below.get_untracked();
        let above = above.and_then(|card| stack.cards.iter().position(|other| *other == card));
        let place = entry.place.or(above.map(|above| above + 1)).unwrap_or(usize::MAX);
        let mine = self.filter.with_untracked(|filter| filter.assignee);
        self.plan.with_untracked(|view| {
            let plan = &view.plan;
            let top = plan.tasks.values().filter(|task| task.parent.is_none());
            let rank = Rank::between(top.map(|task| &task.rank).max(), None);
            let mut task = Task::new(id, plan.next_number(), entry.title.clone(), rank);
            task.duration = TaskDuration::days(1, plan.settings.minutes_per_day);
            task.column = Some(cell.column);
            task.card_rank = stack.ranks_at(plan, &[id], place).remove(0);
            cell.lane.enter(plan, &mut task);
            entry.give(plan, &mut task);
            task.assignee = task.assignee.or(mine);
            if stack.column.kind == ColumnKind::Doing {
                task.actual = Dated { start: Some(now), finish: None };
            }
            Some(task)
        })
    }
}

fn button_id(cell: Cell) -> String {
    match cell.lane {
        Lane::Whole => format!("add-{}", cell.column),
        lane => format!("add-{}-{lane:?}", cell.column),
    }
}
