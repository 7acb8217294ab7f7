//! What a requirement is traced to: the tasks that build it, the deliverables that hold it.

use std::time::Duration;

use domain::{DeliverableId, RequirementId, TaskId};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{t, t_string, td_string, use_i18n};

use super::api::{TracedDeliverable, TracedTask, find_tasks, trace_deliverable, trace_task};
use super::desk::Desk;
use crate::features::shared::named;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::combobox::{Choice, ChoiceGroup, Combobox};
use crate::ui::field::SelectField;
use crate::ui::icon::Icon;

/// How long the person has to stop writing before the server is asked.
const PAUSE: Duration = Duration::from_millis(150);

/// The tasks and the deliverables of a requirement.
#[component]
pub fn Traces(
    /// Which requirement.
    id: RequirementId,
) -> impl IntoView {
    view! {
        <Tasks id />
        <Deliverables id />
    }
}

#[component]
fn Tasks(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let is_adding = RwSignal::new(false);
    let tasks = tasks_of(desk, id);
    let none = move || {
        tasks
            .with(Vec::is_empty)
            .then(|| view! { <p class="u-faint">{t!(i18n, requirements.no_tasks)}</p> })
    };
    let reason = desk.reason();
    view! {
        <section class="requirements__part" aria-labelledby="requirement-tasks">
            <h3 id="requirement-tasks">{t!(i18n, requirements.tasks)}</h3>
            {none}
            <ul>
                <For
                    each=move || tasks.get()
                    key=|task| (task.id, task.title.clone(), task.percent)
                    children=move |task| view! { <TaskLine id task /> }
                />
            </ul>
            <Show
                when=move || is_adding.get()
                fallback=move || {
                    view! {
                        <Button
                            kind=ButtonKind::Ghost
                            icon=Icon::Plus
                            reason
                            on_press=move || is_adding.set(true)
                        >
                            {t!(i18n, requirements.add_task)}
                        </Button>
                    }
                }
            >
                <Picker id is_adding />
            </Show>
        </section>
    }
}

/// The tasks of a requirement that are in the plan, in the order of their numbers.
pub fn tasks_of(desk: Desk, id: RequirementId) -> Memo<Vec<TracedTask>> {
    let one = desk.requirement(id);
    Memo::new(move |_| {
        let ids = one.with(|one| one.as_ref().map(|one| one.tasks.clone())).unwrap_or_default();
        let mut tasks = desk.get(|found| {
            let all = found.tasks.iter().filter(|task| ids.contains(&task.id));
            all.cloned().collect::<Vec<_>>()
        });
        tasks.sort_by_key(|task| task.number);
        tasks
    })
}

/// The deliverables of a requirement.
pub fn deliverables_of(desk: Desk, id: RequirementId) -> Memo<Vec<TracedDeliverable>> {
    let one = desk.requirement(id);
    Memo::new(move |_| {
        let ids =
            one.with(|one| one.as_ref().map(|one| one.deliverables.clone())).unwrap_or_default();
        desk.get(|found| {
            let all = found.deliverables.iter().filter(|known| ids.contains(&known.id));
            all.cloned().collect::<Vec<_>>()
        })
    })
}

#[component]
fn TaskLine(id: RequirementId, task: TracedTask) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let TracedTask { id: task, number, title, percent } = task;
    let href = move || desk.project().map(|project| paths::task(project, task)).unwrap_or_default();
    let name = title.clone();
    view! {
        <li class="panel__row">
            <a class="u-link u-grow" href=href>
                {title}
            </a>
            <span class="u-small u-faint u-nowrap">
                {desk.peek(|found| found.key.clone())} "-" {number}
            </span>
            <span class="u-small u-num">
                {move || t_string!(i18n, requirements.percent, percent = percent)}
            </span>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Unlink
                reason=desk.reason()
                label=move || t_string!(i18n, requirements.unlink, name = name.clone())
                on_press=move || desk.send(trace_task(id, task, false))
            />
        </li>
    }
}

/// What is written to find a task, and what the server found.
#[derive(Clone, Copy)]
struct Search {
    desk: Desk,
    query: RwSignal<String>,
    /// What was asked, and what the server found for it.
    found: RwSignal<(String, Vec<TracedTask>)>,
    /// Counts the questions, so that the answer to an older one is known and dropped.
    asked: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Search {
    fn new(desk: Desk) -> Self {
        let search = Self {
            desk,
            query: RwSignal::new(String::new()),
            found: RwSignal::default(),
            asked: StoredValue::new(0),
            timer: StoredValue::new(None),
        };
        Effect::new(move |_| {
            let text = search.query.get();
            search.asked.update_value(|asked| *asked += 1);
            if let Some(timer) = search.timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
            let timer = set_timeout_with_handle(move || search.ask(text), PAUSE).ok();
            search.timer.set_value(timer);
        });
        search
    }

    fn ask(self, text: String) {
        let Some(number) = self.asked.try_get_value() else { return };
        let Some(project) = self.desk.project() else { return };
        spawn_local(async move {
            let answer = find_tasks(project, text.clone()).await;
            if self.asked.try_get_value() == Some(number) {
                match answer {
                    Ok(found) => self.found.set((text, found)),
                    Err(error) => self.desk.refuse(&error),
                }
            }
        });
    }

    /// What was found. Until the answer to what is written now is there, only those of the last
    /// answer whose title holds it: Enter must not link a task that was listed for something else.
    fn tasks(self) -> Vec<TracedTask> {
        let written = self.query.get();
        self.found.with(|(asked, found)| {
            let (is_answer, part) = (*asked == written, written.trim().to_lowercase());
            let holds = |task: &&TracedTask| is_answer || task.title.to_lowercase().contains(&part);
            found.iter().filter(holds).cloned().collect()
        })
    }
}

/// Finds a task of the plan and links it; stays open for the next one.
#[component]
fn Picker(id: RequirementId, is_adding: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::expect();
    let search = Search::new(desk);
    let linked = desk.requirement(id);
    let groups = Signal::derive(move || {
        let key = desk.get(|found| found.key.clone());
        let linked = linked.with(|one| one.as_ref().map(|one| one.tasks.clone()));
        let linked = linked.unwrap_or_default();
        let choice = |task: &TracedTask| Choice {
            key: task.id.to_string(),
            text: task.title.clone(),
            note: format!("{key}-{}", task.number),
            icon: None,
        };
        let found = search.tasks();
        let choices = found.iter().filter(|task| !linked.contains(&task.id)).map(choice).collect();
        vec![ChoiceGroup { title: String::new(), choices }]
    });
    let choose = move |key: String| {
        if let Ok(task) = key.parse::<TaskId>() {
            desk.send(trace_task(id, task, true));
            search.query.set(String::new());
        }
    };
    view! {
        <div class="requirements__picker">
            <Combobox
                id="requirement-find-task"
                label=desk.word(|locale| td_string!(locale, requirements.find_task))
                placeholder=desk.word(|locale| td_string!(locale, requirements.find_task))
                query=search.query
                groups=groups
                empty=desk.word(|locale| td_string!(locale, requirements.no_task_found))
                on_choose=choose
                on_cancel=move || is_adding.set(false)
                autofocus=true
            />
        </div>
    }
}

#[component]
fn Deliverables(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let held = deliverables_of(desk, id);
    let has_any = Memo::new(move |_| desk.get(|found| !found.deliverables.is_empty()));
    let none = move || {
        held.with(Vec::is_empty).then(|| {
            let words = move || match has_any.get() {
                true => t_string!(i18n, requirements.no_deliverables),
                false => t_string!(i18n, requirements.no_deliverable_known),
            };
            view! { <p class="u-faint">{words}</p> }
        })
    };
    let options = Signal::derive(move || {
        let held = held.get();
        let others = desk.get(|found| {
            let all = found.deliverables.iter().filter(|known| !held.contains(known));
            all.map(|one| (one.id.to_string(), one.title.clone())).collect::<Vec<_>>()
        });
        named::or_none(td_string!(desk.locale(), requirements.pick_deliverable), others)
    });
    let choose = move |key: String| {
        if let Ok(deliverable) = key.parse::<DeliverableId>() {
            desk.send(trace_deliverable(id, deliverable, true));
        }
    };
    view! {
        <section class="requirements__part" aria-labelledby="requirement-deliverables">
            <h3 id="requirement-deliverables">{t!(i18n, requirements.deliverables)}</h3>
            {none}
            <ul>
                <For
                    each=move || held.get()
                    key=|known| (known.id, known.title.clone(), known.is_accepted)
                    children=move |known| view! { <DeliverableLine id known /> }
                />
            </ul>
            <Show when=move || has_any.get()>
                <fieldset class="requirements__group" disabled=move || !desk.may_edit()>
                    <SelectField
                        name="requirement-deliverable"
                        label=t!(i18n, requirements.add_deliverable)
                        options=options
                        on_change=choose
                    />
                </fieldset>
            </Show>
        </section>
    }
}

#[component]
fn DeliverableLine(id: RequirementId, known: TracedDeliverable) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let TracedDeliverable { id: deliverable, title, is_accepted } = known;
    let href = move || desk.project().map(paths::deliverables).unwrap_or_default();
    let name = title.clone();
    let standing = move || match is_accepted {
        true => t_string!(i18n, requirements.accepted),
        false => t_string!(i18n, requirements.not_accepted),
    };
    view! {
        <li class="panel__row">
            <a class="u-link u-grow" href=href>
                {title}
            </a>
            <span class="u-small u-muted">{standing}</span>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Unlink
                reason=desk.reason()
                label=move || t_string!(i18n, requirements.unlink, name = name.clone())
                on_press=move || desk.send(trace_deliverable(id, deliverable, false))
            />
        </li>
    }
}
