//! The page: one stepper, one step in sight, the input of all four kept.

use domain::Refusal;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use locale::{t, t_string, use_i18n};

use super::api::{Choices, NewProject, create_project, open_choices};
use super::client_step::ClientStep;
use super::form::Form;
use super::method_step::{DatesStep, MethodStep};
use super::people_step::PeopleStep;
use crate::error::AppError;
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::icon::Icon;
use crate::ui::stepper::{Step, StepState, Stepper};
use crate::ui::toast::use_toasts;

/// How many steps there are.
const STEPS: usize = 4;

/// The four steps; the address names the one in sight, so that "back" goes a step back.
#[component]
pub fn NewProjectPage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), |()| open_choices());
    let form = Form::new();
    view! {
        <Title text=t!(i18n, new_project.title) />
        <div class="new_project">
            <header class="new_project__head">
                <a class="u-link" href=paths::PROJECTS>
                    {t!(i18n, new_project.projects)}
                </a>
                <span class="u-faint" aria-hidden="true">"/"</span>
                <h1>{t!(i18n, new_project.title)}</h1>
            </header>
            {loaded(asked, move |found| view! { <Steps form found /> })}
        </div>
    }
}

#[component]
fn Steps(form: Form, found: Choices) -> impl IntoView {
    let i18n = use_i18n();
    if form.start.with_untracked(String::is_empty) {
        form.start.set(found.today.to_string());
    }
    let step = step_of_address();
    let go = go_to_step();
    let create = Action::new(|new: &NewProject| create_project(new.clone()));
    let failure = failure_of(create);
    leave_when_made(create, form);
    Effect::new(move |_| {
        if failure.get() == Some(AppError::Refused(Refusal::ProjectKeyTaken)) {
            go.run(1);
        }
    });
    let key_is_taken = move || failure.get() == Some(AppError::Refused(Refusal::ProjectKeyTaken));
    let is_complete = move |step: usize| match step {
        1 => form.has_client() && form.name_error().is_none() && form.key_error().is_none(),
        3 => form.start_day().is_some(),
        _ => true,
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.is_tried.set(true);
        let wrong = (1..=step.get_untracked()).find(|step| !untrack(|| is_complete(*step)));
        match (wrong, step.get_untracked()) {
            (Some(wrong), _) => go.run(wrong),
            (None, STEPS) if create.pending().get_untracked() => {}
            (None, STEPS) => {
                let project = untrack(|| form.project(i18n.get_locale_untracked()));
                project.into_iter().for_each(|project| {
                    create.dispatch(project);
                });
            }
            (None, step) => {
                form.is_tried.set(false);
                go.run(step + 1);
            }
        }
    };
    let at = move |here: usize| move || step.get() != here;
    view! {
        <Progressed step />
        <form class="new_project__form panel" on:submit=submit novalidate=true>
            <div class="new_project__step" hidden=at(1)>
                <ClientStep
                    form
                    clients=found.clients
                    free_key=found.free_key
                    is_taken=Signal::derive(key_is_taken)
                />
            </div>
            <div class="new_project__step" hidden=at(2)>
                <MethodStep form />
            </div>
            <div class="new_project__step" hidden=at(3)>
                <DatesStep form />
            </div>
            <div class="new_project__step" hidden=at(4)>
                <PeopleStep form people=found.people me=found.me />
            </div>
            <Failure error=failure />
            <Foot step go busy=create.pending() />
        </form>
    }
}

/// The way back, and the button that goes on or makes the project.
#[component]
fn Foot(step: Memo<usize>, go: Callback<usize>, #[prop(into)] busy: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let cancel = move || {
        view! { <LinkButton href=paths::PROJECTS>{t!(i18n, common.cancel)}</LinkButton> }
    };
    view! {
        <footer class="new_project__foot">
            <Show when=move || { step.get() > 1 } fallback=cancel>
                <Button
                    icon=Icon::ChevronLeft
                    on_press=move || go.run(step.get_untracked() - 1)
                >
                    {t!(i18n, common.back)}
                </Button>
            </Show>
            <span class="u-push"></span>
            <Button kind=ButtonKind::Primary submit=true busy=busy>
                {move || match step.get() {
                    STEPS => t_string!(i18n, new_project.create),
                    _ => t_string!(i18n, common.next),
                }}
            </Button>
        </footer>
    }
}

/// The step in sight, from 1, as the address says.
fn step_of_address() -> Memo<usize> {
    let query = use_query_map();
    Memo::new(move |_| {
        let typed = query.read().get("step").and_then(|step| step.parse().ok());
        typed.unwrap_or(1).clamp(1, STEPS)
    })
}

fn go_to_step() -> Callback<usize> {
    let navigate = use_navigate();
    Callback::new(move |step: usize| {
        let address = format!("{}?step={step}", paths::NEW_PROJECT);
        navigate(&address, NavigateOptions { scroll: false, ..Default::default() });
    })
}

/// Goes to the new project's board and offers to bring a plan in.
fn leave_when_made(create: Action<NewProject, Result<domain::ProjectId, AppError>>, form: Form) {
    let (i18n, toasts, navigate) = (use_i18n(), use_toasts(), use_navigate());
    when_done(create, move |project| {
        form.forget();
        let go = navigate.clone();
        let import = move || go(&paths::import(project), NavigateOptions::default());
        let words = t_string!(i18n, new_project.made).to_owned();
        toasts.offer(words, t_string!(i18n, new_project.import), import);
        navigate(&paths::board(project), NavigateOptions::default());
    });
}

#[component]
fn Progressed(step: Memo<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let state = move |here: usize| {
        move || match step.get().cmp(&here) {
            std::cmp::Ordering::Greater => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Current,
            std::cmp::Ordering::Less => StepState::Ahead,
        }
    };
    let word = move |here: usize| {
        move || match step.get().cmp(&here) {
            std::cmp::Ordering::Greater => t_string!(i18n, new_project.step_done),
            std::cmp::Ordering::Equal => t_string!(i18n, new_project.step_current),
            std::cmp::Ordering::Less => t_string!(i18n, new_project.step_ahead),
        }
    };
    view! {
        <Stepper label=t!(i18n, new_project.title)>
            <Step
                number=1
                name=t!(i18n, new_project.step_client)
                state=Signal::derive(state(1))
                word=word(1)
            />
            <Step
                number=2
                name=t!(i18n, new_project.step_method)
                state=Signal::derive(state(2))
                word=word(2)
            />
            <Step
                number=3
                name=t!(i18n, new_project.step_dates)
                state=Signal::derive(state(3))
                word=word(3)
            />
            <Step
                number=4
                name=t!(i18n, new_project.step_people)
                state=Signal::derive(state(4))
                word=word(4)
            />
        </Stepper>
    }
}
