//! Laws of flow, on random operations, against a plan that is looked at after each of them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::some::some_op;
use super::*;
use crate::flow::CumulativeFlow;

/// A card's column and its kind.
type Spot = (ColumnId, ColumnKind);

/// A plan at a moment: the tasks in it, those on the board with their spots.
struct Look {
    at: Timestamp,
    tasks: BTreeMap<TaskId, Option<Spot>>,
}

/// A history with the plan as it was after each operation.
struct Past {
    plan: Plan,
    inverses: Vec<(Timestamp, PlanOp)>,
    looks: Vec<Look>,
}

fn look(plan: &Plan, at: Timestamp) -> Look {
    let spot = |task: &Task| {
        let column = plan.columns.get(&task.column?)?;
        (!plan.is_summary(task.id)).then_some((column.id, column.kind))
    };
    Look { at, tasks: plan.tasks.values().map(|task| (task.id, spot(task))).collect() }
}

/// Operations with the minutes before each; what is refused is left out.
fn past(ops: &[(i64, PlanOp)]) -> Past {
    let mut plan = sample();
    let mut at = moment("2", "00:00");
    let (mut inverses, mut looks) = (Vec::new(), vec![look(&plan, at)]);
    for (minutes, op) in ops {
        if let Ok(inverse) = apply(&mut plan, op) {
            at = at.plus_minutes(*minutes);
            inverses.push((at, inverse));
            looks.push(look(&plan, at));
        }
    }
    Past { plan, inverses, looks }
}

impl Past {
    fn flow(&self, to: impl Fn(Timestamp) -> Timestamp) -> Flow {
        let began = to(self.looks[0].at);
        let inverses = self.inverses.iter().rev().map(|(at, inverse)| (to(*at), inverse));
        let now = self.looks.last().unwrap().at.plus_minutes(3000);
        Flow::of(&History::read(&self.plan, began, inverses), now, day)
    }

    /// The plan as it was at the end of a day.
    fn at_end_of(&self, today: NaiveDate) -> &Look {
        self.looks.iter().rev().find(|look| day(look.at) <= today).unwrap()
    }

    /// When each finished card appeared, was begun and was finished, by the words of the module.
    fn finished(&self) -> BTreeMap<TaskId, (Timestamp, Option<Timestamp>, Timestamp)> {
        let ids: Vec<TaskId> =
            self.looks.iter().flat_map(|look| look.tasks.keys().copied()).collect();
        ids.into_iter().filter_map(|id| Some((id, self.finished_one(id)?))).collect()
    }

    fn finished_one(&self, id: TaskId) -> Option<(Timestamp, Option<Timestamp>, Timestamp)> {
        let there: Vec<_> =
            self.looks.iter().filter_map(|look| Some((look.at, *look.tasks.get(&id)?))).collect();
        let kinds: Vec<_> = there.iter().filter_map(|(at, spot)| Some((*at, (*spot)?.1))).collect();
        let begun = kinds.iter().find(|(_, kind)| *kind == ColumnKind::Doing);
        let open = kinds.iter().rposition(|(_, kind)| *kind != ColumnKind::Done);
        // The first look at it among finished work after the last one elsewhere on the board.
        let (arrived, _) = *kinds.get(open.map_or(0, |open| open + 1))?;
        let came_finished = matches!(there[0].1, Some((_, ColumnKind::Done)));
        let counts = open.is_some() || !came_finished;
        counts.then_some((there[0].0, begun.map(|(at, _)| *at), arrived))
    }
}

fn count(look: &Look, of: BandOf, plan: &Plan) -> usize {
    let is_in = |(column, kind): &Spot| match of {
        BandOf::Column(id) => *column == id,
        BandOf::Gone(gone) => *kind == gone && !plan.columns.contains_key(column),
    };
    look.tasks.values().flatten().filter(|spot| is_in(spot)).count()
}

fn days_of(flow: &CumulativeFlow) -> impl Iterator<Item = (usize, NaiveDate)> {
    (0..flow.bands[0].cards.len()).zip(flow.first.iter_days())
}

/// Moves between the columns of one board, which random operations seldom make.
fn some_move() -> impl Strategy<Value = PlanOp> {
    let rank = || Rank::between(None, None);
    (1_u32..=8, prop::option::weighted(0.9, 1_u32..=5)).prop_map(move |(task, column)| {
        let card = TaskChange::Card { column: column.map(column_id), rank: rank() };
        PlanOp::change(task_id(task), card)
    })
}

fn some_ops() -> impl Strategy<Value = Vec<(i64, PlanOp)>> {
    let op = prop_oneof![2 => some_move(), 1 => some_op()];
    prop::collection::vec((0_i64..2000, op), 0..60)
}

proptest! {
    #[test]
    fn every_day_counts_what_the_board_showed_at_its_end(ops in some_ops()) {
        let past = past(&ops);
        let flow = past.flow(|at| at).cumulative;
        for (place, day) in days_of(&flow) {
            let look = past.at_end_of(day);
            for band in &flow.bands {
                let expected = count(look, band.of, &past.plan);
                prop_assert_eq!(band.cards[place] as usize, expected, "{:?} on {}", band.of, day);
            }
            let all: u32 = flow.bands.iter().map(|band| band.cards[place]).sum();
            prop_assert_eq!(all as usize, look.tasks.values().flatten().count());
        }
    }

    #[test]
    fn the_last_day_and_the_ages_are_the_present_board(ops in some_ops()) {
        let past = past(&ops);
        let flow = past.flow(|at| at);
        let look = past.looks.last().unwrap();
        for column in &flow.ageing {
            let band = flow.cumulative.bands.iter().find(|b| b.of == BandOf::Column(column.column));
            prop_assert_eq!(*band.unwrap().cards.last().unwrap() as usize, column.cards.len());
            for card in &column.cards {
                prop_assert_eq!(look.tasks[&card.task].unwrap().0, column.column);
                prop_assert!(card.age >= 3000.0 / 1440.0 - 1e-6);
            }
        }
    }

    #[test]
    fn finished_cards_are_those_that_were_seen_to_arrive(ops in some_ops()) {
        let past = past(&ops);
        let flow = past.flow(|at| at);
        let between = |from: Timestamp, to: Timestamp| (to.0 - from.0) as f64 / 86_400_000.0;
        let expected = past.finished();
        prop_assert_eq!(flow.finished.len(), expected.len());
        for card in &flow.finished {
            let (created, begun, arrived) = expected[&card.task];
            prop_assert_eq!(card.at, arrived);
            prop_assert_eq!(card.lead_time, between(created, arrived));
            prop_assert_eq!(card.cycle_time, begun.map(|begun| between(begun, arrived)));
        }
        prop_assert_eq!(flow.throughput.days.iter().sum::<u32>() as usize, expected.len());
        let weeks: u32 = flow.throughput.weeks.iter().map(|week| week.cards).sum();
        prop_assert_eq!(weeks as usize, expected.len());
    }

    #[test]
    fn the_time_of_day_does_not_change_the_days(ops in some_ops()) {
        let past = past(&ops);
        let noon = |at: Timestamp| {
            let noon = day(at).and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis();
            Timestamp(noon).plus_minutes(-OFFSET_MINUTES)
        };
        let (flow, at_noon) = (past.flow(|at| at), past.flow(noon));
        prop_assert_eq!(flow.cumulative, at_noon.cumulative);
        prop_assert_eq!(flow.throughput, at_noon.throughput);
    }
}
