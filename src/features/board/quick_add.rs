//! Quick add: a line at the foot of a column; Enter adds and goes on with the next.

use domain::UserId;
use domain::plan::{ColumnKind, Dated, PlanOp, Rank, Task, TaskDuration};
use domain::time;
use leptos::html;
use leptos::prelude::*;
use locale::{dates, t, td_string};
use web_sys::KeyboardEvent;

use super::entry::{self, Entry};
use super::lanes::{Cell, Lane};
use super::state::Board;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::{Chip, Label};
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
    let is_open = Memo::new(move |_| board.adding.get() == Some(cell));
    let reason = Signal::derive(move || board.editing_reason());
    let open = move || board.adding.set(Some(cell));
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
fn Line(cell: Cell) -> impl IntoView {
    let board = Board::expect();
    let node = NodeRef::<html::Input>::new();
    let text = RwSignal::new(String::new());
    let people: Vec<(UserId, String)> =
        board.plan.people().into_iter().map(|person| (person.id, person.name)).collect();
    let today = board.plan.today();
    let entry = Memo::new(move |_| text.with(|text| entry::read(text, &people, today)));
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            dom::focus(&input);
        }
    });
    let close = move || {
        board.adding.set(None);
        // Whoever went on to something else in the meantime stays there.
        dom::on_next_frame(move || {
            if dom::has_no_focus() {
                dom::focus_by_id(&button_id(cell));
            }
        });
    };
    let key = move |event: KeyboardEvent| {
        if dom::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                let entry = entry.get_untracked();
                if !entry.title.is_empty() {
                    board.add(cell, entry);
                    text.set(String::new());
                }
            }
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let leave = move |_| {
        // Esc takes the field away, which takes its focus: by then there is no text to read.
        let is_empty = text.try_with_untracked(|text| text.trim().is_empty());
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
                placeholder=t!(board.words, board.new_task_example)
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=key
                on:blur=leave
            />
            <div class="board__chips">{move || understood(board, &entry.read())}</div>
            <small class="u-faint">{t!(board.words, board.new_task_hint)}</small>
        </div>
    }
}

fn understood(board: Board, entry: &Entry) -> impl IntoView + use<> {
    let person = entry.assignee.and_then(|person| board.plan.person(person));
    let day = entry.day.map(|day| dates::prose(board.locale(), day));
    (
        person.map(|name| view! { <Chip icon=Icon::User>{name}</Chip> }),
        day.map(|day| view! { <Chip icon=Icon::Calendar>{day}</Chip> }),
        entry.labels.iter().cloned().map(|text| view! { <Label text=text /> }).collect_view(),
    )
}

impl Board {
    /// Adds a task at the end of a column and of the plan.
    fn add(self, cell: Cell, entry: Entry) {
        let Some(task) = self.new_task(cell, entry) else { return };
        let said = td_string!(self.locale_now(), board.added, title = task.title.clone());
        let card = task.id;
        self.plan.dispatch(PlanOp::Add { tasks: vec![task], links: Vec::new() }, said);
        self.draw_up_to(card);
    }

    fn new_task(self, cell: Cell, entry: Entry) -> Option<Task> {
        let stack = untrack(|| self.stack(cell))?;
        let (id, now) = (self.plan.new_task_id(), self.plan.now());
        let mine = self.filter.with_untracked(|filter| filter.assignee);
        self.plan.with_untracked(|view| {
            let plan = &view.plan;
            let top = plan.tasks.values().filter(|task| task.parent.is_none());
            let rank = Rank::between(top.map(|task| &task.rank).max(), None);
            let mut task = Task::new(id, plan.next_number(), entry.title, rank);
            task.duration = TaskDuration::days(1, plan.settings.minutes_per_day);
            task.column = Some(cell.column);
            task.card_rank = stack.ranks_at(plan, &[id], usize::MAX).remove(0);
            cell.lane.enter(plan, &mut task);
            task.assignee = entry.assignee.or(task.assignee).or(mine);
            task.labels = entry.labels;
            task.deadline = entry.day.map(|day| time::start_of(day) + time::DAY);
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
