//! What was written about a request for a decision, for the team.

use domain::ProjectId;
use domain::agreement::Subject;
use domain::message::{Author, Message, Thread, ThreadKind};
use store::Tx;

use super::deciders;
use crate::error::AppError;
use crate::features::agreements::api::{Comment, Standpoint};
use crate::server::clock;

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
