//! Reading a plan's history, and naming its moments.

use chrono::{NaiveDate, NaiveDateTime};
use domain::plan::{Brief, Origin};
use domain::{BaselineId, ProjectId, TaskId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::plan_api::{Opened, Person};

/// How many entries are read at once.
pub const PAGE: i64 = 50;
/// Most baselines of a plan.
pub const BASELINES_MAX: u32 = 200;

/// Which entries are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Only those before this place; none begins with the latest.
    #[serde(default)]
    pub before: Option<i64>,
    /// Only those about this task.
    #[serde(default)]
    pub task: Option<TaskId>,
    /// Only those of this person.
    #[serde(default)]
    pub by: Option<UserId>,
    /// Only those up to this day, itself included, on the server's local clock.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// An operation as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place.
    pub seq: i64,
    /// Who made it.
    pub by: UserId,
    /// When, on the server's local clock.
    pub at: NaiveDateTime,
    /// Where and how it came about.
    pub origin: Origin,
    /// What it did, in short.
    pub brief: Brief,
}

/// A page of the history, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Whoever made one of them.
    pub people: Vec<Person>,
    /// The titles of tasks that they name and that are no longer in the plan.
    pub gone: Vec<(TaskId, String)>,
    /// Whether there are earlier ones.
    pub has_more: bool,
}

/// A plan as it once was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Then {
    /// The plan, which nobody may change.
    pub opened: Opened,
    /// Who made its last change and when; none for the plan before the first change.
    pub last: Option<(Person, NaiveDateTime)>,
}

/// A page of a plan's history, backwards.
#[server(endpoint = "history/list", input = Json)]
pub async fn list(project: ProjectId, asked: Asked) -> Result<Page, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    use std::collections::BTreeSet;
    use store::plans::Pick;
    let mut call = Call::read().await?;
    call.require(Action::ViewProject, project).await?;
    store::plans::head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let Asked { before, task, by, until } = asked;
    let (before, until) = (before.unwrap_or(i64::MAX), until.map(clock::end_of));
    let pick = Pick { before, task, by, until, max: PAGE + 1 };
    let mut found = store::plans::history(call.db(), project, pick).await?;
    let has_more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let mut people = Vec::new();
    for user in found.iter().map(|op| op.actor).collect::<BTreeSet<_>>() {
        let found = store::users::find(call.db(), user).await?;
        people.extend(found.map(|user| Person { id: user.id, name: user.name }));
    }
    let entry = |op: store::plans::StoredOp| Entry {
        seq: op.seq,
        by: op.actor,
        at: clock::local(op.at),
        origin: op.origin,
        brief: Brief::of(&op.op, &op.inverse),
    };
    let entries: Vec<Entry> = found.into_iter().map(entry).collect();
    let named: BTreeSet<TaskId> = entries.iter().filter_map(|one| one.brief.op.subject()).collect();
    let (_, plan) = call.plan(project).await?;
    let mut gone = Vec::new();
    for task in named.into_iter().filter(|task| !plan.tasks.contains_key(task)) {
        // The last that was heard of it is how it went, and the way back knows what it was.
        let pick = Pick { before: i64::MAX, task: Some(task), by: None, until: None, max: 1 };
        let last = store::plans::history(call.db(), project, pick).await?;
        gone.extend(last.iter().find_map(|op| Some((task, op.inverse.title_of(task)?))));
    }
    Ok(Page { entries, people, gone, has_more })
}

/// The plan as it was after the operation `seq`, to look at.
#[server(endpoint = "history/open", input = Json)]
pub async fn open_at(project: ProjectId, seq: i64) -> Result<Then, AppError> {
    use crate::server::call::Call;
    use crate::server::clock;
    use domain::can::Action;
    use domain::time::minute_at;
    use store::plans::Pick;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, project).await?;
    let head = call.head(found).await?;
    let then = store::plans::load_at(call.db(), project, seq).await?;
    let (_, plan) = then.filter(|(found, _)| *found == seq).ok_or(AppError::NotFound)?;
    let pick = Pick { before: seq + 1, task: None, by: None, until: None, max: 1 };
    let last = store::plans::history(call.db(), project, pick).await?.pop();
    let last = match last {
        Some(op) => store::users::find(call.db(), op.actor)
            .await?
            .map(|user| (Person { id: user.id, name: user.name }, clock::local(op.at))),
        None => None,
    };
    let members = store::projects::members(call.db(), project).await?;
    let people = members.into_iter().map(|member| member.user);
    let people = people.map(|user| Person { id: user.id, name: user.name }).collect();
    let opened = Opened {
        head,
        seq,
        plan: Some(plan),
        ops: Vec::new(),
        known: Vec::new(),
        people,
        now: last.as_ref().map_or_else(clock::local_minute, |(_, at)| minute_at(*at)),
        me: call.user.id,
        may_edit: false,
        may_work: false,
    };
    Ok(Then { opened, last })
}

/// Gives a moment a name: the one after the operation `seq`, or without it the present one.
#[server(endpoint = "history/pin", input = Json)]
pub async fn pin(project: ProjectId, seq: Option<i64>, name: String) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use store::baselines::Baseline;
    let mut call = Call::write().await?;
    call.require(Action::EditPlan, project).await?;
    let name = domain::text::name(&name)?;
    let head = store::plans::head(call.db(), project).await?.ok_or(AppError::NotFound)?;
    let seq = seq.unwrap_or(head);
    if !(0..=head).contains(&seq) {
        return Err(Refusal::Missing.into());
    }
    if store::baselines::all(call.db(), project).await?.len() >= BASELINES_MAX as usize {
        return Err(Refusal::TooMany { max: BASELINES_MAX }.into());
    }
    let id = BaselineId(call.uuid());
    let (by, at) = (call.user.id, call.now());
    let baseline = Baseline { id, project, seq, name: name.clone(), by, at };
    store::baselines::create(call.db(), &baseline).await?;
    let event = Event::new("baseline.pinned").project(project).object(id.0);
    call.commit(event.after(&(seq, name))).await
}

/// Takes the name from a moment; the moment itself stays in the history. What a client agreed to,
/// or is to decide about, keeps its name.
#[server(endpoint = "history/unpin", input = Json)]
pub async fn unpin(project: ProjectId, baseline: BaselineId) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::decisions;
    use domain::can::Action;
    let mut call = Call::write().await?;
    call.require(Action::EditPlan, project).await?;
    decisions::hold(call.db(), project).await?;
    let all = store::baselines::all(call.db(), project).await?;
    let found = all.into_iter().find(|known| known.id == baseline).ok_or(AppError::NotFound)?;
    decisions::may_unname(&mut call, project, baseline).await?;
    store::baselines::remove(call.db(), project, baseline).await?;
    let event = Event::new("baseline.unpinned").project(project).object(baseline.0);
    call.commit(event.before(&(found.seq, found.name))).await
}
