//! The panel itself.

use domain::TaskId;
use domain::message::ThreadKind;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use locale::{t, td_string, use_i18n};
use web_sys::KeyboardEvent;

use super::checklist::Checklist;
use super::client::ClientPart;
use super::dates::DatesPart;
use super::description::Description;
use super::foresight::Foresight;
use super::links::LinksPart;
use super::main_facts::MainPart;
use super::settings::SettingsPart;
use super::state::OpenTask;
use crate::features::messages::Thread;
use crate::features::shared::looking_back::LookingBack;
use crate::features::shared::plan::PlanContext;
use crate::paths;
use crate::ui::badge::VisibleBadge;
use crate::ui::banner::Banner;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::sheet::Sheet;

/// The task that is open, beside the view. Put it after the page inside a `sheet__host`.
#[component]
pub fn Peek() -> impl IntoView {
    let plan = PlanContext::expect();
    let words = use_i18n();
    let opened = plan.opened();
    let title = move || {
        let prefix = plan.key();
        let id = opened.get();
        plan.with(|view| id.and_then(|id| view.plan.tasks.get(&id)).map(|task| task.number))
            .map_or_else(
                || td_string!(words.get_locale(), peek.task).to_owned(),
                |number| format!("{prefix}-{number}"),
            )
    };
    let wide = plan.is_peek_wide();
    let widen = move || {
        view! {
            <span class="u-not-phone">
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Maximize
                    label=t!(words, peek.wide)
                    pressed=wide
                    on_press=move || wide.update(|wide| *wide = !*wide)
                />
            </span>
        }
    };
    let close_label = move || td_string!(words.get_locale(), peek.close).to_owned();
    view! {
        <Sheet
            id="peek"
            open=Signal::derive(move || opened.get().is_some())
            on_close=move || plan.open_task(None)
            wide=wide
            actions=widen
            title=Signal::derive(title)
            close_label=Signal::derive(close_label)
        >
            {move || opened.get().map(|id| view! { <Panel id /> })}
        </Sheet>
    }
}

#[component]
fn Panel(id: TaskId) -> impl IntoView {
    let open = OpenTask::provide(id);
    let is_there = Memo::new(move |_| open.task.with(Option::is_some));
    let gone = move || {
        view! { <p class="u-muted">{t!(open.words, peek.gone)}</p> }
    };
    view! {
        <Show when=move || is_there.get() fallback=gone>
            <div class="peek" on:keydown=move |event: KeyboardEvent| open.tries.steer(&event)>
                <Marks />
                <Reading />
                <Anew>
                    <MainPart />
                </Anew>
                <Description />
                <Checklist />
                <LinksPart />
                <Anew>
                    <DatesPart />
                </Anew>
                <ClientPart />
                <SettingsPart />
                <Talk />
                <End />
                <Foresight />
            </div>
        </Show>
    }
}

/// A part that is made anew where a change was let be after all: what was chosen there is not what
/// the plan says.
#[component]
fn Anew(
    /// The part.
    children: ChildrenFn,
) -> impl IntoView {
    let plan = OpenTask::expect().plan;
    let children = StoredValue::new(children);
    let draw = move |_: u32| children.with_value(|children| children());
    view! { <For each=move || [plan.left_times()] key=|times| *times children=draw /> }
}

/// What one should know before anything else.
#[component]
fn Marks() -> impl IntoView {
    let open = OpenTask::expect();
    let visible = t!(open.words, common.client_visible);
    let is_visible = open.is(|task| task.is_client_visible);
    let is_milestone = open.is(|task| task.is_milestone);
    let is_inactive = open.is(|task| task.is_inactive);
    let inactive = t!(open.words, peek.inactive);
    let milestone = t!(open.words, peek.milestone);
    let summary = t!(open.words, peek.summary);
    let is_critical = move || {
        open.plan.with(|view| view.scheduled.dates(open.id).is_some_and(|dates| dates.is_critical))
    };
    let critical = t!(open.words, peek.critical);
    view! {
        <div class="peek__marks">
            {move || {
                is_milestone.get().then(|| view! { <Chip icon=Icon::Diamond>{milestone}</Chip> })
            }}
            {move || {
                open.is_summary
                    .get()
                    .then(|| view! { <Chip icon=Icon::ListTree>{summary}</Chip> })
            }}
            {move || {
                is_inactive.get().then(|| view! { <Chip icon=Icon::Ban>{inactive}</Chip> })
            }}
            {move || is_critical().then(|| view! { <Chip icon=Icon::Route>{critical}</Chip> })}
            {move || is_visible.get().then(|| view! { <VisibleBadge word=visible /> })}
        </div>
    }
}

/// Why something cannot be changed here.
#[component]
fn Reading() -> impl IntoView {
    let open = OpenTask::expect();
    let looking = LookingBack::expect();
    let may_work = open.may_work();
    let sentence = move || {
        let locale = open.locale();
        if looking.at().get().is_some() {
            return Some(td_string!(locale, history.reading_only));
        }
        if open.plan.may_edit() {
            return None;
        }
        Some(match may_work.get() {
            true => td_string!(locale, peek.own_work_only),
            false => td_string!(locale, peek.reading_only),
        })
    };
    move || sentence().map(|sentence| view! { <Banner>{sentence}</Banner> })
}

/// What was written about the task, asked for when it is wanted: a task that is not sent yet has no
/// messages.
#[component]
fn Talk() -> impl IntoView {
    let open = OpenTask::expect();
    let looking = LookingBack::expect();
    let is_open = RwSignal::new(false);
    let project = open.plan.project();
    let show = move || {
        view! {
            <Button icon=Icon::Messages on_press=move || is_open.set(true)>
                {t!(open.words, peek.messages)}
            </Button>
        }
    };
    view! {
        <Show when=move || !looking.is_draft()>
            <Show when=move || is_open.get() fallback=show>
                <Thread project kind=ThreadKind::Task id=open.id.0 />
            </Show>
        </Show>
    }
}

/// The history of the task, a change because of it, and the end of it.
#[component]
fn End() -> impl IntoView {
    let open = OpenTask::expect();
    let looking = LookingBack::expect();
    let reason = Signal::derive(move || {
        let locale = open.locale();
        (!open.plan.may_edit()).then(|| td_string!(locale, peek.only_lead).to_owned())
    });
    view! {
        <div class="peek__end">
            <Show when=move || !looking.is_draft()>
                <Button icon=Icon::History on_press=move || looking.open_of(open.id)>
                    {t!(open.words, history.of_this_task)}
                </Button>
            </Show>
            <Show when=move || !looking.is_draft() && looking.at().get().is_none()>
                <RaiseChange />
            </Show>
            <Button kind=ButtonKind::Danger icon=Icon::Trash reason on_press=move || open.delete()>
                {t!(open.words, peek.delete)}
            </Button>
        </div>
    }
}

/// The way from the task to a change request that comes from it.
#[component]
fn RaiseChange() -> impl IntoView {
    let open = OpenTask::expect();
    let navigate = use_navigate();
    let reason = Signal::derive(move || {
        let locale = open.locale();
        (!open.plan.is_member()).then(|| td_string!(locale, changes.only_members).to_owned())
    });
    let raise = move || {
        navigate(&paths::new_change(open.plan.project(), open.id), Default::default());
    };
    view! {
        <Button icon=Icon::Branch reason on_press=raise>
            {t!(open.words, changes.raise)}
        </Button>
    }
}
