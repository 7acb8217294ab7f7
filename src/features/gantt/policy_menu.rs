//! What becomes of other tasks when a bar moves, as a choice above the chart.

use leptos::prelude::*;
use locale::td_string;

use super::chart::Chart;
use super::moves::Policy;
use super::{look, words};
use crate::ui::button::ButtonKind;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};

/// The menu of policies.
#[component]
pub fn PolicyMenu() -> impl IntoView {
    let chart = Chart::expect();
    let label = Signal::derive(move || td_string!(chart.reader(), gantt.policy).to_owned());
    let face = move || {
        let chosen = move || words::policy(chart.reader(), chart.policy.get());
        view! {
            <span class="u-wide">{move || label.get()}</span>
            <span class="u-muted">{chosen}</span>
        }
    };
    let reason = Signal::derive(move || {
        chart.reader();
        chart.no_right()
    });
    let choose = move |policy: Policy| {
        chart.policy.set(policy);
        look::remember_policy(policy);
    };
    let item = move |(policy, _): (Policy, &'static str)| {
        let checked = Signal::derive(move || chart.policy.get() == policy);
        view! {
            <MenuItem checked reason on_choose=move || choose(policy)>
                {move || words::policy(chart.reader(), policy)}
            </MenuItem>
        }
    };
    view! {
        <span class="gantt__tool">
            <Menu id="gantt-policy" label kind=ButtonKind::Quiet icon=Icon::CalendarClock face>
                {Policy::ALL.map(item).collect_view()}
            </Menu>
        </span>
    }
}
