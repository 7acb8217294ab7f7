//! The heads of groups as rows of the table, and their keys.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t_string, use_i18n};
use web_sys::HtmlElement;

use super::keys::focus_row;
use crate::features::gantt::chart::Chart;
use crate::features::gantt::groups::GroupKey;
use crate::features::gantt::rows::{Head, Spot};
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// The row above a group.
#[component]
pub fn HeadRow(
    /// Which group.
    group: GroupKey,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let head = Memo::new(move |_| chart.rows.with(|rows| rows.head(group).copied()));
    let row = move || head.get().map_or(0, |head| head.row);
    let is_open = move || head.get().is_some_and(|head| !head.is_folded);
    let count = move || head.get().map_or(0, |head| head.count);
    let name = move || chart.group_name(chart.reader(), group);
    let at = move || format!("translateY({}px)", row() as f64 * chart.row_height.get());
    let is_stop = move || match chart.grouping.at.get() {
        Some(focused) => focused == group,
        None => !chart.has_selected_row() && row() == chart.window.read().start,
    };
    let caret = move || if is_open() { Icon::ChevronDown } else { Icon::ChevronRight };
    view! {
        <div
            class="gantt__row gantt__row--head"
            role="row"
            id=head_id(group)
            tabindex=move || if is_stop() { "0" } else { "-1" }
            style:transform=at
            aria-rowindex=move || (row() + 2).to_string()
            {..custom_attribute("aria-level", "1")}
            aria-expanded=move || is_open().to_string()
            on:click=move |_| {
                chart.toggle_group(group);
                focus_head(chart, group);
            }
            on:focus=move |_| chart.grouping.at.set(Some(group))
        >
            <span
                class="gantt__name"
                role="rowheader"
                aria-colindex=move || chart.columns.get().title_place().to_string()
            >
                <span class="gantt__caret" aria-hidden="true">
                    {move || view! { <Icon icon=caret() size=IconSize::Small /> }}
                </span>
                <span class="gantt__title">{name}</span>
                <span class="gantt__count">
                    {move || t_string!(i18n, gantt.group_count, count = grouped(count()))}
                </span>
            </span>
        </div>
    }
}

fn head_id(group: GroupKey) -> String {
    let key = match group {
        GroupKey::Person(person) => person.to_string(),
        GroupKey::Phase(task) => task.to_string(),
        GroupKey::Status(column) => column.to_string(),
        GroupKey::Client(is_visible) => format!("client-{is_visible}"),
        GroupKey::Nobody | GroupKey::NoPhase | GroupKey::NoStatus => "none".to_owned(),
    };
    format!("gantt-group-{key}")
}

/// Brings the head of a group into sight and gives it the keyboard once it is on the page.
pub fn focus_head(chart: Chart, group: GroupKey) {
    chart.grouping.at.set(Some(group));
    let row = chart.rows.with_untracked(|rows| rows.head(group).map(|head| head.row));
    row.into_iter().for_each(|row| chart.show_line(row));
    dom::on_next_frame(move || {
        let find = || dom::document()?.get_element_by_id(&head_id(group));
        let head = find().and_then(|row| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(row).ok());
        head.iter().for_each(dom::focus);
    });
}

/// Gives the keyboard to a row, whatever it is.
pub fn focus_spot(chart: Chart, spot: Option<Spot>) {
    match spot {
        Some(Spot::Task(task)) => focus_row(chart, Some(task)),
        Some(Spot::Head(group)) => focus_head(chart, group),
        None => {}
    }
}

/// The row that has the keyboard: the head of a group, or the selected task.
pub fn row_with_keys(chart: Chart) -> Option<usize> {
    let rows = chart.rows.get_untracked();
    match chart.grouping.at.get_untracked() {
        Some(group) => rows.head(group).map(|head| head.row),
        None => chart.selected.get_untracked().and_then(|task| rows.row_of(task)),
    }
}

/// On the head of a group: right unfolds it or leads to its first row, left folds it, Enter and the
/// space bar do either.
pub fn steer_head(chart: Chart, group: GroupKey, key: &str) -> bool {
    let rows = chart.rows.get_untracked();
    let Some(Head { row, is_folded, .. }) = rows.head(group).copied() else { return false };
    match key {
        "ArrowRight" if !is_folded => focus_spot(chart, rows.spot(row + 1)),
        "ArrowLeft" if is_folded => {}
        "ArrowRight" | "ArrowLeft" | "Enter" | " " => {
            chart.toggle_group(group);
            focus_head(chart, group);
        }
        _ => return false,
    }
    true
}

impl Chart {
    /// Whether the selected task has a row; subscribes to that.
    pub fn has_selected_row(self) -> bool {
        let selected = self.selected.get();
        selected.is_some_and(|task| self.rows.read().row_of(task).is_some())
    }
}
