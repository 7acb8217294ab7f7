//! Cards on their way: those of others, as ghosts where they would put them down, and what others
//! are told of the own one.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::TaskId;
use leptos::prelude::*;
use locale::td_string;

use super::lanes::{Cell, Deck, Spot};
use super::state::Board;
use crate::features::shared::live_wire::{Over, Presence};
use crate::ui::dom;

/// Between two words about a card on its way lies at least so much, in milliseconds.
const TELL_EVERY_MS: i64 = 100;

/// A card in somebody else's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ghost {
    /// The card, the first of several.
    pub card: TaskId,
    /// How many shown cards of the cell stand above it.
    pub place: usize,
    /// Who moves it.
    pub name: String,
}

/// The ghosts of each cell.
pub type Ghosts = BTreeMap<Cell, Vec<Ghost>>;

/// Where the cards that others move would be put down, on this person's board: below the same card
/// if it is shown here, and otherwise on top of the same column in the lane of the moved card.
pub fn ghosts(others: &[Presence], deck: &Deck) -> Ghosts {
    let mut ghosts = Ghosts::new();
    for other in others {
        let Some((card, over)) = other.at.dragged.first().copied().zip(other.at.over) else {
            continue;
        };
        let Some((cell, place)) = place_of(deck, card, over) else { continue };
        ghosts.entry(cell).or_default().push(Ghost { card, place, name: other.name.clone() });
    }
    ghosts
}

fn place_of(deck: &Deck, card: TaskId, over: Over) -> Option<(Cell, usize)> {
    let is_there = |stack: usize| deck.stacks[stack].column.id == over.column;
    let above = over.below.and_then(|below| deck.spot_of(below));
    if let Some(Spot { stack, place }) = above.filter(|above| is_there(above.stack)) {
        return Some((deck.stacks[stack].cell(), place + 1));
    }
    let lane = deck.spot_of(card).map_or(0, |spot| spot.stack);
    let stack = deck.around(lane).find(|stack| is_there(*stack))?;
    Some((deck.stacks[stack].cell(), 0))
}

/// What others are told: the column over which a card is, and the card below which it would come.
fn over(deck: &Deck, card: TaskId, spot: Spot) -> Option<Over> {
    let stack = deck.stacks.get(spot.stack)?;
    let mut above = stack.cards.iter().filter(|other| **other != card);
    let below = spot.place.checked_sub(1).and_then(|above_it| above.nth(above_it)).copied();
    Some(Over { column: stack.column.id, below })
}

/// What others are told of a card on its way. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Telling {
    board: Board,
    /// What they were told last, and when.
    told: StoredValue<(Option<Spot>, i64)>,
    /// Whether something waits until they can follow.
    is_waiting: StoredValue<bool>,
}

impl Telling {
    /// Nothing was told yet.
    pub fn new(board: Board) -> Self {
        let (told, is_waiting) = (StoredValue::new((None, 0)), StoredValue::new(false));
        Self { board, told, is_waiting }
    }

    /// Tells where the card would be put down, not more often than others can follow: what comes
    /// too early asks for another try, by `again`. Trying frame after frame would be a good part of
    /// what a move costs.
    pub fn tell_in_time(self, card: TaskId, target: Spot, again: impl FnOnce() + 'static) {
        let (told, told_ms) = self.told.get_value();
        if told == Some(target) || self.is_waiting.get_value() {
            return;
        }
        let now = dom::now_ms();
        let early = (told_ms + TELL_EVERY_MS - now).clamp(0, TELL_EVERY_MS);
        if early == 0 {
            self.told.set_value((Some(target), now));
            return self.tell(card, target);
        }
        self.is_waiting.set_value(true);
        let go_on = move || {
            self.is_waiting.try_set_value(false);
            again();
        };
        set_timeout(go_on, Duration::from_millis(early.unsigned_abs()));
    }

    /// Tells it at once.
    pub fn tell(self, card: TaskId, target: Spot) {
        let over = self.board.deck.with_untracked(|deck| over(deck, card, target));
        self.board.plan.tell_over(over);
    }

    /// The card is not on its way any more.
    pub fn end(self) {
        self.told.set_value((None, 0));
    }
}

/// The ghost of a card; hidden from screen readers, for which the card itself says who moves it.
#[component]
pub fn GhostItem(
    /// The card.
    card: TaskId,
    /// Who moves it.
    name: String,
) -> impl IntoView {
    let board = Board::expect();
    let title = board.task(card).map(|task| task.title).unwrap_or_default();
    let words = move || td_string!(board.locale(), conflicts.dragged, name = name.clone());
    view! {
        <li class="board__other" aria-hidden="true" data-ghost=card.to_string()>
            <div class="board__other-card">
                <strong class="u-ellipsis">{title}</strong>
                <span class="board__other-name">{words}</span>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::plan::board::default_columns;
    use domain::plan::{Calendar, Plan, Rank, Task};
    use domain::{CalendarId, ColumnId};

    use super::super::lanes::{Around, Filter, GroupBy, Traces};
    use super::*;

    fn task(letter: u8) -> TaskId {
        TaskId::new(u64::from(letter), [letter; 10])
    }

    /// Cards a, b and c in the first column and none in the others.
    fn deck() -> Deck {
        let calendar = Calendar::office(CalendarId::new(1, [0; 10]), "calendar".to_owned());
        let mut next = 0;
        let columns = default_columns(["t", "d", "r", "f"].map(str::to_owned), || {
            next += 1;
            ColumnId::new(next, [0; 10])
        });
        let first = columns[0].id;
        let mut plan = Plan::new(0, calendar, columns);
        for (letter, rank) in (b'a'..=b'c').zip(Rank::sequence(3)) {
            let mut new = Task::new(task(letter), u32::from(letter), String::new(), rank.clone());
            (new.column, new.card_rank) = (Some(first), rank);
            plan.tasks.insert(new.id, new);
        }
        let traces = Traces::default();
        let around = Around { people: &[], traces: &traces, late: &BTreeSet::new() };
        Deck::of(&plan, "P", &Filter::default(), GroupBy::Nothing, around)
    }

    #[test]
    fn what_is_told_of_a_carried_card_leads_to_the_same_place_on_another_board() {
        let deck = deck();
        let check = |stack: usize, place: usize| {
            let told = over(&deck, task(b'a'), Spot { stack, place }).unwrap();
            let (cell, shown) = place_of(&deck, task(b'a'), told).unwrap();
            assert_eq!(cell, deck.stacks[stack].cell(), "{stack} {place}");
            // The card itself stays where it is until it is put down.
            let own = usize::from(stack == 0 && place > 0);
            assert_eq!(shown, place + own, "{stack} {place}");
        };
        check(0, 0);
        check(0, 1);
        check(0, 2);
        check(1, 0);
    }

    #[test]
    fn below_a_card_that_is_not_shown_it_comes_to_the_top() {
        let deck = deck();
        let told = Over { column: deck.stacks[2].column.id, below: Some(task(b'b')) };
        assert_eq!(place_of(&deck, task(b'a'), told), Some((deck.stacks[2].cell(), 0)));
    }
}
