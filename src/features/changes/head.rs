//! The head of a change: what it is, where it stands, and the step that comes next.

use domain::change::Stage;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{dates, t, t_string, use_i18n};

use super::applying::ApplyButton;
use super::desk::Desk;
use super::form::ChangeDialog;
use super::impact::RequirementLink;
use super::list::StageChip;
use super::words;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::stepper::{Step, StepState, Stepper};

/// Title, origin, stepper and buttons.
#[component]
pub fn Head(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let change = desk.change();
    let open = RwSignal::new(false);
    let (number, stage) = (change.number, desk.with(|sheet| sheet.stage));
    let reason = change.says.reason.clone();
    let title = change.says.title.clone();
    let page_title = title.clone();
    view! {
        <Title text=page_title />
        <header class="changes__head">
            <div class="changes__name">
                <p class="u-row u-small u-muted">
                    <a class="u-link" href=paths::changes(change.project)>
                        {t!(i18n, changes.title)}
                    </a>
                    <span aria-hidden="true">"/"</span>
                    {move || t_string!(i18n, changes.numbered, number = number)}
                    <StageChip stage />
                </p>
                <h1>{title}</h1>
                <Origin desk />
                {(!reason.is_empty()).then(|| view! { <p class="changes__reason">{reason}</p> })}
            </div>
            <Steps stage />
            <div class="changes__acts">
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::RefreshCw
                    label=t!(i18n, changes.refresh)
                    on_press=move || desk.again()
                />
                <Button
                    icon=Icon::Pencil
                    reason=desk.no_drawing()
                    on_press=move || open.set(true)
                >
                    {t!(i18n, common.edit)}
                </Button>
                <ApplyButton desk />
            </div>
        </header>
        <ChangeDialog
            id="change-edit"
            open
            project=change.project
            change=change
            on_saved=move |_| desk.again()
        />
    }
}

/// Who wants it, who raised it and when, and from which task and requirement it comes.
#[component]
fn Origin(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let says = desk.change().says;
    let (by, on) = desk.with(|sheet| (sheet.raised_by.clone(), sheet.raised_on));
    let task = desk.with(|sheet| sheet.task.clone());
    let requirement = says.requirement.and_then(|id| desk.requirement(id));
    let project = desk.project();
    let words = move || {
        let locale = i18n.get_locale();
        let source = words::source(locale, says.source);
        let whom = match says.source_name.as_str() {
            "" => source.to_owned(),
            name => t_string!(i18n, changes.source_and_name, source = source, name = name),
        };
        let day = dates::full(locale, on);
        let raised = t_string!(i18n, changes.raised_by, name = by.clone(), day = day);
        [whom, words::necessity(locale, says.necessity).to_owned(), raised].join(" · ")
    };
    view! {
        <p class="u-muted">
            {words}
            {task
                .map(|(id, title)| {
                    view! {
                        " · "
                        <a class="u-link" href=paths::task(project, id)>
                            {title}
                        </a>
                    }
                })}
            {requirement
                .map(|found| view! { " · " <RequirementLink project requirement=found /> })}
        </p>
    }
}

/// The way of a change in four steps.
#[component]
fn Steps(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |place: usize| match place {
        0 => t_string!(i18n, changes.step_raised),
        1 => t_string!(i18n, changes.step_assessed),
        2 => t_string!(i18n, changes.step_decided),
        _ => t_string!(i18n, changes.step_applied),
    };
    let step = move |place: usize| {
        let state = match place.cmp(&stage.step()) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal if stage.is_over() => StepState::Ahead,
            std::cmp::Ordering::Equal => StepState::Current,
            std::cmp::Ordering::Greater => StepState::Ahead,
        };
        let word = move || match state {
            StepState::Done => t_string!(i18n, changes.step_is_done),
            StepState::Current => t_string!(i18n, changes.step_is_here),
            StepState::Ahead => t_string!(i18n, changes.step_is_ahead),
        };
        view! { <Step number=place + 1 name=move || name(place) state=state word /> }
    };
    view! {
        <Stepper label=t!(i18n, changes.steps)>
            {(0..4).map(step).collect_view()}
        </Stepper>
    }
}
