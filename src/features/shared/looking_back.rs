//! Looking back and ahead: whether the history is open and of what, which moment of the plan is
//! shown, or which branch of it.

use chrono::NaiveDate;
use domain::{ChangeOptionId, ProjectId, TaskId, UserId};
use leptos::prelude::*;

use crate::paths;

/// The history of the open plan, from wherever it is asked for. Cheap to copy.
#[derive(Clone, Copy)]
pub struct LookingBack {
    open: RwSignal<bool>,
    filter: RwSignal<Filter>,
    /// The task from whose panel the history was opened, to go back to.
    came_from: RwSignal<Option<TaskId>>,
    at: Memo<Option<i64>>,
    draft: Memo<Option<ChangeOptionId>>,
}

/// Which part of the history is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what concerns this task.
    pub task: Option<TaskId>,
    /// Only what this person did.
    pub by: Option<UserId>,
    /// Only what was done up to this day.
    pub until: Option<NaiveDate>,
}

impl LookingBack {
    /// For the frame of a plan; `at` is the place that the address names, `draft` the branch.
    #[must_use]
    pub fn provide(at: Memo<Option<i64>>, draft: Memo<Option<ChangeOptionId>>) -> Self {
        let context = Self {
            open: RwSignal::new(false),
            filter: RwSignal::new(Filter::default()),
            came_from: RwSignal::new(None),
            at,
            draft,
        };
        provide_context(context);
        context
    }

    /// That of the frame above.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether the panel is open.
    #[must_use]
    pub fn is_open(self) -> Signal<bool> {
        self.open.into()
    }

    /// Opens the panel with everything, or closes it.
    pub fn toggle(self) {
        self.filter.set(Filter::default());
        self.came_from.set(None);
        self.open.update(|open| *open = !*open);
    }

    /// Opens the panel with what concerns a task.
    pub fn open_of(self, task: TaskId) {
        self.filter.set(Filter { task: Some(task), ..Filter::default() });
        self.came_from.set(Some(task));
        self.open.set(true);
    }

    /// Closes the panel.
    pub fn close(self) {
        self.open.set(false);
    }

    /// The task from whose panel the history was opened, once.
    pub fn take_task(self) -> Option<TaskId> {
        self.came_from.try_update(Option::take)?
    }

    /// What is asked for.
    #[must_use]
    pub const fn filter(self) -> RwSignal<Filter> {
        self.filter
    }

    /// The place in the history at which the plan is shown; none shows it as it is now.
    #[must_use]
    pub const fn at(self) -> Memo<Option<i64>> {
        self.at
    }

    /// Whether a branch is shown: what belongs to the project's plan as a whole is not offered.
    #[must_use]
    pub fn is_draft(self) -> bool {
        self.draft.get().is_some()
    }

    /// The address of one of the plan's views, at the moment or on the branch that is shown.
    #[must_use]
    pub fn address(self, view: fn(ProjectId) -> String, project: ProjectId) -> String {
        let view = view(project);
        match (self.draft.try_get().flatten(), self.at.try_get().flatten()) {
            (Some(option), _) => paths::draft(&view, option),
            (None, Some(seq)) => paths::at(&view, seq),
            (None, None) => view,
        }
    }
}
