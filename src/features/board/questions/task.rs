//! Why blocked, who does it, by when, under which labels.

use chrono::NaiveDate;
use domain::plan::TaskChange;
use domain::{TaskId, UserId, time};
use leptos::prelude::*;
use locale::{t, td_string};

use super::super::state::Board;
use crate::features::shared::assignees::{self, PeopleWords};
use crate::features::shared::hours;
use crate::features::shared::labels::{LabelsField, combined};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::Combobox;
use crate::ui::field::{FieldKind, TextArea, TextField};

/// Why a task cannot go on.
#[component]
pub fn Block(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let reason = RwSignal::new(String::new());
    let block = move || {
        let reason = reason.get_untracked().trim().to_owned();
        let said = td_string!(board.locale_now(), board.now_blocked).to_owned();
        board.change_all(card, |_| Some(TaskChange::Blocked(Some(reason.clone()))), said);
        board.asking.set(None);
    };
    let missing = Signal::derive(move || {
        let is_empty = reason.with(|reason| reason.trim().is_empty());
        is_empty.then(|| td_string!(board.locale(), board.block_needs_reason).to_owned())
    });
    view! {
        <TextArea
            name="block-reason"
            label=board.word(|locale| td_string!(locale, board.block_reason))
            placeholder=board.word(|locale| td_string!(locale, board.block_example))
            bind=reason
            rows=2
            max_length=500
        />
        <div class="u-row">
            <span class="u-push">
                <Button kind=ButtonKind::Primary reason=missing on_press=block>
                    {t!(board.words, board.block)}
                </Button>
            </span>
        </div>
    }
}

/// Who answers for a task.
#[component]
pub fn Assign(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let query = RwSignal::new(String::new());
    let now = assignees::shared_by(board.plan, &board.subjects(card));
    let groups = Signal::derive(move || {
        let locale = board.locale();
        let words = PeopleWords {
            nobody: td_string!(locale, board.nobody),
            now: td_string!(locale, board.assigned_now),
        };
        assignees::found(board.plan, &query.get(), words, now)
    });
    let choose = move |key: String| {
        let person = key.parse::<UserId>().ok();
        let name = person.and_then(|person| board.plan.person(person));
        let said = match name {
            Some(name) => td_string!(board.locale_now(), board.assigned_to, name),
            None => td_string!(board.locale_now(), board.assigned_nobody).to_owned(),
        };
        // The change may have a question of its own.
        board.asking.set(None);
        board.change_all(card, |_| Some(TaskChange::Assignee(person)), said);
    };
    view! {
        <Combobox
            id="board-people"
            label=board.word(|locale| td_string!(locale, board.ask_assign))
            placeholder=board.word(|locale| td_string!(locale, board.find_person))
            query
            groups
            empty=board.word(|locale| td_string!(locale, board.no_person))
            on_choose=choose
            on_cancel=move || board.asking.set(None)
            autofocus=true
            with_faces=true
        />
    }
}

/// By when a task should be done.
#[component]
pub fn Due(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let due = board.task(card).and_then(|task| task.deadline);
    let day = RwSignal::new(due.map(|at| time::last_day_of(at).to_string()).unwrap_or_default());
    let set = move |day: Option<NaiveDate>| {
        let said = td_string!(board.locale_now(), board.due_set).to_owned();
        let change = move |task: &domain::plan::Task| {
            let at = board.plan.with_untracked(|view| {
                day.map(|day| hours::end_of_work(view.plan.calendar_of(task), day))
            });
            Some(TaskChange::Deadline(at))
        };
        board.change_all(card, change, said);
        board.asking.set(None);
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        set(day.with_untracked(|day| day.parse().ok()));
    };
    view! {
        <form class="field__form" on:submit=send>
            <TextField
                name="card-due"
                label=board.word(|locale| td_string!(locale, board.due_day))
                kind=FieldKind::Date
                bind=day
            />
            <div class="u-row">
                <Button on_press=move || set(None)>
                    {t!(board.words, board.due_none)}
                </Button>
                <span class="u-push">
                    <Button kind=ButtonKind::Primary submit=true>
                        {t!(board.words, board.save)}
                    </Button>
                </span>
            </div>
        </form>
    }
}

/// By which words a task, or all that are selected with it, are grouped.
#[component]
pub fn Labels(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let cards = StoredValue::new(board.subjects(card));
    let shared = Memo::new(move |_| {
        board.plan.with(|view| cards.with_value(|cards| combined(&view.plan, cards)))
    });
    let change = move |(label, is_on): (String, bool)| {
        let said = td_string!(board.locale_now(), board.labels_set).to_owned();
        let change = |task: &domain::plan::Task| {
            let mut labels = task.labels.clone();
            labels.retain(|own| *own != label);
            labels.extend(is_on.then(|| label.clone()));
            Some(TaskChange::Labels(labels))
        };
        board.change_all(card, change, said);
    };
    let done = move || board.asking.set(None);
    view! { <LabelsField id="card-labels" labels=shared on_change=change on_done=done /> }
}
