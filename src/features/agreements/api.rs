//! What team and client of a project agreed, and what waits.

use chrono::{NaiveDate, NaiveDateTime};
use domain::agreement::{
    ActionItem, Content, Decision, Difference, Entry, Hash, Request, Subject, Terms,
};
use domain::client::Contact;
use domain::message::Thread;
use domain::portal::PortalSheet;
use domain::{ActionItemId, ContactId, FileId, ProjectId, Refusal, RequestId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// How a subject stands between team and client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What it says now, as the client would read it; none when there is nothing to agree on.
    pub content: Option<Content>,
    /// What the client agreed to last.
    pub signed: Option<Signed>,
    /// A return that came after that.
    pub returned: Option<Given>,
    /// The request that waits.
    pub waiting: Option<Waiting>,
    /// Whether the subject was changed since that was sent.
    pub is_outdated: bool,
    /// Why nobody can be asked any more, whatever stands there.
    pub no_question: Option<Refusal>,
    /// What was written about the newest request, the oldest first.
    pub comments: Vec<Comment>,
    /// Who can be asked.
    pub approvers: Vec<Contact>,
    /// Whether this person may ask.
    pub may_ask: bool,
    /// Today, on the server's clock.
    pub today: NaiveDate,
}

/// What the client agreed to last, beside what it says now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The decision.
    pub given: Given,
    /// What was changed since; empty when nothing was.
    pub difference: Difference,
}

/// Who comments, as the decision sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standpoint {
    /// Somebody of the team.
    Team,
    /// The approver, or who stands in today.
    Decides,
    /// Somebody else of the client, whose words decide nothing.
    Comments,
}

/// What somebody wrote about a request, on a line of it or on all of it; the client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Where it is answered.
    pub thread: Thread,
    /// Who wrote it.
    pub by: String,
    /// Whether that person decides.
    pub standpoint: Standpoint,
    /// The words of the line that it is about.
    pub quote: Option<String>,
    /// The words.
    pub body: String,
    /// When, on the server's clock.
    pub at: NaiveDateTime,
}

/// A decision with its hash and the moment on the server's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// What was decided.
    pub entry: Entry,
    /// Its hash.
    pub hash: Hash,
    /// When, on the server's clock.
    pub on: NaiveDate,
    /// Whether it was taken back.
    pub is_taken_back: bool,
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The request.
    pub request: Request,
    /// About what.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// Which version, as people count.
    pub version: i32,
    /// SHA-256 of what it says.
    pub hash: Hash,
    /// Who was asked.
    pub approver: String,
    /// Who decides today: the approver first, then who stands in. Nobody once the approver has lost
    /// the role or the page.
    pub deciders: Vec<(ContactId, String)>,
    /// Since when, on the server's clock.
    pub since: NaiveDate,
}

impl Waiting {
    /// Whether somebody of the client may answer today.
    #[must_use]
    pub const fn can_answer(&self) -> bool {
        !self.deciders.is_empty()
    }
}

/// A project's agreements on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreements {
    /// What waits, the oldest first.
    pub waiting: Vec<Waiting>,
    /// What was decided, the newest first.
    pub given: Vec<Given>,
    /// What is to be done because of that.
    pub items: Vec<ActionItem>,
    /// Who of the team may do it.
    pub people: Vec<(UserId, String)>,
    /// Whether this person may ask for decisions.
    pub may_ask: bool,
    /// Whether this person may tick items.
    pub may_edit: bool,
    /// Today, on the server's clock.
    pub today: NaiveDate,
}

/// How a subject of a project stands.
#[server(endpoint = "agreements/standing", input = Json)]
pub async fn open_standing(project: ProjectId, subject: Subject) -> Result<Standing, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, decisions, subjects};
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let may_ask = call.may_in(Action::AskClient, project).await?;
    let state = call.state.clone();
    let content = subjects::content_of(&state, call.db(), project, subject).await?;
    let content = content.filter(|content| !content.parts.is_empty());
    let given = decisions::given_about(call.db(), project, subject).await?;
    let signed = match given.signed {
        Some((given, record)) => {
            let now = content.clone().unwrap_or_default();
            Some(Signed { given, difference: Difference::between(&record.content, &now) })
        }
        None => None,
    };
    let mut waiting = decisions::waiting_lines(call.db(), project).await?;
    waiting.retain(|waiting| waiting.subject == subject);
    let waiting = waiting.pop();
    let hash = content.as_ref().map(Content::hash);
    let comments = decisions::comments_about(call.db(), project, subject).await?;
    let approvers = store::projects::contacts(call.db(), project).await?;
    Ok(Standing {
        content,
        signed,
        returned: given.returned,
        is_outdated: waiting.as_ref().is_some_and(|waiting| Some(waiting.hash) != hash),
        no_question: decisions::no_question(call.db(), project, subject).await?,
        waiting,
        comments,
        approvers: approvers.into_iter().filter(|contact| contact.role.may_decide()).collect(),
        may_ask,
        today: clock::local(call.now()).date(),
    })
}

/// What is asked of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id that the browser chose: sent twice, it is asked once.
    pub id: RequestId,
    /// The hash of what the person who asks had before the eyes.
    pub hash: Hash,
    /// Who decides.
    pub approver: ContactId,
    /// What was asked, in words and numbers.
    pub terms: Terms,
}

/// Asks a contact for a decision about a subject as it stands now. An older request about it is
/// closed.
#[server(endpoint = "agreements/ask", input = Json)]
pub async fn ask_decision(
    project: ProjectId,
    subject: Subject,
    question: Question,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::agreement::{RequestState, SubjectKind};
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require(Action::AskClient, project).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    decisions::hold(call.db(), project).await?;
    let Question { id, hash, approver, terms } = question;
    let terms = terms.checked()?;
    if let Some(found) = store::agreements::find_request(call.db(), id).await? {
        return if found.project == project { Ok(()) } else { Err(AppError::NotFound) };
    }
    let (state, asked_by) = (call.state.clone(), call.user.id);
    let record = decisions::record_now(&state, call.db(), project, subject, asked_by).await?;
    if record.hash != hash {
        return Err(Refusal::ContentDiffers.into());
    }
    if subject.kind == SubjectKind::Baseline {
        decisions::name_moment(&mut call, &record).await?;
    }
    let asked_at = call.now();
    let waiting = RequestState::Waiting;
    let request = Request {
        id,
        project,
        record: record.id,
        approver,
        asked_by,
        asked_at,
        terms,
        state: waiting,
        version: 1,
    };
    decisions::ask(call.db(), &request, subject).await?;
    let asker = call.user.name.clone();
    call.note_language().await?;
    decisions::send_request(call.db(), &state, &request, &record, &asker).await?;
    call.commit(Event::new("agreement.asked").project(project).object(id.0).after(&request)).await
}

/// Takes a request back; `version` is the one that was read.
#[server(endpoint = "agreements/take_back", input = Json)]
pub async fn take_back(request: RequestId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::agreement::RequestState;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::agreements::find_request(call.db(), request).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::AskClient, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    let (found, _) = decisions::request_in(call.db(), found.project, request).await?;
    match found.state {
        RequestState::Waiting => {}
        RequestState::Decided => return Err(Refusal::AlreadyDecided.into()),
        RequestState::Closed => return Ok(()),
    }
    let read = Request { version, ..found.clone() };
    store::agreements::set_state(call.db(), &read, RequestState::Closed).await?;
    let event = Event::new("agreement.taken_back").project(found.project).object(request.0);
    call.commit(event.before(&found)).await
}

/// What the approver reads on the team's tablet.
#[server(endpoint = "agreements/glass", input = Json)]
pub async fn open_glass(request: RequestId) -> Result<PortalSheet, AppError> {
    use crate::server::call::Call;
    use crate::server::decisions;
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::agreements::find_request(call.db(), request).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::AskClient, found.project).await?;
    let project = store::projects::find(call.db(), found.project).await?;
    let project = project.ok_or(AppError::NotFound)?;
    let approver = store::contacts::find(call.db(), found.approver).await?;
    let approver = approver.ok_or(AppError::NotFound)?;
    let (request, record) = decisions::request_in(call.db(), project.id, found.id).await?;
    decisions::sheet(call.db(), &project, &approver, &request, record).await
}

/// Records what the approver, or `by` who stands in today, decided and signed on the team's tablet;
/// `strokes` are JSON: a list of strokes, each a list of x and y in turn. Returns the decision's
/// number.
#[server(endpoint = "agreements/sign", input = Json)]
pub async fn sign_on_glass(
    request: RequestId,
    decision: Decision,
    strokes: String,
    by: Option<ContactId>,
) -> Result<i64, AppError> {
    use crate::server::decisions::{self, Evidence};
    decisions::record_by_hand(request, (decision, by), Evidence::Strokes(strokes)).await
}

/// Records a decision that the approver, or `by` who stands in today, gave on paper, with the
/// scanned paper. Returns its number.
#[server(endpoint = "agreements/paper", input = Json)]
pub async fn record_paper(
    request: RequestId,
    decision: Decision,
    paper: FileId,
    by: Option<ContactId>,
) -> Result<i64, AppError> {
    use crate::server::decisions::{self, Evidence};
    decisions::record_by_hand(request, (decision, by), Evidence::Paper(paper)).await
}

/// What waits, what was decided, and what is to be done because of it.
#[server(endpoint = "agreements/list", input = Json)]
pub async fn open_agreements(project: ProjectId) -> Result<Agreements, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, decisions};
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let may_ask = call.may_in(Action::AskClient, project).await?;
    let may_edit = call.may_in(Action::EditScope, project).await?;
    let waiting = decisions::waiting_lines(call.db(), project).await?;
    let mut given = decisions::given_lines(call.db(), project).await?;
    given.reverse();
    let items = store::action_items::of_project(call.db(), project).await?;
    let members = store::projects::members(call.db(), project).await?;
    let people = members.into_iter().map(|member| (member.user.id, member.user.name)).collect();
    let today = clock::local(call.now()).date();
    Ok(Agreements { waiting, given, items, people, may_ask, may_edit, today })
}

/// Says who does an item until when, and whether it is done; `version` is the one that was read.
/// What was done before its decision was taken back stays as it is: nobody owes it any more.
#[server(endpoint = "agreements/set_item", input = Json)]
pub async fn set_item(
    item: ActionItemId,
    version: i32,
    owner: Option<UserId>,
    due: Option<NaiveDate>,
    is_done: bool,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{decisions, deliverables};
    use domain::agreement::checked_day;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::action_items::find(call.db(), item).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    let standing = store::agreements::standing(call.db(), found.project).await?;
    if standing.iter().all(|decision| decision.number != found.decision) {
        return Err(Refusal::DecisionGone.into());
    }
    if let Some(due) = due.filter(|_| due != found.due) {
        checked_day(due)?;
    }
    if owner != found.owner {
        deliverables::require_member(call.db(), found.project, owner).await?;
    }
    let now = call.now();
    let done_at = is_done.then(|| found.done_at.unwrap_or(now));
    let changed = ActionItem { owner, due, done_at, version, ..found.clone() };
    store::action_items::update(call.db(), &changed).await?;
    let event = Event::new("action_item.changed").project(found.project).object(item.0);
    call.commit(event.before(&found).after(&changed)).await
}
