//! When so many more tasks will be done, simulated in the browser from the days that were.

use chrono::NaiveDate;
use domain::flow::{Forecast, NoForecast, RUNS, Throughput, WINDOW};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, dates, t, t_string, td_string, use_i18n};

use crate::ui::field::{FieldKind, TextField};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;

/// Most tasks that are asked about.
const CARDS_MAX: u32 = 9999;

/// The question of how many tasks, and the answer in words.
#[component]
pub fn WhenDone(
    /// How many tasks were finished when.
    throughput: Throughput,
    /// What was asked: the number as it is written.
    wanted: RwSignal<String>,
    /// The same seed gives the same answer.
    seed: u64,
) -> impl IntoView {
    let i18n = use_i18n();
    let throughput = StoredValue::new(throughput);
    let cards = Memo::new(move |_| wanted.with(|text| number(text)));
    let answer = Memo::new(move |_| {
        let forecast = |cards| throughput.with_value(|past| past.forecast(cards, seed));
        cards.get().map(forecast)
    });
    let wrong = Signal::derive(move || {
        let words = || t_string!(i18n, flow.wrong_number, max = grouped(CARDS_MAX));
        cards.get().is_none().then(words)
    });
    let hint = Signal::derive(move || {
        t_string!(i18n, flow.forecast_hint, runs = grouped(RUNS), days = WINDOW)
    });
    view! {
        <Panel id="flow-forecast" title=t!(i18n, flow.forecast)>
            <p class="flow__what">{move || hint.get()}</p>
            <div class="flow__ask">
                <TextField
                    name="flow-cards"
                    label=t!(i18n, flow.how_many)
                    kind=FieldKind::Number
                    bind=wanted
                    min="1"
                    max=CARDS_MAX.to_string()
                    error=wrong
                />
            </div>
            <div class="flow__answer" aria-live="polite">
                {move || {
                    answer
                        .get()
                        .map(|answer| match answer {
                            Ok(forecast) => view! { <Chances forecast /> }.into_any(),
                            Err(why) => view! { <Reason why /> }.into_any(),
                        })
                }}
            </div>
        </Panel>
    }
}

/// A number of tasks that can be asked about.
fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|cards| (1..=CARDS_MAX).contains(cards))
}

#[component]
fn Chances(forecast: Forecast) -> impl IntoView {
    let i18n = use_i18n();
    let done = forecast.done;
    let line = move |(share, day): (u32, NaiveDate)| {
        let sentence = move || {
            let day = dates::full(i18n.get_locale(), day);
            t_string!(i18n, flow.chance, share = share, day = day)
        };
        view! { <li class="flow__chance">{sentence}</li> }
    };
    let lines = [(50, done.p50), (85, done.p85), (95, done.p95)];
    view! { <ul>{lines.map(line).collect_view()}</ul> }
}

#[component]
fn Reason(why: NoForecast) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="flow__reason">
            <Icon icon=Icon::Info size=IconSize::Small />
            <span>{move || reason(i18n.get_locale(), why)}</span>
        </p>
    }
}

/// Why there is no forecast.
fn reason(locale: Locale, why: NoForecast) -> String {
    match why {
        NoForecast::FewDays { found, needed } => {
            td_string!(locale, flow.few_days, needed = needed, found = found)
        }
        NoForecast::FewFinished { found, needed } => {
            td_string!(locale, flow.few_finished, needed = needed, found = found, days = WINDOW)
        }
        NoForecast::TooFar => td_string!(locale, flow.too_far).to_owned(),
    }
}
