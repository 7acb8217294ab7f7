//! The bar of a task in one week.

use chrono::NaiveDate;
use domain::TaskId;
use leptos::prelude::*;
use locale::t;

use super::grid;
use super::state::{Face, OpenCalendar, bar_id};
use crate::ui::icon::{Icon, IconSize};

/// A bar; it lies in the day on which it begins in its week, and reaches over the days after it.
#[component]
pub fn BarButton(
    /// Which task.
    task: TaskId,
    /// The day in which it lies.
    day: NaiveDate,
) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let face = Memo::new(move |_| calendar.face(task));
    let bar = Memo::new(move |_| calendar.bar(task, day));
    let told = move |read: fn(&Face) -> bool| face.with(|face| face.as_ref().is_some_and(read));
    let flag = move |read: fn(&Face) -> bool| move || told(read).then_some("true");
    let sentence = move || text(face, |face| face.sentence.clone());
    let top = move || {
        let lane = bar.get().map_or(0, |bar| bar.lane);
        format!("calc(var(--calendar-head) + {lane} * var(--calendar-lane))")
    };
    let width = move || {
        let days = bar.get().map_or(1, |bar| bar.days);
        format!("calc({days} * (100% + var(--line)) - var(--sp-1) - var(--line))")
    };
    let is_short = move || bar.get().is_none_or(|bar| bar.days < 2);
    let goes_on = move || bar.get().is_some_and(|bar| !bar.ends);
    let came_before = move || bar.get().is_some_and(|bar| !bar.begins);
    let is_stop = move || {
        let at = calendar.current.get();
        at.task == Some(task) && grid::week_of(at.day) == grid::week_of(day)
    };
    view! {
        <button
            class="calendar__bar"
            type="button"
            id=bar_id(task, day)
            data-bar=task.to_string()
            tabindex=move || if is_stop() { "0" } else { "-1" }
            title=sentence
            aria-describedby="calendar-keys"
            data-milestone=flag(|face| face.is_milestone)
            data-critical=flag(|face| face.is_critical)
            data-done=flag(|face| face.is_done)
            data-short=move || is_short().then_some("true")
            data-before=move || came_before().then_some("true")
            data-after=move || goes_on().then_some("true")
            data-carried=move || (calendar.carried.get() == Some(task)).then_some("true")
            data-held=move || calendar.plan.dragged_by(task).map(|_| "true")
            data-opened=move || calendar.plan.opened_by(task).map(|_| "true")
            data-pending=move || calendar.plan.waits(task).then_some("true")
            style:top=top
            style:width=width
            on:focus=move |_| calendar.choose_bar(task, day)
            on:click=move |_| calendar.plan.open_task(Some(task))
        >
            <span class="u-hidden">{sentence}</span>
            <Marks face />
            <span class="calendar__title" aria-hidden="true">
                {move || text(face, |face| face.title.clone())}
            </span>
            {move || told(|face| face.is_critical).then(|| critical(calendar))}
            {move || told(|face| face.is_client_visible).then(eye)}
            {move || who(calendar, task)}
        </button>
    }
}

/// What a task is, as shapes before its title.
#[component]
pub fn Marks(
    /// What is shown.
    face: Memo<Option<Face>>,
) -> impl IntoView {
    let told = move |read: fn(&Face) -> bool| face.with(|face| face.as_ref().is_some_and(read));
    let mark = move |read: fn(&Face) -> bool, icon: Icon| {
        move || told(read).then(|| view! { <Icon icon size=IconSize::Tiny /> })
    };
    view! {
        {mark(|face| face.is_milestone, Icon::Diamond)}
        {mark(|face| face.is_done, Icon::Check)}
        {mark(|face| face.is_blocked, Icon::Ban)}
    }
}

/// Reads a face; the default once the task is gone.
pub fn text(face: Memo<Option<Face>>, read: fn(&Face) -> String) -> String {
    face.with(|face| face.as_ref().map(read)).unwrap_or_default()
}

fn critical(calendar: OpenCalendar) -> impl IntoView {
    let word = t!(calendar.words, gantt.critical);
    view! { <span class="calendar__critical" aria-hidden="true">{word}</span> }
}

/// Who else moves the task, or has it open or selected.
fn who(calendar: OpenCalendar, task: TaskId) -> Option<impl IntoView> {
    let plan = calendar.plan;
    let name = plan.dragged_by(task).or_else(|| plan.opened_by(task))?;
    Some(view! { <span class="calendar__who">{name}</span> })
}

/// Says that the client sees this.
fn eye() -> impl IntoView {
    view! {
        <span class="calendar__eye">
            <Icon icon=Icon::Eye size=IconSize::Tiny />
        </span>
    }
}
