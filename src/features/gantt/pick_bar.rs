//! What can be done to several selected tasks at once, and the buttons that move by a step.

use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t_string, use_i18n};

use super::chart::Chart;
use super::table::focus_row;
use crate::ui::bulk_bar::BulkBar;
use crate::ui::button::Button;

/// The row below the chart, there as long as several tasks are selected.
#[component]
pub fn PickBar() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let count = Memo::new(move |_| chart.picked.with(|picked| picked.len()));
    let words = Signal::derive(move || t_string!(i18n, gantt.picked, count = grouped(count.get())));
    let clear_label = Signal::derive(move || t_string!(i18n, gantt.pick_nothing).to_owned());
    let reason = Signal::derive(move || {
        chart.reader();
        chart.no_right()
    });
    let clear = move || {
        chart.clear_picked();
        focus_row(chart, chart.selected.get_untracked());
    };
    let nudge = Callback::new(move |(weeks, days)| chart.nudge_picked(weeks, days));
    let button = move |by: (i32, i32)| view! { <NudgeButton by title=words reason nudge /> };
    view! {
        <BulkBar words clear_label on_clear=clear>
            {[(-1, 0), (0, -1), (0, 1), (1, 0)].map(button).collect_view()}
        </BulkBar>
    }
}

/// A button that moves something by a week or by a day.
#[component]
pub fn NudgeButton(
    /// Weeks and working days to the right.
    by: (i32, i32),
    /// What moves, as the name of the button says it.
    title: Signal<String>,
    /// Why it does not move; none when it does.
    reason: Signal<Option<String>>,
    /// Moves it by so many weeks and working days.
    nudge: Callback<(i32, i32)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || {
        let title = title.get();
        match by {
            (..0, _) => t_string!(i18n, gantt.back_week_label, title = title),
            (_, ..0) => t_string!(i18n, gantt.back_day_label, title = title),
            (0, _) => t_string!(i18n, gantt.on_day_label, title = title),
            _ => t_string!(i18n, gantt.on_week_label, title = title),
        }
    };
    let words = move || match by {
        (..0, _) => t_string!(i18n, gantt.back_week),
        (_, ..0) => t_string!(i18n, gantt.back_day),
        (0, _) => t_string!(i18n, gantt.on_day),
        _ => t_string!(i18n, gantt.on_week),
    };
    view! {
        <Button label reason on_press=move || nudge.run(by)>
            {words}
        </Button>
    }
}
