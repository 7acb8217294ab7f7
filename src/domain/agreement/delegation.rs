//! Who decides for an approver while that person is away.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::client::Contact;
use crate::time::{FIRST_DAY, LAST_DAY};
use crate::{ContactId, DelegationId, Refusal};

/// Somebody who decides for an approver from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Which.
    pub id: DelegationId,
    /// Whose decisions.
    pub contact: ContactId,
    /// Who gives them.
    pub delegate: ContactId,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl Delegation {
    /// The delegation as it will be kept, given whose decisions are to be given by whom.
    ///
    /// # Errors
    /// `NotADelegate` for the same person or somebody of another client, `EndsBeforeStart`,
    /// `DateOutOfRange`.
    pub fn checked(self, contact: &Contact, delegate: &Contact) -> Result<Self, Refusal> {
        if contact.id == delegate.id || contact.client != delegate.client {
            return Err(Refusal::NotADelegate);
        }
        if self.until < self.from {
            return Err(Refusal::EndsBeforeStart);
        }
        if self.from < FIRST_DAY || self.until > LAST_DAY {
            return Err(Refusal::DateOutOfRange);
        }
        Ok(Self { contact: contact.id, delegate: delegate.id, ..self })
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientId;
    use crate::client::ContactRole;

    fn contact(number: u64, client: u64) -> Contact {
        Contact {
            id: ContactId::new(number, [0; 10]),
            client: ClientId::new(client, [0; 10]),
            name: "赵明岐".to_owned(),
            title: String::new(),
            email: String::new(),
            phone: String::new(),
            role: ContactRole::Approver,
            version: 1,
        }
    }

    #[test]
    fn somebody_else_of_the_same_client_stands_in_for_some_days() {
        let [one, other, foreign] = [contact(1, 1), contact(2, 1), contact(3, 2)];
        let from = |from: &str, until: &str| Delegation {
            id: DelegationId::new(1, [0; 10]),
            contact: one.id,
            delegate: other.id,
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        };
        let sound = from("2026-03-02", "2026-03-06");
        assert_eq!(sound.clone().checked(&one, &other), Ok(sound.clone()));
        assert!(sound.holds_on("2026-03-06".parse().unwrap()));
        assert!(!sound.holds_on("2026-03-07".parse().unwrap()));
        let refused = |of: Delegation, who: &Contact| of.checked(&one, who).unwrap_err();
        assert_eq!(refused(sound.clone(), &one), Refusal::NotADelegate);
        assert_eq!(refused(sound, &foreign), Refusal::NotADelegate);
        let backwards = from("2026-03-06", "2026-03-02");
        assert_eq!(refused(backwards, &other), Refusal::EndsBeforeStart);
        let ancient = from("1066-10-14", "2026-03-02");
        assert_eq!(refused(ancient, &other), Refusal::DateOutOfRange);
    }
}
