//! What the parts of the calendar share: the page, the bars on its days, the place of the keyboard.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::plan::calendar::DayKind;
use domain::plan::{PlanView, Task};
use domain::time;
use domain::{TaskId, UserId};
use leptos::html;
use leptos::prelude::*;
use locale::{Locale, Words, use_i18n};

use super::grid::{self, Bar, MONTH_WEEKS, Mode, Spot, Step, Stretch, WEEK, Week};
use super::{look, words};
use crate::features::shared::plan::PlanContext;
use crate::ui::dom;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// The width below which a page is a phone's: days show how much, a list below them shows what.
const PHONE: &str = "(max-width: 639px)";
/// How many lanes there are room for before anything is measured.
const FIRST_ROOM: usize = 2;

/// What a person wants to see of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this person's own tasks.
    pub mine: bool,
    /// Only what the client sees.
    pub client_visible: bool,
}

/// Where a new task is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// In the day itself.
    Day(NaiveDate),
    /// In the list below the days, as on a phone.
    List(NaiveDate),
}

/// What a bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// What is to be done.
    pub title: String,
    /// All of it in words.
    pub sentence: String,
    /// Its days in words.
    pub span: String,
    /// Whether it is a milestone.
    pub is_milestone: bool,
    /// Whether it decides when the project ends.
    pub is_critical: bool,
    /// Whether it is done.
    pub is_done: bool,
    /// Whether it cannot go on.
    pub is_blocked: bool,
    /// Whether the client sees it.
    pub is_client_visible: bool,
}

/// Sizes in px, as the style sheet gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sizes {
    /// Height of all weeks.
    pub weeks: f64,
    /// Height of the head of a day.
    pub head: f64,
    /// Height of a lane.
    pub lane: f64,
}

/// The open calendar. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct OpenCalendar {
    /// The plan.
    pub plan: PlanContext,
    /// The live region.
    pub live: Live,
    /// The toasts.
    pub toasts: Toasts,
    /// How much a page shows.
    pub mode: RwSignal<Mode>,
    /// The first day of the month or week that is shown.
    pub page: RwSignal<NaiveDate>,
    /// What is shown.
    pub filter: RwSignal<Filter>,
    /// Where a new task is being written.
    pub adding: RwSignal<Option<Slot>>,
    /// The bar in the hand.
    pub carried: RwSignal<Option<TaskId>>,
    /// The first and the last day on which the bar in the hand would lie.
    pub target: RwSignal<Option<(NaiveDate, NaiveDate)>>,
    /// The sizes of the page.
    pub sizes: RwSignal<Sizes>,
    /// How many lanes a week has room for.
    pub room: Memo<usize>,
    /// The weeks of the page with their bars.
    pub weeks: Memo<Arc<Vec<Week>>>,
    /// What Tab leads to: the day or the bar that was chosen last.
    pub current: Memo<Spot>,
    /// The element of the whole calendar.
    pub root: NodeRef<html::Div>,
    spot: RwSignal<Option<Spot>>,
    /// The words of the language that the page shows.
    pub words: Words,
}

impl OpenCalendar {
    /// Makes the calendar of the open plan available to everything below.
    pub fn provide() -> Self {
        let plan = PlanContext::expect();
        let mode = RwSignal::new(look::mode());
        let page = RwSignal::new(mode.get_untracked().page_of(first_day(plan)));
        let filter = RwSignal::new(Filter::default());
        let sizes = RwSignal::new(Sizes::default());
        let room = Memo::new(move |_| room_in(mode.get(), sizes.get()));
        let weeks = Memo::new(move |_| {
            let (mode, page, filter, room) = (mode.get(), page.get(), filter.get(), room.get());
            let all = plan.with(|view| stretches(view, filter, plan.me()));
            let week = |first| Week::of(first, &all, room);
            Arc::new(mode.weeks(page).into_iter().map(week).collect::<Vec<_>>())
        });
        let spot = RwSignal::new(None::<Spot>);
        let today = plan.today();
        let current = Memo::new(move |_| {
            let (mode, page, spot) = (mode.get(), page.get(), spot.get());
            let otherwise = if mode.page_of(today) == page { today } else { page };
            weeks.with(|weeks| grid::in_sight(weeks, spot, otherwise))
        });
        let calendar = Self {
            plan,
            live: use_live(),
            toasts: use_toasts(),
            mode,
            page,
            filter,
            adding: RwSignal::new(None),
            carried: RwSignal::new(None),
            target: RwSignal::new(None),
            sizes,
            room,
            weeks,
            current,
            root: NodeRef::new(),
            spot,
            words: use_i18n(),
        };
        provide_context(calendar);
        plan.tell_selected(move || spot.get()?.task);
        calendar
    }

    /// The calendar around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The language; subscribes to its changes.
    pub fn locale(self) -> Locale {
        self.words.get_locale()
    }

    /// The language at this moment, for handlers.
    pub fn locale_now(self) -> Locale {
        self.words.get_locale_untracked()
    }

    /// Says something beside the calendar and to screen readers.
    pub fn say(self, text: String) {
        self.live.announce(text.clone());
        self.toasts.say(text);
    }

    /// Reads the week of a day and subscribes to it; the default when it is out of sight.
    pub fn in_week<T: Default>(self, day: NaiveDate, read: impl FnOnce(&Week) -> T) -> T {
        self.weeks.with(|weeks| grid::week_with(weeks, day).map(read)).unwrap_or_default()
    }

    /// The shown bar of a task in the week of a day; subscribes to it.
    pub fn bar(self, task: TaskId, day: NaiveDate) -> Option<Bar> {
        self.in_week(day, |week| week.bar(task))
    }

    /// What the bar of a task shows; `None` once the task is gone. Subscribes to the plan.
    pub fn face(self, task: TaskId) -> Option<Face> {
        let told = (self.locale(), self.plan.today());
        self.plan.with(|view| {
            let found = view.plan.tasks.get(&task)?;
            let dates = view.scheduled.dates(task)?;
            let person = found.assignee.and_then(|user| self.plan.person(user));
            let days = Stretch::of(task, dates.start, dates.finish);
            Some(Face {
                title: found.title.clone(),
                sentence: words::sentence(told, found, dates, person),
                span: words::span(told, days),
                is_milestone: found.is_milestone,
                is_critical: dates.is_critical,
                is_done: found.percent == 100,
                is_blocked: found.blocked.is_some(),
                is_client_visible: found.is_client_visible,
            })
        })
    }

    /// What a day is in the project's calendar, with the name of a holiday; subscribes to the plan.
    pub fn kind_of(self, day: NaiveDate) -> (DayKind, String) {
        self.plan.with(|view| {
            let calendar = view.plan.calendars.get(&view.plan.settings.calendar);
            let kind = calendar.map_or(DayKind::Working, |calendar| calendar.day_kind(day));
            let exception = calendar.and_then(|calendar| calendar.exception_on(day));
            let name = exception.filter(|_| kind == DayKind::Holiday);
            (kind, name.map(|exception| exception.name.clone()).unwrap_or_default())
        })
    }

    /// Whether a day belongs to the month before or after the one that is shown.
    pub fn is_outside(self, day: NaiveDate) -> bool {
        let mode = self.mode.get();
        mode.page_of(day) != self.page.get()
    }

    /// Gives a day, or a task's bar on it, the keyboard's place without moving the focus.
    pub fn choose(self, spot: Spot) {
        let task = spot.task.filter(|_| self.has_bars());
        let spot = Spot { task, ..spot };
        if self.spot.get_untracked() != Some(spot) {
            self.spot.set(Some(spot));
        }
    }

    /// The bar of a task that begins on a day has the focus now. The keyboard may have come to it
    /// on another of its days, which then stays the chosen one.
    pub fn choose_bar(self, task: TaskId, from: NaiveDate) {
        let at = self.current.get_untracked();
        let is_there = at.task == Some(task) && grid::week_of(at.day) == grid::week_of(from);
        if !is_there {
            self.choose(Spot { day: from, task: Some(task) });
        }
    }

    /// Whether a day is on the page.
    pub fn is_here(self, day: NaiveDate) -> bool {
        self.weeks.with_untracked(|weeks| grid::week_with(weeks, day).is_some())
    }

    /// Moves the focus to a day or a bar, and turns to its page.
    pub fn go_to(self, spot: Spot) {
        if !self.is_here(spot.day) {
            self.page.set(self.mode.get_untracked().page_of(spot.day));
        }
        self.choose(spot);
        self.focus_current();
    }

    /// Moves the focus to the chosen day or bar.
    pub fn focus_current(self) {
        // Two frames: one for the page to change, one for it to be laid out.
        dom::on_next_frame(move || {
            dom::on_next_frame(move || {
                // Whoever has begun to write meanwhile is not called back.
                let is_writing = self.adding.try_get_untracked().flatten().is_some();
                if let Some(id) = self.current_id().filter(|_| !is_writing) {
                    dom::focus_by_id(&id);
                }
            });
        });
    }

    /// Moves the focus by a step.
    pub fn step(self, step: Step) {
        let at = self.current.get_untracked();
        let next = match self.has_bars() {
            true => self.weeks.with_untracked(|weeks| grid::next_spot(weeks, at, step)),
            false => grid::next_spot(&[], at, step),
        };
        if (time::FIRST_DAY..=time::LAST_DAY).contains(&next.day) {
            self.go_to(next);
        }
    }

    /// Shows another page, so many later or earlier.
    pub fn turn(self, by: i32) {
        let mode = self.mode.get_untracked();
        self.page.set(mode.turn(self.page.get_untracked(), by));
    }

    /// Shows another page and takes the keyboard along to the same day there.
    pub fn turn_with_focus(self, by: i32) {
        let day = self.current.get_untracked().day;
        let day = self.mode.get_untracked().turn(day, by);
        self.turn(by);
        self.go_to(Spot { day, task: None });
    }

    /// Shows today.
    pub fn show_today(self) {
        let today = self.plan.today();
        self.page.set(self.mode.get_untracked().page_of(today));
        self.choose(Spot { day: today, task: None });
    }

    /// Shows a month or a week, around the chosen day.
    pub fn set_mode(self, mode: Mode) {
        let day = self.current.get_untracked().day;
        look::remember_mode(mode);
        self.mode.set(mode);
        self.page.set(mode.page_of(day));
        self.choose(Spot { day, task: None });
    }

    /// Whether bars are seen and can have the keyboard: not on a phone, nor in a window that is
    /// zoomed to the width of one, where the chosen day lists its tasks.
    fn has_bars(self) -> bool {
        !self.is_phone()
    }

    /// Whether the page is a phone's.
    pub fn is_phone(self) -> bool {
        dom::matches_media(PHONE)
    }

    fn current_id(self) -> Option<String> {
        let Spot { day, task } = self.current.try_get_untracked()?;
        let Some(task) = task else { return Some(day_id(day)) };
        self.weeks.with_untracked(|weeks| {
            let week = grid::week_with(weeks, day)?;
            let from = week.bar(task)?.from;
            Some(bar_id(task, grid::days_of(week.first)[from]))
        })
    }
}

/// The id of a day's element.
pub fn day_id(day: NaiveDate) -> String {
    format!("day-{day}")
}

/// The id of the bar of a task that begins, or goes on, on a day.
pub fn bar_id(task: TaskId, from: NaiveDate) -> String {
    format!("bar-{from}-{task}")
}

/// The day with which the calendar opens: today while the plan runs, else its beginning.
fn first_day(plan: PlanContext) -> NaiveDate {
    let now = plan.now();
    plan.with_untracked(|view| {
        let runs = view.scheduled.start..=view.scheduled.finish;
        let has_tasks = !view.plan.tasks.is_empty();
        time::day_of(if runs.contains(&now) || !has_tasks { now } else { view.scheduled.start })
    })
}

/// The tasks on their days, in the order of the plan; summaries follow from them and are left out.
fn stretches(view: &PlanView, filter: Filter, me: UserId) -> Vec<Stretch> {
    let lets_through = |task: &Task| {
        (!filter.mine || task.assignee == Some(me))
            && (!filter.client_visible || task.is_client_visible)
    };
    let rows = view.outline.rows.iter().filter(|row| !row.is_summary());
    let stretch = |task: TaskId| {
        view.plan.tasks.get(&task).filter(|task| lets_through(task))?;
        let dates = view.scheduled.dates(task)?;
        Some(Stretch::of(task, dates.start, dates.finish))
    };
    rows.filter_map(|row| stretch(row.task)).collect()
}

/// How many lanes fit into a week; a single week grows with its bars.
fn room_in(mode: Mode, sizes: Sizes) -> usize {
    match mode {
        Mode::Week => usize::MAX,
        Mode::Month if sizes.lane <= 0.0 || sizes.weeks <= 0.0 => FIRST_ROOM,
        Mode::Month => {
            let week = sizes.weeks / MONTH_WEEKS as f64;
            ((week - sizes.head) / sizes.lane).floor().clamp(1.0, 99.0) as usize
        }
    }
}

/// The Mondays of the page; they change only with it.
pub fn mondays(calendar: OpenCalendar) -> Memo<Vec<NaiveDate>> {
    Memo::new(move |_| calendar.mode.get().weeks(calendar.page.get()))
}

/// The seven days of the week that a page begins with.
pub fn first_week(calendar: OpenCalendar) -> [NaiveDate; WEEK] {
    grid::days_of(grid::week_of(calendar.page.get_untracked()))
}
