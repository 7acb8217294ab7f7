//! The cumulative flow diagram: how many cards stood in which column, day by day.

use chrono::NaiveDate;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{dates, t, t_string, use_i18n};

use super::layers::{Layer, days, most, outlines, told};
use super::plot::{AsTable, Plot};
use super::scale::{self, SIDE};
use super::words::{day_at, day_marks};
use crate::ui::panel::Panel;

/// So many days stand in the table at most, or nearly; of more days some are left out.
const ROWS: usize = 40;

/// The diagram, the numbers of one day in words, and all of them as a table.
#[component]
pub fn Cumulative(
    /// The first day.
    first: NaiveDate,
    /// The layers, each with a number for every day.
    layers: Vec<Layer>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = days(&layers);
    let last = count.saturating_sub(1);
    let ticks = scale::ticks(most(&layers).into(), 1.0);
    let outlines = outlines(&layers, scale::top(&ticks));
    let layers = StoredValue::new(layers);
    let at = RwSignal::new(last);
    let told_at = move |at: usize| {
        layers.with_value(|layers| told(i18n.get_locale(), layers, day_at(first, at), at))
    };
    let words = Signal::derive(move || told_at(at.get()));
    let gist = move || {
        let from = dates::full(i18n.get_locale(), first);
        t_string!(i18n, flow.cumulative_gist, from = from, now = told_at(last))
    };
    let marks = Signal::derive(move || day_marks(i18n.get_locale(), first, count));
    let cursor = move || format!("M{:.2} 0V{SIDE}", scale::along(at.get(), count));
    let point = move |along: f64| at.set(scale::nearest(along, count));
    let area = |(hue, outline): (&'static str, String)| {
        view! { <path class="flow__area" data-hue=hue d=outline></path> }
    };
    view! {
        <Panel id="flow-cumulative" title=t!(i18n, flow.cumulative)>
            <p class="flow__what">{t!(i18n, flow.cumulative_what)}</p>
            <Legend layers />
            <Plot gist=Signal::derive(gist) ticks marks on_point=point>
                {outlines.into_iter().map(area).collect_view()}
                <path class="flow__cursor" d=cursor></path>
            </Plot>
            {(count > 1).then(|| view! { <DaySlider at last words /> })}
            <p class="flow__told">{move || words.get()}</p>
            <Numbers first layers />
        </Panel>
    }
}

/// Which colour is which column, from the top of the diagram to its bottom.
#[component]
fn Legend(layers: StoredValue<Vec<Layer>>) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |layer: Layer| {
        let hue = layer.hue;
        let name = move || layer.name(i18n.get_locale());
        view! {
            <li class="flow__legend-item">
                <span class="flow__key" data-hue=hue aria-hidden="true"></span>
                {name}
            </li>
        }
    };
    view! {
        <ul class="flow__legend" aria-label=t!(i18n, flow.legend)>
            {layers.get_value().into_iter().map(item).collect_view()}
        </ul>
    }
}

/// Goes through the days, by finger and by keyboard.
#[component]
fn DaySlider(at: RwSignal<usize>, last: usize, words: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let go = move |event: web_sys::Event| {
        if let Ok(day) = event_target_value(&event).parse::<usize>() {
            at.set(day.min(last));
        }
    };
    view! {
        <label class="flow__slider" data-print="hide">
            <span class="u-small u-muted">{t!(i18n, flow.day)}</span>
            <input
                class="flow__range"
                type="range"
                min="0"
                max=last.to_string()
                step="1"
                aria-valuetext=move || words.get()
                prop:value=move || at.get().to_string()
                on:input=go
            />
        </label>
    }
}

#[component]
fn Numbers(first: NaiveDate, layers: StoredValue<Vec<Layer>>) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        let names = layers.with_value(|layers| {
            layers.iter().map(|layer| layer.name(i18n.get_locale())).collect::<Vec<_>>()
        });
        let cell = |name: String| view! { <th scope="col" class="table__number">{name}</th> };
        view! {
            <th scope="col">{t!(i18n, flow.day)}</th>
            {names.into_iter().map(cell).collect_view()}
        }
    };
    let row = move |at: usize| {
        let counts = layers
            .with_value(|layers| layers.iter().map(|layer| layer.count(at)).collect::<Vec<_>>());
        let day = day_at(first, at);
        let cell = |count: u32| view! { <td class="table__number">{grouped(count)}</td> };
        view! {
            <tr>
                <td>{move || dates::table(i18n.get_locale(), day)}</td>
                {counts.into_iter().map(cell).collect_view()}
            </tr>
        }
    };
    let count = layers.with_value(|layers| days(layers));
    let places = (0..count).rev().step_by(count.div_ceil(ROWS).max(1));
    view! {
        <AsTable caption=t!(i18n, flow.cumulative) head>
            {places.map(row).collect_view()}
        </AsTable>
    }
}
