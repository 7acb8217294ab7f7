//! The written sections of requirements documents.

use domain::ProjectId;
use domain::requirement::RequirementsDoc;
use domain::time::Timestamp;
use uuid::Uuid;

use crate::{StoreError, Tx, changed};

#[derive(sqlx::FromRow)]
struct Row {
    project_id: Uuid,
    background: String,
    aims: String,
    expectations: String,
    constraints: String,
    version: i32,
}

/// The document of a project; an empty one of version 0 before anybody has written in it.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, project: ProjectId) -> Result<RequirementsDoc, StoreError> {
    let row = find!(
        tx,
        Row,
        "select project_id, background, aims, expectations, constraints, version
         from requirements_docs where project_id = $1",
        project.0,
    )?;
    let Some(row) = row else { return Ok(RequirementsDoc::empty(project)) };
    Ok(RequirementsDoc {
        project: ProjectId(row.project_id),
        background: row.background,
        aims: row.aims,
        expectations: row.expectations,
        constraints: row.constraints,
        version: row.version,
    })
}

/// Keeps what people write in the document; counts the version up.
///
/// # Errors
/// `Conflict` when `doc.version` is stale, `Reference` when there is no such project.
pub async fn write(tx: &mut Tx, doc: &RequirementsDoc, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "insert into requirements_docs (project_id, background, aims, expectations, constraints,
             version, updated_at)
         values ($1, $2, $3, $4, $5, 1, $6)
         on conflict (project_id) do update set background = excluded.background,
             aims = excluded.aims, expectations = excluded.expectations,
             constraints = excluded.constraints, version = requirements_docs.version + 1,
             updated_at = excluded.updated_at
         where requirements_docs.version = $7",
        doc.project.0,
        &doc.background,
        &doc.aims,
        &doc.expectations,
        &doc.constraints,
        now.0,
        doc.version,
    )?)
}
