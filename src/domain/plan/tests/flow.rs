//! The flow of work as the history of operations tells it, worked out by hand.

mod laws;

use super::*;
use crate::flow::{BandOf, Flow, History};
use crate::time::Timestamp;
use chrono::{NaiveDate, NaiveDateTime};

/// Half an hour after this moment in UTC it is midnight on the project's wall clock.
const OFFSET_MINUTES: i64 = 30;

fn day(at: Timestamp) -> NaiveDate {
    at.plus_minutes(OFFSET_MINUTES).utc().date_naive()
}

/// A moment of March 2026 on the project's wall clock, written `2 09:00`.
fn moment(day: &str, time: &str) -> Timestamp {
    let at: NaiveDateTime = format!("2026-03-{day:0>2}T{time}:00").parse().unwrap();
    Timestamp(at.and_utc().timestamp_millis()).plus_minutes(-OFFSET_MINUTES)
}

/// A plan without tasks: columns 1 to 4 for to do, doing, review and done.
fn empty() -> Plan {
    let mut plan = sample();
    plan.tasks.clear();
    plan.links.clear();
    plan
}

/// One step of a story: `add 5 in 1`, `add 6 below 5`, `move 5 to 2`, `off 5`, `remove 5`,
/// `column 9 doing`, `drop 9`; after a comma more steps of the same batch.
fn op(text: &str) -> PlanOp {
    let steps: Vec<PlanOp> = text.split(", ").map(step).collect();
    if steps.len() == 1 { steps.into_iter().next().unwrap() } else { PlanOp::Batch(steps) }
}

fn step(text: &str) -> PlanOp {
    let words: Vec<&str> = text.split(' ').collect();
    let number = words[1].parse().unwrap();
    let other = || words[3].parse().unwrap();
    let rank = Rank::between(None, None);
    let card = |column| PlanOp::change(task_id(number), TaskChange::Card { column, rank });
    match (words[0], words.get(2).copied()) {
        ("add", place) => {
            let rank = Rank::sequence(1).remove(0);
            let mut task = new_task(number, &format!("T{number}"), None, &rank);
            task.column = (place == Some("in")).then(|| column_id(other()));
            task.parent = (place == Some("below")).then(|| task_id(other()));
            PlanOp::Add { tasks: vec![task], links: Vec::new() }
        }
        ("move", _) => card(Some(column_id(other()))),
        ("off", _) => card(None),
        ("remove", _) => PlanOp::Remove { tasks: vec![task_id(number)] },
        ("column", Some(kind)) => {
            let kind = serde_json::from_str(&format!("\"{kind}\"")).unwrap();
            let (id, name, rank) = (column_id(number), "C".to_owned(), Rank::between(None, None));
            PlanOp::PutColumn(Column { id, name, kind, rank, limit: None, colour: None })
        }
        ("drop", _) => PlanOp::RemoveColumn(column_id(number)),
        _ => panic!("{text}"),
    }
}

/// What a story tells that begins with a plan on 2 March 2026 at 00:00. Each line is a day, a time
/// and a step; `back` takes back the step before. The last line is `now`.
fn flow_from(mut plan: Plan, story: &str) -> Flow {
    let mut inverses: Vec<(Timestamp, PlanOp)> = Vec::new();
    for line in story.trim().lines().map(str::trim) {
        let mut cells = line.splitn(3, ' ');
        let at = moment(cells.next().unwrap(), cells.next().unwrap());
        let op = match cells.next().unwrap() {
            "now" => {
                let inverses = inverses.iter().rev().map(|(at, inverse)| (*at, inverse));
                return Flow::of(&History::read(&plan, moment("2", "00:00"), inverses), at, day);
            }
            "back" => inverses.last().unwrap().1.clone(),
            text => op(text),
        };
        inverses.push((at, apply(&mut plan, &op).expect(line)));
    }
    panic!("a story ends now")
}

fn flow(story: &str) -> Flow {
    flow_from(empty(), story)
}

fn number(id: uuid::Uuid) -> u128 {
    id.as_u128()
}

/// The bands with cards, from left to right, as `column: one number a day`.
fn bands(flow: &Flow) -> Vec<String> {
    let used = flow.cumulative.bands.iter().filter(|band| band.cards.iter().any(|n| *n > 0));
    let line = |band: &crate::flow::Band| {
        let name = match band.of {
            BandOf::Column(column) => number(column.0).to_string(),
            BandOf::Gone(kind) => format!("{kind:?}"),
        };
        let cards: Vec<String> = band.cards.iter().map(u32::to_string).collect();
        format!("{name}: {}", cards.join(" "))
    };
    used.map(line).collect()
}

/// Finished cards as `card day lead cycle`.
fn finished(flow: &Flow) -> Vec<String> {
    let line = |card: &crate::flow::FinishedCard| {
        let cycle = card.cycle_time.map_or("-".to_owned(), |days| days.to_string());
        format!("{} {} {} {cycle}", number(card.task.0), card.day.format("%-d"), card.lead_time)
    };
    flow.finished.iter().map(line).collect()
}

/// Columns with stays or cards as `column p85 of stays | card age …`.
fn ages(flow: &Flow) -> Vec<String> {
    let used = flow.ageing.iter().filter(|column| column.stays > 0 || !column.cards.is_empty());
    let line = |column: &crate::flow::ColumnAge| {
        let p85 = column.p85.map_or("-".to_owned(), |days| days.to_string());
        let cards =
            column.cards.iter().map(|card| format!(" {} {}", number(card.task.0), card.age));
        format!(
            "{} {p85} of {} |{}",
            number(column.column.0),
            column.stays,
            cards.collect::<String>()
        )
    };
    used.map(line).collect()
}

#[test]
fn a_card_goes_from_left_to_right() {
    let flow = flow(
        "2 06:00 add 5 in 1
         2 12:00 add 6 in 1
         3 18:00 move 5 to 2
         4 00:00 move 6 to 2
         5 00:00 move 5 to 3
         6 06:00 move 5 to 4
         8 00:00 now",
    );
    // Days 2 to 8 of March.
    assert_eq!(
        bands(&flow),
        ["1: 2 1 0 0 0 0 0", "2: 0 1 2 1 1 1 1", "3: 0 0 0 1 0 0 0", "4: 0 0 0 0 1 1 1"]
    );
    // From the 2nd 06:00 to the 6th 06:00; from the 3rd 18:00 to the 6th 06:00.
    assert_eq!(finished(&flow), ["5 6 4 2.5"]);
    assert_eq!(flow.throughput.days, [0, 0, 0, 0, 1, 0, 0]);
    // To do: 1.5 days for both; doing: 1.25 days; review: 1.25 days; 6 is in doing for four days.
    assert_eq!(
        ages(&flow),
        ["1 1.5 of 2 |", "2 1.25 of 1 | 6 4", "3 1.25 of 1 |", "4 - of 0 | 5 1.75"]
    );
    let lead = flow.lead_time.unwrap();
    assert_eq!((lead.p50, lead.p85, lead.p95), (4.0, 4.0, 4.0));
}

#[test]
fn the_wall_clock_says_which_day_it_is() {
    // In UTC both lines are on the 2nd.
    let flow = flow("2 23:59 add 5 in 1\n3 00:00 add 6 in 1\n3 00:01 now");
    assert_eq!(bands(&flow), ["1: 1 2"]);
}

#[test]
fn a_reopened_card_counts_with_its_last_arrival_and_its_first_beginning() {
    let story = "2 00:00 add 5 in 1
                 3 00:00 move 5 to 2
                 4 00:00 move 5 to 4
                 6 00:00 move 5 to 1
                 6 12:00 now";
    let reopened = flow(story);
    assert!(reopened.finished.is_empty() && reopened.lead_time.is_none());
    assert_eq!(reopened.throughput.days.iter().sum::<u32>(), 0);
    let again = flow(&story.replace("6 12:00 now", "7 00:00 move 5 to 4\n 7 12:00 now"));
    assert_eq!(finished(&again), ["5 7 5 4"]);
    // The two days in which it counted as done are a stay among finished work.
    assert_eq!(ages(&again)[2], "4 2 of 1 | 5 0.5");
}

#[test]
fn what_came_finished_was_not_finished_here() {
    let flow = flow(
        "2 00:00 add 5 in 4, add 6 in 4
         3 00:00 move 6 to 2
         4 00:00 move 6 to 4
         4 00:00 now",
    );
    assert_eq!(finished(&flow), ["6 4 2 1"]);
    assert_eq!(bands(&flow), ["2: 0 1 0", "4: 2 1 2"]);
}

#[test]
fn a_card_that_skips_begun_work_has_no_cycle_time() {
    // 6 was in the plan, but not on the board, when it was put among finished work.
    let flow = flow(
        "2 00:00 add 5 in 1, add 6
         3 00:00 move 5 to 4
         4 00:00 move 6 to 4
         4 00:00 now",
    );
    assert_eq!(finished(&flow), ["5 3 1 -", "6 4 2 -"]);
    assert_eq!(flow.cycle_time, None);
}

#[test]
fn a_batch_is_one_step() {
    let flow = flow("2 00:00 add 5 in 1\n3 00:00 move 5 to 2, move 5 to 4\n3 00:00 now");
    assert_eq!(finished(&flow), ["5 3 1 -"]);
    assert_eq!(ages(&flow), ["1 1 of 1 |", "4 - of 0 | 5 0"]);
}

#[test]
fn leaving_by_mistake_changes_nothing_but_the_day() {
    let flow = flow(
        "2 00:00 add 5 in 1, add 6 in 2
         3 00:00 move 6 to 4
         3 00:00 remove 6
         5 00:00 back
         5 12:00 off 5
         6 00:00 move 5 to 1
         7 00:00 now",
    );
    assert_eq!(bands(&flow), ["1: 1 1 1 0 1 1", "2: 1 0 0 0 0 0", "4: 0 0 0 1 1 1"]);
    assert_eq!(finished(&flow), ["6 3 1 1"]);
    assert_eq!(ages(&flow), ["1 - of 0 | 5 5", "2 1 of 1 |", "4 - of 0 | 6 4"]);
}

#[test]
fn what_was_finished_stays_counted_when_it_leaves() {
    let flow = flow(
        "2 00:00 add 5 in 2, add 6 in 2
         3 00:00 move 5 to 4
         4 00:00 move 6 to 4
         5 00:00 remove 5
         6 00:00 off 6
         6 00:00 now",
    );
    assert_eq!(finished(&flow), ["5 3 1 1", "6 4 2 2"]);
    assert_eq!(bands(&flow), ["2: 2 1 0 0 0", "4: 0 1 2 1 0"]);
}

#[test]
fn summaries_are_no_cards() {
    let flow = flow(
        "2 00:00 add 5 in 2
         3 00:00 add 6 below 5
         4 00:00 move 6 to 1
         5 00:00 remove 6
         6 00:00 remove 5
         6 00:00 now",
    );
    assert_eq!(bands(&flow), ["1: 0 0 1 0 0", "2: 1 0 0 1 0"]);
}

#[test]
fn a_column_finishes_its_cards_when_it_comes_to_mean_that() {
    let flow = flow(
        "2 00:00 add 5 in 2, add 6 in 2
         3 00:00 move 5 to 3
         5 00:00 column 3 done
         6 00:00 now",
    );
    // The stay in the column goes on: three days by the 6th.
    assert_eq!(finished(&flow), ["5 5 3 3"]);
    assert_eq!(ages(&flow), ["2 1 of 1 | 6 4", "3 - of 0 | 5 3"]);
}

#[test]
fn gone_columns_count_by_what_they_meant() {
    let flow = flow(
        "2 00:00 column 8 doing, column 9 doing
         2 00:00 add 5 in 8, add 6 in 9
         3 00:00 move 5 to 9
         4 00:00 column 9 done
         5 00:00 move 5 to 4, move 6 to 4
         6 00:00 drop 8, drop 9
         6 00:00 now",
    );
    assert_eq!(bands(&flow), ["Doing: 2 2 0 0 0", "Done: 0 0 2 0 0", "4: 0 0 0 2 2"]);
    assert_eq!(finished(&flow), ["5 4 2 2", "6 4 2 2"]);
}

#[test]
fn the_first_plan_counts_from_the_beginning() {
    // Of the sample only C is on the board, in column 2.
    let flow = flow_from(sample(), "4 00:00 move 3 to 4\n4 12:00 now");
    assert_eq!(bands(&flow), ["2: 1 1 0", "4: 0 0 1"]);
    assert_eq!(finished(&flow), ["3 4 2 2"]);
}

#[test]
fn time_off_the_board_belongs_to_no_column() {
    let flow = flow(
        "2 00:00 add 5 in 1
         3 00:00 off 5
         5 00:00 move 5 to 2
         5 12:00 now",
    );
    assert_eq!(ages(&flow), ["1 1 of 1 |", "2 - of 0 | 5 0.5"]);
}

#[test]
fn a_clock_that_was_set_back_confuses_nobody() {
    // The first line counts as done at the time of the second.
    let flow = flow(
        "5 00:00 add 5 in 1
         3 00:00 move 5 to 2
         4 00:00 move 5 to 4
         4 12:00 now",
    );
    assert_eq!(finished(&flow), ["5 4 1 1"]);
    assert_eq!(bands(&flow), ["2: 0 1 0", "4: 0 0 1"]);
}

#[test]
fn a_plan_without_tasks_has_a_flow_too() {
    let flow = flow("3 00:00 now");
    assert_eq!((flow.cumulative.bands.len(), flow.throughput.days.len()), (4, 2));
    assert!(flow.cumulative.bands.iter().all(|band| band.cards == [0, 0]));
}

#[test]
fn it_travels() {
    let flow = flow("2 00:00 add 5 in 2\n3 08:00 move 5 to 4\n9 00:00 now");
    let text = serde_json::to_string(&flow).unwrap();
    assert!(text.contains(r#""of":{"column":"00000000-"#), "{text}");
    assert_eq!(serde_json::from_str::<Flow>(&text).unwrap(), flow);
}
