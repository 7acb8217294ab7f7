//! What was written about a request for a decision, for the team.

use chrono::NaiveDate;
use domain::agreement::{Request, Subject};
use domain::message::{Author, Message, Thread, ThreadKind};
use domain::{ContactId, ProjectId};
use store::Tx;

use crate::error::AppError;
use crate::features::agreements::api::{Comment, Standpoint};
use crate::server::clock;

/// Who decides a request on a day: the approver, and whoever stands in.
///
/// # Errors
/// What the store reports.
pub async fn deciders(
    tx: &mut Tx,
    request: &Request,
    today: NaiveDate,
) -> Result<Vec<ContactId>, AppError> {
    let mut deciders = store::delegations::delegates_of(tx, request.approver, today).await?;
    deciders.push(request.approver);
    Ok(deciders)
}

/// What client and team wrote about the newest request about a subject, the oldest first.
///
/// # Errors
/// What the store reports.
pub async fn comments_about(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Vec<Comment>, AppError> {
    let requests = store::agreements::requests_of(tx, project, subject).await?;
    let Some(request) = requests.into_iter().next() else { return Ok(Vec::new()) };
    let today = clock::local(clock::now()).date();
    let deciders = deciders(tx, &request, today).await?;
    let thread = Thread { kind: ThreadKind::Request, id: request.id.0 };
    let written = store::messages::in_thread(tx, project, thread).await?;
    let comment = |message: Message| Comment {
        thread,
        standpoint: match message.author {
            Author::Team(_) => Standpoint::Team,
            Author::Client(contact) if deciders.contains(&contact) => Standpoint::Decides,
            Author::Client(_) => Standpoint::Comments,
        },
        by: message.author_name,
        quote: message.passage.map(|passage| passage.quote),
        body: message.body,
        at: clock::local(message.at),
    };
    let seen = written.into_iter().filter(|message| message.is_client_visible);
    Ok(seen.map(comment).collect())
}
