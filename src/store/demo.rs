//! The demo project's removal. What somebody has since built on it stays.

use crate::{StoreError, Tx};

/// Whether anything of the demo is there.
///
/// # Errors
/// What the database answers.
pub async fn exists(tx: &mut Tx) -> Result<bool, StoreError> {
    let found = find!(
        tx,
        (i32,),
        "select 1 where exists (select 1 from projects where is_demo = $1)
             or exists (select 1 from clients where is_demo = $1)",
        true,
    )?;
    Ok(found.is_some())
}

/// Deletes the demo's projects with all that is in them, its clients that no other project is for,
/// and its people whom nothing else names; returns how many projects and clients went.
///
/// # Errors
/// What the database answers.
pub async fn remove(tx: &mut Tx) -> Result<i64, StoreError> {
    let projects = run!(tx, "delete from projects where is_demo = $1", true)?;
    let clients = run!(
        tx,
        "delete from clients where is_demo = $1
             and not exists (select 1 from projects where client_id = clients.id)",
        true,
    )?;
    run!(
        tx,
        "delete from users where is_demo = $1
             and not exists (select 1 from clients where created_by = users.id)
             and not exists (select 1 from projects where lead_id = users.id)
             and not exists (select 1 from project_members where user_id = users.id)
             and not exists (select 1 from plan_ops where actor_id = users.id)
             and not exists (select 1 from baselines where created_by = users.id)
             and not exists (select 1 from tasks where assignee_id = users.id)
             and not exists (select 1 from contact_log where created_by = users.id)
             and not exists (select 1 from client_promises where created_by = users.id)
             and not exists (select 1 from delegations where created_by = users.id)
             and not exists (select 1 from change_requests where created_by = users.id)
             and not exists (select 1 from records where created_by = users.id)
             and not exists (select 1 from decision_requests where asked_by = users.id)
             and not exists (select 1 from action_items where owner_id = users.id)",
        true,
    )?;
    i64::try_from(projects + clients).map_err(|_| StoreError::corrupt("demo"))
}
