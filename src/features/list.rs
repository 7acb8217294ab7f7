//! The list: the whole plan as a table that can be edited in place; the accessible twin of board
//! and Gantt.
//!
//! `rows`, `column`, `edits`, `values`, `picks`, `many` and `block` are pure; `state` ties them
//! together.

mod acts;
mod block;
mod bulk;
mod cell;
mod clip;
mod column;
mod edits;
mod field;
mod keys;
mod many;
mod pick_box;
mod picking;
mod picks;
mod questions;
mod row;
mod rows;
mod state;
mod toolbar;
mod values;

use domain::TaskId;
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};
use web_sys::KeyboardEvent;

use crate::features::shared::paper::paper_rest;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::dom;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

use bulk::Bulk;
use column::COLUMNS;
use pick_box::PickAll;
use questions::Questions;
use row::ListRow;
use state::List;
use toolbar::Toolbar;

/// The list of the open plan.
#[component]
pub fn ListPage() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::provide();
    let is_empty = Memo::new(move |_| list.plan.with(|view| view.plan.tasks.is_empty()));
    let begins = move || is_empty.get() && !list.is_adding.get();
    view! {
        <Title text=t!(i18n, list.title) />
        <div class="list">
            <Show when=move || !begins() fallback=move || view! { <NoTasks /> }>
                <Toolbar />
                <Table />
                <Bulk />
                <Questions />
            </Show>
        </div>
    }
}

#[component]
fn NoTasks() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let may_edit = list.plan.may_edit();
    let add = move || {
        may_edit.then(|| {
            let press = move || list.is_adding.set(true);
            view! {
                <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=press>
                    {t!(i18n, list.new_task)}
                </Button>
            }
        })
    };
    let import = move || {
        may_edit.then(|| {
            view! {
                <LinkButton href=paths::import(list.plan.project()) icon=Icon::FileUp>
                    {t!(i18n, list.import)}
                </LinkButton>
            }
        })
    };
    view! {
        <Empty
            icon=Icon::List
            sentence=t!(i18n, list.empty)
            action=add
            other=import
        />
    }
}

/// The table; only the rows on the screen are there, and the one that has the keyboard.
#[component]
fn Table() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let probe = NodeRef::<html::Div>::new();
    watch(list, probe);
    clip::listen(list);
    let count = move || list.rows.read().rows.len();
    let is_printing = dom::printing();
    let shown = Memo::new(move |_| rows_shown(list, is_printing.get()));
    let unprinted = move || match is_printing.get() {
        true => count() - rows::on_paper(count()).len(),
        false => 0,
    };
    let height = move || format!("{}px", count() as f64 * list.row_height.get());
    let heading = move |(column, name): (column::Column, &'static str)| {
        view! {
            <span class="list__cell" role="columnheader" data-column=name>
                {move || column.heading(i18n.get_locale())}
            </span>
        }
    };
    view! {
        <div class="list__frame" node_ref=list.frame on:scroll=move |_| list.look_around()>
            <div
                class="list__table"
                role="treegrid"
                aria-label=t!(i18n, list.title)
                aria-multiselectable="true"
                aria-rowcount=move || (count() + 1).to_string()
                aria-readonly=(!list.plan.may_edit()).then_some("true")
                on:keydown=move |event: KeyboardEvent| keys::steer(list, &event)
            >
                <div class="list__head" role="row" aria-rowindex="1">
                    <PickAll />
                    {COLUMNS.map(heading)}
                    <span class="list__cell" role="columnheader" data-column="menu">
                        <span class="u-hidden">{t!(i18n, common.more)}</span>
                    </span>
                </div>
                <div class="list__rows" role="rowgroup" style:height=height>
                    <For each=move || shown.get() key=|task| *task let:task>
                        <ListRow task />
                    </For>
                </div>
            </div>
            {move || paper_rest(i18n, unprinted())}
            <div class="list__probe" aria-hidden="true" node_ref=probe></div>
        </div>
    }
}

/// The tasks whose rows are there: those on the screen, and the one that has the keyboard wherever
/// it is, so that the focus is never lost. On paper there is no screen.
fn rows_shown(list: List, is_printing: bool) -> Vec<TaskId> {
    let rows = list.rows.read();
    let window = match is_printing {
        true => rows::on_paper(rows.rows.len()),
        false => list.window.get(),
    };
    let chosen = list
        .cell
        .get()
        .map(|(task, _)| task)
        .filter(|task| rows.place(*task).is_some_and(|place| !window.contains(&place)));
    window.filter_map(|place| rows.task(place)).chain(chosen).collect()
}

/// Follows the height of the frame and, through the probe, of the rows.
fn watch(list: List, probe: NodeRef<html::Div>) {
    Effect::new(move |_| {
        let (Some(frame), Some(probe)) = (list.frame.get(), probe.get()) else { return };
        list.row_height.set(f64::from(probe.offset_height()));
        list.look_around();
        let keep = |watched: Option<dom::Resizing>| StoredValue::new_local(watched);
        keep(dom::on_resize(&frame, move |_, _| list.look_around()));
        keep(dom::on_resize(&probe, move |_, height| {
            list.row_height.set(height);
            list.look_around();
        }));
    });
    Effect::new(move |_| {
        list.rows.track();
        list.look_around();
    });
}
