//! The chosen file on its way: first looked at, then imported.

use domain::plan::draft::{ImportRefusal, ImportReport};
use domain::plan::{DatesFrom, WayBack};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use locale::numbers::grouped;
use locale::{Words, t_string, use_i18n};
use serde::Deserialize;
use web_sys::File;

use crate::error::AppError;
use crate::features::shared::plan::{Imported, PlanContext, ReopenPlan, SyncState};
use crate::features::shared::upload::answered;
use crate::paths;
use crate::ui::dom;

/// Largest file that the server reads, in megabytes.
const FILE_MAX_MB: u32 = 64;

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The file is being read.
    Looking,
    /// Its tasks are being taken in.
    Importing,
}

/// The answer to a file.
#[derive(Clone, Debug, Deserialize)]
struct Answer {
    report: ImportReport,
    imported: Option<WayBack>,
}

/// The import of a file. Cheap to copy; handed to every part through the context.
#[derive(Clone, Copy)]
pub struct Import {
    /// The name of the chosen file.
    pub name: RwSignal<Option<String>>,
    /// What the file holds.
    pub report: RwSignal<Option<ImportReport>>,
    /// Why it was not read or imported.
    pub failure: RwSignal<Option<AppError>>,
    /// Whose dates hold where the file's differ from ours.
    pub dates: RwSignal<DatesFrom>,
    /// Whether the file's status date becomes the plan's.
    pub takes_status_date: RwSignal<bool>,
    /// What is going on.
    pub work: RwSignal<Option<Work>>,
    /// The open plan.
    pub plan: PlanContext,
    file: StoredValue<Option<File>, LocalStorage>,
    /// Called with the number of tasks and the way back once they are in the plan.
    done: Callback<(u32, WayBack)>,
}

impl Import {
    /// Makes the import available to every part of the page.
    pub fn provide() -> Self {
        let plan = PlanContext::expect();
        let words: Words = use_i18n();
        let (go, reopen): (_, ReopenPlan) = (use_navigate(), expect_context());
        let done = Callback::new(move |(count, way_back): (u32, WayBack)| {
            let said = t_string!(words, import_page.imported, count = grouped(count));
            reopen.0.run(Imported { way_back, said });
            go(&paths::gantt(plan.project()), Default::default());
        });
        let import = Self {
            name: RwSignal::new(None),
            report: RwSignal::new(None),
            failure: RwSignal::new(None),
            dates: RwSignal::new(DatesFrom::Links),
            takes_status_date: RwSignal::new(false),
            work: RwSignal::new(None),
            plan,
            file: StoredValue::new_local(None),
            done,
        };
        provide_context(import);
        import
    }

    /// The import around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Takes a file and looks at it.
    pub fn choose(self, file: File) {
        if self.work.get_untracked().is_some() {
            return;
        }
        self.name.set(Some(file.name()));
        self.file.set_value(Some(file));
        self.look();
    }

    /// Lets the chosen file go.
    pub fn cancel(self) {
        self.name.set(None);
        self.file.set_value(None);
        self.report.set(None);
        self.failure.set(None);
    }

    /// Looks at the chosen file.
    pub fn look(self) {
        self.report.set(None);
        self.dates.set(DatesFrom::Links);
        self.takes_status_date.set(false);
        self.send(Work::Looking);
    }

    /// Imports the chosen file.
    pub fn take_in(self) {
        self.send(Work::Importing);
    }

    /// Whether something that this person did has not reached the server.
    pub fn is_waiting(self) -> bool {
        self.plan.sync().get() != SyncState::Saved
    }

    fn send(self, work: Work) {
        let Some(file) = self.file.get_value() else { return };
        if self.work.get_untracked().is_some() {
            return;
        }
        self.failure.set(None);
        self.work.set(Some(work));
        spawn_local(async move {
            let choice = || (self.dates.get_untracked(), self.takes_status_date.get_untracked());
            let choice = (work == Work::Importing).then(choice);
            let answer = send(self.plan, &file, choice).await;
            if self.work.try_set(None).is_none() {
                self.receive(answer);
            }
        });
    }

    fn receive(self, answer: Result<Answer, AppError>) {
        match answer {
            Ok(Answer { report, imported: Some(way_back) }) => {
                self.done.run((tasks_in(&report), way_back));
            }
            Ok(Answer { report, imported: None }) => self.report.set(Some(report)),
            Err(error) => self.failure.set(Some(error)),
        }
    }
}

/// How many tasks a file brings, summaries among them.
pub const fn tasks_in(report: &ImportReport) -> u32 {
    report.tasks + report.summaries
}

/// Sends the file: to be looked at, or to be imported with the dates of one side, and with the
/// file's status date or without it.
async fn send(
    plan: PlanContext,
    file: &File,
    choice: Option<(DatesFrom, bool)>,
) -> Result<Answer, AppError> {
    if file.size() > f64::from(FILE_MAX_MB) * 1024.0 * 1024.0 {
        return Err(ImportRefusal::TooLarge { max_mb: FILE_MAX_MB }.into());
    }
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    let address = paths::plan_file(plan.project());
    let address = match choice {
        None => format!("{address}?name={name}"),
        Some((dates, takes_status_date)) => {
            let dates = if dates == DatesFrom::File { "file" } else { "links" };
            format!(
                "{address}?name={name}&apply=true&dates={dates}&status_date={takes_status_date}"
            )
        }
    };
    answered(dom::post_file(&address, file).await)
}
