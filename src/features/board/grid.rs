//! The board in lanes, a grid: the columns' headings above, below them lane by lane. The arrow keys
//! lead from card to card, so that its cells never have the keyboard themselves.

use domain::ColumnId;
use leptos::html;
use leptos::prelude::*;
use locale::td_string;
use web_sys::KeyboardEvent;

use super::column::{Cards, ColumnHead};
use super::fullness;
use super::lanes::{Cell, Lane, LaneHead};
use super::quick_add::QuickAdd;
use super::state::Board;
use super::words;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// Everything below the toolbar, in lanes.
#[component]
pub fn Grid(
    /// The columns from left to right.
    columns: Memo<Vec<ColumnId>>,
    /// What scrolls, in both directions.
    scroller: NodeRef<html::Div>,
) -> impl IntoView {
    let board = Board::expect();
    let lanes = Memo::new(move |_| {
        board.deck.with(|deck| deck.lanes.iter().map(|head| head.lane).collect::<Vec<_>>())
    });
    let group = move || words::group(board.locale(), board.group.get());
    let label = move || td_string!(board.locale(), board.grid, group = group());
    view! {
        <div
            class="board__columns board__columns--lanes"
            role="grid"
            aria-label=label
            data-lanes=""
            node_ref=scroller
        >
            <div class="board__heads" role="row">
                <span class="u-hidden" role="columnheader">
                    {group}
                </span>
                <For
                    each=move || columns.get()
                    key=|column| *column
                    children=|column| view! { <ColumnHead column in_grid=true /> }
                />
            </div>
            <For
                each=move || lanes.get()
                key=|lane| *lane
                children=move |lane| view! { <LaneRow lane columns /> }
            />
        </div>
    }
}

/// A lane: its heading, and its cells beside each other.
#[component]
fn LaneRow(lane: Lane, columns: Memo<Vec<ColumnId>>) -> impl IntoView {
    let board = Board::expect();
    let is_folded = Memo::new(move |_| board.folded.with(|folded| folded.contains(&lane)));
    let name = move || words::lane(board, board.locale(), lane);
    let head = Memo::new(move |_| {
        let is_it = |head: &&LaneHead| head.lane == lane;
        board.deck.with(|deck| deck.lanes.iter().find(is_it).copied())
    });
    let turn = move |_| board.fold(lane, !is_folded.get_untracked());
    // ← folds and → opens, as in an outline.
    let key = move |event: KeyboardEvent| {
        let is_plain = !event.alt_key() && !event.shift_key() && !dom::has_command(&event);
        match event.key().as_str() {
            "ArrowLeft" if is_plain => board.fold(lane, true),
            "ArrowRight" if is_plain => board.fold(lane, false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div
            class="board__lane"
            role="row"
            aria-label=name
            data-folded=move || is_folded.get().to_string()
        >
            <div class="board__lane-head" role="rowheader">
                <h4>
                    <button
                        class="board__fold"
                        type="button"
                        aria-expanded=move || (!is_folded.get()).to_string()
                        on:click=turn
                        on:keydown=key
                    >
                        <Icon icon=Icon::ChevronDown size=IconSize::Small />
                        <span class="u-ellipsis">{name}</span>
                        {move || head.get().map(|head| fullness::of_lane(board, head))}
                    </button>
                </h4>
            </div>
            <div class="board__cells">
                <For
                    each=move || columns.get()
                    key=|column| *column
                    children=move |column| {
                        view! { <CellSection cell=Cell { lane, column } is_folded /> }
                    }
                />
            </div>
        </div>
    }
}

/// A cell; of a folded lane or a collapsed column it keeps its place without its cards.
#[component]
fn CellSection(cell: Cell, is_folded: Memo<bool>) -> impl IntoView {
    let board = Board::expect();
    let kind = Memo::new(move |_| board.stack(cell).map(|stack| stack.column.kind));
    let is_collapsed = Memo::new(move |_| board.is_collapsed(cell.column));
    // For keys there is the strip above.
    let press = move |_| {
        if is_collapsed.get_untracked() {
            board.open_column(cell.column);
        }
    };
    view! {
        <div
            class="board__column board__cell"
            role="gridcell"
            data-column=cell.column.to_string()
            data-collapsed=move || is_collapsed.get().then_some("true")
            on:click=press
        >
            <Show when=move || !is_folded.get() && !is_collapsed.get()>
                <Cards cell />
                <Show when=move || board.adds_in(cell.lane)>
                    <QuickAdd cell kind />
                </Show>
            </Show>
        </div>
    }
}
