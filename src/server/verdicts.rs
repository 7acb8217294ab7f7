//! How the client stands to what a project has put before it: deliverables, minutes.

use std::collections::BTreeMap;

use domain::agreement::{Content, RequestState, Subject, SubjectKind};
use domain::deliverable::Acceptance;
use domain::portal::{PortalVerdict, delivered_version};
use domain::{ProjectId, RecordId};
use store::Tx;
use store::agreements::Standing;
use store::entries::Entered;
use uuid::Uuid;

use crate::error::AppError;

/// What was decided about the things of one kind in a project, and which of them wait.
pub struct Verdicts {
    kind: SubjectKind,
    standing: Vec<Standing>,
    waiting: Vec<Uuid>,
    /// Which version of a deliverable each last decision was about.
    versions: BTreeMap<RecordId, i32>,
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
        let chain = store::entries::of_project(tx, project).await?;
        Self::among(tx, project, kind, &chain).await
    }

    /// The same, with the project's chain at hand.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn among(
        tx: &mut Tx,
        project: ProjectId,
        kind: SubjectKind,
        chain: &[Entered],
    ) -> Result<Self, AppError> {
        let mut standing = store::entries::standing(chain);
        standing.retain(|standing| standing.subject.kind == kind);
        let waiting = store::agreements::waiting(tx, project).await?;
        let open = waiting.into_iter().filter(|(request, record)| {
            request.state == RequestState::Waiting && record.subject.kind == kind
        });
        let waiting = open.map(|(_, record)| record.subject.id).collect();
        let mut versions = BTreeMap::new();
        if kind == SubjectKind::Deliverable {
            for record in last_records(&standing) {
                let found = store::records::find(tx, record).await?;
                let version = found.and_then(|found| delivered_version(&found.content));
                versions.extend(version.map(|version| (record, version)));
            }
        }
        Ok(Self { kind, standing, waiting, versions })
    }

    /// The last decision about a thing that says this now.
    #[must_use]
    pub fn last(&self, id: Uuid, content: Option<&Content>) -> Option<PortalVerdict> {
        let last = self.about(id).max_by_key(|standing| standing.number)?;
        let is_current = content.is_some_and(|content| content.hash() == last.hash);
        let version = self.versions.get(&last.record).copied();
        let Standing { what, number, at, .. } = *last;
        Some(PortalVerdict { what, number, at, version, is_current })
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
        self.about(id).any(|standing| standing.what.is_agreement())
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

/// What the last decision about each thing was about.
fn last_records(standing: &[Standing]) -> Vec<RecordId> {
    let last: BTreeMap<_, _> =
        standing.iter().map(|standing| (standing.subject.id, standing.record)).collect();
    last.into_values().collect()
}
