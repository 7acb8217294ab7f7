//! What stands in each project's chain of decisions, without the signatures, which are large.

use std::collections::BTreeSet;

use domain::agreement::{Entry, Subject, What};
use domain::{ProjectId, RecordId, RequestId};
use uuid::Uuid;

use crate::agreements::Standing;
use crate::{StoreError, Tx};

/// An entry of a chain and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What was decided about.
    pub record: RecordId,
    /// Which request it answers.
    pub request: RequestId,
    /// What it says.
    pub entry: Entry,
}

/// The chain of a project from its beginning.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Entered>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, Uuid, String),
        "select record_id, request_id, body from decisions where project_id = $1 order by number",
        project.0,
    )?;
    let entered = |(record, request, body): (Uuid, Uuid, String)| {
        let entry = serde_json::from_str(&body);
        Ok(Entered {
            record: RecordId(record),
            request: RequestId(request),
            entry: entry.map_err(|_| StoreError::corrupt("decisions.body"))?,
        })
    };
    rows.into_iter().map(entered).collect()
}

/// The numbers of the decisions that were taken back.
#[must_use]
pub fn taken_back(chain: &[Entered]) -> BTreeSet<i64> {
    chain.iter().filter_map(|entered| entered.entry.withdraws).collect()
}

/// The decisions that were not taken back, the oldest first.
#[must_use]
pub fn standing(chain: &[Entered]) -> Vec<Standing> {
    let taken_back = taken_back(chain);
    let holds = |entered: &&Entered| {
        entered.entry.what != What::Withdrawn && !taken_back.contains(&entered.entry.number)
    };
    let standing = |Entered { record, entry, .. }: &Entered| Standing {
        number: entry.number,
        record: *record,
        subject: Subject { kind: entry.kind, id: entry.subject },
        version: entry.version,
        hash: entry.content,
        what: entry.what,
        option: entry.option.clone(),
        at: entry.at,
    };
    chain.iter().filter(holds).map(standing).collect()
}
