//! Requests and decisions as pages list them: the client's and the team's.

use chrono::NaiveDate;
use domain::agreement::{Difference, Entry, Record, Request, Subject, What};
use domain::client::Contact;
use domain::portal::{PortalBefore, PortalDecider, PortalDecision, PortalReturned, PortalSheet};
use domain::project::Project;
use domain::{ContactId, ProjectId};
use store::Tx;
use store::agreements::Kept;

use super::{may_decide, standing_entry, who_decides};
use crate::error::AppError;
use crate::features::agreements::api::{Given, Waiting};
use crate::server::clock;

/// What was decided about one subject.
#[derive(Debug, Default)]
pub struct About {
    /// What the client agreed to last, with the version that it was.
    pub signed: Option<(Given, Record)>,
    /// A return that came after that.
    pub returned: Option<Given>,
}

/// What waits for an answer in a project, as a contact sees it.
///
/// # Errors
/// What the store reports.
pub async fn waiting_for(
    tx: &mut Tx,
    project: ProjectId,
    contact: ContactId,
    today: NaiveDate,
) -> Result<Vec<PortalDecision>, AppError> {
    let mut found = Vec::new();
    for (request, record) in store::agreements::waiting(tx, project).await? {
        found.push(portal_decision(tx, &request, &record, contact, today).await?);
    }
    found.sort_by_key(|decision| (!decision.is_mine, decision.due.is_none(), decision.due));
    Ok(found)
}

async fn portal_decision(
    tx: &mut Tx,
    request: &Request,
    record: &Record,
    contact: ContactId,
    today: NaiveDate,
) -> Result<PortalDecision, AppError> {
    let asked_by = store::users::find(tx, request.asked_by).await?;
    let approver = store::contacts::find(tx, request.approver).await?;
    Ok(PortalDecision {
        id: request.id,
        kind: record.subject.kind,
        title: record.content.title.clone(),
        version: record.number,
        why: request.terms.why.clone(),
        outcome: request.terms.outcome.clone(),
        due: request.terms.due,
        minutes: request.terms.minutes,
        asked_by: asked_by.map(|user| user.name).unwrap_or_default(),
        approver: approver.map(|contact| contact.name).unwrap_or_default(),
        is_mine: may_decide(tx, request, contact, today).await?,
    })
}

/// Everything that somebody who decides reads first.
///
/// # Errors
/// What the store reports.
pub async fn sheet(
    tx: &mut Tx,
    project: &Project,
    reader: &Contact,
    request: &Request,
    record: Record,
) -> Result<PortalSheet, AppError> {
    let today = clock::local(clock::now()).date();
    let decision = portal_decision(tx, request, &record, reader.id, today).await?;
    let receipt = standing_entry(tx, request).await?.map(|entry| entry.number);
    let deciders = who_decides(tx, request, today).await?.into_iter();
    let decider = |contact: Contact| PortalDecider { id: contact.id, name: contact.name };
    let before = signed_before(tx, &record).await?.map(|older| PortalBefore {
        version: older.number,
        difference: Difference::between(&older.content, &record.content),
    });
    let returned = returned_before(tx, &record).await?;
    Ok(PortalSheet {
        returned,
        project: project.id,
        project_name: project.name.clone(),
        reader: reader.name.clone(),
        reader_title: reader.title.clone(),
        decision,
        state: request.state,
        hash: record.hash,
        content: record.content,
        before,
        receipt,
        deciders: deciders.map(decider).collect(),
    })
}

/// The version of the same subject that the client agreed to last, if it is an older one.
async fn signed_before(tx: &mut Tx, record: &Record) -> Result<Option<Record>, AppError> {
    let standing = store::agreements::standing(tx, record.project).await?;
    let is_older = |other: &&store::agreements::Standing| {
        let is_same = other.subject == record.subject;
        is_same && other.what.is_agreement() && other.version < record.number
    };
    let Some(last) = standing.iter().rev().find(is_older) else { return Ok(None) };
    Ok(store::records::find(tx, last.record).await?)
}

/// What differs from the version that the client returned last, if that is an older one.
async fn returned_before(tx: &mut Tx, record: &Record) -> Result<Option<PortalReturned>, AppError> {
    let about = given_about(tx, record.project, record.subject).await?;
    let given = about.returned.filter(|given| given.entry.version < record.number);
    let Some(Entry { number, version, words, .. }) = given.map(|given| given.entry) else {
        return Ok(None);
    };
    let records = store::records::of_subject(tx, record.project, record.subject).await?;
    let older = records.into_iter().find(|older| older.number == version);
    Ok(older.map(|older| PortalReturned {
        number,
        version,
        words,
        difference: Difference::between(&older.content, &record.content),
    }))
}

/// The requests of a project that wait, as the team lists them.
///
/// # Errors
/// What the store reports.
pub async fn waiting_lines(tx: &mut Tx, project: ProjectId) -> Result<Vec<Waiting>, AppError> {
    let mut lines = Vec::new();
    let today = clock::local(clock::now()).date();
    for (request, record) in store::agreements::waiting(tx, project).await? {
        let approver = store::contacts::find(tx, request.approver).await?;
        let deciders = who_decides(tx, &request, today).await?.into_iter();
        lines.push(Waiting {
            deciders: deciders.map(|contact| (contact.id, contact.name)).collect(),
            subject: record.subject,
            title: record.content.title,
            version: record.number,
            hash: record.hash,
            approver: approver.map(|contact| contact.name).unwrap_or_default(),
            since: clock::local(request.asked_at).date(),
            request,
        });
    }
    Ok(lines)
}

/// The chain of a project as the team lists it, from its beginning.
///
/// # Errors
/// What the store reports.
pub async fn given_lines(tx: &mut Tx, project: ProjectId) -> Result<Vec<Given>, AppError> {
    let chain = store::agreements::chain(tx, project).await?;
    let entries = chain.iter().map(Kept::entry).collect::<Result<Vec<_>, _>>()?;
    let is_taken_back = |number: i64| entries.iter().any(|entry| entry.withdraws == Some(number));
    let line = |(kept, entry): (&Kept, &Entry)| Given {
        entry: entry.clone(),
        hash: kept.sealed.hash,
        on: clock::local(entry.at).date(),
        is_taken_back: is_taken_back(entry.number),
    };
    Ok(chain.iter().zip(&entries).map(line).collect())
}

/// What stands of the decisions about one subject.
///
/// # Errors
/// What the store reports.
pub async fn given_about(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<About, AppError> {
    let mut found = About::default();
    for given in given_lines(tx, project).await? {
        let entry = &given.entry;
        let is_about = entry.kind == subject.kind && entry.subject == subject.id;
        if !is_about || given.is_taken_back {
            continue;
        }
        match entry.what {
            What::Withdrawn => {}
            What::Returned => found.returned = Some(given),
            What::Agreed | What::Conditional => {
                let records = store::records::of_subject(tx, project, subject).await?;
                let record = records.into_iter().find(|record| record.number == entry.version);
                found = About { signed: record.map(|record| (given, record)), returned: None };
            }
        }
    }
    Ok(found)
}
