//! The command line.

use std::fs::TryLockError;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow, ensure};
use clap::{Parser, Subcommand};
use domain::ProjectId;
use domain::plan::DatesFrom;
use locale::{commands, td_string};
use store::links::{OneTimeLink, Purpose};
use store::{Db, StoreError};

use super::assets::Site;
use super::settings::{Given, Settings};
use super::state::AppState;
use super::{
    backup, clock, demo, evidence_command, housekeeping, listen, mail, pages, plan_command, random,
    router, terminal,
};
use crate::paths;

/// A set-up link lives for a day; a new start of the server makes a new one.
const SETUP_MINUTES: i64 = 24 * 60;

/// Where a team and its client agree on a plan, keep to it, and can prove it.
#[derive(Parser)]
#[command(name = "accord", version, about)]
struct Cli {
    #[command(flatten)]
    given: Given,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the program; a first start prints a one-time link for the first administrator
    Serve,
    /// The sample clients and projects
    #[command(subcommand)]
    Demo(Demo),
    /// Read a plan file (Microsoft Project XML, CSV) and import it into a project
    Import {
        /// The file
        file: PathBuf,
        /// Only say what would be kept, changed and left out
        #[arg(long)]
        dry_run: bool,
        /// The project's key; needed unless it is a dry run, which compares dates in the project
        #[arg(long)]
        project: Option<String>,
        /// Keep the file's dates: tasks that would lie elsewhere are set by hand
        #[arg(long)]
        keep_dates: bool,
    },
    /// Plans without a server
    #[command(subcommand)]
    Plan(PlanCommand),
    /// What was agreed
    #[command(subcommand)]
    Agreements(AgreementsCommand),
    /// Backups
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Check the data folder, the database and the chain of events
    Doctor,
    /// Print every route
    Routes,
}

#[derive(Subcommand)]
enum Demo {
    /// Make the sample clients, people and projects
    Seed {
        /// Their language: zh-CN or en
        #[arg(long, default_value = "zh-CN")]
        language: String,
    },
    /// Remove everything that belongs to the sample
    Remove,
}

#[derive(Subcommand)]
enum PlanCommand {
    /// Schedule a plan file and print its dates
    Schedule {
        /// The file
        file: PathBuf,
        /// Print uid,start,finish,total_slack_minutes,critical
        #[arg(long)]
        csv: bool,
        /// Print how long reading and scheduling took, on standard error
        #[arg(long)]
        timing: bool,
        /// Schedule so many times and tell of the middle one of the later half
        #[arg(long, default_value_t = 1, hide = true)]
        runs: u32,
    },
    /// Write a project's plan as Microsoft Project XML
    Export {
        /// The project's key
        project: String,
        /// The file to write
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum AgreementsCommand {
    /// Prove a file of evidence, without a server: exit 0 when nothing was changed, otherwise 1
    Verify {
        /// The file: the HTML document, or its JSON alone
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum BackupCommand {
    /// Write a backup into a new folder
    Create {
        /// The folder, which must not exist
        to: PathBuf,
    },
    /// Check a backup against its manifest
    Verify {
        /// The folder
        from: PathBuf,
    },
    /// Put a backup into an empty data folder
    Restore {
        /// The folder
        from: PathBuf,
    },
}

/// Runs the program with the site that it embeds.
#[must_use]
pub fn run(site: Site) -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(dispatch(cli, site)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(error: &anyhow::Error) -> ExitCode {
    terminal::tell(format!("accord: {}", terminal::sentence(terminal::locale(), error)));
    ExitCode::FAILURE
}

async fn dispatch(cli: Cli, site: Site) -> anyhow::Result<()> {
    let settings = cli.given.settle()?;
    match cli.command {
        Command::Serve => serve(settings, site).await,
        Command::Demo(Demo::Seed { language }) => {
            let locale = pages::parse(&language).with_context(|| {
                let given = format!("{language:?}");
                td_string!(terminal::locale(), command.language_unknown, given)
            })?;
            let (db, _lock) = open(&settings).await?;
            demo::seed(&db, &settings.data, locale).await?;
            terminal::say(commands::sample(terminal::locale(), true))
        }
        Command::Demo(Demo::Remove) => {
            let (db, _lock) = open(&settings).await?;
            demo::remove(&db).await?;
            terminal::say(commands::sample(terminal::locale(), false))
        }
        Command::Import { file, dry_run, project, keep_dates } => {
            let dates = if keep_dates { DatesFrom::File } else { DatesFrom::Links };
            plan_command::import(settings, file, dry_run, project, dates).await
        }
        Command::Plan(PlanCommand::Export { project, file }) => {
            plan_command::export(settings, &project, &file).await
        }
        Command::Plan(PlanCommand::Schedule { file, csv, timing, runs }) => {
            plan_command::schedule(&file, csv, timing, runs)
        }
        Command::Agreements(AgreementsCommand::Verify { file }) => evidence_command::verify(&file),
        Command::Backup(BackupCommand::Create { to }) => backup::create(&settings, &to).await,
        Command::Backup(BackupCommand::Verify { from }) => backup::verify(&from).await,
        Command::Backup(BackupCommand::Restore { from }) => backup::restore(&settings, &from).await,
        Command::Doctor => backup::doctor(&settings).await,
        Command::Routes => {
            let routes = router::routes().into_iter();
            let lines = routes.map(|route| format!("{:4} {}\n", route.method, route.path));
            terminal::print(&lines.collect::<String>())
        }
    }
}

/// Opens the database of the data folder for this process alone, and brings it up to date.
///
/// # Errors
/// A sentence: the folder cannot be made, another process holds it, or the database is damaged.
pub async fn open(settings: &Settings) -> anyhow::Result<(Db, std::fs::File)> {
    let (folder, locale) = (&settings.data, terminal::locale());
    let place = || folder.display().to_string();
    std::fs::create_dir_all(folder)
        .with_context(|| td_string!(locale, command.cannot_make_data, place = place()))?;
    let lock = std::fs::File::create(folder.join("lock"))
        .with_context(|| td_string!(locale, command.cannot_write_into, place = place()))?;
    lock.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => anyhow!(td_string!(locale, command.in_use, place = place())),
        TryLockError::Error(error) => anyhow::Error::new(error).context(td_string!(
            locale,
            command.cannot_write_into,
            place = place()
        )),
    })?;
    let was_in_use = has_log(settings);
    let db = open_database(settings).await?;
    if was_in_use {
        backup::ensure_whole(&db, folder).await?;
    }
    backup::before_migration(settings, &db).await?;
    db.migrate().await.with_context(|| td_string!(locale, command.not_migrated))?;
    Ok((db, lock))
}

/// Whether a database was not closed when it was last used: whoever closes it folds its log into
/// it.
fn has_log(settings: &Settings) -> bool {
    settings.database_file().is_some_and(|file| {
        let mut log = file.as_os_str().to_owned();
        log.push("-wal");
        std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
    })
}

/// Opens the database that is there, for a look or a copy: neither makes one.
///
/// # Errors
/// A sentence with the place and the remedy.
pub async fn open_present(settings: &Settings) -> anyhow::Result<Db> {
    if let Some(file) = settings.database_file() {
        ensure!(
            file.exists(),
            td_string!(terminal::locale(), command.no_database, place = file.display().to_string())
        );
    }
    open_database(settings).await
}

async fn open_database(settings: &Settings) -> anyhow::Result<Db> {
    let (locale, database) = (terminal::locale(), database(settings));
    let opened = Db::open(&settings.database_url).await;
    opened.map_err(|error| {
        let remedy = match &error {
            StoreError::Corrupt { .. } => Some(td_string!(locale, command.put_backup)),
            StoreError::Database(_) | StoreError::File(_) | StoreError::ReadOnly => {
                Some(match settings.database_file() {
                    Some(_) => td_string!(locale, command.check_folder),
                    None => td_string!(locale, command.check_address),
                })
            }
            // What these say is enough.
            StoreError::Conflict
            | StoreError::Taken(_)
            | StoreError::Reference
            | StoreError::Busy
            | StoreError::DiskFull
            | StoreError::OldSqlite { .. }
            | StoreError::NewerSchema
            | StoreError::Unsupported
            | StoreError::Address
            | StoreError::Migration(_) => None,
        };
        let database = database.as_str();
        anyhow::Error::new(error).context(match remedy {
            Some(remedy) => td_string!(locale, command.cannot_open_until, database, remedy),
            None => td_string!(locale, command.cannot_open, database),
        })
    })
}

/// The database by its place. The address of a PostgreSQL database is not repeated: it holds a
/// password.
#[must_use]
pub fn database(settings: &Settings) -> String {
    let locale = terminal::locale();
    match settings.database_file() {
        Some(file) => {
            td_string!(locale, command.database_at, place = file.display().to_string())
        }
        None => td_string!(locale, command.database_named).to_owned(),
    }
}

async fn serve(settings: Settings, site: Site) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| "info,sqlx=warn,tower_http=warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    // What cannot be understood is said before anything is opened.
    let post = settings.mail.as_ref().map(mail::Post::new).transpose()?;
    let (db, _lock) = open(&settings).await?;
    let link = setup_link(&db, &settings).await?;
    let state = AppState::new(db.clone(), settings.clone(), site);
    let locale = terminal::locale();
    state.blobs.clear().with_context(|| td_string!(locale, command.uploads_left))?;
    let limits = state.limits.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_secs(600)).await;
            limits.sweep();
        }
    });
    terminal::say(td_string!(locale, command.at, address = settings.public_url.as_str()))?;
    if let Some(link) = link {
        terminal::say(format!("{}\n  {link}", td_string!(locale, command.first_start)))?;
    }
    let (listener, live) = (listen::bind(settings.addr).await?, state.live.clone());
    let ways = (&live, settings.trusted_proxy);
    let housekeeping = tokio::spawn(housekeeping::every_day(db.clone(), state.blobs.clone()));
    let delivery = post.map(|post| tokio::spawn(mail::deliver(db.clone(), post)));
    listen::serve(listener, router::router(state), ways, listen::stop_signal()).await;
    housekeeping.abort();
    if let Some(delivery) = delivery {
        delivery.abort();
    }
    db.close().await;
    Ok(())
}

/// A fresh one-time link while there is no organisation yet.
async fn setup_link(db: &Db, settings: &Settings) -> anyhow::Result<Option<String>> {
    let mut tx = db.write().await?;
    if store::organisation::find(&mut tx).await?.is_some() {
        return Ok(None);
    }
    let (secret, now) = (random::secret(), clock::now());
    let link = OneTimeLink {
        id: random::uuid(now),
        purpose: Purpose::Setup,
        expires_at: now.plus_minutes(SETUP_MINUTES),
        used_at: None,
    };
    store::links::create(&mut tx, &link, &secret.hash, now).await?;
    tx.commit().await?;
    Ok(Some(settings.link(&paths::setup(&secret.text))))
}

/// The project with a key.
///
/// # Errors
/// A sentence when there is none.
pub async fn project_by_key(db: &Db, key: &str) -> anyhow::Result<ProjectId> {
    let found = store::projects::find_by_key(&mut db.read().await?, key).await?;
    let no_project = || commands::no_such_project(terminal::locale(), key);
    found.map(|project| project.id).with_context(no_project)
}
