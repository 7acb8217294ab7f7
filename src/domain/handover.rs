//! The hand-over: what the client takes over and from whom, what is still to be done, and who helps
//! afterwards.

pub mod content;
pub mod gaps;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::agreement::{Content, Hash, Heading, Label, Value};
use crate::time::{FIRST_DAY, LAST_DAY};
use crate::{DeliverableId, HandoverItemId, OpenPointId, ProjectId, Refusal, text};

pub use content::content;
pub use gaps::{Gap, gaps};

/// Most things that are handed over in a project.
pub const ITEMS_MAX: u32 = 500;
/// Most points that are still open.
pub const POINTS_MAX: u32 = 200;

/// When and where a project is handed over, by whom to whom, and the support afterwards. There is
/// one in each project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// What people wrote.
    pub facts: HandoverFacts,
    /// Counts edits; 0 when nothing was ever written.
    pub version: i32,
}

/// What a person types about a hand-over; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverFacts {
    /// On which day.
    pub planned: Option<NaiveDate>,
    /// Who hands over, in words, possibly empty.
    pub giver: String,
    /// Who takes over, in words, possibly empty.
    pub taker: String,
    /// Where, possibly empty.
    pub place: String,
    /// Who helps afterwards.
    pub support: Support,
}

/// Who helps after the hand-over, and how long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// Whom one asks and how, possibly empty.
    pub contact: String,
    /// At which hours, possibly empty.
    pub hours: String,
}

/// What sort of thing is handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A deliverable of the register, or something like one.
    #[default]
    Deliverable,
    /// A document.
    Document,
    /// An account, a key, a right; where it is, never the secret itself.
    Access,
    /// A training.
    Training,
    /// A device.
    Equipment,
    /// Anything else.
    Other,
}

/// Every kind with its name in the database.
pub const ITEM_KINDS: [(ItemKind, &str); 6] = [
    (ItemKind::Deliverable, "deliverable"),
    (ItemKind::Document, "document"),
    (ItemKind::Access, "access"),
    (ItemKind::Training, "training"),
    (ItemKind::Equipment, "equipment"),
    (ItemKind::Other, "other"),
];

id_names!(ItemKind, ITEM_KINDS);

/// Something that the client takes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverItem {
    /// Which.
    pub id: HandoverItemId,
    /// Of which project.
    pub project: ProjectId,
    /// What people wrote.
    pub says: ItemDraft,
    /// Its place in the list, from 0.
    pub place: i32,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about a thing that is handed over; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemDraft {
    /// What it is.
    pub title: String,
    /// What sort of thing.
    pub kind: ItemKind,
    /// The deliverable of the register that it is.
    pub deliverable: Option<DeliverableId>,
    /// How many there are and where, in words, possibly empty.
    pub amount: String,
    /// When it was handed over; none is not yet.
    pub handed_over: Option<NaiveDate>,
}

/// Something that is still to be done when the project is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPoint {
    /// Which.
    pub id: OpenPointId,
    /// Of which project.
    pub project: ProjectId,
    /// What people wrote.
    pub says: PointDraft,
    /// Counts edits of this row.
    pub version: i32,
}

/// What a person types about an open point; checked before it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointDraft {
    /// What is still to be done: one line.
    pub text: String,
    /// Until when.
    pub due: Option<NaiveDate>,
    /// When it was done; none is not yet.
    pub done: Option<NaiveDate>,
}

/// What the client accepted of a deliverable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The decision's place in the project's chain: D-0042.
    pub decision: i64,
    /// The version of the deliverable as people count; none when what was accepted names none.
    pub version: Option<i64>,
    /// SHA-256 of what the client read then, as the receipt shows it.
    pub hash: Hash,
}

/// A deliverable of the register, as far as a hand-over needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Which.
    pub id: DeliverableId,
    /// What it is called.
    pub title: String,
    /// What the client accepted of it; none when it did not, or returned it since.
    pub accepted: Option<Accepted>,
    /// Whether it has changed since the client accepted it.
    pub is_changed: bool,
}

impl HandoverFacts {
    /// The facts as they will be kept.
    ///
    /// # Errors
    /// `DateOutOfRange`, `EndsBeforeStart` for the support, and what `text::line` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        let Support { from, until, contact, hours } = self.support;
        let (from, until) = (checked_day(from)?, checked_day(until)?);
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            return Err(Refusal::EndsBeforeStart);
        }
        let (contact, hours) = (text::line(&contact)?, text::line(&hours)?);
        Ok(Self {
            planned: checked_day(self.planned)?,
            giver: text::line(&self.giver)?,
            taker: text::line(&self.taker)?,
            place: text::line(&self.place)?,
            support: Support { from, until, contact, hours },
        })
    }
}

impl ItemDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// `DateOutOfRange`, and what `text::name` and `text::line` refuse.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            title: text::name(&self.title)?,
            amount: text::line(&self.amount)?,
            handed_over: checked_day(self.handed_over)?,
            ..self
        })
    }
}

impl PointDraft {
    /// The draft as it will be kept.
    ///
    /// # Errors
    /// `DateOutOfRange`, and what `text::name` refuses.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            text: text::name(&self.text)?,
            due: checked_day(self.due)?,
            done: checked_day(self.done)?,
        })
    }
}

impl HandoverItem {
    /// A deliverable of the register as a new thing to hand over.
    #[must_use]
    pub fn taken_over(
        id: HandoverItemId,
        project: ProjectId,
        registered: &Registered,
        place: i32,
    ) -> Self {
        let (title, deliverable) = (registered.title.clone(), Some(registered.id));
        let says = ItemDraft { title, deliverable, ..ItemDraft::default() };
        Self { id, project, says, place, version: 1 }
    }
}

impl Accepted {
    /// What follows from a decision about what a deliverable said then, and the hash of that.
    #[must_use]
    pub fn of(decision: i64, content: &Content, hash: Hash) -> Self {
        let files = content.parts.iter().filter(|part| part.heading == Heading::Files);
        let mut facts = files.flat_map(|part| &part.lines).flat_map(|line| &line.facts);
        let version = facts.find_map(|fact| match fact.value {
            Value::Number(number) if fact.label == Label::Version => Some(number),
            _ => None,
        });
        Self { decision, version, hash }
    }
}

/// The place behind the last one of a list.
#[must_use]
pub fn next_place(items: &[HandoverItem]) -> i32 {
    items.iter().map(|item| item.place + 1).max().unwrap_or(0)
}

/// The deliverables that the client accepted and that stand in no list yet.
#[must_use]
pub fn to_take_over<'a>(register: &'a [Registered], items: &[HandoverItem]) -> Vec<&'a Registered> {
    let is_listed = |id: DeliverableId| items.iter().any(|item| item.says.deliverable == Some(id));
    register.iter().filter(|one| one.accepted.is_some() && !is_listed(one.id)).collect()
}

fn checked_day(day: Option<NaiveDate>) -> Result<Option<NaiveDate>, Refusal> {
    match day {
        Some(day) if !is_plannable(day) => Err(Refusal::DateOutOfRange),
        Some(_) | None => Ok(day),
    }
}

/// Whether a day lies within those that are kept.
#[must_use]
pub fn is_plannable(day: NaiveDate) -> bool {
    (FIRST_DAY..=LAST_DAY).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Line;

    fn registered(number: u64, is_accepted: bool) -> Registered {
        let accepted = Accepted { decision: 1, version: Some(2), hash: Hash([7; 32]) };
        Registered {
            id: DeliverableId::new(number, [0; 10]),
            title: format!("Deliverable {number}"),
            accepted: is_accepted.then_some(accepted),
            is_changed: false,
        }
    }

    #[test]
    fn what_was_accepted_is_taken_over_once() {
        let register = [registered(1, true), registered(2, false), registered(3, true)];
        let project = ProjectId::new(1, [0; 10]);
        let id = HandoverItemId::new(1, [0; 10]);
        let item = HandoverItem::taken_over(id, project, &register[0], next_place(&[]));
        assert_eq!((item.place, item.says.title.as_str()), (0, "Deliverable 1"));
        let left = to_take_over(&register, std::slice::from_ref(&item));
        assert_eq!(left, [&register[2]]);
        assert_eq!(next_place(&[item]), 1);
    }

    #[test]
    fn an_acceptance_names_the_version_that_was_read() {
        let line = Line::new("file", "handbook.pdf").fact(Label::Version, Value::Number(3));
        let mut content = Content::default();
        content.push(Heading::Summary, vec![Line::new("note", "Handbook")]);
        content.push(Heading::Files, vec![line]);
        let accepted = Accepted::of(42, &content, content.hash());
        assert_eq!((accepted.decision, accepted.version), (42, Some(3)));
        let none = Accepted::of(42, &Content::default(), content.hash());
        assert_eq!(none.version, None);
    }

    #[test]
    fn support_does_not_end_before_it_begins() {
        let support = |from: &str, until: &str| {
            let (from, until) = (from.parse().ok(), until.parse().ok());
            let (contact, hours) = (" hotline ".to_owned(), String::new());
            let support = Support { from, until, contact, hours };
            HandoverFacts { support, ..HandoverFacts::default() }.checked()
        };
        let kept = support("2026-06-01", "2026-06-01").unwrap();
        assert_eq!(kept.support.contact, "hotline");
        assert!(support("", "2026-06-01").is_ok() && support("", "").is_ok());
        assert_eq!(support("2026-06-02", "2026-06-01"), Err(Refusal::EndsBeforeStart));
        assert_eq!(support("1066-10-14", ""), Err(Refusal::DateOutOfRange));
    }

    #[test]
    fn items_and_points_need_words_and_days_that_exist() {
        let item = |title: &str| ItemDraft { title: title.to_owned(), ..ItemDraft::default() };
        assert_eq!(item(" Manual ").checked().map(|kept| kept.title), Ok("Manual".to_owned()));
        assert_eq!(item(" ").checked(), Err(Refusal::EmptyName));
        let late = ItemDraft { handed_over: "2190-01-01".parse().ok(), ..item("Manual") };
        assert_eq!(late.checked(), Err(Refusal::DateOutOfRange));
        let point = |text: &str, due: &str| PointDraft {
            text: text.to_owned(),
            due: due.parse().ok(),
            done: None,
        };
        assert!(point("Print the labels", "2026-06-01").checked().is_ok());
        assert_eq!(point("", "").checked(), Err(Refusal::EmptyName));
        assert_eq!(point("Print", "1066-10-14").checked(), Err(Refusal::DateOutOfRange));
    }
}
