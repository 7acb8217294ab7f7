//! What is set more rarely: labels, iteration, hours, the task's own calendar, pauses, and whether
//! it counts in the schedule.

use domain::IterationId;
use domain::plan::{Task, TaskChange};
use leptos::prelude::*;
use locale::{t, td_string};

use super::pauses::Interruptions;
use super::state::OpenTask;
use super::working::{InactiveSwitch, OwnCalendar};
use crate::features::shared::labels::LabelsField;
use crate::ui::field::{FieldKind, SelectField, TextField};

/// The part about all of that.
#[component]
pub fn SettingsPart() -> impl IntoView {
    let open = OpenTask::expect();
    let may_edit = open.plan.may_edit();
    let is_leaf = move || !open.is_summary.get();
    let has_iterations =
        Memo::new(move |_| open.plan.with(|view| !view.plan.iterations.is_empty()));
    view! {
        <section class="peek__part" aria-labelledby="peek-settings">
            <h3 class="peek__heading" id="peek-settings">
                {t!(open.words, peek.settings)}
            </h3>
            <fieldset class="peek__group" disabled=!may_edit>
                <Labels />
                <Show when=move || is_leaf() && has_iterations.get()>
                    <IterationField />
                </Show>
                <Show when=is_leaf>
                    <BothHours />
                    <OwnCalendar />
                </Show>
                <Interruptions />
                <InactiveSwitch />
            </fieldset>
        </section>
    }
}

#[component]
fn Labels() -> impl IntoView {
    let open = OpenTask::expect();
    let labels = Memo::new(move |_| open.get(|task| task.labels.clone()));
    let change = move |(label, is_on): (String, bool)| {
        let mut new = labels.get_untracked();
        new.retain(|own| *own != label);
        new.extend(is_on.then_some(label));
        open.change(TaskChange::Labels(new));
    };
    view! { <LabelsField id="peek-labels" labels on_change=change /> }
}

/// The iteration in which the task is done; there only where the plan has any.
#[component]
fn IterationField() -> impl IntoView {
    let open = OpenTask::expect();
    let options = Signal::derive(move || {
        let none = (String::new(), td_string!(open.locale(), iterations.none).to_owned());
        open.plan.with(|view| {
            let all = view.plan.iterations_in_order().into_iter();
            let known = all.map(|one| (one.id.to_string(), one.name.clone()));
            std::iter::once(none).chain(known).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        open.get(|task| task.iteration.map(|iteration| iteration.to_string()).unwrap_or_default())
    });
    let choose = move |key: String| {
        open.change(TaskChange::Iteration(key.parse::<IterationId>().ok()));
    };
    view! {
        <SelectField
            name="peek-iteration"
            label=t!(open.words, peek.iteration)
            options
            value
            on_change=choose
        />
    }
}

/// The work that the task takes, and what of it is left.
#[component]
fn BothHours() -> impl IntoView {
    let open = OpenTask::expect();
    view! {
        <div class="field__row">
            <Hours
                name="peek-estimate"
                label=t!(open.words, peek.estimate)
                read=|task| task.estimate
                change=TaskChange::Estimate
            />
            <Hours
                name="peek-remaining"
                label=t!(open.words, peek.remaining)
                read=|task| task.remaining
                change=TaskChange::Remaining
            />
        </div>
    }
}

/// Working time in hours; empty is not known.
#[component]
fn Hours(
    name: &'static str,
    #[prop(into)] label: Signal<String>,
    read: fn(&Task) -> Option<i64>,
    change: fn(Option<i64>) -> TaskChange,
) -> impl IntoView {
    let open = OpenTask::expect();
    let written = move |task: &Task| {
        read(task).map(|minutes| (minutes as f64 / 60.0).to_string()).unwrap_or_default()
    };
    let hours = open.field(move |task, _| written(task));
    let save = move |text: String| {
        let text = text.trim().replace(',', ".");
        let wanted = text.parse::<f64>().ok().filter(|hours| (0.0..1e6).contains(hours));
        if wanted.is_none() && !text.is_empty() {
            return hours.settle();
        }
        let minutes = wanted.map(|hours| (hours * 60.0).round() as i64);
        hours.save(&text, |base| open.change_from(base, change(minutes)));
    };
    view! { <TextField name label kind=FieldKind::Number bind=hours.text on_change=save min="0" /> }
}
