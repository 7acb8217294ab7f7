//! How a column is and looks, and how much a lane holds.

use domain::ColumnId;
use domain::plan::{Colour, Column, ColumnKind, PlanOp, Settings as PlanSettings};
use leptos::prelude::*;
use locale::{Locale, td_string};

use super::super::state::Board;
use super::super::words;
use super::SaveRow;
use crate::ui::field::{FieldKind, SelectField, TextField};

/// The kinds of a column and their names in a form.
const KINDS: [(ColumnKind, &str); 3] =
    [(ColumnKind::ToDo, "to-do"), (ColumnKind::Doing, "doing"), (ColumnKind::Done, "done")];

/// Name, meaning and limit of a column that exists.
#[component]
pub fn Settings(column: ColumnId) -> impl IntoView {
    let board = Board::expect();
    let found = untrack(|| board.column(column)).map(|stack| stack.column);
    found.map(|column| {
        let said = |locale: Locale| td_string!(locale, board.column_saved).to_owned();
        view! { <ColumnForm column said /> }
    })
}

/// Name, meaning and limit of a column to come.
#[component]
pub fn NewColumn(after: ColumnId) -> impl IntoView {
    let board = Board::expect();
    let kind = untrack(|| board.column(after)).map_or(ColumnKind::Doing, |stack| stack.column.kind);
    let column = Column {
        id: board.plan.new_column_id(),
        name: String::new(),
        kind,
        rank: board.rank_after(after),
        limit: None,
        colour: None,
    };
    let said = |locale: Locale| td_string!(locale, board.column_added).to_owned();
    view! { <ColumnForm column said /> }
}

#[component]
fn ColumnForm(column: Column, said: fn(Locale) -> String) -> impl IntoView {
    let board = Board::expect();
    let name = RwSignal::new(column.name.clone());
    let limit = RwSignal::new(column.limit.map(|limit| limit.to_string()).unwrap_or_default());
    let (kind, colour) = (RwSignal::new(column.kind), RwSignal::new(column.colour));
    // Others may change the column while the form is open.
    let base = board.plan.seq();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let column = Column {
            name: name.get_untracked(),
            kind: kind.get_untracked(),
            colour: colour.get_untracked(),
            limit: limit.with_untracked(|limit| limit.trim().parse().ok().filter(|most| *most > 0)),
            ..column.clone()
        };
        board.plan.dispatch_from(base, PlanOp::PutColumn(column), said(board.locale_now()));
        board.asking.set(None);
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
                label=board.word(|locale| td_string!(locale, board.column_name))
                bind=name
                required=true
                max_length=200
            />
            <SelectField
                name="column-kind"
                label=board.word(|locale| td_string!(locale, board.column_kind))
                options=Signal::derive(options)
                value=Signal::derive(value)
                on_change=choose
                hint=board.word(|locale| td_string!(locale, board.column_kind_hint))
            />
            <TextField
                name="column-limit"
                label=board.word(|locale| td_string!(locale, board.column_limit))
                kind=FieldKind::Number
                bind=limit
                min="1"
                max="999"
                hint=board.word(|locale| td_string!(locale, board.column_limit_hint))
            />
            <ColourField colour />
            <SaveRow />
        </form>
    }
}

/// By which colour the column is told from the others.
#[component]
fn ColourField(colour: RwSignal<Option<Colour>>) -> impl IntoView {
    let board = Board::expect();
    let all = || std::iter::once(None).chain(Colour::ALL.map(Some));
    let key = |colour: Option<Colour>| colour.map_or("", Colour::as_str).to_owned();
    let options = move || {
        let option = |one| (key(one), words::colour(board.locale(), one).to_owned());
        all().map(option).collect::<Vec<_>>()
    };
    let choose = move |chosen: String| {
        if let Some(found) = all().find(|one| key(*one) == chosen) {
            colour.set(found);
        }
    };
    view! {
        <SelectField
            name="column-colour"
            label=board.word(|locale| td_string!(locale, board.column_colour))
            options=Signal::derive(options)
            value=Signal::derive(move || key(colour.get()))
            on_change=choose
        />
    }
}

/// How many begun cards a lane holds.
#[component]
pub fn LaneLimit() -> impl IntoView {
    let board = Board::expect();
    let settings = move || board.plan.with_untracked(|view| view.plan.settings.clone());
    let most = settings().lane_limit.map(|most| most.to_string());
    let limit = RwSignal::new(most.unwrap_or_default());
    let base = board.plan.seq();
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let lane_limit = limit.with_untracked(|limit| limit.trim().parse().ok());
        let settings =
            PlanSettings { lane_limit: lane_limit.filter(|most| *most > 0), ..settings() };
        let said = td_string!(board.locale_now(), board.lane_limit_set).to_owned();
        board.plan.dispatch_from(base, PlanOp::Configure(settings), said);
        board.asking.set(None);
    };
    view! {
        <form class="field__form" on:submit=save>
            <TextField
                name="lane-limit"
                label=board.word(|locale| td_string!(locale, board.lane_limit))
                kind=FieldKind::Number
                bind=limit
                min="1"
                max="999"
                hint=board.word(|locale| td_string!(locale, board.lane_limit_hint))
            />
            <SaveRow />
        </form>
    }
}
