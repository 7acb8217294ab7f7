//! Whose and which part of the history is shown.

use chrono::NaiveDate;
use domain::{TaskId, time};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::focus_soon;
use super::pages::Pages;
use crate::features::shared::named;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Choice, ChoiceGroup, Combobox};
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::{Icon, IconSize};

/// How many tasks are offered at once.
const OFFERED: usize = 8;
const TASK_BUTTON: &str = "history-task-button";
const PERSON_FIELD: &str = "history-person";
const DAY_FIELD: &str = "history-until";

/// A person, a last day and a task to ask for; each that is chosen is a chip that takes it back.
#[component]
pub fn Filters(
    /// What is shown.
    pages: Pages,
) -> impl IntoView {
    let i18n = use_i18n();
    let filter = pages.filter;
    let person = move || filter.get().by.map(|by| pages.name(by));
    let task = move || {
        let gone = || t_string!(i18n, ops.gone_task).to_owned();
        filter.get().task.map(|task| pages.title(task).unwrap_or_else(gone))
    };
    let day = move || {
        let locale = i18n.get_locale();
        let day = filter.get().until;
        let day = day.map(|day| dates::near_prose(locale, day, pages.plan.today()));
        day.map(|day| t_string!(i18n, history.until_day, day = day))
    };
    let clear_day = move || {
        filter.update(|filter| filter.until = None);
        focus_soon(DAY_FIELD);
    };
    let clear_person = move || {
        filter.update(|filter| filter.by = None);
        focus_soon(PERSON_FIELD);
    };
    let clear_task = move || {
        filter.update(|filter| filter.task = None);
        focus_soon(TASK_BUTTON);
    };
    view! {
        <div
            class="history__filters"
            role="group"
            aria-label=t!(i18n, history.filters)
        >
            {move || match person() {
                Some(name) => view! { <Chosen name on_clear=clear_person /> }.into_any(),
                None => view! { <PersonChoice pages /> }.into_any(),
            }}
            {move || match day() {
                Some(name) => view! { <Chosen name on_clear=clear_day /> }.into_any(),
                None => view! { <DayChoice pages /> }.into_any(),
            }}
            {move || match task() {
                Some(name) => view! { <Chosen name on_clear=clear_task /> }.into_any(),
                None => view! { <TaskChoice pages /> }.into_any(),
            }}
        </div>
    }
}

/// What is chosen; a press takes it back.
#[component]
fn Chosen(name: String, #[prop(into)] on_clear: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let label = {
        let name = name.clone();
        move || t_string!(i18n, history.clear_filter, name = name.clone())
    };
    view! {
        <button
            class="chip chip--button history__chosen"
            type="button"
            aria-label=label
            on:click=move |_| on_clear.run(())
        >
            <span class="u-ellipsis">{name}</span>
            <Icon icon=Icon::Close size=IconSize::Small />
        </button>
    }
}

#[component]
fn PersonChoice(pages: Pages) -> impl IntoView {
    let i18n = use_i18n();
    let options = move || {
        let people = pages.everyone().into_iter().map(|(id, name)| (id.to_string(), name));
        named::or_none(t_string!(i18n, history.everyone), people)
    };
    let choose = move |id: String| pages.filter.update(|filter| filter.by = id.parse().ok());
    view! {
        <SelectField
            name=PERSON_FIELD
            id=PERSON_FIELD
            label=t!(i18n, history.person)
            options=Signal::derive(options)
            on_change=choose
        />
    }
}

/// The last day to ask for: the way to a moment that lies far back.
#[component]
fn DayChoice(pages: Pages) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |text: String| {
        // While a year is being typed there are days of the first centuries.
        let day = text.parse::<NaiveDate>().ok().filter(|day| *day >= time::FIRST_DAY);
        if day.is_some() {
            pages.filter.update(|filter| filter.until = day);
        }
    };
    view! {
        <TextField
            name=DAY_FIELD
            id=DAY_FIELD
            kind=FieldKind::Date
            label=t!(i18n, history.until)
            max=pages.plan.today().to_string()
            on_change=choose
        />
    }
}

#[component]
fn TaskChoice(pages: Pages) -> impl IntoView {
    let i18n = use_i18n();
    let is_asking = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let groups = move || {
        let wanted = query.get().trim().to_lowercase();
        let key = pages.plan.key();
        let is_wanted = |text: &str| text.to_lowercase().contains(&wanted);
        let choice = |task: TaskId, text: String, note: String| {
            (is_wanted(&text) || is_wanted(&note)).then(|| Choice {
                key: task.to_string(),
                text,
                note,
                icon: None,
            })
        };
        let (gone, gone_words) = (pages.gone_tasks(), t_string!(i18n, history.gone));
        let choices = pages.plan.with(|view| {
            let rows = view.outline.rows.iter().filter_map(|row| view.plan.tasks.get(&row.task));
            let here = rows.filter_map(|task| {
                choice(task.id, task.title.clone(), format!("{key}-{}", task.number))
            });
            let gone = gone
                .into_iter()
                .filter_map(|(task, title)| choice(task, title, gone_words.to_owned()));
            here.chain(gone).take(OFFERED).collect()
        });
        vec![ChoiceGroup { title: String::new(), choices }]
    };
    let choose = move |id: String| {
        if let Ok(task) = id.parse::<TaskId>() {
            pages.filter.update(|filter| filter.task = Some(task));
        }
    };
    let cancel = move || {
        is_asking.set(false);
        focus_soon(TASK_BUTTON);
    };
    let button = move || {
        view! {
            <Button
                id=TASK_BUTTON
                kind=ButtonKind::Ghost
                icon=Icon::Filter
                on_press=move || is_asking.set(true)
            >
                {t!(i18n, history.by_task)}
            </Button>
        }
    };
    view! {
        <Show when=move || is_asking.get() fallback=button>
            <div class="history__find">
                <Combobox
                    id="history-task"
                    label=t!(i18n, history.by_task)
                    placeholder=t!(i18n, history.task_example)
                    query
                    groups=Signal::derive(groups)
                    empty=t!(i18n, history.no_such_task)
                    on_choose=choose
                    on_cancel=cancel
                    autofocus=true
                />
            </div>
        </Show>
    }
}
