//! Links to the client's page that are handed over by hand.

use chrono::NaiveDate;
use domain::{ContactId, RequestId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::ui::qr::QrPicture;

/// A link to the client's page, shown once: only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshLink {
    /// For whom.
    pub contact: ContactId,
    /// The contact's name.
    pub name: String,
    /// The contact's e-mail address, possibly empty.
    pub email: String,
    /// The full address.
    pub address: String,
    /// The same as a QR code.
    pub qr: Option<QrPicture>,
    /// The six-digit code that opens the page together with the contact's e-mail address.
    pub code: String,
    /// The last day.
    pub until: NaiveDate,
}

/// Makes a link for the one who is asked for a decision, or for `contact` who stands in today; it
/// leads straight there. An older link of the same contact to this project ends.
#[server(endpoint = "magic_link/decision", input = Json)]
pub async fn link_to_decision(
    request: RequestId,
    contact: Option<ContactId>,
) -> Result<FreshLink, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::{clock, decisions, magic_links};
    use domain::Refusal;
    use domain::agreement::RequestState;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::agreements::find_request(call.db(), request).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::Publish, found.project).await?;
    if found.state != RequestState::Waiting {
        return Err(Refusal::RequestClosed.into());
    }
    let (contact, project) = (contact.unwrap_or(found.approver), found.project);
    let today = clock::local(call.now()).date();
    if !decisions::may_decide(call.db(), &found, contact, today).await? {
        return Err(Refusal::CannotApprove.into());
    }
    let link = magic_links::make(&mut call, contact, project, Some(request)).await?;
    let event = Event::new("portal.link_made").project(project).object(contact.0);
    call.commit(event.after(&link.until)).await?;
    Ok(link)
}
