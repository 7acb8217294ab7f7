//! What the schedule of the plan could not honour, one by one, with the way to each task.

use domain::plan::Problem;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use locale::numbers::grouped;
use locale::{problems, t, t_string, use_i18n};

use super::counted::Counted;
use crate::features::shared::plan::PlanContext;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::{Icon, IconSize};

/// Most problems that are listed.
const LISTED_MAX: usize = 100;

/// The button that leads to what cannot be kept; nothing while all of it can.
#[component]
pub fn Problems() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let open = RwSignal::new(false);
    let count = Memo::new(move |_| plan.with(|view| view.scheduled.problems.len()));
    list_if_asked(plan, open, count);
    let words =
        Signal::derive(move || t_string!(i18n, problem.count, count = grouped(count.get())));
    let (kind, title) = (ButtonKind::Quiet, t!(i18n, problem.title));
    view! {
        <Counted id="problems" open count kind words title>
            <p class="u-muted">{t!(i18n, problem.what)}</p>
            <Listed open />
        </Counted>
    }
}

/// Lists them where the address asks for that, and takes the wish out of the address: it holds
/// once.
fn list_if_asked(plan: PlanContext, open: RwSignal<bool>, count: Memo<usize>) {
    let (query, navigate) = (use_query_map(), use_navigate());
    let is_asked =
        Memo::new(move |_| query.read().get("show").is_some_and(|show| show == "problems"));
    let address = paths::gantt(plan.project());
    Effect::new(move |_| {
        if is_asked.get() {
            open.set(count.get_untracked() > 0);
            let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
            navigate(&address, options);
        }
    });
}

/// The sentences; those about a task lead to it.
#[component]
fn Listed(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let line = move |found: Problem| {
        let said = problems::line(i18n.get_locale(), &found, Some(plan.key().as_str()));
        let show = found.task.map(|task| {
            let show = move || {
                open.set(false);
                plan.open_task(Some(task.id));
            };
            view! { <Button kind=ButtonKind::Ghost on_press=show>{t!(i18n, problem.show)}</Button> }
        });
        view! {
            <li class="problems__one">
                <Icon icon=Icon::Warning size=IconSize::Small />
                <span>{said}</span>
                {show}
            </li>
        }
    };
    move || {
        let (found, more) = plan.with(|view| {
            let all = Problem::all(&view.plan, &view.scheduled);
            let found: Vec<Problem> = all.take(LISTED_MAX).collect();
            (found, view.scheduled.problems.len().saturating_sub(LISTED_MAX))
        });
        view! {
            <ul class="problems">{found.into_iter().map(line).collect_view()}</ul>
            {(more > 0).then(|| view! {
                <p class="u-muted">{t_string!(i18n, problem.more, count = grouped(more))}</p>
            })}
        }
    }
}
