//! Taking a decision back within its half hour.

use domain::Refusal;
use domain::agreement::{
    Entry, HandedLink, Record, Request, RequestState, WITHDRAWAL_MINUTES, What,
};
use domain::change::ChangeState;
use domain::client::Contact;
use domain::time::Timestamp;
use store::Tx;
use store::agreements::Kept;

use super::{blank, change_of, keep, party};
use crate::error::AppError;

/// Takes the decision `number` back within its half hour. Its request waits again, unless something
/// newer was asked since or there is nothing left to decide: so no older version comes back. The
/// caller holds the project and has read the request since.
///
/// # Errors
/// `DecisionGone` when another decision counts by now, `NotTheApprover` for everyone but who gave
/// it, `CarriedOut` when it is part of the plan, `WithdrawalOver`.
pub async fn withdraw(
    tx: &mut Tx,
    request: &Request,
    record: &Record,
    (number, by, link): (i64, &Contact, Option<HandedLink>),
    now: Timestamp,
) -> Result<Entry, AppError> {
    let found = standing_entry(tx, request).await?.filter(|found| found.number == number);
    let found = found.ok_or(Refusal::DecisionGone)?;
    if found.by.id != by.id.0 {
        return Err(Refusal::NotTheApprover.into());
    }
    let change = change_of(tx, request.project, record.subject).await?;
    let state = change.map(|change| change.state);
    if state == Some(ChangeState::Applied) {
        return Err(Refusal::CarriedOut.into());
    }
    if found.at.plus_minutes(WITHDRAWAL_MINUTES) < now {
        return Err(Refusal::WithdrawalOver.into());
    }
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    let entry = Entry {
        what: What::Withdrawn,
        withdraws: Some(found.number),
        by: party(by),
        link,
        ..blank(tx, request, record, &approver, now).await?
    };
    let is_over = state.is_some_and(|state| state.may_edit().is_err());
    let next = match is_over || !is_newest(tx, request, record).await? {
        true => RequestState::Closed,
        false => RequestState::Waiting,
    };
    store::agreements::set_state(tx, request, next).await?;
    keep(tx, request, &entry, None, None).await?;
    store::action_items::drop_of(tx, request.project, found.number).await?;
    Ok(entry)
}

/// Whether the last thing that was decided about a request is that this person took the decision
/// `number` back: then the button was pressed twice.
///
/// # Errors
/// What the store reports.
pub async fn is_taken_back(
    tx: &mut Tx,
    request: &Request,
    (number, by): (i64, &Contact),
) -> Result<bool, AppError> {
    let chain = store::agreements::chain(tx, request.project).await?;
    let last = chain.iter().rev().find(|kept| kept.request == request.id);
    let last = last.map(Kept::entry).transpose()?;
    Ok(last.is_some_and(|last| last.withdraws == Some(number) && last.by.id == by.id.0))
}

/// Whether nothing was asked about the same subject since.
async fn is_newest(tx: &mut Tx, request: &Request, record: &Record) -> Result<bool, AppError> {
    let all = store::agreements::requests_of(tx, request.project, record.subject).await?;
    Ok(all.first().is_some_and(|newest| newest.id == request.id))
}

/// The decision that answers a request and was not taken back.
///
/// # Errors
/// What the store reports.
pub async fn standing_entry(tx: &mut Tx, request: &Request) -> Result<Option<Entry>, AppError> {
    let standing = store::agreements::standing(tx, request.project).await?;
    let chain = store::agreements::chain(tx, request.project).await?;
    let of_request = |kept: &&Kept| {
        kept.request == request.id && standing.iter().any(|other| other.number == kept.number)
    };
    Ok(chain.iter().rev().find(of_request).map(Kept::entry).transpose()?)
}
