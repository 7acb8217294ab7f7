//! The small steps of a task.

use domain::plan::{CheckItem, TaskChange};
use leptos::html;
use leptos::prelude::*;
use locale::{t, td_string};

use super::state::OpenTask;
use crate::features::shared::field_text::FieldText;
use crate::features::shared::quick_line::QuickLine;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The steps, and a line for the next one.
#[component]
pub fn Checklist() -> impl IntoView {
    let open = OpenTask::expect();
    let steps = Memo::new(move |_| open.get(|task| task.checklist.clone()));
    let count = move || {
        let (done, all) = open.get(domain::plan::Task::steps_done);
        (all > 0).then(|| td_string!(open.locale(), peek.steps, done = done, all = all))
    };
    let places = move || (0..steps.with(Vec::len)).collect::<Vec<_>>();
    let may_work = open.may_work();
    view! {
        <fieldset class="peek__group" disabled=move || !may_work.get()>
            <h3 class="peek__heading u-row">
                {t!(open.words, peek.checklist)}
                <span class="u-muted">{count}</span>
            </h3>
            <ul class="peek__steps">
                <For
                    each=places
                    key=|place| *place
                    children=move |place| view! { <Step place steps /> }
                />
            </ul>
            <NewStep steps />
        </fieldset>
    }
}

#[component]
fn Step(place: usize, steps: Memo<Vec<CheckItem>>) -> impl IntoView {
    let open = OpenTask::expect();
    let step = Memo::new(move |_| steps.with(|steps| steps.get(place).cloned()));
    let text = move || step.get().map(|step| step.text).unwrap_or_default();
    let field = FieldText::of(open.plan, Memo::new(move |_| text()));
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let text = field.text.get();
        if let Some(input) = node.get()
            && input.value() != text
        {
            input.set_value(&text);
        }
    });
    let tick = move |event: web_sys::Event| {
        let is_done = event_target_checked(&event);
        change(open, steps, |steps| {
            if let Some(step) = steps.get_mut(place) {
                step.is_done = is_done;
            }
        });
    };
    let rename = move |event: web_sys::Event| {
        let written = event_target_value(&event).trim().to_owned();
        field.save(&written.clone(), |base| {
            change_from(open, base, steps, |steps| match steps.get_mut(place) {
                Some(step) if !written.is_empty() => step.text = written,
                Some(_) => drop(steps.remove(place)),
                None => {}
            });
        });
    };
    view! {
        <li class="peek__step" data-done=move || step.get().is_some_and(|s| s.is_done).to_string()>
            <label class="peek__tick">
                <input
                    class="check__box"
                    type="checkbox"
                    id=step_id(place)
                    aria-label=text
                    prop:checked=move || step.get().is_some_and(|step| step.is_done)
                    on:change=tick
                />
            </label>
            <input
                class="peek__step-text"
                type="text"
                maxlength="200"
                aria-label=move || td_string!(open.locale(), peek.step, place = place + 1)
                node_ref=node
                on:input=move |event| field.text.set(event_target_value(&event))
                on:change=rename
            />
            <StepButtons place steps text=Signal::derive(text) />
        </li>
    }
}

/// Up by one, and away.
#[component]
fn StepButtons(place: usize, steps: Memo<Vec<CheckItem>>, text: Signal<String>) -> impl IntoView {
    let open = OpenTask::expect();
    let raise = move || {
        change(open, steps, |steps| {
            if (1..steps.len()).contains(&place) {
                steps.swap(place - 1, place);
            }
        });
        // The keyboard goes along, so that a second press takes the step further up.
        let above = place.saturating_sub(1);
        dom::on_next_frame(move || {
            if !dom::focus_by_id(&raise_id(above)) {
                dom::focus_by_id(&step_id(above));
            }
        });
    };
    let remove = move || {
        change(open, steps, |steps| {
            if place < steps.len() {
                steps.remove(place);
            }
        });
        // With the last step goes the button that was pressed.
        dom::on_next_frame(move || {
            if dom::has_free_focus() && !dom::focus_by_id(&step_id(place.saturating_sub(1))) {
                dom::focus_by_id("peek");
            }
        });
    };
    view! {
        {(place > 0).then(|| view! {
            <Button
                kind=ButtonKind::Icon
                icon=Icon::ArrowUp
                id=raise_id(place)
                label=move || td_string!(open.locale(), peek.step_up, text = text.get())
                on_press=raise
            />
        })}
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Close
            label=move || td_string!(open.locale(), peek.remove_step, text = text.get())
            on_press=remove
        />
    }
}

/// A line that adds a step on Enter and goes on with the next.
#[component]
fn NewStep(steps: Memo<Vec<CheckItem>>) -> impl IntoView {
    let open = OpenTask::expect();
    let add = Callback::new(move |text: String| {
        change(open, steps, |steps| steps.push(CheckItem { text, is_done: false }));
    });
    let label = t!(open.words, peek.add_step);
    view! { <QuickLine label on_add=add /> }
}

fn step_id(place: usize) -> String {
    format!("peek-step-{place}")
}

fn raise_id(place: usize) -> String {
    format!("peek-step-up-{place}")
}

fn change(open: OpenTask, steps: Memo<Vec<CheckItem>>, how: impl FnOnce(&mut Vec<CheckItem>)) {
    change_from(open, open.plan.seq(), steps, how);
}

/// The same for somebody who knew nothing after the operation `base`.
fn change_from(
    open: OpenTask,
    base: i64,
    steps: Memo<Vec<CheckItem>>,
    how: impl FnOnce(&mut Vec<CheckItem>),
) {
    let mut new = steps.get_untracked();
    how(&mut new);
    if steps.with_untracked(|old| *old != new) {
        open.change_from(base, TaskChange::Checklist(new));
    }
}
