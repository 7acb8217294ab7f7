//! Today's tasks, to tick off.

use chrono::NaiveDate;
use domain::plan::{PlanOp, Step};
use domain::{OpId, ProjectId};
use leptos::prelude::*;
use locale::{dates, nouns, t, t_string, use_i18n};

use super::api::{Completion, MyTask, complete};
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::plan_api::submit_one;
use crate::paths;
use crate::ui::badge::{Due, DueChip, Rag, RagBadge, VisibleBadge};
use crate::ui::check::Checkbox;
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// The tasks that are begun or due and assigned to the reader.
#[component]
pub fn Today(
    /// The tasks, what ends first coming first.
    tasks: Vec<MyTask>,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = tasks.len();
    let nothing = (count == 0).then(|| view! { <p class="u-muted">{t!(i18n, home.free_day)}</p> });
    view! {
        <Panel id="home-today" title=t!(i18n, home.today) count=count>
            {nothing}
            <ul>
                {tasks.into_iter().map(|task| view! { <TaskRow task today /> }).collect_view()}
            </ul>
        </Panel>
    }
}

#[component]
fn TaskRow(task: MyTask, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let is_done = RwSignal::new(false);
    let (project, id) = (task.project, task.work.task);
    let title = StoredValue::new(task.work.title.clone());
    let finish = Action::new(move |()| complete(project, id, fresh::id(OpId::new)));
    let reopen = Action::new(move |(project, back): &(ProjectId, Completion)| {
        take_back(*project, back.seq, back.inverse.clone())
    });
    when_done(finish, move |back| {
        let words = t_string!(i18n, home.completed, title = title.get_value());
        let undo = move || drop(reopen.dispatch((project, back.clone())));
        toasts.offer(words, t_string!(i18n, common.undo), undo);
    });
    when_done(reopen, move |()| is_done.set(false));
    let failure = Signal::derive(move || {
        let failures = [failure_of(finish), failure_of(reopen)];
        failures.iter().find_map(|failure| failure.get())
    });
    Effect::new(move |_| {
        if failure_of(finish).get().is_some() {
            is_done.set(false);
        }
    });
    let tick = move |wants_done: bool| {
        let back = finish.value().get_untracked().and_then(Result::ok);
        is_done.set(wants_done);
        match (wants_done, back) {
            (true, _) => drop(finish.dispatch(())),
            (false, Some(back)) => drop(reopen.dispatch((project, back))),
            (false, None) => {}
        }
    };
    let visible = task.work.is_client_visible.then(|| {
        view! { <VisibleBadge word=t!(i18n, common.client_visible) /> }
    });
    let blocked = task.work.blocked.clone().map(|_| {
        view! { <RagBadge rag=Rag::Bad word=t!(i18n, home.blocked) bare=true /> }
    });
    view! {
        <li class="panel__row home__task" data-done=move || is_done.get().then_some("true")>
            <Checkbox
                checked=is_done
                label=move || t_string!(i18n, home.complete_named, title = title.get_value())
                on_change=tick
            />
            <span class="home__words">
                <a class="home__link" href=paths::task(project, id)>
                    {title.get_value()}
                </a>
                <span class="u-small u-faint">{task.project_name}</span>
                <Failure error=failure />
            </span>
            <span class="home__marks">
                {blocked} {visible} <DueOf finish=task.work.finish today />
            </span>
        </li>
    }
}

#[component]
fn DueOf(finish: NaiveDate, today: NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let days = i32::try_from((today - finish).num_days()).unwrap_or(i32::MAX);
    let due = match days {
        1.. => Due::Late,
        -3..=0 => Due::Soon,
        _ => Due::Later,
    };
    let word = move || match days {
        1.. => nouns::slip(i18n.get_locale(), days),
        0 => t_string!(i18n, common.today).to_owned(),
        _ => {
            let day = dates::near(i18n.get_locale(), finish, today);
            t_string!(i18n, home.until, day = day)
        }
    };
    view! { <DueChip due=due word /> }
}

async fn take_back(
    project: ProjectId,
    since: i64,
    inverse: PlanOp,
) -> Result<(), crate::error::AppError> {
    submit_one(project, since, fresh::id(OpId::new), inverse, Step::Undo).await
}
