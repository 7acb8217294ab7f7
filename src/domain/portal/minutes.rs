//! Minutes as the client sees them: what was published, without what is internal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::PortalVerdict;
use crate::agreement::Content;
use crate::minutes::{Minutes, content};
use crate::{MinutesId, ProjectId};

/// Minutes as a list on the client's page shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalMinutes {
    /// Which.
    pub id: MinutesId,
    /// What the meeting was.
    pub title: String,
    /// On which day.
    pub day: NaiveDate,
    /// What the client decided about them last.
    pub accepted: Option<PortalVerdict>,
}

/// The page of one meeting's minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalMinutesPage {
    /// The organisation that does the work.
    pub supplier: String,
    /// In which project.
    pub project: ProjectId,
    /// What the project is called.
    pub project_name: String,
    /// Which minutes.
    pub minutes: PortalMinutes,
    /// What they say.
    pub content: Content,
}

impl PortalMinutes {
    /// What the client sees of minutes in a list; nothing of what was not published.
    #[must_use]
    pub fn of(minutes: &Minutes, accepted: Option<PortalVerdict>) -> Option<Self> {
        let shown = minutes.shown.as_ref()?;
        Some(Self { id: minutes.id, title: shown.title.clone(), day: shown.day, accepted })
    }
}

impl PortalMinutesPage {
    /// What minutes say to the client; nothing of what was not published.
    #[must_use]
    pub fn content(minutes: &Minutes) -> Option<Content> {
        minutes.shown.as_ref().map(content)
    }
}
