//! Risks and the tasks that they would hit.

use domain::risk::{Place, Recheck, Response, Risk, RiskDraft};
use domain::time::Timestamp;
use domain::{ChangeId, MessageId, ProjectId, RiskId, TaskId, UserId};
use uuid::Uuid;

use crate::{StoreError, Tx, changed, grouped, optional_day};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    number: i32,
    title: String,
    description: String,
    category: String,
    source: String,
    probability: i32,
    impact: i32,
    residual_probability: Option<i32>,
    residual_impact: Option<i32>,
    strategy: Option<String>,
    response: String,
    response_owner_id: Option<Uuid>,
    response_due: Option<String>,
    owner_id: Option<Uuid>,
    trigger_day: Option<String>,
    state: String,
    message_id: Option<Uuid>,
    recheck_change: Option<Uuid>,
    recheck_number: Option<i32>,
    recheck_title: Option<String>,
    recheck_at: Option<i64>,
    reviewed_at: Option<i64>,
    version: i32,
}

impl Row {
    fn recheck(&self) -> Option<Recheck> {
        Some(Recheck {
            change: ChangeId(self.recheck_change?),
            number: self.recheck_number?,
            title: self.recheck_title.clone()?,
            at: Timestamp(self.recheck_at?),
        })
    }

    fn residual(&self) -> Result<Option<Place>, StoreError> {
        match (self.residual_probability, self.residual_impact) {
            (Some(probability), Some(impact)) => place(probability, impact).map(Some),
            (None, None) => Ok(None),
            _ => Err(StoreError::corrupt("risks.residual_impact")),
        }
    }
}

impl TryFrom<Row> for Risk {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::corrupt(format!("risks.{what}"));
        let (recheck, residual) = (row.recheck(), row.residual()?);
        let strategy = row.strategy.map(|strategy| strategy.parse()).transpose();
        let says = RiskDraft {
            title: row.title,
            description: row.description,
            category: row.category.parse().map_err(|_| corrupt("category"))?,
            source: row.source.parse().map_err(|_| corrupt("source"))?,
            inherent: place(row.probability, row.impact)?,
            residual,
            strategy: strategy.map_err(|_| corrupt("strategy"))?,
            response: Response {
                text: row.response,
                owner: row.response_owner_id.map(UserId),
                due: optional_day(row.response_due.as_deref(), "risks.response_due")?,
            },
            owner: row.owner_id.map(UserId),
            trigger: optional_day(row.trigger_day.as_deref(), "risks.trigger_day")?,
        };
        Ok(Self {
            id: RiskId(row.id),
            project: ProjectId(row.project_id),
            number: row.number,
            says,
            state: row.state.parse().map_err(|_| corrupt("state"))?,
            message: row.message_id.map(MessageId),
            recheck,
            reviewed: row.reviewed_at.map(Timestamp),
            tasks: Vec::new(),
            version: row.version,
        })
    }
}

/// Keeps a new risk with the tasks that it would hit, and returns the number that it got;
/// `risk.number` does not matter.
///
/// # Errors
/// `Taken("id")`, `Reference` when project, message or a person do not exist.
pub async fn create(tx: &mut Tx, risk: &Risk, now: Timestamp) -> Result<i32, StoreError> {
    let (project, says) = (risk.project, &risk.says);
    // Of two at the same moment one waits here, so that both get a number of their own.
    run!(tx, "update projects set version = version where id = $1", project.0)?;
    let next = find!(
        tx,
        (i32,),
        "select coalesce(max(number), 0) + 1 from risks where project_id = $1",
        project.0,
    )?;
    let (number,) = next.unwrap_or((1,));
    run!(
        tx,
        "insert into risks (id, project_id, number, title, description, category, source,
             probability, impact, residual_probability, residual_impact, strategy, response,
             response_owner_id, response_due, owner_id, trigger_day, state, message_id,
             version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, 1, $20, $20)",
        risk.id.0,
        project.0,
        number,
        &says.title,
        &says.description,
        says.category.as_str(),
        says.source.as_str(),
        i32::from(says.inherent.probability),
        i32::from(says.inherent.impact),
        says.residual.map(|place| i32::from(place.probability)),
        says.residual.map(|place| i32::from(place.impact)),
        says.strategy.map(|strategy| strategy.as_str()),
        &says.response.text,
        says.response.owner.map(|owner| owner.0),
        says.response.due.map(|day| day.to_string()),
        says.owner.map(|owner| owner.0),
        says.trigger.map(|day| day.to_string()),
        risk.state.as_str(),
        risk.message.map(|message| message.0),
        now.0,
    )?;
    for task in &risk.tasks {
        put_task(tx, risk.id, *task).await?;
    }
    Ok(number)
}

/// A risk by id, with the tasks that it would hit.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, risk: RiskId) -> Result<Option<Risk>, StoreError> {
    let row = find!(
        tx,
        Row,
        "select id, project_id, number, title, description, category, source, probability, impact,
             residual_probability, residual_impact, strategy, response, response_owner_id,
             response_due, owner_id, trigger_day, state, message_id, recheck_change,
             recheck_number, recheck_title, recheck_at, reviewed_at, version
         from risks where id = $1",
        risk.0,
    )?;
    let Some(row) = row else { return Ok(None) };
    let tasks = all!(
        tx,
        (Uuid,),
        "select task_id from risk_tasks where risk_id = $1 order by task_id",
        risk.0,
    )?;
    let tasks = tasks.into_iter().map(|(task,)| TaskId(task)).collect();
    Ok(Some(Risk { tasks, ..row.try_into()? }))
}

/// The risks of a project by number, with the tasks that they would hit.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Risk>, StoreError> {
    let rows = all!(
        tx,
        Row,
        "select id, project_id, number, title, description, category, source, probability, impact,
             residual_probability, residual_impact, strategy, response, response_owner_id,
             response_due, owner_id, trigger_day, state, message_id, recheck_change,
             recheck_number, recheck_title, recheck_at, reviewed_at, version
         from risks where project_id = $1 order by number",
        project.0,
    )?;
    let hits = all!(
        tx,
        (Uuid, Uuid),
        "select t.risk_id, t.task_id from risk_tasks t join risks r on r.id = t.risk_id
         where r.project_id = $1 order by t.task_id",
        project.0,
    )?;
    let mut tasks = grouped(hits, TaskId);
    let whole = |row: Row| {
        let tasks = tasks.remove(&row.id).unwrap_or_default();
        Ok(Risk { tasks, ..row.try_into()? })
    };
    rows.into_iter().map(whole).collect()
}

/// Keeps what people write and decide about a risk; counts the version up. The message of which it
/// was made and its tasks stay.
///
/// # Errors
/// `Conflict` when `risk.version` is stale, `Reference` when a person does not exist.
pub async fn update(tx: &mut Tx, risk: &Risk, now: Timestamp) -> Result<(), StoreError> {
    let (says, recheck) = (&risk.says, risk.recheck.as_ref());
    changed(run!(
        tx,
        "update risks set title = $3, description = $4, category = $5, source = $6,
             probability = $7, impact = $8, residual_probability = $9, residual_impact = $10,
             strategy = $11, response = $12, response_owner_id = $13, response_due = $14,
             owner_id = $15, trigger_day = $16, state = $17, recheck_change = $18,
             recheck_number = $19, recheck_title = $20, recheck_at = $21, reviewed_at = $22,
             version = version + 1, updated_at = $23
         where id = $1 and version = $2",
        risk.id.0,
        risk.version,
        &says.title,
        &says.description,
        says.category.as_str(),
        says.source.as_str(),
        i32::from(says.inherent.probability),
        i32::from(says.inherent.impact),
        says.residual.map(|place| i32::from(place.probability)),
        says.residual.map(|place| i32::from(place.impact)),
        says.strategy.map(|strategy| strategy.as_str()),
        &says.response.text,
        says.response.owner.map(|owner| owner.0),
        says.response.due.map(|day| day.to_string()),
        says.owner.map(|owner| owner.0),
        says.trigger.map(|day| day.to_string()),
        risk.state.as_str(),
        recheck.map(|recheck| recheck.change.0),
        recheck.map(|recheck| recheck.number),
        recheck.map(|recheck| recheck.title.as_str()),
        recheck.map(|recheck| recheck.at.0),
        risk.reviewed.map(|at| at.0),
        now.0,
    )?)
}

/// Deletes a risk.
///
/// # Errors
/// `Conflict` when the version is stale.
pub async fn remove(tx: &mut Tx, risk: RiskId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from risks where id = $1 and version = $2", risk.0, version)?)
}

/// Says that a risk would hit a task of its project's plan; once is enough.
///
/// # Errors
/// `Reference` when there is no such risk.
pub async fn put_task(tx: &mut Tx, risk: RiskId, task: TaskId) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into risk_tasks (risk_id, task_id) values ($1, $2)
         on conflict (risk_id, task_id) do nothing",
        risk.0,
        task.0,
    )?;
    Ok(())
}

/// A risk would not hit a task any more.
///
/// # Errors
/// What the database answers.
pub async fn drop_task(tx: &mut Tx, risk: RiskId, task: TaskId) -> Result<(), StoreError> {
    run!(tx, "delete from risk_tasks where risk_id = $1 and task_id = $2", risk.0, task.0)?;
    Ok(())
}

/// Notes that an open risk of a project is to be assessed again. That counts as an edit, so that
/// nobody who assesses it at the same moment overlooks it.
///
/// # Errors
/// What the database answers.
pub async fn set_recheck(
    tx: &mut Tx,
    (project, risk): (ProjectId, RiskId),
    recheck: &Recheck,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update risks set recheck_change = $3, recheck_number = $4, recheck_title = $5,
             recheck_at = $6, version = version + 1, updated_at = $6
         where id = $1 and project_id = $2 and state = 'open'",
        risk.0,
        project.0,
        recheck.change.0,
        recheck.number,
        &recheck.title,
        recheck.at.0,
    )?;
    Ok(())
}

/// The risks of a project need not be assessed again because of a change: it is not in the plan.
///
/// # Errors
/// What the database answers.
pub async fn clear_recheck(
    tx: &mut Tx,
    project: ProjectId,
    change: ChangeId,
    now: Timestamp,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update risks set recheck_change = null, recheck_number = null, recheck_title = null,
             recheck_at = null, version = version + 1, updated_at = $3
         where project_id = $1 and recheck_change = $2",
        project.0,
        change.0,
        now.0,
    )?;
    Ok(())
}

fn place(probability: i32, impact: i32) -> Result<Place, StoreError> {
    let step =
        |step: i32, what: &'static str| u8::try_from(step).map_err(|_| StoreError::corrupt(what));
    let (probability, impact) =
        (step(probability, "risks.probability")?, step(impact, "risks.impact")?);
    Ok(Place { probability, impact })
}
