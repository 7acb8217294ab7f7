//! Finding projects, tasks and clients by a part of their names.

use domain::{ClientId, ProjectId, TaskId};
use uuid::Uuid;

use crate::{Reach, StoreError, Tx};

/// What was found of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Projects: which, key, name.
    pub projects: Vec<(ProjectId, String, String)>,
    /// Tasks, open ones first.
    pub tasks: Vec<TaskHit>,
    /// Clients: which, name.
    pub clients: Vec<(ClientId, String)>,
}

/// A task that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskHit {
    /// Which.
    pub id: TaskId,
    /// In which project.
    pub project: ProjectId,
    /// The first part of its key.
    pub project_key: String,
    /// The second part of its key.
    pub number: u32,
    /// What is to be done.
    pub title: String,
    /// Whether it is finished.
    pub is_done: bool,
}

#[derive(sqlx::FromRow)]
struct TaskHitRow {
    id: Uuid,
    project_id: Uuid,
    key: String,
    number: i64,
    title: String,
    is_done: bool,
}

impl TryFrom<TaskHitRow> for TaskHit {
    type Error = StoreError;

    fn try_from(row: TaskHitRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: TaskId(row.id),
            project: ProjectId(row.project_id),
            project_key: row.key,
            number: u32::try_from(row.number).map_err(|_| StoreError::corrupt("tasks.number"))?,
            title: row.title,
            is_done: row.is_done,
        })
    }
}

/// What contains the text, in any case, within reach; at most `limit` of each kind. Projects and
/// tasks are found by their keys too, such as `ABC-12`. An empty text finds nothing.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, reach: Reach, text: &str, limit: i64) -> Result<Hits, StoreError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Hits::default());
    }
    let pattern = containing(text);
    Ok(Hits {
        projects: projects(tx, reach, &pattern, limit).await?,
        tasks: tasks(tx, reach, &pattern, limit).await?,
        clients: clients(tx, reach, &pattern, limit).await?,
    })
}

/// The pattern for `like … escape '\'` that means just this text somewhere.
pub(crate) fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

async fn projects(
    tx: &mut Tx,
    reach: Reach,
    pattern: &str,
    limit: i64,
) -> Result<Vec<(ProjectId, String, String)>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, String, String),
        r"select p.id, p.key, p.name from projects p
          where (lower(p.name) like lower($2) escape '\' or lower(p.key) like lower($2) escape '\')
              and ($1 is null or exists (
                  select 1 from project_members where project_id = p.id and user_id = $1
              ))
          order by p.name, p.id
          limit $3",
        reach.person(),
        pattern,
        limit,
    )?;
    Ok(rows.into_iter().map(|(id, key, name)| (ProjectId(id), key, name)).collect())
}

async fn tasks(
    tx: &mut Tx,
    reach: Reach,
    pattern: &str,
    limit: i64,
) -> Result<Vec<TaskHit>, StoreError> {
    all!(
        tx,
        TaskHitRow,
        r"select t.id, t.project_id, p.key, t.number, t.title, t.is_done
          from tasks t join projects p on p.id = t.project_id
          where (lower(t.title) like lower($2) escape '\'
                  or lower(p.key || '-' || t.number) like lower($2) escape '\')
              and ($1 is null or exists (
                  select 1 from project_members where project_id = p.id and user_id = $1
              ))
          order by t.is_done, p.key, t.number
          limit $3",
        reach.person(),
        pattern,
        limit,
    )?
    .into_iter()
    .map(TaskHit::try_from)
    .collect()
}

async fn clients(
    tx: &mut Tx,
    reach: Reach,
    pattern: &str,
    limit: i64,
) -> Result<Vec<(ClientId, String)>, StoreError> {
    let rows = all!(
        tx,
        (Uuid, String),
        r"select c.id, c.name from clients c
          where lower(c.name) like lower($2) escape '\'
              and ($1 is null or c.created_by = $1 or exists (
                  select 1 from projects p join project_members m on m.project_id = p.id
                  where p.client_id = c.id and m.user_id = $1
              ))
          order by c.name, c.id
          limit $3",
        reach.person(),
        pattern,
        limit,
    )?;
    Ok(rows.into_iter().map(|(id, name)| (ClientId(id), name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_in_the_text_mean_themselves() {
        assert_eq!(containing("10%_a\\b"), r"%10\%\_a\\b%");
    }
}
