//! How long the flow of a board takes to read from its history: `cargo bench -p domain`.

use std::time::Instant;

use domain::flow::{Flow, History};
use domain::plan::apply::apply;
use domain::plan::board::default_columns;
use domain::plan::{Calendar, Plan, PlanOp, Rank, Task, TaskChange};
use domain::time::Timestamp;
use domain::{CalendarId, ColumnId, TaskId};

/// How many cards the board has.
const CARDS: usize = 2_000;
/// How many operations have moved them.
const OPERATIONS: usize = 100_000;

fn main() {
    let (plan, inverses) = past();
    let now = Timestamp(inverses.last().map_or(0, |(at, _)| at.0));
    let begin = Instant::now();
    let latest_first = inverses.iter().rev().map(|(at, inverse)| (*at, inverse));
    let history = History::read(&plan, Timestamp(0), latest_first);
    let read = begin.elapsed();
    let flow = Flow::of(&history, now, |at| at.utc().date_naive());
    println!("{OPERATIONS} operations: read in {read:?}, flow after {:?}", begin.elapsed());
    println!("{} days, {} finished", flow.throughput.days.len(), flow.finished.len());
    for cards in [10, 1_000, 100_000] {
        let begin = Instant::now();
        let forecast = flow.throughput.forecast(cards, 1);
        println!("forecast of {cards} cards in {:?}: {forecast:?}", begin.elapsed());
    }
}

/// Cards that go to columns in no order, every 20 minutes one.
fn past() -> (Plan, Vec<(Timestamp, PlanOp)>) {
    let mut number = 0;
    let columns = default_columns(["A", "B", "C", "D"].map(str::to_owned), || {
        number += 1;
        ColumnId(uuid::Uuid::from_u128(number))
    });
    let ids: Vec<ColumnId> = columns.iter().map(|column| column.id).collect();
    let calendar = Calendar::office(CalendarId(uuid::Uuid::from_u128(1)), "Office".to_owned());
    let mut plan = Plan::new(0, calendar, columns);
    let mut inverses = Vec::with_capacity(OPERATIONS);
    let rank = Rank::between(None, None);
    for place in 0..OPERATIONS {
        let id = TaskId(uuid::Uuid::from_u128(place as u128 * 7_919 % CARDS as u128));
        let op = if plan.tasks.contains_key(&id) {
            let column = Some(ids[place * 31 / CARDS % ids.len()]);
            PlanOp::change(id, TaskChange::Card { column, rank: rank.clone() })
        } else {
            let number = u32::try_from(place).expect("small");
            let mut task = Task::new(id, number, format!("Card {place}"), rank.clone());
            task.column = ids.first().copied();
            PlanOp::Add { tasks: vec![task], links: Vec::new() }
        };
        let at = Timestamp(0).plus_minutes(i64::try_from(place).expect("small") * 20);
        inverses.push((at, apply(&mut plan, &op).expect("it applies")));
    }
    (plan, inverses)
}
