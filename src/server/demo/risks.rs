//! The risks of the sample: open ones before and after their response, one that has come true, one
//! that is over, one of a message, and one that a change touched.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::{NaiveDate, TimeDelta};
use domain::change::ChangeState;
use domain::message::{Became, BecameKind};
use domain::plan::{Outline, Plan};
use domain::project::Project;
use domain::risk::{Place, Recheck, Response, Risk, RiskDraft};
use domain::time::{self, Timestamp};
use domain::{RiskId, TaskId};
use locale::Locale;
use store::Tx;

use super::firm::Firm;
use super::text::{Line, lines};
use crate::server::{clock, random};

/// All risks in the sample's own notation.
const RISKS: &str = include_str!("risks.txt");

/// What the lines of a project are read with.
struct Scene<'a> {
    project: &'a Project,
    firm: &'a Firm,
    locale: Locale,
    now: Timestamp,
    today: NaiveDate,
    /// The tasks by their places in the work breakdown structure.
    tasks: BTreeMap<String, TaskId>,
}

/// Writes the risks of a project whose messages and changes are written already.
///
/// # Errors
/// A sentence with the line's number, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    (project, plan): (&Project, &Plan),
    firm: &Firm,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<()> {
    let outline = Outline::of(plan);
    let tasks = outline.wbs().into_iter().zip(outline.rows.iter().map(|row| row.task)).collect();
    let today = time::day_of(clock::local_minute());
    let scene = Scene { project, firm, locale, now, today, tasks };
    // A key that was taken got a number.
    let key = project.key.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_head = |line: &Line| line.word == "project" && line.optional(0) == key;
    let own = lines(RISKS).skip_while(|line| !is_head(line)).skip(1);
    let own: Vec<Line> = own.take_while(|line| line.word != "project").collect();
    for said in own.chunk_by(|_, next| next.word != "risk") {
        let place = said.first().map_or(0, |line| line.number);
        put(tx, &scene, said).await.with_context(|| format!("risks, line {place}"))?;
    }
    Ok(())
}

/// Keeps a risk: its own line, then those below it.
async fn put(tx: &mut Tx, scene: &Scene<'_>, said: &[Line]) -> anyhow::Result<()> {
    let line = said.first().context("a risk has a line")?;
    let below = |word: &str| said.iter().find(|line| line.word == word);
    let id = RiskId(random::uuid(scene.now));
    let mut risk = Risk::new(id, scene.project.id, draft(line, scene)?);
    if let Some(why) = below("why") {
        risk.says.description = why.said(0, scene.locale)?;
    }
    if let Some(what) = below("do") {
        risk.says.response = Response {
            text: what.said(0, scene.locale)?,
            owner: Some(scene.firm.person(what.cell(2)?)?),
            due: day(what, 3, scene.today)?,
        };
    }
    for code in line.cell(10)?.split(',').map(str::trim).filter(|code| *code != "-") {
        let task = scene.tasks.get(code).with_context(|| format!("there is no task {code}"))?;
        risk.tasks.push(*task);
    }
    risk.state = line.parse(11)?;
    risk.message = match below("said") {
        Some(words) => Some(message(tx, scene, words, risk.id).await?),
        None => None,
    };
    store::risks::create(tx, &risk, scene.now).await?;
    if below("changed").is_some() {
        doubt(tx, scene, risk.id).await?;
    }
    Ok(())
}

fn draft(line: &Line, scene: &Scene<'_>) -> anyhow::Result<RiskDraft> {
    let inherent = Place { probability: line.parse(4)?, impact: line.parse(5)? };
    let residual = match line.cell(6)?.split_once('x') {
        Some((probability, impact)) => {
            Some(Place { probability: probability.parse()?, impact: impact.parse()? })
        }
        None => None,
    };
    let strategy = match line.cell(7)? {
        "-" => None,
        _ => Some(line.parse(7)?),
    };
    let draft = RiskDraft {
        title: line.said(0, scene.locale)?,
        category: line.parse(2)?,
        source: line.parse(3)?,
        inherent,
        residual,
        strategy,
        owner: Some(scene.firm.person(line.cell(8)?)?),
        trigger: day(line, 9, scene.today)?,
        ..RiskDraft::default()
    };
    Ok(draft.checked()?)
}

fn day(line: &Line, place: usize, today: NaiveDate) -> anyhow::Result<Option<NaiveDate>> {
    Ok(match line.cell(place)? {
        "-" => None,
        _ => Some(today + TimeDelta::days(line.parse(place)?)),
    })
}

/// The message that holds these words; it became the risk.
async fn message(
    tx: &mut Tx,
    scene: &Scene<'_>,
    words: &Line,
    risk: RiskId,
) -> anyhow::Result<domain::MessageId> {
    /// More were never written in the sample.
    const MOST: i64 = 500;
    let part = words.said(0, scene.locale)?;
    let all = store::messages::in_project(tx, scene.project.id, MOST).await?;
    let found = all.into_iter().find(|message| message.body.contains(&part));
    let found = found.with_context(|| format!("no message says {part}"))?;
    let became = Became { kind: BecameKind::Risk, id: risk.0 };
    store::messages::set_became(tx, found.id, became).await?;
    Ok(found.id)
}

/// The change that is part of the plan has touched the risk.
async fn doubt(tx: &mut Tx, scene: &Scene<'_>, risk: RiskId) -> anyhow::Result<()> {
    let changes = store::changes::of_project(tx, scene.project.id).await?;
    let applied = changes.into_iter().find(|change| change.state == ChangeState::Applied);
    let change = applied.context("a change is part of the plan")?;
    let (number, title, at) = (change.number, change.says.title, change.at);
    let recheck = Recheck { change: change.id, number, title, at };
    Ok(store::risks::set_recheck(tx, (scene.project.id, risk), &recheck).await?)
}
