//! How work flows over the board, from the plan's real history of operations: cumulative flow, lead
//! and cycle time, throughput, ageing, and when so many more cards will be done.
//!
//! A card is a task that stands in a column and has no sub-tasks, as on the board. It is finished
//! when it arrives in a column of finished work from anywhere else; a card that was reopened counts
//! with its last arrival, and one that came into the plan already finished (with an import, or with
//! the first plan) counts as a card but never as finished here. Leaving the board or the plan
//! undoes nothing: what was finished stays counted, and a card that returns to its column goes on
//! as though it had not left. A column means at each moment what its kind said at that moment.
//!
//! Everything is linear in the number of operations, and of days. Times are differences of
//! moments, so nights and weekends count; days are those of the wall clock that the caller names.

mod ageing;
mod board;
mod cumulative;
mod forecast;
mod history;
mod lives;
mod percentiles;
mod span;
mod throughput;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::TaskId;
use crate::time::Timestamp;

pub use ageing::{CardAge, ColumnAge};
pub use cumulative::{Band, BandOf, CumulativeFlow};
pub use forecast::{DAYS_NEEDED, FINISHED_NEEDED, Forecast, HORIZON, NoForecast, RUNS, WINDOW};
pub use history::History;
pub use percentiles::Percentiles;
pub use throughput::{Throughput, Week};

use lives::Lives;
use span::Span;

/// A stretch of time in days of 24 hours: 1.5 is a day and a half by the clock.
pub type Days = f64;

/// Everything that a board's history tells about how work flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// How many cards stood where at the end of each day.
    pub cumulative: CumulativeFlow,
    /// The finished cards, the first to finish first.
    pub finished: Vec<FinishedCard>,
    /// Lead times of all finished cards; none while nothing is finished.
    pub lead_time: Option<Percentiles<Days>>,
    /// Cycle times of the finished cards that have one; none while there is no such card.
    pub cycle_time: Option<Percentiles<Days>>,
    /// How many cards were finished when.
    pub throughput: Throughput,
    /// How long the cards have been where they are now: a column after the other, left to right.
    pub ageing: Vec<ColumnAge>,
}

/// A finished card and how long it took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinishedCard {
    /// Which; it may have left the plan since.
    pub task: TaskId,
    /// When it last arrived in a column of finished work.
    pub at: Timestamp,
    /// The day of that on the wall clock.
    pub day: NaiveDate,
    /// From its first appearance in the plan, on the board or not, to the arrival.
    pub lead_time: Days,
    /// From its first entry into a column of begun work to the arrival; none without such an entry.
    pub cycle_time: Option<Days>,
}

impl Flow {
    /// What a history tells at a moment; `day` says on which day of the project's wall clock a
    /// moment lies, and shall never say an earlier day for a later moment.
    #[must_use]
    pub fn of(history: &History, now: Timestamp, day: impl Fn(Timestamp) -> NaiveDate) -> Self {
        let now = history.moves.last().map_or(now, |last| last.at.max(now));
        let span = Span::new(day(history.began), day(now));
        let lives = Lives::of(&history.moves);
        let finished = lives.finished(&day);
        let cycle_times = finished.iter().filter_map(|card| card.cycle_time);
        Self {
            cumulative: CumulativeFlow::of(history, span, &day),
            lead_time: Percentiles::of_days(finished.iter().map(|card| card.lead_time)),
            cycle_time: Percentiles::of_days(cycle_times),
            throughput: Throughput::of(&finished, span),
            ageing: ageing::of(&history.columns, &lives, now),
            finished,
        }
    }
}

/// From a moment to a later one, to the second.
fn days_between(from: Timestamp, to: Timestamp) -> Days {
    let seconds = to.0.saturating_sub(from.0) / 1000;
    f64::from(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX)) / 86_400.0
}
