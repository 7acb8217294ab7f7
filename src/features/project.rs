//! The frame of a project's plan: one replica for board, Gantt and list, and their common row.

mod bar;
mod calendars;
mod conflicts;
mod counted;
mod iterations;
mod keys;
mod lengths;
mod plan_settings;
mod problems;

use domain::{ChangeOptionId, ProjectId, TaskId};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};

use crate::error::AppError;
use crate::features::changes::DraftBanner;
use crate::features::history::HistoryPanel;
use crate::features::history::Past;
use crate::features::history::PastBanner;
use crate::features::peek::Peek;
use crate::features::shared::address;
use crate::features::shared::agreed::AgreedQuestion;
use crate::features::shared::loaded::{Failed, Waiting};
use crate::features::shared::looking_back::LookingBack;
use crate::features::shared::pen::Pen;
use crate::features::shared::plan::{
    Imported, Opening, PlanContext, ReopenPlan, Source, SyncState, open, open_branch,
};
use crate::paths;
use crate::ui::dom;

use bar::PlanBar;

/// Opens the plan in the browser and draws its views once it is there.
#[component]
pub fn PlanFrame() -> impl IntoView {
    let query = use_query_map();
    let project = address::project();
    let draft = Memo::new(move |_| {
        query.read().get("draft").and_then(|id| id.parse::<ChangeOptionId>().ok())
    });
    let loaded = LocalResource::new(move || {
        let (project, draft) = (project.get(), draft.get());
        async move { load(project, draft).await }
    });
    let imported = StoredValue::new(None::<Imported>);
    provide_context(ReopenPlan(Callback::new(move |what| {
        imported.set_value(Some(what));
        loaded.refetch();
    })));
    let asked =
        Memo::new(move |_| query.read().get("task").and_then(|id| id.parse::<TaskId>().ok()));
    // A branch has no past to show.
    let at = Memo::new(move |_| {
        let at = query.read().get("at").and_then(|at| at.parse::<i64>().ok());
        at.filter(|_| draft.get().is_none())
    });
    move || match loaded.get() {
        None => view! { <Waiting/> }.into_any(),
        Some(Err(error)) => view! { <Failed error retry=move || loaded.refetch()/> }.into_any(),
        Some(Ok(opening)) => {
            let seq = opening.replica.seq();
            let plan = PlanContext::provide(opening, asked.get_untracked());
            // What is opened before the import is in it is not the plan to take it back from.
            let is_in = |what: &Imported| what.way_back.seq <= seq;
            if imported.with_value(|what| what.as_ref().is_some_and(is_in)) {
                let what = imported.try_update_value(Option::take).flatten();
                what.into_iter().for_each(|what| plan.adopt(what));
            }
            let looking = LookingBack::provide(at, draft);
            Pen::provide();
            tell_view(plan);
            keys::listen(plan, looking);
            dom::warn_before_leaving(unsaved(plan));
            (move || match plan.closed().get() {
                Some(error) => view! { <Failed error retry=move || loaded.refetch()/> }.into_any(),
                None => view! {
                    <PlanBar/>
                    <div class="sheet__host project__host">
                        {move || match at.get() {
                            None => view! { <Views asked/> }.into_any(),
                            Some(seq) => {
                                view! { <Past seq><Views asked/></Past> }.into_any()
                            }
                        }}
                        <HistoryPanel/>
                    </div>
                    <AgreedQuestion/>
                }
                .into_any(),
            })
            .into_any()
        }
    }
}

/// The view that the address names and the panel of a task, of the plan around them: the one of
/// today or one of the past.
#[component]
fn Views(asked: Memo<Option<TaskId>>) -> impl IntoView {
    let plan = PlanContext::expect();
    let looking = LookingBack::expect();
    // The palette may ask for another task of the project that is open already.
    Effect::new(move |was: Option<Option<TaskId>>| {
        let task = asked.get();
        if was.is_some_and(|was| was != task) && task.is_some() {
            plan.open_task(task);
        }
        task
    });
    name_in_address(plan);
    share_the_side(plan, looking);
    view! {
        <div class="sheet__page project__view"><DraftBanner/><PastBanner/><Outlet/></div>
        <Peek/>
    }
}

/// Beside the plan there is room for one panel: a task's or the history.
fn share_the_side(plan: PlanContext, looking: LookingBack) {
    let (opened, history) = (plan.opened(), looking.is_open());
    Effect::new(move |was: Option<bool>| {
        let is_open = opened.get().is_some();
        if is_open && was == Some(false) {
            looking.close();
        }
        is_open
    });
    Effect::new(move |was: Option<bool>| {
        let is_open = history.get();
        if is_open && was == Some(false) {
            plan.open_task(None);
        } else if !is_open && was == Some(true) && opened.get_untracked().is_none() {
            plan.open_task(looking.take_task());
        }
        is_open
    });
}

/// Tells the plan in which view the person is. Another view is seen beside the panel, also where
/// the panel had all the room.
fn tell_view(plan: PlanContext) {
    let path = use_location().pathname;
    Effect::new(move |was: Option<()>| {
        let last = path.with(|path| path.rsplit('/').next().and_then(|last| last.parse().ok()));
        plan.set_view(last.unwrap_or_default());
        if was.is_some() {
            plan.is_peek_wide().set(false);
        }
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

/// Whether something is lost with the page: what is on its way to the disk, or to the server where
/// the disk keeps nothing; of a branch, which is kept on no device, what is on its way to the
/// server.
fn unsaved(plan: PlanContext) -> Signal<bool> {
    let sync = plan.sync();
    match plan.source() {
        Source::Draft(_) => Signal::derive(move || sync.get() != SyncState::Saved),
        Source::Project | Source::Past => Signal::derive(move || {
            let is_only_here = dom::database::is_failing() && sync.get() != SyncState::Saved;
            is_only_here || !dom::database::is_kept()
        }),
    }
}

async fn load(
    project: Option<ProjectId>,
    draft: Option<ChangeOptionId>,
) -> Result<Opening, AppError> {
    let project = project.ok_or(AppError::NotFound)?;
    match draft {
        Some(option) => open_branch(project, option).await,
        None => open(project).await,
    }
}
