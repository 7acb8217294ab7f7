//! A hand-over as the client gets it to agree: what is handed over by its kind, what is still to be
//! done, and who helps afterwards.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Accepted, HandoverFacts, HandoverItem, ItemKind, OpenPoint, Support};
use crate::DeliverableId;
use crate::agreement::content::{Content, Heading, Label, Line, Value};

/// The parts of what is handed over, in reading order.
const PARTS: [(ItemKind, Heading); 6] = [
    (ItemKind::Deliverable, Heading::Deliverables),
    (ItemKind::Document, Heading::Documents),
    (ItemKind::Access, Heading::Access),
    (ItemKind::Training, Heading::Training),
    (ItemKind::Equipment, Heading::Equipment),
    (ItemKind::Other, Heading::OtherItems),
];

/// The content of a project's hand-over; `name` is the project's, `accepted` what the client agreed
/// to of its deliverables.
#[must_use]
pub fn content(
    name: &str,
    facts: &HandoverFacts,
    items: &[HandoverItem],
    points: &[OpenPoint],
    accepted: &BTreeMap<DeliverableId, Accepted>,
) -> Content {
    let mut content = Content { title: name.to_owned(), ..Content::default() };
    content.push(Heading::Summary, unless_bare(summary(facts)));
    for (kind, heading) in PARTS {
        let lines = items.iter().filter(|item| item.says.kind == kind);
        content.push(heading, lines.map(|item| item_line(item, accepted)).collect());
    }
    content.push(Heading::OpenPoints, points.iter().map(point_line).collect());
    content.push(Heading::Support, unless_bare(support(&facts.support)));
    content
}

fn summary(facts: &HandoverFacts) -> Line {
    with_day(Line::new("handover", ""), Label::Date, facts.planned)
        .words(Label::Giver, &facts.giver)
        .words(Label::Taker, &facts.taker)
        .words(Label::Place, &facts.place)
}

fn item_line(item: &HandoverItem, accepted: &BTreeMap<DeliverableId, Accepted>) -> Line {
    let says = &item.says;
    let mut line = Line::new(item.id.to_string(), says.title.as_str());
    line = line.words(Label::Amount, &says.amount);
    if let Some(accepted) = says.deliverable.and_then(|id| accepted.get(&id)) {
        if let Some(version) = accepted.version {
            line = line.fact(Label::Version, Value::Number(version));
        }
        line = line.fact(Label::Fingerprint, Value::Hash(accepted.hash));
    }
    with_day(line, Label::HandedOver, says.handed_over)
}

fn point_line(point: &OpenPoint) -> Line {
    let line = Line::new(point.id.to_string(), point.says.text.as_str());
    with_day(with_day(line, Label::Due, point.says.due), Label::Done, point.says.done)
}

fn support(support: &Support) -> Line {
    let line = with_day(Line::new("support", ""), Label::From, support.from);
    with_day(line, Label::Until, support.until)
        .words(Label::Contact, &support.contact)
        .words(Label::Hours, &support.hours)
}

fn with_day(line: Line, label: Label, day: Option<NaiveDate>) -> Line {
    match day {
        Some(day) => line.fact(label, Value::Day(day)),
        None => line,
    }
}

/// A line without words of its own says something only through its facts.
fn unless_bare(line: Line) -> Vec<Line> {
    if line.facts.is_empty() { Vec::new() } else { vec![line] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Difference, Hash};
    use crate::handover::{ItemDraft, PointDraft};
    use crate::{HandoverItemId, OpenPointId, ProjectId};

    const PROJECT: ProjectId = ProjectId(uuid::Uuid::from_u128(1));

    fn deliverable() -> DeliverableId {
        DeliverableId::new(1, [0; 10])
    }

    fn item(number: u64, kind: ItemKind, title: &str) -> HandoverItem {
        let deliverable = (kind == ItemKind::Deliverable).then(deliverable);
        let title = title.to_owned();
        let says = ItemDraft { title, kind, deliverable, ..ItemDraft::default() };
        let id = HandoverItemId::new(number, [0; 10]);
        HandoverItem { id, project: PROJECT, says, place: 0, version: 1 }
    }

    fn point(text: &str) -> OpenPoint {
        let says = PointDraft { text: text.to_owned(), ..PointDraft::default() };
        OpenPoint { id: OpenPointId::new(1, [0; 10]), project: PROJECT, says, version: 1 }
    }

    fn labels(content: &Content, part: usize) -> Vec<Label> {
        content.parts[part].lines[0].facts.iter().map(|fact| fact.label).collect()
    }

    #[test]
    fn nothing_says_nothing() {
        let none = content("W", &HandoverFacts::default(), &[], &[], &BTreeMap::new());
        assert_eq!((none.title.as_str(), none.line_count()), ("W", 0));
    }

    #[test]
    fn things_stand_by_their_kind_and_name_what_was_accepted() {
        let items = [
            item(1, ItemKind::Training, "Shift leaders"),
            item(2, ItemKind::Deliverable, "Handbook"),
        ];
        let accepted = Accepted { decision: 3, version: Some(2), hash: Hash([7; 32]) };
        let accepted = BTreeMap::from([(deliverable(), accepted)]);
        let facts = HandoverFacts {
            planned: "2026-06-01".parse().ok(),
            taker: "Zhao Mingqi".to_owned(),
            ..HandoverFacts::default()
        };
        let found = content("W", &facts, &items, &[point("Labels")], &accepted);
        let headings: Vec<_> = found.parts.iter().map(|part| part.heading.clone()).collect();
        let expected =
            [Heading::Summary, Heading::Deliverables, Heading::Training, Heading::OpenPoints];
        assert_eq!(headings, expected);
        assert_eq!(labels(&found, 0), [Label::Date, Label::Taker]);
        assert_eq!(labels(&found, 1), [Label::Version, Label::Fingerprint]);
        let open = content("W", &facts, &items, &[], &BTreeMap::new());
        assert_eq!(labels(&open, 1), []);
    }

    #[test]
    fn what_is_ticked_later_reads_as_a_change_of_its_line() {
        let mut items = [item(1, ItemKind::Document, "Manual"), item(2, ItemKind::Access, "Keys")];
        let facts = HandoverFacts::default();
        let before = content("W", &facts, &items, &[], &BTreeMap::new());
        items[1].says.handed_over = "2026-06-01".parse().ok();
        let now = content("W", &facts, &items, &[], &BTreeMap::new());
        let difference = Difference::between(&before, &now);
        assert_eq!((difference.count(), difference.same), (1, 1));
    }

    #[test]
    fn support_is_a_part_of_its_own() {
        let support = Support {
            from: "2026-06-02".parse().ok(),
            until: "2026-12-01".parse().ok(),
            contact: "hotline".to_owned(),
            hours: String::new(),
        };
        let facts = HandoverFacts { support, ..HandoverFacts::default() };
        let found = content("W", &facts, &[], &[], &BTreeMap::new());
        assert_eq!(found.parts.len(), 1);
        assert_eq!(found.parts[0].heading, Heading::Support);
        assert_eq!(labels(&found, 0), [Label::From, Label::Until, Label::Contact]);
    }
}
