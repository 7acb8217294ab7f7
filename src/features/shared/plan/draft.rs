//! What is different while a branch is edited: it goes to its option and to nobody's device.

use domain::change::{ChangeDraft, ChangeSource, Necessity};
use domain::plan::{Made, Origin, PlanOp, Replica};
use domain::text::NAME_MAX;
use domain::{ChangeId, OpId, TaskId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::tu_string;

use super::batch::batch_of;
use super::{PlanContext, Source, kept};
use crate::error::AppError;
use crate::features::shared::draft_api::{open_draft, raise_drawn, submit_draft};
use crate::features::shared::plan_api::{Had, Opened, Sent, open_plan, submit};
use crate::paths;
use crate::ui::dom;

impl PlanContext {
    /// Sends operations to where the plan comes from.
    pub(super) async fn submit(self, since: i64, ops: Vec<Made>) -> Result<Sent, AppError> {
        match self.source() {
            Source::Project => submit(self.project(), since, ops).await,
            Source::Draft(option) => submit_draft(option, since, ops).await,
            Source::Past => Err(AppError::Forbidden),
        }
    }

    /// Opens the plan once more from where it comes from.
    pub(super) async fn ask_for_plan(self, had: Had) -> Result<Opened, AppError> {
        match self.source() {
            Source::Project => open_plan(self.project(), had).await,
            Source::Draft(option) => open_draft(option).await,
            Source::Past => Err(AppError::Forbidden),
        }
    }

    /// Keeps an operation of the project's plan on this device until the server has it.
    pub(super) fn keep_op(self, made: &Made, why: Option<&AppError>) {
        if self.source() == Source::Project {
            kept::write_op(self.me(), self.project(), made, why);
        }
    }

    /// Takes an operation off this device.
    pub(super) fn forget_op(self, id: OpId) {
        if self.source() == Source::Project {
            kept::forget_op(self.me(), self.project(), id);
        }
    }

    /// Sends what is still pending when the branch is left: nothing else keeps it.
    pub(super) fn send_rest_at_end(self) {
        on_cleanup(move || {
            let rest = |replica: &Replica| (replica.seq(), replica.next_to_send(usize::MAX));
            let Some((since, mut ops)) = self.replica.try_with_value(rest) else { return };
            let Source::Draft(option) = self.source() else { return };
            let (toasts, words) = (self.toasts, self.words);
            spawn_local(async move {
                let mut lost = None;
                while !ops.is_empty() {
                    let later = ops.split_off(batch_of(&ops));
                    let sent = submit_draft(option, since, std::mem::replace(&mut ops, later));
                    let refused = |sent: Sent| sent.refused.into_iter().next().map(|(_, why)| why);
                    lost = lost.or(sent.await.map_or_else(Some, refused));
                }
                // Whoever has gone on to another page can still hear what was not taken.
                match lost {
                    None => {}
                    Some(AppError::Overtaken(_)) => {
                        toasts.fail(tu_string!(words, changes.rest_refused));
                    }
                    Some(why) => {
                        let why = why.sentence(words.get_locale_untracked());
                        toasts.fail(tu_string!(words, changes.rest_lost, why = why));
                    }
                }
            });
        });
    }

    /// Raises a change on which an operation is drawn that nobody has made in the plan, and leads
    /// to it. What the operation does, in words, is its title; `task` is what it comes from.
    pub fn raise_change(self, task: Option<TaskId>, op: PlanOp, said: &str) {
        let project = self.project();
        let now = dom::now_ms().unsigned_abs();
        let id = ChangeId::new(now, dom::random_bytes().unwrap_or_default());
        let origin = Origin { view: self.view.get_untracked(), ..Origin::default() };
        let op_id = OpId::new(now, dom::random_bytes().unwrap_or_default());
        let left = self.left_words(&op);
        let made = Made { id: op_id, base: 0, origin, op };
        let draft = ChangeDraft {
            title: said.chars().take(NAME_MAX).collect(),
            reason: String::new(),
            source: ChangeSource::Team,
            source_name: String::new(),
            necessity: Necessity::Should,
            requirement: None,
            task,
        };
        spawn_local(async move {
            match raise_drawn(project, id, draft, vec![made]).await {
                Ok(()) => dom::visit(&paths::change(project, id)),
                Err(error) => {
                    self.toasts.fail(error.sentence(self.words.get_locale_untracked()));
                    self.toasts.say(left);
                }
            }
        });
    }

    /// Says that a milestone which the client sees has moved, and leads to a change request.
    pub(super) fn offer_change(self, task: TaskId) {
        let said = tu_string!(self.words, changes.milestone_moves);
        let project = self.project();
        self.toasts.offer(said, tu_string!(self.words, changes.raise), move || {
            dom::visit(&paths::new_change(project, task));
        });
    }
}
