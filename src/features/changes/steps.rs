//! What is to be done once the change is part of the plan: a list to tick, edit and add to.

use domain::ChangeStepId;
use domain::change::{ChangeState, ChangeStep, StepDraft};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::apply_api::{add_step, remove_step, update_step};
use super::desk::Desk;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::named;
use crate::features::shared::near_day::near_day;
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Due, DueChip};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check::Checkbox;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The steps of a change; nothing before there is anything to do.
#[component]
pub fn Steps(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let steps = desk.with(|sheet| sheet.steps.clone());
    if steps.is_empty() && desk.change().state != ChangeState::Applied {
        return ().into_any();
    }
    let (open, edited) = (RwSignal::new(false), RwSignal::new(None::<ChangeStep>));
    let reason = no_steps(desk);
    let add = move || {
        view! {
            <Button
                icon=Icon::Plus
                reason
                on_press=move || {
                    edited.set(None);
                    open.set(true);
                }
            >
                {t!(i18n, changes.add_step)}
            </Button>
        }
    };
    let done = steps.iter().filter(|step| step.done_at.is_some()).count();
    let (count, is_none) = (steps.len(), steps.is_empty());
    let row = move |step| view! { <Step desk step open edited /> };
    view! {
        <Panel
            id="change-steps"
            title=move || t_string!(i18n, changes.steps_done, done = done, count = count)
            actions=add
        >
            {is_none.then(|| view! { <p class="u-muted">{t!(i18n, changes.no_steps)}</p> })}
            <ul>{steps.into_iter().map(row).collect_view()}</ul>
        </Panel>
        <StepDialog desk open edited />
    }
    .into_any()
}

/// Why this person cannot carry the change through; none who can.
fn no_steps(desk: Desk) -> Signal<Option<String>> {
    let i18n = use_i18n();
    let may_edit = desk.with(|sheet| sheet.may_edit);
    Signal::derive(move || (!may_edit).then(|| t_string!(i18n, changes.only_members).to_owned()))
}

#[component]
fn Step(
    desk: Desk,
    step: ChangeStep,
    open: RwSignal<bool>,
    edited: RwSignal<Option<ChangeStep>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version, is_done) = (step.id, step.version, step.done_at.is_some());
    let (says, may_edit) = (step.says.clone(), desk.with(|sheet| sheet.may_edit));
    let tick = Action::new(move |is_done: &bool| update_step(id, version, says.clone(), *is_done));
    when_done(tick, move |()| desk.again());
    let owner = step.says.owner.map(|owner| {
        view! { <Avatar name=desk.person(owner) /> }
    });
    let today = desk.with(|sheet| sheet.today);
    let due = step.says.due.map(|day| {
        let nearness = match (day - today).num_days() {
            _ if is_done => Due::Later,
            ..0 => Due::Late,
            0..=3 => Due::Soon,
            _ => Due::Later,
        };
        view! { <DueChip due=nearness word=move || near_day(i18n.get_locale(), day) /> }
    });
    let text = step.says.text.clone();
    let (for_label, for_button) = (text.clone(), text.clone());
    let step = StoredValue::new(step);
    let edit = move || {
        edited.set(Some(step.get_value()));
        open.set(true);
    };
    view! {
        <li class="panel__row changes__step" data-done=is_done.then_some("true")>
            <Checkbox
                id=format!("step-{id}")
                checked=is_done
                label=move || for_label.clone()
                disabled=!may_edit
                on_change=move |is_done| {
                    tick.dispatch(is_done);
                }
            />
            <span class="changes__words">
                {text}
                <Failure error=failure_of(tick) />
            </span>
            {due}
            {owner}
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Pencil
                label=move || t_string!(i18n, changes.edit_step, text = for_button.clone())
                reason=no_steps(desk)
                on_press=edit
            />
        </li>
    }
}

/// Adds a step, edits one or removes it.
#[component]
fn StepDialog(
    desk: Desk,
    open: RwSignal<bool>,
    edited: RwSignal<Option<ChangeStep>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = StepForm::new();
    Effect::new(move |_| {
        if open.get() {
            form.fill(edited.get_untracked().as_ref());
        }
    });
    let change = desk.id();
    let save = Action::new(move |draft: &StepDraft| {
        let (draft, known) = (draft.clone(), edited.get_untracked());
        let id = form.new_id.get_value();
        async move {
            match known {
                Some(step) => {
                    update_step(step.id, step.version, draft, step.done_at.is_some()).await
                }
                None => add_step(change, id, draft).await,
            }
        }
    });
    let remove = Action::new(|(step, version): &(ChangeStepId, i32)| remove_step(*step, *version));
    let done = move |()| {
        open.set(false);
        desk.again();
    };
    when_done(save, done);
    when_done(remove, done);
    let (saving, removing) = (failure_of(save), failure_of(remove));
    let failure = Signal::derive(move || saving.get().or_else(|| removing.get()));
    let removal = move || {
        if let Some(step) = edited.get_untracked() {
            remove.dispatch((step.id, step.version));
        }
    };
    let title = move || match edited.with(Option::is_some) {
        true => t_string!(i18n, changes.step),
        false => t_string!(i18n, changes.add_step),
    };
    let aside = move || {
        view! {
            <Show when=move || edited.with(Option::is_some)>
                <Button kind=ButtonKind::Danger busy=remove.pending() on_press=removal>
                    {t!(i18n, common.delete)}
                </Button>
            </Show>
        }
    };
    view! {
        <FormDialog
            id="change-step"
            open
            title
            on_submit=move || {
                save.dispatch(form.draft());
            }
            failure
            busy=save.pending()
            aside
        >
            {step_fields(desk, form)}
        </FormDialog>
    }
}

/// What stands in the form of a step.
#[derive(Clone, Copy)]
struct StepForm {
    text: RwSignal<String>,
    owner: RwSignal<String>,
    due: RwSignal<String>,
    new_id: StoredValue<ChangeStepId>,
}

impl StepForm {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let new_id = StoredValue::new(ChangeStepId::new(0, [0; 10]));
        Self { text: empty(), owner: empty(), due: empty(), new_id }
    }

    fn fill(self, step: Option<&ChangeStep>) {
        let says = step.map(|step| step.says.clone()).unwrap_or_default();
        self.text.set(says.text);
        self.owner.set(says.owner.map(|owner| owner.to_string()).unwrap_or_default());
        self.due.set(says.due.map(|day| day.to_string()).unwrap_or_default());
        self.new_id.set_value(fresh::id(ChangeStepId::new));
    }

    fn draft(self) -> StepDraft {
        StepDraft {
            text: self.text.get_untracked(),
            owner: self.owner.get_untracked().parse().ok(),
            due: self.due.get_untracked().parse().ok(),
        }
    }
}

fn step_fields(desk: Desk, form: StepForm) -> impl IntoView {
    let i18n = use_i18n();
    let people = desk.with(|sheet| sheet.people.clone());
    let owners = Signal::derive(move || {
        let all = people.iter().map(|person| (person.id.to_string(), person.name.clone()));
        named::or_none(t_string!(i18n, changes.nobody), all)
    });
    view! {
        <TextField
            name="step-text"
            label=t!(i18n, changes.step)
            bind=form.text
            required=true
            max_length=200
        />
        <div class="field__row">
            <SelectField
                name="step-owner"
                label=t!(i18n, changes.owner)
                options=owners
                bind=form.owner
            />
            <TextField
                name="step-due"
                kind=FieldKind::Date
                label=t!(i18n, changes.due)
                bind=form.due
            />
        </div>
    }
}
