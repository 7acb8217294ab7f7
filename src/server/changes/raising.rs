//! A change before anybody has drawn it.

use domain::change::{
    ChangeDraft, ChangeOption, ChangeRequest, ChangeState, OptionDraft, next_key,
};
use domain::{ChangeId, ChangeOptionId, ProjectId};

use crate::error::AppError;
use crate::server::call::Call;

/// Raises a change with one option that does nothing yet, on the plan as it stands. The caller has
/// required the right, checked the draft, seen that there is no such change, and tells of it.
///
/// # Errors
/// `NotFound` when the project has no plan, and what the store reports.
pub async fn raise(
    call: &mut Call,
    project: ProjectId,
    id: ChangeId,
    says: ChangeDraft,
) -> Result<(ChangeRequest, ChangeOption), AppError> {
    // Who holds the head gives out the next number.
    let head = store::plans::lock_head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let change = ChangeRequest {
        id,
        project,
        number: store::changes::next_number(call.db(), project).await?,
        says,
        state: ChangeState::Open,
        decided_note: String::new(),
        decided: None,
        applied: None,
        by: call.user.id,
        at: call.now(),
        version: 1,
    };
    store::changes::create(call.db(), &change).await?;
    let option = ChangeOption {
        id: ChangeOptionId(call.uuid()),
        change: id,
        key: next_key(&[])?,
        says: OptionDraft { title: change.says.title.clone(), note: String::new() },
        base: head,
        is_chosen: false,
        version: 1,
    };
    store::change_options::create(call.db(), &option).await?;
    Ok((change, option))
}
