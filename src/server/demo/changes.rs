//! The changes of the sample: one that is part of the plan, one that was refused, and one with two
//! options that waits for a decision.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use chrono::TimeDelta;
use domain::change::{
    Applied, BranchOp, ChangeDraft, ChangeOption, ChangeRequest, ChangeState, ChangeStep,
    OptionDraft, StepDraft, next_key,
};
use domain::plan::apply::apply;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{ColumnKind, Link, Outline, Plan, PlanOp, Rank, Task, TaskChange, TaskDuration};
use domain::project::Project;
use domain::time::Timestamp;
use domain::{BaselineId, ChangeId, ChangeOptionId, ChangeStepId, OpId, RequirementId, TaskId};
use locale::{Locale, td_string};
use store::Tx;
use store::baselines::Baseline;
use store::plans::StoredOp;

use super::firm::Firm;
use super::text::{Line, lines};
use crate::server::{clock, random};

/// The changes in the sample's own notation.
const CHANGES: &str = include_str!("changes.txt");
/// Working minutes of a day.
const DAY: i64 = 480;
/// Milliseconds of a civil day.
const DAY_MS: i64 = 86_400_000;

/// The plan that changes are about, as it stands.
struct Ground<'a> {
    project: &'a Project,
    firm: &'a Firm,
    locale: Locale,
    now: Timestamp,
    head: i64,
    plan: Plan,
    /// The tasks by their place in the work breakdown structure.
    codes: BTreeMap<String, TaskId>,
}

/// Writes the changes of a project whose plan is written already; `key` is the one in the notation.
///
/// # Errors
/// A sentence with the line's number, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    (project, key): (&Project, &str),
    firm: &Firm,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<()> {
    let (head, plan) = store::plans::load(tx, project.id).await?.context("there is no plan")?;
    let outline = Outline::of(&plan);
    let rows = outline.rows.iter().map(|row| row.task);
    let codes = outline.wbs().into_iter().zip(rows).collect();
    let ground = Ground { project, firm, locale, now, head, plan, codes };
    let mut all: Vec<Vec<Line>> = Vec::new();
    for line in lines(CHANGES) {
        if line.word == "change" {
            all.push(vec![line]);
        } else if let Some(last) = all.last_mut() {
            last.push(line);
        } else {
            bail!("{} stands before the first change", line.word);
        }
    }
    for one in all {
        if one[0].cell(2)? == key {
            write_one(tx, &ground, &one).await?;
        }
    }
    Ok(())
}

async fn write_one(tx: &mut Tx, ground: &Ground<'_>, said: &[Line]) -> anyhow::Result<()> {
    let (first, locale) = (&said[0], ground.locale);
    let words = |word: &str| {
        let found = said.iter().find(|line| line.word == word);
        found.map_or(Ok(String::new()), |line| line.said(0, locale))
    };
    let at = Timestamp(ground.now.0 - first.parse::<i64>(6)? * DAY_MS);
    let by = ground.project.lead;
    let state: ChangeState = first.parse(5)?;
    let mut change = ChangeRequest {
        id: ChangeId(random::uuid(ground.now)),
        project: ground.project.id,
        number: store::changes::next_number(tx, ground.project.id).await?,
        says: ChangeDraft {
            title: first.said(0, locale)?,
            reason: words("reason")?,
            source: first.parse(3)?,
            source_name: words("by")?,
            necessity: first.parse(4)?,
            requirement: requirement(tx, ground, said).await?,
            task: None,
        },
        state,
        decided_note: words("decided")?,
        decided: (state != ChangeState::Open).then_some((by, at.plus_minutes(24 * 60))),
        applied: None,
        by,
        at,
        version: 1,
    };
    let options = options(tx, ground, &change, said).await?;
    if state == ChangeState::Applied {
        let base = options.first().map_or(0, |(option, _)| option.base);
        change.applied = Some(pin(tx, ground, &change, base + 1).await?);
    }
    store::changes::create(tx, &change).await?;
    for (option, ops) in options {
        store::change_options::create(tx, &option).await?;
        store::change_options::replace(tx, option.id, &ops).await?;
    }
    let steps = said.iter().filter(|line| line.word == "step");
    for (place, line) in (1..).zip(steps) {
        let due = clock::local(ground.now).date() + TimeDelta::days(line.parse(2)?);
        let (text, owner) = (line.said(0, locale)?, Some(ground.firm.person(line.cell(3)?)?));
        let step = ChangeStep {
            id: ChangeStepId(random::uuid(ground.now)),
            change: change.id,
            place,
            says: StepDraft { text, owner, due: Some(due) },
            done_at: None,
            version: 1,
        };
        store::change_steps::create(tx, &step).await?;
    }
    Ok(())
}

/// The requirement that a change comes from, by its number.
async fn requirement(
    tx: &mut Tx,
    ground: &Ground<'_>,
    said: &[Line],
) -> anyhow::Result<Option<RequirementId>> {
    let Some(line) = said.iter().find(|line| line.word == "from") else { return Ok(None) };
    let number: i32 = line.parse(0)?;
    let all = store::requirements::of_project(tx, ground.project.id).await?;
    let found = all.into_iter().find(|one| one.number == number);
    let found = found.with_context(|| format!("line {}: no such requirement", line.number))?;
    Ok(Some(found.id))
}

/// Names the moment at which a change became part of the plan.
async fn pin(
    tx: &mut Tx,
    ground: &Ground<'_>,
    change: &ChangeRequest,
    seq: i64,
) -> anyhow::Result<Applied> {
    let name = td_string!(ground.locale, changes.numbered, number = change.number);
    let (id, by) = (BaselineId(random::uuid(ground.now)), ground.project.lead);
    let baseline = Baseline { id, project: ground.project.id, seq, name, by, at: change.at };
    store::baselines::create(tx, &baseline).await?;
    Ok(Applied { seq, baseline: id })
}

/// The options of a change with their branches.
async fn options(
    tx: &mut Tx,
    ground: &Ground<'_>,
    change: &ChangeRequest,
    said: &[Line],
) -> anyhow::Result<Vec<(ChangeOption, Vec<BranchOp>)>> {
    let mut made: Vec<(ChangeOption, Vec<BranchOp>)> = Vec::new();
    let mut plan = ground.plan.clone();
    for line in said {
        match line.word {
            "option" => {
                let known: Vec<ChangeOption> = made.iter().map(|(one, _)| one.clone()).collect();
                let option = ChangeOption {
                    id: ChangeOptionId(random::uuid(ground.now)),
                    change: change.id,
                    key: next_key(&known)?,
                    says: OptionDraft { title: line.said(0, ground.locale)?, note: String::new() },
                    base: ground.head,
                    is_chosen: change.state == ChangeState::Applied,
                    version: 1,
                };
                made.push((option, Vec::new()));
                plan = ground.plan.clone();
            }
            "note" | "add" | "days" | "happened" => {
                let last = made.last_mut();
                let (option, ops) = last.with_context(|| format!("line {}", line.number))?;
                match line.word {
                    "note" => option.says.note = line.said(0, ground.locale)?,
                    "happened" => {
                        let stored = happened(tx, ground, line).await?;
                        option.base = stored.seq - 1;
                        ops.push(BranchOp {
                            id: stored.op_id,
                            by: Some(stored.actor),
                            op: stored.op,
                            inverse: stored.inverse,
                        });
                    }
                    _ => ops.push(drawn(ground, &mut plan, line)?),
                }
            }
            _ => {}
        }
    }
    Ok(made)
}

/// The step of the past that changed the duration of a task.
async fn happened(tx: &mut Tx, ground: &Ground<'_>, line: &Line) -> anyhow::Result<StoredOp> {
    let wanted = ground.task(line.cell(0)?)?;
    let is_it = |stored: &StoredOp| match &stored.op {
        PlanOp::Change { task, to: TaskChange::Duration(_) } => *task == wanted,
        _ => false,
    };
    let past = store::plans::since(tx, ground.project.id, 0).await?;
    past.into_iter().find(is_it).with_context(|| format!("line {}: never happened", line.number))
}

/// An operation of a branch, on the plan with those before it.
fn drawn(ground: &Ground<'_>, plan: &mut Plan, line: &Line) -> anyhow::Result<BranchOp> {
    let op = match line.word {
        "add" => {
            let task = ground.new_task(plan, line)?;
            let link = |from, to| Link::new(from, to, LinkKind::FinishToStart, Lag::default());
            let (after, before) = (ground.task(line.cell(4)?)?, ground.task(line.cell(5)?)?);
            let links = vec![link(after, task.id), link(task.id, before)];
            PlanOp::Add { tasks: vec![task], links }
        }
        _ => {
            let days = TaskDuration::days(line.parse(1)?, DAY);
            PlanOp::change(ground.task(line.cell(0)?)?, TaskChange::Duration(days))
        }
    };
    let inverse = apply(plan, &op).with_context(|| format!("line {}", line.number))?;
    let by = Some(ground.project.lead);
    Ok(BranchOp { id: OpId(random::uuid(ground.now)), by, op, inverse })
}

impl Ground<'_> {
    fn task(&self, code: &str) -> anyhow::Result<TaskId> {
        self.codes.get(code).copied().with_context(|| format!("there is no task {code}"))
    }

    fn new_task(&self, plan: &Plan, line: &Line) -> anyhow::Result<Task> {
        let parent = self.task(line.cell(0)?)?;
        let siblings = plan.tasks.values().filter(|task| task.parent == Some(parent));
        let last = siblings.map(|task| task.rank.clone()).max();
        let id = TaskId(random::uuid(self.now));
        let rank = Rank::between(last.as_ref(), None);
        let mut task = Task::new(id, plan.next_number(), line.said(1, self.locale)?, rank);
        let to_do = plan.columns_in_order().into_iter().find(|one| one.kind == ColumnKind::ToDo);
        task.parent = Some(parent);
        task.duration = TaskDuration::days(line.parse(3)?, DAY);
        task.column = to_do.map(|column| column.id);
        task.assignee = Some(self.firm.person(line.cell(6)?)?);
        Ok(task)
    }
}
