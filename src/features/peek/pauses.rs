//! What holds work up: the delay of its start, and the pauses in it.

use domain::plan::pauses::{self, Idle};
use domain::plan::task::DURATION_MAX;
use domain::plan::{PlanOp, PlanView, Task};
use domain::time::DAY;
use leptos::prelude::*;
use locale::{Locale, dates, t, td_string};

use super::foresight::Trying;
use super::state::OpenTask;
use crate::features::shared::typed;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// One of the two lengths of a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// The work before it.
    Before,
    /// The pause itself.
    Length,
}

/// Why a length cannot be that of a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// It is no length, or none at all.
    Unreadable,
    /// The work is over before.
    Outside,
}

/// The delay and the pauses; of a summary, only why it has none.
#[component]
pub fn Interruptions() -> impl IntoView {
    let open = OpenTask::expect();
    let refused = move || view! { <p class="field__hint">{t!(open.words, peek.idle_summary)}</p> };
    view! {
        <Show when=move || !open.is_summary.get() fallback=refused>
            <Delay />
            <Pauses />
        </Show>
    }
}

/// By how much the start waits on the clock.
#[component]
fn Delay() -> impl IntoView {
    let open = OpenTask::expect();
    let field = open.field(|task, _| match task.delay() {
        0 => String::new(),
        minutes => typed::written_length(minutes, DAY),
    });
    let idle = Memo::new(move |_| {
        open.plan.with(|view| pauses::why_no_delay(&view.plan, view.plan.tasks.get(&open.id)?))
    });
    let hint = Signal::derive(move || match idle.get() {
        Some(idle) => idle_words(open.locale(), idle).to_owned(),
        None => td_string!(open.locale(), peek.delay_hint).to_owned(),
    });
    // A delay that changes nothing can still be taken away.
    let is_locked = Signal::derive(move || idle.get().is_some() && open.get(Task::delay) == 0);
    let error = Signal::derive(move || {
        let is_read = open.plan.with(|view| delay_of(view, &field.text.read()).is_some());
        (!is_read).then(|| td_string!(open.locale(), peek.delay_bad).to_owned())
    });
    let save = move |text: String| {
        field.save(&text, |base| {
            open.act_with_from(base, |view, task| delay_op(view, task, &text));
        });
    };
    let op = open.trying(move |view, task| delay_op(view, task, &field.text.read()));
    view! {
        <Trying op>
            <TextField
                name="peek-delay"
                label=t!(open.words, peek.delay)
                hint
                error
                readonly=is_locked
                bind=field.text
                on_change=save
                max_length=20
            />
        </Trying>
    }
}

fn delay_of(view: &PlanView, text: &str) -> Option<i64> {
    let minutes = typed::by_the_clock(text, &view.plan.settings)?;
    (minutes <= DURATION_MAX).then_some(minutes)
}

fn delay_op(view: &PlanView, task: &Task, text: &str) -> Option<PlanOp> {
    let minutes = delay_of(view, text)?;
    (minutes != task.delay()).then(|| PlanOp::change(task.id, task.with_delay(minutes)))
}

/// The pauses, each with a way to change it and to take it away, and a button for another one.
#[component]
fn Pauses() -> impl IntoView {
    let open = OpenTask::expect();
    let count = Memo::new(move |_| open.get(|task| task.pauses().len()));
    let places = move || (0..count.get()).collect::<Vec<_>>();
    let reason = Signal::derive(move || {
        let locale = open.locale();
        let refused = open.plan.with(|view| {
            let task = view.plan.tasks.get(&open.id)?;
            let idle = pauses::why_no_pause(&view.plan, task);
            let no_room = || td_string!(locale, peek.no_room_for_pause);
            let is_full = added_op(view, task).is_none();
            idle.map(|idle| idle_words(locale, idle)).or(is_full.then(no_room))
        });
        refused.map(str::to_owned)
    });
    let op = open.trying(added_op);
    view! {
        <div class="peek__pauses" role="group" aria-labelledby="peek-pauses">
            <p class="field__label" id="peek-pauses">
                {t!(open.words, peek.pauses)}
            </p>
            <ul>
                <For
                    each=places
                    key=|place| *place
                    children=move |place| view! { <PauseRow place /> }
                />
            </ul>
            <p class="field__hint">{t!(open.words, peek.pauses_hint)}</p>
            <Trying op>
                <Button
                    kind=ButtonKind::Quiet
                    icon=Icon::Plus
                    reason
                    on_press=move || open.act_with(added_op)
                >
                    {t!(open.words, peek.add_pause)}
                </Button>
            </Trying>
        </div>
    }
}

/// The operation that adds a pause of a day; none where it would change nothing.
fn added_op(view: &PlanView, task: &Task) -> Option<PlanOp> {
    if pauses::why_no_pause(&view.plan, task).is_some() {
        return None;
    }
    let added = task.next_pause(minutes_per_day(view, task))?;
    let all = [task.pauses(), &[added]].concat();
    Some(PlanOp::change(task.id, task.with_pauses(all)))
}

/// A pause in one line.
#[component]
fn PauseRow(place: usize) -> impl IntoView {
    let open = OpenTask::expect();
    let op = open.trying(move |_, task| removed_op(task, place));
    let label = move || td_string!(open.locale(), peek.remove_pause, place = place + 1);
    view! {
        <li class="peek__pause">
            <PauseField place side=Side::Before />
            <PauseField place side=Side::Length />
            <Trying op>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Close
                    label
                    on_press=move || open.act_with(|_, task| removed_op(task, place))
                />
            </Trying>
        </li>
    }
}

fn removed_op(task: &Task, place: usize) -> Option<PlanOp> {
    let mut all = task.pauses().to_vec();
    if place >= all.len() {
        return None;
    }
    all.remove(place);
    Some(PlanOp::change(task.id, task.with_pauses(all)))
}

/// How much work lies before a pause, or how long the pause takes.
#[component]
fn PauseField(place: usize, side: Side) -> impl IntoView {
    let open = OpenTask::expect();
    let field = open.field(move |task, view| {
        let pause = task.pauses().get(place).copied();
        let minutes = pause.map(|(before, length)| match side {
            Side::Before => before,
            Side::Length => length,
        });
        let written = |minutes| typed::written_length(minutes, minutes_per_day(view, task));
        minutes.map(written).unwrap_or_default()
    });
    let error = Signal::derive(move || {
        let locale = open.locale();
        open.plan.with(|view| {
            let task = view.plan.tasks.get(&open.id)?;
            // A row that is about to go says nothing any more.
            task.pauses().get(place)?;
            let wrong = length_of(view, task, side, &field.text.read()).err()?;
            Some(wrong_words(locale, wrong, view, task))
        })
    });
    let save = move |text: String| {
        field.save(&text, |base| {
            open.act_with_from(base, |view, task| changed_op(view, task, (place, side), &text));
        });
    };
    let op =
        open.trying(move |view, task| changed_op(view, task, (place, side), &field.text.read()));
    let label = Signal::derive(move || {
        let (locale, place) = (open.locale(), place + 1);
        match side {
            Side::Before => td_string!(locale, peek.pause_after, place),
            Side::Length => td_string!(locale, peek.pause_length, place),
        }
    });
    let name = match side {
        Side::Before => "peek-pause-after",
        Side::Length => "peek-pause-length",
    };
    view! {
        <Trying op>
            <TextField
                name
                id=format!("{name}-{place}")
                label
                error
                bind=field.text
                on_change=save
                max_length=20
            />
        </Trying>
    }
}

/// The operation that gives a pause another length, or another place; none where that is not
/// understood, or nothing new.
fn changed_op(
    view: &PlanView,
    task: &Task,
    (place, side): (usize, Side),
    text: &str,
) -> Option<PlanOp> {
    let minutes = length_of(view, task, side, text).ok()?;
    let mut all = task.pauses().to_vec();
    let pause = all.get_mut(place)?;
    match side {
        Side::Before => pause.0 = minutes,
        Side::Length => pause.1 = minutes,
    }
    (all != task.pauses()).then(|| PlanOp::change(task.id, task.with_pauses(all)))
}

/// What was typed as one of the lengths of a pause, in minutes of the task's own time.
fn length_of(view: &PlanView, task: &Task, side: Side, text: &str) -> Result<i64, Wrong> {
    let settings = &view.plan.settings;
    let minutes = match task.duration.is_elapsed {
        true => typed::by_the_clock(text, settings),
        false => {
            let length = typed::duration(text, settings).filter(|length| !length.is_elapsed);
            length.map(|length| length.minutes)
        }
    };
    let minutes = minutes.filter(|minutes| (1..=DURATION_MAX).contains(minutes));
    let minutes = minutes.ok_or(Wrong::Unreadable)?;
    match side {
        Side::Before if minutes >= task.duration.minutes => Err(Wrong::Outside),
        Side::Before | Side::Length => Ok(minutes),
    }
}

/// The minutes of a day in the time in which the task counts.
fn minutes_per_day(view: &PlanView, task: &Task) -> i64 {
    if task.duration.is_elapsed { DAY } else { view.plan.settings.minutes_per_day }
}

fn wrong_words(locale: Locale, wrong: Wrong, view: &PlanView, task: &Task) -> String {
    match wrong {
        Wrong::Unreadable => td_string!(locale, peek.pause_bad).to_owned(),
        Wrong::Outside => {
            let duration = dates::duration(locale, task.duration, &view.plan.settings);
            td_string!(locale, peek.pause_outside, duration)
        }
    }
}

/// Why a pause or a delay would change nothing, in words.
fn idle_words(locale: Locale, idle: Idle) -> &'static str {
    match idle {
        Idle::Summary => td_string!(locale, peek.idle_summary),
        Idle::Done => td_string!(locale, peek.idle_done),
        Idle::Begun => td_string!(locale, peek.idle_begun),
        Idle::ByHand => td_string!(locale, peek.idle_by_hand),
        Idle::Dated => td_string!(locale, peek.idle_dated),
        Idle::Late => td_string!(locale, peek.idle_late),
        Idle::Resources => td_string!(locale, peek.idle_resources),
        Idle::NoTime => td_string!(locale, peek.idle_no_time),
    }
}
