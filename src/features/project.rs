//! The frame of a project's plan: one replica for board, Gantt and list, and their common row.

mod bar;
mod keys;

use domain::{ProjectId, TaskId};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use locale::{t_string, use_i18n};

use crate::error::AppError;
use crate::features::peek::Peek;
use crate::features::shared::plan::{PlanContext, ReopenPlan, SyncState};
use crate::features::shared::plan_api::{Opened, ProjectHead, head_of_project, open_plan};
use crate::paths;
use crate::ui::dom;
use crate::ui::empty::Empty;
use crate::ui::skeleton::Skeleton;

use bar::PlanBar;

/// Opens the plan in the browser and draws its views once it is there.
#[component]
pub fn PlanFrame() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let query = use_query_map();
    let project = Memo::new(move |_| {
        params.read().get("project").and_then(|id| id.parse::<ProjectId>().ok())
    });
    let loaded = LocalResource::new(move || {
        let project = project.get();
        async move { load(project).await }
    });
    provide_context(ReopenPlan(Callback::new(move |()| loaded.refetch())));
    let asked =
        Memo::new(move |_| query.read().get("task").and_then(|id| id.parse::<TaskId>().ok()));
    move || match loaded.get() {
        None => {
            view! { <Skeleton label=move || t_string!(i18n, common.loading) lines=6/> }.into_any()
        }
        Some(Err(error)) => {
            let sentence = move || error.sentence(i18n.get_locale());
            view! { <Empty sentence=Signal::derive(sentence)/> }.into_any()
        }
        Some(Ok((head, opened))) => {
            let plan = PlanContext::provide(head, opened, asked.get_untracked());
            // The palette may ask for another task of the project that is open already.
            Effect::new(move |was: Option<Option<TaskId>>| {
                let task = asked.get();
                if was.is_some_and(|was| was != task) && task.is_some() {
                    plan.open_task(task);
                }
                task
            });
            name_in_address(plan);
            tell_view(plan);
            keys::listen(plan);
            dom::warn_before_leaving(Signal::derive(move || plan.sync().get() != SyncState::Saved));
            view! {
                <PlanBar/>
                <div class="sheet__host project__host">
                    <div class="project__view"><Outlet/></div>
                    <Peek/>
                </div>
            }
            .into_any()
        }
    }
}

/// Tells the plan in which view the person is.
fn tell_view(plan: PlanContext) {
    let path = use_location().pathname;
    Effect::new(move |_| {
        let last = path.with(|path| path.rsplit('/').next().and_then(|last| last.parse().ok()));
        plan.set_view(last.unwrap_or_default());
    });
}

/// Keeps the opened task in the address, so that the address opens it again.
fn name_in_address(plan: PlanContext) {
    let path = use_location().pathname;
    let views = format!("{}/", paths::project(plan.project()));
    Effect::new(move |_| {
        let is_here = path.with(|path| path.starts_with(&views));
        let task = plan.opened().get().map(|task| task.to_string());
        // By the next frame the router has written its own part of the address.
        dom::on_next_frame(move || {
            if is_here {
                dom::set_query("task", task.as_deref());
            }
        });
    });
}

async fn load(project: Option<ProjectId>) -> Result<(ProjectHead, Opened), AppError> {
    let project = project.ok_or(AppError::NotFound)?;
    let head = head_of_project(project).await?;
    Ok((head, open_plan(project).await?))
}
