//! Who decides: asked anew each time, because roles, invitations and stand-ins come and go while a
//! request waits.

use chrono::NaiveDate;
use domain::ContactId;
use domain::agreement::Request;
use domain::client::Contact;
use store::Tx;

use crate::error::AppError;

/// Who decides a request on a day: the approver first, then whoever stands in that day. Nobody does
/// once the approver has lost the role or the client's page: who may not decide hands nothing on.
/// Who stands in needs no role of an approver, because being named for these days is the right, but
/// does need the page: there the decision is read again and taken back.
///
/// # Errors
/// What the store reports.
pub async fn who_decides(
    tx: &mut Tx,
    request: &Request,
    today: NaiveDate,
) -> Result<Vec<Contact>, AppError> {
    let Some(approver) = invited(tx, request, request.approver).await? else {
        return Ok(Vec::new());
    };
    if !approver.role.may_decide() {
        return Ok(Vec::new());
    }
    let mut found = vec![approver];
    for delegate in store::delegations::delegates_of(tx, request.approver, today).await? {
        found.extend(invited(tx, request, delegate).await?);
    }
    Ok(found)
}

/// The same by their ids.
///
/// # Errors
/// What the store reports.
pub async fn deciders(
    tx: &mut Tx,
    request: &Request,
    today: NaiveDate,
) -> Result<Vec<ContactId>, AppError> {
    let found = who_decides(tx, request, today).await?;
    Ok(found.into_iter().map(|contact| contact.id).collect())
}

/// Whether a contact decides a request: the approver, or whoever stands in that day.
///
/// # Errors
/// What the store reports.
pub async fn may_decide(
    tx: &mut Tx,
    request: &Request,
    contact: ContactId,
    today: NaiveDate,
) -> Result<bool, AppError> {
    Ok(deciders(tx, request, today).await?.contains(&contact))
}

/// A contact who has the page of the request's project.
async fn invited(
    tx: &mut Tx,
    request: &Request,
    contact: ContactId,
) -> Result<Option<Contact>, AppError> {
    if !store::projects::has_contact(tx, request.project, contact).await? {
        return Ok(None);
    }
    Ok(store::contacts::find(tx, contact).await?)
}
