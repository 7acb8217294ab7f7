//! The scope guard: work in the plan that no goal and no requirement asks for.

use domain::ProjectId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use super::api::UnaskedTask;
use super::state::ScopeState;
use crate::paths;
use crate::ui::badge::{Rag, RagMark};
use crate::ui::button::LinkButton;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// Most tasks that are listed; a plan of which nothing was asked for is told by the number.
const LISTED: usize = 50;

/// What nobody asked for, and the two ways to put it in order.
#[component]
pub fn Guard() -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let unasked = Memo::new(move |_| state.with(|opened| opened.unasked.clone()));
    let draw = move || match unasked.get() {
        None => view! { <p class="u-muted u-prose">{t!(i18n, scope.guard_later)}</p> }.into_any(),
        Some(tasks) if tasks.is_empty() => view! {
            <p class="u-row">
                <RagMark rag=Rag::Ok />
                {t!(i18n, scope.guard_clear)}
            </p>
        }
        .into_any(),
        Some(tasks) => view! { <Listed tasks /> }.into_any(),
    };
    view! {
        <Panel
            id="scope-guard"
            title=t!(i18n, scope.guard)
            count=Signal::derive(move || unasked.with(|tasks| tasks.as_ref().map_or(0, Vec::len)))
        >
            {draw}
        </Panel>
    }
}

#[component]
fn Listed(tasks: Vec<UnaskedTask>) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let (project, key) = (state.project(), untrack(|| state.with(|o| o.head.key.clone())));
    let more = tasks.len().saturating_sub(LISTED);
    let row = move |task: UnaskedTask| {
        let number = format!("{key}-{}", task.number);
        view! { <Unasked project number task /> }
    };
    view! {
        <p class="u-row u-prose">
            <RagMark rag=Rag::Warn />
            {t!(i18n, scope.guard_found)}
        </p>
        <ul>{tasks.into_iter().take(LISTED).map(row).collect_view()}</ul>
        {(more > 0)
            .then(|| {
                view! {
                    <p class="u-muted">
                        {move || t_string!(i18n, scope.guard_more, count = grouped(more))}
                    </p>
                }
            })}
    }
}

#[component]
fn Unasked(project: ProjectId, number: String, task: UnaskedTask) -> impl IntoView {
    let i18n = use_i18n();
    let UnaskedTask { task, title, percent, .. } = task;
    let change = paths::about(&paths::changes(project), task);
    view! {
        <li class="panel__row scope__unasked">
            <span class="u-small u-faint">{number}</span>
            <a class="u-link u-grow" href=paths::task(project, task)>
                {title}
            </a>
            <span class="u-small u-muted u-num">{percent} "%"</span>
            <LinkButton href=paths::requirements(project) icon=Icon::Link>
                {t!(i18n, scope.to_requirement)}
            </LinkButton>
            <LinkButton href=change icon=Icon::Branch>
                {t!(i18n, scope.to_change)}
            </LinkButton>
        </li>
    }
}
