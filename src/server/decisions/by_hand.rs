//! Decisions that somebody of the team records in the client's presence: on the glass, on paper.

use domain::agreement::{Decision, Method, Strokes};
use domain::can::Action;
use domain::{ContactId, FileId, Refusal, RequestId};

use super::{DECIDED, Given, Logged, decide, hold, request_in, send_receipt};
use crate::error::AppError;
use crate::server::call::{Call, Event};

/// What shows that the client decided.
pub enum Evidence {
    /// The strokes on the glass, as JSON.
    Strokes(String),
    /// The scanned paper.
    Paper(FileId),
}

/// Seals what the approver, or who is named as standing in, decided in the presence of the person
/// who calls; returns its number.
///
/// # Errors
/// `NotFound`, `Forbidden`, and what `decide` refuses.
pub async fn record_by_hand(
    request: RequestId,
    (decision, by): (Decision, Option<ContactId>),
    evidence: Evidence,
) -> Result<i64, AppError> {
    let mut call = Call::write().await?;
    let found = store::agreements::find_request(call.db(), request).await?;
    let found = found.ok_or(AppError::NotFound)?;
    call.require(Action::AskClient, found.project).await?;
    hold(call.db(), found.project).await?;
    let (request, record) = request_in(call.db(), found.project, found.id).await?;
    let by = store::contacts::find(call.db(), by.unwrap_or(request.approver)).await?;
    let by = by.ok_or(Refusal::NotTheApprover)?;
    let (method, drawn, paper) = match evidence {
        Evidence::Strokes(text) => {
            Strokes::parse(&text)?;
            (Method::Glass, Some(text), None)
        }
        Evidence::Paper(file) => {
            let kept = store::files::find(call.db(), file).await?;
            let kept = kept.filter(|kept| kept.project == request.project);
            (Method::Paper, None, Some((file, kept.ok_or(AppError::NotFound)?.hash)))
        }
    };
    let witness = Some(call.user.name.clone());
    let given = Given { decision, by, method, strokes: drawn, paper, witness, link: None };
    let now = call.now();
    let entry = decide(call.db(), &request, &record, given, now).await?;
    let state = call.state.clone();
    send_receipt(call.db(), &state, &request, &entry).await?;
    let event = Event::new(DECIDED).project(request.project).object(request.id.0);
    call.commit(event.after(&Logged::of(&entry))).await?;
    Ok(entry.number)
}
