//! What the clients of the sample need, and the conversations in which it was found.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use chrono::Days;
use domain::client::Contact;
use domain::elicitation::{Answer, AnswerDraft, Elicitation, ElicitationDraft};
use domain::plan::{Outline, Plan};
use domain::project::Project;
use domain::requirement::{Criterion, Requirement, RequirementsDoc, Section, Statement};
use domain::time::{self, Timestamp};
use domain::{AnswerId, ElicitationId, RequirementId, TaskId};
use locale::Locale;
use store::Tx;

use super::text::{Line, lines};
use crate::server::{clock, random};

/// All projects in the sample's own notation.
const NEEDS: &str = include_str!("requirements.txt");

/// What a project's lines say, before it is written.
struct Draft<'a> {
    project: &'a Project,
    contacts: Vec<Contact>,
    /// The tasks by their places in the work breakdown structure.
    tasks: BTreeMap<String, TaskId>,
    locale: Locale,
    now: Timestamp,
    doc: RequirementsDoc,
    records: Vec<Elicitation>,
    needs: Vec<Requirement>,
    /// Requirements by the names that answers call them by.
    named: BTreeMap<&'static str, RequirementId>,
    /// Which answer became which of these.
    became: Vec<(AnswerId, &'static str)>,
}

/// Writes what the sample knows of the needs of a project.
///
/// # Errors
/// A sentence with the line's number, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    project: &Project,
    plan: &Plan,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<()> {
    let mut draft = Draft {
        project,
        contacts: store::contacts::of_client(tx, project.client).await?,
        tasks: places(plan),
        locale,
        now,
        doc: RequirementsDoc::empty(project.id),
        records: Vec::new(),
        needs: Vec::new(),
        named: BTreeMap::new(),
        became: Vec::new(),
    };
    // A key that was taken got a number.
    let key = project.key.trim_end_matches(|c: char| c.is_ascii_digit());
    let own = lines(NEEDS).skip_while(|line| !is_head_of(line, key)).skip(1);
    for line in own.take_while(|line| line.word != "project") {
        draft.add(&line).with_context(|| format!("requirements, line {}", line.number))?;
    }
    draft.link();
    store::requirements_docs::write(tx, &draft.doc, now).await?;
    for record in &draft.records {
        store::elicitations::create(tx, record, now).await?;
    }
    for need in &draft.needs {
        store::requirements::create(tx, need, now).await?;
        for task in &need.tasks {
            store::requirements::put_task(tx, need.id, *task).await?;
        }
    }
    for answer in draft.records.iter().flat_map(|record| &record.answers) {
        store::elicitations::add_answer(tx, answer, now).await?;
    }
    Ok(())
}

fn is_head_of(line: &Line, key: &str) -> bool {
    line.word == "project" && line.optional(0) == key
}

fn places(plan: &Plan) -> BTreeMap<String, TaskId> {
    let outline = Outline::of(plan);
    outline.wbs().into_iter().zip(outline.rows.iter().map(|row| row.task)).collect()
}

impl Draft<'_> {
    fn add(&mut self, line: &Line) -> anyhow::Result<()> {
        match line.word {
            "record" => self.add_record(line),
            "ask" => self.add_answer(line),
            "need" => self.add_need(line),
            ">" | "+" | "-" => self.add_words(line),
            section => {
                let section: Section = section.parse()?;
                self.doc = self.doc.clone().with(section, &line.said(0, self.locale)?)?;
                Ok(())
            }
        }
    }

    fn add_record(&mut self, line: &Line) -> anyhow::Result<()> {
        let today = time::day_of(clock::local_minute());
        let day = today.checked_sub_days(Days::new(line.parse(5)?));
        let says = ElicitationDraft {
            kind: line.parse(0)?,
            title: line.said(1, self.locale)?,
            day: day.context("there is no such day")?,
            people: line.said(3, self.locale)?,
        };
        self.records.push(Elicitation {
            id: ElicitationId(random::uuid(self.now)),
            project: self.project.id,
            says: says.checked()?,
            answers: Vec::new(),
            version: 1,
        });
        Ok(())
    }

    fn add_answer(&mut self, line: &Line) -> anyhow::Result<()> {
        let id = AnswerId(random::uuid(self.now));
        let says = AnswerDraft {
            question: line.said(0, self.locale)?,
            answer: self.either(line, 2),
            by: self.either(line, 4),
        };
        let record = self.records.last_mut().context("no record before it")?;
        let elicitation = record.id;
        let says = says.checked()?;
        record.answers.push(Answer { id, elicitation, says, requirement: None, version: 1 });
        if !line.optional(6).is_empty() {
            self.became.push((id, line.optional(6)));
        }
        Ok(())
    }

    fn add_need(&mut self, line: &Line) -> anyhow::Result<()> {
        let id = RequirementId(random::uuid(self.now));
        let source_name = line.said(3, self.locale)?;
        let contact = self.contacts.iter().find(|contact| contact.name == source_name);
        let mut says = Statement {
            title: line.said(1, self.locale)?,
            priority: line.parse(0)?,
            source: contact.map(|contact| contact.id),
            source_name,
            ..Statement::default()
        };
        for word in line.optional(6).split_whitespace() {
            match word {
                "latent" => says.is_latent = true,
                name => {
                    if self.named.insert(name, id).is_some() {
                        bail!("{name} is there twice");
                    }
                }
            }
        }
        let mut need = Requirement::new(id, self.project.id, says.checked()?);
        for place in line.optional(5).split(',').map(str::trim).filter(|text| !text.is_empty()) {
            let task = self.tasks.get(place);
            need.tasks.push(*task.with_context(|| format!("there is no task {place}"))?);
        }
        self.needs.push(need);
        Ok(())
    }

    fn add_words(&mut self, line: &Line) -> anyhow::Result<()> {
        let words = line.said(0, self.locale)?;
        let says = &mut self.needs.last_mut().context("no need before it")?.says;
        match line.word {
            "+" => {
                let key = says.next_key();
                says.criteria.push(Criterion { key, text: words });
            }
            "-" => says.dropped = Some(words),
            _ => says.text = words,
        }
        Ok(())
    }

    /// Ties each answer to the requirement that it became, and that to its conversation.
    fn link(&mut self) {
        for record in &mut self.records {
            for answer in &mut record.answers {
                let became = self.became.iter().find(|(id, _)| *id == answer.id);
                answer.requirement = became.and_then(|(_, name)| self.named.get(name).copied());
                let id = answer.requirement;
                for need in self.needs.iter_mut().filter(|need| Some(need.id) == id) {
                    need.elicitation = Some(record.id);
                }
            }
        }
    }

    /// Words that may be missing: Chinese in the cell `place`, English in the next.
    fn either(&self, line: &Line, place: usize) -> String {
        let place = match self.locale {
            Locale::zh_CN => place,
            Locale::en => place + 1,
        };
        line.optional(place).to_owned()
    }
}
