//! Plans on the command line: schedule a file, import a file.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use domain::OpId;
use domain::plan::draft::{ImportReport, PlanDraft};
use domain::plan::{Comparison, DatesFrom, Plan, Scheduled};
use domain::time::datetime_at;
use locale::dates::moment;
use locale::{Locale, imports, reasons};

use super::filed::{self, Taken};
use super::plans::Plans;
use super::settings::Settings;
use super::{cli, clock, export_route, import, import_route, random};

/// Schedules a file and prints its dates.
///
/// # Errors
/// The sentence that says why the file cannot be read.
pub fn schedule(file: &Path, csv: bool, timing: bool, runs: u32) -> anyhow::Result<()> {
    let began = Instant::now();
    let draft = read(file)?;
    let parsed = began.elapsed();
    let plan = draft.to_plan();
    let (dates, scheduled) = scheduled(&plan, runs);
    if csv {
        print!("{}", import::schedule_csv(&draft, &dates));
    } else {
        print!("{}", account(&draft.report));
    }
    if timing {
        eprintln!("parse_ms {:.3}", parsed.as_secs_f64() * 1000.0);
        eprintln!("schedule_ms {:.3}", scheduled.as_secs_f64() * 1000.0);
    }
    Ok(())
}

/// The dates, and how long the last of so many runs took.
fn scheduled(plan: &Plan, runs: u32) -> (Scheduled, Duration) {
    for _ in 1..runs {
        std::hint::black_box(Scheduled::of(plan));
    }
    let began = Instant::now();
    let dates = Scheduled::of(plan);
    (dates, began.elapsed())
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
    let mut draft = read(&file)?;
    print!("{}", account(&draft.report));
    if is_dry {
        return Ok(());
    }
    let Some(key) = project else {
        bail!("name the project with --project KEY, or look only with --dry-run");
    };
    let (db, _lock) = cli::open(&settings).await?;
    let project = cli::project_by_key(&db, &key).await?;
    let mut tx = db.write().await?;
    let found = store::projects::find(&mut tx, project).await?.context("the project is gone")?;
    let members = store::projects::members(&mut tx, project).await?;
    draft.assign(|name| {
        let named = members.iter().find(|member| member.user.name == name);
        named.map(|member| member.user.id)
    });
    if dates == DatesFrom::File {
        draft.keep_dates();
    }
    let plans = Plans::default();
    let now = clock::now();
    let mut sitting = plans.sit_down(&mut tx, project, i64::MAX).await?;
    let baselines = std::mem::take(&mut draft.baselines);
    let op = import_route::op_for(sitting.plan(), draft);
    let made = import_route::made(OpId(random::uuid(now)), op);
    sitting.take(&mut tx, made, found.lead, now).await?;
    let taken = Taken { project, seq: sitting.seq(), by: found.lead, at: now };
    let named = filed::name(&mut tx, taken, sitting.plan(), &baselines, Locale::en).await;
    named.map_err(|error| anyhow::anyhow!("{}", error.sentence(Locale::en)))?;
    let event = store::events::NewEvent {
        actor: store::events::Actor::System,
        kind: "plan.imported",
        project: Some(project),
        client: None,
        object: None,
        before: None,
        after: None,
    };
    store::events::append(&mut tx, &event, now).await?;
    tx.commit().await?;
    println!("Imported into {key}.");
    Ok(())
}

/// Writes a project's plan for Microsoft Project.
///
/// # Errors
/// What the store says, and a file that cannot be written.
pub async fn export(settings: Settings, project: &str, file: &Path) -> anyhow::Result<()> {
    let (db, _lock) = cli::open(&settings).await?;
    let id = cli::project_by_key(&db, project).await?;
    let found = export_route::find(&mut db.read().await?, id).await;
    let found = found.map_err(|error| anyhow::anyhow!("{}", error.sentence(Locale::en)))?;
    std::fs::write(file, found.to_mspdi())
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("Wrote {project} to {}.", file.display());
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<PlanDraft> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let now = clock::now();
    let draft = import::read(&bytes, &name, &mut random::uuids(now));
    draft.map_err(|refusal| anyhow::anyhow!("{}", imports::refusal(Locale::en, &refusal)))
}

/// The account of a reading as lines of text.
fn account(report: &ImportReport) -> String {
    let ImportReport { tasks, summaries, milestones, links, calendars, baselines, .. } = report;
    let mut text = format!(
        "{tasks} tasks ({milestones} milestones), {summaries} summaries, {links} links, \
         {calendars} calendars, {baselines} baselines\n"
    );
    if let Some(at) = report.status_date {
        text.push_str(&format!("status date {}\n", moment(datetime_at(at))));
    }
    for field in &report.fields {
        let verdict = imports::verdict(Locale::en, field.verdict);
        text.push_str(&format!("{verdict:14} {} ({})\n", field.field, field.count));
    }
    let Comparison { compared, differing, listed } = &report.dates;
    if *compared > 0 {
        text.push_str(&format!("{differing} of {compared} tasks have other dates here\n"));
    }
    for one in listed {
        let [from, to, ours_from, ours_to] =
            [one.file.0, one.file.1, one.ours.0, one.ours.1].map(|at| moment(datetime_at(at)));
        let why = reasons::sentence(Locale::en, &one.reason);
        let title = &one.title;
        text.push_str(&format!(
            "~ {title}: {from} to {to}, here {ours_from} to {ours_to}: {why}\n"
        ));
    }
    for problem in &report.problems {
        text.push_str(&format!("! {}\n", imports::problem(Locale::en, problem)));
    }
    text
}
