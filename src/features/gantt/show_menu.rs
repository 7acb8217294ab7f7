//! What the chart shows besides bars.

use leptos::prelude::*;
use locale::{Locale, t_string, td_string, use_i18n};

use super::chart::Chart;
use super::layers::Layer;
use super::near::Near;
use super::{look, words};
use crate::ui::button::ButtonKind;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The menu of layers, and of how little float counts as nearly critical.
#[component]
pub fn ShowMenu() -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || t_string!(i18n, gantt.show).to_owned());
    view! {
        <span class="gantt__tool">
            <Menu
                id="gantt-show"
                label
                kind=ButtonKind::Quiet
                icon=Icon::Layers
                face=move || view! { <span>{move || label.get()}</span> }
            >
                {Layer::ALL
                    .into_iter()
                    .filter(|(layer, _)| *layer != Layer::Critical)
                    .map(|(layer, _)| view! { <LayerItem layer /> })
                    .collect_view()}
                <MenuSeparator />
                {Near::ALL.map(|near| view! { <NearItem near /> }).collect_view()}
            </Menu>
        </span>
    }
}

#[component]
fn LayerItem(layer: Layer) -> impl IntoView {
    let chart = Chart::expect();
    let checked = Signal::derive(move || chart.shows(layer));
    view! {
        <MenuItem checked on_choose=move || chart.toggle_layer(layer)>
            {move || layer_word(chart.reader(), layer)}
        </MenuItem>
    }
}

/// How little float counts as nearly critical, as a choice.
#[component]
fn NearItem(near: Near) -> impl IntoView {
    let chart = Chart::expect();
    let checked = Signal::derive(move || chart.near.get() == near);
    let choose = move || {
        chart.near.set(near);
        look::remember_near(near);
    };
    view! {
        <MenuItem checked on_choose=choose>
            {move || words::near(chart.reader(), near)}
        </MenuItem>
    }
}

fn layer_word(locale: Locale, layer: Layer) -> &'static str {
    match layer {
        Layer::Critical => td_string!(locale, gantt.critical_path),
        Layer::Links => td_string!(locale, gantt.show_links_layer),
        Layer::Float => td_string!(locale, gantt.show_float),
        Layer::Progress => td_string!(locale, gantt.show_progress),
        Layer::Names => td_string!(locale, gantt.show_names),
        Layer::Map => td_string!(locale, gantt.show_map),
    }
}
