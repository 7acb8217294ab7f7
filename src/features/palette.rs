//! The palette: go anywhere, do the usual things, find projects, tasks and clients by name.

pub mod api;
mod commands;

use domain::ProjectId;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};
use locale::{Words, t, t_string, use_i18n};

use super::shell::{ShellContext, project_in};
use crate::error::AppError;
use crate::features::shared::areas::pages_of;
use crate::paths;
use crate::ui::combobox::{Choice, ChoiceGroup, Combobox};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::icon::Icon;

use api::{Found, search};
use commands::Command;

/// How long the person has to stop writing before the server is asked, in milliseconds.
const PAUSE_MS: u64 = 150;

/// What is written, and what the server answered to it.
#[derive(Clone, Copy)]
struct Search {
    query: RwSignal<String>,
    answer: RwSignal<Result<Found, AppError>>,
    is_asking: RwSignal<bool>,
    /// Counts the questions, so that the answer to an older one is known and dropped.
    asked: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Search {
    fn new() -> Self {
        Self {
            query: RwSignal::new(String::new()),
            answer: RwSignal::new(Ok(Found::default())),
            is_asking: RwSignal::new(false),
            asked: StoredValue::new(0),
            timer: StoredValue::new(None),
        }
    }

    /// Asks the server once the person has stopped writing.
    fn follow(self) {
        Effect::new(move |_| {
            let text = self.query.get().trim().to_owned();
            self.asked.update_value(|asked| *asked += 1);
            if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
            self.is_asking.set(!text.is_empty());
            if text.is_empty() {
                self.answer.set(Ok(Found::default()));
                return;
            }
            let pause = std::time::Duration::from_millis(PAUSE_MS);
            let timer = set_timeout_with_handle(move || self.ask(text), pause).ok();
            self.timer.set_value(timer);
        });
    }

    fn ask(self, text: String) {
        let number = self.asked.get_value();
        spawn_local(async move {
            let answer = search(text).await;
            if self.asked.try_get_value() == Some(number) {
                self.answer.set(answer);
                self.is_asking.set(false);
            }
        });
    }
}

/// The palette, opened with Ctrl/⌘ K from anywhere.
#[component]
pub fn Palette() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let search = Search::new();
    search.follow();
    let go = use_navigate();
    let may_create = RwSignal::new(false);
    Effect::new(move |_| {
        may_create.set(shell.me.get().flatten().is_some_and(|me| me.may_create_project));
    });
    let path = use_location().pathname;
    let project = Memo::new(move |_| path.with(|path| project_in(path)));
    let groups = Signal::derive(move || groups(i18n, search, project.get(), may_create.get()));
    let choose = Callback::new(move |key: String| {
        shell.palette.set(false);
        match Command::of(&key) {
            Some(command) => command.carry_out(i18n, &go),
            None => go(&key, Default::default()),
        }
    });
    view! {
        <Dialog
            id="palette"
            open=shell.palette
            size=DialogSize::Medium
            light=true
            title=t!(i18n, palette.title)
            close_label=t!(i18n, common.close)
            on_close=move || search.query.set(String::new())
        >
            <Combobox
                id="palette-field"
                label=t!(i18n, palette.label)
                placeholder=t!(i18n, palette.placeholder)
                query=search.query
                groups
                empty=Signal::derive(move || nothing(i18n, search))
                on_choose=choose
                on_cancel=move || shell.palette.set(false)
                autofocus=true
            />
        </Dialog>
    }
}

/// The sentence when nothing is listed.
fn nothing(i18n: Words, search: Search) -> String {
    if search.is_asking.get() {
        return t_string!(i18n, palette.searching).to_owned();
    }
    match search.answer.get() {
        Ok(_) => t_string!(i18n, palette.nothing).to_owned(),
        Err(error) => error.sentence(i18n.get_locale()),
    }
}

fn groups(
    i18n: Words,
    search: Search,
    project: Option<ProjectId>,
    may_create: bool,
) -> Vec<ChoiceGroup> {
    let text = search.query.get().trim().to_lowercase();
    let found = search.answer.get().unwrap_or_default();
    let commands = Command::matching(i18n.get_locale(), &text, may_create);
    let here = here(i18n, project, &text);
    let mut projects = projects(&found);
    // The overview of this one is listed already.
    projects.retain(|project| here.iter().all(|page| page.key != project.key));
    let all = [
        (t_string!(i18n, palette.commands), commands),
        (t_string!(i18n, palette.here), here),
        (t_string!(i18n, palette.projects), projects),
        (t_string!(i18n, palette.tasks), tasks(i18n, &found)),
        (t_string!(i18n, palette.clients), clients(&found)),
    ];
    let filled = all.into_iter().filter(|(_, choices)| !choices.is_empty());
    filled.map(|(title, choices)| ChoiceGroup { title: title.to_owned(), choices }).collect()
}

/// The pages of the project in sight whose names hold a text in small letters.
fn here(i18n: Words, project: Option<ProjectId>, text: &str) -> Vec<Choice> {
    let pages = project.map(|project| pages_of(project, i18n)).unwrap_or_default();
    let matching = pages.into_iter().filter(|(_, _, name)| name.to_lowercase().contains(text));
    let choice = |(key, icon, name): (String, Icon, &str)| Choice {
        key,
        text: name.to_owned(),
        note: String::new(),
        icon: Some(icon),
    };
    matching.map(choice).collect()
}

fn projects(found: &Found) -> Vec<Choice> {
    let choice = |project: &api::FoundProject| Choice {
        key: paths::project(project.id),
        text: project.name.clone(),
        note: project.key.clone(),
        icon: Some(Icon::Projects),
    };
    found.projects.iter().map(choice).collect()
}

fn tasks(i18n: Words, found: &Found) -> Vec<Choice> {
    let choice = |task: &api::FoundTask| {
        let key = format!("{}-{}", task.project_key, task.number);
        let note = match task.is_done {
            true => t_string!(i18n, palette.done, key = key),
            false => key,
        };
        Choice {
            key: paths::task(task.project, task.id),
            text: task.title.clone(),
            note,
            icon: Some(if task.is_done { Icon::CircleCheck } else { Icon::Circle }),
        }
    };
    found.tasks.iter().map(choice).collect()
}

fn clients(found: &Found) -> Vec<Choice> {
    let choice = |client: &api::FoundClient| Choice {
        key: paths::client(client.id),
        text: client.name.clone(),
        note: String::new(),
        icon: Some(Icon::Users),
    };
    found.clients.iter().map(choice).collect()
}
