//! Minutes to be read: who met, what was said, decided and promised. What is internal says so.

use domain::agreement::{Heading, Label};
use domain::minutes::{Duty, MinutesDraft, Topic};
use domain::{MinutesId, OpId, TaskId};
use leptos::prelude::*;
use locale::{contents, dates, t, t_string, use_i18n};

use super::acts::Acts;
use super::api::{Detail, action_to_task};
use super::desk::{Desk, state_mark, state_word};
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::paths;
use crate::ui::badge::RagBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::{Icon, IconSize};

/// One meeting's minutes.
#[component]
pub fn Document(
    /// The minutes with what is drawn beside them.
    found: Detail,
) -> impl IntoView {
    let i18n = use_i18n();
    let MinutesDraft { title, day, topics, resolutions, actions, .. } = found.minutes.says.clone();
    let state = found.state;
    let news = (found.minutes.shown.is_some() && found.minutes.has_news()).then(|| {
        view! { <p class="u-small u-muted" data-print="hide">{t!(i18n, minutes.news_hint)}</p> }
    });
    let says = found.minutes.says.clone();
    let tasks = Tasks {
        minutes: found.minutes.id,
        made: StoredValue::new(found.tasks.clone()),
        may_plan: found.may_plan,
    };
    view! {
        <article class="panel minutes__paper">
            <header class="minutes__head">
                <h2 class="minutes__title">{title}</h2>
                <p class="minutes__marks">
                    <span class="u-muted">{move || dates::full(i18n.get_locale(), day)}</span>
                    <RagBadge
                        rag=state_mark(state)
                        word=Signal::derive(move || state_word(i18n, state).to_owned())
                    />
                </p>
                <Acts found />
                {news}
            </header>
            <Facts says=says.clone() />
            <Topics topics />
            <Duties heading=Heading::Decisions duties=resolutions />
            <Duties heading=Heading::Actions duties=actions tasks />
            <Next says />
        </article>
    }
}

/// Which action items are tasks, and whether another one may become one.
#[derive(Clone, Copy)]
struct Tasks {
    minutes: MinutesId,
    made: StoredValue<Vec<TaskId>>,
    may_plan: bool,
}

/// When, where and who.
#[component]
fn Facts(says: MinutesDraft) -> impl IntoView {
    let begins = says.begins.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let facts = [
        (Label::Time, begins),
        (Label::Place, says.place),
        (Label::Chair, says.chair),
        (Label::Recorder, says.recorder),
        (Label::Present, says.present.join(", ")),
        (Label::Absent, says.absent.join(", ")),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    let facts: Vec<_> = facts.map(|(label, words)| view! { <Fact label words /> }).collect();
    (!facts.is_empty()).then(|| view! { <dl class="minutes__facts">{facts}</dl> })
}

#[component]
fn Fact(label: Label, words: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="minutes__fact">
            <dt>{move || contents::label(i18n.get_locale(), label)}</dt>
            <dd>{words}</dd>
        </div>
    }
}

/// Says that the client never reads a line.
#[component]
fn InternalMark() -> impl IntoView {
    let i18n = use_i18n();
    view! { <Chip icon=Icon::Lock>{t!(i18n, common.internal)}</Chip> }
}

#[component]
fn HeadingOf(heading: Heading) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h3 class="minutes__heading">{move || contents::heading(i18n.get_locale(), &heading)}</h3>
    }
}

#[component]
fn Topics(topics: Vec<Topic>) -> impl IntoView {
    let row = |topic: Topic| {
        let Topic { title, conclusion, is_internal, .. } = topic;
        let mark = is_internal.then(|| view! { <InternalMark /> });
        let conclusion =
            (!conclusion.is_empty()).then(|| view! { <p class="minutes__words">{conclusion}</p> });
        view! {
            <li class="minutes__line">
                <p class="minutes__said"><strong>{title}</strong> {mark}</p>
                {conclusion}
            </li>
        }
    };
    (!topics.is_empty()).then(|| {
        view! {
            <section class="minutes__part">
                <HeadingOf heading=Heading::Topics />
                <ol class="minutes__lines">{topics.into_iter().map(row).collect_view()}</ol>
            </section>
        }
    })
}

#[component]
fn Duties(
    /// Resolutions or action items.
    heading: Heading,
    /// The lines.
    duties: Vec<Duty>,
    /// What can become of action items.
    #[prop(optional)]
    tasks: Option<Tasks>,
) -> impl IntoView {
    let row = move |duty: Duty| view! { <DutyLine duty tasks /> };
    (!duties.is_empty()).then(|| {
        view! {
            <section class="minutes__part">
                <HeadingOf heading />
                <ol class="minutes__lines">{duties.into_iter().map(row).collect_view()}</ol>
            </section>
        }
    })
}

#[component]
fn DutyLine(duty: Duty, tasks: Option<Tasks>) -> impl IntoView {
    let i18n = use_i18n();
    let mark = duty.is_internal.then(|| view! { <InternalMark /> });
    let become_task = tasks.map(|tasks| view! { <BecomeTask duty=duty.clone() tasks /> });
    let Duty { text, who, due, .. } = duty;
    let facts = move || {
        let due = due.map(|due| {
            let date = dates::full_prose(i18n.get_locale(), due);
            t_string!(i18n, minutes.due_by, date = date)
        });
        let who = Some(who.clone()).filter(|who| !who.is_empty());
        who.into_iter().chain(due).collect::<Vec<_>>().join(" · ")
    };
    view! {
        <li class="minutes__line">
            <p class="minutes__said"><span class="minutes__words">{text}</span> {mark}</p>
            <p class="u-small u-muted">{facts}</p>
            {become_task}
        </li>
    }
}

/// The task that an action item became, or the way to make one.
#[component]
fn BecomeTask(duty: Duty, tasks: Tasks) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let task = duty.task();
    if tasks.made.with_value(|made| made.contains(&task)) {
        return view! {
            <a class="u-link minutes__became" href=paths::task(desk.project, task)>
                <Icon icon=Icon::SquareCheck size=IconSize::Small />
                {t!(i18n, minutes.became_task)}
            </a>
        }
        .into_any();
    }
    let op = fresh::id(OpId::new);
    let (minutes, may_plan) = (tasks.minutes, tasks.may_plan);
    let make = Action::new(move |()| action_to_task(minutes, task.0, op));
    let failure = failure_of(make);
    when_done(make, move |()| desk.done(t_string!(desk.words, minutes.task_made)));
    let reason = Signal::derive(move || {
        (!may_plan).then(|| t_string!(i18n, minutes.may_not_plan).to_owned())
    });
    view! {
        <div class="minutes__become" data-print="hide">
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::SquareCheck
                reason
                busy=make.pending()
                on_press=move || drop(make.dispatch(()))
            >
                {t!(i18n, minutes.to_task)}
            </Button>
            <Failure error=failure />
        </div>
    }
    .into_any()
}

/// When one meets again.
#[component]
fn Next(says: MinutesDraft) -> impl IntoView {
    let i18n = use_i18n();
    let MinutesDraft { next_day, next_note, .. } = says;
    let day = next_day.map(|day| {
        view! { <p><strong>{move || dates::full_prose(i18n.get_locale(), day)}</strong></p> }
    });
    let note = (!next_note.is_empty()).then(|| view! { <p class="minutes__words">{next_note}</p> });
    (day.is_some() || note.is_some()).then(|| {
        view! {
            <section class="minutes__part">
                <HeadingOf heading=Heading::NextMeeting />
                {day}
                {note}
            </section>
        }
    })
}
