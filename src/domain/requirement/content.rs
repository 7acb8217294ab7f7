//! The requirements document as the client reads and signs it.

use super::{Requirement, RequirementsDoc, Section};
use crate::agreement::{Content, Heading, Label, Line, Value};

/// The document in its five sections; what is dropped is left out.
#[must_use]
pub fn content(title: &str, doc: &RequirementsDoc, requirements: &[Requirement]) -> Content {
    let written = |section: Section| match doc.text(section) {
        "" => Vec::new(),
        text => vec![Line::new(section.as_str(), text)],
    };
    let pursued = requirements.iter().filter(|requirement| !requirement.is_dropped());
    let mut content = Content { title: title.to_owned(), ..Content::default() };
    content.push(Heading::Background, written(Section::Background));
    content.push(Heading::Aims, written(Section::Aims));
    content.push(Heading::Needs, pursued.map(line).collect());
    content.push(Heading::Expectations, written(Section::Expectations));
    content.push(Heading::Constraints, written(Section::Constraints));
    content
}

/// A requirement as a line of the document. Who found it, what it is traced to and why it may have
/// been dropped is the team's own.
#[must_use]
pub fn line(requirement: &Requirement) -> Line {
    let says = &requirement.says;
    let title = format!("{} {}", requirement.name(), says.title);
    let text = match says.text.as_str() {
        "" => title,
        text => format!("{title}\n{text}"),
    };
    let line = Line::new(requirement.id.to_string(), text)
        .fact(Label::Priority, Value::Word(says.priority.word()))
        .words(Label::Source, &says.source_name);
    says.criteria.iter().fold(line, |line, criterion| line.words(Label::Criterion, &criterion.text))
}

#[cfg(test)]
mod tests {
    use super::super::{Criterion, Statement};
    use super::*;
    use crate::agreement::Word;
    use crate::{ProjectId, RequirementId};

    fn requirement(number: i32, says: Statement) -> Requirement {
        Requirement {
            id: RequirementId::new(number.unsigned_abs().into(), [0; 10]),
            project: ProjectId::new(0, [0; 10]),
            number,
            says,
            elicitation: None,
            place: number,
            tasks: Vec::new(),
            deliverables: Vec::new(),
            version: 1,
        }
    }

    #[test]
    fn the_document_has_five_sections_and_nothing_internal() {
        let says = |title: &str| Statement { title: title.to_owned(), ..Statement::default() };
        let criterion = Criterion { key: "1".to_owned(), text: "ten lorries".to_owned() };
        let first = Statement {
            text: "at the gate".to_owned(),
            source_name: "Sun Ke".to_owned(),
            is_latent: true,
            criteria: vec![criterion],
            ..says("Fast receiving")
        };
        let gone = Statement { dropped: Some("too dear".to_owned()), ..says("Drones") };
        let requirements = [requirement(1, first), requirement(2, gone)];
        let doc = RequirementsDoc::empty(requirements[0].project);
        let doc = doc.with(Section::Background, "Three halls").unwrap();
        let content = content("Warehouse", &doc, &requirements);
        let headings: Vec<_> = content.parts.iter().map(|part| &part.heading).collect();
        assert_eq!(headings, [&Heading::Background, &Heading::Needs]);
        let [line] = &content.parts[1].lines[..] else { panic!("{content:?}") };
        assert_eq!(line.text, "R-1 Fast receiving\nat the gate");
        let labels: Vec<_> = line.facts.iter().map(|fact| fact.label).collect();
        assert_eq!(labels, [Label::Priority, Label::Source, Label::Criterion]);
        assert_eq!(line.facts[0].value, Value::Word(Word::Should));
        assert!(!content.canonical().contains("latent"));
    }
}
