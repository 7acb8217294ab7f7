//! What is done about a risk, by whom and until when, and the tasks that it would hit.

use domain::{RiskId, TaskId};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{HitTask, trace_risk};
use super::desk::Desk;
use super::fields::{PersonField, field, says_of};
use crate::features::shared::named;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};
use crate::ui::icon::Icon;

/// The response of a risk in fields: leaving one keeps it.
#[component]
pub fn ResponseFields(
    /// Which risk.
    id: RiskId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let says = says_of(desk, id);
    let text = field(says, |says| says.response.text.clone());
    let due = field(says, |says| says.response.due.map(|day| day.to_string()).unwrap_or_default());
    let save_text = move |typed: String| {
        let kept = typed.trim().to_owned();
        desk.save(id, kept.clone(), move |says| says.response.text = kept);
    };
    let save_due = move |day: String| {
        desk.save(id, day.clone(), move |says| says.response.due = day.parse().ok());
    };
    let save_owner = move |who| desk.save(id, String::new(), move |says| says.response.owner = who);
    view! {
        <fieldset class="risks__group" disabled=move || !desk.may_edit()>
            <TextArea
                name="risk-response"
                label=t!(i18n, risks.response)
                hint=t!(i18n, risks.response_hint)
                bind=text
                on_change=save_text
                max_length=20_000
            />
            <div class="field__row">
                <PersonField
                    name="risk-response-owner"
                    label=Signal::derive(move || t_string!(i18n, risks.response_owner).to_owned())
                    who=Signal::derive(move || says.with(|says| says.response.owner))
                    on_choose=save_owner
                />
                <TextField
                    name="risk-response-due"
                    kind=FieldKind::Date
                    label=t!(i18n, risks.response_due)
                    bind=due
                    on_change=save_due
                />
            </div>
        </fieldset>
    }
}

/// The tasks that a risk would hit.
#[component]
pub fn Tasks(
    /// Which risk.
    id: RiskId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let line = desk.line(id);
    let hit = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.risk.tasks.clone())).unwrap_or_default()
    });
    let split = move |is_hit: bool| {
        let hit = hit.get();
        desk.get(|found| {
            let all = found.tasks.iter().filter(|task| hit.contains(&task.id) == is_hit);
            all.cloned().collect::<Vec<_>>()
        })
    };
    let tasks = Memo::new(move |_| split(true));
    let options = Signal::derive(move || {
        let key = desk.get(|found| found.key.clone());
        let tasks = split(false).into_iter().map(|HitTask { id, number, title }| {
            (id.to_string(), format!("{key}-{number} {title}"))
        });
        named::or_none(t_string!(i18n, risks.add_task), tasks)
    });
    let add = move |key: String| {
        if let Ok(task) = key.parse::<TaskId>() {
            desk.send(trace_risk(id, task, true));
        }
    };
    let none = move || {
        let is_empty = tasks.with(Vec::is_empty);
        is_empty.then(|| view! { <p class="u-faint">{t!(i18n, risks.no_tasks)}</p> })
    };
    view! {
        <section class="risks__part" aria-labelledby="risk-tasks">
            <h3 id="risk-tasks">{t!(i18n, risks.tasks)}</h3>
            {none}
            <ul>
                <For
                    each=move || tasks.get()
                    key=|task| (task.id, task.title.clone())
                    children=move |task| view! { <TaskLine id task /> }
                />
            </ul>
            <fieldset class="risks__group" disabled=move || !desk.may_edit()>
                <SelectField
                    name="risk-task"
                    label=t!(i18n, risks.add_task)
                    options=options
                    on_change=add
                />
            </fieldset>
        </section>
    }
}

#[component]
fn TaskLine(id: RiskId, task: HitTask) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let HitTask { id: task, number, title } = task;
    let href = move || desk.project().map(|project| paths::task(project, task)).unwrap_or_default();
    let name = title.clone();
    let part = move || desk.send(trace_risk(id, task, false));
    view! {
        <li class="panel__row">
            <a class="u-link u-grow" href=href>
                {title}
            </a>
            <span class="u-small u-faint u-nowrap">
                {desk.peek(|found| found.key.clone())} "-" {number}
            </span>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Unlink
                reason=desk.reason()
                label=move || t_string!(i18n, risks.unlink, name = name.clone())
                on_press=part
            />
        </li>
    }
}
