//! The register: every risk in a row, the equal partner of the matrix.

use domain::risk::Place;
use leptos::prelude::*;
use locale::{dates, risks, t, use_i18n};

use super::api::Line;
use super::desk::Desk;
use super::filter::Filters;
use super::heat::HeatMark;
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Due, DueChip};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::table::DataTable;

/// Days before the day on which a risk may come true, from which on it is near.
const SOON_DAYS: i64 = 7;

/// The register with its filters.
#[component]
pub fn Register() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let is_empty = Memo::new(move |_| desk.get(|found| found.risks.is_empty()));
    let shown =
        Memo::new(move |_| desk.get(|found| desk.filter.pick(&found.risks, desk.side.get())));
    let nothing = move || {
        shown.with(Vec::is_empty).then(|| {
            view! { <p class="risks__nothing" role="status">{t!(i18n, risks.nothing_found)}</p> }
        })
    };
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, risks.score)}</th>
            <th scope="col">{t!(i18n, risks.risk)}</th>
            <th scope="col" class="u-not-phone">{t!(i18n, risks.category)}</th>
            <th scope="col" class="u-not-phone">{t!(i18n, risks.strategy)}</th>
            <th scope="col" class="u-not-phone">{t!(i18n, risks.trigger)}</th>
            <th scope="col">{t!(i18n, risks.owner)}</th>
        }
    };
    view! {
        <Panel
            id="risks-register"
            title=t!(i18n, risks.register)
            count=Signal::derive(move || shown.with(Vec::len))
        >
            <Show when=move || !is_empty.get() fallback=move || view! { <First /> }>
                <Filters />
                <DataTable caption=t!(i18n, risks.register) head=head>
                    {move || shown.get().into_iter().map(|line| row(line, desk)).collect_view()}
                </DataTable>
                {nothing}
            </Show>
        </Panel>
    }
}

#[component]
fn First() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let action = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Plus
                reason=desk.reason()
                on_press=move || desk.adding.set(Some(Place::default()))
            >
                {t!(i18n, risks.add)}
            </Button>
        }
    };
    view! {
        <Empty icon=Icon::Warning sentence=t!(i18n, risks.empty) action />
    }
}

fn row(line: Line, desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let Line { risk, doubted_on, .. } = line;
    let (id, says) = (risk.id, risk.says.clone());
    let is_open = move || (desk.opened.get() == Some(id)).then_some("true");
    let placed = says.clone();
    let score = Signal::derive(move || desk.side.get().place(&placed).score());
    let doubted = doubted_on.map(|_| {
        view! { <Chip icon=Icon::RefreshCw>{t!(i18n, risks.recheck)}</Chip> }
    });
    let today = desk.peek(|found| Some(found.today)).unwrap_or_default();
    let trigger = says.trigger.map(|day| {
        let due = match (day - today).num_days() {
            ..0 => Due::Late,
            0..=SOON_DAYS => Due::Soon,
            _ => Due::Later,
        };
        // What is over has no nearness any more.
        let due = if risk.is_open() { due } else { Due::Later };
        view! { <DueChip due word=move || dates::table(i18n.get_locale(), day) /> }
    });
    let owner = desk.person(says.owner);
    let face = (!owner.is_empty()).then(|| view! { <Avatar name=owner /> });
    view! {
        <tr class="table__row--link" data-open=is_open>
            <td>
                <HeatMark score />
            </td>
            <td>
                <span class="risks__name">
                    <span class="risks__number">{risk.name()}</span>
                    <a class="u-link" href=move || desk.href(id)>
                        {says.title.clone()}
                    </a>
                    {doubted}
                </span>
            </td>
            <td class="u-not-phone">{move || risks::category(i18n.get_locale(), says.category)}</td>
            <td class="u-not-phone">
                {move || says.strategy.map(|one| risks::strategy(i18n.get_locale(), one))}
            </td>
            <td class="u-not-phone u-nowrap">{trigger}</td>
            <td>{face}</td>
        </tr>
    }
}
