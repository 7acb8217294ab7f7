//! What holds for the whole chart: time scale, today, critical path, folding.

use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use super::baseline_menu::{BaselineMenu, Compared};
use super::chart::Chart;
use super::column_menu::ColumnMenu;
use super::filters::FilterButton;
use super::group_menu::GroupMenu;
use super::groups::GroupBy;
use super::layers::Layer;
use super::near::Near;
use super::paper_dialog::PaperButton;
use super::policy_menu::PolicyMenu;
use super::scale::Zoom;
use super::show_menu::ShowMenu;
use super::words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::segmented::{SegmentButton, Segmented};

/// The row above the chart.
#[component]
pub fn Toolbar() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let segment = move |zoom: Zoom| {
        view! {
            <SegmentButton
                pressed=move || chart.zoom.get() == zoom
                on_press=move || chart.zoom_to(zoom, None)
            >
                {move || zoom_word(i18n, zoom)}
            </SegmentButton>
        }
    };
    let is_hidden = move || chart.table_width.get() == Some(0.0);
    let toggle_table = move || {
        let is_shown = chart.has_table();
        chart.set_table_width(if is_shown { Some(0.0) } else { chart.usual_table() });
    };
    let table_label = move || match is_hidden() {
        true => t_string!(i18n, gantt.show_table),
        false => t_string!(i18n, gantt.hide_table),
    };
    // What else stands in the row leaves less room for the words of the menus.
    let is_fuller = move || {
        let is_grouped = chart.grouping.by.get() != GroupBy::Nothing;
        (is_grouped || !chart.baselines.read().is_empty()).then_some("true")
    };
    view! {
        <div class="bar bar--above gantt__toolbar u-swiped" data-fuller=is_fuller>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::PanelLeftOpen
                label=table_label
                on_press=toggle_table
            />
            <Segmented label=t!(i18n, gantt.zoom)>
                {Zoom::ALL.map(segment).collect_view()}
            </Segmented>
            <Button on_press=move || chart.show_today()>
                {t!(i18n, gantt.today)}
            </Button>
            <Button
                kind=ButtonKind::Ghost
                pressed=Signal::derive(move || chart.shows(Layer::Critical))
                on_press=move || chart.toggle_layer(Layer::Critical)
            >
                <span class="gantt__key gantt__key--critical" aria-hidden="true"></span>
                {t!(i18n, gantt.critical_path)}
            </Button>
            <NearKey />
            <PolicyMenu />
            <FilterButton />
            <GroupMenu />
            <ShowMenu />
            <ColumnMenu />
            <BaselineMenu />
            <Compared />
            <span class="gantt__legend u-wide">
                <span class="gantt__key gantt__key--promise" aria-hidden="true"></span>
                {t!(i18n, gantt.promise)}
            </span>
            <span class="u-push"></span>
            <PaperButton />
            <FoldMenu />
        </div>
    }
}

/// What is needed seldom: the whole plan, everything unfolded, or folded.
#[component]
fn FoldMenu() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let label = Signal::derive(move || t_string!(i18n, gantt.more_tools).to_owned());
    view! {
        <span class="gantt__tool">
            <Menu id="gantt-tools" label>
                <MenuItem icon=Icon::Scan keys="0" on_choose=move || chart.fit()>
                    {t!(i18n, gantt.fit)}
                </MenuItem>
                <MenuItem icon=Icon::ChevronsUpDown on_choose=move || chart.unfold_all()>
                    {t!(i18n, gantt.expand_all)}
                </MenuItem>
                <MenuItem icon=Icon::ListTree on_choose=move || chart.fold_all()>
                    {t!(i18n, gantt.collapse_all)}
                </MenuItem>
            </Menu>
        </span>
    }
}

/// How nearly critical work looks, while it is shown.
#[component]
fn NearKey() -> impl IntoView {
    let chart = Chart::expect();
    let is_shown = move || chart.shows(Layer::Critical) && chart.near.get() != Near::OFF;
    view! {
        <Show when=is_shown>
            <span class="gantt__legend u-wide">
                <span class="gantt__key gantt__key--near" aria-hidden="true"></span>
                {move || words::near(chart.reader(), chart.near.get())}
            </span>
        </Show>
    }
}

fn zoom_word(i18n: Words, zoom: Zoom) -> &'static str {
    match zoom {
        Zoom::Day => t_string!(i18n, gantt.zoom_day),
        Zoom::Week => t_string!(i18n, gantt.zoom_week),
        Zoom::Month => t_string!(i18n, gantt.zoom_month),
        Zoom::Quarter => t_string!(i18n, gantt.zoom_quarter),
    }
}
