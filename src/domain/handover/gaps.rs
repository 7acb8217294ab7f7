//! What a hand-over lacks; hints, none of them is a lock.

use serde::{Deserialize, Serialize};

use super::{HandoverFacts, HandoverItem, OpenPoint, Registered};

/// Something that a hand-over lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The client has not accepted these deliverables of the register.
    NotAccepted {
        /// What they are called.
        titles: Vec<String>,
    },
    /// These deliverables have changed since the client accepted them.
    Changed {
        /// What they are called.
        titles: Vec<String>,
    },
    /// These things were not handed over yet.
    NotHandedOver {
        /// What they are called.
        titles: Vec<String>,
    },
    /// These open points say not until when.
    PointWithoutDay {
        /// What they say.
        titles: Vec<String>,
    },
    /// There is support, and nobody knows whom to ask.
    NoContact,
}

/// What a hand-over lacks, in the order in which one reads it.
#[must_use]
pub fn gaps(
    facts: &HandoverFacts,
    items: &[HandoverItem],
    points: &[OpenPoint],
    register: &[Registered],
) -> Vec<Gap> {
    let of_register = |is_it: fn(&Registered) -> bool| -> Vec<String> {
        register.iter().filter(|one| is_it(one)).map(|one| one.title.clone()).collect()
    };
    let mut gaps = Vec::new();
    let titles = of_register(|one| one.accepted.is_none());
    if !titles.is_empty() {
        gaps.push(Gap::NotAccepted { titles });
    }
    let titles = of_register(|one| one.accepted.is_some() && one.is_changed);
    if !titles.is_empty() {
        gaps.push(Gap::Changed { titles });
    }
    let waiting = items.iter().filter(|item| item.says.handed_over.is_none());
    let titles: Vec<String> = waiting.map(|item| item.says.title.clone()).collect();
    if !titles.is_empty() {
        gaps.push(Gap::NotHandedOver { titles });
    }
    let undated = points.iter().filter(|point| point.says.due.or(point.says.done).is_none());
    let titles: Vec<String> = undated.map(|point| point.says.text.clone()).collect();
    if !titles.is_empty() {
        gaps.push(Gap::PointWithoutDay { titles });
    }
    let support = &facts.support;
    let is_offered = support.from.or(support.until).is_some() || !support.hours.is_empty();
    if is_offered && support.contact.is_empty() {
        gaps.push(Gap::NoContact);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Hash;
    use crate::handover::{Accepted, ItemDraft, PointDraft};
    use crate::{DeliverableId, HandoverItemId, OpenPointId, ProjectId};

    const PROJECT: ProjectId = ProjectId(uuid::Uuid::from_u128(1));

    fn registered(title: &str, is_accepted: bool, is_changed: bool) -> Registered {
        let accepted = Accepted { decision: 1, version: None, hash: Hash([7; 32]) };
        Registered {
            id: DeliverableId::new(1, [0; 10]),
            title: title.to_owned(),
            accepted: is_accepted.then_some(accepted),
            is_changed,
        }
    }

    fn item(title: &str, handed_over: &str) -> HandoverItem {
        let (title, handed_over) = (title.to_owned(), handed_over.parse().ok());
        let says = ItemDraft { title, handed_over, ..ItemDraft::default() };
        let id = HandoverItemId::new(1, [0; 10]);
        HandoverItem { id, project: PROJECT, says, place: 0, version: 1 }
    }

    fn point(text: &str, due: &str, done: &str) -> OpenPoint {
        let (due, done) = (due.parse().ok(), done.parse().ok());
        let says = PointDraft { text: text.to_owned(), due, done };
        OpenPoint { id: OpenPointId::new(1, [0; 10]), project: PROJECT, says, version: 1 }
    }

    #[test]
    fn what_is_complete_has_no_gap() {
        let mut facts = HandoverFacts::default();
        assert_eq!(gaps(&facts, &[], &[], &[]), []);
        facts.support.contact = "hotline".to_owned();
        facts.support.until = "2026-12-01".parse().ok();
        let register = [registered("Handbook", true, false)];
        let items = [item("Handbook", "2026-06-01")];
        let points = [point("Labels", "2026-06-30", ""), point("Spare keys", "", "2026-06-02")];
        assert_eq!(gaps(&facts, &items, &points, &register), []);
    }

    #[test]
    fn each_gap_names_what_it_is_about() {
        let mut facts = HandoverFacts::default();
        facts.support.hours = "9 to 18".to_owned();
        let register = [registered("Handbook", false, false), registered("Layout", true, true)];
        let items = [item("Keys", ""), item("Layout", "2026-06-01")];
        let points = [point("Labels", "", "")];
        let titles = |title: &str| vec![title.to_owned()];
        let expected = [
            Gap::NotAccepted { titles: titles("Handbook") },
            Gap::Changed { titles: titles("Layout") },
            Gap::NotHandedOver { titles: titles("Keys") },
            Gap::PointWithoutDay { titles: titles("Labels") },
            Gap::NoContact,
        ];
        assert_eq!(gaps(&facts, &items, &points, &register), expected);
    }
}
