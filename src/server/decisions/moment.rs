//! The plan that is put to a client, as a named moment that the Gantt chart compares with.

use std::collections::BTreeMap;

use domain::agreement::{Record, SubjectKind};
use domain::{BaselineId, ProjectId, RecordId, Refusal};
use locale::td_string;
use store::Tx;
use store::agreements::Standing;
use store::baselines::Baseline;

use crate::error::AppError;
use crate::server::call::Call;

/// Gives the moment of the plan that a record was made of a name, so that the Gantt chart compares
/// with what was put to the client. The baseline has the record's id: so each is found by the
/// other, and a version that is asked about twice is named once.
///
/// # Errors
/// What the store reports.
pub async fn name_moment(call: &mut Call, record: &Record) -> Result<(), AppError> {
    let (project, id) = (record.project, BaselineId(record.id.0));
    let named = store::baselines::all(call.db(), project).await?;
    if named.iter().any(|baseline| baseline.id == id) {
        return Ok(());
    }
    let (seq, _) = call.plan(project).await?;
    let locale = call.locale();
    let name = td_string!(locale, agreements.baseline_name, number = record.number);
    let (by, at) = (call.user.id, call.now());
    let baseline = Baseline { id, project, seq, name, by, at };
    Ok(store::baselines::create(call.db(), &baseline).await?)
}

/// The moments of a plan that a client has agreed to, each with the number of the decision: the
/// plans that were put to the client, and those into which an agreed change was brought.
///
/// # Errors
/// What the store reports.
pub async fn agreed_moments(
    tx: &mut Tx,
    project: ProjectId,
) -> Result<BTreeMap<BaselineId, i64>, AppError> {
    let mut standing = store::agreements::standing(tx, project).await?;
    standing.retain(|decision| decision.what.is_agreement());
    if standing.is_empty() {
        return Ok(BTreeMap::new());
    }
    let changes = store::changes::of_project(tx, project).await?;
    let moment = |decision: &Standing| match decision.subject.kind {
        SubjectKind::Baseline => Some(BaselineId(decision.record.0)),
        SubjectKind::Change => {
            let change = changes.iter().find(|change| change.id.0 == decision.subject.id)?;
            change.applied.map(|applied| applied.baseline)
        }
        SubjectKind::Scope
        | SubjectKind::Requirements
        | SubjectKind::Deliverable
        | SubjectKind::Handover
        | SubjectKind::Minutes => None,
    };
    let agreed = standing.iter().filter_map(|decision| Some((moment(decision)?, decision.number)));
    Ok(agreed.collect())
}

/// Refuses to take the name from a moment that a client agreed to, or has been asked about.
///
/// # Errors
/// `BaselineSigned`, `BaselineAsked`, and what the store reports.
pub async fn may_unname(
    call: &mut Call,
    project: ProjectId,
    baseline: BaselineId,
) -> Result<(), AppError> {
    let record = RecordId(baseline.0);
    let standing = store::agreements::standing(call.db(), project).await?;
    let mut about_it = standing.iter().filter(|decision| decision.record == record);
    if about_it.any(|decision| decision.what.is_agreement()) {
        return Err(Refusal::BaselineSigned.into());
    }
    let waiting = store::agreements::waiting(call.db(), project).await?;
    if waiting.iter().any(|(_, asked)| asked.id == record) {
        return Err(Refusal::BaselineAsked.into());
    }
    Ok(())
}
