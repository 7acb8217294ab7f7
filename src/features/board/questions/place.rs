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
/// The ends of a column in a form.
const TOP: &str = "top";
const BOTTOM: &str = "bottom";
/// So many cards of a column are named to be put below.
const NAMED: usize = 50;

/// Column and lane in one list, the place in it in the other: an end, or below a card.
#[component]
pub fn Move(card: TaskId) -> impl IntoView {
    let board = Board::expect();
    let from = board.deck.with_untracked(|deck| deck.spot_of(card).map_or(0, |spot| spot.stack));
    let (stack, place) = (RwSignal::new(from.to_string()), RwSignal::new(TOP.to_owned()));
    let cells = Signal::derive(move || {
        board.deck.with(|deck| {
            let cells = deck.stacks.iter().enumerate();
            cells.map(|(at, stack)| (at.to_string(), board.place_name(stack))).collect::<Vec<_>>()
        })
    });
    let cards = StoredValue::new(board.subjects(card));
    let places = Signal::derive(move || {
        let stack = stack.with(|stack| stack.parse::<usize>().ok());
        stack.map_or_else(Vec::new, |stack| cards.with_value(|cards| board.places_in(stack, cards)))
    });
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        board.asking.set(None);
        let Ok(stack) = stack.with_untracked(|stack| stack.parse::<usize>()) else { return };
        let room = board.deck.with_untracked(|deck| deck.stacks.get(stack).map(|s| s.others(card)));
        let Some(room) = room else { return };
        let place = place.with_untracked(|place| match place.as_str() {
            TOP => 0,
            BOTTOM => room,
            below => {
                let others = cards.with_value(|cards| untrack(|| board.others_in(stack, cards)));
                let above = others.iter().position(|card| card.to_string() == below);
                above.map_or(0, |above| above + 1).min(room)
            }
        });
        board.put(card, Spot { stack, place });
    };
    view! {
        <form class="field__form" on:submit=send>
            <SelectField
                name="move-to"
                label=board.word(|locale| td_string!(locale, board.move_cell))
                options=cells
                bind=stack
                on_change=move |_: String| place.set(TOP.to_owned())
            />
            <SelectField
                name="move-end"
                label=board.word(|locale| td_string!(locale, board.move_end))
                options=places
                bind=place
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

impl Board {
    /// The cards of a cell but for some; subscribes to their changes.
    fn others_in(self, stack: usize, cards: &[TaskId]) -> Vec<TaskId> {
        self.deck.with(|deck| {
            let shown = deck.stacks.get(stack).into_iter().flat_map(|stack| &stack.cards);
            shown.filter(|card| !cards.contains(card)).copied().collect()
        })
    }

    /// The places of a cell where cards can be put: its ends, and below each of the first others,
    /// by that card's id, for meanwhile they may stand elsewhere.
    fn places_in(self, stack: usize, cards: &[TaskId]) -> Vec<(String, String)> {
        let locale = self.locale();
        let others = self.others_in(stack, cards);
        // Below the last one is the bottom.
        let named = others.len().saturating_sub(1).min(NAMED);
        let below = |card: &TaskId| {
            let title = self.task(*card).map(|task| task.title).unwrap_or_default();
            (card.to_string(), td_string!(locale, board.below_card, title = title))
        };
        let mut places = vec![(TOP.to_owned(), td_string!(locale, board.at_top).to_owned())];
        places.extend(others.iter().take(named).map(below));
        places.push((BOTTOM.to_owned(), td_string!(locale, board.at_bottom).to_owned()));
        places
    }
}
