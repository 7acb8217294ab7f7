//! The strip below the chart: what a bar in the hand would do.

use leptos::prelude::*;
use locale::numbers::grouped;
use locale::t_string;

use super::asked::{Choices, Proposal};
use super::chart::{Chart, Consequence, InHand};
use super::moves::Policy;
use super::words;
use crate::features::shared::foretold::Foretold;
use crate::ui::icon::{Icon, IconSize};

/// What the bar would do, in words.
pub fn strip(chart: Chart, i18n: locale::Words, in_hand: &InHand) -> impl IntoView + use<> {
    // In another language the words are others.
    chart.reader();
    let by_keys = in_hand.by_keys;
    let parts = in_hand.consequence.as_ref().map(|consequence| {
        let Consequence { moved, finish, critical, broken, lists, is_held, proposal } =
            consequence.clone();
        let (has_others, has_proposal) = (moved != 0, proposal.is_some());
        let proposal = proposal.map(|proposed| {
            let words = proposed.words;
            view! { <Proposal by_keys words /> }
        });
        let choices = by_keys.then(|| view! { <Choices has_others has_proposal /> });
        let shifts = match moved {
            0 => t_string!(i18n, gantt.shifts_none).to_string(),
            count => t_string!(i18n, gantt.shifts, count = grouped(count)),
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
            {choices}
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
