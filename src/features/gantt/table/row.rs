//! One row of the table.

use domain::plan::{PlanView, Task};
use domain::{TaskId, UserId};
use leptos::html;
use leptos::prelude::*;
use locale::{Locale, Words, t_string, use_i18n};
use web_sys::{HtmlElement, MouseEvent, PointerEvent};

use super::carrying::Handle;
use super::keys::{focus_row, row_id};
use crate::features::gantt::chart::Chart;
use crate::features::gantt::columns::{Column, Columns};
use crate::features::gantt::layers::Layer;
use crate::features::gantt::picks::Reach;
use crate::features::gantt::scene::slip;
use crate::features::gantt::why::WHY_ID;
use crate::features::gantt::words;
use crate::features::shared::task_marks::Marked;
use crate::ui::avatar::Avatar;
use crate::ui::dom::{set_attribute, set_style};
use crate::ui::icon::{Icon, IconSize};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Facts {
    row: usize,
    depth: u16,
    title: String,
    /// What stands in each column that is chosen.
    words: [String; Column::COUNT],
    person: Option<String>,
    sentence: String,
    is_summary: bool,
    is_folded: bool,
    is_critical: bool,
    is_near: bool,
    is_client_visible: bool,
    blocked: Option<String>,
    /// What the schedule could not honour about it.
    problem: Option<String>,
    /// The predecessors before which it lies, in words.
    conflict: Option<String>,
    /// By how much it ends later or earlier than in the baseline, where no column says it.
    slip: Option<String>,
}

/// How a row stands among the others.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Standing {
    top: f64,
    /// Whether Tab leads to it.
    is_stop: bool,
    is_marked: bool,
    is_selected: bool,
    is_carried: bool,
}

impl Standing {
    fn of(chart: Chart, task: TaskId, row: usize) -> Self {
        let is_selected = chart.selected.get() == Some(task);
        Self {
            top: row as f64 * chart.row_height.get(),
            // Without a selection that is shown Tab leads to the first row on the screen.
            is_stop: match chart.grouping.at.get() {
                Some(_) => false,
                None if chart.has_selected_row() => is_selected,
                None => row == chart.window.read().start,
            },
            is_marked: chart.is_marked(task),
            is_selected,
            is_carried: chart.carries(task),
        }
    }
}

/// A task's row.
#[component]
pub fn TableRow(
    /// Which task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let facts = Memo::new(move |_| facts_of(chart, task).unwrap_or_default());
    let standing = Memo::new(move |_| Standing::of(chart, task, facts.read().row));
    let marked = Memo::new(move |_| Marked::of(chart.plan, task));
    // The row from which a reach begins keeps the keyboard until the press is over.
    let keep_focus = move |event: MouseEvent| {
        if Reach::of(&event) != Reach::Only {
            event.prevent_default();
        }
    };
    // One effect draws all cells: while the chart is scrolled, rows come by the dozen. What has the
    // keyboard is not drawn by it, since drawing anew takes every attribute away for a moment.
    let cells = move || {
        let shows_critical = chart.shows(Layer::Critical);
        let marked = marked.get().draw(i18n);
        let facts = facts.get();
        let marks = marks(i18n, &facts, shows_critical);
        cells((chart, i18n), task, facts, chart.columns.get(), (marks, marked))
    };
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(row) = node.get() {
            facts.with(|facts| dress(&row, facts, &standing.get()));
        }
    });
    view! {
        <div
            class="gantt__row"
            role="row"
            id=row_id(task)
            tabindex="-1"
            node_ref=node
            on:mousedown=keep_focus
            on:click=move |event: MouseEvent| chart.choose(task, Reach::of(&event))
            on:dblclick=move |_| chart.plan.open_task(Some(task))
            on:focus=move |_| {
                chart.grouping.at.set(None);
                chart.selected.set(Some(task));
            }
        >
            {cells}
        </div>
    }
}

/// Gives a row's element what it says of itself. Its attributes share one effect: one for each was
/// a good part of what a row costs while the chart is scrolled.
fn dress(row: &HtmlElement, facts: &Facts, standing: &Standing) {
    let yes = |is_so: bool| is_so.then_some("true");
    let no_or_yes = |is_so: bool| Some(if is_so { "true" } else { "false" });
    let depth = facts.depth.min(8).to_string();
    let level = (facts.depth + 1).to_string();
    // The names of the columns are the first row.
    let number = (facts.row + 2).to_string();
    for (name, value) in [
        ("tabindex", Some(if standing.is_stop { "0" } else { "-1" })),
        ("data-depth", Some(&*depth)),
        ("data-carried", yes(standing.is_carried)),
        ("data-summary", yes(facts.is_summary)),
        ("aria-rowindex", Some(&*number)),
        ("aria-level", Some(&*level)),
        ("aria-expanded", no_or_yes(!facts.is_folded).filter(|_| facts.is_summary)),
        ("aria-selected", no_or_yes(standing.is_marked)),
        ("aria-describedby", standing.is_selected.then_some(WHY_ID)),
    ] {
        set_attribute(row, name, value);
    }
    set_style(row, "transform", &format!("translateY({}px)", standing.top));
}

fn cells(
    (chart, i18n): (Chart, Words),
    task: TaskId,
    facts: Facts,
    columns: Columns,
    marks: impl IntoView,
) -> impl IntoView {
    let cell = |column: Column| cell(&facts, columns, column);
    let wbs = columns.has(Column::Wbs).then(|| cell(Column::Wbs));
    let behind = Column::behind().filter(|column| columns.has(*column)).map(cell).collect_view();
    let handle = chart.plan.may_edit().then(|| view! { <Handle task /> });
    let caret = facts.is_summary.then(|| caret(chart, i18n, task, &facts));
    view! {
        {wbs}
        <span
            class="gantt__name"
            role="rowheader"
            aria-colindex=columns.title_place().to_string()
            on:pointerdown=move |event: PointerEvent| chart.press_row(&event, task, false)
        >
            {handle}
            {caret}
            <span class="gantt__title">{facts.title}</span>
            {marks}
        </span>
        {behind}
        <span class="u-hidden" role="gridcell" aria-colindex=columns.count().to_string()>
            {facts.sentence}
        </span>
    }
}

/// What a chosen column says of the task.
fn cell(facts: &Facts, columns: Columns, column: Column) -> AnyView {
    let said = match column {
        Column::Assignee => facts.person.clone().map(|name| view! { <Avatar name /> }).into_any(),
        _ => facts.words[column as usize].clone().into_any(),
    };
    view! {
        <span
            class=format!("gantt__{}", column.name())
            role="gridcell"
            aria-colindex=columns.place(column).to_string()
        >
            {said}
        </span>
    }
    .into_any()
}

/// What folds a summary and unfolds it.
fn caret(chart: Chart, i18n: Words, task: TaskId, facts: &Facts) -> impl IntoView + use<> {
    let title = facts.title.clone();
    let (icon, label) = match facts.is_folded {
        true => (Icon::ChevronRight, t_string!(i18n, gantt.expand, title = title)),
        false => (Icon::ChevronDown, t_string!(i18n, gantt.collapse, title = title)),
    };
    let press = move |event: MouseEvent| {
        event.stop_propagation();
        chart.toggle(task);
        // The row that had the keyboard may be folded away with the others.
        let has_selected = chart.selected.get_untracked().is_some();
        if has_selected && !untrack(|| chart.has_selected_row()) {
            focus_row(chart, Some(task));
        }
    };
    view! {
        <button
            class="gantt__caret"
            type="button"
            tabindex="-1"
            aria-label=label
            // It is drawn anew by the press: what has the keyboard keeps it.
            on:mousedown=|event: MouseEvent| event.prevent_default()
            on:click=press
        >
            <Icon icon size=IconSize::Small />
        </button>
    }
}

/// What is to be known of a task at once: who sees it, what stops it, how it moves the finish.
fn marks(i18n: Words, facts: &Facts, shows_critical: bool) -> impl IntoView + use<> {
    let visible = facts.is_client_visible.then(|| {
        view! {
            <span class="gantt__client" title=t_string!(i18n, gantt.client_visible)>
                <Icon icon=Icon::Eye size=IconSize::Tiny />
            </span>
        }
    });
    let blocked = facts.blocked.clone().map(|why| {
        view! {
            <span class="gantt__blocked" title=why>
                <Icon icon=Icon::Ban size=IconSize::Tiny />
            </span>
        }
    });
    let problem = facts.problem.clone().or_else(|| facts.conflict.clone()).map(|why| {
        view! {
            <span class="gantt__problem" title=why>
                <Icon icon=Icon::Warning size=IconSize::Tiny />
            </span>
        }
    });
    let critical = (facts.is_critical && shows_critical).then(|| {
        view! { <span class="gantt__critical">{t_string!(i18n, gantt.critical)}</span> }
    });
    let near = (facts.is_near && shows_critical).then(|| {
        let word = t_string!(i18n, gantt.near_short);
        view! { <span class="gantt__near" title=t_string!(i18n, gantt.near)>{word}</span> }
    });
    let slip = facts.slip.clone();
    view! {
        {visible}
        {blocked}
        {problem}
        {critical}
        {near}
        {slip.map(|slip| view! { <span class="gantt__slip">{slip}</span> })}
    }
}

fn facts_of(chart: Chart, id: TaskId) -> Option<Facts> {
    let locale = chart.reader();
    let rows = chart.rows.read();
    let row = rows.row_of(id)?;
    let place = rows.place(row)?;
    let is_folded = chart.folded.with(|folded| folded.contains(&id));
    let before = chart.links.read().before(id);
    let name = |user: UserId| chart.plan.person(user);
    chart.plan.with(|view| {
        let task = view.plan.tasks.get(&id)?;
        let person = task.assignee.and_then(name);
        let found = view.outline.rows.get(place)?;
        let dates = view.scheduled.dates(id);
        let slip = chart.slip_of(locale, view, task);
        let (columns, near) = (chart.columns.get(), chart.near.get());
        let is_critical = dates.is_some_and(|dates| dates.is_critical);
        let word = |column: Column| match (column, dates) {
            _ if !columns.has(column) => String::new(),
            (Column::Wbs, _) => rows.wbs(&view.outline, place),
            (Column::Duration, _) => words::duration(locale, view, task, found.is_summary()),
            (Column::Predecessors, _) => words::predecessors(view, &before),
            (Column::Slip, _) => slip.clone().unwrap_or_default(),
            (Column::Dates, Some(dates)) => words::days(chart.told(), dates),
            (Column::Percent, Some(dates)) => format!("{}%", dates.percent),
            (Column::Float, Some(dates)) => words::float(locale, view, task, dates),
            (Column::Assignee, _) | (_, None) => String::new(),
        };
        let near = dates.filter(|dates| near.holds(view, task, dates));
        let near_float = near.map(|dates| words::near_float(locale, view, task, dates));
        let problem = words::problem(locale, view, id);
        Some(Facts {
            row,
            // In a group a row stands one level below the head.
            depth: if rows.is_grouped() { 1 } else { found.depth },
            title: task.title.clone(),
            words: Column::ALL.map(word),
            sentence: words::sentence(chart.told(), view, task, &before, person.clone())
                + &near_float.unwrap_or_default()
                + &problem.as_ref().map(|said| words::besides(locale, said)).unwrap_or_default(),
            person,
            is_summary: found.is_summary(),
            is_folded,
            is_critical: is_critical && !found.is_summary(),
            is_near: near.is_some(),
            is_client_visible: task.is_client_visible,
            blocked: task.blocked.clone(),
            problem,
            conflict: words::conflict(locale, view, &before),
            slip: slip.clone().filter(|_| !columns.has(Column::Slip)),
        })
    })
}

impl Chart {
    /// By how much a task ends later or earlier than in the baseline, in words.
    fn slip_of(self, locale: Locale, view: &PlanView, task: &Task) -> Option<String> {
        let then = self.baselines.with(|drawn| drawn.first().cloned())?;
        let days = slip(view, &then, task, view.scheduled.dates(task.id)?)?;
        (days != 0).then(|| words::slip(locale, days))
    }
}
