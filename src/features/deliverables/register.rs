//! The register: every deliverable in a row.

use chrono::NaiveDate;
use domain::deliverable::Acceptance;
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::api::{Line, VersionLine};
use super::desk::{Desk, Editing};
use super::words::{acceptance, nearness, rag};
use crate::ui::badge::{DueChip, RagBadge, VisibleBadge};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::table::DataTable;

/// The register of a project's deliverables.
#[component]
pub fn RegisterTable(
    /// The deliverables by their dates.
    lines: Vec<Line>,
    /// Whether this person may write here.
    may_edit: bool,
    /// Today, on the server's clock.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    if lines.is_empty() {
        return view! { <Nothing may_edit /> }.into_any();
    }
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, deliverables.deliverable)}</th>
            <th scope="col">{t!(i18n, deliverables.due)}</th>
            <th scope="col" class="u-not-phone">{t!(i18n, deliverables.owner)}</th>
            <th scope="col">{t!(i18n, deliverables.version)}</th>
            <th scope="col">{t!(i18n, deliverables.sight)}</th>
            <th scope="col">{t!(i18n, deliverables.acceptance)}</th>
        }
    };
    let rows = lines.into_iter().map(|line| row(line, today)).collect_view();
    view! {
        <section class="panel deliverables__register">
            <DataTable caption=t!(i18n, deliverables.register) head>
                {rows}
            </DataTable>
        </section>
    }
    .into_any()
}

/// The button that begins a deliverable.
#[component]
pub fn AddButton(
    /// Whether this person may write here.
    may_edit: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    view! {
        <Button
            kind=ButtonKind::Primary
            icon=Icon::Plus
            reason=no_right(may_edit)
            on_press=move || desk.editing.set(Some(Editing::New))
        >
            {t!(i18n, deliverables.add)}
        </Button>
    }
}

#[component]
fn Nothing(may_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let action = move || view! { <AddButton may_edit /> };
    view! {
        <section class="panel">
            <Empty
                icon=Icon::Package
                sentence=t!(i18n, deliverables.empty)
                action
            />
        </section>
    }
}

/// Why somebody cannot write here.
pub fn no_right(may_edit: bool) -> Signal<Option<String>> {
    let i18n = use_i18n();
    Signal::derive(move || (!may_edit).then(|| t_string!(i18n, deliverables.no_right).to_owned()))
}

fn row(line: Line, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let Line { deliverable, owner, newest, acceptance: standing, verdict } = line;
    let id = deliverable.id;
    let is_open = move || (desk.opened.get() == Some(id)).then_some("true");
    let due = deliverable.due.map(|due| view! { <DueMark due standing today /> });
    let is_visible = deliverable.is_client_visible;
    let is_fresh = newest.as_ref().is_some_and(|newest| !newest.version.is_client_visible);
    let number = verdict.map(|verdict| format!("D-{:04}", verdict.number));
    view! {
        <tr class="table__row--link deliverables__row" data-open=is_open>
            <td>
                <button
                    class="table__link deliverables__title"
                    type="button"
                    on:click=move |_| desk.opened.set(Some(id))
                >
                    {deliverable.title}
                </button>
            </td>
            <td class="u-nowrap">{due}</td>
            <td class="u-not-phone">{owner}</td>
            <td class="u-nowrap">{newest.map(version_mark)}</td>
            <td>
                <Sight is_visible />
                {(is_visible && is_fresh)
                    .then(|| {
                        view! {
                            <span class="u-small u-faint">
                                {t!(i18n, deliverables.newest_internal)}
                            </span>
                        }
                    })}
            </td>
            <td>
                <span class="deliverables__standing">
                    <StandingBadge standing />
                    {number.map(|number| view! { <span class="u-small u-faint">{number}</span> })}
                </span>
            </td>
        </tr>
    }
}

fn version_mark(newest: VersionLine) -> impl IntoView {
    format!("v{}", newest.version.number)
}

/// By when, coloured when it is near.
#[component]
pub fn DueMark(
    /// The date.
    due: NaiveDate,
    /// How the deliverable stands.
    standing: Acceptance,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = Signal::derive(move || dates::table(i18n.get_locale(), due));
    view! { <DueChip due=nearness(due, standing, today) word /> }
}

/// How a deliverable stands with the client.
#[component]
pub fn StandingBadge(
    /// How.
    standing: Acceptance,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = Signal::derive(move || acceptance(i18n, standing).to_owned());
    view! { <RagBadge rag=rag(standing) word /> }
}

/// Whether the client sees something, as a badge with its word.
#[component]
pub fn Sight(
    /// Whether it does.
    is_visible: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    match is_visible {
        true => {
            let word = Signal::derive(move || t_string!(i18n, common.client_visible).to_owned());
            view! { <VisibleBadge word /> }.into_any()
        }
        false => view! { <Chip icon=Icon::EyeOff>{t!(i18n, common.internal)}</Chip> }.into_any(),
    }
}
