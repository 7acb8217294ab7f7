//! Links to a client's page: with one, a contact opens it without an account.

use domain::agreement::{HandedLink, Request};
use domain::time::Timestamp;
use domain::{ContactId, ProjectId, RequestId};
use store::Tx;
use store::links::{OneTimeLink, Purpose};
use uuid::Uuid;

use super::call::Call;
use super::{clock, codes, qr, random};
use crate::error::AppError;
use crate::features::shared::magic_link_api::FreshLink;
use crate::paths;

/// A link holds for thirty days.
const LINK_MINUTES: i64 = 30 * 24 * 60;

/// Makes a link for a contact who is invited to a project. One to the client's page ends the older
/// one and its code; one to the decision about `request` opens once and ends none. A contact with
/// an address gets a code too. The caller is shown both: what is decided by way of them names the
/// caller. The caller has required the right to give the page out, and commits.
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
    let now = call.now();
    let purpose = match request {
        Some(request) => Purpose::Decision { contact, project, request },
        None => {
            store::codes::revoke(call.db(), contact, project).await?;
            Purpose::Portal { contact, project }
        }
    };
    let maker = call.user.name.clone();
    let (id, secret) = keep(call.db(), purpose, now).await?;
    store::links::note_maker(call.db(), id, &maker).await?;
    let key = call.state.code_key.clone();
    let code = match reader.email.is_empty() {
        true => None,
        false => {
            let to = (contact, project, reader.email.as_str());
            let handed = Some(HandedLink { made_by: maker, made_at: now });
            Some(codes::make(call.db(), &key, to, codes::HANDED_MINUTES, handed).await?)
        }
    };
    let address = call.state.settings.link(&paths::magic(&secret));
    Ok(FreshLink {
        contact,
        name: reader.name,
        email: reader.email,
        qr: qr::picture(&address),
        address,
        code,
        until: clock::local(now.plus_minutes(LINK_MINUTES)).date(),
    })
}

/// Makes a link that goes into the mail which asks a contact for a decision, and returns its path.
/// Nobody of the team is shown it.
///
/// # Errors
/// What the store reports.
pub async fn for_mail(
    tx: &mut Tx,
    request: &Request,
    contact: ContactId,
) -> Result<String, AppError> {
    let purpose = Purpose::Decision { contact, project: request.project, request: request.id };
    let (_, secret) = keep(tx, purpose, request.asked_at).await?;
    Ok(paths::magic(&secret))
}

/// Keeps a new link and returns its id and its secret.
async fn keep(tx: &mut Tx, purpose: Purpose, now: Timestamp) -> Result<(Uuid, String), AppError> {
    let (secret, expires_at) = (random::secret(), now.plus_minutes(LINK_MINUTES));
    let link = OneTimeLink { id: random::uuid(now), purpose, expires_at, used_at: None };
    store::links::create(tx, &link, &secret.hash, now).await?;
    Ok((link.id, secret.text))
}

/// Where a link leads once it was opened; nowhere when it is not for clients.
#[must_use]
pub fn destination(purpose: Purpose) -> Option<String> {
    match purpose {
        Purpose::Portal { project, .. } => Some(paths::portal(project)),
        Purpose::Decision { project, request, .. } => Some(paths::decision(project, request)),
        Purpose::Setup | Purpose::Invite { .. } => None,
    }
}
