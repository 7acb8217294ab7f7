//! Links to a client's page: with one, a contact opens it without an account.

use domain::{ContactId, ProjectId, RequestId};
use store::links::{OneTimeLink, Purpose};

use super::call::Call;
use super::{clock, qr, random};
use crate::error::AppError;
use crate::features::shared::magic_link_api::FreshLink;
use crate::paths;

/// A link holds for thirty days.
const MINUTES: i64 = 30 * 24 * 60;

/// Makes a link for a contact who is invited to a project; an older one of the same contact ends.
/// The caller is shown it: what is decided by way of it names the caller.
/// It leads to the client's page, or to the decision about `request` on it. The caller has required
/// the right to give the page out, and commits.
///
/// # Errors
/// `NotFound` when the contact is not invited, and what the store reports.
pub async fn make(
    call: &mut Call,
    contact: ContactId,
    project: ProjectId,
    request: Option<RequestId>,
) -> Result<FreshLink, AppError> {
    if !store::projects::has_contact(call.db(), project, contact).await? {
        return Err(AppError::NotFound);
    }
    let reader = store::contacts::find(call.db(), contact).await?.ok_or(AppError::NotFound)?;
    let (now, secret, code) = (call.now(), random::secret(), random::code());
    let expires_at = now.plus_minutes(MINUTES);
    let purpose = Purpose::Portal { contact, project };
    let link = OneTimeLink { id: call.uuid(), purpose, expires_at, used_at: None, attempts: 0 };
    store::links::create(call.db(), &link, &secret.hash, Some(&code.hash), now).await?;
    let maker = call.user.name.clone();
    store::links::note_maker(call.db(), link.id, &maker).await?;
    let path = match request {
        Some(request) => paths::magic_to_decision(&secret.text, request),
        None => paths::magic(&secret.text),
    };
    let address = call.state.settings.link(&path);
    Ok(FreshLink {
        contact,
        name: reader.name,
        email: reader.email,
        qr: qr::picture(&address),
        address,
        code: code.text,
        until: clock::local(expires_at).date(),
    })
}

/// What a magic link's address asks for beyond the page itself.
#[must_use]
pub fn wanted(to: Option<&str>) -> Option<RequestId> {
    to?.strip_prefix("decision/")?.parse().ok()
}

/// Where a link leads that asks for a request: to its decision, if that belongs to the link's own
/// project; otherwise to the page itself.
///
/// # Errors
/// What the store reports.
pub async fn destination(
    tx: &mut store::Tx,
    link: &OneTimeLink,
    request: Option<RequestId>,
) -> Result<Option<String>, AppError> {
    let (Some(request), Purpose::Portal { project, .. }) = (request, link.purpose) else {
        return Ok(None);
    };
    let found = store::agreements::find_request(tx, request).await?;
    let is_own = found.is_some_and(|found| found.project == project);
    Ok(is_own.then(|| paths::decision(project, request)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_asks_for_decisions_only() {
        let id = "019a0000-0000-7000-8000-000000000001";
        assert_eq!(wanted(Some(&format!("decision/{id}"))), id.parse().ok());
        for to in ["", id, "decision/", "decision/x", "//evil.example", "/projects"] {
            assert_eq!(wanted(Some(to)), None, "{to}");
        }
        assert_eq!(wanted(None), None);
    }
}
