//! Decisions that somebody of the team records in the client's presence: on the glass, on paper.

use domain::agreement::{Decision, Method};
use domain::can::Action;
use domain::{ContactId, FileId, Refusal, RequestId};

use super::{DECIDED, Given, Logged, decide, hold, request_in, send_receipt};
use crate::error::AppError;
use crate::server::call::{Call, Event};

/// Most bytes of a signature.
const STROKES_MAX: usize = 200_000;
/// Strokes lie in a box of this many units a side.
const BOX: i32 = 10_000;

/// What shows that the client decided.
pub enum Evidence {
    /// The strokes on the glass, as JSON.
    Strokes(String),
    /// The scanned paper.
    Paper(FileId),
}

/// The strokes of a signature: each a list of x and y in turn, in units of the box.
///
/// # Errors
/// `SignatureMissing` when nothing was drawn, `Malformed`.
fn strokes(text: &str) -> Result<Vec<Vec<i32>>, Refusal> {
    if text.len() > STROKES_MAX {
        return Err(Refusal::Malformed);
    }
    let strokes: Vec<Vec<i32>> = serde_json::from_str(text).map_err(|_| Refusal::Malformed)?;
    let is_sound = |stroke: &Vec<i32>| {
        stroke.len().is_multiple_of(2) && stroke.iter().all(|at| (0..=BOX).contains(at))
    };
    if !strokes.iter().all(is_sound) {
        return Err(Refusal::Malformed);
    }
    // A dot is no signature.
    if strokes.iter().map(Vec::len).sum::<usize>() < 8 {
        return Err(Refusal::SignatureMissing);
    }
    Ok(strokes)
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
            strokes(&text)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_pairs_within_the_box() {
        let drawn = strokes("[[0,0,10,10,20,20],[5,5,10000,7]]");
        assert_eq!(drawn.map(|strokes| strokes.len()), Ok(2));
        assert_eq!(strokes("[]"), Err(Refusal::SignatureMissing));
        assert_eq!(strokes("[[1,2]]"), Err(Refusal::SignatureMissing));
        for wrong in ["[[1,2,3]]", "[[0,10001,0,0,0,0,0,0]]", "[[-1,0]]", "{}", "[[1.5,2]]"] {
            assert_eq!(strokes(wrong), Err(Refusal::Malformed), "{wrong}");
        }
    }
}
