//! What waits for somebody of the team, in one stream.

use std::fmt::Display;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::UserId;
use crate::change::Stage;

/// What is to be done by a day further away than this does not wait yet.
pub const NEAR_DAYS: i64 = 7;

/// Why something stands in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A client waits for an answer.
    Message,
    /// Somebody named the reader.
    Mention,
    /// A complaint that the reader answers for.
    Complaint,
    /// A client has decided.
    Decision,
    /// A change on which the reader decides, or which the reader brings into the plan.
    Change,
    /// A client returned something, and nobody asked again.
    Returned,
    /// A client did not answer in time, or nobody of the client may answer any more.
    Overdue,
    /// Something to be done because of a decision.
    Action,
    /// Something to be done because a change is part of the plan.
    Step,
}

/// Every kind of item with its name in the database.
pub const ITEM_KINDS: [(ItemKind, &str); 9] = [
    (ItemKind::Message, "message"),
    (ItemKind::Mention, "mention"),
    (ItemKind::Complaint, "complaint"),
    (ItemKind::Decision, "decision"),
    (ItemKind::Change, "change"),
    (ItemKind::Returned, "returned"),
    (ItemKind::Overdue, "overdue"),
    (ItemKind::Action, "action"),
    (ItemKind::Step, "step"),
];

id_names!(ItemKind, ITEM_KINDS);

/// On which card of the home page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// Clients who wait for an answer.
    Clients,
    /// What waits for the reader's decision or work.
    Mine,
    /// What is only to be read.
    News,
}

impl ItemKind {
    /// On which card of the home page it stands.
    #[must_use]
    pub const fn card(self) -> Card {
        match self {
            Self::Message | Self::Complaint => Card::Clients,
            Self::Change | Self::Returned | Self::Overdue | Self::Action | Self::Step => Card::Mine,
            Self::Mention | Self::Decision => Card::News,
        }
    }
}

/// What a change waits for within the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeNeeds {
    /// To be approved, refused, or put before the client.
    Decision,
    /// To become part of the plan.
    Applying,
}

impl ChangeNeeds {
    /// What a change at this stage waits for; nothing while nobody has drawn it, while the client
    /// has it, and once it is over. A returned one is told of as what came back.
    #[must_use]
    pub const fn of(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Assessed => Some(Self::Decision),
            Stage::Agreed => Some(Self::Applying),
            Stage::Raised
            | Stage::Sent
            | Stage::Returned
            | Stage::Refused
            | Stage::Withdrawn
            | Stage::Applied => None,
        }
    }

    /// Its name in what is put away.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Applying => "applying",
        }
    }
}

/// Who is to do something until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Todo {
    /// Who; nobody yet.
    pub owner: Option<UserId>,
    /// Until when; none is open.
    pub due: Option<NaiveDate>,
}

impl Todo {
    /// Whether its day is over.
    #[must_use]
    pub fn is_late(self, today: NaiveDate) -> bool {
        is_late(self.due, today)
    }

    /// Whether its day is over or near, or there is none.
    #[must_use]
    pub fn is_near(self, today: NaiveDate) -> bool {
        self.due.is_none_or(|due| (due - today).num_days() <= NEAR_DAYS)
    }

    /// Whether it waits for somebody who does it, or who answers for its project: what nobody has
    /// taken waits for the latter at once, what somebody else does only once it is late.
    #[must_use]
    pub fn waits_for(self, me: UserId, today: NaiveDate) -> bool {
        match self.owner {
            Some(owner) if owner != me => self.is_late(today),
            Some(_) | None => true,
        }
    }
}

/// Whether a day is over; what has no day is never late.
#[must_use]
pub fn is_late(due: Option<NaiveDate>, today: NaiveDate) -> bool {
    due.is_some_and(|due| due < today)
}

/// Under which name something that has a day is put away: it comes back once it is late.
#[must_use]
pub fn put_away_as(id: impl Display, is_late: bool) -> String {
    if is_late { format!("{id}:late") } else { id.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_only_informs_stands_apart_from_what_waits() {
        let on = |card: Card| {
            let there = ITEM_KINDS.iter().filter(|(kind, _)| kind.card() == card);
            there.map(|(_, name)| *name).collect::<Vec<_>>()
        };
        assert_eq!(on(Card::Clients), ["message", "complaint"]);
        assert_eq!(on(Card::Mine), ["change", "returned", "overdue", "action", "step"]);
        assert_eq!(on(Card::News), ["mention", "decision"]);
    }

    #[test]
    fn a_change_waits_for_the_team_once_it_is_drawn_and_once_it_is_agreed() {
        assert_eq!(ChangeNeeds::of(Stage::Assessed), Some(ChangeNeeds::Decision));
        assert_eq!(ChangeNeeds::of(Stage::Agreed), Some(ChangeNeeds::Applying));
        for stage in [Stage::Raised, Stage::Sent, Stage::Returned, Stage::Refused, Stage::Applied] {
            assert_eq!(ChangeNeeds::of(stage), None, "{stage:?}");
        }
    }

    #[test]
    fn what_somebody_else_does_waits_only_once_it_is_late() {
        let [me, other] = [1, 2].map(|number| UserId::new(number, [0; 10]));
        let today = day("2026-03-04");
        let todo = |owner, due: &str| Todo { owner, due: due.parse().ok() };
        for (owner, due, waits) in [
            (Some(me), "", true),
            (Some(me), "2026-05-01", true),
            (None, "2026-05-01", true),
            (Some(other), "2026-03-04", false),
            (Some(other), "", false),
            (Some(other), "2026-03-03", true),
        ] {
            assert_eq!(todo(owner, due).waits_for(me, today), waits, "{owner:?} {due}");
        }
        for (due, near) in [("", true), ("2026-03-01", true), ("2026-03-11", true)] {
            assert_eq!(todo(None, due).is_near(today), near, "{due}");
        }
        assert!(!todo(None, "2026-03-12").is_near(today));
    }

    #[test]
    fn what_was_put_away_comes_back_when_it_is_late() {
        let today = day("2026-03-04");
        assert_eq!(put_away_as("a", is_late(Some(today), today)), "a");
        assert_eq!(put_away_as("a", is_late(today.pred_opt(), today)), "a:late");
        assert!(!is_late(None, today));
    }
}
