//! Which columns the table has beside the title.

use chrono::Datelike;
use domain::time;
use leptos::prelude::*;
use locale::td_string;

use super::chart::Chart;
use super::columns::{Column, Columns};
use super::{look, words};
use crate::ui::button::ButtonKind;
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};

/// Room for the edge of the table, in px.
const EDGE: f64 = 2.0;

/// The menu of columns; a phone has no room for any.
#[component]
pub fn ColumnMenu() -> impl IntoView {
    let chart = Chart::expect();
    let label = Signal::derive(move || td_string!(chart.reader(), gantt.columns).to_owned());
    let item = move |column: Column| {
        let checked = Signal::derive(move || chart.columns.get().has(column));
        view! {
            <MenuItem checked on_choose=move || chart.toggle_column(column)>
                {move || words::column(chart.reader(), column)}
            </MenuItem>
        }
    };
    view! {
        <span class="gantt__tool u-not-phone">
            <Menu
                id="gantt-columns"
                label
                kind=ButtonKind::Quiet
                icon=Icon::Table
                face=move || view! { <span>{move || label.get()}</span> }
            >
                {Column::ALL.map(item).collect_view()}
            </Menu>
        </span>
    }
}

/// By how much letters are larger than usual: for a room that reads from afar, or a reader's wish.
pub fn size_of_letters() -> f64 {
    let token = |name: &str| dom::token(name).parse::<f64>().unwrap_or(1.0);
    (token("--scale") * token("--text-size")).max(1.0)
}

impl Chart {
    /// Shows a column, and makes room for it where it has none; or shows it no longer.
    fn toggle_column(self, column: Column) {
        let columns = self.columns.get_untracked().toggled(column);
        self.columns.set(columns);
        look::remember_columns(columns);
        if columns.has(column) && !self.has_room(columns, column) {
            let width = columns.width(untrack(|| self.has_other_years()));
            self.set_table_width(Some(width * size_of_letters() + EDGE));
        }
    }

    /// Whether dates of the plan are told with their year, because it is not today's; subscribes to
    /// the plan.
    pub fn has_other_years(self) -> bool {
        let year = self.plan.today().year();
        self.plan.with(|view| {
            let first = time::day_of(view.plan.settings.start);
            let last = time::last_day_of(view.scheduled.finish);
            first.year() != year || last.year() != year
        })
    }

    fn has_room(self, columns: Columns, column: Column) -> bool {
        let has_years = untrack(|| self.has_other_years());
        let room = self.table_px.get_untracked() / size_of_letters();
        let fitting = columns.fitting(room, has_years);
        fitting.split(' ').any(|name| name == column.name())
    }
}
