//! One row of the table.

use domain::plan::{PlanView, Task};
use domain::{TaskId, UserId};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use locale::{Locale, t_string, use_i18n};
use web_sys::{MouseEvent, PointerEvent};

use super::carrying::Handle;
use super::keys::row_id;
use crate::features::gantt::chart::Chart;
use crate::features::gantt::columns::Column;
use crate::features::gantt::layers::Layer;
use crate::features::gantt::picks::Reach;
use crate::features::gantt::scene::slip;
use crate::features::gantt::why::WHY_ID;
use crate::features::gantt::words;
use crate::features::shared::task_marks::TaskMarks;
use crate::ui::avatar::Avatar;
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
    /// By how much it ends later or earlier than in the baseline, where no column says it.
    slip: Option<String>,
}

/// A task's row.
#[component]
pub fn TableRow(
    /// Which task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let facts = Memo::new(move |_| facts_of(chart, task).unwrap_or_default());
    let is_marked = move || chart.is_marked(task);
    // Without a selection that is shown Tab leads to the first row on the screen.
    let is_stop = move || match chart.grouping.at.get() {
        Some(_) => false,
        None if chart.has_selected_row() => chart.selected.get() == Some(task),
        None => facts.read().row == chart.window.read().start,
    };
    let at = move || format!("translateY({}px)", facts.read().row as f64 * chart.row_height.get());
    let press = move |event: MouseEvent| chart.choose(task, Reach::of(&event));
    // The row from which a reach begins keeps the keyboard until the press is over.
    let keep_focus = move |event: MouseEvent| {
        if Reach::of(&event) != Reach::Only {
            event.prevent_default();
        }
    };
    // The one ARIA attribute that the framework has no method for.
    let level = move || (facts.read().depth + 1).to_string();
    let expanded = move || facts.with(|facts| facts.is_summary.then_some(!facts.is_folded));
    let cell = move |column: Column| view! { <Cell column facts /> };
    let wbs = move || chart.columns.get().has(Column::Wbs).then(|| cell(Column::Wbs));
    let behind = move || {
        let columns = chart.columns.get();
        let chosen = Column::behind().filter(|column| columns.has(*column));
        chosen.map(cell).collect_view()
    };
    view! {
        <div
            class="gantt__row"
            role="row"
            id=row_id(task)
            tabindex=move || if is_stop() { "0" } else { "-1" }
            style:transform=at
            data-depth=move || facts.read().depth.min(8).to_string()
            data-carried=move || chart.carries(task).then_some("true")
            data-summary=move || facts.read().is_summary.then_some("true")
            aria-rowindex=move || (facts.read().row + 2).to_string()
            {..custom_attribute("aria-level", level)}
            aria-expanded=move || expanded().map(|open| open.to_string())
            aria-selected=move || is_marked().to_string()
            aria-describedby=move || (chart.selected.get() == Some(task)).then_some(WHY_ID)
            on:mousedown=keep_focus
            on:click=press
            on:dblclick=move |_| chart.plan.open_task(Some(task))
            on:focus=move |_| {
                chart.grouping.at.set(None);
                chart.selected.set(Some(task));
            }
        >
            {wbs}
            <NameCell task facts />
            {behind}
            <span
                class="u-hidden"
                role="gridcell"
                aria-colindex=move || chart.columns.get().count().to_string()
            >
                {move || facts.read().sentence.clone()}
            </span>
        </div>
    }
}

/// What a chosen column says of the task.
#[component]
fn Cell(
    /// Which column.
    column: Column,
    /// What the row says.
    facts: Memo<Facts>,
) -> impl IntoView {
    let chart = Chart::expect();
    let words = move || facts.with(|facts| facts.words[column as usize].clone());
    let said = match column {
        Column::Assignee => {
            let face = move || facts.read().person.clone().map(|name| view! { <Avatar name /> });
            face.into_any()
        }
        _ => words.into_any(),
    };
    view! {
        <span
            class=format!("gantt__{}", column.name())
            role="gridcell"
            aria-colindex=move || chart.columns.get().place(column).to_string()
        >
            {said}
        </span>
    }
}

/// The cell with the caret, the title and the marks behind it.
#[component]
fn NameCell(
    /// Which task.
    task: TaskId,
    /// What the row says.
    facts: Memo<Facts>,
) -> impl IntoView {
    let chart = Chart::expect();
    view! {
        <span
            class="gantt__name"
            role="rowheader"
            aria-colindex=move || chart.columns.get().title_place().to_string()
            on:pointerdown=move |event: PointerEvent| chart.press_row(&event, task, false)
        >
            <Show when=move || chart.plan.may_edit()>
                <Handle task />
            </Show>
            <Caret task facts />
            <span class="gantt__title">{move || facts.read().title.clone()}</span>
            <Marks facts />
            <TaskMarks task />
        </span>
    }
}

/// What folds a summary and unfolds it.
#[component]
fn Caret(task: TaskId, facts: Memo<Facts>) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    move || {
        let (is_summary, is_folded) = facts.with(|facts| (facts.is_summary, facts.is_folded));
        is_summary.then(|| {
            let title = facts.with(|facts| facts.title.clone());
            let label = match is_folded {
                true => t_string!(i18n, gantt.expand, title = title),
                false => t_string!(i18n, gantt.collapse, title = title),
            };
            let icon = if is_folded { Icon::ChevronRight } else { Icon::ChevronDown };
            let press = move |event: MouseEvent| {
                event.stop_propagation();
                chart.toggle(task);
            };
            view! {
                <button
                    class="gantt__caret"
                    type="button"
                    tabindex="-1"
                    aria-label=label
                    on:click=press
                >
                    <Icon icon size=IconSize::Small />
                </button>
            }
        })
    }
}

/// What is to be known of a task at once: who sees it, what stops it, how it moves the finish.
#[component]
fn Marks(facts: Memo<Facts>) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    move || {
        let Facts { is_critical, is_near, is_client_visible, blocked, slip, .. } = facts.get();
        let visible = is_client_visible.then(|| {
            view! {
                <span class="gantt__client" title=t_string!(i18n, gantt.client_visible)>
                    <Icon icon=Icon::Eye size=IconSize::Tiny />
                </span>
            }
        });
        let blocked = blocked.map(|why| {
            view! {
                <span class="gantt__blocked" title=why>
                    <Icon icon=Icon::Ban size=IconSize::Tiny />
                </span>
            }
        });
        let critical = (is_critical && chart.shows(Layer::Critical)).then(|| {
            view! { <span class="gantt__critical">{t_string!(i18n, gantt.critical)}</span> }
        });
        let near = (is_near && chart.shows(Layer::Critical)).then(|| {
            let word = t_string!(i18n, gantt.near_short);
            view! { <span class="gantt__near" title=t_string!(i18n, gantt.near)>{word}</span> }
        });
        view! {
            {visible}
            {blocked}
            {critical}
            {near}
            {slip.map(|slip| view! { <span class="gantt__slip">{slip}</span> })}
        }
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
            (Column::Dates, Some(dates)) => words::days(locale, words::span_of(dates)),
            (Column::Percent, Some(dates)) => format!("{}%", dates.percent),
            (Column::Float, Some(dates)) => words::float(locale, view, task, dates),
            (Column::Assignee, _) | (_, None) => String::new(),
        };
        let near = dates.filter(|dates| near.holds(view, task, dates));
        let near_float = near.map(|dates| words::near_float(locale, view, task, dates));
        Some(Facts {
            row,
            // In a group a row stands one level below the head.
            depth: if rows.is_grouped() { 1 } else { found.depth },
            title: task.title.clone(),
            words: Column::ALL.map(word),
            sentence: words::sentence(locale, view, task, &before, person.clone())
                + &near_float.unwrap_or_default(),
            person,
            is_summary: found.is_summary(),
            is_folded,
            is_critical: is_critical && !found.is_summary(),
            is_near: near.is_some(),
            is_client_visible: task.is_client_visible,
            blocked: task.blocked.clone(),
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
