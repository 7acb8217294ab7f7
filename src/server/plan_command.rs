//! Plans on the command line: schedule a file, import a file.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};
use domain::plan::draft::PlanDraft;
use domain::plan::{DatesFrom, Plan, Scheduled, Scheduler};
use domain::time::{day_of, start_of};
use domain::{OpId, ProjectId};
use locale::{Locale, commands, td_string};
use store::events::{Actor, NewEvent};

use super::filed::{self, Taken};
use super::import::Unsound;
use super::plans::Plans;
use super::settings::Settings;
use super::{cli, clock, export_route, import, import_route, random, terminal};
use crate::error::AppError;

/// Schedules a file and prints its dates; what could not be kept is told on standard error, a line
/// each, and the rest has its dates.
///
/// # Errors
/// The sentence that says why the file cannot be read.
pub fn schedule(file: &Path, csv: bool, timing: bool, runs: u32) -> anyhow::Result<()> {
    let locale = terminal::locale();
    let began = Instant::now();
    let mut draft = read(locale, file, Unsound::Bent)?;
    let parsed = began.elapsed();
    let note = begin_today(locale, &mut draft);
    let plan = draft.to_plan();
    let (dates, took) = scheduled(&plan, runs);
    if csv {
        note.into_iter().for_each(terminal::tell);
        terminal::print(&import::schedule_csv(&draft, &dates))?;
    } else {
        terminal::print(&commands::facts(locale, &draft.report))?;
        note.map_or(Ok(()), terminal::say)?;
    }
    commands::problems(locale, &draft.report).into_iter().for_each(terminal::tell);
    if timing {
        let each = [("parse_ms", parsed), ("kept_ms", took.kept), ("schedule_ms", took.all)];
        for (name, time) in each {
            terminal::tell(format!("{name} {:.3}", time.as_secs_f64() * 1000.0));
        }
    }
    Ok(())
}

/// How long a plan takes from what was read of it to its dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Took {
    /// All of it: the plan in the engine's form, its network and calendars, the passes, the dates,
    /// and the clearing away of what only they needed.
    all: Duration,
    /// The passes and the dates alone, which is what a plan that is kept ready takes.
    kept: Duration,
}

/// Lets a plan begin today that names no date, and says so.
fn begin_today(locale: Locale, draft: &mut PlanDraft) -> Option<String> {
    if !draft.is_undated() || draft.tasks.is_empty() {
        return None;
    }
    draft.settings.start = start_of(day_of(clock::local_minute()));
    Some(commands::worked_from(locale, draft.settings.start))
}

/// The dates, and how long the middle one of so many runs took; the earlier half of them only warms
/// up.
fn scheduled(plan: &Plan, runs: u32) -> (Scheduled, Took) {
    let warm_up = runs / 2;
    for _ in 0..warm_up {
        timed(plan);
    }
    let (dates, took) = timed(plan);
    let mut times = vec![took];
    times.extend((warm_up + 1..runs).map(|_| timed(plan).1));
    times.sort_unstable();
    (dates, times[times.len() / 2])
}

fn timed(plan: &Plan) -> (Scheduled, Took) {
    let began = Instant::now();
    let mut scheduler = Scheduler::of(black_box(plan));
    let ready = Instant::now();
    let dates = black_box(scheduler.scheduled());
    let kept = ready.elapsed();
    drop(scheduler);
    (dates, Took { all: began.elapsed(), kept })
}

/// Imports a file into a project, all or nothing, or only says what it holds.
///
/// # Errors
/// The sentence that says why not.
pub async fn import(
    settings: Settings,
    file: PathBuf,
    is_dry: bool,
    project: Option<String>,
    dates: DatesFrom,
) -> anyhow::Result<()> {
    let locale = terminal::locale();
    let Some(key) = project else {
        let draft = read(locale, &file, Unsound::Refused)?;
        import::may_import(&draft).map_err(|refusal| said(locale, refusal.into()))?;
        terminal::print(&commands::account(locale, &draft.report))?;
        if is_dry {
            return Ok(());
        }
        bail!(commands::project_needed(locale));
    };
    let (db, _lock) = cli::open(&settings).await?;
    let project = cli::project_by_key(&db, &key).await?;
    let mut tx = db.write().await?;
    let found = store::projects::find(&mut tx, project).await?;
    let found = found.with_context(|| td_string!(locale, command.project_gone))?;
    let members = store::projects::members(&mut tx, project).await?;
    let plans = Plans::default();
    let now = clock::now();
    let mut sitting =
        plans.sit_down(&mut tx, project, i64::MAX).await.map_err(|error| said(locale, error))?;
    let mut draft = read_into(locale, &file, sitting.plan())?;
    import::may_import(&draft).map_err(|refusal| said(locale, refusal.into()))?;
    draft.assign(|name| export_route::member_named(&members, name));
    terminal::print(&commands::account(locale, &draft.report))?;
    if is_dry {
        return Ok(());
    }
    if dates == DatesFrom::File {
        let landed = draft.landed(sitting.plan());
        let landed = landed.map_err(|refusal| said(locale, refusal.into()))?;
        draft.keep_dates(landed);
    }
    let baselines = std::mem::take(&mut draft.baselines);
    let made = import_route::made(OpId(random::uuid(now)), draft.into_op(sitting.plan()));
    sitting.take(&mut tx, made, found.lead, now).await.map_err(|error| said(locale, error))?;
    let taken = Taken { project, seq: sitting.seq(), by: found.lead, at: now };
    let named = filed::name(&mut tx, taken, sitting.plan(), &baselines, locale).await;
    for (baseline, name) in named.map_err(|error| said(locale, error))? {
        let after = serde_json::to_value((taken.seq, name)).ok();
        let pinned = event("baseline.pinned", project);
        let pinned = NewEvent { object: Some(baseline.0), after, ..pinned };
        store::events::append(&mut tx, &pinned, now).await?;
    }
    store::events::append(&mut tx, &event("plan.imported", project), now).await?;
    tx.commit().await?;
    terminal::say(commands::imported(locale, &key))
}

/// Something that a command does in a project.
const fn event(kind: &'static str, project: ProjectId) -> NewEvent<'static> {
    let (actor, project) = (Actor::System, Some(project));
    NewEvent { actor, kind, project, client: None, object: None, before: None, after: None }
}

/// Writes a project's plan for Microsoft Project.
///
/// # Errors
/// What the store says, and a file that cannot be written.
pub async fn export(settings: Settings, project: &str, file: &Path) -> anyhow::Result<()> {
    let locale = terminal::locale();
    let (db, _lock) = cli::open(&settings).await?;
    let id = cli::project_by_key(&db, project).await?;
    let found = export_route::find(&mut db.read().await?, id).await;
    let found = found.map_err(|error| said(locale, error))?;
    let place = file.display().to_string();
    std::fs::write(file, found.to_mspdi())
        .with_context(|| td_string!(locale, command.cannot_write, place = place.as_str()))?;
    terminal::say(commands::exported(locale, project, &place))
}

/// A file for itself.
fn read(locale: Locale, file: &Path, unsound: Unsound) -> anyhow::Result<PlanDraft> {
    let (bytes, name) = opened(locale, file)?;
    let draft = import::read_as(unsound, &bytes, &name, &mut random::uuids(clock::now()));
    draft.map_err(|refusal| said(locale, refusal.into()))
}

/// A file as a plan takes it in.
fn read_into(locale: Locale, file: &Path, plan: &Plan) -> anyhow::Result<PlanDraft> {
    let (bytes, name) = opened(locale, file)?;
    let mut ids = random::uuids(clock::now());
    import::read_into(plan, &bytes, &name, &mut ids).map_err(|error| said(locale, error))
}

/// A file's bytes and name.
fn opened(locale: Locale, file: &Path) -> anyhow::Result<(Vec<u8>, String)> {
    let place = || file.display().to_string();
    let bytes = std::fs::read(file)
        .with_context(|| td_string!(locale, command.cannot_read, place = place()))?;
    Ok((bytes, file.file_name().unwrap_or_default().to_string_lossy().into_owned()))
}

/// What went wrong, in words.
fn said(locale: Locale, error: AppError) -> anyhow::Error {
    anyhow!(error.sentence(locale))
}
