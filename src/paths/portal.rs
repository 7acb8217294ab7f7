//! The addresses of the client's page, and what belongs to it.

use domain::message::Thread;
use domain::{FileId, MessageId, MinutesId, ProjectId, RequestId};

/// Where a contact types the six-digit code.
pub const PORTAL_CODE: &str = "/portal-code";
/// Where a contact without a code asks for one.
pub const PORTAL_NO_CODE: &str = "/portal-code/new";
/// Where a contact leaves the client's page on a device, by POST.
pub const PORTAL_LEAVE: &str = "/portal-leave";
/// The script of the client's page.
pub const PORTAL_SCRIPT: &str = "/portal.js";

/// The minutes of one meeting as the client reads them.
#[must_use]
pub fn portal_minutes(project: ProjectId, minutes: MinutesId) -> String {
    format!("/portal/{project}/minutes/{minutes}")
}

/// A file on the client's page.
#[must_use]
pub fn portal_file(project: ProjectId, file: FileId) -> String {
    format!("/portal/{project}/files/{file}")
}

/// What a file on the client's page looks like.
#[must_use]
pub fn portal_file_preview(project: ProjectId, file: FileId) -> String {
    format!("/portal/{project}/files/{file}/preview")
}

/// The evidence of a project, from the client's page.
#[must_use]
pub fn portal_evidence(project: ProjectId) -> String {
    format!("/portal/{project}/evidence.html")
}

/// The client's page of a project.
#[must_use]
pub fn portal(project: ProjectId) -> String {
    format!("/portal/{project}")
}

/// Where the client's page asks whether it has something new.
#[must_use]
pub fn portal_news(project: ProjectId) -> String {
    format!("/portal/{project}/news")
}

/// The client's page of a project as the team may look at it.
#[must_use]
pub fn portal_preview(project: ProjectId) -> String {
    format!("/projects/{project}/portal")
}

/// The messages about one thing on the client's page.
#[must_use]
pub fn portal_thread(project: ProjectId, thread: Thread) -> String {
    format!("/portal/{project}?about={}#messages", thread.name())
}

/// Messages of the client's page before one of them, about one thing or all.
#[must_use]
pub fn portal_earlier(project: ProjectId, about: Option<Thread>, before: MessageId) -> String {
    let about = about.map(|thread| format!("about={}&", thread.name())).unwrap_or_default();
    format!("/portal/{project}?{about}before={before}#messages")
}

/// Where more words about a client's complaint go, by POST.
#[must_use]
pub fn portal_complaint(project: ProjectId, number: i64) -> String {
    format!("/portal/{project}/complaints/{number}")
}

/// Where a client's message goes, by POST.
#[must_use]
pub fn portal_messages(project: ProjectId) -> String {
    format!("/portal/{project}/messages")
}

/// Where a client's comment on a request for a decision goes, by POST.
#[must_use]
pub fn portal_comments(project: ProjectId, request: RequestId) -> String {
    format!("/portal/{project}/decisions/{request}/comments")
}

/// Where a client's feedback goes, by POST.
#[must_use]
pub fn portal_feedback(project: ProjectId) -> String {
    format!("/portal/{project}/feedback")
}

/// Where a client's score for a milestone goes, by POST.
#[must_use]
pub fn portal_ratings(project: ProjectId) -> String {
    format!("/portal/{project}/ratings")
}

/// Where a client's complaint goes, by POST.
#[must_use]
pub fn portal_complaints(project: ProjectId) -> String {
    format!("/portal/{project}/complaints")
}

/// The id of the sentence that says why a form was refused.
pub const FAILURE: &str = "failure";

/// The address of a form that stands far down on a page: where it is refused, the page that comes
/// back begins at why, and who does not see it hears it.
#[must_use]
pub fn telling(action: &str) -> String {
    format!("{action}#{FAILURE}")
}
