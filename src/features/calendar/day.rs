//! One day of the calendar: its number, its mark, the bars that begin in it, the way to more.

use chrono::NaiveDate;
use domain::TaskId;
use domain::plan::calendar::DayKind;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{dates, td_string};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::adding::NewTask;
use super::bar::{BarButton, Marks, text};
use super::grid::{self, Spot};
use super::state::{OpenCalendar, Slot, day_id};
use super::words;
use crate::ui::button::ButtonKind;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::menu::{Menu, MenuItem};

/// What in a day is pressed for its own sake.
const CONTROLS: &str = "button, .calendar__new, .menu__list";

/// A day.
#[component]
pub fn DayCell(
    /// Which.
    day: NaiveDate,
) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let weekday = grid::weekday(day);
    let kind = Memo::new(move |_| calendar.kind_of(day));
    let begin = Memo::new(move |_| beginning(calendar, day));
    let count = Memo::new(move |_| calendar.in_week(day, |week| week.on(weekday).len()));
    let hidden = Memo::new(move |_| calendar.in_week(day, |week| week.hidden_on(weekday)));
    let is_today = calendar.plan.today() == day;
    let is_chosen = Memo::new(move |_| calendar.current.get().day == day);
    let is_stop = move || calendar.current.get() == Spot { day, task: None };
    let is_crowded = move || hidden.get() > 0;
    let is_adding = move || calendar.adding.get() == Some(Slot::Day(day));
    let is_target = move || {
        let target = calendar.target.get();
        target.is_some_and(|(first, last)| (first..=last).contains(&day))
    };
    let label = move || words::day(calendar.locale(), day, &kind.read(), is_today, count.get());
    let press = move |event: MouseEvent| {
        if !is_on_control(&event) {
            calendar.choose(Spot { day, task: None });
        }
    };
    let begin_task = move |event: MouseEvent| {
        if !is_on_control(&event) {
            calendar.begin_task(day);
        }
    };
    view! {
        <div
            class="calendar__day"
            role="gridcell"
            id=day_id(day)
            data-day=day.to_string()
            data-kind=move || kind_name(kind.read().0)
            data-outside=move || calendar.is_outside(day).then_some("true")
            data-target=move || is_target().then_some("true")
            tabindex=move || if is_stop() { "0" } else { "-1" }
            aria-current=is_today.then_some("date")
            aria-selected=move || is_chosen.get().to_string()
            on:focus=move |_| calendar.choose(Spot { day, task: None })
            on:click=press
            on:dblclick=begin_task
        >
            <span class="u-hidden">{label}</span>
            <Head day kind is_chosen />
            <Count count />
            <For each=move || begin.get() key=|task| *task let:task>
                <BarButton task day />
            </For>
            <Show when=is_crowded>
                <More day hidden />
            </Show>
            <Show when=is_adding>
                <NewTask at=Slot::Day(day) />
            </Show>
        </div>
    }
}

/// The number of a day, what it is, and the button for a new task.
#[component]
fn Head(day: NaiveDate, kind: Memo<(DayKind, String)>, is_chosen: Memo<bool>) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let may_edit = calendar.plan.may_edit();
    let mark = move || {
        let (kind, name) = kind.get();
        words::mark(calendar.locale(), kind).map(|mark| {
            let title = name.clone();
            view! {
                <span class="calendar__mark" title=title>
                    {mark}
                    <span class="calendar__holiday">{name}</span>
                </span>
            }
        })
    };
    let add_label = move || {
        let locale = calendar.locale();
        td_string!(locale, calendar.new_task_on, day = dates::full_prose(locale, day))
    };
    let add = move || {
        may_edit.then(|| {
            view! {
                <button
                    class="calendar__add"
                    type="button"
                    data-print="hide"
                    tabindex=move || if is_chosen.get() { "0" } else { "-1" }
                    title=add_label
                    aria-label=add_label
                    on:click=move |_| calendar.begin_task(day)
                >
                    <Icon icon=Icon::Plus size=IconSize::Small />
                </button>
            }
        })
    };
    view! {
        <div class="calendar__day-head">
            <span class="calendar__number" aria-hidden="true">
                {move || words::number(calendar.locale(), day)}
            </span>
            {mark}
            {add}
        </div>
    }
}

/// How many tasks lie on a day, for pages that have no room for bars.
#[component]
fn Count(count: Memo<usize>) -> impl IntoView {
    let words = move || (count.get() > 0).then(|| count.get().to_string());
    view! {
        <span class="calendar__count u-phone" aria-hidden="true">
            {words}
        </span>
    }
}

/// How many bars have no room, and all tasks of the day as a menu.
#[component]
fn More(day: NaiveDate, hidden: Memo<usize>) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let label = Signal::derive(move || {
        let locale = calendar.locale();
        let day = dates::full_prose(locale, day);
        td_string!(locale, calendar.more_on, count = grouped(hidden.get()), day = day)
    });
    let face = move || view! { <span>{move || format!("+{}", hidden.get())}</span> };
    let is_chosen = move || calendar.current.get().day == day;
    let tab_index = Signal::derive(move || if is_chosen() { "0" } else { "-1" });
    let top = move || {
        let lane = calendar.room.get().saturating_sub(1);
        format!("calc(var(--calendar-head) + {lane} * var(--calendar-lane))")
    };
    view! {
        <div class="calendar__more" style:top=top>
            <Menu
                id=format!("calendar-more-{day}")
                label
                kind=ButtonKind::Ghost
                icon=None
                face
                tab_index
            >
                {move || {
                    let tasks = tasks_on(calendar, day);
                    tasks.into_iter().map(|task| view! { <MoreItem task /> }).collect_view()
                }}
            </Menu>
        </div>
    }
}

#[component]
fn MoreItem(task: TaskId) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let face = Memo::new(move |_| calendar.face(task));
    view! {
        <MenuItem on_choose=move || calendar.plan.open_task(Some(task))>
            <span class="calendar__item">
                <Marks face />
                <span>{move || text(face, |face| face.title.clone())}</span>
                <span class="u-faint">{move || text(face, |face| face.span.clone())}</span>
            </span>
        </MenuItem>
    }
}

/// The tasks of a day from top to bottom; subscribes to them.
pub fn tasks_on(calendar: OpenCalendar, day: NaiveDate) -> Vec<TaskId> {
    let bars = calendar.in_week(day, |week| week.on(grid::weekday(day)));
    bars.into_iter().map(|bar| bar.task).collect()
}

/// The tasks whose shown bars lie in a day, from top to bottom.
fn beginning(calendar: OpenCalendar, day: NaiveDate) -> Vec<TaskId> {
    let weekday = grid::weekday(day);
    let bars = calendar.in_week(day, |week| week.shown_on(weekday));
    bars.into_iter().filter(|bar| bar.from == weekday).map(|bar| bar.task).collect()
}

const fn kind_name(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Working => "working",
        DayKind::Free => "free",
        DayKind::Holiday => "holiday",
        DayKind::MakeUp => "make-up",
    }
}

fn is_on_control(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(CONTROLS).ok().flatten().is_some())
}
