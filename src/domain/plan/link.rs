//! Dependencies between tasks.

use serde::{Deserialize, Serialize};

use crate::{LinkId, TaskId};

/// A dependency: `to` waits for `from`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Which.
    pub id: LinkId,
    /// The predecessor.
    pub from: TaskId,
    /// The successor.
    pub to: TaskId,
    /// Which ends are tied together.
    pub kind: LinkKind,
    /// Time between the two ends.
    #[serde(default, skip_serializing_if = "Lag::is_none")]
    pub lag: Lag,
}

/// Which ends of two tasks are tied together; predecessor first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// Finish to start.
    #[serde(rename = "FS")]
    FinishToStart,
    /// Start to start.
    #[serde(rename = "SS")]
    StartToStart,
    /// Finish to finish.
    #[serde(rename = "FF")]
    FinishToFinish,
    /// Start to finish.
    #[serde(rename = "SF")]
    StartToFinish,
}

/// Time between two linked ends; negative is a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lag {
    /// Working minutes.
    Working(i64),
    /// Minutes by the wall clock.
    Elapsed(i64),
    /// Hundredths of the predecessor's duration.
    Percent(i32),
}

impl Lag {
    /// Whether there is no lag at all.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::Working(0) | Self::Elapsed(0) | Self::Percent(0))
    }
}

impl Default for Lag {
    fn default() -> Self {
        Self::Working(0)
    }
}

impl LinkKind {
    /// The kind in the engine's form.
    #[must_use]
    pub const fn to_planner(self) -> planner::LinkKind {
        match self {
            Self::FinishToStart => planner::LinkKind::FinishToStart,
            Self::StartToStart => planner::LinkKind::StartToStart,
            Self::FinishToFinish => planner::LinkKind::FinishToFinish,
            Self::StartToFinish => planner::LinkKind::StartToFinish,
        }
    }

    /// The two letters that schedulers write.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::FinishToStart => "FS",
            Self::StartToStart => "SS",
            Self::FinishToFinish => "FF",
            Self::StartToFinish => "SF",
        }
    }
}

impl Lag {
    /// The lag in the engine's form.
    #[must_use]
    pub const fn to_planner(self) -> planner::Lag {
        match self {
            Self::Working(minutes) => planner::Lag::Working(minutes),
            Self::Elapsed(minutes) => planner::Lag::Elapsed(minutes),
            Self::Percent(percent) => planner::Lag::Percent(percent),
        }
    }
}
