//! Why the selected task lies where it does: a line below the chart.

use domain::TaskId;
use leptos::prelude::*;

use super::chart::Chart;
use crate::features::shared::why;

/// The id of the words that describe the selected row to those who do not see the line.
pub const WHY_ID: &str = "gantt-why";

/// The reason of the start in one line; the finish and the float behind it.
#[component]
pub fn WhyLine(
    /// The selected task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let said = Memo::new(move |_| why::said(chart.plan, chart.reader(), task));
    let start = move || said.get().into_iter().next().map(why::line);
    let rest = move || {
        let rest = said.get().into_iter().skip(1);
        rest.map(|said| view! { <p>{why::line(said)}</p> }).collect_view()
    };
    let all = move || {
        let words = said.get().into_iter().map(|(about, sentence)| format!("{about} {sentence}"));
        words.collect::<Vec<_>>().join(" ")
    };
    view! {
        <details class="gantt__why">
            <summary>{start}</summary>
            {rest}
        </details>
        <p id=WHY_ID hidden>
            {all}
        </p>
    }
}
