//! The strip below the chart: what a bar in the hand would do.

use leptos::prelude::*;
use locale::{t_string, use_i18n};

use super::chart::{Chart, Consequence, InHand};
use super::moves::Policy;
use super::words;
use crate::features::shared::foretold::Foretold;
use crate::ui::button::Button;
use crate::ui::icon::{Icon, IconSize};

/// What the bar would do, in words.
pub fn strip(chart: Chart, i18n: locale::Words, in_hand: &InHand) -> impl IntoView + use<> {
    // In another language the words are others.
    chart.reader();
    let by_keys = in_hand.by_keys;
    let parts = in_hand.consequence.as_ref().map(|consequence| {
        let Consequence { moved, finish, critical, broken, lists, is_held, may_propose } =
            consequence.clone();
        let proposal = may_propose.then(|| view! { <Proposal by_keys /> });
        let shifts = match moved {
            0 => t_string!(i18n, gantt.shifts_none).to_string(),
            count => t_string!(i18n, gantt.shifts, count = count),
        };
        let broken = broken.map(|words| {
            view! {
                <span class="gantt__broken">
                    <Icon icon=Icon::Warning size=IconSize::Small />
                    {words}
                </span>
            }
        });
        let held = is_held.then(|| {
            view! { <span class="u-muted">{t_string!(i18n, gantt.held)}</span> }
        });
        let policy = chart.policy.get_untracked();
        let policy = (policy != Policy::default()).then(|| {
            view! { <span class="u-muted">{words::policy(chart.locale(), policy)}</span> }
        });
        view! {
            {broken}
            <span class="u-strong">{shifts}</span>
            <span>{finish}</span>
            {critical.map(|words| view! { <span>{words}</span> })}
            {held}
            {policy}
            {proposal}
            <Foretold lists=Signal::stored(lists) is_open=chart.shows_lists keys="D" />
        }
    });
    let keys = match by_keys {
        true => t_string!(i18n, gantt.drop_keys),
        false => t_string!(i18n, gantt.cancel_keys),
    };
    view! {
        <div class="gantt__strip">
            {parts}
            <span class="u-push u-muted u-not-phone">{keys}</span>
        </div>
    }
}

/// Says that a milestone moves which the client sees, and makes a change request of it: by a button
/// where the pointer is free, by a key in any case.
#[component]
fn Proposal(
    /// Whether keys hold the bar.
    by_keys: bool,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let way = match by_keys {
        true => view! {
            <Button icon=Icon::Branch on_press=move || chart.propose()>
                {move || t_string!(i18n, gantt.as_change)}
            </Button>
        }
        .into_any(),
        false => view! {
            <span class="u-muted u-not-phone">{move || t_string!(i18n, gantt.as_change_key)}</span>
        }
        .into_any(),
    };
    view! {
        <span class="gantt__proposal">
            <span class="u-strong">{move || t_string!(i18n, changes.milestone_moves)}</span>
            {way}
        </span>
    }
}
