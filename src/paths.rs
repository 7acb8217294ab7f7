//! Every address of the program as a typed function.

mod control;
mod portal;
mod subjects;

use domain::message::Thread;
use domain::{
    ChangeId, ChangeOptionId, ClientId, DeliverableId, FileId, MinutesId, ProjectId, RequestId,
    RequirementId, TaskId,
};

pub use control::{risk, risks};
pub use portal::{
    FAILURE, PORTAL_CODE, PORTAL_LEAVE, PORTAL_NO_CODE, PORTAL_SCRIPT, portal, portal_comments,
    portal_complaint, portal_complaints, portal_earlier, portal_evidence, portal_feedback,
    portal_file, portal_file_preview, portal_messages, portal_minutes, portal_news, portal_preview,
    portal_ratings, portal_thread, telling,
};
pub use subjects::{compared, subject, version, versions};

/// Home.
pub const HOME: &str = "/";
/// The portfolio.
pub const PROJECTS: &str = "/projects";
/// The four steps of a new project.
pub const NEW_PROJECT: &str = "/projects/new";
/// The clients.
pub const CLIENTS: &str = "/clients";
/// The clients, with the form for a new one open.
pub const NEW_CLIENT: &str = "/clients?new=client";
/// Settings: own preferences, sessions, and for administrators the people.
pub const SETTINGS: &str = "/settings";
/// What others want from oneself.
pub const INBOX: &str = "/inbox";
/// Sign-in.
pub const SIGN_IN: &str = "/sign-in";
/// Sign-out, by POST.
pub const SIGN_OUT: &str = "/sign-out";

/// A project's overview.
#[must_use]
pub fn project(project: ProjectId) -> String {
    format!("/projects/{project}")
}

/// A project's board.
#[must_use]
pub fn board(project: ProjectId) -> String {
    format!("/projects/{project}/board")
}

/// A project's Gantt chart.
#[must_use]
pub fn gantt(project: ProjectId) -> String {
    format!("/projects/{project}/gantt")
}

/// A project's Gantt chart, with what its schedule cannot keep listed.
#[must_use]
pub fn problems(project: ProjectId) -> String {
    format!("{}?show=problems", gantt(project))
}

/// A project's list.
#[must_use]
pub fn list(project: ProjectId) -> String {
    format!("/projects/{project}/list")
}

/// A project's list, with the field for a new task open.
#[must_use]
pub fn new_task(project: ProjectId) -> String {
    format!("{}?new=task", list(project))
}

/// A project's calendar.
#[must_use]
pub fn calendar(project: ProjectId) -> String {
    format!("/projects/{project}/calendar")
}

/// The import of a file into a project's plan.
#[must_use]
pub fn import(project: ProjectId) -> String {
    format!("/projects/{project}/import")
}

/// How work flows over a project's board.
#[must_use]
pub fn flow(project: ProjectId) -> String {
    format!("/projects/{project}/flow")
}

/// A project's goals and scope.
#[must_use]
pub fn scope(project: ProjectId) -> String {
    format!("/projects/{project}/scope")
}

/// A project's requirements.
#[must_use]
pub fn requirements(project: ProjectId) -> String {
    format!("/projects/{project}/requirements")
}

/// One requirement, open beside the document.
#[must_use]
pub fn requirement(project: ProjectId, requirement: RequirementId) -> String {
    format!("/projects/{project}/requirements?requirement={requirement}")
}

/// A project's changes.
#[must_use]
pub fn changes(project: ProjectId) -> String {
    format!("/projects/{project}/changes")
}

/// One change of a project.
#[must_use]
pub fn change(project: ProjectId, change: ChangeId) -> String {
    format!("/projects/{project}/changes/{change}")
}

/// What team and client of a project wrote to each other.
#[must_use]
pub fn messages(project: ProjectId) -> String {
    format!("/projects/{project}/messages")
}

/// One thread of a project's messages.
#[must_use]
pub fn thread(project: ProjectId, thread: Thread) -> String {
    format!("/projects/{project}/messages?thread={}", thread.name())
}

/// What the client of a project said about the work: feedback and complaints.
#[must_use]
pub fn voices(project: ProjectId) -> String {
    format!("/projects/{project}/messages?thread=voices")
}

/// The minutes of a project's meetings.
#[must_use]
pub fn minutes(project: ProjectId) -> String {
    format!("/projects/{project}/minutes")
}

/// The minutes of one meeting, open beside the list.
#[must_use]
pub fn one_minutes(project: ProjectId, minutes: MinutesId) -> String {
    format!("/projects/{project}/minutes?minutes={minutes}")
}

/// A project's deliverables and files.
#[must_use]
pub fn deliverables(project: ProjectId) -> String {
    format!("/projects/{project}/deliverables")
}

/// One deliverable, open beside the register.
#[must_use]
pub fn deliverable(project: ProjectId, deliverable: DeliverableId) -> String {
    format!("/projects/{project}/deliverables?deliverable={deliverable}")
}

/// A project's hand-over.
#[must_use]
pub fn handover(project: ProjectId) -> String {
    format!("/projects/{project}/handover")
}

/// Where files are sent to a project, by POST.
#[must_use]
pub fn files(project: ProjectId) -> String {
    format!("/projects/{project}/files")
}

/// A file of a project for the team.
#[must_use]
pub fn file(project: ProjectId, file: FileId) -> String {
    format!("/projects/{project}/files/{file}")
}

/// What a file of a project looks like, for the team.
#[must_use]
pub fn file_preview(project: ProjectId, file: FileId) -> String {
    format!("/projects/{project}/files/{file}/preview")
}

/// What was asked of a project's client, and decided.
#[must_use]
pub fn agreements(project: ProjectId) -> String {
    format!("/projects/{project}/agreements")
}

/// Where the client signs a request on the team's tablet.
#[must_use]
pub fn glass(project: ProjectId, request: RequestId) -> String {
    format!("/projects/{project}/agreements/{request}/sign")
}

/// A request for a decision on the client's page.
#[must_use]
pub fn decision(project: ProjectId, request: RequestId) -> String {
    format!("/portal/{project}/decisions/{request}")
}

/// Where a decision is looked over before it counts, by POST.
#[must_use]
pub fn decision_review(project: ProjectId, request: RequestId) -> String {
    format!("/portal/{project}/decisions/{request}/review")
}

/// Where a decision is taken back within its half hour, by POST.
#[must_use]
pub fn decision_withdraw(project: ProjectId, request: RequestId) -> String {
    format!("/portal/{project}/decisions/{request}/withdraw")
}

/// The receipt of a decision on the client's page; `number` is its place in the project's chain.
#[must_use]
pub fn receipt(project: ProjectId, number: i64) -> String {
    format!("/portal/{project}/receipts/{number}")
}

/// The receipt of a decision for the team.
#[must_use]
pub fn team_receipt(project: ProjectId, number: i64) -> String {
    format!("/projects/{project}/receipts/{number}")
}

/// The evidence of a project as one file.
#[must_use]
pub fn evidence(project: ProjectId) -> String {
    format!("/projects/{project}/evidence.html")
}

/// A task's peek panel on its project's board.
#[must_use]
pub fn task(project: ProjectId, task: TaskId) -> String {
    format!("/projects/{project}/board?task={task}")
}

/// A page about a task, such as a view of the plan with its panel open.
#[must_use]
pub fn about(page: &str, task: TaskId) -> String {
    format!("{page}?task={task}")
}

/// A view of a plan as the plan was after the operation `seq`.
#[must_use]
pub fn at(view: &str, seq: i64) -> String {
    format!("{view}?at={seq}")
}

/// A view of a plan with the branch of an option on top of it.
#[must_use]
pub fn draft(view: &str, option: ChangeOptionId) -> String {
    format!("{view}?draft={option}")
}

/// A new change that comes from a task.
#[must_use]
pub fn new_change(project: ProjectId, task: TaskId) -> String {
    format!("/projects/{project}/changes?task={task}")
}

/// A client's profile.
#[must_use]
pub fn client(client: ClientId) -> String {
    format!("/clients/{client}")
}

/// A part of a client's profile, such as its contact log.
#[must_use]
pub fn client_part(client: ClientId, part: &str) -> String {
    format!("/clients/{client}?part={part}")
}

/// Where a file of contacts is checked and taken in, by POST.
#[must_use]
pub fn contacts_file(client: ClientId) -> String {
    format!("/clients/{client}/contacts-file")
}

/// The one-time link of the first start.
#[must_use]
pub fn setup(token: &str) -> String {
    format!("/setup/{token}")
}

/// A contact's magic link.
#[must_use]
pub fn magic(token: &str) -> String {
    format!("/p/{token}")
}

/// An invited person's link to choose a password.
#[must_use]
pub fn invitation(token: &str) -> String {
    format!("/invitation/{token}")
}

/// The channel that tells the team's pages that something was changed, by WebSocket.
pub const STIRS: &str = "/live";

/// The live channel of an open project, by WebSocket; `since` is the last operation that the
/// browser knows, `tab` the name that it gave itself.
#[must_use]
pub fn live(project: ProjectId, since: i64, tab: &str) -> String {
    format!("/projects/{project}/live?since={since}&tab={tab}")
}

/// Where a plan file is checked and imported, by POST.
#[must_use]
pub fn plan_file(project: ProjectId) -> String {
    format!("/projects/{project}/plan-file")
}

/// The plan as a file for Microsoft Project.
#[must_use]
pub fn plan_xml(project: ProjectId) -> String {
    format!("/projects/{project}/plan.xml")
}

#[cfg(test)]
mod tests;
