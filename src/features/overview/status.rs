//! How the project stands: what the plan says, and what a person says.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::project::Project;
use domain::summary::Health;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{nouns, t, t_string, use_i18n};

use super::api::{STATUS_MAX, set_status};
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::standing::LevelBadge;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The level, the sentence that somebody wrote, and what the plan says.
#[component]
pub fn Status(
    /// The project.
    project: Project,
    /// What the plan says.
    health: Health,
    /// Today on the project's wall clock.
    today: NaiveDate,
    /// Whether this person may write the sentence.
    may_edit: bool,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (level, is_editing) = (health.level(), RwSignal::new(false));
    let computed = Signal::derive(move || nouns::health(i18n.get_locale(), &health, today));
    let is_written = !project.status.is_empty();
    let written = project.status.clone();
    let headline = Signal::derive(move || match is_written {
        true => written.clone(),
        false => computed.get(),
    });
    let sentence = move || {
        view! {
            <div class="overview__said">
                <h1 class="overview__sentence">{move || headline.get()}</h1>
                {may_edit.then(|| view! { <WriteButton is_editing /> })}
            </div>
        }
    };
    view! {
        <section class="overview__status" aria-label=t!(i18n, overview.status)>
            <LevelBadge level />
            <Show when=move || is_editing.get() fallback=sentence>
                <StatusForm project=project.clone() is_editing changed />
            </Show>
        </section>
        {is_written.then(|| view! { <p class="u-muted">{move || computed.get()}</p> })}
    }
}

/// How much the schedule cannot keep, and the way to each of it on the chart; nothing while all of
/// it can.
#[component]
pub fn Unkept(
    /// The project.
    project: ProjectId,
    /// How much it is.
    count: u32,
) -> impl IntoView {
    let i18n = use_i18n();
    (count > 0).then(|| {
        view! {
            <p class="overview__unkept">
                <Icon icon=Icon::Warning />
                <a class="u-link" href=paths::problems(project)>
                    {move || t_string!(i18n, overview.unkept, count = grouped(count))}
                </a>
            </p>
        }
    })
}

#[component]
fn WriteButton(is_editing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Pencil
            label=t!(i18n, overview.write_status)
            on_press=move || is_editing.set(true)
        />
    }
}

#[component]
fn StatusForm(
    project: Project,
    is_editing: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (project.id, project.version);
    let text = RwSignal::new(project.status);
    let save = Action::new(move |status: &String| set_status(id, version, status.clone()));
    let failure = failure_of(save);
    when_done(save, move |()| {
        is_editing.set(false);
        changed.run(());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() {
            save.dispatch(text.get_untracked());
        }
    };
    view! {
        <form class="overview__form" on:submit=submit>
            <TextField
                name="project-status"
                label=t!(i18n, overview.status)
                hint=t!(i18n, overview.status_hint)
                bind=text
                max_length=STATUS_MAX
            />
            <Failure error=failure />
            <div class="u-row">
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>
                    {t!(i18n, common.save)}
                </Button>
                <Button on_press=move || is_editing.set(false)>{t!(i18n, common.cancel)}</Button>
            </div>
        </form>
    }
}
