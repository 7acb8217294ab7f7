//! What the clients of the sample were asked and decided: sealed as any other decision, only in the
//! past.

use anyhow::{Context, bail};
use chrono::{NaiveDate, TimeDelta};
use domain::agreement::plan_content::of_plan;
use domain::agreement::{
    ActionItem, Choice, Content, Decision, Entry, Method, Record, Request, RequestState, Subject,
    SubjectKind, Terms,
};
use domain::change::{self, ChangeState, folded, replayed};
use domain::client::Contact;
use domain::plan::Plan;
use domain::project::Project;
use domain::requirement::{Requirement, Statement};
use domain::scope;
use domain::time::{self, Timestamp};
use domain::{RecordId, RequestId};
use locale::Locale;
use store::Tx;

use super::text::{Line, lines};
use crate::server::branches::Branch;
use crate::server::decisions::{self, Given};
use crate::server::{deliverables, random, trace};

/// Every project in the sample's own notation.
const AGREED: &str = include_str!("agreements.txt");
/// A signature on the glass: two strokes in units of the box.
const SIGNED: &str = "[[900,1350,1010,1040,1160,720,1330,480,1420,520,1380,860,1290,1240,1310,1420,\
    1490,1260,1720,930,1900,820,1960,930,1880,1180,1930,1270,2120,1100,2330,900,2460,960,2430,1190,\
    2530,1260,2790,1010,3080,820,3350,780,3600,860],[1240,980,1700,900,2260,800,2900,690]]";
/// Days until what was promised with a condition is due.
const ITEM_DUE: i64 = 6;

/// Where the agreements of a project go, and who decides them.
struct Scene<'a> {
    project: &'a Project,
    plan: &'a Plan,
    approver: Contact,
    locale: Locale,
    today: NaiveDate,
    now: Timestamp,
}

/// A request as its lines describe it.
struct Ask {
    line: Line,
    why: String,
    outcome: String,
    /// Conditions or the reason.
    words: Vec<String>,
    /// The conditions that were met since.
    met: Vec<String>,
}

/// Writes what was asked and decided in a project, which is known by its key in the notation. What
/// it is about must have been written before.
///
/// # Errors
/// A sentence with the line's number, what a rule refuses, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    (project, plan): (&Project, &Plan),
    locale: Locale,
    (today, now): (NaiveDate, Timestamp),
) -> anyhow::Result<()> {
    let is_head = |line: &Line| line.word == "project" && line.optional(0) == project.key;
    let mut own = lines(AGREED).skip_while(|line| !is_head(line));
    let Some(head) = own.next() else { return Ok(()) };
    let approver = approver(tx, project, &head).await?;
    let scene = Scene { project, plan, approver, locale, today, now };
    let (mut asks, mut rewordings): (Vec<Ask>, Vec<Line>) = (Vec::new(), Vec::new());
    for line in own.take_while(|line| line.word != "project") {
        match line.word {
            "ask" | "wait" => asks.push(Ask::new(line)),
            "reword" => rewordings.push(line),
            _ => {
                let last = asks.last_mut();
                let last = last.with_context(|| format!("line {}: no request", line.number))?;
                last.add(&line, locale)?;
            }
        }
    }
    for ask in asks {
        let number = ask.line.number;
        scene.put(tx, ask).await.with_context(|| format!("agreements, line {number}"))?;
    }
    for line in rewordings {
        scene.reword(tx, &line).await?;
    }
    Ok(())
}

/// The contact whose address begins as the project's line says.
async fn approver(tx: &mut Tx, project: &Project, head: &Line) -> anyhow::Result<Contact> {
    let name = head.cell(1)?;
    let contacts = store::projects::contacts(tx, project.id).await?;
    let is_meant = |contact: &Contact| contact.email.split('@').next() == Some(name);
    let found = contacts.into_iter().find(is_meant);
    found.with_context(|| format!("line {}: there is no contact {name}", head.number))
}

impl Ask {
    const fn new(line: Line) -> Self {
        let why = String::new();
        Self { line, why, outcome: String::new(), words: Vec::new(), met: Vec::new() }
    }

    fn add(&mut self, line: &Line, locale: Locale) -> anyhow::Result<()> {
        let said = line.said(0, locale)?;
        match line.word {
            "?" => self.why = said,
            "=" => self.outcome = said,
            "+" | "-" => self.words.push(said),
            "x" => {
                self.met.push(said.clone());
                self.words.push(said);
            }
            other => bail!("line {}: {other} is not understood", line.number),
        }
        Ok(())
    }
}

impl Scene<'_> {
    /// Asks, and lets the client have answered.
    async fn put(&self, tx: &mut Tx, ask: Ask) -> anyhow::Result<()> {
        let Ask { line, why, outcome, words, met } = ask;
        let (subject, content) = self.about(tx, line.cell(0)?).await?;
        let asked_at = self.ago(line.parse(1)?);
        let days: i64 = line.parse(2)?;
        // Who has answered already had two days more.
        let is_answered = line.word == "ask";
        let due = self.day(if is_answered { 2 - days } else { days });
        let record = self.record(tx, subject, content, asked_at).await?;
        let terms = Terms { why, outcome, due, minutes: line.parse(3)? };
        let request = Request {
            id: RequestId(random::uuid(asked_at)),
            project: self.project.id,
            record: record.id,
            approver: self.approver.id,
            asked_by: self.project.lead,
            asked_at,
            terms: terms.checked()?,
            state: RequestState::Waiting,
            version: 1,
        };
        decisions::ask(tx, &request, subject).await?;
        if !is_answered {
            return Ok(());
        }
        let choice: Choice = line.parse(4)?;
        let decision =
            Decision { choice, option: None, words: words.join("\n"), hash: record.hash };
        let given = self.given(tx, decision, line.parse(5)?).await?;
        let entry = decisions::decide(tx, &request, &record, given, self.ago(days)).await?;
        self.follow_up(tx, &entry, &met).await
    }

    /// What is agreed on, as the client would read it now.
    async fn about(&self, tx: &mut Tx, what: &str) -> anyhow::Result<(Subject, Content)> {
        let (kind, place) = what.split_once(' ').unwrap_or((what, "1"));
        let (kind, place): (SubjectKind, usize) = (kind.parse()?, place.parse()?);
        let (project, name) = (self.project.id, &self.project.name);
        let own = Subject { kind, id: project.0 };
        let found = match kind {
            SubjectKind::Scope => {
                let goals = store::scope::goals(tx, project).await?;
                let items = store::scope::items(tx, project).await?;
                Some((own, scope::content(name, &goals, &items, self.plan)))
            }
            SubjectKind::Requirements => {
                trace::document(tx, project).await?.map(|content| (own, content))
            }
            SubjectKind::Baseline => Some((own, of_plan(name, self.plan))),
            SubjectKind::Change => self.changes(tx).await?.into_iter().nth(place - 1),
            SubjectKind::Deliverable => self.deliverables(tx).await?.into_iter().nth(place - 1),
            SubjectKind::Handover | SubjectKind::Minutes => None,
        };
        found.with_context(|| format!("there is no {what}"))
    }

    /// The deliverables that the client sees, by their dates.
    async fn deliverables(&self, tx: &mut Tx) -> anyhow::Result<Vec<(Subject, Content)>> {
        let mut seen = Vec::new();
        for found in store::deliverables::of_project(tx, self.project.id).await? {
            let subject = Subject { kind: SubjectKind::Deliverable, id: found.id.0 };
            let content = deliverables::content(tx, self.project.id, found.id).await?;
            seen.extend(content.map(|content| (subject, content)));
        }
        Ok(seen)
    }

    /// The changes that are open, the latest first.
    async fn changes(&self, tx: &mut Tx) -> anyhow::Result<Vec<(Subject, Content)>> {
        let mut open = Vec::new();
        for found in store::changes::of_project(tx, self.project.id).await? {
            if found.state != ChangeState::Open {
                continue;
            }
            let mut assessed = Vec::new();
            for option in store::change_options::of_change(tx, found.id).await? {
                let base = store::plans::load_at(tx, self.project.id, option.base).await?;
                let (_, base) = base.context("a branch without a plan")?;
                let ops = folded(store::change_options::ops(tx, option.id).await?);
                let plan = replayed(base.clone(), &ops)?;
                assessed.push(Branch { option, ops, base, plan }.assessed());
            }
            let subject = Subject { kind: SubjectKind::Change, id: found.id.0 };
            let content = change::content(&found.says, &assessed);
            open.extend(content.map(|content| (subject, content)));
        }
        Ok(open)
    }

    async fn record(
        &self,
        tx: &mut Tx,
        subject: Subject,
        content: Content,
        at: Timestamp,
    ) -> anyhow::Result<Record> {
        let (project, by) = (self.project.id, self.project.lead);
        let before = store::records::of_subject(tx, project, subject).await?;
        let number = before.first().map_or(1, |newest| newest.number + 1);
        let (id, hash) = (RecordId(random::uuid(at)), content.hash());
        let record = Record { id, project, subject, number, content, hash, by, at };
        store::records::create(tx, &record).await?;
        Ok(record)
    }

    /// The answer of the approver; on the glass the lead is the witness.
    async fn given(
        &self,
        tx: &mut Tx,
        decision: Decision,
        method: Method,
    ) -> anyhow::Result<Given> {
        let by = self.approver.clone();
        let (mut strokes, mut witness) = (None, None);
        if method == Method::Glass {
            let lead = store::users::find(tx, self.project.lead).await?;
            witness = lead.map(|lead| lead.name);
            strokes = Some(SIGNED.to_owned());
        }
        Ok(Given { decision, by, method, strokes, paper: None, witness, link: None })
    }

    /// Gives what follows from conditions to the lead; what was met since is ticked.
    async fn follow_up(&self, tx: &mut Tx, entry: &Entry, met: &[String]) -> anyhow::Result<()> {
        let mut items = store::action_items::of_project(tx, self.project.id).await?;
        items.retain(|item| item.decision == entry.number);
        for item in items {
            let done_at = met.contains(&item.text).then(|| entry.at.plus_minutes(3 * time::DAY));
            let (owner, due) = (Some(self.project.lead), self.day(ITEM_DUE));
            store::action_items::update(tx, &ActionItem { owner, due, done_at, ..item }).await?;
        }
        Ok(())
    }

    /// Lets a requirement say something else than what was agreed.
    async fn reword(&self, tx: &mut Tx, line: &Line) -> anyhow::Result<()> {
        let number: i32 = line.parse(0)?;
        let all = store::requirements::of_project(tx, self.project.id).await?;
        let found = all.into_iter().find(|one| one.number == number);
        let found = found.with_context(|| format!("line {}: no R-{number}", line.number))?;
        let says = Statement { text: line.said(1, self.locale)?, ..found.says.clone() };
        let changed = Requirement { says, ..found };
        Ok(store::requirements::update(tx, &changed, self.now).await?)
    }

    const fn ago(&self, days: i64) -> Timestamp {
        self.now.plus_minutes(-days * time::DAY)
    }

    fn day(&self, days: i64) -> Option<NaiveDate> {
        self.today.checked_add_signed(TimeDelta::days(days))
    }
}
