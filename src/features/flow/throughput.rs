//! Throughput: how many tasks were finished in each week.

use domain::flow::{Throughput, Week};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, dates, t, t_string, td_string, use_i18n};

use super::plot::{AsTable, Plot};
use super::scale::{self, SIDE};
use crate::ui::panel::Panel;

/// So many weeks are drawn: a quarter of a year.
const DRAWN: usize = 12;
/// A picture of fewer weeks leaves room for so many.
const ROOM: usize = 6;
/// So many weeks stand in the table.
const ROWS: usize = 104;
/// So many of the bars, or nearly, tell below them when their week begins.
const MARKED: usize = 6;
/// How much of the room of a week its bar takes.
const BAR: f64 = 0.6;

/// The last weeks as bars with their numbers, and more of them as a table.
#[component]
pub fn PerWeek(
    /// How many tasks were finished when.
    throughput: Throughput,
) -> impl IntoView {
    let i18n = use_i18n();
    let weeks = throughput.weeks;
    let drawn = weeks[weeks.len().saturating_sub(DRAWN)..].to_vec();
    let (count, finished) = (drawn.len(), drawn.iter().map(|week| week.cards).sum::<u32>());
    let sum =
        move || t_string!(i18n, flow.finished_in_weeks, weeks = count, count = grouped(finished));
    view! {
        <Panel id="flow-throughput" title=t!(i18n, flow.throughput)>
            <p class="flow__what">{t!(i18n, flow.throughput_what)}</p>
            <p class="flow__told">{sum}</p>
            <Bars weeks=drawn />
            <Numbers weeks />
        </Panel>
    }
}

#[component]
fn Bars(weeks: Vec<Week>) -> impl IntoView {
    let i18n = use_i18n();
    let most = weeks.iter().map(|week| week.cards).max().unwrap_or(0);
    let ticks = scale::ticks(most.into(), 1.0);
    let top = scale::top(&ticks);
    let slot = SIDE / weeks.len().max(ROOM) as f64;
    let middle = move |place: usize| (place as f64 + 0.5) * slot;
    let high = move |week: &Week| scale::down(week.cards.into(), top);
    let labels = weeks.iter().enumerate();
    let labels = labels.map(|(place, week)| (middle(place), high(week), grouped(week.cards)));
    let labels: Vec<_> = labels.collect();
    let bar = move |(place, week): (usize, &Week)| {
        let (x, y) = (middle(place) - slot * BAR / 2.0, high(week));
        let d = format!("M{x:.2} {SIDE}V{y:.2}h{:.2}V{SIDE}Z", slot * BAR);
        view! { <path class="flow__bar" d=d></path> }
    };
    let bars = weeks.iter().enumerate().map(bar).collect_view();
    let weeks = StoredValue::new(weeks);
    let gist = move || {
        let locale = i18n.get_locale();
        let told = |week: &Week| {
            td_string!(
                locale,
                flow.count,
                name = in_full(locale, week),
                count = grouped(week.cards)
            )
        };
        let told = weeks.with_value(|weeks| weeks.iter().map(told).collect::<Vec<_>>());
        let told = told.join(td_string!(locale, flow.comma));
        t_string!(i18n, flow.throughput_gist, weeks = told)
    };
    let marks = Signal::derive(move || {
        let locale = i18n.get_locale();
        let short = |(place, week): (usize, &Week)| {
            let monday = week.monday()?;
            // Its year stands in the table.
            Some((middle(place), dates::narrow(locale, monday, monday)))
        };
        weeks.with_value(|weeks| {
            let every = weeks.len().div_ceil(MARKED).max(1);
            // Counted from the last one, which is always told.
            let marked = weeks.iter().enumerate().rev().step_by(every);
            marked.filter_map(short).collect::<Vec<_>>()
        })
    });
    view! {
        <Plot gist=Signal::derive(gist) ticks marks labels>
            {bars}
        </Plot>
    }
}

#[component]
fn Numbers(weeks: Vec<Week>) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, flow.week)}</th>
            <th scope="col" class="table__number">{t!(i18n, flow.finished)}</th>
        }
    };
    let row = move |week: Week| {
        view! {
            <tr>
                <td>{move || in_full(i18n.get_locale(), &week)}</td>
                <td class="table__number">{grouped(week.cards)}</td>
            </tr>
        }
    };
    let rows = weeks.into_iter().rev().take(ROWS).map(row).collect_view();
    view! { <AsTable caption=t!(i18n, flow.throughput) head>{rows}</AsTable> }
}

/// A week with its year and its first day: 2026年第 12 周（3月16日起）.
fn in_full(locale: Locale, week: &Week) -> String {
    let from = from(locale, week).unwrap_or_default();
    td_string!(locale, flow.week_in_full, year = week.year, week = week.week, from = from)
}

/// The day on which a week begins.
fn from(locale: Locale, week: &Week) -> Option<String> {
    Some(dates::short(locale, week.monday()?))
}
