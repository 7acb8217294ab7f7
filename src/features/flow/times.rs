//! Lead time and cycle time: how long the finished tasks took, when, and what most of them took.

use chrono::NaiveDate;
use domain::flow::{Days, FinishedCard, Flow, Percentiles};
use domain::plan::Plan;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Words, dates, t, t_string, use_i18n};

use super::plot::{AsTable, Plot};
use super::scale;
use super::words::{self, day_marks};
use crate::ui::panel::Panel;

/// So many of the tasks that were finished last stand in the table.
const ROWS: usize = 50;

/// Which of the two times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// From the first appearance in the plan to the end.
    Lead,
    /// From the first begun work to the end.
    Cycle,
}

/// One of the two times of all finished tasks.
#[derive(Clone, Debug)]
pub struct Measured {
    which: Which,
    /// What each task took, the first to finish first.
    times: Vec<Time>,
    shares: Option<Percentiles<Days>>,
    /// The first day of the history.
    first: NaiveDate,
    /// How many days it covers.
    days: usize,
}

#[derive(Clone, Debug)]
struct Time {
    /// What the task is called; none where it left the plan.
    title: Option<String>,
    day: NaiveDate,
    took: Days,
}

impl Measured {
    /// As the history tells it, with the names that the plan has for the tasks.
    pub fn of(which: Which, flow: &Flow, plan: &Plan) -> Self {
        let took = |card: &FinishedCard| match which {
            Which::Lead => Some(card.lead_time),
            Which::Cycle => card.cycle_time,
        };
        let time = |card: &FinishedCard| {
            let title = plan.tasks.get(&card.task).map(|task| task.title.clone());
            Some(Time { title, day: card.day, took: took(card)? })
        };
        let shares = match which {
            Which::Lead => flow.lead_time,
            Which::Cycle => flow.cycle_time,
        };
        Self {
            which,
            times: flow.finished.iter().filter_map(time).collect(),
            shares,
            first: flow.throughput.first,
            days: flow.throughput.days.len(),
        }
    }
}

impl Which {
    const fn id(self) -> &'static str {
        match self {
            Self::Lead => "flow-lead-time",
            Self::Cycle => "flow-cycle-time",
        }
    }

    fn title(self, i18n: Words) -> &'static str {
        match self {
            Self::Lead => t_string!(i18n, flow.lead_time),
            Self::Cycle => t_string!(i18n, flow.cycle_time),
        }
    }

    fn what(self, i18n: Words) -> &'static str {
        match self {
            Self::Lead => t_string!(i18n, flow.lead_time_what),
            Self::Cycle => t_string!(i18n, flow.cycle_time_what),
        }
    }

    fn none(self, i18n: Words) -> &'static str {
        match self {
            Self::Lead => t_string!(i18n, flow.none_finished),
            Self::Cycle => t_string!(i18n, flow.none_begun),
        }
    }
}

/// What most tasks took, and each of them in a picture and as a table.
#[component]
pub fn Times(
    /// The times.
    measured: Measured,
) -> impl IntoView {
    let i18n = use_i18n();
    let which = measured.which;
    let body = match measured.shares {
        None => view! { <p class="u-muted">{move || which.none(i18n)}</p> }.into_any(),
        Some(shares) => view! {
            <Shares shares />
            <Scatter measured=measured.clone() shares />
            <Latest measured />
        }
        .into_any(),
    };
    view! {
        <Panel id=which.id() title=move || which.title(i18n)>
            <p class="flow__what">{move || which.what(i18n)}</p>
            {body}
        </Panel>
    }
}

/// What 50, 85 and 95 percent of the tasks took.
#[component]
fn Shares(shares: Percentiles<Days>) -> impl IntoView {
    let i18n = use_i18n();
    let tile = move |(share, days): (u32, Days)| {
        let number = move || words::days(i18n.get_locale(), days);
        let sentence =
            move || t_string!(i18n, flow.share, share = share, days = words::tenths(days));
        view! {
            <li class="flow__tile">
                <svg
                    class="flow__dash"
                    viewBox="0 0 48 8"
                    aria-hidden="true"
                    focusable="false"
                >
                    <path class="flow__share" data-share=share.to_string() d="M0 4H48"></path>
                </svg>
                <b class="flow__number" aria-hidden="true">
                    {number}
                </b>
                <span class="flow__sentence">{sentence}</span>
            </li>
        }
    };
    let tiles = [(50, shares.p50), (85, shares.p85), (95, shares.p95)];
    view! { <ul class="flow__tiles">{tiles.map(tile).collect_view()}</ul> }
}

/// A dot for each finished task: when it was finished, and how long it took.
#[component]
fn Scatter(measured: Measured, shares: Percentiles<Days>) -> impl IntoView {
    let i18n = use_i18n();
    let Measured { which, times, first, days, .. } = measured;
    let longest = times.iter().map(|time| time.took).fold(0.0, f64::max);
    let ticks = scale::ticks(longest, 0.1);
    let top = scale::top(&ticks);
    let place = |time: &Time| {
        let at = usize::try_from((time.day - first).num_days()).unwrap_or(0);
        (scale::along(at, days), scale::down(time.took, top))
    };
    let dots = scale::dots(times.iter().map(place));
    let count = times.len();
    let gist = move || {
        let what = which.title(i18n);
        let of = |days: Days| words::days(i18n.get_locale(), days);
        let (p50, p85, p95) = (of(shares.p50), of(shares.p85), of(shares.p95));
        t_string!(i18n, flow.times_gist, what, count = grouped(count), p50, p85, p95)
    };
    let marks = Signal::derive(move || day_marks(i18n.get_locale(), first, days));
    let line = move |(share, days): (u32, Days)| {
        let d = scale::across(&[days], top);
        view! { <path class="flow__share" data-share=share.to_string() d=d></path> }
    };
    let lines = [(50, shares.p50), (85, shares.p85), (95, shares.p95)];
    view! {
        <Plot gist=Signal::derive(gist) ticks marks>
            {lines.map(line).collect_view()}
            <path class="flow__dots" d=dots></path>
        </Plot>
    }
}

/// The tasks that were finished last, the last first.
#[component]
fn Latest(measured: Measured) -> impl IntoView {
    let i18n = use_i18n();
    let which = measured.which;
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, flow.task)}</th>
            <th scope="col" class="table__number">{t!(i18n, flow.finished_on)}</th>
            <th scope="col" class="table__number">{move || which.title(i18n)}</th>
        }
    };
    let row = move |time: Time| {
        let Time { title, day, took } = time;
        let name =
            move || title.clone().unwrap_or_else(|| t_string!(i18n, flow.gone_task).to_owned());
        view! {
            <tr>
                <td>{name}</td>
                <td class="table__number">{move || dates::table(i18n.get_locale(), day)}</td>
                <td class="table__number">{move || words::days(i18n.get_locale(), took)}</td>
            </tr>
        }
    };
    let rows = measured.times.into_iter().rev().take(ROWS).map(row).collect_view();
    view! { <AsTable caption=move || which.title(i18n) head>{rows}</AsTable> }
}
