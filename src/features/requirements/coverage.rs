//! The trace from each need to task, criterion, deliverable and acceptance, and what is missing.

use domain::requirement::{Coverage, GAPS, Gap, Status, count};
use domain::{ProjectId, RequirementId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{requirements, t, t_string, use_i18n};

use super::desk::{Desk, View};
use super::list::{StatusBadge, ToList};
use super::traces::{deliverables_of, tasks_of};
use crate::paths;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::button::LinkButton;
use crate::ui::empty::Empty;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::table::DataTable;

/// The trace, narrowed down to one gap or whole.
#[component]
pub fn TraceView(
    /// Of which project.
    project: ProjectId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let pursued = Memo::new(move |_| {
        desk.get(|found| {
            let all = found.coverage.iter().filter(|one| one.status != Status::Dropped);
            all.cloned().collect::<Vec<_>>()
        })
    });
    let shown = Memo::new(move |_| {
        let gap = desk.gap.get();
        let lacks = |one: &&Coverage| gap.is_none_or(|gap| one.gaps.contains(&gap));
        pursued.with(|all| all.iter().filter(lacks).map(|one| one.requirement).collect::<Vec<_>>())
    });
    let nothing = move || view! { <Nothing /> };
    view! {
        <section class="panel requirements__trace" aria-label=t!(i18n, requirements.view_trace)>
            <p class="u-muted u-prose">{t!(i18n, requirements.trace_what)}</p>
            <Show when=move || !pursued.with(Vec::is_empty) fallback=nothing>
                <Gaps pursued />
                <Table shown />
                <Show when=move || shown.with(Vec::is_empty)>
                    <p class="requirements__nothing" role="status">
                        {t!(i18n, requirements.none_with_gap)}
                    </p>
                </Show>
            </Show>
            <div class="u-row" data-print="hide">
                <LinkButton href=move || paths::scope(project) icon=Icon::Target>
                    {t!(i18n, requirements.unasked)}
                </LinkButton>
            </div>
        </section>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let i18n = use_i18n();
    let action = || view! { <ToList /> };
    view! {
        <Empty
            icon=Icon::Waypoints
            sentence=t!(i18n, requirements.trace_empty)
            action=action
        />
    }
}

/// What is missing and how often: each number leads to those that lack it.
#[component]
fn Gaps(pursued: Memo<Vec<Coverage>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let gap_link = move |(gap, name): (Gap, &'static str)| {
        let words = move || {
            let count = pursued.with(|all| count(all, gap));
            let gap = requirements::gap(i18n.get_locale(), gap);
            t_string!(i18n, requirements.gap_count, gap, count = grouped(count))
        };
        let is_here = move || (desk.gap.get() == Some(gap)).then_some("page");
        view! {
            <a
                class="chip chip--button requirements__gap"
                href=move || desk.gap_href(Some(gap))
                data-gap=name
                aria-current=is_here
            >
                {words}
            </a>
        }
    };
    let all = move || {
        let count = pursued.with(Vec::len);
        t_string!(i18n, requirements.all_count, count = grouped(count))
    };
    let is_all = move || desk.gap.get().is_none().then_some("page");
    view! {
        <nav class="requirements__chips" aria-label=t!(i18n, requirements.gaps)>
            <a
                class="chip chip--button requirements__gap"
                href=move || desk.gap_href(None)
                aria-current=is_all
            >
                {all}
            </a>
            {GAPS.map(gap_link).collect_view()}
        </nav>
    }
}

#[component]
fn Table(shown: Memo<Vec<RequirementId>>) -> impl IntoView {
    let i18n = use_i18n();
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, requirements.requirement)}</th>
            <th scope="col">{t!(i18n, requirements.tasks)}</th>
            <th scope="col">{t!(i18n, requirements.criteria)}</th>
            <th scope="col">{t!(i18n, requirements.deliverables)}</th>
            <th scope="col">{t!(i18n, requirements.status)}</th>
            <th scope="col">{t!(i18n, requirements.gaps)}</th>
        }
    };
    view! {
        <DataTable caption=t!(i18n, requirements.view_trace) head=head>
            <For each=move || shown.get() key=|id| *id children=|id| view! { <Row id /> } />
        </DataTable>
    }
}

#[component]
fn Row(id: RequirementId) -> impl IntoView {
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let name = move || one.with(|one| one.as_ref().map(|one| one.name()));
    let title = move || one.with(|one| one.as_ref().map(|one| one.says.title.clone()));
    let criteria = move || {
        let all = one.with(|one| one.as_ref().map(|one| one.says.criteria.clone()));
        let line = |criterion: domain::requirement::Criterion| view! { <li>{criterion.text}</li> };
        all.unwrap_or_default().into_iter().map(line).collect_view()
    };
    view! {
        <tr>
            <td>
                <span class="requirements__name">
                    <span class="requirements__number">{name}</span>
                    <a class="u-link" href=move || desk.href(View::Trace, Some(id))>
                        {title}
                    </a>
                </span>
            </td>
            <td><TaskLines id /></td>
            <td>
                <ul class="requirements__short">{criteria}</ul>
            </td>
            <td><DeliverableLines id /></td>
            <td><StatusBadge id /></td>
            <td><GapLines id /></td>
        </tr>
    }
}

#[component]
fn TaskLines(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let tasks = tasks_of(desk, id);
    let line = move |task: super::api::TracedTask| {
        let (percent, key) = (task.percent, desk.peek(|found| found.key.clone()));
        let href = desk.project().map(|project| paths::task(project, task.id)).unwrap_or_default();
        let is_done = percent == 100;
        let mark = is_done.then(|| view! { <Icon icon=Icon::Check size=IconSize::Small /> });
        view! {
            <li>
                <a class="u-link" href=href title=task.title.clone()>
                    {key}
                    "-"
                    {task.number}
                </a>
                " "
                <span class="u-small u-muted">
                    {move || t_string!(i18n, requirements.percent, percent = percent)}
                </span>
                {mark}
            </li>
        }
    };
    let lines = move || tasks.get().into_iter().map(line).collect_view();
    view! { <ul class="requirements__short">{lines}</ul> }
}

#[component]
fn DeliverableLines(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let held = deliverables_of(desk, id);
    let line = move |known: super::api::TracedDeliverable| {
        let is_accepted = known.is_accepted;
        let word = move || match is_accepted {
            true => t_string!(i18n, requirements.accepted),
            false => t_string!(i18n, requirements.not_accepted),
        };
        let rag = if is_accepted { Rag::Ok } else { Rag::None };
        view! {
            <li>
                {known.title}
                " "
                <RagBadge rag=rag word=word bare=true />
            </li>
        }
    };
    let lines = move || held.get().into_iter().map(line).collect_view();
    view! { <ul class="requirements__short">{lines}</ul> }
}

#[component]
fn GapLines(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let coverage = desk.coverage(id);
    let gaps = Memo::new(move |_| {
        coverage.with(|one| one.as_ref().map(|one| one.gaps.clone())).unwrap_or_default()
    });
    let line = move |gap: Gap| {
        let word = move || requirements::gap(i18n.get_locale(), gap);
        view! { <li><RagBadge rag=Rag::Warn word=word bare=true /></li> }
    };
    let none = move || {
        gaps.with(Vec::is_empty).then(|| {
            let word = t!(i18n, requirements.no_gap);
            view! { <li><RagBadge rag=Rag::Ok word=word bare=true /></li> }
        })
    };
    let lines = move || gaps.get().into_iter().map(line).collect_view();
    view! { <ul class="requirements__short">{lines} {none}</ul> }
}
