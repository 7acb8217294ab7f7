//! Asking for decisions and sealing them, whichever way they come: portal, glass or paper.

mod agreed;
mod by_hand;
mod comments;
mod lines;
mod moment;

use chrono::NaiveDate;
use domain::agreement::{
    ActionItem, Choice, Content, Decision, Entry, Hash, Method, Party, Record, Request,
    RequestState, Subject, WITHDRAWAL_MINUTES, What,
};
use domain::client::Contact;
use domain::time::Timestamp;
use domain::{ActionItemId, ContactId, FileId, ProjectId, RecordId, Refusal, RequestId, UserId};
use locale::mails::{self, Asked, Frame};
use store::Tx;
use store::agreements::Kept;

use super::mail::{self, NewMail};
use super::state::AppState;
use super::{clock, random, subjects};
use crate::error::AppError;
use crate::paths;

pub use agreed::{agreed_lines, open_conditions};
pub use by_hand::{Evidence, record_by_hand};
pub use comments::{comments_about, deciders};
pub use lines::{given_about, given_lines, receipts, sheet, waiting_for, waiting_lines};
pub use moment::{may_unname, name_moment};

/// Keeps hashes of strokes apart from others.
pub const STROKES_DOMAIN: &str = "accord strokes 1";

/// A decision on its way into the chain.
pub struct Given {
    /// What was answered.
    pub decision: Decision,
    /// Who answered.
    pub by: Contact,
    /// How.
    pub method: Method,
    /// The strokes on the glass, as JSON.
    pub strokes: Option<String>,
    /// The scanned paper and its hash.
    pub paper: Option<(FileId, Hash)>,
    /// Who of the team recorded it.
    pub witness: Option<String>,
}

/// The newest version of a subject, made now if it says something new.
///
/// # Errors
/// `NothingToAgree`, and what the store reports.
pub async fn record_now(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
    by: UserId,
) -> Result<Record, AppError> {
    let content = subjects::content_of(state, tx, project, subject).await?;
    let content = content.filter(|content| !content.parts.is_empty());
    let content: Content = content.ok_or(Refusal::NothingToAgree)?;
    let (hash, now) = (content.hash(), clock::now());
    let newest = store::records::of_subject(tx, project, subject).await?.into_iter().next();
    let number = newest.as_ref().map_or(0, |record| record.number) + 1;
    if let Some(newest) = newest.filter(|newest| newest.hash == hash) {
        return Ok(newest);
    }
    let id = RecordId(random::uuid(now));
    let record = Record { id, project, subject, number, content, hash, by, at: now };
    store::records::create(tx, &record).await?;
    Ok(record)
}

/// Keeps a request. What was asked before about the same subject is closed: one request at a time.
///
/// # Errors
/// `CannotApprove`, and what the store reports.
pub async fn ask(tx: &mut Tx, request: &Request, subject: Subject) -> Result<(), AppError> {
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    let is_invited = store::projects::has_contact(tx, request.project, approver.id).await?;
    if !is_invited || !approver.role.may_decide() {
        return Err(Refusal::CannotApprove.into());
    }
    for older in store::agreements::requests_of(tx, request.project, subject).await? {
        if older.state == RequestState::Waiting {
            store::agreements::set_state(tx, &older, RequestState::Closed).await?;
        }
    }
    Ok(store::agreements::ask(tx, request).await?)
}

/// Whether a contact decides a request: the approver, or whoever stands in that day.
///
/// # Errors
/// What the store reports.
pub async fn may_decide(
    tx: &mut Tx,
    request: &Request,
    contact: ContactId,
    today: NaiveDate,
) -> Result<bool, AppError> {
    Ok(deciders(tx, request, today).await?.contains(&contact))
}

/// Seals a decision at the end of the project's chain: of two at the same moment one is refused.
///
/// # Errors
/// `NotTheApprover`, what `Decision::checked` refuses, and what the store reports.
pub async fn decide(
    tx: &mut Tx,
    request: &Request,
    record: &Record,
    given: Given,
    now: Timestamp,
) -> Result<Entry, AppError> {
    if !may_decide(tx, request, given.by.id, clock::local(now).date()).await? {
        return Err(Refusal::NotTheApprover.into());
    }
    let decision = given.decision.checked(request, record)?;
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    let of_strokes = |strokes: &String| Hash::of(STROKES_DOMAIN, strokes.as_bytes());
    let of_paper = given.paper.map(|(_, hash)| hash);
    let conditions: Vec<String> = decision.conditions().map(str::to_owned).collect();
    let entry = Entry {
        what: decision.choice.into(),
        option: decision.option,
        words: decision.words,
        by: party(&given.by),
        method: given.method,
        signature: given.strokes.as_ref().map(of_strokes).or(of_paper),
        witness: given.witness,
        ..blank(tx, request, record, &approver, now).await?
    };
    store::agreements::set_state(tx, request, RequestState::Decided).await?;
    let paper = given.paper.map(|(file, _)| file);
    keep(tx, request, &entry, given.strokes, paper).await?;
    for text in conditions {
        let item = ActionItem {
            id: ActionItemId(random::uuid(now)),
            project: request.project,
            decision: entry.number,
            text,
            owner: None,
            due: None,
            done_at: None,
            version: 1,
        };
        store::action_items::create(tx, &item, now).await?;
    }
    Ok(entry)
}

/// Takes a decision back within its half hour: the request waits again.
///
/// # Errors
/// `Missing` when there is none, `NotTheApprover` for everyone but who gave it, `WithdrawalOver`.
pub async fn withdraw(
    tx: &mut Tx,
    request: &Request,
    record: &Record,
    by: &Contact,
    now: Timestamp,
) -> Result<Entry, AppError> {
    let found = standing_entry(tx, request).await?.ok_or(Refusal::Missing)?;
    if found.by.id != by.id.0 {
        return Err(Refusal::NotTheApprover.into());
    }
    if found.at.plus_minutes(WITHDRAWAL_MINUTES) < now {
        return Err(Refusal::WithdrawalOver.into());
    }
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    let entry = Entry {
        what: What::Withdrawn,
        withdraws: Some(found.number),
        by: party(by),
        ..blank(tx, request, record, &approver, now).await?
    };
    store::agreements::set_state(tx, request, RequestState::Waiting).await?;
    keep(tx, request, &entry, None, None).await?;
    store::action_items::drop_of(tx, request.project, found.number).await?;
    Ok(entry)
}

/// The decision that answers a request and was not taken back.
///
/// # Errors
/// What the store reports.
pub async fn standing_entry(tx: &mut Tx, request: &Request) -> Result<Option<Entry>, AppError> {
    let standing = store::agreements::standing(tx, request.project).await?;
    let chain = store::agreements::chain(tx, request.project).await?;
    let of_request = |kept: &&Kept| {
        kept.request == request.id && standing.iter().any(|other| other.number == kept.number)
    };
    Ok(chain.iter().rev().find(of_request).map(Kept::entry).transpose()?)
}

/// An entry at the end of the chain about a record, with nothing decided yet.
async fn blank(
    tx: &mut Tx,
    request: &Request,
    record: &Record,
    approver: &Contact,
    now: Timestamp,
) -> Result<Entry, AppError> {
    let (last, previous) = store::agreements::end(tx, request.project).await?;
    Ok(Entry {
        number: last + 1,
        project: request.project.0,
        what: What::Agreed,
        withdraws: None,
        kind: record.subject.kind,
        subject: record.subject.id,
        title: record.content.title.clone(),
        version: record.number,
        content: record.hash,
        option: None,
        words: String::new(),
        approver: party(approver),
        by: party(approver),
        method: Method::Portal,
        signature: None,
        witness: None,
        at: now,
        previous,
    })
}

async fn keep(
    tx: &mut Tx,
    request: &Request,
    entry: &Entry,
    strokes: Option<String>,
    paper: Option<FileId>,
) -> Result<(), AppError> {
    let kept = Kept {
        number: entry.number,
        record: request.record,
        request: request.id,
        sealed: entry.sealed(),
        strokes,
        paper,
        at: entry.at,
    };
    Ok(store::agreements::append(tx, request.project, &kept).await?)
}

fn party(contact: &Contact) -> Party {
    Party { id: contact.id.0, name: contact.name.clone(), title: contact.title.clone() }
}

/// A request of a project with what it is about; not found in any other project.
///
/// # Errors
/// `NotFound`, and what the store reports.
pub async fn request_in(
    tx: &mut Tx,
    project: ProjectId,
    request: RequestId,
) -> Result<(Request, Record), AppError> {
    let found = store::agreements::find_request(tx, request).await?;
    let request = found.filter(|found| found.project == project).ok_or(AppError::NotFound)?;
    let record = store::records::find(tx, request.record).await?.ok_or(AppError::NotFound)?;
    Ok((request, record))
}

/// What a form sends, as a decision.
///
/// # Errors
/// `Malformed`.
pub fn decision_from(
    choice: &str,
    option: Option<&str>,
    words: &str,
    hash: &str,
) -> Result<Decision, Refusal> {
    let option = option.filter(|option| !option.is_empty()).map(str::to_owned);
    let choice: Choice = choice.parse()?;
    Ok(Decision { choice, option, words: words.to_owned(), hash: hash.parse()? })
}

/// Mails the receipt of a decision to who gave it and to who asked, where mail is set up.
///
/// # Errors
/// What the store reports.
pub async fn send_receipt(
    tx: &mut Tx,
    state: &AppState,
    request: &Request,
    entry: &Entry,
    locale: locale::Locale,
) -> Result<(), AppError> {
    let organisation = store::organisation::find(tx).await?;
    let organisation = organisation.map(|organisation| organisation.name).unwrap_or_default();
    let found = store::projects::find(tx, request.project).await?.ok_or(AppError::NotFound)?;
    let asker = store::users::find(tx, request.asked_by).await?;
    let asker = asker.map(|user| (user.name, user.email, paths::agreements(found.id)));
    let decider = store::contacts::find(tx, ContactId(entry.by.id)).await?;
    let receipt = paths::receipt(found.id, entry.number);
    let decider = decider.map(|contact| (contact.name, contact.email, receipt));
    let hash = entry.sealed().hash;
    for (reader, to, path) in asker.into_iter().chain(decider) {
        if to.is_empty() {
            continue;
        }
        let link = state.settings.link(&path);
        let frame = Frame {
            organisation: &organisation,
            reader: &reader,
            project: &found.name,
            link: &link,
        };
        let (subject, text) = mails::receipt(locale, frame, entry, hash);
        mail::queue(tx, state, NewMail { to, subject, text }, entry.at).await?;
    }
    Ok(())
}

/// Mails the approver what is asked, where mail is set up.
///
/// # Errors
/// What the store reports.
pub async fn send_request(
    tx: &mut Tx,
    state: &AppState,
    request: &Request,
    record: &Record,
    (asker, locale): (&str, locale::Locale),
) -> Result<(), AppError> {
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    if approver.email.is_empty() {
        return Ok(());
    }
    let organisation = store::organisation::find(tx).await?;
    let organisation = organisation.map(|organisation| organisation.name).unwrap_or_default();
    let found = store::projects::find(tx, request.project).await?.ok_or(AppError::NotFound)?;
    let link = state.settings.link(&paths::decision(found.id, request.id));
    let frame = Frame {
        organisation: &organisation,
        reader: &approver.name,
        project: &found.name,
        link: &link,
    };
    let asked = Asked {
        kind: record.subject.kind,
        title: &record.content.title,
        version: record.number,
        asker,
        outcome: &request.terms.outcome,
        due: request.terms.due,
        minutes: request.terms.minutes,
    };
    let (subject, text) = mails::decision_asked(locale, frame, asked);
    let mail = NewMail { to: approver.email.clone(), subject, text };
    mail::queue(tx, state, mail, request.asked_at).await
}
