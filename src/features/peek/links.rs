//! What the task waits for, and what waits for it.

use domain::plan::link::{Lag, Link, LinkKind};
use domain::plan::{PlanOp, PlanView, TaskDuration, Unit};
use domain::{LinkId, TaskId};
use leptos::prelude::*;
use locale::{Locale, dates, t, td_string, ties};

use super::foresight::Trying;
use super::state::OpenTask;
use crate::features::shared::{found, typed};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Choice, ChoiceGroup, Combobox};
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// Which end of a link the task is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// The other task comes before.
    Before,
    /// The other task comes after.
    After,
}

/// A linked task as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    link: LinkId,
    other: TaskId,
    title: String,
    tie: String,
    /// The tie as a sentence, where there is one.
    said: Option<String>,
}

/// The part about links.
#[component]
pub fn LinksPart() -> impl IntoView {
    let open = OpenTask::expect();
    view! {
        <section class="peek__part" aria-labelledby="peek-links">
            <h3 class="peek__heading" id="peek-links">
                {t!(open.words, peek.links)}
            </h3>
            <Neighbours side=Side::Before />
            <Neighbours side=Side::After />
        </section>
    }
}

#[component]
fn Neighbours(side: Side) -> impl IntoView {
    let open = OpenTask::expect();
    let is_adding = RwSignal::new(false);
    let entries = Memo::new(move |_| {
        let locale = open.locale();
        open.plan.with(|view| entries(locale, view, open.id, side))
    });
    let heading = move || match side {
        Side::Before => td_string!(open.locale(), peek.before),
        Side::After => td_string!(open.locale(), peek.after),
    };
    let add_words = move || match side {
        Side::Before => td_string!(open.locale(), peek.add_before),
        Side::After => td_string!(open.locale(), peek.add_after),
    };
    let none = move || {
        entries.with(Vec::is_empty).then(|| {
            view! { <p class="u-faint">{t!(open.words, peek.no_links)}</p> }
        })
    };
    let may_edit = open.plan.may_edit();
    view! {
        <div class="peek__links">
            <h4 class="u-muted">{heading}</h4>
            {none}
            <ul>
                <For
                    each=move || entries.get()
                    key=|entry| {
                        (entry.link, entry.title.clone(), entry.tie.clone(), entry.said.clone())
                    }
                    children=move |entry| view! { <LinkRow entry /> }
                />
            </ul>
            <Show when=move || may_edit && !is_adding.get()>
                <Button kind=ButtonKind::Ghost icon=Icon::Plus on_press=move || is_adding.set(true)>
                    {add_words}
                </Button>
            </Show>
            <Show when=move || is_adding.get()>
                <Picker side is_adding />
            </Show>
        </div>
    }
}

#[component]
fn LinkRow(entry: Entry) -> impl IntoView {
    let open = OpenTask::expect();
    let Entry { link, other, title, tie, said } = entry;
    let name = title.clone();
    let label =
        Signal::derive(move || td_string!(open.locale(), peek.remove_link, title = name.clone()));
    let may_edit = open.plan.may_edit();
    let is_tying = RwSignal::new(false);
    let without = open.trying(move |_, _| Some(PlanOp::Unlink(link)));
    let ends = title.clone();
    view! {
        <li>
            <div class="panel__row">
                <button
                    class="peek__other"
                    type="button"
                    on:click=move |_| open.plan.open_task(Some(other))
                >
                    {title}
                </button>
                <TieWords title=ends tie said is_tying />
                {may_edit
                    .then(|| {
                        view! {
                            <Trying op=without>
                                <Button
                                    kind=ButtonKind::Icon
                                    icon=Icon::Unlink
                                    label
                                    on_press=move || open.act(PlanOp::Unlink(link))
                                />
                            </Trying>
                        }
                    })}
            </div>
            <Show when=move || is_tying.get()>
                <Tie link />
            </Show>
        </li>
    }
}

/// How a link ties; who may change that opens the field with it.
#[component]
fn TieWords(
    title: String,
    tie: String,
    said: Option<String>,
    is_tying: RwSignal<bool>,
) -> impl IntoView {
    let open = OpenTask::expect();
    if !open.plan.may_edit() {
        return view! {
            <span class="u-small u-faint u-nowrap" title=said>
                {tie}
            </span>
        }
        .into_any();
    }
    let words = tie.clone();
    let label = move || {
        td_string!(open.locale(), peek.change_tie, title = title.clone(), tie = words.clone())
    };
    view! {
        <button
            class="peek__tie"
            type="button"
            title=said
            aria-label=label
            aria-expanded=move || is_tying.get().to_string()
            on:click=move |_| is_tying.update(|is_tying| *is_tying = !*is_tying)
        >
            {tie}
        </button>
    }
    .into_any()
}

/// The field in which it is typed how a link ties.
#[component]
fn Tie(link: LinkId) -> impl IntoView {
    let open = OpenTask::expect();
    let field = open.field(move |_, view| {
        let found = view.plan.links.get(&link);
        let written = found.map(|link| typed::written(link.kind, link.lag, &view.plan.settings));
        written.unwrap_or_default()
    });
    let error = Signal::derive(move || {
        let op = open.plan.with(|view| tie_op(view, link, &field.text.read()));
        op.is_none().then(|| td_string!(open.locale(), peek.tie_bad).to_owned())
    });
    let save = move |text: String| {
        field.save(&text, |base| {
            open.act_with_from(base, |view, _| tie_op(view, link, &text));
        });
    };
    let op = open.trying(move |view, _| tie_op(view, link, &field.text.read()));
    view! {
        <Trying op>
            <TextField
                name="peek-tie"
                id=format!("peek-tie-{link}")
                label=t!(open.words, peek.tie)
                hint=t!(open.words, peek.tie_hint)
                error
                bind=field.text
                on_change=save
            />
        </Trying>
    }
}

/// The operation that ties a link as it is typed, `FS+2d`; none where that is not understood.
fn tie_op(view: &PlanView, link: LinkId, text: &str) -> Option<PlanOp> {
    let link = view.plan.links.get(&link)?.clone();
    // Elsewhere the other task's number stands before it.
    let number = view.plan.tasks.get(&link.from)?.number;
    let typed::TypedLink { kind, lag, .. } =
        typed::link(&format!("{number}{}", text.trim()), &view.plan.settings)?;
    Some(PlanOp::Link(Link { kind, lag, ..link }))
}

/// Finds the other task of a new link.
#[component]
fn Picker(side: Side, is_adding: RwSignal<bool>) -> impl IntoView {
    let open = OpenTask::expect();
    let query = RwSignal::new(String::new());
    let groups = Signal::derive(move || {
        let key = open.plan.key();
        let choices = open.plan.with(|view| offered(view, open.id, &key, &query.read()));
        vec![ChoiceGroup { title: String::new(), choices }]
    });
    let choose = move |key: String| {
        let Ok(other) = key.parse::<TaskId>() else { return };
        open.act(link_op(side, open.id, other));
        is_adding.set(false);
    };
    let pointed = RwSignal::new(None::<TaskId>);
    let point = move |key: Option<String>| pointed.set(key.and_then(|key| key.parse().ok()));
    let op = open.trying(move |_, task| Some(link_op(side, task.id, pointed.get()?)));
    let id = match side {
        Side::Before => "peek-before",
        Side::After => "peek-after",
    };
    view! {
        <div class="peek__picker">
            <Trying op>
                <Combobox
                    id=id
                    label=t!(open.words, peek.find_task)
                    placeholder=t!(open.words, peek.find_task)
                    query
                    groups
                    empty=t!(open.words, peek.no_task_found)
                    on_choose=choose
                    on_cancel=move || is_adding.set(false)
                    on_point=point
                    autofocus=true
                />
            </Trying>
        </div>
    }
}

/// The operation that ties two tasks in the usual way.
fn link_op(side: Side, task: TaskId, other: TaskId) -> PlanOp {
    let (from, to) = match side {
        Side::Before => (other, task),
        Side::After => (task, other),
    };
    PlanOp::Link(Link::new(from, to, LinkKind::FinishToStart, Lag::default()))
}

fn entries(locale: Locale, view: &PlanView, task: TaskId, side: Side) -> Vec<Entry> {
    let other = |link: &Link| match side {
        Side::Before => (link.to == task).then_some(link.from),
        Side::After => (link.from == task).then_some(link.to),
    };
    let entry = |link: &Link| {
        let other = view.plan.tasks.get(&other(link)?)?;
        let title = |task: &TaskId| view.plan.tasks.get(task).map(|task| task.title.as_str());
        let ends = (title(&link.from)?, title(&link.to)?);
        let said = ties::sentence(locale, link, ends, &view.plan.settings);
        let tie = link_words(locale, link, view);
        Some(Entry { link: link.id, other: other.id, title: other.title.clone(), tie, said })
    };
    view.plan.links.values().filter_map(entry).collect()
}

/// Tasks that hold the query, without this one and those linked to it.
fn offered(view: &PlanView, task: TaskId, key: &str, query: &str) -> Vec<Choice> {
    let links = view.plan.links.values().filter(|link| link.from == task || link.to == task);
    let linked: Vec<TaskId> = links.flat_map(|link| [link.from, link.to]).collect();
    found::tasks(view, key, query, |other| other != task && !linked.contains(&other))
}

/// How a link ties, as schedulers write it: `FS`, `SS+2 天`, `FS−50%`.
fn link_words(locale: Locale, link: &Link, view: &PlanView) -> String {
    let letters = link.kind.letters();
    let in_days = |minutes: i64, is_elapsed| {
        let length = TaskDuration { minutes: minutes.abs(), unit: Unit::Days, is_elapsed };
        (minutes, dates::duration(locale, length, &view.plan.settings))
    };
    let (sign, amount) = match link.lag {
        Lag::Working(minutes) => in_days(minutes, false),
        Lag::Elapsed(minutes) => in_days(minutes, true),
        Lag::Percent(percent) => (i64::from(percent), format!("{}%", percent.unsigned_abs())),
    };
    match sign {
        0 => letters.to_owned(),
        1.. => format!("{letters}+{amount}"),
        _ => format!("{letters}−{amount}"),
    }
}
