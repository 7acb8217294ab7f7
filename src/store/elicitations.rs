//! Conversations in which needs were found, with their questions and answers.

use domain::elicitation::{Answer, AnswerDraft, Elicitation, ElicitationDraft};
use domain::time::Timestamp;
use domain::{AnswerId, ElicitationId, ProjectId, RequirementId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    kind: String,
    title: String,
    day: String,
    people: String,
    version: i32,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    id: Uuid,
    elicitation_id: Uuid,
    question: String,
    answer: String,
    said_by: String,
    requirement_id: Option<Uuid>,
    version: i32,
}

impl TryFrom<Row> for Elicitation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let says = ElicitationDraft {
            kind: row.kind.parse().map_err(|_| StoreError::corrupt("elicitations.kind"))?,
            title: row.title,
            day: day(&row.day, "elicitations.day")?,
            people: row.people,
        };
        let (id, project) = (ElicitationId(row.id), ProjectId(row.project_id));
        Ok(Self { id, project, says, answers: Vec::new(), version: row.version })
    }
}

impl From<AnswerRow> for Answer {
    fn from(row: AnswerRow) -> Self {
        Self {
            id: AnswerId(row.id),
            elicitation: ElicitationId(row.elicitation_id),
            says: AnswerDraft { question: row.question, answer: row.answer, by: row.said_by },
            requirement: row.requirement_id.map(RequirementId),
            version: row.version,
        }
    }
}

/// Keeps a new conversation, without questions yet.
///
/// # Errors
/// `Taken("id")`, `Reference` when there is no such project.
pub async fn create(
    tx: &mut Tx,
    elicitation: &Elicitation,
    now: Timestamp,
) -> Result<(), StoreError> {
    let says = &elicitation.says;
    run!(
        tx,
        "insert into elicitations (id, project_id, kind, title, day, people, version, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, 1, $7, $7)",
        elicitation.id.0,
        elicitation.project.0,
        says.kind.as_str(),
        &says.title,
        says.day.to_string(),
        &says.people,
        now.0,
    )?;
    Ok(())
}

/// A conversation by id, with its questions and answers.
///
/// # Errors
/// What the database answers.
pub async fn find(
    tx: &mut Tx,
    elicitation: ElicitationId,
) -> Result<Option<Elicitation>, StoreError> {
    let row = find!(
        tx,
        Row,
        "select id, project_id, kind, title, day, people, version
         from elicitations where id = $1",
        elicitation.0,
    )?;
    let Some(row) = row else { return Ok(None) };
    let answers = all!(
        tx,
        AnswerRow,
        "select id, elicitation_id, question, answer, said_by, requirement_id, version
         from elicitation_answers where elicitation_id = $1 order by place, id",
        elicitation.0,
    )?;
    let answers = answers.into_iter().map(Answer::from).collect();
    Ok(Some(Elicitation { answers, ..row.try_into()? }))
}

/// The conversations of a project with their questions and answers, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Elicitation>, StoreError> {
    let rows = all!(
        tx,
        Row,
        "select id, project_id, kind, title, day, people, version
         from elicitations where project_id = $1 order by day desc, id desc",
        project.0,
    )?;
    let answers = all!(
        tx,
        AnswerRow,
        "select a.id, a.elicitation_id, a.question, a.answer, a.said_by, a.requirement_id,
             a.version
         from elicitation_answers a join elicitations e on e.id = a.elicitation_id
         where e.project_id = $1 order by a.place, a.id",
        project.0,
    )?;
    let mut found: Vec<Elicitation> =
        rows.into_iter().map(Elicitation::try_from).collect::<Result<_, _>>()?;
    for answer in answers.into_iter().map(Answer::from) {
        if let Some(owner) = found.iter_mut().find(|one| one.id == answer.elicitation) {
            owner.answers.push(answer);
        }
    }
    Ok(found)
}

/// Keeps what people write about a conversation; counts the version up.
///
/// # Errors
/// `Conflict` when `elicitation.version` is stale.
pub async fn update(
    tx: &mut Tx,
    elicitation: &Elicitation,
    now: Timestamp,
) -> Result<(), StoreError> {
    let says = &elicitation.says;
    changed(run!(
        tx,
        "update elicitations set kind = $3, title = $4, day = $5, people = $6,
             version = version + 1, updated_at = $7
         where id = $1 and version = $2",
        elicitation.id.0,
        elicitation.version,
        says.kind.as_str(),
        &says.title,
        says.day.to_string(),
        &says.people,
        now.0,
    )?)
}

/// Deletes a conversation with its questions; requirements that came from it stay.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(
    tx: &mut Tx,
    elicitation: ElicitationId,
    version: i32,
) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from elicitations where id = $1 and version = $2",
        elicitation.0,
        version,
    )?)
}

/// Keeps a new question at the end of its conversation, with what was answered. One that is there
/// already stays as it is.
///
/// # Errors
/// `Reference` when there is no such conversation.
pub async fn add_answer(tx: &mut Tx, answer: &Answer, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into elicitation_answers (id, elicitation_id, question, answer, said_by, place,
             requirement_id, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, (
             select coalesce(max(place), 0) + 1 from elicitation_answers where elicitation_id = $2
         ), $6, 1, $7, $7)
         on conflict (id) do nothing",
        answer.id.0,
        answer.elicitation.0,
        &answer.says.question,
        &answer.says.answer,
        &answer.says.by,
        answer.requirement.map(|requirement| requirement.0),
        now.0,
    )?;
    Ok(())
}

/// A question by id.
///
/// # Errors
/// What the database answers.
pub async fn find_answer(tx: &mut Tx, answer: AnswerId) -> Result<Option<Answer>, StoreError> {
    let row = find!(
        tx,
        AnswerRow,
        "select id, elicitation_id, question, answer, said_by, requirement_id, version
         from elicitation_answers where id = $1",
        answer.0,
    )?;
    Ok(row.map(Answer::from))
}

/// Keeps what people write about a question, and what it became; counts the version up.
///
/// # Errors
/// `Conflict` when `answer.version` is stale, `Reference` when there is no such requirement.
pub async fn update_answer(tx: &mut Tx, answer: &Answer, now: Timestamp) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "update elicitation_answers set question = $3, answer = $4, said_by = $5,
             requirement_id = $6, version = version + 1, updated_at = $7
         where id = $1 and version = $2",
        answer.id.0,
        answer.version,
        &answer.says.question,
        &answer.says.answer,
        &answer.says.by,
        answer.requirement.map(|requirement| requirement.0),
        now.0,
    )?)
}

/// Deletes a question; the requirement that it became stays.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove_answer(tx: &mut Tx, answer: AnswerId, version: i32) -> Result<(), StoreError> {
    changed(run!(
        tx,
        "delete from elicitation_answers where id = $1 and version = $2",
        answer.0,
        version,
    )?)
}
