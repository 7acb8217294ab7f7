//! Moving a task to another day, and new tasks: one rule for mouse, finger, pen, keyboard and menu.

use chrono::NaiveDate;
use domain::TaskId;
use domain::plan::apply::apply;
use domain::plan::calendar::DayKind;
use domain::plan::{PlanOp, Scheduled};
use domain::time;
use leptos::prelude::*;
use locale::{dates, td_string};

use super::grid::{Spot, Stretch};
use super::state::{OpenCalendar, Slot, bar_id};
use super::words;
use crate::features::shared::arrange;
use crate::features::shared::moves::{Grab, Lift, Shift, may_lift};
use crate::features::shared::task_entry::Entry;
use crate::ui::dom;

impl OpenCalendar {
    /// Why this person cannot change the plan; none who can.
    pub fn no_right(self) -> Option<String> {
        let words = td_string!(self.locale_now(), gantt.no_right);
        (!self.plan.may_edit()).then(|| words.to_owned())
    }

    /// Why a task stays where it is; none when it can be moved.
    pub fn fixed(self, task: TaskId) -> Option<String> {
        let locale = self.locale_now();
        let why = self.plan.with_untracked(|view| {
            let found = view.plan.tasks.get(&task)?;
            may_lift(&view.plan, found, Grab::Body).err()
        });
        let by_dates = || why.map(|why| why.sentence(locale).to_owned());
        let by_hand = || untrack(|| self.plan.dragged_by(task));
        let held = || by_hand().map(|name| td_string!(locale, conflicts.dragged, name = name));
        self.no_right().or_else(by_dates).or_else(held)
    }

    /// Moves a task by weeks and working days.
    pub fn nudge(self, task: TaskId, weeks: i32, days: i32) {
        if let Some(reason) = self.fixed(task) {
            return self.say(reason);
        }
        let tried = self.plan.with_untracked(|view| {
            let mut lift = Lift::of(view, task, Grab::Body).ok()?;
            let shifted = lift.shift(Shift::Steps { weeks, days }, &view.scheduled);
            Some(shifted.map(|()| lift))
        });
        match tried {
            Some(Ok(lift)) => self.put(lift, None),
            Some(Err(refusal)) => self.plan.refuse(&refusal),
            None => {}
        }
    }

    /// Carries out what was tried with a bar, tells so with a way back, and keeps the bar in sight;
    /// says why where it goes nowhere. `wanted` is the day on which it was to begin.
    pub fn put(self, lift: Lift, wanted: Option<NaiveDate>) {
        let (task, locale, today) = (lift.task, self.locale_now(), self.plan.today());
        let base = lift.base;
        let done = self.plan.with_untracked(|view| {
            let found = view.plan.tasks.get(&task)?;
            let said = words::moved((locale, today), found, lift.preview()?);
            Some((lift.into_op()?, said))
        });
        let Some((op, said)) = done else { return self.say(self.why_it_stays(task, wanted)) };
        self.plan.dispatch_then_from(base, op, said, move || self.tell_put(task, wanted));
    }

    /// Tells where a bar lies that was put down, and keeps it in sight.
    fn tell_put(self, task: TaskId, wanted: Option<NaiveDate>) {
        let Some((title, days)) = self.days_now(task) else { return };
        let (locale, today) = (self.locale_now(), self.plan.today());
        let near = |day| dates::near(locale, day, today);
        let (from, to) = (near(days.first), near(days.last));
        self.live.announce_after_focus(td_string!(locale, calendar.live_moved, title, from, to));
        // A page does not turn under a pointer.
        if wanted.is_none() || self.is_here(days.first) {
            self.go_to(Spot { day: days.first, task: Some(task) });
            let id = bar_id(task, days.first);
            dom::mark_moved(move || dom::document()?.get_element_by_id(&id));
        }
    }

    /// Begins a new task on a day, or says why not.
    pub fn begin_task(self, day: NaiveDate) {
        if let Some(reason) = self.no_right() {
            return self.say(reason);
        }
        self.choose(Spot { day, task: None });
        let slot = if self.is_phone() { Slot::List(day) } else { Slot::Day(day) };
        self.adding.set(Some(slot));
    }

    /// Adds a task as it was typed; answers whether it was taken. One whose days have no work
    /// begins on the first working day after them.
    pub fn add(self, entry: &Entry) -> bool {
        let (id, locale, today) = (self.plan.new_task_id(), self.locale_now(), self.plan.today());
        let now = self.plan.now();
        let mut op =
            self.plan.with_untracked(|view| arrange::new_task(&view.plan, id, entry, None, now));
        if let (PlanOp::Add { tasks, .. }, true) = (&mut op, self.filter.get_untracked().mine) {
            // What is not one's own would be hidden at once; who was named stays.
            for task in tasks {
                task.assignee.get_or_insert(self.plan.me());
            }
        }
        let written = entry.days.map_or(today, |(first, _)| first);
        let begins = self.first_day_of(&op, id).unwrap_or(written);
        let begins = dates::near_prose(locale, begins, today);
        let title = entry.title.clone();
        self.plan.dispatch(op, td_string!(locale, calendar.added, title, day = begins));
        let days = self.days_now(id).map(|(_, days)| days);
        if let Some(days) = days {
            self.go_to(Spot { day: days.first, task: Some(id) });
        }
        days.is_some() || self.plan.is_asking()
    }

    /// The day on which a task would begin after an operation.
    fn first_day_of(self, op: &PlanOp, task: TaskId) -> Option<NaiveDate> {
        self.plan.with_untracked(|view| {
            let mut plan = view.plan.clone();
            // A refusal is told when the operation is carried out.
            apply(&mut plan, op).ok()?;
            let scheduled = Scheduled::of(&plan);
            scheduled.dates(task).map(|dates| time::day_of(dates.start))
        })
    }

    /// The title of a task and its days as they are now.
    fn days_now(self, task: TaskId) -> Option<(String, Stretch)> {
        self.plan.with_untracked(|view| {
            let title = view.plan.tasks.get(&task)?.title.clone();
            let dates = view.scheduled.dates(task)?;
            Some((title, Stretch::of(task, dates.start, dates.finish)))
        })
    }

    fn why_it_stays(self, task: TaskId, wanted: Option<NaiveDate>) -> String {
        let locale = self.locale_now();
        let kind = wanted.map(|day| untrack(|| self.kind_of(day).0));
        match kind {
            Some(DayKind::Free | DayKind::Holiday) => {
                let title = self.days_now(task).map(|(title, _)| title).unwrap_or_default();
                td_string!(locale, calendar.stays_free, title = title)
            }
            Some(DayKind::Working | DayKind::MakeUp) | None => {
                td_string!(locale, gantt.held).to_owned()
            }
        }
    }
}
