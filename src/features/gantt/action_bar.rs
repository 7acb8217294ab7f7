//! What can be done to the selected task without dragging anything.

use domain::plan::{PlanOp, TaskChange};
use domain::{TaskId, UserId};
use leptos::html;
use leptos::prelude::*;
use locale::numbers::{self, grouped};
use locale::{Words, t, t_string, use_i18n};
use web_sys::KeyboardEvent;

use super::chart::Chart;
use super::moves::Grab;
use super::pick_bar::{NudgeButton, PickBar};
use super::progress::ProgressField;
use super::why::WhyLine;
use super::words;
use crate::features::shared::arrange::Arrange;
use crate::features::shared::typed;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// What the bar shows of the selected task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Facts {
    title: String,
    days: String,
    duration: String,
    percent: u8,
    assignee: Option<UserId>,
    links: usize,
    is_milestone: bool,
    is_inactive: bool,
    is_summary: bool,
    fixed: Option<String>,
}

/// The row below the chart, there as long as a task is selected.
#[component]
pub fn ActionBar() -> impl IntoView {
    let chart = Chart::expect();
    let is_one =
        Memo::new(move |_| !chart.is_picking.get() && chart.picked.with(|picked| picked.len() < 2));
    let is_there = move || chart.selected.get().is_some_and(|task| facts_of(chart, task).is_some());
    let shown = Memo::new(move |_| if is_there() { chart.selected.get() } else { None });
    move || match is_one.get() {
        true => shown.get().map(selected).into_any(),
        false => view! { <PickBar /> }.into_any(),
    }
}

/// Why the selected task lies where it does, and what can be done to it.
fn selected(task: TaskId) -> impl IntoView {
    view! {
        <WhyLine task />
        <Actions task />
    }
}

#[component]
fn Actions(
    /// The selected task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let facts = Memo::new(move |_| facts_of(chart, task).unwrap_or_default());
    view! {
        <div
            class="bar bar--below gantt__actions"
            role="group"
            aria-label=t!(i18n, gantt.actions)
        >
            <button
                class="gantt__selected"
                type="button"
                title=t!(i18n, gantt.open)
                on:click=move |_| chart.plan.open_task(Some(task))
            >
                {move || facts.read().title.clone()}
            </button>
            <MoreMenu task facts />
            <Nudges task facts />
            <DurationField task facts />
            <Button icon=Icon::Link on_press=move || chart.shows_links.set(true)>
                {move || t_string!(i18n, gantt.links_count, count = grouped(facts.read().links))}
            </Button>
            <AssigneeField task facts />
            <ProgressField task percent=Signal::derive(move || facts.read().percent) />
        </div>
    }
}

/// Earlier and later by a week and by a day, with the dates between them.
#[component]
fn Nudges(
    /// Which task.
    task: TaskId,
    /// What the bar shows.
    facts: Memo<Facts>,
) -> impl IntoView {
    let chart = Chart::expect();
    let reason = Signal::derive(move || facts.read().fixed.clone());
    let title = Signal::derive(move || facts.read().title.clone());
    let nudge = Callback::new(move |(weeks, days)| chart.nudge(task, weeks, days));
    let button = move |by: (i32, i32)| view! { <NudgeButton by title reason nudge /> };
    view! {
        <div class="gantt__nudges">
            {button((-1, 0))} {button((0, -1))}
            <output class="gantt__when">{move || facts.read().days.clone()}</output>
            {button((0, 1))} {button((1, 0))}
        </div>
    }
}

/// The duration as it is written; Enter or leaving the field takes it up, Esc puts it back.
#[component]
fn DurationField(
    /// Which task.
    task: TaskId,
    /// What the bar shows.
    facts: Memo<Facts>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let written = move || facts.with_untracked(|facts| facts.duration.clone());
    chart.plan.when_left(move || {
        field.get_untracked().iter().for_each(|field| field.set_value(&written()));
    });
    let take_up = move || {
        // A field that is taken away loses its focus: by then there is nothing left to take up.
        let Some(field) = field.try_get_untracked().flatten() else { return };
        let text = field.value();
        if text.trim() == written() {
            return;
        }
        let settings = chart.plan.with_untracked(|view| view.plan.settings.clone());
        let Some(duration) = typed::duration(&text, &settings) else {
            chart.toasts.fail(t_string!(i18n, gantt.duration_bad));
            field.set_value(&written());
            return;
        };
        let op = PlanOp::change(task, TaskChange::Duration(duration));
        let said = locale::dates::duration(chart.locale(), duration, &settings);
        let title = chart.title(task);
        chart.carry_out(op, t_string!(i18n, gantt.resized, title = title, duration = said));
    };
    let steer = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !dom::is_composing(&event) => {
            // Otherwise the same press answers the question that it may bring about.
            event.prevent_default();
            take_up();
        }
        "Escape" => field.get_untracked().iter().for_each(|field| field.set_value(&written())),
        _ => {}
    };
    let is_fixed = move || facts.read().is_summary || !chart.plan.may_edit();
    view! {
        <label class="gantt__field">
            <span>{t!(i18n, gantt.duration)}</span>
            <input
                class="gantt__input gantt__input--short"
                type="text"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                prop:value=move || facts.read().duration.clone()
                readonly=is_fixed
                title=move || {
                    facts.read().is_summary.then(|| t_string!(i18n, gantt.duration_summary))
                }
                on:keydown=steer
                on:blur=move |_| take_up()
            />
        </label>
    }
}

/// Who answers for the task.
#[component]
fn AssigneeField(
    /// Which task.
    task: TaskId,
    /// What the bar shows.
    facts: Memo<Facts>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let assign = move |id: String| {
        let person: Option<UserId> = id.parse().ok();
        let op = PlanOp::change(task, TaskChange::Assignee(person));
        let title = chart.title(task);
        let said = match person.and_then(|person| chart.plan.person(person)) {
            Some(name) => t_string!(i18n, gantt.assigned, title = title, name = name),
            None => t_string!(i18n, gantt.unassigned, title = title),
        };
        chart.carry_out(op, said);
    };
    let option = move |id: Option<UserId>, name: String| {
        let value = id.map(|id| id.to_string()).unwrap_or_default();
        view! {
            <option value=value selected=move || facts.read().assignee == id>
                {name}
            </option>
        }
    };
    let options = move || {
        let nobody = option(None, t_string!(i18n, gantt.nobody).to_string());
        let people = chart.plan.people().into_iter();
        let people = people.map(|person| option(Some(person.id), person.name)).collect_view();
        view! {
            {nobody}
            {people}
        }
    };
    view! {
        <label class="gantt__field">
            <span>{t!(i18n, gantt.assignee)}</span>
            <select
                class="gantt__input"
                disabled=!chart.plan.may_edit()
                on:change=move |event| assign(event_target_value(&event))
            >
                {options}
            </select>
        </label>
    }
}

/// Everything else that can be done to the task.
#[component]
fn MoreMenu(
    /// Which task.
    task: TaskId,
    /// What the bar shows.
    facts: Memo<Facts>,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    view! {
        <Menu
            id="gantt-more"
            kind=ButtonKind::Quiet
            label=move || t_string!(i18n, gantt.more, title = facts.read().title.clone())
        >
            <MenuItem icon=Icon::PanelRightOpen on_choose=move || chart.plan.open_task(Some(task))>
                {t!(i18n, gantt.open)}
            </MenuItem>
            <MenuItem icon=Icon::Crosshair keys="J" on_choose=move || chart.show_bar(task)>
                {t!(i18n, gantt.show_bar)}
            </MenuItem>
            <MenuItem
                icon=Icon::ListChecks
                keys="X"
                on_choose=move || chart.begin_picking(task)
            >
                {t!(i18n, gantt.pick_several)}
            </MenuItem>
            <MenuItem
                icon=Icon::Milestone
                keys="K"
                checked=move || facts.read().is_milestone
                reason=Signal::derive(move || milestone_reason(chart, i18n, facts))
                on_choose=move || chart.toggle_milestone(task)
            >
                {t!(i18n, gantt.milestone)}
            </MenuItem>
            <MenuItem
                icon=Icon::Ban
                checked=move || facts.read().is_inactive
                reason=Signal::derive(move || chart.no_right())
                on_choose=move || chart.toggle_inactive(task)
            >
                {t!(i18n, gantt.inactive)}
            </MenuItem>
            <MenuSeparator />
            <ArrangeItems task />
            <MenuSeparator />
            <MenuItem icon=Icon::Trash danger=true on_choose=move || chart.delete(task)>
                {t!(i18n, gantt.delete)}
            </MenuItem>
        </Menu>
    }
}

/// The ways to move a row in the outline.
#[component]
fn ArrangeItems(
    /// Which task's.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let reason = Signal::derive(move || chart.no_order());
    let ways = [
        (Arrange::Indent, Icon::Indent, "Alt+Shift+→", t!(i18n, gantt.indent)),
        (Arrange::Outdent, Icon::Outdent, "Alt+Shift+←", t!(i18n, gantt.outdent)),
        (Arrange::Up, Icon::ArrowUp, "Alt+↑", t!(i18n, gantt.move_up)),
        (Arrange::Down, Icon::ArrowDown, "Alt+↓", t!(i18n, gantt.move_down)),
    ];
    let items = ways.map(|(how, icon, keys, words)| {
        view! {
            <MenuItem icon=icon keys=keys reason on_choose=move || chart.arrange(task, how)>
                {words}
            </MenuItem>
        }
    });
    items.collect_view()
}

/// Why the task cannot become a milestone, or cease to be one.
fn milestone_reason(chart: Chart, i18n: Words, facts: Memo<Facts>) -> Option<String> {
    let of_summary = || t_string!(i18n, gantt.fixed_summary).to_string();
    chart.no_right().or_else(|| facts.read().is_summary.then(of_summary))
}

fn facts_of(chart: Chart, id: TaskId) -> Option<Facts> {
    let locale = chart.reader();
    let links = chart.links.with(|links| links.before(id).len() + links.after(id).len());
    chart.plan.track();
    let fixed = chart.fixed(id, Grab::Body);
    let place = chart.rows.with(|rows| rows.outline_place(id));
    chart.plan.with(|view| {
        let task = view.plan.tasks.get(&id)?;
        let dates = view.scheduled.dates(id)?;
        let is_summary = view.outline.rows.get(place?)?.is_summary();
        Some(Facts {
            title: task.title.clone(),
            days: words::days(chart.told(), dates),
            duration: numbers::plain(&words::duration(locale, view, task, is_summary)),
            percent: dates.percent,
            assignee: task.assignee,
            links,
            is_milestone: task.is_milestone,
            is_inactive: task.is_inactive,
            is_summary,
            fixed,
        })
    })
}
