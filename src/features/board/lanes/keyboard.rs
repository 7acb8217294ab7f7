//! Which card the keyboard is for when the one that had it is hidden or gone.

use domain::TaskId;

use super::{Deck, Spot, Stack};

impl Deck {
    /// The card that the keyboard is for, and where it stands: `wanted` where it is shown, below it
    /// the next one where the filter hides it, the one that has come to its place `before` where it
    /// is gone, and the first of all where nothing else is left. Folded lanes show none.
    #[must_use]
    pub fn with_keyboard(
        &self,
        wanted: Option<TaskId>,
        before: Option<Spot>,
    ) -> Option<(TaskId, Spot)> {
        let is_drawn = |spot: &Spot| self.is_open(&self.stacks[spot.stack]);
        let shown = || Some((wanted?, self.spot_of(wanted?).filter(is_drawn)?));
        let hidden = || self.near(self.place_of_hidden(wanted?)?);
        let gone = || self.near(before?);
        let first = || {
            let is_seen = |stack: &Stack| self.is_open(stack) && !stack.cards.is_empty();
            let stack = self.stacks.iter().position(is_seen)?;
            self.near(Spot { stack, place: 0 })
        };
        shown().or_else(hidden).or_else(gone).or_else(first)
    }

    /// Where a card that the filter hides would stand among the shown ones.
    fn place_of_hidden(&self, card: TaskId) -> Option<Spot> {
        let mut stacks = self.stacks.iter().enumerate();
        stacks.find_map(|(at, stack)| {
            let above = stack.all.iter().position(|other| *other == card)?;
            // The shown cards are some of all, in the same order.
            let mut shown = stack.cards.iter().peekable();
            let is_shown = |other: &&TaskId| shown.next_if_eq(other).is_some();
            Some(Spot { stack: at, place: stack.all[..above].iter().filter(is_shown).count() })
        })
    }

    /// The card at a place of a cell, or the last one there.
    fn near(&self, Spot { stack, place }: Spot) -> Option<(TaskId, Spot)> {
        let cards = &self.stacks.get(stack).filter(|stack| self.is_open(stack))?.cards;
        let place = place.min(cards.len().checked_sub(1)?);
        Some((cards[place], Spot { stack, place }))
    }
}
