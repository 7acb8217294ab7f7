//! Minutes of meetings.

use chrono::NaiveTime;
use domain::minutes::{Minutes, MinutesDraft};
use domain::time::Timestamp;
use domain::{MinutesId, ProjectId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{StoreError, Tx, changed, day, optional_day};

/// How times of day are stored.
const TIME: &str = "%H:%M:%S";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    title: String,
    day: String,
    begins: Option<String>,
    place: String,
    chair: String,
    recorder: String,
    present: String,
    absent: String,
    topics: String,
    resolutions: String,
    actions: String,
    next_day: Option<String>,
    next_note: String,
    shown: Option<String>,
    version: i32,
}

impl TryFrom<Row> for Minutes {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let begins = row.begins.map(|text| text.parse::<NaiveTime>()).transpose();
        let says = MinutesDraft {
            title: row.title,
            day: day(&row.day, "minutes.day")?,
            begins: begins.map_err(|_| StoreError::corrupt("minutes.begins"))?,
            place: row.place,
            chair: row.chair,
            recorder: row.recorder,
            present: read(&row.present, "minutes.present")?,
            absent: read(&row.absent, "minutes.absent")?,
            topics: read(&row.topics, "minutes.topics")?,
            resolutions: read(&row.resolutions, "minutes.resolutions")?,
            actions: read(&row.actions, "minutes.actions")?,
            next_day: optional_day(row.next_day.as_deref(), "minutes.next_day")?,
            next_note: row.next_note,
        };
        let shown = row.shown.map(|text| read(&text, "minutes.shown")).transpose()?;
        let (id, project) = (MinutesId(row.id), ProjectId(row.project_id));
        Ok(Self { id, project, says, shown, version: row.version })
    }
}

/// The columns that hold JSON.
struct Written {
    present: String,
    absent: String,
    topics: String,
    resolutions: String,
    actions: String,
    shown: Option<String>,
}

impl Written {
    fn of(minutes: &Minutes) -> Result<Self, StoreError> {
        let says = &minutes.says;
        let shown = minutes.shown.as_ref().map(|shown| written(shown, "minutes.shown"));
        Ok(Self {
            present: written(&says.present, "minutes.present")?,
            absent: written(&says.absent, "minutes.absent")?,
            topics: written(&says.topics, "minutes.topics")?,
            resolutions: written(&says.resolutions, "minutes.resolutions")?,
            actions: written(&says.actions, "minutes.actions")?,
            shown: shown.transpose()?,
        })
    }
}

/// Keeps new minutes.
///
/// # Errors
/// `Taken("id")`, `Reference` when there is no such project.
pub async fn create(tx: &mut Tx, minutes: &Minutes, now: Timestamp) -> Result<(), StoreError> {
    let (says, json) = (&minutes.says, Written::of(minutes)?);
    run!(
        tx,
        "insert into minutes (id, project_id, title, day, begins, place, chair, recorder, present,
             absent, topics, resolutions, actions, next_day, next_note, shown, version, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17,
             $17)",
        minutes.id.0,
        minutes.project.0,
        &says.title,
        says.day.to_string(),
        says.begins.map(|time| time.format(TIME).to_string()),
        &says.place,
        &says.chair,
        &says.recorder,
        &json.present,
        &json.absent,
        &json.topics,
        &json.resolutions,
        &json.actions,
        says.next_day.map(|day| day.to_string()),
        &says.next_note,
        &json.shown,
        now.0,
    )?;
    Ok(())
}

/// Minutes by id.
///
/// # Errors
/// What the database answers.
pub async fn find(tx: &mut Tx, minutes: MinutesId) -> Result<Option<Minutes>, StoreError> {
    find!(
        tx,
        Row,
        "select id, project_id, title, day, begins, place, chair, recorder, present, absent,
             topics, resolutions, actions, next_day, next_note, shown, version
         from minutes where id = $1",
        minutes.0,
    )?
    .map(Minutes::try_from)
    .transpose()
}

/// The minutes of a project, the latest meeting first.
///
/// # Errors
/// What the database answers.
pub async fn of_project(tx: &mut Tx, project: ProjectId) -> Result<Vec<Minutes>, StoreError> {
    all!(
        tx,
        Row,
        "select id, project_id, title, day, begins, place, chair, recorder, present, absent,
             topics, resolutions, actions, next_day, next_note, shown, version
         from minutes where project_id = $1 order by day desc, created_at desc, id desc",
        project.0,
    )?
    .into_iter()
    .map(Minutes::try_from)
    .collect()
}

/// Keeps what the minutes say and what the client reads of them; counts the version up.
///
/// # Errors
/// `Conflict` when `minutes.version` is stale.
pub async fn update(tx: &mut Tx, minutes: &Minutes, now: Timestamp) -> Result<(), StoreError> {
    let (says, json) = (&minutes.says, Written::of(minutes)?);
    changed(run!(
        tx,
        "update minutes set title = $3, day = $4, begins = $5, place = $6, chair = $7,
             recorder = $8, present = $9, absent = $10, topics = $11, resolutions = $12,
             actions = $13, next_day = $14, next_note = $15, shown = $16, version = version + 1,
             updated_at = $17
         where id = $1 and version = $2",
        minutes.id.0,
        minutes.version,
        &says.title,
        says.day.to_string(),
        says.begins.map(|time| time.format(TIME).to_string()),
        &says.place,
        &says.chair,
        &says.recorder,
        &json.present,
        &json.absent,
        &json.topics,
        &json.resolutions,
        &json.actions,
        says.next_day.map(|day| day.to_string()),
        &says.next_note,
        &json.shown,
        now.0,
    )?)
}

/// Deletes minutes; tasks that came from them stay.
///
/// # Errors
/// `Conflict` when the version is stale or they are gone already.
pub async fn remove(tx: &mut Tx, minutes: MinutesId, version: i32) -> Result<(), StoreError> {
    changed(run!(tx, "delete from minutes where id = $1 and version = $2", minutes.0, version,)?)
}

fn read<T: DeserializeOwned>(json: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt(what))
}

fn written(value: &impl Serialize, what: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::corrupt(what))
}
