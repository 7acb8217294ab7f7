//! Columns and cells: a heading with how full the column is, cards, quick add at the foot.

use domain::plan::{Colour, ColumnKind};
use domain::{ColumnId, TaskId};
use leptos::html;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;

use super::card::Card;
use super::collapse::Strip;
use super::column_drag;
use super::column_menu::ColumnMenu;
use super::fullness;
use super::lanes::{Cell, Lane, Stack, Wip};
use super::others::{Ghost, GhostItem};
use super::quick_add::{Line, QuickAdd};
use super::state::Board;
use crate::features::shared::paper::paper_rest;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// So near to the end of a list, in px, more cards are drawn.
const NEAR_END: i32 = 800;

/// What stands in a column's list: cards, and at most one line between them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Item {
    Card(TaskId),
    /// A card that somebody else is about to put down here, and who.
    Ghost(TaskId, String),
    /// The limit that the cards below it exceed.
    Cut(u16),
    /// Quick add, open below the card above it.
    Line(Cell),
}

/// A column of a board without lanes.
#[component]
pub fn BoardColumn(
    /// Which.
    column: ColumnId,
) -> impl IntoView {
    let cell = Cell { lane: Lane::Whole, column };
    let board = Board::expect();
    let kind = Memo::new(move |_| board.stack(cell).map(|stack| stack.column.kind));
    let is_collapsed = Memo::new(move |_| board.is_collapsed(column));
    view! {
        <section
            class="board__column"
            data-column=column.to_string()
            data-collapsed=move || is_collapsed.get().then_some("true")
            aria-labelledby=heading_id(column)
        >
            <ColumnHead column />
            <Show when=move || !is_collapsed.get()>
                <Cards cell />
                <QuickAdd cell kind />
            </Show>
        </section>
    }
}

/// The head of a column, or the strip that it is collapsed to.
#[component]
pub fn ColumnHead(
    /// Which.
    column: ColumnId,
    /// Whether it heads a column of the grid that lanes make.
    #[prop(optional)]
    in_grid: bool,
) -> impl IntoView {
    let board = Board::expect();
    let name = Memo::new(move |_| board.column_name(column));
    let is_collapsed = Memo::new(move |_| board.is_collapsed(column));
    let colour = Memo::new(move |_| board.column(column).and_then(|stack| stack.column.colour));
    view! {
        <div
            class="board__head"
            role=in_grid.then_some("columnheader")
            aria-labelledby=in_grid.then(|| heading_id(column))
            data-head=column.to_string()
            data-hue=move || colour.get().map(Colour::as_str)
            data-collapsed=move || is_collapsed.get().then_some("true")
            on:keydown=move |event| column_drag::press_key(board, column, &event)
        >
            {move || match is_collapsed.get() {
                true => view! { <Strip column name /> }.into_any(),
                false => view! { <OpenHead column name /> }.into_any(),
            }}
        </div>
    }
}

/// The heading of an open column: its name, how full it is, its menu.
#[component]
fn OpenHead(column: ColumnId, name: Memo<String>) -> impl IntoView {
    let board = Board::expect();
    let held = Memo::new(move |_| board.held(column));
    view! {
        <h3 class="board__heading u-ellipsis" id=heading_id(column)>
            {move || name.get()}
        </h3>
        {move || held.get().map(|held| fullness::of_column(board, held))}
        <ColumnMenu column name />
    }
}

/// The id of a column's name.
pub fn heading_id(column: ColumnId) -> String {
    format!("column-{column}")
}

/// The cards of a cell.
#[component]
pub fn Cards(
    /// Which cell.
    cell: Cell,
) -> impl IntoView {
    let board = Board::expect();
    let stack = Memo::new(move |_| board.stack(cell));
    let kind = Memo::new(move |_| stack.with(|stack| stack.as_ref().map(|s| s.column.kind)));
    let drawn = Memo::new(move |_| board.drawn(cell, kind.get().unwrap_or(ColumnKind::ToDo)));
    let ghosts = Memo::new(move |_| board.ghosts_in(cell));
    let line = Memo::new(move |_| board.line_below(cell));
    let items = move || {
        let line = line.get();
        ghosts.with(|ghosts| stack.with(|stack| items(stack.as_ref(), drawn.get(), ghosts, line)))
    };
    let rest = move || {
        stack.with(|stack| {
            stack.as_ref().map_or(0, |stack| stack.cards.len().saturating_sub(drawn.get()))
        })
    };
    let compact = Signal::derive(move || kind.get() == Some(ColumnKind::Done));
    let list = NodeRef::<html::Ul>::new();
    let draw_more = move || {
        if let Some(kind) = kind.get_untracked() {
            board.draw_more(cell, kind);
        }
    };
    let scrolled = move |_| {
        let is_done = kind.get_untracked() == Some(ColumnKind::Done);
        let near_end = list.get_untracked().is_some_and(|list| {
            list.scroll_height() - list.scroll_top() - list.client_height() < NEAR_END
        });
        if near_end && !is_done && untrack(rest) > 0 {
            draw_more();
        }
    };
    // In lanes nothing scrolls by itself, so the rest is asked for.
    let asks_for_more = move || compact.get() || cell.lane != Lane::Whole;
    let label = move || {
        let name = stack.with(|stack| stack.as_ref().map(|stack| board.place_name(stack)));
        td_string!(board.locale(), board.cards_of, column = name.unwrap_or_default())
    };
    view! {
        <ul
            class="board__list"
            data-list=""
            node_ref=list
            aria-label=label
            on:scroll=scrolled
        >
            <For each=items key=Item::clone children=move |item| draw(board, item, compact) />
            {move || {
                let count = rest();
                (asks_for_more() && count > 0).then(|| more(board, count, draw_more))
            }}
            {move || {
                let count = if board.is_printing.get() { rest() } else { 0 };
                paper_rest(board.words, count).map(|words| view! { <li>{words}</li> })
            }}
        </ul>
    }
}

fn items(stack: Option<&Stack>, drawn: usize, ghosts: &[Ghost], line: Option<TaskId>) -> Vec<Item> {
    let Some(stack) = stack else { return Vec::new() };
    let shown = &stack.cards[..drawn.min(stack.cards.len())];
    let cut_at = |place: usize| match (stack.cut, stack.wip) {
        (Some(cut), Wip::Over { limit, .. }) if cut == place => Some(Item::Cut(limit)),
        _ => None,
    };
    let ghosts_at = |place: usize| {
        let here = ghosts.iter().filter(move |ghost| ghost.place.min(shown.len()) == place);
        here.map(|ghost| Item::Ghost(ghost.card, ghost.name.clone()))
    };
    let mut items = Vec::new();
    for place in 0..=shown.len() {
        items.extend(ghosts_at(place));
        items.extend(cut_at(place));
        items.extend(shown.get(place).map(|card| Item::Card(*card)));
        let is_above = shown.get(place).is_some_and(|card| line == Some(*card));
        items.extend(is_above.then(|| Item::Line(stack.cell())));
    }
    items
}

fn draw(board: Board, item: Item, compact: Signal<bool>) -> AnyView {
    match item {
        Item::Card(card) => view! { <Card card compact /> }.into_any(),
        Item::Line(cell) => view! { <li class="board__adding"><Line cell /></li> }.into_any(),
        Item::Ghost(card, name) => view! { <GhostItem card name /> }.into_any(),
        Item::Cut(limit) => view! {
            <li class="board__cut">
                {move || td_string!(board.locale(), board.cut_line, limit = grouped(limit))}
            </li>
        }
        .into_any(),
    }
}

fn more(board: Board, count: usize, draw_more: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    view! {
        <li class="board__more">
            <Button kind=ButtonKind::Ghost icon=Icon::ChevronDown on_press=draw_more>
                {move || td_string!(board.locale(), board.more, count = grouped(count))}
            </Button>
        </li>
    }
}
