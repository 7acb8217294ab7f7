//! Asking for decisions and sealing them, whichever way they come: portal, glass or paper.

mod agreed;
mod by_hand;
mod comments;
mod heads;
mod letters;
mod lines;
mod moment;
mod right;
mod withdrawal;

use domain::agreement::{
    ActionItem, Choice, Content, Decision, Entry, HandedLink, Hash, Method, Party, Record, Request,
    RequestState, Subject, SubjectKind, What,
};
use domain::change::ChangeRequest;
use domain::client::Contact;
use domain::time::Timestamp;
use domain::{ActionItemId, ChangeId, FileId, ProjectId, RecordId, Refusal, RequestId, UserId};
use store::Tx;
use store::agreements::Kept;

use super::state::AppState;
use super::{clock, random, subjects};
use crate::error::AppError;

pub use agreed::{agreed_lines, open_conditions};
pub use by_hand::{Evidence, record_by_hand};
pub use comments::comments_about;
pub use heads::{DECIDED, Damage, Logged, WITHDRAWN, damage};
pub use letters::{send_receipt, send_request};
pub use lines::{given_about, given_lines, sheet, waiting_for, waiting_lines};
pub use moment::{agreed_moments, may_unname, name_moment};
pub use right::{deciders, may_decide, who_decides};
pub use withdrawal::{is_taken_back, standing_entry, withdraw};

/// Keeps hashes of strokes apart from others.
const STROKES_DOMAIN: &str = "accord strokes 1";

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
    /// The link by which the person came, where somebody of the team had it in hand.
    pub link: Option<HandedLink>,
}

/// Keeps everybody else in the project from asking, deciding, withdrawing and applying until this
/// transaction ends. What is to be decided by is read after this, never before.
///
/// # Errors
/// `NotFound` when there is no such project, `Busy`.
pub async fn hold(tx: &mut Tx, project: ProjectId) -> Result<(), AppError> {
    store::plans::lock_head(tx, project).await?.ok_or(AppError::NotFound)?;
    Ok(())
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

/// The change that a subject is; none for every other kind of subject.
async fn change_of(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Option<ChangeRequest>, AppError> {
    match subject.kind {
        SubjectKind::Change => {
            let found = store::changes::find(tx, ChangeId(subject.id)).await?;
            Ok(found.filter(|change| change.project == project))
        }
        SubjectKind::Scope
        | SubjectKind::Requirements
        | SubjectKind::Baseline
        | SubjectKind::Deliverable
        | SubjectKind::Handover
        | SubjectKind::Minutes => Ok(None),
    }
}

/// Why nobody can be asked about a subject any more; none while somebody can.
///
/// # Errors
/// What the store reports.
pub async fn no_question(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Option<Refusal>, AppError> {
    let change = change_of(tx, project, subject).await?;
    Ok(change.and_then(|change| change.state.may_edit().err()))
}

/// Keeps a request. What was asked before about the same subject is closed: one request at a time.
/// The caller holds the project.
///
/// # Errors
/// `CannotApprove`, `ChangeClosed` for a change that is over, and what the store reports.
pub async fn ask(tx: &mut Tx, request: &Request, subject: Subject) -> Result<(), AppError> {
    if let Some(refusal) = no_question(tx, request.project, subject).await? {
        return Err(refusal.into());
    }
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    let is_invited = store::projects::has_contact(tx, request.project, approver.id).await?;
    if !is_invited || !approver.role.may_decide() {
        return Err(Refusal::CannotApprove.into());
    }
    close_requests(tx, request.project, subject).await?;
    Ok(store::agreements::ask(tx, request).await?)
}

/// Closes what waits for an answer about a subject.
///
/// # Errors
/// What the store reports.
pub async fn close_requests(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<(), AppError> {
    for request in store::agreements::requests_of(tx, project, subject).await? {
        if request.state == RequestState::Waiting {
            store::agreements::set_state(tx, &request, RequestState::Closed).await?;
        }
    }
    Ok(())
}

/// Seals a decision at the end of the project's chain. The caller holds the project and has read
/// the request since: of two decisions at the same moment the second one is refused in words.
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
        asked: Some(request.terms.clone()),
        link: given.link,
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
        asked: None,
        words: String::new(),
        approver: party(approver),
        by: party(approver),
        method: Method::Portal,
        link: None,
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
