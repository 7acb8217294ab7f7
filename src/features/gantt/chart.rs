//! What the parts of the chart share: what is shown, what is selected, and the moves of rows.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use domain::plan::{PlanOp, PlanView, Task};
use domain::time::{self, Minute};
use domain::{LinkId, TaskId};
use leptos::prelude::*;
use locale::consequences::Listed;
use locale::dates::Told;
use locale::{Locale, Words, td_string, use_i18n};

use super::columns::Columns;
use super::filter::Filter;
use super::filters::rows_of;
use super::group_menu::Grouping;
use super::layers::{Baseline, Layer, Layers};
use super::links::{LinkIndex, Wires};
use super::look;
use super::moves::{self, Grab, Policy};
use super::near::Near;
use super::rows::Rows;
use super::scale::{Scale, Zoom};
use super::stage::Stage;
use super::table::RowHands;
use super::typed_percent::TypedPercent;
use super::wiring::Linking;
use crate::features::shared::plan::PlanContext;
use crate::features::shared::task_entry::Days;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// What a bar in the hand would do, for the strip below the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// How many other tasks would move.
    pub moved: usize,
    /// The finish of the project, in words.
    pub finish: String,
    /// How the critical path would change, in words.
    pub critical: Option<String>,
    /// The promises that would break, in words.
    pub broken: Option<String>,
    /// What would change, task by task.
    pub lists: Vec<Listed>,
    /// Whether what comes before keeps the bar from going as far left as it was moved.
    pub is_held: bool,
    /// What would move that somebody relies on, where this person may raise a change.
    pub proposal: Option<Proposed>,
}

/// What would move that somebody relies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// In words.
    pub words: String,
    /// Whether the client relies on it, and not only the team that drew a baseline.
    pub is_promised: bool,
}

/// A bar in the hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InHand {
    /// Whether keys move it.
    pub by_keys: bool,
    /// What it would do; none as long as it would do nothing.
    pub consequence: Option<Consequence>,
}

/// The open chart. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct Chart {
    /// The plan.
    pub plan: PlanContext,
    /// The live region.
    pub live: Live,
    /// The toasts.
    pub toasts: Toasts,
    /// How much time a screen holds.
    pub zoom: RwSignal<Zoom>,
    /// The summaries that are folded.
    pub folded: RwSignal<BTreeSet<TaskId>>,
    /// The selected task, whose row has the keyboard.
    pub selected: RwSignal<Option<TaskId>>,
    /// The tasks that are moved together; empty where only one is selected.
    pub picked: RwSignal<BTreeSet<TaskId>>,
    /// Whether a press selects one more task instead of only that one.
    pub is_picking: RwSignal<bool>,
    /// What becomes of other tasks when a bar moves.
    pub policy: RwSignal<Policy>,
    /// What is shown besides bars.
    pub layers: RwSignal<Layers>,
    /// How little float counts as nearly critical.
    pub near: RwSignal<Near>,
    /// The dates to compare with; numbers are told for the first of them.
    pub baselines: RwSignal<Vec<Arc<Baseline>>>,
    /// The width of the table in px as the person chose it.
    pub table_width: RwSignal<Option<f64>>,
    /// The width of the table in px as it is.
    pub table_px: RwSignal<f64>,
    /// The columns of the table beside the title.
    pub columns: RwSignal<Columns>,
    /// Which rows a person wants to see.
    pub filter: RwSignal<Filter>,
    /// Whether the row of filters is open.
    pub is_filtering: RwSignal<bool>,
    /// By what the rows are grouped, and which groups are folded.
    pub grouping: Grouping,
    /// What was folded before a filter narrowed the rows.
    pub set_aside: StoredValue<Option<BTreeSet<TaskId>>>,
    /// Whether the field for a new task is open.
    pub is_adding: RwSignal<bool>,
    /// The days of a new task that was drawn and has no name yet.
    pub drawn: RwSignal<Option<Days>>,
    /// The task below which it was drawn; none is below the last row.
    pub drawn_below: RwSignal<Option<TaskId>>,
    /// Whether the links of the selected task are shown.
    pub shows_links: RwSignal<bool>,
    /// The dependency whose line was pressed.
    pub link: RwSignal<Option<LinkId>>,
    /// The dependency that is being made by hand.
    pub linking: RwSignal<Option<Linking>>,
    /// The hands that carry rows.
    pub row_hands: RowHands,
    /// The share that is being typed for a task.
    pub typed: RwSignal<Option<TypedPercent>>,
    /// The bar in the hand.
    pub in_hand: RwSignal<Option<InHand>>,
    /// Whether what the bar in the hand would do is listed task by task.
    pub shows_lists: RwSignal<bool>,
    /// The rows on the screen.
    pub window: RwSignal<Range<usize>>,
    /// Height of a row.
    pub row_height: RwSignal<f64>,
    /// The rows that are neither folded nor filtered away.
    pub rows: Memo<Arc<Rows>>,
    /// The links between rows.
    pub wires: Memo<Arc<Wires>>,
    /// The links of each task.
    pub links: Memo<Arc<LinkIndex>>,
    /// The time axis.
    pub scale: Memo<Scale>,
    /// What lies outside the reactive graph: elements, the scene, the bar in the hand.
    pub stage: StoredValue<Stage, LocalStorage>,
    /// The words of the language that the page shows.
    pub words: Words,
}

impl Chart {
    /// Makes the chart of the open plan available to everything below.
    pub fn provide() -> Self {
        let plan = PlanContext::expect();
        let zoom = RwSignal::new(look::zoom());
        let folded = RwSignal::new(plan.with_untracked(finished_summaries));
        // Most changes leave rows and links as they are: what is made of them is made only when
        // not. It has to be read: a memo that is only tracked is never worked out, nor changes.
        let shape = Memo::new(move |_| plan.with(|view| view.shape));
        let filter = RwSignal::new(Filter::default());
        let grouping = Grouping::remembered();
        let rows = rows_of(plan, shape, folded, filter, grouping);
        let wires = Memo::new(move |_| {
            shape.get();
            Arc::new(plan.with_untracked(|view| Wires::of(&view.plan, &rows.read())))
        });
        let links = Memo::new(move |_| {
            shape.get();
            Arc::new(plan.with_untracked(|view| LinkIndex::of(&view.plan)))
        });
        let now = plan.now();
        let scale = Memo::new(move |_| plan.with(|view| scale_of(view, zoom.get(), now)));
        let chart = Self {
            plan,
            live: use_live(),
            toasts: use_toasts(),
            zoom,
            folded,
            selected: RwSignal::new(None),
            picked: RwSignal::new(BTreeSet::new()),
            is_picking: RwSignal::new(false),
            policy: RwSignal::new(look::policy()),
            layers: RwSignal::new(look::layers()),
            near: RwSignal::new(look::near()),
            baselines: RwSignal::new(Vec::new()),
            table_width: RwSignal::new(look::table_width()),
            table_px: RwSignal::new(0.0),
            columns: RwSignal::new(look::columns()),
            filter,
            is_filtering: RwSignal::new(false),
            grouping,
            set_aside: StoredValue::new(None),
            is_adding: RwSignal::new(false),
            drawn: RwSignal::new(None),
            drawn_below: RwSignal::new(None),
            shows_links: RwSignal::new(false),
            link: RwSignal::new(None),
            linking: RwSignal::new(None),
            row_hands: RowHands::new(),
            typed: RwSignal::new(None),
            in_hand: RwSignal::new(None),
            shows_lists: RwSignal::new(false),
            window: RwSignal::new(0..0),
            row_height: RwSignal::new(0.0),
            rows,
            wires,
            links,
            scale,
            stage: StoredValue::new_local(Stage::default()),
            words: use_i18n(),
        };
        provide_context(chart);
        plan.tell_selected(move || chart.selected.get());
        chart
    }

    /// The chart above.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The language of the reader, now.
    pub fn locale(self) -> Locale {
        self.words.get_locale_untracked()
    }

    /// The language of the reader, tracked.
    pub fn reader(self) -> Locale {
        self.words.get_locale()
    }

    /// The language of the reader, tracked, and today.
    pub fn told(self) -> Told {
        (self.reader(), self.plan.today())
    }

    /// The same, now.
    pub fn told_now(self) -> Told {
        (self.locale(), self.plan.today())
    }

    /// Reads a task as it is now.
    pub fn task<T>(self, id: TaskId, read: impl FnOnce(&PlanView, &Task) -> T) -> Option<T> {
        self.plan.with_untracked(|view| Some(read(view, view.plan.tasks.get(&id)?)))
    }

    /// The title of a task as it is now.
    pub fn title(self, id: TaskId) -> String {
        self.task(id, |_, task| task.title.clone()).unwrap_or_default()
    }

    /// Why this person cannot change the plan; none who can.
    pub fn no_right(self) -> Option<String> {
        let words = td_string!(self.locale(), gantt.no_right);
        (!self.plan.may_edit()).then(|| words.to_string())
    }

    /// Whether something is shown besides bars; subscribes to that.
    pub fn shows(self, layer: Layer) -> bool {
        self.layers.get().has(layer)
    }

    /// Shows something besides bars, or no longer.
    pub fn toggle_layer(self, layer: Layer) {
        self.layers.update(|layers| *layers = layers.toggled(layer));
        look::remember_layers(self.layers.get_untracked());
    }

    /// Gives the table a width in px, or that of the style sheet, also for the next time.
    pub fn set_table_width(self, width: Option<f64>) {
        self.table_width.set(width);
        look::remember_table_width(width);
    }

    /// Folds a summary, or unfolds it.
    pub fn toggle(self, task: TaskId) {
        self.folded.update(|folded| {
            if !folded.remove(&task) {
                folded.insert(task);
            }
        });
    }

    /// Unfolds everything.
    pub fn unfold_all(self) {
        self.folded.update(BTreeSet::clear);
        self.grouping.folded.update(BTreeSet::clear);
    }

    /// Folds every summary, or every group.
    pub fn fold_all(self) {
        let heads = self.rows.with_untracked(|rows| rows.heads().to_vec());
        if !heads.is_empty() {
            return self.grouping.folded.set(heads.iter().map(|head| head.key).collect());
        }
        let summaries = self.plan.with_untracked(|view| {
            let rows = view.outline.rows.iter().filter(|row| row.is_summary());
            rows.map(|row| row.task).collect()
        });
        self.folded.set(summaries);
    }

    /// Carries out an operation and says so, if this person may.
    pub fn carry_out(self, op: PlanOp, said: String) {
        match self.no_right() {
            None => self.plan.dispatch(op, said),
            Some(reason) => self.toasts.say(reason),
        }
    }

    /// The same with something that follows once it is done.
    pub fn carry_out_then(self, op: PlanOp, said: String, then: impl Fn() + Send + Sync + 'static) {
        match self.no_right() {
            None => self.plan.dispatch_then(op, said, then),
            Some(reason) => self.toasts.say(reason),
        }
    }

    /// The same for a bar that is in the hand since `base`; the chart may have asked about it.
    pub fn carry_out_held(self, base: i64, op: PlanOp, said: String, is_asked: bool) {
        match self.no_right() {
            None if is_asked => self.plan.dispatch_asked(base, op, said),
            None => self.plan.dispatch_from(base, op, said),
            Some(reason) => self.toasts.say(reason),
        }
    }

    /// Why a task cannot be moved; none when it can.
    pub fn fixed(self, task: TaskId, grab: Grab) -> Option<String> {
        let why = self.task(task, |view, found| moves::may_lift(&view.plan, found, grab).err());
        let locale = self.locale();
        let by_dates = || why.flatten().map(|why| why.sentence(locale).to_owned());
        let by_hand = || untrack(|| self.plan.dragged_by(task));
        let held = || by_hand().map(|name| td_string!(locale, conflicts.dragged, name = name));
        self.no_right().or_else(by_dates).or_else(held)
    }

    /// Selects a task and brings its row into sight; the focus stays where it is.
    pub fn select(self, task: Option<TaskId>) {
        self.grouping.at.set(None);
        self.selected.set(task);
        self.show_row(task);
    }
}

/// The summaries whose work is all done: they are folded at first, so that what is still to be done
/// comes into sight. An open milestone weighs nothing in the percent, and is still to be done.
fn finished_summaries(view: &PlanView) -> BTreeSet<TaskId> {
    let rows = &view.outline.rows;
    let is_left_out =
        |task: TaskId| view.plan.tasks.get(&task).is_some_and(|task| task.is_inactive);
    let is_done =
        |task: TaskId| view.scheduled.dates(task).is_some_and(|dates| dates.percent == 100);
    let is_over = |task: TaskId| is_done(task) || is_left_out(task);
    let finished = rows.iter().enumerate().filter(|(place, row)| {
        let mut below = rows.iter().skip(place + 1).take(row.descendants as usize);
        let is_finished = row.is_summary() && is_done(row.task);
        is_finished && below.all(|one| one.is_summary() || is_over(one.task))
    });
    finished.map(|(_, row)| row.task).collect()
}

/// The time axis of a plan: everything planned, promised and today.
fn scale_of(view: &PlanView, zoom: Zoom, now: Minute) -> Scale {
    let promised = view.plan.tasks.values().filter_map(|task| task.promise).max();
    let promised = promised.map_or(now, |day| time::start_of(day) + time::DAY);
    let from = view.scheduled.start.min(now);
    let to = view.scheduled.finish.max(now).max(promised);
    Scale::new(zoom, from, to, view.plan.calendars.get(&view.plan.settings.calendar))
}

#[cfg(test)]
mod tests {
    use domain::CalendarId;
    use domain::plan::{Calendar, Plan, Rank, TaskDuration};

    use super::*;

    #[test]
    fn only_a_summary_without_an_open_milestone_is_folded() {
        let id = |number: u64| TaskId::new(number, [0; 10]);
        let folded = |milestone: u8| {
            let monday = time::start_of("2026-03-02".parse().unwrap());
            let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
            let mut plan = Plan::new(monday, calendar, Vec::new());
            let percents = [0, 100, milestone].into_iter().zip(Rank::sequence(3));
            for (number, (percent, rank)) in percents.enumerate() {
                let mut task = Task::new(id(number as u64), number as u32 + 1, "T".into(), rank);
                task.parent = (number > 0).then(|| id(0));
                task.is_milestone = number == 2;
                task.duration = TaskDuration::days(i64::from(number < 2), 480);
                task.percent = percent;
                plan.tasks.insert(task.id, task);
            }
            finished_summaries(&PlanView::of(plan))
        };
        assert_eq!(folded(0), BTreeSet::new());
        assert_eq!(folded(100), BTreeSet::from([id(0)]));
    }
}
