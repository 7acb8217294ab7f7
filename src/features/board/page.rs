//! The board's page.

use domain::ColumnId;
use domain::plan::ColumnKind;
use leptos::html;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{consequences, t, td_string};
use web_sys::{Element, Event, MouseEvent, PointerEvent};

use super::ageing;
use super::bulk::Bulk;
use super::carry::Stage;
use super::column::BoardColumn;
use super::filters::Filters;
use super::fullness;
use super::grid::Grid;
use super::hands::Hands;
use super::hover;
use super::keyboard::{self, BOARD};
use super::keys;
use super::lanes::{Deck, GroupBy};
use super::pointers::Pointers;
use super::press::Presses;
use super::questions::Questions;
use super::state::Board;
use crate::paths;
use crate::ui::badge::{Rag, RagMark};
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::chip::ChipButton;
use crate::ui::dom::{self, FrameGate, Listening};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// The board of the open plan.
#[component]
pub fn BoardPage() -> impl IntoView {
    let board = Board::provide();
    ageing::watch(board);
    keyboard::keep(board);
    board.keep_selection_in_sight();
    board.tell_panel();
    let presses = Presses::new(board);
    let stage = Stage {
        root: NodeRef::new(),
        scroller: NodeRef::new(),
        ghost: NodeRef::new(),
        holder: NodeRef::new(),
        line: NodeRef::new(),
    };
    let pointers = Pointers::new(board, stage);
    let (hands, heads, marquee) = (pointers.hands, pointers.heads, pointers.marquee);
    let columns = Memo::new(move |_| {
        board
            .deck
            .with(|deck| deck.columns().iter().map(|stack| stack.column.id).collect::<Vec<_>>())
    });
    let has_lanes = Memo::new(move |_| board.group.get() != GroupBy::Nothing);
    view! {
        <div
            class="board"
            id=BOARD
            tabindex="-1"
            data-ground=""
            node_ref=stage.root
            on:pointerdown=move |event: PointerEvent| pointers.down(&event)
            on:pointermove=move |event: PointerEvent| pointers.moved(&event)
            on:pointerup=move |event: PointerEvent| pointers.up(&event)
            on:pointercancel=move |_| pointers.lost()
            on:pointerover=move |event: PointerEvent| hover::note(board, &event)
            on:pointerleave=move |_| board.hovered.set(None)
            on:mousedown=move |event: MouseEvent| pointers.mouse_down(&event)
            on:contextmenu=move |event: MouseEvent| pointers.context_menu(&event)
            on:keydown=move |event| keys::press(board, hands, &event)
            on:keyup=move |event| keys::release(&event)
            on:click=move |event: MouseEvent| presses.once(&event)
            on:dblclick=move |event: MouseEvent| presses.twice(&event)
        >
            <Filters />
            <ColumnPicker columns scroller=stage.scroller />
            <EmptyBoard />
            <p class="u-hidden" id="board-keys">
                {t!(board.words, board.keys)}
            </p>
            <p class="u-hidden" id="board-picked">
                {t!(board.words, board.picked)}
            </p>
            {move || match has_lanes.get() {
                true => view! { <Grid columns scroller=stage.scroller /> }.into_any(),
                false => view! { <Columns columns scroller=stage.scroller /> }.into_any(),
            }}
            <Bulk />
            <Overlay hands stage frame=marquee.frame line=heads.line />
            <Questions />
        </div>
    }
}

/// The columns side by side.
#[component]
fn Columns(columns: Memo<Vec<ColumnId>>, scroller: NodeRef<html::Div>) -> impl IntoView {
    view! {
        <div class="board__columns" node_ref=scroller>
            <For
                each=move || columns.get()
                key=|column| *column
                children=|column| view! { <BoardColumn column /> }
            />
        </div>
    }
}

/// On a phone one column fills the width; this leads to each of them.
#[component]
fn ColumnPicker(columns: Memo<Vec<ColumnId>>, scroller: NodeRef<html::Div>) -> impl IntoView {
    let board = Board::expect();
    let in_view = RwSignal::new(0_usize);
    let gate = FrameGate::default();
    Effect::new(move |_| {
        let Some(element) = scroller.get() else { return };
        let gate = gate.clone();
        dom::listen_here(&element, "scroll", Listening::Passive, move |_: Event| {
            gate.request(move || note_in_view(scroller, in_view));
        });
    });
    let chip = move |(at, column): (usize, ColumnId)| {
        let name = Memo::new(move |_| board.column_name(column));
        let held = Memo::new(move |_| board.held(column));
        let pressed = Signal::derive(move || in_view.get() == at);
        view! {
            <ChipButton pressed on_press=move || show_column(scroller, at)>
                <span>{move || name.get()}</span>
                " "
                {move || held.get().map(|held| fullness::of_column(board, held))}
            </ChipButton>
        }
    };
    view! {
        <nav
            class="board__picker u-phone"
            aria-label=t!(board.words, board.columns)
        >
            {move || columns.get().into_iter().enumerate().map(chip).collect_view()}
        </nav>
    }
}

fn note_in_view(scroller: NodeRef<html::Div>, in_view: RwSignal<usize>) {
    let Some(element) = scroller.get_untracked() else { return };
    let Some(first) = sections(&element).into_iter().next() else { return };
    let width = first.get_bounding_client_rect().width().max(1.0);
    let at = (f64::from(element.scroll_left()) / width).round() as usize;
    if in_view.get_untracked() != at {
        in_view.set(at);
    }
}

fn show_column(scroller: NodeRef<html::Div>, at: usize) {
    let Some(element) = scroller.get_untracked() else { return };
    let Some(column) = sections(&element).into_iter().nth(at) else { return };
    let left = |element: &Element| element.get_bounding_client_rect().left();
    let distance = left(&column) - left(&element);
    element.set_scroll_left(element.scroll_left() + distance.round() as i32);
}

/// The columns; of a board in lanes, those of the first lane come first.
fn sections(scroller: &Element) -> Vec<web_sys::HtmlElement> {
    dom::focusable_within(scroller, Some("[data-column]"))
}

/// What the board is for, as long as it holds nothing.
#[component]
fn EmptyBoard() -> impl IntoView {
    let board = Board::expect();
    let is_empty = Memo::new(move |_| board.deck.with(Deck::is_empty));
    let reason = Signal::derive(move || board.editing_reason());
    let add = move || board.begin_adding(board.first_cell(ColumnKind::ToDo), None);
    let action = move || {
        view! {
            <Button kind=ButtonKind::Primary icon=Icon::Plus reason on_press=add>
                {t!(board.words, board.new_task)}
            </Button>
        }
    };
    let other = move || {
        view! {
            <LinkButton href=paths::import(board.plan.project()) icon=Icon::FileUp>
                {t!(board.words, board.import)}
            </LinkButton>
        }
    };
    let sentence = Signal::derive(move || td_string!(board.locale(), board.empty).to_owned());
    view! {
        <Show when=move || is_empty.get()>
            <Empty icon=Icon::Kanban sentence action=action other=other />
        </Show>
    }
}

/// What lies above the board while a card is on its way or a frame is drawn; hidden from screen
/// readers, which are told in words.
#[component]
fn Overlay(
    hands: Hands,
    stage: Stage,
    frame: NodeRef<html::Div>,
    line: NodeRef<html::Div>,
) -> impl IntoView {
    let board = Board::expect();
    let chip = move || {
        let consequence = hands.consequence.get()?;
        let rag = if consequence.is_later() { Rag::Warn } else { Rag::Ok };
        let today = board.plan.today();
        let words = consequences::notable(board.locale(), &consequence, today).join(" · ");
        Some(view! {
            <p class="board__consequence" data-later=consequence.is_later().then_some("true")>
                <RagMark rag=rag />
                {words}
            </p>
        })
    };
    view! {
        <div class="board__overlay" aria-hidden="true">
            <div class="board__drop" node_ref=stage.line hidden=true></div>
            <div class="board__marquee" node_ref=frame hidden=true></div>
            <div class="board__between" node_ref=line hidden=true></div>
            <div class="board__ghost" node_ref=stage.ghost hidden=true>
                <div class="board__holder" node_ref=stage.holder></div>
                {move || {
                    let count = Some(hands.count.get()).filter(|count| *count > 1).map(grouped);
                    count.map(|count| view! { <span class="board__count">{count}</span> })
                }}
                {chip}
            </div>
        </div>
    }
}
