//! Cards that have stood in their column longer than most before them.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::flow::ColumnAge;
use domain::plan::{Column, ColumnKind};
use domain::{ColumnId, ProjectId, TaskId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::numbers::grouped;
use locale::{t, td_string};

use super::card::Face;
use super::state::Board;
use crate::features::shared::flow_api::open_flow;
use crate::features::shared::plan::{Source, SyncState};
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// So long the board waits before it asks again, however much changes.
const PAUSE: Duration = Duration::from_secs(60);

/// Fewer stays in a column do not tell what is usual there.
const STAYS_NEEDED: u32 = 5;

/// A card that has stood longer than 85 percent of the stays in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aged {
    /// Where it stood when the server was asked.
    column: ColumnId,
    /// For how many whole days.
    days: u32,
}

/// The cards that stand too long.
pub type AgedCards = BTreeMap<TaskId, Aged>;

/// Asks the server which cards stand too long: when the board opens, and again when the plan has
/// changed. A plan of the past and a branch have no such cards.
pub fn watch(board: Board) {
    if board.plan.source() != Source::Project {
        return;
    }
    let asking = Asking {
        project: board.plan.project(),
        sync: board.plan.sync(),
        aged: board.aged,
        is_resting: StoredValue::new(false),
        is_due: StoredValue::new(false),
    };
    Effect::new(move |_| {
        board.plan.track();
        // The server tells what it has: it is asked once it has everything from here.
        if asking.sync.get() == SyncState::Saved {
            asking.ask();
        }
    });
}

/// One question at a time, with a pause after each.
#[derive(Clone, Copy)]
struct Asking {
    project: ProjectId,
    sync: Signal<SyncState>,
    aged: RwSignal<AgedCards>,
    is_resting: StoredValue<bool>,
    /// Whether the plan has changed during the pause.
    is_due: StoredValue<bool>,
}

impl Asking {
    fn ask(self) {
        if self.is_resting.get_value() {
            self.is_due.set_value(true);
            return;
        }
        if !dom::is_online() {
            return;
        }
        self.is_resting.set_value(true);
        self.is_due.set_value(false);
        spawn_local(async move {
            // Without an answer what was told before stays.
            if let Ok(told) = open_flow(self.project).await {
                self.aged.try_set(beyond(&told.flow.ageing));
            }
        });
        set_timeout(move || self.wake(), PAUSE);
    }

    fn wake(self) {
        // A board that was left asks no more.
        let is_open = self.is_resting.try_set_value(false).is_none();
        if is_open && self.is_due.get_value() && self.sync.get_untracked() == SyncState::Saved {
            self.ask();
        }
    }
}

/// The cards that stand too long, by the ages in all columns.
fn beyond(columns: &[ColumnAge]) -> AgedCards {
    let mut all = AgedCards::new();
    for column in columns.iter().filter(|column| column.stays >= STAYS_NEEDED) {
        let Some(p85) = column.p85 else { continue };
        let cards = column.cards.iter().filter(|card| card.age > p85 && card.age >= 1.0);
        let aged = |days| Aged { column: column.column, days };
        all.extend(cards.map(|card| (card.task, aged(card.age as u32))));
    }
    all
}

impl Aged {
    /// For how many days it stands too long, when this is the column where it stands now. What is
    /// not in work may stand as long as it likes.
    pub fn days_in(self, column: &Column) -> Option<u32> {
        let is_it = column.id == self.column && column.kind == ColumnKind::Doing;
        is_it.then_some(self.days)
    }
}

/// The line of a card that stands too long; nothing on others.
pub fn line(board: Board, face: Memo<Option<Face>>) -> Option<impl IntoView> {
    let days = face.with(|face| face.as_ref()?.aged)?;
    Some(view! {
        <p class="board__aged" title=t!(board.words, board.aged_why)>
            <Icon icon=Icon::Hourglass size=IconSize::Tiny />
            <span>{move || td_string!(board.locale(), board.aged, days = grouped(days))}</span>
        </p>
    })
}

#[cfg(test)]
mod tests {
    use domain::flow::CardAge;
    use domain::plan::Rank;
    use domain::time::Timestamp;

    use super::*;

    fn task(number: u64) -> TaskId {
        TaskId::new(number, [1; 10])
    }

    fn column(number: u64) -> ColumnId {
        ColumnId::new(number, [2; 10])
    }

    /// A column in which stays took up to two days, with cards of these ages.
    fn ages(stays: u32, p85: f64, ages: &[f64]) -> ColumnAge {
        let card = |(at, age): (usize, &f64)| CardAge {
            task: task(at as u64),
            since: Timestamp(0),
            age: *age,
        };
        let cards = ages.iter().enumerate().map(card).collect();
        ColumnAge { column: column(1), p85: Some(p85), stays, cards }
    }

    #[track_caller]
    fn check(of: ColumnAge, expected: &[(u64, u32)]) {
        let aged = |&(number, days): &(u64, u32)| {
            let aged = Aged { column: column(1), days };
            (task(number), aged)
        };
        assert_eq!(beyond(&[of]), expected.iter().map(aged).collect::<AgedCards>());
    }

    #[test]
    fn only_cards_beyond_most_stays_stand_too_long() {
        check(ages(5, 2.0, &[12.9, 2.1, 2.0, 0.5]), &[(0, 12), (1, 2)]);
        // Four stays tell nothing, and within a day nothing is too long.
        check(ages(4, 2.0, &[12.9]), &[]);
        check(ages(5, 0.1, &[0.9, 1.0]), &[(1, 1)]);
        check(ColumnAge { p85: None, ..ages(5, 0.0, &[9.0]) }, &[]);
    }

    #[test]
    fn a_card_stands_too_long_only_in_its_column_and_in_work() {
        let aged = Aged { column: column(1), days: 12 };
        let days_in = |number, kind| {
            let (name, rank) = ("a".to_owned(), Rank::between(None, None));
            aged.days_in(&Column {
                id: column(number),
                name,
                kind,
                rank,
                limit: None,
                colour: None,
            })
        };
        assert_eq!(days_in(1, ColumnKind::Doing), Some(12));
        assert_eq!(days_in(2, ColumnKind::Doing), None);
        assert_eq!(days_in(1, ColumnKind::ToDo), None);
        assert_eq!(days_in(1, ColumnKind::Done), None);
    }
}
