//! Who has a say or an interest in what is done for a client.

use serde::{Deserialize, Serialize};

use crate::{ClientId, ContactId, Refusal, StakeholderId, text};

/// The highest influence and the highest interest; the lowest is 1.
pub const LEVEL_MAX: u8 = 5;
/// From here on a level counts as high.
const HIGH: u8 = 4;

/// Somebody whose influence and interest matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stakeholder {
    /// Who.
    pub id: StakeholderId,
    /// With which client.
    pub client: ClientId,
    /// What the team thinks.
    pub facts: StakeholderFacts,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a stakeholder; checked before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StakeholderFacts {
    /// The contact that it is, if it is one.
    pub contact: Option<ContactId>,
    /// What the person or group is called.
    pub name: String,
    /// How much weight their word has, 1 to 5.
    pub influence: u8,
    /// How much the matter touches them, 1 to 5.
    pub interest: u8,
    /// What they want and fear, possibly empty.
    pub note: String,
}

/// What somebody of this influence and interest needs from the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Care {
    /// Both are high: to be won and kept close.
    Closely,
    /// Influence is high: to be kept content.
    Content,
    /// Interest is high: to be kept informed.
    Informed,
    /// Neither is high: to be watched.
    Watched,
}

impl StakeholderFacts {
    /// The facts as they will be kept.
    ///
    /// # Errors
    /// `Malformed` for a level outside 1 to 5, and what `text::name` and `text::note` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        let levels = [self.influence, self.interest];
        if levels.iter().any(|level| !(1..=LEVEL_MAX).contains(level)) {
            return Err(Refusal::Malformed);
        }
        Ok(Self { name: text::name(&self.name)?, note: text::note(&self.note)?, ..self })
    }

    /// What somebody like this needs.
    #[must_use]
    pub const fn care(&self) -> Care {
        care(self.influence, self.interest)
    }
}

/// What somebody of these levels needs.
#[must_use]
pub const fn care(influence: u8, interest: u8) -> Care {
    match (influence >= HIGH, interest >= HIGH) {
        (true, true) => Care::Closely,
        (true, false) => Care::Content,
        (false, true) => Care::Informed,
        (false, false) => Care::Watched,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_lie_between_one_and_five() {
        let facts = |influence, interest| StakeholderFacts {
            contact: None,
            name: "仓储部".to_owned(),
            influence,
            interest,
            note: String::new(),
        };
        assert!(facts(1, 5).checked().is_ok());
        for (influence, interest) in [(0, 3), (3, 6)] {
            assert_eq!(facts(influence, interest).checked(), Err(Refusal::Malformed));
        }
        assert_eq!(facts(5, 4).care(), Care::Closely);
        assert_eq!(facts(4, 3).care(), Care::Content);
        assert_eq!(facts(3, 4).care(), Care::Informed);
        assert_eq!(facts(3, 3).care(), Care::Watched);
    }
}
