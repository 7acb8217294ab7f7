//! Title, status, progress, assignee, dates, blocked: how the task stands.

use domain::plan::board::exceeded;
use domain::plan::{Priority, Task, TaskChange};
use domain::{ColumnId, UserId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, ops, t, td_string};

use super::dates::{Duration, Planned, UnitField};
use super::effort::ByEffort;
use super::foresight::Trying;
use super::state::OpenTask;
use crate::features::shared::changes;
use crate::features::shared::exceeded::Exceeded;
use crate::features::shared::plan::TITLE_FIELD;
use crate::ui::field::{FieldKind, SelectField, TextField};

/// The first part of the panel.
#[component]
pub fn MainPart() -> impl IntoView {
    let open = OpenTask::expect();
    let may_edit = open.plan.may_edit();
    let may_work = open.may_work();
    let is_leaf = move || !open.is_summary.get();
    let follows = open.is(Task::follows_effort);
    view! {
        <fieldset class="peek__group" disabled=!may_edit>
            <Title />
        </fieldset>
        <Show when=is_leaf>
            <fieldset class="peek__group field__row" disabled=move || !may_work.get()>
                <Status />
                <Percent />
            </fieldset>
            <Beyond />
        </Show>
        <fieldset class="peek__group field__row" disabled=!may_edit>
            <Assignee />
            <PriorityField />
        </fieldset>
        <Planned />
        <Show when=is_leaf>
            <fieldset class="peek__group" disabled=!may_edit>
                <fieldset class="peek__group field__row" disabled=move || follows.get()>
                    <Duration />
                    <UnitField />
                </fieldset>
                <ByEffort />
            </fieldset>
            <fieldset class="peek__group" disabled=move || !may_work.get()>
                <Blocked />
            </fieldset>
        </Show>
    }
}

#[component]
fn Title() -> impl IntoView {
    let open = OpenTask::expect();
    let title = open.field(|task, _| task.title.clone());
    let save = move |text: String| {
        if text.trim().is_empty() {
            title.settle();
        } else {
            title.save(&text, |base| open.change_from(base, TaskChange::Title(text.clone())));
        }
    };
    view! {
        <TextField
            name="peek-title"
            id=TITLE_FIELD
            label=t!(open.words, peek.title)
            bind=title.text
            hint=open.hint_of(title, |_| "")
            on_change=save
            max_length=200
        />
    }
}

#[component]
fn Status() -> impl IntoView {
    let open = OpenTask::expect();
    let options = Signal::derive(move || {
        let none = td_string!(open.locale(), peek.not_on_board).to_owned();
        let is_off = open.get(|task| task.column.is_none());
        open.plan.with(|view| {
            let columns = view.plan.columns_in_order().into_iter();
            let columns = columns.map(|column| (column.id.to_string(), column.name.clone()));
            is_off.then_some((String::new(), none)).into_iter().chain(columns).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        open.get(|task| task.column.map(|column| column.to_string()).unwrap_or_default())
    });
    let choose = move |key: String| {
        let now = open.plan.now();
        let Ok(column) = key.parse::<ColumnId>() else { return };
        open.act_with(|view, task| changes::to_column(&view.plan, task, column, now));
    };
    view! {
        <SelectField
            name="peek-status"
            label=t!(open.words, peek.status)
            options
            value
            on_change=choose
        />
    }
}

/// Why the task stands in a column or, beside a board in lanes, in a lane that holds more than it
/// should; asked for here as on the board.
#[component]
fn Beyond() -> impl IntoView {
    let open = OpenTask::expect();
    let may_work = open.may_work();
    let of_lane = Exceeded::expect().told();
    let of_column = Memo::new(move |_| {
        open.plan.with(|view| {
            let (column, count) = exceeded(&view.plan, open.id)?;
            Some((column.name.clone(), column.limit?, count))
        })
    });
    let hint = Signal::derive(move || {
        let locale = open.locale();
        let sentence = |(name, limit, count): (String, u16, usize)| {
            let (limit, count) = (grouped(limit), grouped(count));
            td_string!(locale, board.limit_exceeded, name, limit, count)
        };
        let all: Vec<String> =
            of_column.get().map(sentence).into_iter().chain(of_lane.get()).collect();
        all.join(match locale {
            Locale::zh_CN => "",
            Locale::en => " ",
        })
    });
    let is_beyond =
        Memo::new(move |_| of_column.with(Option::is_some) || !of_lane.with(Vec::is_empty));
    let reason = open.field(|task, _| task.limit_reason.clone().unwrap_or_default());
    let save = move |text: String| {
        let wanted = Some(text.trim().to_owned()).filter(|reason| !reason.is_empty());
        reason.save(&text, |base| open.change_from(base, TaskChange::LimitReason(wanted)));
    };
    view! {
        <Show when=move || is_beyond.get()>
            <fieldset class="peek__group" disabled=move || !may_work.get()>
                <TextField
                    name="peek-beyond"
                    label=t!(open.words, board.ask_limit)
                    bind=reason.text
                    hint
                    on_change=save
                    max_length=200
                />
            </fieldset>
        </Show>
    }
}

#[component]
fn Percent() -> impl IntoView {
    let open = OpenTask::expect();
    let percent = open.field(|task, _| task.percent.to_string());
    let save = move |text: String| {
        let now = open.plan.now();
        let Ok(wanted) = text.trim().parse::<u8>() else {
            return percent.settle();
        };
        percent.save(&text, |base| {
            open.act_with_from(base, |view, task| {
                let start = view.scheduled.dates(task.id)?.start;
                Some(changes::progress(&view.plan, task, wanted, start, now))
            });
        });
    };
    let op = open.trying(move |view, task| {
        let wanted = percent.text.read().trim().parse::<u8>().ok();
        let wanted = wanted.filter(|wanted| *wanted != task.percent)?;
        let start = view.scheduled.dates(task.id)?.start;
        Some(changes::progress(&view.plan, task, wanted, start, open.plan.now()))
    });
    view! {
        <Trying op>
            <TextField
                name="peek-percent"
                label=t!(open.words, peek.percent)
                kind=FieldKind::Number
                bind=percent.text
                on_change=save
                min="0"
                max="100"
            />
        </Trying>
    }
}

#[component]
fn Assignee() -> impl IntoView {
    let open = OpenTask::expect();
    let options = Signal::derive(move || {
        let nobody = (String::new(), td_string!(open.locale(), peek.nobody).to_owned());
        let people = open.plan.people().into_iter();
        let people = people.map(|person| (person.id.to_string(), person.name));
        std::iter::once(nobody).chain(people).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        open.get(|task| task.assignee.map(|person| person.to_string()).unwrap_or_default())
    });
    let choose = move |key: String| {
        open.change(TaskChange::Assignee(key.parse::<UserId>().ok()));
    };
    view! {
        <SelectField
            name="peek-assignee"
            label=t!(open.words, peek.assignee)
            options
            value
            on_change=choose
        />
    }
}

#[component]
fn PriorityField() -> impl IntoView {
    let open = OpenTask::expect();
    let options = Signal::derive(move || {
        let locale = open.locale();
        let option = |priority: Priority| {
            (priority.as_str().to_owned(), ops::priority(locale, priority).to_owned())
        };
        Priority::ALL.map(option).to_vec()
    });
    let value = Signal::derive(move || open.get(|task| task.priority).as_str().to_owned());
    let choose = move |key: String| {
        if let Ok(priority) = key.parse() {
            open.change(TaskChange::Priority(priority));
        }
    };
    view! {
        <SelectField
            name="peek-priority"
            label=t!(open.words, peek.priority)
            options
            value
            on_change=choose
        />
    }
}

#[component]
fn Blocked() -> impl IntoView {
    let open = OpenTask::expect();
    let field = open.field(|task, _| task.blocked.clone().unwrap_or_default());
    let save = move |text: String| {
        let reason = Some(text.trim().to_owned()).filter(|reason| !reason.is_empty());
        field.save(&text, |base| open.change_from(base, TaskChange::Blocked(reason)));
    };
    view! {
        <TextField
            name="peek-blocked"
            label=t!(open.words, peek.blocked)
            placeholder=t!(open.words, peek.not_blocked)
            bind=field.text
            hint=open.hint_of(field, |_| "")
            on_change=save
            max_length=500
        />
    }
}
