//! Change requests: what their pages show, and how one becomes part of the plan.

mod raising;
mod risks;

use std::collections::{BTreeMap, BTreeSet};

use domain::agreement::{Hash, Subject, SubjectKind, What};
use domain::can::Action;
use domain::change::{
    Applied, Assessed, BranchOp, ChangeOption, ChangeRequest, ChangeState, ChangeStep, Clash,
    Stage, StageFacts, Told, Traces, content, implementation, named, option_to_apply, sketch,
};
use domain::plan::{Brief, Made, Origin, Plan, PlanOp, Scheduled, Step};
use domain::requirement::Requirement;
use domain::time::{self, Timestamp};
use domain::{BaselineId, ChangeId, ChangeStepId, OpId, ProjectId, Refusal, RequirementId, UserId};
use store::baselines::Baseline;
use store::plans::{Pick, StoredOp};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::branches::{self, Branch};
use super::call::Call;
use super::plans::Sitting;
use super::state::AppState;
use super::{clock, decisions};
use crate::error::AppError;
use crate::features::changes::api::{
    ChangeLine, ChangeSheet, NamedRequirement, OptionSheet, Waits,
};
use crate::features::shared::plan_api::Person;

pub use raising::raise;

/// Most rows of the picture of a branch.
const ROWS_MAX: usize = 24;

/// The changes of a project, the latest first. The caller has required the right.
///
/// # Errors
/// What the store reports.
pub async fn lines(tx: &mut Tx, project: ProjectId) -> Result<Vec<ChangeLine>, AppError> {
    let drawn = store::change_options::drawn(tx, project).await?;
    let drawn: BTreeSet<ChangeId> = drawn.into_iter().collect();
    let mut waiting = waiting(tx, project).await?;
    let decided = store::agreements::standing(tx, project).await?;
    // The oldest come first: the last one of a change is the one that holds.
    let last: BTreeMap<Uuid, What> = decided
        .into_iter()
        .filter(|one| one.subject.kind == SubjectKind::Change)
        .map(|one| (one.subject.id, one.what))
        .collect();
    let changes = store::changes::of_project(tx, project).await?;
    let line = |change: ChangeRequest| {
        let waits_for = waiting.remove(&change.id);
        let facts = StageFacts {
            has_branch: drawn.contains(&change.id),
            is_asked: waits_for.is_some(),
            last: last.get(&change.id.0).copied(),
        };
        ChangeLine { stage: Stage::of(change.state, facts), waits_for, change }
    };
    Ok(changes.into_iter().map(line).collect())
}

/// Whom the client's answers are waited for, by change.
async fn waiting(tx: &mut Tx, project: ProjectId) -> Result<BTreeMap<ChangeId, Waits>, AppError> {
    let mut found = BTreeMap::new();
    for (request, record) in store::agreements::waiting(tx, project).await? {
        if record.subject.kind == SubjectKind::Change {
            let contact = store::contacts::find(tx, request.approver).await?;
            let name = contact.map(|contact| contact.name).unwrap_or_default();
            let since = clock::local(request.asked_at);
            let due = request.terms.due;
            found.insert(ChangeId(record.subject.id), Waits { name, since, due });
        }
    }
    Ok(found)
}

/// Everything on the page of a change. The caller has required the right to see it.
///
/// # Errors
/// What the store reports.
pub async fn sheet(call: &mut Call, change: ChangeRequest) -> Result<ChangeSheet, AppError> {
    let (state, project) = (call.state.clone(), change.project);
    let (head, plan) = call.plan(project).await?;
    let branches = branches::of_change(&state, call.db(), &change).await?;
    let told = branches::told(call.db(), &change).await?;
    let waits_for = waiting(call.db(), project).await?.remove(&change.id);
    let traced = branches::traced(call.db(), project).await?;
    let mut options = Vec::new();
    for branch in &branches {
        let sheet = option_sheet(call.db(), &change, branch, (head, &plan), &traced);
        options.push(sheet.await?);
    }
    let assessed: Vec<Assessed> = branches.iter().map(Branch::assessed).collect();
    let hash = content(&change.says, &assessed).map(|content| content.hash());
    let facts = StageFacts {
        has_branch: branches.iter().any(|branch| !branch.ops.is_empty()),
        is_asked: waits_for.is_some(),
        last: told.as_ref().map(|told| told.what),
    };
    let people = people(call.db(), &change, &options).await?;
    let raised_by = named_person(call.db(), &people, change.by).await?;
    let decided = match change.decided {
        Some((by, at)) => {
            let name = named_person(call.db(), &people, by).await?;
            Some((name, clock::local(at).date()))
        }
        None => None,
    };
    let task = change.says.task.and_then(|id| plan.tasks.get(&id));
    Ok(ChangeSheet {
        stage: Stage::of(change.state, facts),
        task: task.map(|task| (task.id, task.title.clone())),
        requirements: requirements(call.db(), &change, &options).await?,
        risks: risks::named(call.db(), project, &options).await?,
        names: names(&branches, &plan),
        to_apply: to_apply(&change, (assessed.as_slice(), hash), told.as_ref(), &options),
        is_signed: change.state.may_edit().is_ok()
            && told.as_ref().is_some_and(|told| told.is_agreed() && Some(told.hash) == hash),
        steps: store::change_steps::of_change(call.db(), change.id).await?,
        raised_on: clock::local(change.at).date(),
        today: time::day_of(clock::local_minute()),
        may_edit: call.may_in(Action::EditScope, project).await?,
        may_decide: call.may_in(Action::AskClient, project).await?,
        may_plan: call.may_in(Action::EditPlan, project).await?,
        raised_by,
        decided,
        waits_for,
        options,
        people,
        change,
    })
}

async fn option_sheet(
    tx: &mut Tx,
    change: &ChangeRequest,
    branch: &Branch,
    (head, plan): (i64, &Plan),
    traced: &Traces,
) -> Result<OptionSheet, AppError> {
    let (was, is) = (Scheduled::of(&branch.base), Scheduled::of(&branch.plan));
    let (rows, more_rows) = sketch((&branch.base, &was), (&branch.plan, &is), ROWS_MAX);
    let is_open = change.state.may_edit().is_ok();
    let conflicts = match is_open && branch.option.base < head {
        true => {
            let ops = (&branch.option, branch.ops.as_slice());
            branches::on_head(tx, change.project, plan, ops, &[]).await?.conflicts
        }
        false => Vec::new(),
    };
    let brief = |one: &BranchOp| (one.id, Brief::of(&one.op, &one.inverse));
    Ok(OptionSheet {
        operations: branch.ops.iter().map(brief).collect(),
        impact: branch.impact(traced),
        rows,
        more_rows,
        behind: if is_open { head - branch.option.base } else { 0 },
        conflicts,
        option: branch.option.clone(),
    })
}

/// The requirement that a change comes from, and those that its options touch.
async fn requirements(
    tx: &mut Tx,
    change: &ChangeRequest,
    options: &[OptionSheet],
) -> Result<Vec<NamedRequirement>, AppError> {
    let touched = options.iter().flat_map(|one| &one.impact.requirements).copied();
    let meant: BTreeSet<RequirementId> = touched.chain(change.says.requirement).collect();
    let mut found = store::requirements::of_project(tx, change.project).await?;
    found.retain(|one| meant.contains(&one.id));
    found.sort_by_key(|one| one.number);
    let named =
        |one: Requirement| NamedRequirement { id: one.id, name: one.name(), title: one.says.title };
    Ok(found.into_iter().map(named).collect())
}

/// As much of the plan as the sentences about all branches need.
fn names(branches: &[Branch], plan: &Plan) -> Plan {
    let sides = branches.iter().flat_map(|branch| [&branch.plan, &branch.base]);
    let plans: Vec<&Plan> = sides.chain([plan]).collect();
    let ops: Vec<BranchOp> = branches.iter().flat_map(|branch| branch.ops.clone()).collect();
    named(&plans, &ops)
}

/// The members of the project and whoever is named on the page.
async fn people(
    tx: &mut Tx,
    change: &ChangeRequest,
    options: &[OptionSheet],
) -> Result<Vec<Person>, AppError> {
    let members = store::projects::members(tx, change.project).await?;
    let members = members.into_iter().map(|member| member.user);
    let mut people: Vec<Person> =
        members.map(|user| Person { id: user.id, name: user.name }).collect();
    let worked = options.iter().flat_map(|one| &one.impact.people).map(|one| one.user);
    let met = options.iter().flat_map(|one| &one.conflicts).filter_map(|one| match &one.clash {
        Clash::Changed(overtaken) => Some(overtaken.by),
        Clash::Refused(_) => None,
    });
    for id in worked.chain(met).collect::<BTreeSet<UserId>>() {
        if people.iter().all(|person| person.id != id) {
            let name = named_person(tx, &people, id).await?;
            people.push(Person { id, name });
        }
    }
    Ok(people)
}

async fn named_person(tx: &mut Tx, known: &[Person], id: UserId) -> Result<String, AppError> {
    if let Some(person) = known.iter().find(|person| person.id == id) {
        return Ok(person.name.clone());
    }
    let found = store::users::find(tx, id).await?;
    Ok(found.map(|user| user.name).unwrap_or_default())
}

fn to_apply(
    change: &ChangeRequest,
    (assessed, hash): (&[Assessed], Option<Hash>),
    told: Option<&Told>,
    options: &[OptionSheet],
) -> Result<domain::ChangeOptionId, Refusal> {
    let option = option_to_apply(change, assessed, told, hash)?;
    let conflicts = options.iter().find(|one| one.option.id == option);
    match conflicts.map_or(0, |one| one.conflicts.len()) {
        0 => Ok(option),
        count => Err(Refusal::BranchConflicts { count: u32::try_from(count).unwrap_or(u32::MAX) }),
    }
}

/// Nobody of the client need answer any more.
///
/// # Errors
/// What the store reports.
pub async fn close_requests(tx: &mut Tx, change: &ChangeRequest) -> Result<(), AppError> {
    let subject = Subject { kind: SubjectKind::Change, id: change.id.0 };
    decisions::close_requests(tx, change.project, subject).await
}

/// Who applies a change, when, and what the new baseline is called.
pub struct Applying {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// The baseline.
    pub baseline: BaselineId,
    /// Its name.
    pub name: String,
}

/// Makes the branch that was agreed part of the plan, as one step, with a baseline and a list of
/// what is to be done. Nobody is asked about it any more. The caller holds the project, commits,
/// then keeps the sitting.
///
/// # Errors
/// What `option_to_apply` refuses, `BranchConflicts`, `Conflict` for a stale version, and what the
/// store reports.
pub async fn apply(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
    applying: Applying,
    new_id: impl Fn() -> Uuid,
) -> Result<Sitting, AppError> {
    let Applying { by, at, baseline, name } = applying;
    // All reading comes first: while a plan is changed nobody else reads it.
    let branch = agreed_branch(state, tx, change).await?;
    let project = change.project;
    let head = store::plans::head(tx, project).await?.ok_or(AppError::NotFound)?;
    let mut sitting = state.plans.sit_down(tx, project, head).await?;
    let before = sitting.plan().clone();
    let ops = (&branch.option, branch.ops.as_slice());
    let on_head = branches::on_head(tx, project, &before, ops, &[]).await?;
    if !on_head.conflicts.is_empty() {
        let count = u32::try_from(on_head.conflicts.len()).unwrap_or(u32::MAX);
        return Err(Refusal::BranchConflicts { count }.into());
    }
    let mut seq = head;
    let ops = on_head.ops.into_iter().map(|one| one.op).collect();
    if let Some(op) = PlanOp::of_steps(ops) {
        // The step has the baseline's id: so it is found again when it is taken back.
        let made = Made { id: OpId(baseline.0), base: head, origin: Origin::default(), op };
        let stored = sitting.take(tx, made, by, at).await?;
        seq = stored.map_or(head, |stored| stored.seq);
    }
    let moment = Baseline { id: baseline, project, seq, name, by, at };
    store::baselines::create(tx, &moment).await?;
    write_steps(tx, change, (&before, sitting.plan()), new_id).await?;
    risks::doubt(tx, change, (&before, sitting.plan()), at).await?;
    let chosen = ChangeOption { is_chosen: true, ..branch.option };
    store::change_options::update(tx, &chosen).await?;
    let applied = Some(Applied { seq, baseline });
    let applied = ChangeRequest { state: ChangeState::Applied, applied, ..change.clone() };
    store::changes::update(tx, &applied, at).await?;
    close_requests(tx, &applied).await?;
    Ok(sitting)
}

/// The branch that may be applied.
async fn agreed_branch(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
) -> Result<Branch, AppError> {
    let branches = branches::of_change(state, tx, change).await?;
    let told = branches::told(tx, change).await?;
    let assessed: Vec<Assessed> = branches.iter().map(Branch::assessed).collect();
    let hash = content(&change.says, &assessed).map(|content| content.hash());
    let option = to_apply(change, (assessed.as_slice(), hash), told.as_ref(), &[])?;
    let found = branches.into_iter().find(|branch| branch.option.id == option);
    found.ok_or(AppError::NotFound)
}

async fn write_steps(
    tx: &mut Tx,
    change: &ChangeRequest,
    (before, after): (&Plan, &Plan),
    new_id: impl Fn() -> Uuid,
) -> Result<(), AppError> {
    let (was, is) = (Scheduled::of(before), Scheduled::of(after));
    let steps = implementation((before, &was), (after, &is));
    // Those that were done before the change was taken back stay in front.
    let kept = store::change_steps::of_change(tx, change.id).await?;
    let first = kept.iter().map(|step| step.place).max().unwrap_or(0) + 1;
    for (place, says) in (first..).zip(steps) {
        let (id, change) = (ChangeStepId(new_id()), change.id);
        let step = ChangeStep { id, change, place, says, done_at: None, version: 1 };
        store::change_steps::create(tx, &step).await?;
    }
    Ok(())
}

/// Takes an applied change out of the plan again, as one step. The caller commits, then keeps the
/// sitting.
///
/// # Errors
/// `ChangeNotApplied`, `Overtaken` when somebody changed the same thing since, and what the store
/// reports.
pub async fn take_back(
    state: &AppState,
    tx: &mut Tx,
    change: &ChangeRequest,
    id: OpId,
    (by, at): (UserId, Timestamp),
) -> Result<Sitting, AppError> {
    let Some(applied) = change.applied else { return Err(Refusal::ChangeNotApplied.into()) };
    let project = change.project;
    let mut sitting = state.plans.sit_down(tx, project, applied.seq).await?;
    if let Some(stored) = applied_step(tx, project, applied).await? {
        let origin = Origin { step: Step::Undo, ..Origin::default() };
        let made = Made { id, base: applied.seq, origin, op: stored.inverse };
        sitting.take(tx, made, by, at).await?;
    }
    match store::baselines::remove(tx, project, applied.baseline).await {
        // Somebody has taken the name away before.
        Ok(()) | Err(StoreError::Conflict) => {}
        Err(error) => return Err(error.into()),
    }
    store::change_steps::clear(tx, change.id).await?;
    store::risks::clear_recheck(tx, project, change.id, at).await?;
    let state = match change.decided {
        Some(_) => ChangeState::Approved,
        None => ChangeState::Open,
    };
    let open = ChangeRequest { state, applied: None, ..change.clone() };
    store::changes::update(tx, &open, at).await?;
    Ok(sitting)
}

/// The operation that brought the change into the plan; none where its option does nothing.
async fn applied_step(
    tx: &mut Tx,
    project: ProjectId,
    applied: Applied,
) -> Result<Option<StoredOp>, AppError> {
    let pick = Pick { before: applied.seq + 1, task: None, by: None, until: None, max: 1 };
    let last = store::plans::history(tx, project, pick).await?.pop();
    Ok(last.filter(|stored| stored.op_id.0 == applied.baseline.0))
}
