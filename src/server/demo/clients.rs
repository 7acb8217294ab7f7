//! What the sample's firm knows of its clients: contracts, stakeholders, conversations, promises.

use anyhow::{Context, bail};
use chrono::{Days, NaiveDate, NaiveTime};
use domain::agreement::Delegation;
use domain::client::Contact;
use domain::client::contract::{Contract, ContractFacts, amount};
use domain::client::log::{LogEntry, LogFacts};
use domain::client::promise::{Promise, PromiseFacts};
use domain::client::stakeholder::{Stakeholder, StakeholderFacts};
use domain::project::{Phase, Project};
use domain::time::{Timestamp, minute_at};
use domain::{
    ClientId, ClientPromiseId, ContactId, ContactLogId, ContractId, DelegationId, ProjectId,
    StakeholderId, UserId,
};
use locale::Locale;
use store::{Reach, Tx};

use super::firm::Firm;
use super::text::{Line, lines};
use crate::server::random;

/// What is known, in the sample's own notation.
const RECORDS: &str = include_str!("clients.txt");

/// The client that the lines are about.
struct Known {
    client: ClientId,
    contacts: Vec<Contact>,
    project: Option<ProjectId>,
    by: UserId,
    locale: Locale,
    today: NaiveDate,
    now: Timestamp,
}

/// Writes what is known; the projects are there already.
///
/// # Errors
/// A sentence with the line's number, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    firm: &Firm,
    locale: Locale,
    (today, now): (NaiveDate, Timestamp),
) -> anyhow::Result<()> {
    let by = firm.people.values().next().copied().context("nobody knows clients")?;
    let mut known = None;
    for line in lines(RECORDS) {
        if line.word == "client" {
            let client = firm.client(line.cell(0)?)?;
            let projects = store::projects::of_client(tx, client, Reach::All).await?;
            let is_running = |project: &&Project| project.phase == Phase::Execution;
            let project = projects.iter().find(is_running).map(|project| project.id);
            known = Some(Known {
                client,
                contacts: store::contacts::of_client(tx, client).await?,
                project,
                by,
                locale,
                today,
                now,
            });
            continue;
        }
        let known = known.as_ref().with_context(|| format!("line {}: no client", line.number))?;
        match line.word {
            "contract" => store::contracts::create(tx, &known.contract(&line)?, now).await?,
            "stakeholder" => {
                store::stakeholders::create(tx, &known.stakeholder(&line)?, now).await?;
            }
            "talk" => store::contact_log::create(tx, &known.entry(&line)?, now).await?,
            "promise" => store::client_promises::create(tx, &known.promise(&line)?, now).await?,
            "delegate" => {
                store::delegations::create(tx, &known.delegation(&line)?, by, now).await?;
            }
            other => bail!("line {}: {other} is not understood", line.number),
        }
    }
    Ok(())
}

impl Known {
    fn contract(&self, line: &Line) -> anyhow::Result<Contract> {
        let currency = line.cell(5)?.to_owned();
        let facts = ContractFacts {
            title: line.said(0, self.locale)?,
            terms: line.said(2, self.locale)?,
            amount: amount(line.cell(4)?, &currency)?,
            currency,
            signed_on: self.day(line, 6)?,
            starts: self.day(line, 7)?,
            ends: self.day(line, 8)?,
        };
        let id = ContractId(random::uuid(self.now));
        Ok(Contract { id, client: self.client, facts: facts.checked()?, version: 1 })
    }

    fn stakeholder(&self, line: &Line) -> anyhow::Result<Stakeholder> {
        let facts = StakeholderFacts {
            contact: self.contact(line, 6)?,
            name: line.said(0, self.locale)?,
            influence: line.parse(2)?,
            interest: line.parse(3)?,
            note: line.said(4, self.locale)?,
        };
        let id = StakeholderId(random::uuid(self.now));
        Ok(Stakeholder { id, client: self.client, facts: facts.checked()?, version: 1 })
    }

    fn entry(&self, line: &Line) -> anyhow::Result<LogEntry> {
        let day = self.day(line, 0)?.with_context(|| format!("line {}: no day", line.number))?;
        let time = NaiveTime::parse_from_str(line.cell(1)?, "%H:%M");
        let time = time.with_context(|| format!("line {}: no time", line.number))?;
        let decided = match line.cell(7)? {
            "" => String::new(),
            _ => line.said(7, self.locale)?,
        };
        let facts = LogFacts {
            project: self.project(line, 4)?,
            contact: self.contact(line, 3)?,
            at: minute_at(day.and_time(time)),
            channel: line.parse(2)?,
            summary: line.said(5, self.locale)?,
            decided,
            next: self.day(line, 9)?,
        };
        let (id, by) = (ContactLogId(random::uuid(self.now)), self.by);
        Ok(LogEntry { id, client: self.client, facts: facts.checked()?, by, version: 1 })
    }

    fn promise(&self, line: &Line) -> anyhow::Result<Promise> {
        let due = self.day(line, 2)?.with_context(|| format!("line {}: no day", line.number))?;
        let text = line.said(0, self.locale)?;
        let facts = PromiseFacts { project: self.project(line, 3)?, text, due };
        let outcome = if line.cell(4)?.is_empty() { None } else { Some(line.parse(4)?) };
        let settled: Option<i64> = match line.optional(5) {
            "" => None,
            _ => Some(line.parse(5)?),
        };
        Ok(Promise {
            id: ClientPromiseId(random::uuid(self.now)),
            client: self.client,
            facts: facts.checked()?,
            by: self.by,
            outcome,
            settled_at: settled.map(|days| self.now.plus_minutes(days * 24 * 60)),
            version: 1,
        })
    }

    fn delegation(&self, line: &Line) -> anyhow::Result<Delegation> {
        let missing = || format!("line {}: something is missing", line.number);
        Ok(Delegation {
            id: DelegationId(random::uuid(self.now)),
            contact: self.contact(line, 0)?.with_context(missing)?,
            delegate: self.contact(line, 1)?.with_context(missing)?,
            from: self.day(line, 2)?.with_context(missing)?,
            until: self.day(line, 3)?.with_context(missing)?,
        })
    }

    /// The contact whose mail address begins like this; none for an empty cell.
    fn contact(&self, line: &Line, place: usize) -> anyhow::Result<Option<ContactId>> {
        let key = line.cell(place)?;
        if key.is_empty() {
            return Ok(None);
        }
        let is_meant =
            |one: &&Contact| one.email.split_once('@').is_some_and(|(name, _)| name == key);
        let found = self.contacts.iter().find(is_meant);
        let found = found.with_context(|| format!("line {}: nobody is {key}", line.number))?;
        Ok(Some(found.id))
    }

    fn project(&self, line: &Line, place: usize) -> anyhow::Result<Option<ProjectId>> {
        Ok(match line.cell(place)? {
            "" => None,
            _ => self.project,
        })
    }

    /// A day counted from today; none for an empty cell.
    fn day(&self, line: &Line, place: usize) -> anyhow::Result<Option<NaiveDate>> {
        if line.optional(place).is_empty() {
            return Ok(None);
        }
        let days: i64 = line.parse(place)?;
        let distance = Days::new(days.unsigned_abs());
        let day = if days < 0 {
            self.today.checked_sub_days(distance)
        } else {
            self.today.checked_add_days(distance)
        };
        day.with_context(|| format!("line {}: no such day", line.number)).map(Some)
    }
}
