//! Where cards go, and why they were put where a limit is exceeded.

use domain::plan::{PlanOp, TaskChange};
use domain::{OpId, TaskId};
use leptos::prelude::*;
use locale::{Locale, t, td_string};

use super::super::lanes::Spot;
use super::super::state::Board;
use super::super::words;
use super::SaveRow;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::ChipButton;
use crate::ui::field::{SelectField, TextField};

/// The id of what tells by how much a limit is exceeded.
const EXCESS: &str = "board-excess";

/// Column and lane in one list, top or bottom of it in the other.
#[component]
pub fn Move(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let deck = board.deck.get_untracked();
    let from = deck.spot_of(card).map_or(0, |spot| spot.stack);
    let (stack, is_bottom) = (RwSignal::new(from.to_string()), RwSignal::new(false));
    let cells = Signal::derive(move || {
        board.deck.with(|deck| {
            let cells = deck.stacks.iter().enumerate();
            cells.map(|(at, stack)| (at.to_string(), board.place_name(stack))).collect::<Vec<_>>()
        })
    });
    let ends = Signal::derive(move || {
        let locale = board.locale();
        vec![
            ("top".to_owned(), td_string!(locale, board.at_top).to_owned()),
            ("bottom".to_owned(), td_string!(locale, board.at_bottom).to_owned()),
        ]
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        board.asking.set(None);
        let Ok(stack) = stack.with_untracked(|stack| stack.parse::<usize>()) else { return };
        let room = board.deck.with_untracked(|deck| deck.stacks.get(stack).map(|s| s.others(card)));
        if let Some(room) = room {
            board
                .put(card, Spot { stack, place: if is_bottom.get_untracked() { room } else { 0 } });
        }
    };
    view! {
        <form class="field__form" on:submit=send>
            <SelectField
                name="move-to"
                label=board.word(|locale| td_string!(locale, board.move_cell))
                options=cells
                bind=stack
            />
            <SelectField
                name="move-end"
                label=board.word(|locale| td_string!(locale, board.move_end))
                options=ends
                value=Signal::derive(move || {
                    if is_bottom.get() { "bottom" } else { "top" }.to_owned()
                })
                on_change=move |chosen: String| is_bottom.set(chosen == "bottom")
            />
            <div class="u-row">
                <span class="u-push">
                    <Button kind=ButtonKind::Primary submit=true>
                        {t!(board.words, board.move_now)}
                    </Button>
                </span>
            </div>
        </form>
    }
}

/// Why cards were put where a limit is exceeded: one press, or own words. They are there already;
/// the reason stays on them for as long as they stay in the column, and one step back takes both.
#[component]
pub fn Limit(cards: Vec<TaskId>, step: Option<OpId>) -> impl IntoView {
    let board = Board::expect();
    // What is taken back meanwhile needs no reason.
    Effect::new(move |was: Option<()>| {
        board.plan.track_steps();
        if was.is_some() {
            board.asking.set(None);
        }
    });
    let first = cards.first().copied();
    let excess = move || {
        let excess = first.map(|card| board.deck.with(|deck| deck.exceeded_at(card)));
        let sentence = |excess| view! { <p>{words::excess(board, excess)}</p> };
        excess.unwrap_or_default().into_iter().map(sentence).collect_view()
    };
    let cards = StoredValue::new(cards);
    let own = RwSignal::new(String::new());
    let give = move |reason: String| {
        let change =
            |card: &TaskId| PlanOp::change(*card, TaskChange::LimitReason(Some(reason.clone())));
        let steps = cards.with_value(|cards| cards.iter().map(change).collect());
        if let Some(op) = PlanOp::of_steps(steps) {
            let said = td_string!(board.locale_now(), board.limit_noted).to_owned();
            match board.plan.last_step() == step {
                true => board.plan.dispatch_with_last(op, said),
                false => board.plan.dispatch(op, said),
            }
        }
        board.asking.set(None);
    };
    let usual: [fn(Locale) -> &'static str; 3] = [
        |locale| td_string!(locale, board.limit_urgent),
        |locale| td_string!(locale, board.limit_client),
        |locale| td_string!(locale, board.limit_agreed),
    ];
    let chip = move |word: fn(Locale) -> &'static str| {
        let press = move || give(word(board.locale_now()).to_owned());
        view! {
            <ChipButton pressed=false on_press=press>
                {move || word(board.locale())}
            </ChipButton>
        }
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let reason = own.with_untracked(|own| own.trim().to_owned());
        if reason.is_empty() {
            board.asking.set(None);
        } else {
            give(reason);
        }
    };
    view! {
        <form class="field__form" on:submit=send>
            <div id=EXCESS>{excess}</div>
            <div
                class="u-row"
                role="group"
                aria-describedby=EXCESS
                aria-label=board.word(|locale| td_string!(locale, board.ask_limit))
            >
                {usual.map(chip).collect_view()}
            </div>
            <TextField
                name="limit-reason"
                label=board.word(|locale| td_string!(locale, board.limit_own))
                bind=own
                max_length=200
            />
            <SaveRow />
        </form>
    }
}
