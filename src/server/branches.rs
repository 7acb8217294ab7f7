//! Branches of plans: the options of change requests, each on the plan as it was when it was drawn.

use std::collections::BTreeSet;

use domain::agreement::{Content, Subject, SubjectKind};
use domain::can::Action;
use domain::change::{
    Assessed, BranchOp, ChangeOption, ChangeRequest, ChangeState, Choice, Impact, OPERATIONS_MAX,
    Rebased, Told, Traces, content, digest, folded, rebased, replayed,
};
use domain::plan::apply::apply;
use domain::plan::number::numbered;
use domain::plan::{Made, Plan, Scheduled, Touched};
use domain::risk;
use domain::time::Timestamp;
use domain::{ChangeId, ChangeOptionId, OpId, ProjectId, Refusal, UserId};
use store::Tx;

use super::call::Call;
use super::decisions;
use super::failure::internal;
use super::state::AppState;
use crate::error::AppError;

/// A branch with the plan under it.
pub struct Branch {
    /// The option that it belongs to.
    pub option: ChangeOption,
    /// Its operations without what was undone.
    pub ops: Vec<BranchOp>,
    /// The plan on which it stands.
    pub base: Plan,
    /// The same with the branch on top of it.
    pub plan: Plan,
}

/// What came of operations that were sent to a branch.
pub struct Taken {
    /// How many were added.
    pub count: usize,
    /// Those that were not, and why.
    pub refused: Vec<(OpId, AppError)>,
}

impl Branch {
    /// What the branch does to the plan on which it stands.
    #[must_use]
    pub fn impact(&self, traces: &Traces) -> Impact {
        let (was, is) = (Scheduled::of(&self.base), Scheduled::of(&self.plan));
        Impact::between((&self.base, &was), (&self.plan, &is), traces)
    }

    /// The branch as the client's content and the rules know it.
    #[must_use]
    pub fn assessed(&self) -> Assessed {
        let (option, operations) = (self.option.clone(), self.ops.len());
        // What the client reads says nothing of requirements and risks.
        let impact = self.impact(&Traces::default());
        Assessed { option, operations, digest: digest(&self.ops), impact }
    }
}

/// Which requirements the tasks of a project serve, and which open risks would hit them.
///
/// # Errors
/// What the store reports.
pub async fn traced(tx: &mut Tx, project: ProjectId) -> Result<Traces, AppError> {
    let all = store::requirements::of_project(tx, project).await?;
    let pairs = all.into_iter().flat_map(|one| one.tasks.into_iter().map(move |id| (id, one.id)));
    let risks = store::risks::of_project(tx, project).await?;
    Ok(Traces { requirements: pairs.collect(), risks: risk::hits(&risks) })
}

/// The plan of a project as it was after the operation `seq`.
///
/// # Errors
/// `NotFound` when there is no such moment, and what the store reports.
pub async fn plan_at(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    seq: i64,
) -> Result<Plan, AppError> {
    let is_now = |head: i64, plan: &Plan| (head == seq).then(|| plan.clone());
    if let Some(plan) = state.plans.read(tx, project, is_now).await? {
        return Ok(plan);
    }
    let then = store::plans::load_at(tx, project, seq).await?;
    then.filter(|(found, _)| *found == seq).map(|(_, plan)| plan).ok_or(AppError::NotFound)
}

/// Reads a branch.
///
/// # Errors
/// What the store reports.
pub async fn read(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    option: ChangeOption,
) -> Result<Branch, AppError> {
    let base = plan_at(state, tx, project, option.base).await?;
    let ops = folded(store::change_options::ops(tx, option.id).await?);
    let plan = replayed(base.clone(), &ops).map_err(|refusal| damaged(&option, &refusal))?;
    Ok(Branch { option, ops, base, plan })
}

/// Every branch of a change, by key.
///
/// # Errors
/// What the store reports.
pub async fn of_change(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
) -> Result<Vec<Branch>, AppError> {
    let mut branches = Vec::new();
    for option in store::change_options::of_change(tx, change.id).await? {
        branches.push(read(state, tx, change.project, option).await?);
    }
    Ok(branches)
}

/// Adds operations that somebody drew to a branch in the order in which they were made; each is
/// taken or refused by itself, and one that is there already changes nothing. As in the plan, of
/// two who change the same thing the second is told who was first. The caller has locked the
/// option.
///
/// # Errors
/// What the store reports.
pub async fn append(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    option: &ChangeOption,
    (by, ops): (UserId, Vec<Made>),
) -> Result<Taken, AppError> {
    let ground = plan_at(state, tx, project, option.base).await?;
    let known = store::change_options::ops(tx, option.id).await?;
    let mut plan = replayed(ground, &known).map_err(|refusal| damaged(option, &refusal))?;
    let ids: BTreeSet<OpId> = known.iter().map(|one| one.id).collect();
    let mut position = i64::try_from(known.len()).unwrap_or(i64::MAX);
    let mut taken = Taken { count: 0, refused: Vec::new() };
    for Made { id, base, op, .. } in ops.into_iter().filter(|made| !ids.contains(&made.id)) {
        if position >= i64::from(OPERATIONS_MAX) {
            taken.refused.push((id, Refusal::TooMany { max: OPERATIONS_MAX }.into()));
            continue;
        }
        let op = numbered(&plan, op);
        let inverse = match apply(&mut plan, &op) {
            Ok(inverse) => inverse,
            Err(refusal) => {
                taken.refused.push((id, refusal.into()));
                continue;
            }
        };
        let one = BranchOp { id, by: Some(by), op, inverse };
        if let Some(overtaken) = one.overtaken(after(&known, base)) {
            apply(&mut plan, &one.inverse).expect("what was just done can be undone");
            taken.refused.push((id, AppError::Overtaken(overtaken)));
            continue;
        }
        position += 1;
        store::change_options::append(tx, option.id, position, &one).await?;
        taken.count += 1;
    }
    Ok(taken)
}

/// The operations of a branch that come after the one with this number, which count from 1.
fn after(ops: &[BranchOp], number: i64) -> &[BranchOp] {
    let seen = usize::try_from(number).unwrap_or(0);
    ops.get(seen..).unwrap_or_default()
}

/// A branch on the plan as it stands, with what is in conflict.
///
/// # Errors
/// What the store reports.
pub async fn on_head(
    tx: &mut Tx,
    project: ProjectId,
    head: &Plan,
    branch: (&ChangeOption, &[BranchOp]),
    choices: &[(OpId, Choice)],
) -> Result<Rebased, AppError> {
    let (option, ops) = branch;
    let since = store::plans::since(tx, project, option.base).await?;
    let touched = |op: store::plans::StoredOp| (op.actor, Touched::by_both(&op.op, &op.inverse));
    let since: Vec<(UserId, Touched)> = since.into_iter().map(touched).collect();
    Ok(rebased(head, ops, &since, choices))
}

/// What the client reads about a change; none when there is no such change in the project, or its
/// options do nothing yet.
///
/// # Errors
/// What the store reports.
pub async fn content_of(
    state: &AppState,
    tx: &mut Tx,
    project: ProjectId,
    change: ChangeId,
) -> Result<Option<Content>, AppError> {
    let found = store::changes::find(tx, change).await?;
    match found.filter(|change| change.project == project) {
        Some(change) => content_now(state, tx, &change).await,
        None => Ok(None),
    }
}

async fn content_now(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
) -> Result<Option<Content>, AppError> {
    let branches = of_change(state, tx, change).await?;
    let assessed: Vec<Assessed> = branches.iter().map(Branch::assessed).collect();
    Ok(content(&change.says, &assessed))
}

/// Whether the words and the branches of a change may be edited: not while it reads as the client
/// agreed to it. Bringing a branch up to the plan is no edit; if it makes the change say otherwise,
/// nothing that was agreed stands there any more.
///
/// # Errors
/// `ChangeClosed`, `BranchSigned`, and what the store reports.
pub async fn may_edit(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
) -> Result<(), AppError> {
    change.state.may_edit()?;
    let Some(agreed) = told(tx, change).await?.filter(Told::is_agreed) else { return Ok(()) };
    let now = content_now(state, tx, change).await?;
    match now.is_some_and(|now| now.hash() == agreed.hash) {
        true => Err(Refusal::BranchSigned.into()),
        false => Ok(()),
    }
}

/// The same as a yes or no, for what pages offer.
///
/// # Errors
/// What the store reports.
pub async fn is_editable(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
) -> Result<bool, AppError> {
    match may_edit(state, tx, change).await {
        Ok(()) => Ok(true),
        Err(AppError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What the client decided last about a change and did not take back.
///
/// # Errors
/// What the store reports.
pub async fn told(tx: &mut Tx, change: &ChangeRequest) -> Result<Option<Told>, AppError> {
    let subject = Subject { kind: SubjectKind::Change, id: change.id.0 };
    let standing = store::agreements::standing(tx, change.project).await?;
    let last = standing.into_iter().rev().find(|decision| decision.subject == subject);
    Ok(last.map(|last| Told { what: last.what, option: last.option, hash: last.hash }))
}

/// The change as it stands once somebody has edited one of its branches: what the team approved
/// was something else.
#[must_use]
pub fn edited(change: &ChangeRequest) -> Option<ChangeRequest> {
    (change.state == ChangeState::Approved).then(|| change.clone().reopened())
}

/// An option with its change.
///
/// # Errors
/// `NotFound`, and what the store reports.
pub async fn find(
    tx: &mut Tx,
    option: ChangeOptionId,
) -> Result<(ChangeOption, ChangeRequest), AppError> {
    let option = store::change_options::find(tx, option).await?.ok_or(AppError::NotFound)?;
    with_change(tx, option).await
}

/// An option with its change for whoever has the right; until this transaction is over nobody else
/// edits the branch, and nobody asks, decides or applies in its project.
///
/// # Errors
/// `NotFound`, `Forbidden`, and what the store reports.
pub async fn hold(
    call: &mut Call,
    action: Action,
    option: ChangeOptionId,
) -> Result<(ChangeOption, ChangeRequest), AppError> {
    let (_, change) = find(call.db(), option).await?;
    call.require(action, change.project).await?;
    // Always the project first: so no two wait for each other.
    decisions::hold(call.db(), change.project).await?;
    lock(call.db(), option).await
}

/// A change for whoever has the right, as it stands; nobody else asks, decides or applies in its
/// project before this transaction is over.
///
/// # Errors
/// `NotFound`, `Forbidden`, and what the store reports.
pub async fn hold_change(
    call: &mut Call,
    action: Action,
    change: ChangeId,
) -> Result<ChangeRequest, AppError> {
    let found = store::changes::find(call.db(), change).await?.ok_or(AppError::NotFound)?;
    call.require(action, found.project).await?;
    decisions::hold(call.db(), found.project).await?;
    // Somebody may have closed it while this one waited.
    store::changes::find(call.db(), change).await?.ok_or(AppError::NotFound)
}

/// An option with its change; nobody else edits the branch before this transaction is over.
///
/// # Errors
/// `NotFound`, and what the store reports.
async fn lock(
    tx: &mut Tx,
    option: ChangeOptionId,
) -> Result<(ChangeOption, ChangeRequest), AppError> {
    let option = store::change_options::lock(tx, option).await?.ok_or(AppError::NotFound)?;
    with_change(tx, option).await
}

async fn with_change(
    tx: &mut Tx,
    option: ChangeOption,
) -> Result<(ChangeOption, ChangeRequest), AppError> {
    let change = store::changes::find(tx, option.change).await?.ok_or(AppError::NotFound)?;
    Ok((option, change))
}

/// Keeps that somebody has edited a branch of a change.
///
/// # Errors
/// `Conflict` when the change was edited since it was read, and what the store reports.
pub async fn keep_edited(
    tx: &mut Tx,
    change: &ChangeRequest,
    now: Timestamp,
) -> Result<(), AppError> {
    match edited(change) {
        Some(edited) => Ok(store::changes::update(tx, &edited, now).await?),
        None => Ok(()),
    }
}

/// A branch that does not apply to its own base was not written by this program.
fn damaged(option: &ChangeOption, refusal: &Refusal) -> AppError {
    internal(&format!("branch {} does not apply: {refusal}", option.id))
}
