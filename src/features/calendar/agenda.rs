//! The tasks of the chosen day as a list: what a phone shows below the days.

use chrono::NaiveDate;
use domain::TaskId;
use leptos::prelude::*;
use locale::{dates, t, td_string};

use super::adding::NewTask;
use super::bar::{Marks, text};
use super::day::tasks_on;
use super::state::{Face, OpenCalendar, Slot};
use crate::ui::badge::VisibleBadge;
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The list.
#[component]
pub fn Agenda() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let day = Memo::new(move |_| calendar.current.get().day);
    let tasks = Memo::new(move |_| tasks_on(calendar, day.get()));
    let heading = move || dates::full_prose(calendar.locale(), day.get());
    let slot = move || calendar.adding.get().filter(|slot| matches!(slot, Slot::List(_)));
    let nothing = move || {
        tasks.with(Vec::is_empty).then(|| {
            let words = t!(calendar.words, calendar.nothing);
            view! { <p class="u-muted">{words}</p> }
        })
    };
    view! {
        <section class="calendar__agenda u-phone" aria-labelledby="calendar-agenda">
            <h3 id="calendar-agenda">{heading}</h3>
            {nothing}
            <ul class="calendar__list">
                <For each=move || tasks.get() key=|task| *task let:task>
                    <Entry task />
                </For>
            </ul>
            {move || match slot() {
                Some(at) => view! { <NewTask at /> }.into_any(),
                None => view! { <AddButton day /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn AddButton(day: Memo<NaiveDate>) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let reason = Signal::derive(move || calendar.no_right());
    let add = move || calendar.begin_task(day.get_untracked());
    view! {
        <Button icon=Icon::Plus reason on_press=add>
            {t!(calendar.words, calendar.new_task)}
        </Button>
    }
}

/// A task of the list.
#[component]
fn Entry(task: TaskId) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let face = Memo::new(move |_| calendar.face(task));
    let visible = move || {
        let is_visible = face.with(|face| face.as_ref().is_some_and(|face| face.is_client_visible));
        let word = move || td_string!(calendar.locale(), common.client_visible).to_owned();
        is_visible.then(|| view! { <VisibleBadge word=Signal::derive(word) /> })
    };
    let critical = move || {
        let is_critical = face.with(|face| face.as_ref().is_some_and(|face| face.is_critical));
        let word = t!(calendar.words, gantt.critical);
        is_critical.then(|| view! { <span class="calendar__critical">{word}</span> })
    };
    view! {
        <li class="calendar__entry">
            <button
                class="calendar__open"
                type="button"
                on:click=move |_| calendar.plan.open_task(Some(task))
            >
                <span class="calendar__item">
                    <Marks face />
                    <span>{move || text(face, |face| face.title.clone())}</span>
                </span>
                <span class="calendar__item u-faint">
                    <span>{move || text(face, |face| face.span.clone())}</span>
                    {critical}
                    {visible}
                </span>
            </button>
            <EntryMenu task face />
        </li>
    }
}

/// What dragging does, for those who do not drag.
#[component]
fn EntryMenu(task: TaskId, face: Memo<Option<Face>>) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let label = Signal::derive(move || {
        let title = text(face, |face| face.title.clone());
        td_string!(calendar.locale(), calendar.actions, title = title)
    });
    let reason = Signal::derive(move || {
        calendar.plan.track();
        calendar.fixed(task)
    });
    let go = move |weeks: i32, days: i32| move || calendar.nudge(task, weeks, days);
    view! {
        <Menu id=format!("calendar-menu-{task}") label>
            <MenuItem
                icon=Icon::PanelRightOpen
                on_choose=move || calendar.plan.open_task(Some(task))
            >
                {t!(calendar.words, common.open)}
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon=Icon::ArrowLeft reason on_choose=go(0, -1)>
                {t!(calendar.words, gantt.back_day)}
            </MenuItem>
            <MenuItem icon=Icon::ArrowRight reason on_choose=go(0, 1)>
                {t!(calendar.words, gantt.on_day)}
            </MenuItem>
            <MenuItem icon=Icon::ArrowUp reason on_choose=go(-1, 0)>
                {t!(calendar.words, gantt.back_week)}
            </MenuItem>
            <MenuItem icon=Icon::ArrowDown reason on_choose=go(1, 0)>
                {t!(calendar.words, gantt.on_week)}
            </MenuItem>
        </Menu>
    }
}
