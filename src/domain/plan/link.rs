//! Dependencies between tasks.

use serde::{Deserialize, Serialize};

use crate::{LinkId, TaskId};

/// A dependency: `to` waits for `from`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
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
    pub lag: Lag,
}

impl Link {
    /// The dependency of `to` on `from`.
    #[must_use]
    pub const fn new(from: TaskId, to: TaskId, kind: LinkKind, lag: Lag) -> Self {
        Self { id: LinkId::between(from, to), from, to, kind, lag }
    }
}

/// A link in writing; its id only where it is not the one that its ends give it.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<LinkId>,
    from: TaskId,
    to: TaskId,
    kind: LinkKind,
    #[serde(default, skip_serializing_if = "super::task::is_default")]
    lag: Lag,
}

impl From<Written> for Link {
    fn from(Written { id, from, to, kind, lag }: Written) -> Self {
        Self { id: id.unwrap_or_else(|| LinkId::between(from, to)), from, to, kind, lag }
    }
}

impl From<Link> for Written {
    fn from(Link { id, from, to, kind, lag }: Link) -> Self {
        Self { id: (id != LinkId::between(from, to)).then_some(id), from, to, kind, lag }
    }
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_id_that_its_ends_give_is_not_written() {
        let [from, to] = [1, 2].map(|number| TaskId(Uuid::from_u128(number)));
        let own = Link::new(from, to, LinkKind::FinishToStart, Lag::default());
        let other = Link { id: LinkId(Uuid::from_u128(9)), ..own.clone() };
        for (link, has_id) in [(own, false), (other, true)] {
            let written = serde_json::to_string(&link).unwrap();
            assert_eq!(written.contains("\"id\""), has_id, "{written}");
            assert_eq!(serde_json::from_str::<Link>(&written).unwrap(), link);
        }
    }

    #[test]
    fn every_pair_of_counted_tasks_has_its_own_link() {
        let tasks: Vec<TaskId> = (0..300).map(|number| TaskId(Uuid::from_u128(number))).collect();
        let pairs =
            tasks.iter().flat_map(|from| tasks.iter().map(|to| LinkId::between(*from, *to)));
        let ids: std::collections::BTreeSet<LinkId> = pairs.collect();
        assert_eq!(ids.len(), tasks.len() * tasks.len());
    }
}
