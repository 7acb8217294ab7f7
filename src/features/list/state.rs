//! What the parts of the list share: rows, the cell with the keyboard, the cell being edited.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use domain::plan::apply::apply;
use domain::plan::{PlanOp, PlanView, Scheduled, Task};
use domain::{LinkId, TaskId};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use locale::{Locale, Words, consequences, dates, td_string, use_i18n};

use super::column::{Column, cell_id, days_of};
use super::edits::{Edit, Why};
use super::picks::Picks;
use super::rows::{Rows, window};
use crate::features::shared::arrange;
use crate::features::shared::field_text::BegunText;
use crate::features::shared::plan::PlanContext;
use crate::features::shared::task_entry::Entry;
use crate::paths;
use crate::ui::dom;
use crate::ui::live::{Live, use_live};
use crate::ui::toast::{Toasts, use_toasts};

/// A cell.
pub type Cell = (TaskId, Column);

/// A question about all selected tasks, asked in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who answers for them.
    Assign,
    /// By which words they are grouped.
    Labels,
}

/// The open list. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct List {
    /// The plan.
    pub plan: PlanContext,
    /// The summaries that are folded.
    pub folded: RwSignal<BTreeSet<TaskId>>,
    /// The rows that are not folded away.
    pub rows: Memo<Arc<Rows>>,
    /// The links of each task to what it waits for.
    pub before: Memo<Arc<BTreeMap<TaskId, Vec<LinkId>>>>,
    /// The cell that has the keyboard.
    pub cell: RwSignal<Option<Cell>>,
    /// The cell that is being edited.
    pub edited: RwSignal<Option<Cell>>,
    /// Whether the field for a new task is open.
    pub is_adding: RwSignal<bool>,
    /// The rows that are selected.
    pub picks: RwSignal<Picks>,
    /// The selected tasks whose rows are in sight, from top to bottom: what is done with several
    /// is done with these.
    pub picked: Memo<Arc<Vec<TaskId>>>,
    /// The question that is open.
    pub asking: RwSignal<Option<Question>>,
    /// The rows on the screen.
    pub window: RwSignal<Range<usize>>,
    /// Height of a row in px.
    pub row_height: RwSignal<f64>,
    /// The element that scrolls.
    pub frame: NodeRef<html::Div>,
    /// The live region.
    pub live: Live,
    /// The toasts.
    pub toasts: Toasts,
    /// The words of the language that the page shows.
    pub words: Words,
}

impl List {
    /// Makes the list of the open plan available to everything below.
    pub fn provide() -> Self {
        let plan = PlanContext::expect();
        let folded = RwSignal::new(BTreeSet::new());
        let rows = Memo::new(move |_| {
            plan.with(|view| folded.with(|folded| Arc::new(Rows::of(&view.outline, folded))))
        });
        let before = Memo::new(move |_| Arc::new(plan.with(links_before)));
        let picks = RwSignal::new(Picks::default());
        let picked = Memo::new(move |_| {
            let rows = rows.get();
            picks.with(|picks: &Picks| Arc::new(rows.among(&picks.tasks)))
        });
        let list = Self {
            plan,
            folded,
            rows,
            before,
            cell: RwSignal::new(None),
            edited: RwSignal::new(None),
            is_adding: RwSignal::new(false),
            picks,
            picked,
            asking: RwSignal::new(None),
            window: RwSignal::new(0..0),
            row_height: RwSignal::new(0.0),
            frame: NodeRef::new(),
            live: use_live(),
            toasts: use_toasts(),
            words: use_i18n(),
        };
        provide_context(list);
        list.begin_if_asked();
        plan.tell_selected(move || Some(list.cell.get()?.0));
        plan.when_keyboard_is_lost(move || match list.edited.get_untracked() {
            Some(cell) => focus_field(cell),
            None => list.cell.get_untracked().into_iter().for_each(|cell| list.go_to(cell)),
        });
        list
    }

    /// The list around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// The language of the reader, tracked.
    pub fn reader(self) -> Locale {
        self.words.get_locale()
    }

    /// The language at this moment, for handlers.
    pub fn locale_now(self) -> Locale {
        self.words.get_locale_untracked()
    }

    /// Reads a task as it is now.
    pub fn task<T>(self, id: TaskId, read: impl FnOnce(&PlanView, &Task) -> T) -> Option<T> {
        self.plan.with_untracked(|view| Some(read(view, view.plan.tasks.get(&id)?)))
    }

    /// Finds out which rows the screen shows.
    pub fn look_around(self) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let (top, height) = (f64::from(frame.scroll_top()), f64::from(frame.client_height()));
        let count = self.rows.with_untracked(|rows| rows.rows.len());
        let shown = window(top, height, self.row_height.get_untracked(), count);
        if self.window.with_untracked(|window| *window != shown) {
            self.window.set(shown);
        }
    }

    /// Gives a cell the keyboard and brings it into sight.
    pub fn go_to(self, (task, column): Cell) {
        self.cell.set(Some((task, column)));
        // The row may have to be drawn first.
        dom::on_next_frame(move || {
            dom::focus_by_id(&cell_id(task, column));
        });
    }

    /// Folds a summary, or unfolds it.
    pub fn toggle(self, task: TaskId) {
        self.folded.update(|folded| {
            if !folded.remove(&task) {
                folded.insert(task);
            }
        });
    }

    /// Folds every summary.
    pub fn fold_all(self) {
        let summaries = self.plan.with_untracked(|view| {
            let rows = view.outline.rows.iter().filter(|row| row.is_summary());
            rows.map(|row| row.task).collect()
        });
        self.folded.set(summaries);
    }

    /// Whether this person has the right to edit a cell.
    pub fn may_edit(self, (task, column): Cell) -> bool {
        let may_work = || self.task(task, |_, task| self.plan.may_work(task)).unwrap_or(false);
        self.plan.may_edit() || (column == Column::Progress && may_work())
    }

    /// Why a cell cannot be edited by this person now; none when it can.
    pub fn fixed(self, (task, column): Cell) -> Option<String> {
        let locale = self.words.get_locale_untracked();
        if !self.may_edit((task, column)) {
            return Some(td_string!(locale, list.no_right).to_owned());
        }
        let now = self.plan.now();
        let why = self.plan.with_untracked(|view| Edit::of(view, task, column, now).err());
        why.map(|why| sentence(locale, &why))
    }

    /// Opens the field of a cell, or does what its cell is for.
    pub fn edit(self, cell: Cell) {
        let (task, column) = cell;
        match column {
            Column::Key | Column::Wbs => self.plan.open_task(Some(task)),
            Column::Visible => self.toggle_visible(task),
            _ => match self.fixed(cell) {
                Some(reason) => self.toasts.say(reason),
                None => {
                    self.cell.set(Some(cell));
                    self.edited.set(Some(cell));
                }
            },
        }
    }

    /// Keeps what was typed into a field that began with another text; false when it is not
    /// understood, which is said. A field that was only looked at changes nothing.
    pub fn save(self, (task, column): Cell, text: &str, begun: &BegunText) -> bool {
        let present = self.first_text((task, column));
        let Some(base) = begun.base(self.plan, &present, text) else { return true };
        let now = self.plan.now();
        let op = self.plan.with_untracked(|view| {
            let edit = Edit::of(view, task, column, now)?;
            edit.op(column, text)
        });
        let locale = self.words.get_locale_untracked();
        match op {
            Err(why) => {
                self.toasts.fail(sentence(locale, &why));
                return false;
            }
            Ok(None) => {}
            Ok(Some(op)) => {
                let told = (locale, self.plan.today());
                let said = self.plan.with_untracked(|view| saved(told, view, task, &op));
                self.plan.dispatch_from(base, op, said);
            }
        }
        true
    }

    /// Opens the field for a new task where the address asks for it, and takes the wish out of the
    /// address: it holds once.
    fn begin_if_asked(self) {
        let (query, navigate) = (use_query_map(), use_navigate());
        let is_asked = Memo::new(move |_| query.read().get("new").is_some());
        let address = paths::list(self.plan.project());
        Effect::new(move |_| {
            if is_asked.get() {
                self.is_adding.set(self.plan.may_edit());
                let options =
                    NavigateOptions { scroll: false, replace: true, ..Default::default() };
                navigate(&address, options);
            }
        });
    }

    /// Adds a task as it was typed, below the one that has the keyboard, or at the end; answers
    /// whether it was taken.
    pub fn add(self, entry: &Entry) -> bool {
        let id = self.plan.new_task_id();
        let chosen = self.cell.get_untracked().map(|(task, _)| task);
        let op = self.plan.with_untracked(|view| {
            let last = view.outline.rows.iter().rev().find(|row| row.depth == 0);
            let after = chosen.or(last.map(|row| row.task));
            let after = after.filter(|task| view.plan.tasks.contains_key(task));
            arrange::new_task(&view.plan, id, entry, after, self.plan.now())
        });
        let locale = self.words.get_locale_untracked();
        self.plan.dispatch(op, td_string!(locale, list.added, title = entry.title.clone()));
        let is_there = self.task(id, |_, _| ()).is_some();
        if is_there {
            self.cell.set(Some((id, Column::Title)));
        }
        is_there || self.plan.is_asking()
    }
}

/// The links to what each task waits for.
fn links_before(view: &PlanView) -> BTreeMap<TaskId, Vec<LinkId>> {
    let mut before: BTreeMap<TaskId, Vec<LinkId>> = BTreeMap::new();
    for link in view.plan.links.values() {
        before.entry(link.to).or_default().push(link.id);
    }
    before
}

/// What an edit leads to: the dates that follow, and how many other tasks move with it.
fn saved((locale, today): dates::Told, view: &PlanView, task: TaskId, op: &PlanOp) -> String {
    let mut plan = view.plan.clone();
    // A refusal is told when the operation is carried out.
    if apply(&mut plan, op).is_err() {
        return String::new();
    }
    let title = plan.tasks.get(&task).map(|task| task.title.clone()).unwrap_or_default();
    let next = Scheduled::of(&plan);
    let others = view.scheduled.differing(&next);
    let summaries: BTreeSet<TaskId> = plan.tasks.values().filter_map(|task| task.parent).collect();
    let is_leaf = |id: &TaskId| *id != task && !summaries.contains(id);
    let count = others.filter(is_leaf).count();
    let days = next.dates(task).map(days_of);
    let Some(days) = days else { return title };
    let days = dates::narrow_span(locale, days, today);
    consequences::with_others(locale, td_string!(locale, list.saved, title, days), count)
}

/// Gives the keyboard to the field of a cell.
fn focus_field((task, column): Cell) {
    let cell = dom::document().and_then(|page| page.get_element_by_id(&cell_id(task, column)));
    let fields = cell.map(|cell| dom::focusable_within(&cell, None)).unwrap_or_default();
    fields.first().into_iter().for_each(dom::focus);
}

/// Why a text is not taken, in words.
pub fn sentence(locale: Locale, why: &Why) -> String {
    let fixed = match why {
        Why::Summary => td_string!(locale, list.why_summary),
        Why::Begun => td_string!(locale, list.why_begun),
        Why::Done => td_string!(locale, list.why_done),
        Why::Effort => td_string!(locale, list.why_effort),
        Why::Duration => td_string!(locale, list.why_duration),
        Why::Date => td_string!(locale, list.why_date),
        Why::Percent => td_string!(locale, list.why_percent),
        Why::Priority => td_string!(locale, list.why_priority),
        Why::YesOrNo => td_string!(locale, list.why_yes_or_no),
        Why::Person => td_string!(locale, list.why_person),
        Why::Gone => td_string!(locale, list.why_gone),
        Why::Predecessor(text) => {
            return td_string!(locale, list.why_predecessor, text = text.as_str());
        }
        Why::Unknown(number) => return td_string!(locale, list.why_unknown, number = *number),
    };
    fixed.to_owned()
}
