//! The questions that the board asks: why blocked, who does it, how a column is.

use domain::plan::{Column, ColumnKind, PlanOp, TaskChange};
use domain::{ColumnId, TaskId, UserId};
use leptos::prelude::*;
use locale::{Locale, td_string};

use super::state::{Board, Question};
use super::words;
use crate::features::shared::plan_api::Person;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Choice, ChoiceGroup, Combobox};
use crate::ui::dialog::Dialog;
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};
use crate::ui::icon::Icon;

/// The answer "nobody" in the list of people.
const NOBODY: &str = "-";
/// The kinds of a column and their names in a form.
const KINDS: [(ColumnKind, &str); 3] =
    [(ColumnKind::ToDo, "to-do"), (ColumnKind::Doing, "doing"), (ColumnKind::Done, "done")];

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
            Some(Question::Column(_)) => td_string!(locale, board.column_settings),
            Some(Question::NewColumn(_)) => td_string!(locale, board.column_add),
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
                Some(Question::Block(card)) => view! { <Block card /> }.into_any(),
                Some(Question::Assign(card)) => view! { <Assign card /> }.into_any(),
                Some(Question::Column(column)) => view! { <Settings column /> }.into_any(),
                Some(Question::NewColumn(after)) => view! { <NewColumn after /> }.into_any(),
                None => ().into_any(),
            }}
        </Dialog>
    }
}

/// Why a task cannot go on.
#[component]
fn Block(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let reason = RwSignal::new(String::new());
    let block = move || {
        let reason = reason.get_untracked().trim().to_owned();
        let said = td_string!(board.locale_now(), board.now_blocked).to_owned();
        board.plan.dispatch(PlanOp::change(card, TaskChange::Blocked(Some(reason))), said);
        board.asking.set(None);
    };
    let missing = Signal::derive(move || {
        let is_empty = reason.with(|reason| reason.trim().is_empty());
        is_empty.then(|| td_string!(board.locale(), board.block_needs_reason).to_owned())
    });
    let word = move |text: fn(Locale) -> &'static str| {
        Signal::derive(move || text(board.locale()).to_owned())
    };
    view! {
        <TextArea
            name="block-reason"
            label=word(|locale| td_string!(locale, board.block_reason))
            placeholder=word(|locale| td_string!(locale, board.block_example))
            bind=reason
            rows=2
            max_length=500
        />
        <div class="u-row">
            <span class="u-push">
                <Button kind=ButtonKind::Primary reason=missing on_press=block>
                    {move || td_string!(board.locale(), board.block)}
                </Button>
            </span>
        </div>
    }
}

/// Who answers for a task.
#[component]
fn Assign(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let query = RwSignal::new(String::new());
    let groups = Signal::derive(move || people(board, &query.get()));
    let choose = move |key: String| {
        let person = key.parse::<UserId>().ok();
        let name = person.and_then(|person| board.plan.person(person));
        let said = match name {
            Some(name) => td_string!(board.locale_now(), board.assigned_to, name),
            None => td_string!(board.locale_now(), board.assigned_nobody).to_owned(),
        };
        board.plan.dispatch(PlanOp::change(card, TaskChange::Assignee(person)), said);
        board.asking.set(None);
    };
    let word = move |text: fn(Locale) -> &'static str| {
        Signal::derive(move || text(board.locale()).to_owned())
    };
    view! {
        <Combobox
            id="board-people"
            label=word(|locale| td_string!(locale, board.ask_assign))
            placeholder=word(|locale| td_string!(locale, board.find_person))
            query
            groups
            empty=word(|locale| td_string!(locale, board.no_person))
            on_choose=choose
            on_cancel=move || board.asking.set(None)
            autofocus=true
        />
    }
}

/// The people whose name holds the query, and nobody.
fn people(board: Board, query: &str) -> Vec<ChoiceGroup> {
    let query = query.trim().to_lowercase();
    let nobody = Choice {
        key: NOBODY.to_owned(),
        text: td_string!(board.locale(), board.nobody).to_owned(),
        note: String::new(),
        icon: Some(Icon::CircleX),
    };
    let found = board.plan.people().into_iter();
    let found = found.filter(|person| person.name.to_lowercase().contains(&query));
    let choice = |person: Person| Choice {
        key: person.id.to_string(),
        text: person.name,
        note: String::new(),
        icon: Some(Icon::User),
    };
    let mut choices: Vec<Choice> = found.map(choice).collect();
    if query.is_empty() {
        choices.push(nobody);
    }
    vec![ChoiceGroup { title: String::new(), choices }]
}

/// Name, meaning and limit of a column that exists.
#[component]
fn Settings(column: ColumnId) -> impl IntoView {
    let board = Board::expect();
    let found = untrack(|| board.stack(column)).map(|stack| stack.column);
    found.map(|column| {
        let said = |locale: Locale| td_string!(locale, board.column_saved).to_owned();
        view! { <ColumnForm column said /> }
    })
}

/// Name, meaning and limit of a column to come.
#[component]
fn NewColumn(after: ColumnId) -> impl IntoView {
    let board = Board::expect();
    let kind = untrack(|| board.stack(after)).map_or(ColumnKind::Doing, |stack| stack.column.kind);
    let column = Column {
        id: board.plan.new_column_id(),
        name: String::new(),
        kind,
        rank: board.rank_after(after),
        limit: None,
    };
    let said = |locale: Locale| td_string!(locale, board.column_added).to_owned();
    view! { <ColumnForm column said /> }
}

#[component]
fn ColumnForm(column: Column, said: fn(Locale) -> String) -> impl IntoView {
    let board = Board::expect();
    let name = RwSignal::new(column.name.clone());
    let limit = RwSignal::new(column.limit.map(|limit| limit.to_string()).unwrap_or_default());
    let kind = RwSignal::new(column.kind);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let column = Column {
            name: name.get_untracked(),
            kind: kind.get_untracked(),
            limit: limit.with_untracked(|limit| limit.trim().parse().ok().filter(|most| *most > 0)),
            ..column.clone()
        };
        board.plan.dispatch(PlanOp::PutColumn(column), said(board.locale_now()));
        board.asking.set(None);
    };
    let word = move |text: fn(Locale) -> &'static str| {
        Signal::derive(move || text(board.locale()).to_owned())
    };
    let options = move || {
        let option = |(kind, key): (ColumnKind, &str)| {
            (key.to_owned(), words::kind(board.locale(), kind).to_owned())
        };
        KINDS.into_iter().map(option).collect::<Vec<_>>()
    };
    let value = move || {
        let found = KINDS.into_iter().find(|(known, _)| *known == kind.get());
        found.map_or("", |(_, key)| key).to_owned()
    };
    let choose = move |chosen: String| {
        if let Some((chosen, _)) = KINDS.into_iter().find(|(_, key)| *key == chosen) {
            kind.set(chosen);
        }
    };
    view! {
        <form class="field__form" on:submit=save>
            <TextField
                name="column-name"
                label=word(|locale| td_string!(locale, board.column_name))
                bind=name
                required=true
                max_length=200
            />
            <SelectField
                name="column-kind"
                label=word(|locale| td_string!(locale, board.column_kind))
                options=Signal::derive(options)
                value=Signal::derive(value)
                on_change=choose
                hint=word(|locale| td_string!(locale, board.column_kind_hint))
            />
            <TextField
                name="column-limit"
                label=word(|locale| td_string!(locale, board.column_limit))
                kind=FieldKind::Number
                bind=limit
                min="1"
                max="999"
                hint=word(|locale| td_string!(locale, board.column_limit_hint))
            />
            <div class="u-row">
                <span class="u-push">
                    <Button kind=ButtonKind::Primary submit=true>
                        {move || td_string!(board.locale(), board.save)}
                    </Button>
                </span>
            </div>
        </form>
    }
}
