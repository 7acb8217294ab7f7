//! Progress by pointer: the small triangle below the selected bar, where what is done ends.

use domain::TaskId;
use leptos::prelude::*;
use locale::td_string;
use web_sys::PointerEvent;

use super::chart::Chart;
use super::links::Point;
use super::scene::percent_at;
use crate::features::shared::changes;
use crate::ui::dom;

/// The triangle; a finger has the slider of the action bar instead.
#[component]
pub fn PercentMark() -> impl IntoView {
    let chart = Chart::expect();
    let press = move |event: PointerEvent| {
        // The bar above it stays where it is.
        if dom::take_pointer(&event) {
            chart.take_percent();
        }
    };
    let drag = move |event: PointerEvent| {
        if chart.is_reporting() {
            event.stop_propagation();
            chart.drag_percent(&event);
        }
    };
    let let_go = move |event: PointerEvent| {
        event.stop_propagation();
        chart.drop_percent();
    };
    view! {
        <span
            class="gantt__mark"
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=let_go
            on:dblclick=move |event| event.stop_propagation()
        ></span>
    }
}

impl Chart {
    /// Whether a pointer holds the end of the part that is done.
    pub fn is_reporting(self) -> bool {
        self.stage.with_value(|stage| stage.reported.is_some())
    }

    /// Whether this person may report on a task, and there is something to report.
    pub fn may_report(self, task: TaskId) -> bool {
        self.task(task, |_, _| ()).is_some() && self.no_report(task).is_none()
    }

    /// Sets the progress of a task and says so, if this person may.
    pub fn set_percent(self, task: TaskId, percent: u8) {
        if let Some(reason) = self.no_report(task) {
            self.toasts.say(reason);
            return;
        }
        let now = self.plan.now();
        let op = self.task(task, |view, found| {
            let dates = view.scheduled.dates(task)?;
            Some(changes::progress(&view.plan, found, percent, dates.start, now))
        });
        if let Some(op) = op.flatten() {
            let (locale, title) = (self.locale(), self.title(task));
            let said = td_string!(locale, gantt.percent_set, title = title, percent = percent);
            self.plan.dispatch(op, said);
        }
    }

    /// Puts the end of the part that is done back where it was.
    pub fn forget_percent(self) {
        let was = self.stage.try_update_value(|stage| stage.reported.take()).flatten();
        if was.is_some() {
            self.repaint();
        }
    }

    /// Why this person cannot report on a task; none who can.
    pub fn no_report(self, task: TaskId) -> Option<&'static str> {
        let locale = self.locale();
        let place = self.rows.with_untracked(|rows| rows.outline_place(task));
        let why = self.task(task, |view, found| {
            let row = place.and_then(|place| view.outline.rows.get(place));
            match row.is_some_and(|row| row.is_summary()) {
                true => Some(td_string!(locale, gantt.percent_summary)),
                false if self.plan.may_work(found) => None,
                false => Some(td_string!(locale, gantt.no_right_own)),
            }
        });
        why.flatten()
    }

    fn take_percent(self) {
        let Some(task) = self.selected.get_untracked() else { return };
        let Some(percent) = self.percent_of(task) else { return };
        self.stage.update_value(|stage| stage.reported = Some((task, percent)));
        self.tell_percent(percent);
    }

    fn drag_percent(self, event: &PointerEvent) {
        let at = Point { x: event.client_x().into(), y: event.client_y().into() };
        let is_fine = event.alt_key();
        let changed = self.stage.try_update_value(|stage| {
            let (task, before) = stage.reported?;
            let at = stage.place(at)?;
            let bar = stage.scene.as_ref()?.bar(task)?;
            let percent = percent_at(at.x, (bar.left, bar.right), is_fine);
            stage.reported = Some((task, percent));
            (percent != before).then_some(percent)
        });
        if let Some(percent) = changed.flatten() {
            self.tell_percent(percent);
        }
    }

    fn drop_percent(self) {
        let reported = self.stage.try_update_value(|stage| stage.reported.take()).flatten();
        let Some((task, percent)) = reported else { return };
        self.repaint();
        if self.percent_of(task) != Some(percent) {
            self.set_percent(task, percent);
        }
    }

    fn percent_of(self, task: TaskId) -> Option<u8> {
        self.task(task, |view, _| view.scheduled.dates(task).map(|dates| dates.percent)).flatten()
    }

    fn tell_percent(self, percent: u8) {
        let said = format!("{percent}%");
        self.stage.with_value(|stage| {
            stage.parts.iter().for_each(|parts| dom::set_words(&parts.tip, &said));
        });
        self.repaint();
    }
}
