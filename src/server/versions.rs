//! Everything that a subject of agreements ever said to the client, and what came of it.

use domain::ProjectId;
use domain::agreement::Subject;
use store::Tx;

use super::{clock, decisions};
use crate::error::AppError;
use crate::features::agreements::api::Given;
use crate::features::agreements::kept_api::{AskedOf, Version};

/// The versions of a subject, the newest first.
///
/// # Errors
/// What the store reports.
pub async fn versions_of(
    tx: &mut Tx,
    project: ProjectId,
    subject: Subject,
) -> Result<Vec<Version>, AppError> {
    let decided = decisions::given_lines(tx, project).await?;
    let requests = store::agreements::requests_of(tx, project, subject).await?;
    let mut versions = Vec::new();
    for record in store::records::of_subject(tx, project, subject).await? {
        let mut asked = Vec::new();
        for request in requests.iter().filter(|request| request.record == record.id) {
            let approver = store::contacts::find(tx, request.approver).await?;
            asked.push(AskedOf {
                approver: approver.map(|contact| contact.name).unwrap_or_default(),
                on: clock::local(request.asked_at).date(),
                terms: request.terms.clone(),
                state: request.state,
            });
        }
        let about = (subject.kind, subject.id, record.number);
        let is_about = |given: &&Given| {
            let entry = &given.entry;
            (entry.kind, entry.subject, entry.version) == about
        };
        let by = store::users::find(tx, record.by).await?;
        versions.push(Version {
            number: record.number,
            title: record.content.title,
            hash: record.hash,
            by: by.map(|user| user.name).unwrap_or_default(),
            on: clock::local(record.at).date(),
            asked,
            given: decided.iter().filter(is_about).cloned().collect(),
        });
    }
    Ok(versions)
}
