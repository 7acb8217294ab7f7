//! The links of the selected task: what it waits for, what waits for it, and new ones.

use domain::plan::link::{Lag, LinkKind};
use domain::plan::{PlanOp, PlanView};
use domain::{LinkId, TaskId};
use leptos::html;
use leptos::prelude::*;
use locale::{t, t_string, td_string, use_i18n};
use web_sys::{KeyboardEvent, SubmitEvent};

use super::chart::Chart;
use super::words;
use crate::features::shared::foretold::{Foretold, Outlook, outlook};
use crate::features::shared::{arrange, found, typed};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{ChoiceGroup, Combobox};
use crate::ui::dialog::Dialog;
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The id of the search for a successor, where the key `L` leads.
const FIND_AFTER: &str = "gantt-find-after";

/// A link as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    link: LinkId,
    other: String,
    words: String,
}

/// The dialog with the links of the selected task.
#[component]
pub fn LinkPanel() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let title = move || {
        chart.plan.track();
        let title = chart.selected.get().map(|task| chart.title(task)).unwrap_or_default();
        t_string!(i18n, gantt.links_of, title = title)
    };
    let close_label = t!(i18n, common.close);
    view! {
        <Dialog id="gantt-links" open=chart.shows_links title close_label light=true>
            {move || chart.selected.get().map(|task| view! { <Links task /> })}
        </Dialog>
    }
}

#[component]
fn Links(
    /// The selected task.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let before = move || listed(chart, task, true);
    let after = move || listed(chart, task, false);
    view! {
        <div class="gantt__links">
            <h3>{t!(i18n, gantt.before_it)}</h3>
            <Show when=move || chart.plan.may_edit()>
                <TypedLink task />
                <FindLink task side=Side::Before />
            </Show>
            {move || list(chart, before(), t_string!(i18n, gantt.no_before))}
            <h3>{t!(i18n, gantt.after_it)}</h3>
            <Show when=move || chart.plan.may_edit()>
                <FindLink task side=Side::After />
            </Show>
            {move || list(chart, after(), t_string!(i18n, gantt.no_after))}
        </div>
    }
}

fn list(chart: Chart, links: Vec<Listed>, none: &'static str) -> impl IntoView + use<> {
    let i18n = use_i18n();
    if links.is_empty() {
        return view! { <p class="u-muted">{none}</p> }.into_any();
    }
    let item = |Listed { link, other, words }: Listed| {
        let label = t_string!(i18n, gantt.link_remove, title = other.clone());
        let change = t_string!(i18n, gantt.link_edit, title = other.clone());
        let edit = move || chart.edit_link(link);
        let remove = move || {
            let said = t_string!(i18n, gantt.link_removed, title = other.clone());
            chart.carry_out(PlanOp::Unlink(link), said);
        };
        view! {
            <li class="gantt__link">
                <span class="u-grow">{words}</span>
                <Button kind=ButtonKind::Icon icon=Icon::Pencil label=change on_press=edit />
                <Button kind=ButtonKind::Icon icon=Icon::Unlink label on_press=remove />
            </li>
        }
    };
    view! { <ul class="gantt__link-list">{links.into_iter().map(item).collect_view()}</ul> }
        .into_any()
}

/// A predecessor by its number: `3FS+2d`.
#[component]
fn TypedLink(
    /// The task that is to wait.
    task: TaskId,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let fault = RwSignal::new(None::<String>);
    let text = RwSignal::new(String::new());
    let found = Memo::new(move |_| would_tie(chart, task, &text.read()));
    let lists = Signal::derive(move || found.with(|found| found.lists.clone()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let settings = chart.plan.with_untracked(|view| view.plan.settings.clone());
        let Some(link) = typed::link(&field.value(), &settings) else {
            fault.set(Some(t_string!(i18n, gantt.link_type_bad).to_string()));
            return;
        };
        let op = chart.plan.with_untracked(|view| arrange::link_by_number(&view.plan, task, link));
        let Some(op) = op else {
            fault.set(Some(t_string!(i18n, gantt.link_type_unknown, number = link.number)));
            return;
        };
        fault.set(None);
        text.set(String::new());
        field.set_value("");
        carry_out_link(chart, task, op);
    };
    view! {
        <form class="gantt__typed" on:submit=send>
            <label class="u-stack u-grow">
                <span>{t!(i18n, gantt.link_type)}</span>
                <input
                    class="gantt__input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=field
                    placeholder="3FS+2d"
                    aria-describedby="gantt-typed-hint"
                    aria-invalid=move || fault.read().is_some().then_some("true")
                    on:input=move |event| {
                        fault.set(None);
                        text.set(event_target_value(&event));
                    }
                    // The chart's own single keys must not hear this.
                    on:keydown=|event: KeyboardEvent| event.stop_propagation()
                />
            </label>
            <Button submit=true>{t!(i18n, gantt.link_add)}</Button>
            <p class="gantt__hint" id="gantt-typed-hint" role="status">
                {move || match (fault.get(), found.with(|found| found.line.clone())) {
                    (Some(fault), _) => view! { <span class="u-bad">{fault}</span> }.into_any(),
                    (None, line) if !line.is_empty() => line.into_any(),
                    (None, _) => t_string!(i18n, gantt.link_type_hint).into_any(),
                }}
            </p>
            <Foretold lists is_open=chart.shows_lists />
        </form>
    }
}

/// What a typed predecessor would do; nothing as long as it is not understood.
fn would_tie(chart: Chart, task: TaskId, text: &str) -> Outlook {
    let op = chart.plan.with(|view| {
        let link = typed::link(text, &view.plan.settings)?;
        arrange::link_by_number(&view.plan, task, link)
    });
    op.map(|op| outlook(chart.plan, chart.reader(), &op)).unwrap_or_default()
}

/// On which side of a task another one is to be tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// The task waits for it.
    Before,
    /// It waits for the task.
    After,
}

/// A predecessor or a successor by its name.
#[component]
fn FindLink(
    /// The task whose dependencies are shown.
    task: TaskId,
    /// Where the one that is found goes.
    side: Side,
) -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let query = RwSignal::new(String::new());
    let groups = move || {
        let words = query.get();
        let key = chart.plan.key();
        let find = |view: &PlanView| found::tasks(view, &key, &words, |other| other != task);
        let choices = if words.trim().is_empty() { Vec::new() } else { chart.plan.with(find) };
        vec![ChoiceGroup { title: String::new(), choices }]
    };
    let choose = move |key: String| {
        let Ok(other) = key.parse::<TaskId>() else { return };
        let (from, to) = match side {
            Side::Before => (other, task),
            Side::After => (task, other),
        };
        let (kind, lag) = (LinkKind::FinishToStart, Lag::default());
        let op = chart.plan.with_untracked(|view| arrange::link(&view.plan, from, to, kind, lag));
        query.set(String::new());
        carry_out_link(chart, to, op);
    };
    let empty = move || {
        let asks = !query.read().trim().is_empty();
        if asks { t_string!(i18n, gantt.link_find_none).to_string() } else { String::new() }
    };
    let id = match side {
        Side::Before => "gantt-find",
        Side::After => FIND_AFTER,
    };
    let label = Signal::derive(move || match side {
        Side::Before => t_string!(i18n, gantt.link_find).to_owned(),
        Side::After => t_string!(i18n, gantt.link_find_after).to_owned(),
    });
    view! {
        <Combobox
            id
            label
            placeholder=t!(i18n, gantt.link_find_hint)
            query
            groups=Signal::derive(groups)
            empty=Signal::derive(empty)
            on_choose=choose
            on_cancel=move || query.set(String::new())
        />
    }
}

impl Chart {
    /// Opens the dependencies of the selected task with the keyboard in the search for a successor.
    pub fn pick_successor(self) {
        self.shows_links.set(true);
        // The dialog takes the focus when it opens, and what it holds is there a frame later.
        dom::on_next_frame(|| {
            dom::on_next_frame(|| {
                dom::focus_by_id(FIND_AFTER);
            });
        });
    }
}

/// Carries out an operation that lets a task wait for another, and says so.
pub fn carry_out_link(chart: Chart, task: TaskId, op: PlanOp) {
    let PlanOp::Link(link) = &op else { return };
    let (locale, title, before) = (chart.locale(), chart.title(task), chart.title(link.from));
    chart.carry_out(op, td_string!(locale, gantt.link_made, title = title, before = before));
}

fn listed(chart: Chart, task: TaskId, is_before: bool) -> Vec<Listed> {
    let links = chart.links.with(|links| match is_before {
        true => links.before(task),
        false => links.after(task),
    });
    chart.plan.with(|view| {
        let found = links.into_iter().filter_map(|id| view.plan.links.get(&id));
        let listed = found.map(|link| {
            let other = if is_before { link.from } else { link.to };
            let how = typed::written(link.kind, link.lag, &view.plan.settings);
            let title = view.plan.tasks.get(&other).map(|task| task.title.clone());
            Listed {
                link: link.id,
                other: title.unwrap_or_default(),
                words: words::link(view, &chart.plan.key(), other, &how),
            }
        });
        listed.collect()
    })
}
