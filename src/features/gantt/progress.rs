//! Progress of the selected task in the action bar: a slider, a number, and steps for fingers.

use domain::TaskId;
use leptos::html;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};
use web_sys::{Event, KeyboardEvent};

use super::chart::Chart;
use crate::ui::chip::ChipButton;

/// Shares of the work that are one press away.
const PERCENTS: [u8; 5] = [0, 25, 50, 75, 100];
/// How far the slider goes at once.
const STEP: u8 = 5;

/// How much of a task is done, and the ways to say otherwise.
#[component]
pub fn ProgressField(
    /// Which task.
    task: TaskId,
    /// How much of it is done.
    percent: Signal<u8>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    // Where the slider is while it is held.
    let held = RwSignal::new(None::<u8>);
    let shown = Signal::derive(move || held.get().unwrap_or_else(|| percent.get()));
    let reason = Memo::new(move |_| {
        chart.plan.track();
        chart.reader();
        chart.no_report(task)
    });
    let drag = move |event: Event| held.set(percent_in(&event));
    let let_go = move |event: Event| {
        if let Some(percent) = percent_in(&event) {
            chart.set_percent(task, percent);
        }
        held.set(None);
    };
    let chip = move |step: u8| {
        view! {
            <ChipButton
                pressed=move || percent.get() == step
                on_press=move || chart.set_percent(task, step)
            >
                {format!("{step}%")}
            </ChipButton>
        }
    };
    view! {
        <div class="gantt__percents" role="group" aria-label=t!(i18n, gantt.percent)>
            <label class="gantt__field">
                <span>{t!(i18n, gantt.percent)}</span>
                <input
                    class="gantt__slider"
                    type="range"
                    min="0"
                    max="100"
                    step=STEP.to_string()
                    disabled=move || reason.get().is_some()
                    title=move || reason.get()
                    aria-valuetext=move || format!("{}%", shown.get())
                    prop:value=move || shown.get().to_string()
                    on:input=drag
                    on:change=let_go
                />
            </label>
            <NumberField task shown reason=reason.into() />
            <div class="gantt__steps">{PERCENTS.map(chip).collect_view()}</div>
        </div>
    }
}

/// The share as a number; Enter or leaving the field takes it up, Esc puts it back.
#[component]
fn NumberField(
    /// Which task.
    task: TaskId,
    /// What the slider shows.
    shown: Signal<u8>,
    /// Why it cannot be changed; none when it can.
    reason: Signal<Option<&'static str>>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let put_back = move || {
        let shown = shown.get_untracked().to_string();
        field.get_untracked().iter().for_each(|field| field.set_value(&shown));
    };
    chart.plan.when_left(put_back);
    let take_up = move |event: Event| match percent_in(&event) {
        Some(percent) => chart.set_percent(task, percent),
        None => put_back(),
    };
    let steer = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            put_back();
        }
    };
    view! {
        <input
            class="gantt__input gantt__input--number"
            node_ref=field
            type="number"
            min="0"
            max="100"
            aria-label=move || t_string!(i18n, gantt.percent_number)
            readonly=move || reason.get().is_some()
            prop:value=move || shown.get().to_string()
            on:change=take_up
            on:keydown=steer
        />
        <span class="gantt__label" aria-hidden="true">
            "%"
        </span>
    }
}

/// The share that a field says; none where it is no share.
fn percent_in(event: &Event) -> Option<u8> {
    event_target_value(event).trim().parse().ok().filter(|percent| *percent <= 100)
}
