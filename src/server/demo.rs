//! The sample: a small, believable firm with clients and projects, always in full swing.
//!
//! Its people have no password and none of them is an administrator, so that nobody can sign in
//! as one of them and the last real administrator stays the last.

mod agreements;
mod changes;
mod clients;
mod deliverables;
mod firm;
mod handover;
mod minutes;
mod past;
mod plan;
mod requirements;
mod risks;
mod scope;
mod talk;
#[cfg(test)]
mod tests;
mod text;

use std::path::Path;

use anyhow::ensure;
use chrono::NaiveDate;
use domain::plan::apply::apply;
use domain::plan::task::TaskDuration;
use domain::plan::{Origin, Plan, View};
use domain::project::{Method, Phase, PhaseMethods, Project};
use domain::time::{self, Timestamp};
use domain::user::ProjectRole;
use domain::{BaselineId, OpId, ProjectId, TaskId, UserId};
use locale::{Locale, td_string};
use store::baselines::Baseline;
use store::events::{Actor, NewEvent};
use store::plans::StoredOp;
use store::{Db, Tx};

use self::firm::Firm;
use self::plan::Builder;
use self::text::Line;
use super::blobs::Blobs;
use super::{clock, plans, random, terminal};

/// The projects in the sample's own notation.
const PROJECTS: [&str; 4] = [
    include_str!("demo/wms.txt"),
    include_str!("demo/gov.txt"),
    include_str!("demo/ess.txt"),
    include_str!("demo/cold.txt"),
];

/// A project as its lines describe it.
struct Sample {
    project: Project,
    members: Vec<(UserId, ProjectRole)>,
    plan: Plan,
    /// The durations that tasks had at first, where they were others.
    planned: Vec<(TaskId, TaskDuration)>,
}

/// Makes the sample in one transaction; the bytes of its files go into the data folder.
///
/// # Errors
/// A sentence when it is there already, and what the store reports.
pub async fn seed(db: &Db, data: &Path, locale: Locale) -> anyhow::Result<()> {
    let (now, today) = (clock::now(), time::day_of(clock::local_minute()));
    let mut tx = db.write().await?;
    let is_there = store::demo::exists(&mut tx).await?;
    ensure!(!is_there, td_string!(terminal::locale(), command.sample_exists));
    let firm = firm::make(&mut tx, locale, now).await?;
    let (firm, blobs) = (&firm, &Blobs::of(data));
    let place = deliverables::Place { blobs, firm, locale, now, today };
    for text in PROJECTS {
        let sample = read(text, firm, locale, (today, now))?;
        let (project, plan) = (sample.project.clone(), sample.plan.clone());
        write(&mut tx, sample, firm, locale, now).await?;
        talk::write(&mut tx, (&project, &plan), firm, locale, now).await?;
        risks::write(&mut tx, (&project, &plan), firm, locale, now).await?;
        deliverables::put(&mut tx, &place, &project).await?;
        minutes::put(&mut tx, &project, locale, (today, now)).await?;
        handover::write(&mut tx, &project, locale, (today, now)).await?;
        agreements::write(&mut tx, (&project, &plan), locale, (today, now)).await?;
    }
    clients::write(&mut tx, firm, locale, (today, now)).await?;
    Ok(tx.commit().await?)
}

/// Removes everything that belongs to the sample.
///
/// # Errors
/// What the store reports.
pub async fn remove(db: &Db) -> anyhow::Result<()> {
    let mut tx = db.write().await?;
    store::demo::remove(&mut tx).await?;
    let event = NewEvent {
        actor: Actor::System,
        kind: "demo.removed",
        project: None,
        client: None,
        object: None,
        before: None,
        after: None,
    };
    store::events::append(&mut tx, &event, clock::now()).await?;
    Ok(tx.commit().await?)
}

/// Reads a project and its plan.
fn read(
    text: &'static str,
    firm: &Firm,
    locale: Locale,
    (today, now): (NaiveDate, Timestamp),
) -> anyhow::Result<Sample> {
    let mut builder = Builder::new(locale, today, now, &firm.people);
    let mut lines = text::lines(text);
    let first = lines.next().filter(|line| line.word == "project");
    let mut project = begin(&first.ok_or_else(|| anyhow::anyhow!("no project"))?, firm, locale)?;
    project.id = ProjectId(random::uuid(now));
    let mut members = Vec::new();
    for line in lines {
        match line.word {
            "members" => members.extend(people(&line, firm, ProjectRole::Member)?),
            "viewers" => members.extend(people(&line, firm, ProjectRole::Viewer)?),
            "status" => project.status = line.said(0, locale)?,
            "meeting" => project.next_meeting = line.said(0, locale)?,
            "start" => builder.begin(line.parse(0)?),
            _ => builder.add(&line)?,
        }
    }
    let (plan, planned) = builder.finish();
    Ok(Sample { project, members, plan, planned })
}

/// The project that its first line names.
fn begin(line: &Line, firm: &Firm, locale: Locale) -> anyhow::Result<Project> {
    let methods = match line.cell(4)? {
        "hybrid" => PhaseMethods::hybrid(),
        _ => PhaseMethods::uniform(line.parse::<Method>(4)?),
    };
    Ok(Project {
        id: ProjectId(uuid::Uuid::nil()),
        client: firm.client(line.cell(3)?)?,
        key: line.cell(0)?.to_owned(),
        name: line.said(1, locale)?,
        methods,
        phase: line.parse::<Phase>(5)?,
        lead: firm.person(line.cell(6)?)?,
        status: String::new(),
        next_meeting: String::new(),
        is_demo: true,
        version: 1,
    })
}

fn people(
    line: &Line,
    firm: &Firm,
    role: ProjectRole,
) -> anyhow::Result<Vec<(UserId, ProjectRole)>> {
    let keys = line.cell(0)?.split_whitespace();
    keys.map(|key| Ok((firm.person(key)?, role))).collect()
}

async fn write(
    tx: &mut Tx,
    sample: Sample,
    firm: &Firm,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<()> {
    let Sample { mut project, members, plan, planned } = sample;
    let key = project.key.clone();
    project.key = free_key(tx, &key).await?;
    store::projects::create(tx, &project, now).await?;
    for (user, role) in members {
        store::projects::put_member(tx, project.id, user, role, now).await?;
    }
    for contact in store::contacts::of_client(tx, project.client).await? {
        store::projects::put_contact(tx, project.id, contact.id, now).await?;
    }
    let name = td_string!(locale, nouns.demo_baseline).to_owned();
    write_past(tx, &project, past::of(&plan, &planned, past::Now::of(now)), name).await?;
    let rows: Vec<_> = plan.tasks.keys().filter_map(|id| plans::row(&plan, *id)).collect();
    store::plans::index_tasks(tx, project.id, &rows, &[]).await?;
    let place = scope::Place { project: project.id, key: &key, plan: &plan };
    let today = time::day_of(clock::local_minute());
    scope::write(tx, place, locale, (today, now)).await?;
    requirements::write(tx, &project, &plan, locale, now).await?;
    changes::write(tx, (&project, &key), firm, locale, now).await?;
    let event = NewEvent {
        actor: Actor::System,
        kind: "project.created",
        project: Some(project.id),
        client: Some(project.client),
        object: Some(project.id.0),
        before: None,
        after: serde_json::to_value(&project).ok(),
    };
    store::events::append(tx, &event, now).await?;
    Ok(())
}

/// Writes the plan as it was made, names that moment, and lets everything happen that happened
/// since.
async fn write_past(
    tx: &mut Tx,
    project: &Project,
    (mut plan, begin, steps): (Plan, Timestamp, Vec<past::Step>),
    name: String,
) -> anyhow::Result<()> {
    store::plans::create(tx, project.id, &plan, begin).await?;
    let id = BaselineId(random::uuid(begin));
    let baseline = Baseline { id, project: project.id, seq: 0, name, by: project.lead, at: begin };
    store::baselines::create(tx, &baseline).await?;
    let mut seq = 0;
    for past::Step { at, by, op } in steps {
        let inverse = apply(&mut plan, &op)?;
        let (actor, op_id) = (by.unwrap_or(project.lead), OpId(random::uuid(at)));
        let origin = Origin { view: View::Board, ..Origin::default() };
        let stored = StoredOp { seq: seq + 1, op_id, actor, at, origin, op, inverse };
        store::plans::append(tx, project.id, seq, &stored).await?;
        seq += 1;
    }
    Ok(store::plans::save_snapshot(tx, project.id, seq, &plan).await?)
}

/// The key, or when a real project has it the key with a number.
async fn free_key(tx: &mut Tx, wanted: &str) -> anyhow::Result<String> {
    let mut key = wanted.to_owned();
    let mut number = 1;
    while store::projects::find_by_key(tx, &key).await?.is_some() {
        number += 1;
        key = format!("{wanted}{number}");
    }
    Ok(key)
}
