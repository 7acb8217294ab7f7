//! The table beside the chart: the whole plan as a treegrid, and the chart for those who hear it.

mod carrying;
mod heads;
mod keys;
mod row;

use leptos::html;
use leptos::prelude::*;
use locale::{Words, dates, t, t_string, td_string, use_i18n};
use web_sys::{FocusEvent, KeyboardEvent, PointerEvent};

use super::chart::Chart;
use super::column_menu::size_of_letters;
use super::columns::Column;
use super::rows::Spot;
use super::splitter;
use super::words;
use crate::features::shared::task_entry::Field;
use crate::features::shared::task_line::{TaskLine, UNDERSTOOD, Understood};
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};
use carrying::DropLine;
pub use carrying::RowHands;
use heads::HeadRow;
pub use keys::{flash_row, focus_row};
use row::TableRow;

/// The id of the field for a new task.
pub const NEW_TASK: &str = "gantt-new-task";

/// The id of the button in its place.
const ADD: &str = "gantt-add";

/// The table; only the rows on the screen are there, and the selected one.
#[component]
pub fn TaskTable(
    /// Taken up by the chart, which needs its width.
    node: NodeRef<html::Div>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let count = move || chart.rows.read().len();
    let shown = Memo::new(move |_| rows_shown(chart));
    let height = move || format!("{}px", count() as f64 * chart.row_height.get());
    let hands = chart.row_hands;
    keys::keep_keyboard(chart);
    on_cleanup(move || hands.rest());
    let has_years = Memo::new(move |_| chart.has_other_years());
    let fitting = Memo::new(move |_| {
        let room = chart.table_px.get() / size_of_letters();
        chart.columns.get().fitting(room, has_years.get())
    });
    view! {
        <div
            class="gantt__table"
            id=splitter::TABLE
            data-columns=move || fitting.get()
            data-years=move || has_years.get().then_some("true")
            node_ref=node
            on:pointermove=move |event: PointerEvent| chart.point_row(&event)
            on:pointerup=move |event: PointerEvent| chart.release_row(&event)
            on:pointercancel=move |_| chart.forget_carry()
        >
            <div
                role="treegrid"
                aria-label=t!(i18n, gantt.table)
                aria-rowcount=move || (count() + 1).to_string()
                aria-colcount=move || chart.columns.get().count().to_string()
                aria-multiselectable="true"
                aria-readonly=(!chart.plan.may_edit()).then_some("true")
                on:keydown=move |event: KeyboardEvent| keys::steer(chart, &event)
            >
                <Head />
                <div class="gantt__rows" role="rowgroup" style:height=height>
                    <For each=move || shown.get() key=|spot| *spot let:spot>
                        {match spot {
                            Spot::Task(task) => view! { <TableRow task /> }.into_any(),
                            Spot::Head(group) => view! { <HeadRow group /> }.into_any(),
                        }}
                    </For>
                    <DropLine />
                </div>
            </div>
            <Show when=move || chart.plan.may_edit()>
                <NewTask />
            </Show>
        </div>
    }
}

/// The names of the columns.
#[component]
fn Head() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let cell = move |class: String, place: usize, words: Signal<&'static str>| {
        view! {
            <span class=class role="columnheader" aria-colindex=place.to_string()>
                {move || words.get()}
            </span>
        }
    };
    let cells = move || {
        let columns = chart.columns.get();
        let own = move |column: Column| {
            let words = Signal::derive(move || head_word(chart, column));
            cell(format!("gantt__{}", column.name()), columns.place(column), words)
        };
        let task = Signal::derive(t!(i18n, gantt.col_task));
        let bar = Signal::derive(t!(i18n, gantt.col_bar));
        let wbs = columns.has(Column::Wbs).then(|| own(Column::Wbs));
        let behind = Column::behind().filter(|column| columns.has(*column)).map(own);
        let behind = behind.collect_view();
        let task = cell("gantt__name".to_owned(), columns.title_place(), task);
        let bar = cell("u-hidden".to_owned(), columns.count(), bar);
        view! {
            {wbs}
            {task}
            {behind}
            {bar}
        }
    };
    view! {
        <div class="gantt__head" role="row" aria-rowindex="1">
            {cells}
        </div>
    }
}

/// What a column is called; that of slips says so where there is nothing to compare with.
fn head_word(chart: Chart, column: Column) -> &'static str {
    let locale = chart.reader();
    match column {
        Column::Slip if chart.baselines.read().is_empty() => {
            td_string!(locale, gantt.col_slip_none)
        }
        _ => words::column(locale, column),
    }
}

/// The rows that are there: those on the screen, and the one with the keyboard wherever it is, so
/// that the focus is never lost.
fn rows_shown(chart: Chart) -> Vec<Spot> {
    let rows = chart.rows.read();
    let window = chart.window.get();
    let selected = chart
        .selected
        .get()
        .filter(|task| rows.row_of(*task).is_some_and(|row| !window.contains(&row)));
    let head = chart
        .grouping
        .at
        .get()
        .filter(|group| rows.head(*group).is_some_and(|head| !window.contains(&head.row)));
    let others = selected.map(Spot::Task).into_iter().chain(head.map(Spot::Head));
    window.filter_map(|row| rows.spot(row)).chain(others).collect()
}

/// The row at the end that becomes a field.
#[component]
fn NewTask() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    // Below the row under which it was drawn, over what stands there.
    let place = move || {
        let below = chart.drawn_below.get().filter(|_| chart.is_adding.get())?;
        let rows = chart.rows.read();
        let up = rows.len().checked_sub(rows.row_of(below)? + 1)?;
        Some(format!("translateY(-{}px)", up as f64 * chart.row_height.get()))
    };
    let button = move || {
        view! {
            <button
                class="gantt__add-button"
                type="button"
                id=ADD
                on:click=move |_| chart.is_adding.set(true)
            >
                <Icon icon=Icon::Plus size=IconSize::Small />
                {move || on_days(chart, i18n, t_string!(i18n, gantt.new_task))}
            </button>
        }
    };
    view! {
        <div
            class="gantt__add"
            data-above=move || place().map(|_| "true")
            style:transform=place
        >
            <Show when=move || chart.is_adding.get() fallback=button>
                <NewTaskField />
            </Show>
        </div>
    }
}

/// What the row says; while a task is being drawn beside it, on which days.
fn on_days(chart: Chart, i18n: Words, usual: &'static str) -> String {
    match chart.drawn.get() {
        None => usual.to_owned(),
        Some(days) => {
            let days = dates::narrow_span(chart.reader(), days, chart.plan.today());
            t_string!(i18n, gantt.new_task_days, days = days)
        }
    }
}

/// The field for the name and what stands behind it: Enter makes the task and goes on with the
/// next, Esc ends it.
#[component]
fn NewTaskField() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let (row, field) = (NodeRef::<html::Div>::new(), NodeRef::<html::Input>::new());
    let line = TaskLine::new(chart.plan, Field::Time, chart.drawn.into());
    keep_in_sight(line, row);
    Effect::new(move |_| field.get().iter().for_each(|field| dom::focus(field)));
    let undraw = move || {
        chart.drawn.set(None);
        chart.drawn_below.set(None);
    };
    let end = move || {
        chart.is_adding.set(false);
        undraw();
    };
    let steer = move |event: KeyboardEvent| {
        event.stop_propagation();
        if dom::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            // What a rule refuses stays in the field, and the days that were drawn with it.
            "Enter" => {
                let is_taken = line.hand_over(|entry| chart.add_task(entry));
                if is_taken {
                    undraw();
                }
            }
            "Escape" => {
                end();
                match chart.selected.get_untracked() {
                    Some(task) => focus_row(chart, Some(task)),
                    // The button has come back in the place of the field.
                    None => dom::on_next_frame(|| {
                        dom::focus_by_id(ADD);
                    }),
                }
            }
            _ => {}
        }
    };
    // The field may be gone already: what stands in it comes with the event.
    let leave = move |event: FocusEvent| {
        if event_target_value(&event).trim().is_empty() {
            end();
        }
    };
    let name = move || on_days(chart, i18n, t_string!(i18n, gantt.new_task_name));
    view! {
        <div class="gantt__new" node_ref=row>
            <input
                class="gantt__input"
                type="text"
                maxlength="200"
                autocomplete="off"
                enterkeyhint="enter"
                id=NEW_TASK
                aria-label=name
                aria-describedby=UNDERSTOOD
                placeholder=name
                node_ref=field
                prop:value=move || line.text.get()
                on:input=move |event| line.text.set(event_target_value(&event))
                on:keydown=steer
                on:blur=leave
            />
            <Understood line />
        </div>
    }
}

/// Keeps the field and what is understood in sight as they grow, and as rows come above them.
fn keep_in_sight(line: TaskLine, row: NodeRef<html::Div>) {
    Effect::new(move |_| {
        line.entry.track();
        dom::on_next_frame(move || {
            if let Some(row) = row.try_get_untracked().flatten() {
                dom::scroll_into_view(&row);
            }
        });
    });
}
