//! The frame of a project's plan: one replica for board, Gantt and list, and their common row.

mod bar;
mod keys;

use domain::{ProjectId, TaskId};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_params_map, use_query_map};
use locale::{t_string, use_i18n};

use crate::error::AppError;
use crate::features::peek::Peek;
use crate::features::shared::plan::PlanContext;
use crate::features::shared::plan_api::{Opened, ProjectHead, open_plan, head_of_project};
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
    let asked = move || query.read_untracked().get("task").and_then(|id| id.parse::<TaskId>().ok());
    move || match loaded.get() {
        None => view! { <Skeleton label=move || t_string!(i18n, common.loading) lines=6/> }.into_any(),
        Some(Err(error)) => {
            let sentence = move || error.sentence(i18n.get_locale());
            view! { <Empty sentence=Signal::derive(sentence)/> }.into_any()
        }
        Some(Ok((head, opened))) => {
            let plan = PlanContext::provide(head, opened, asked());
            keys::listen(plan);
            view! {
                <PlanBar/>
                <div class="sheet__host project__host">
                    <div class="project__view"><Outlet/></div>
                    <Show when=move || plan.opened().get().is_some()><Peek/></Show>
                </div>
            }
            .into_any()
        }
    }
}

async fn load(project: Option<ProjectId>) -> Result<(ProjectHead, Opened), AppError> {
    let project = project.ok_or(AppError::NotFound)?;
    let head = head_of_project(project).await?;
    Ok((head, open_plan(project).await?))
}
