//! The end of each chain of decisions as the event log remembers it. The log is one chain of its
//! own with a kept end: so a decision cannot be cut off without cutting there too.

use domain::ProjectId;
use domain::agreement::chain::{self, Broken, Head};
use domain::agreement::{Entry, Sealed};
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};

/// The events that tell of decisions and of withdrawals.
pub const DECIDED: &str = "agreement.decided";
/// See `DECIDED`.
pub const WITHDRAWN: &str = "agreement.withdrawn";

/// What the event log keeps of a decision.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Logged {
    /// The end of the chain with it.
    pub head: Head,
    /// What it says.
    pub entry: Entry,
}

/// Why a project's chain of decisions does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It does not prove itself.
    Broken(Broken),
    /// The event log tells of this decision; it is gone, or another one stands in its place.
    Lost(i64),
}

impl Logged {
    /// For the event of an entry that was just sealed.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let head = Head { number: entry.number, hash: entry.sealed().hash };
        Self { head, entry: entry.clone() }
    }
}

/// What is wrong with the chain of a project; nothing when it proves itself and holds everything
/// that the event log tells of.
///
/// # Errors
/// What the store reports.
pub async fn damage(tx: &mut Tx, project: ProjectId) -> Result<Option<Damage>, StoreError> {
    let kept = store::agreements::chain(tx, project).await?;
    let kept: Vec<Sealed> = kept.into_iter().map(|kept| kept.sealed).collect();
    if let Err(broken) = chain::verify(&kept) {
        return Ok(Some(Damage::Broken(broken)));
    }
    let told = store::events::of_kinds(tx, project, [DECIDED, WITHDRAWN]).await?;
    let head = |event: store::events::Event| {
        let logged: Logged = serde_json::from_value(event.after?).ok()?;
        Some(logged.head)
    };
    let heads: Vec<Head> = told.into_iter().filter_map(head).collect();
    Ok(chain::lost(&kept, &heads).map(Damage::Lost))
}
