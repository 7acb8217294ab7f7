//! Opening a plan: from the server, with what this browser kept; from what it kept alone where
//! there is no network.

use domain::plan::{Made, Replica};
use domain::{ChangeOptionId, OpId, ProjectId};

use super::Refused;
use super::kept::{self, Kept};
use crate::error::AppError;
use crate::features::shared::draft_api::open_draft;
use crate::features::shared::plan_api::{Had, Opened, open_plan};

/// Where a plan that was opened comes from, which is where its changes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The project's plan: everybody sees its changes, and this browser keeps it.
    Project,
    /// A branch of it, which belongs to an option of a change.
    Draft(ChangeOptionId),
    /// A moment of the past, which does not change.
    Past,
}

/// A plan that was opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What the views need to know; its plan is in the replica.
    pub opened: Opened,
    /// The plan with everything that is pending.
    pub replica: Replica,
    /// Operations that were not taken and nobody decided about.
    pub refused: Vec<Refused>,
    /// Where it comes from.
    pub source: Source,
}

impl Opening {
    /// A plan to look at only, such as one of the past.
    #[must_use]
    pub fn to_read(mut opened: Opened) -> Option<Self> {
        (opened.may_edit, opened.may_work) = (false, false);
        let plan = opened.plan.take()?;
        let replica = Replica::new(opened.me, opened.seq, plan);
        Some(Self { opened, replica, refused: Vec::new(), source: Source::Past })
    }
}

/// Opens a project's plan.
///
/// # Errors
/// What the server says; `Offline` only where this browser kept nothing.
pub async fn open(project: ProjectId) -> Result<Opening, AppError> {
    let kept = match kept::last_person() {
        Some(me) => kept::read(me, project).await,
        None => Kept::default(),
    };
    match open_plan(project, had(&kept)).await {
        Ok(opened) => from_server(project, opened, kept).await,
        Err(error @ (AppError::Offline | AppError::Busy)) => from_here(kept).ok_or(error),
        Err(error) => {
            if let (AppError::NotFound, Some(me)) = (&error, kept::last_person()) {
                kept::forget_plan(me, project);
            }
            Err(error)
        }
    }
}

/// Opens a project's plan with a branch on top of it; without a network there is none.
///
/// # Errors
/// What the server says; `NotFound` for a branch of another project.
pub async fn open_branch(project: ProjectId, option: ChangeOptionId) -> Result<Opening, AppError> {
    let mut opened = open_draft(option).await?;
    if opened.head.id != project {
        return Err(AppError::NotFound);
    }
    let plan = opened.plan.take().ok_or(AppError::Outdated)?;
    let replica = Replica::new(opened.me, opened.seq, plan);
    // The branch belongs to nobody's device: the project's outbox knows nothing of it.
    opened.known = Vec::new();
    Ok(Opening { opened, replica, refused: Vec::new(), source: Source::Draft(option) })
}

fn had(kept: &Kept) -> Had {
    let opened = kept.opened.as_ref();
    Had {
        by: opened.map(|opened| opened.me),
        seq: opened.map(|opened| opened.seq),
        unconfirmed: kept.unconfirmed.iter().map(|made| made.id).collect(),
    }
}

async fn from_server(project: ProjectId, opened: Opened, kept: Kept) -> Result<Opening, AppError> {
    let me = opened.me;
    let is_same = kept::last_person() == Some(me);
    kept::remember_person(me);
    if is_same && let Some(opening) = joined(opened, kept.clone()) {
        return Ok(opening);
    }
    // What another person left here stays in that person's outbox, and of the own one the server
    // was not asked yet; or the copy of this browser does not fit. The whole plan, please.
    let kept = if is_same { kept } else { kept::read(me, project).await };
    let whole = open_plan(project, Had { seq: None, ..had(&kept) }).await?;
    joined(whole, kept).ok_or(AppError::Outdated)
}

/// The plan of the server, or the browser's copy brought up to it, with what is pending.
fn joined(mut opened: Opened, kept: Kept) -> Option<Opening> {
    let mut replica = match opened.plan.take() {
        Some(plan) => Replica::new(opened.me, opened.seq, plan),
        None => {
            let copy = kept.opened.filter(|copy| copy.me == opened.me)?;
            let mut replica = Replica::new(opened.me, copy.seq, copy.plan?);
            replica.catch_up(&opened.ops).ok()?;
            replica
        }
    };
    let is_new = |id: &OpId| !opened.known.contains(id);
    let unconfirmed = kept.unconfirmed.into_iter().filter(|made| is_new(&made.id)).collect();
    let refused = resumed(&mut replica, unconfirmed, kept.refused);
    Some(Opening { opened, replica, refused, source: Source::Project })
}

/// The plan as this browser kept it.
fn from_here(kept: Kept) -> Option<Opening> {
    let mut opened = kept.opened?;
    let mut replica = Replica::new(opened.me, opened.seq, opened.plan.take()?);
    let refused = resumed(&mut replica, kept.unconfirmed, kept.refused);
    Some(Opening { opened, replica, refused, source: Source::Project })
}

fn resumed(
    replica: &mut Replica,
    unconfirmed: Vec<Made>,
    mut refused: Vec<Refused>,
) -> Vec<Refused> {
    let stale = replica.resume(unconfirmed).into_iter();
    let stale = stale.map(|(made, refusal)| Refused { made, why: AppError::Refused(refusal) });
    refused.extend(stale);
    refused
}
