//! How the client stands to what a project has put before it: deliverables, minutes.

use domain::ProjectId;
use domain::agreement::{Content, RequestState, Subject, SubjectKind};
use domain::deliverable::Acceptance;
use domain::portal::PortalVerdict;
use store::Tx;
use store::agreements::Standing;
use uuid::Uuid;

use crate::error::AppError;

/// What was decided about the things of one kind in a project, and which of them wait.
pub struct Verdicts {
    kind: SubjectKind,
    standing: Vec<Standing>,
    waiting: Vec<Uuid>,
}

impl Verdicts {
    /// Reads what was decided in a project about things of one kind, and what waits.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn read(
        tx: &mut Tx,
        project: ProjectId,
        kind: SubjectKind,
    ) -> Result<Self, AppError> {
        let mut standing = store::agreements::standing(tx, project).await?;
        standing.retain(|standing| standing.subject.kind == kind);
        let waiting = store::agreements::waiting(tx, project).await?;
        let open = waiting.into_iter().filter(|(request, record)| {
            request.state == RequestState::Waiting && record.subject.kind == kind
        });
        let waiting = open.map(|(_, record)| record.subject.id).collect();
        Ok(Self { kind, standing, waiting })
    }

    /// The last decision about a thing that says this now.
    #[must_use]
    pub fn last(&self, id: Uuid, content: Option<&Content>) -> Option<PortalVerdict> {
        let last = self.about(id).max_by_key(|standing| standing.number)?;
        let is_current = content.is_some_and(|content| content.hash() == last.hash);
        Some(PortalVerdict { what: last.what, number: last.number, at: last.at, is_current })
    }

    /// How a thing stands that says this now.
    #[must_use]
    pub fn acceptance(&self, id: Uuid, content: Option<&Content>) -> Acceptance {
        let last = self.last(id, content).map(|last| (last.what, last.is_current));
        Acceptance::of(last, self.is_asked(id))
    }

    /// Whether the client has agreed to some version of a thing: what was signed stays in sight.
    #[must_use]
    pub fn is_signed(&self, id: Uuid) -> bool {
        let is_signed = |standing: &Standing| {
            let Standing { what, number, at, .. } = *standing;
            PortalVerdict { what, number, at, is_current: false }.is_signed()
        };
        self.about(id).any(is_signed)
    }

    /// Whether a request about a thing waits.
    #[must_use]
    pub fn is_asked(&self, id: Uuid) -> bool {
        self.waiting.contains(&id)
    }

    fn about(&self, id: Uuid) -> impl Iterator<Item = &Standing> {
        let subject = Subject { kind: self.kind, id };
        self.standing.iter().filter(move |standing| standing.subject == subject)
    }
}
