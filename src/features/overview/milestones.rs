//! The milestones with their three dates.

use chrono::NaiveDate;
use domain::summary::MilestoneFacts;
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use crate::features::shared::standing::SlipBadge;
use crate::ui::badge::VisibleBadge;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// A row a milestone: target, forecast, promise, and how far it is off.
#[component]
pub fn Milestones(
    /// The milestones by expected day.
    milestones: Vec<MilestoneFacts>,
    /// Today on the project's wall clock.
    today: NaiveDate,
    /// From when to when the plan runs.
    span: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = milestones.len();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, overview.milestone)}</th>
            <th scope="col" class="table__number">{t!(i18n, overview.target)}</th>
            <th scope="col" class="table__number">{t!(i18n, overview.forecast)}</th>
            <th scope="col" class="table__number">{t!(i18n, overview.promise)}</th>
            <th scope="col">{t!(i18n, overview.slip)}</th>
        }
    };
    let body = match count {
        0 => view! { <p class="u-muted">{t!(i18n, overview.no_milestones)}</p> }.into_any(),
        _ => view! {
            <DataTable caption=t!(i18n, overview.milestones) head>
                {milestones.into_iter().map(move |found| row(found, today)).collect_view()}
            </DataTable>
        }
        .into_any(),
    };
    view! {
        <Panel
            id="overview-milestones"
            title=t!(i18n, overview.milestones)
            count=count
            actions=move || view! { <span class="u-small u-muted">{move || span.get()}</span> }
        >
            {body}
        </Panel>
    }
}

fn row(milestone: MilestoneFacts, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let day = move |day: Option<NaiveDate>| {
        move || match day {
            Some(day) => dates::near(i18n.get_locale(), day, today),
            None => "–".to_owned(),
        }
    };
    let visible = milestone.is_client_visible.then(|| {
        view! { <VisibleBadge word=t!(i18n, common.client_visible) /> }
    });
    let standing = match milestone.is_done {
        true => view! {
            <span class="u-row u-muted">
                <Icon icon=Icon::Check size=IconSize::Small />
                {t!(i18n, overview.reached)}
            </span>
        }
        .into_any(),
        false => view! { <SlipBadge milestone=milestone.clone() /> }.into_any(),
    };
    view! {
        <tr class="overview__dates">
            <td>
                <span class="overview__milestone" data-done=milestone.is_done.then_some("true")>
                    <Icon icon=Icon::Diamond size=IconSize::Small />
                    <span class="overview__named">
                        <b>{milestone.title.clone()}</b>
                        {visible}
                    </span>
                </span>
            </td>
            <td class="table__number" data-label=move || t_string!(i18n, overview.target)>
                {day(milestone.target)}
            </td>
            <td class="table__number" data-label=move || t_string!(i18n, overview.forecast)>
                <b>{day(Some(milestone.forecast))}</b>
            </td>
            <td class="table__number" data-label=move || t_string!(i18n, overview.promise)>
                {day(milestone.promise)}
            </td>
            <td>{standing}</td>
        </tr>
    }
}
