//! One row of the list.

use domain::TaskId;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use locale::{Words, dates, ops, t, t_string, use_i18n};
use web_sys::MouseEvent;

use super::cell::ListCell;
use super::column::{self, COLUMNS, Column};
use super::pick_box::PickBox;
use super::state::List;
use crate::features::shared::arrange::Arrange;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its place from the top.
    pub place: usize,
    /// How deep it lies.
    pub depth: u16,
    /// The words of its cells, in the order of the columns.
    pub words: [String; COLUMNS.len()],
    /// What is to be done.
    pub title: String,
    /// Whether it has sub-tasks.
    pub is_summary: bool,
    /// Whether these are folded away.
    pub is_folded: bool,
    /// Whether it is a milestone.
    pub is_milestone: bool,
    /// Whether it is left out of the schedule.
    pub is_inactive: bool,
    /// Whether it decides when the project ends.
    pub is_critical: bool,
    /// Whether the client sees it.
    pub is_visible: bool,
    /// Words to find and group it by.
    pub labels: Vec<String>,
    /// Why it cannot go on.
    pub blocked: Option<String>,
}

/// A task's row.
#[component]
pub fn ListRow(
    /// Which task.
    task: TaskId,
) -> impl IntoView {
    let list = List::expect();
    let facts = Memo::new(move |_| facts_of(list, task).unwrap_or_default());
    let at = move || format!("translateY({}px)", facts.read().place as f64 * list.row_height.get());
    // The one ARIA attribute that the framework has no method for.
    let level = move || (facts.read().depth + 1).to_string();
    let expanded = move || facts.with(|facts| facts.is_summary.then_some(!facts.is_folded));
    let is_chosen = move || list.cell.get().is_some_and(|(chosen, _)| chosen == task);
    let cell = move |(column, _): (Column, &str)| view! { <ListCell task column facts /> };
    view! {
        <div
            class="list__row"
            role="row"
            style:transform=at
            data-depth=move || facts.read().depth.min(8).to_string()
            data-summary=move || facts.read().is_summary.then_some("true")
            data-inactive=move || facts.read().is_inactive.then_some("true")
            aria-rowindex=move || (facts.read().place + 2).to_string()
            {..custom_attribute("aria-level", level)}
            aria-expanded=move || expanded().map(|open| open.to_string())
            data-current=move || is_chosen().then_some("true")
            aria-selected=move || list.is_picked(task).to_string()
        >
            <PickBox task facts />
            {COLUMNS.map(cell)}
            <span class="list__cell" role="gridcell" data-column="menu">
                <RowMenu task facts />
            </span>
        </div>
    }
}

/// Everything that can be done to a row, for those who do not use keys.
#[component]
fn RowMenu(task: TaskId, facts: Memo<Facts>) -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let label =
        move || t_string!(i18n, list.actions, title = facts.with(|facts| facts.title.clone()));
    let refused = Signal::derive(move || {
        (!list.plan.may_edit()).then(|| t_string!(i18n, list.no_right).to_owned())
    });
    let add = move || {
        list.cell.set(Some((task, Column::Title)));
        list.is_adding.set(true);
    };
    let is_chosen = move || list.cell.get().is_some_and(|(chosen, _)| chosen == task);
    let tab_index = Signal::derive(move || if is_chosen() { "0" } else { "-1" });
    view! {
        <Menu id=format!("list-menu-{task}") label=label tab_index>
            <MenuItem
                icon=Icon::PanelRightOpen
                keys="Alt Enter"
                on_choose=move || list.plan.open_task(Some(task))
            >
                {t!(i18n, list.open)}
            </MenuItem>
            <MenuItem icon=Icon::Plus keys="N" reason=refused on_choose=add>
                {t!(i18n, list.add_below)}
            </MenuItem>
            <MenuSeparator />
            <ArrangeItems task refused />
            <MenuSeparator />
            <MenuItem
                icon=Icon::Ban
                checked=move || facts.read().is_inactive
                reason=refused
                on_choose=move || list.toggle_inactive(task)
            >
                {t!(i18n, gantt.inactive)}
            </MenuItem>
            <MenuItem
                icon=Icon::Trash
                keys="Delete"
                danger=true
                reason=refused
                on_choose=move || list.delete(task)
            >
                {t!(i18n, common.delete)}
            </MenuItem>
        </Menu>
    }
}

/// A way to move a row: its icon, the keys that do the same, and its words.
type Arrangement = (Arrange, Icon, &'static str, fn(Words) -> &'static str);

const ARRANGEMENTS: [Arrangement; 4] = [
    (Arrange::Up, Icon::ArrowUp, "Alt ↑", |i18n| t_string!(i18n, list.up)),
    (Arrange::Down, Icon::ArrowDown, "Alt ↓", |i18n| t_string!(i18n, list.down)),
    (Arrange::Indent, Icon::Indent, "Alt Shift →", |i18n| t_string!(i18n, list.indent)),
    (Arrange::Outdent, Icon::Outdent, "Alt Shift ←", |i18n| t_string!(i18n, list.outdent)),
];

/// What moves a row in the outline.
#[component]
fn ArrangeItems(task: TaskId, refused: Signal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let item = move |(how, icon, keys, words): Arrangement| {
        view! {
            <MenuItem icon keys reason=refused on_choose=move || list.arrange(task, how)>
                {move || words(i18n)}
            </MenuItem>
        }
    };
    ARRANGEMENTS.map(item).collect_view()
}

/// The caret of a summary.
#[component]
pub fn Caret(
    /// Which task.
    task: TaskId,
    /// What the row says.
    facts: Memo<Facts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let state = Memo::new(move |_| facts.with(|facts| (facts.is_summary, facts.is_folded)));
    let press = move |event: MouseEvent| {
        event.stop_propagation();
        list.toggle(task);
        list.go_to((task, Column::Title));
    };
    let label = move || {
        let title = facts.with(|facts| facts.title.clone());
        match state.get().1 {
            true => t_string!(i18n, list.expand, title = title),
            false => t_string!(i18n, list.collapse, title = title),
        }
    };
    move || {
        let (is_summary, is_folded) = state.get();
        let icon = if is_folded { Icon::ChevronRight } else { Icon::ChevronDown };
        is_summary.then(|| {
            view! {
                <button
                    class="list__caret"
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

fn facts_of(list: List, id: TaskId) -> Option<Facts> {
    let locale = list.reader();
    let rows = list.rows.read();
    let place = rows.place(id)?;
    let row = &rows.rows[place];
    let is_summary = row.descendants > 0;
    let is_folded = list.folded.with(|folded| folded.contains(&id));
    let before = list.before.read();
    let links = before.get(&id).map_or(&[][..], Vec::as_slice);
    list.plan.with(|view| {
        let task = view.plan.tasks.get(&id)?;
        let found = view.scheduled.dates(id)?;
        let (first, last) = column::days_of(found);
        let percent = if is_summary { found.percent } else { task.percent };
        let words = COLUMNS.map(|(column, _)| match column {
            Column::Key => format!("{}-{}", list.plan.key(), task.number),
            Column::Wbs => row.wbs.clone(),
            Column::Title => task.title.clone(),
            Column::Duration => column::duration(locale, view, task, is_summary),
            Column::Start => dates::table(locale, first),
            Column::Finish => dates::table(locale, last),
            Column::Progress => format!("{percent}%"),
            Column::Assignee => {
                task.assignee.and_then(|user| list.plan.person(user)).unwrap_or_default()
            }
            Column::Priority => ops::priority(locale, task.priority).to_owned(),
            Column::Labels => task.labels.join(", "),
            Column::Predecessors => column::predecessors(view, links),
            Column::Visible => String::new(),
        });
        Some(Facts {
            place,
            depth: row.depth,
            words,
            title: task.title.clone(),
            is_summary,
            is_folded,
            is_milestone: task.is_milestone,
            is_inactive: task.is_inactive,
            is_critical: found.is_critical && !is_summary,
            is_visible: task.is_client_visible,
            labels: task.labels.clone(),
            blocked: task.blocked.clone(),
        })
    })
}
