//! Backup, restore and check-up.
//!
//! A backup is a folder: the database as one file, the contents of uploaded files below `files`,
//! and `manifest.json` with the SHA-256 of each, written last, so that a folder with a manifest is
//! whole.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail, ensure};
use domain::agreement::Hash;
use domain::agreement::chain::{self, Broken};
use locale::{Locale, commands, td_string};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Db, Kind, Reach};

use super::blobs::{self, Blobs};
use super::decisions::{self, Damage};
use super::settings::Settings;
use super::{cli, clock, terminal};

const DATABASE: &str = "accord.db";
const MANIFEST: &str = "manifest.json";

/// Whether the contents of files go into a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum With {
    Files,
    DatabaseOnly,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// The version that wrote it.
    version: String,
    /// UTC milliseconds.
    created_at: i64,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    bytes: u64,
    sha256: String,
}

/// Writes a backup while the server may be running.
///
/// # Errors
/// A sentence: the folder exists, the disk is full, or the database is PostgreSQL.
pub async fn create(settings: &Settings, to: &Path) -> anyhow::Result<()> {
    let db = cli::open_present(settings).await?;
    write(&db, &settings.data, to, With::Files).await?;
    db.close().await;
    terminal::say(td_string!(terminal::locale(), command.backup_written, place = shown(to)))
}

/// Checks a backup against its manifest.
///
/// # Errors
/// A sentence naming the file that is missing or differs.
pub async fn verify(from: &Path) -> anyhow::Result<()> {
    let manifest = checked(from)?;
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    let (locale, files) = (terminal::locale(), manifest.files.len());
    terminal::say(td_string!(locale, command.backup_whole, files, bytes))
}

/// Puts a backup into a data folder that holds no database yet.
///
/// # Errors
/// A sentence: the backup is not whole, or there is a database already.
pub async fn restore(settings: &Settings, from: &Path) -> anyhow::Result<()> {
    let (locale, manifest) = (terminal::locale(), checked(from)?);
    let to = settings.data.join(DATABASE);
    ensure!(
        settings.database_file() == Some(to.as_path()),
        td_string!(locale, command.other_database, place = shown(&to))
    );
    // A log that was left behind would be played back into the restored database.
    for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm")] {
        let there = settings.data.join(name);
        ensure!(!there.exists(), td_string!(locale, command.is_there, place = shown(&there)));
    }
    // The database comes last and gets its name when it is whole: while it is missing, a restore
    // that broke off is simply repeated.
    for file in manifest.files.iter().filter(|file| file.name != DATABASE) {
        copy(from, &settings.data, Path::new(&file.name))?;
    }
    let part = settings.data.join(format!("{DATABASE}.part"));
    copy_file(&from.join(DATABASE), &part)?;
    std::fs::rename(&part, &to)
        .with_context(|| td_string!(locale, command.cannot_write, place = shown(&to)))?;
    let (db, _lock) = cli::open(settings).await?;
    let damages = db.damages().await?;
    db.close().await;
    ensure!(
        damages.is_empty(),
        td_string!(locale, command.restored_damaged, damages = commands::joined(locale, &damages))
    );
    terminal::say(td_string!(locale, command.restored, place = shown(&settings.data)))
}

/// Checks everything that can be checked without changing anything.
///
/// # Errors
/// A sentence with everything that is wrong, the place and the remedy.
pub async fn doctor(settings: &Settings) -> anyhow::Result<()> {
    let locale = terminal::locale();
    let db = cli::open_present(settings).await?;
    let looked = look(&db, &settings.data, locale).await;
    db.close().await;
    let remedy = td_string!(locale, command.remedy);
    let wrong = looked.map_err(|error| {
        let (database, why) = (cli::database(settings), terminal::sentence(locale, &error));
        anyhow!(td_string!(locale, command.cannot_check, database, why, remedy))
    })?;
    let (place, what) = (shown(&settings.data), commands::joined(locale, &wrong));
    ensure!(wrong.is_empty(), td_string!(locale, command.wrong, place, what, remedy));
    Ok(())
}

/// Makes sure that a database is sound of which nobody knows how it was left.
///
/// # Errors
/// A sentence with what is damaged, the place and the remedy.
pub async fn ensure_whole(db: &Db, data: &Path) -> anyhow::Result<()> {
    let (locale, found) = (terminal::locale(), db.damages().await?);
    let (place, damages) = (shown(data), commands::joined(locale, &found));
    let remedy = td_string!(locale, command.remedy);
    ensure!(found.is_empty(), td_string!(locale, command.damaged, place, damages, remedy));
    Ok(())
}

/// Looks at each part and says what it found; gives back what is wrong.
async fn look(db: &Db, data: &Path, locale: Locale) -> anyhow::Result<Vec<String>> {
    let mut wrong = look_at_database(db, locale).await?;
    // An older database, which the next start brings up to date, knows of no files.
    let is_older = db.needs_migration().await?;
    let hashes = match is_older {
        true => Vec::new(),
        false => store::files::hashes(&mut db.read().await?).await?,
    };
    let blobs = Blobs::of(data);
    let lost = lost(&blobs, &hashes)?;
    let files = td_string!(locale, command.contents, count = hashes.len(), lost = lost.len());
    let paths = lost.iter().map(|path| shown(path)).collect::<Vec<_>>();
    terminal::print(&listed(td_string!(locale, command.part_files), &files, &paths))?;
    if !lost.is_empty() {
        wrong.push(td_string!(locale, command.contents_lost, lost = lost.len()));
    }
    let named: HashSet<Hash> = hashes.into_iter().collect();
    let unnamed = blobs.contents()?.into_iter().filter(|hash| !named.contains(hash)).count();
    if unnamed > 0 && !is_older {
        let unused = td_string!(locale, command.contents_unused, count = unnamed);
        terminal::say(commands::part(td_string!(locale, command.part_unused), &unused))?;
    }
    let (count, chains) = match is_older {
        true => (0, Vec::new()),
        false => decided(db, locale).await?,
    };
    let damaged = chains.len();
    let decisions = td_string!(locale, command.chains, count, damaged);
    terminal::print(&listed(td_string!(locale, command.part_decisions), &decisions, &chains))?;
    if damaged > 0 {
        wrong.push(td_string!(locale, command.chains_damaged, damaged));
    }
    Ok(wrong)
}

/// The same for the database and its chain of events.
async fn look_at_database(db: &Db, locale: Locale) -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let version = db.version().await?;
    terminal::say(commands::part(td_string!(locale, command.part_database), &version))?;
    let damages = db.damages().await?;
    let verdict = match damages.is_empty() {
        true => td_string!(locale, command.ok),
        false => td_string!(locale, command.not_ok),
    };
    terminal::say(commands::part(td_string!(locale, command.part_integrity), verdict))?;
    if !damages.is_empty() {
        let damages = commands::joined(locale, &damages);
        wrong.push(td_string!(locale, command.database_damaged, damages));
    }
    let verdict = store::events::verify(&mut db.read().await?).await?;
    let chain = match verdict.first_broken {
        None => td_string!(locale, command.chain_whole, count = verdict.events),
        Some(number) => td_string!(locale, command.chain_broken, number),
    };
    terminal::say(commands::part(td_string!(locale, command.part_events), &chain))?;
    if let Some(number) = verdict.first_broken {
        wrong.push(td_string!(locale, command.events_broken, number));
    }
    Ok(wrong)
}

/// What was found in one part, and below it the places one by one.
fn listed(part: &str, found: &str, places: &[String]) -> String {
    let places = places.iter().map(|place| commands::part("", place) + "\n");
    format!("{}\n{}", commands::part(part, found), places.collect::<String>())
}

/// How many projects there are, and those whose chain of decisions does not hold, with why.
async fn decided(db: &Db, locale: Locale) -> anyhow::Result<(usize, Vec<String>)> {
    let mut tx = db.read().await?;
    let projects = store::projects::visible(&mut tx, Reach::All).await?;
    let mut damaged = Vec::new();
    for row in &projects {
        let name = |number: i64| format!("{} {}", row.project.key, chain::name(number));
        match decisions::damage(&mut tx, row.project.id).await? {
            None => {}
            Some(Damage::Lost(number)) => {
                damaged.push(td_string!(locale, command.decision_lost, name = name(number)));
            }
            Some(Damage::Broken(
                Broken::Hash(number) | Broken::Order(number) | Broken::Unreadable(number),
            )) => damaged.push(td_string!(locale, command.decision_broken, name = name(number))),
        }
    }
    Ok((projects.len(), damaged))
}

/// Where contents should lie that are not there, or are not what their names say.
fn lost(blobs: &Blobs, hashes: &[Hash]) -> anyhow::Result<Vec<PathBuf>> {
    let mut lost = Vec::new();
    for hash in hashes {
        let path = blobs.path(*hash);
        if !path.exists() || sha256(&path)?.0 != hash.to_string() {
            lost.push(path);
        }
    }
    Ok(lost)
}

/// A backup before the database is changed by a newer version.
///
/// # Errors
/// When the backup cannot be written; then nothing is migrated.
pub async fn before_migration(settings: &Settings, db: &Db) -> anyhow::Result<()> {
    let file = settings.data.join(DATABASE);
    let is_old = db.kind() == Kind::Sqlite && db.needs_migration().await?;
    if !is_old || std::fs::metadata(&file).is_ok_and(|meta| meta.len() == 0) {
        return Ok(());
    }
    let backups = settings.data.join("backups");
    let locale = terminal::locale();
    std::fs::create_dir_all(&backups)
        .with_context(|| td_string!(locale, command.cannot_make, place = shown(&backups)))?;
    let to = backups.join(format!("before-{}", clock::now().0));
    // Contents never change and no migration touches them: only the database needs a way back.
    let written = write(db, &settings.data, &to, With::DatabaseOnly).await;
    written.with_context(|| td_string!(locale, command.not_backed_up))
}

async fn write(db: &Db, data: &Path, to: &Path, with: With) -> anyhow::Result<()> {
    let locale = terminal::locale();
    if db.kind() == Kind::Postgres {
        let place = shown(&data.join(blobs::FOLDER));
        bail!(td_string!(locale, command.use_pg_dump, place));
    }
    ensure!(!to.exists(), td_string!(locale, command.folder_exists, place = shown(to)));
    std::fs::create_dir(to)
        .with_context(|| td_string!(locale, command.cannot_make, place = shown(to)))?;
    let file = to.join(DATABASE);
    db.backup_to(&file).await?;
    let mut files = vec![entry(to, DATABASE)?];
    // A row is written after its content has reached the disk, so that contents which are copied
    // after the database are all that its rows name.
    if with == With::Files {
        for name in contents(data)? {
            copy(data, to, &name)?;
            files.push(entry(to, &name.to_string_lossy())?);
        }
    }
    let (version, created_at) = (env!("CARGO_PKG_VERSION").to_owned(), clock::now().0);
    let manifest = Manifest { version, created_at, files };
    let place = to.join(MANIFEST);
    let cannot = || td_string!(locale, command.cannot_write, place = shown(&place));
    std::fs::write(&place, serde_json::to_vec_pretty(&manifest)?).with_context(cannot)?;
    std::fs::File::open(&place).and_then(|file| file.sync_all()).with_context(cannot)
}

/// The contents that lie in a data folder, as paths below it.
fn contents(data: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let found = Blobs::of(data).contents()?.into_iter();
    Ok(found.map(|hash| Path::new(blobs::FOLDER).join(blobs::place(hash))).collect())
}

/// A path as it is told.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Copies a file to the same place below another folder; it has reached the disk then.
fn copy(from: &Path, to: &Path, name: &Path) -> anyhow::Result<()> {
    copy_file(&from.join(name), &to.join(name))
}

/// Copies a file to a place whose folder is made if it is missing; it has reached the disk then.
fn copy_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    let cannot = || td_string!(terminal::locale(), command.cannot_write, place = shown(to));
    std::fs::create_dir_all(to.parent().unwrap_or(to)).with_context(cannot)?;
    std::fs::copy(from, to).with_context(cannot)?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).with_context(cannot)
}

fn checked(from: &Path) -> anyhow::Result<Manifest> {
    let locale = terminal::locale();
    let text = std::fs::read(from.join(MANIFEST))
        .with_context(|| td_string!(locale, command.no_manifest, place = shown(from)))?;
    let manifest = serde_json::from_slice::<Manifest>(&text);
    let manifest = manifest.with_context(|| td_string!(locale, command.manifest_damaged))?;
    for file in &manifest.files {
        let name = file.name.as_str();
        ensure!(is_known(file), td_string!(locale, command.not_of_backup, name));
        let found = entry(from, name)?;
        let is_same = found.sha256 == file.sha256;
        ensure!(is_same, td_string!(locale, command.not_as_listed, name));
    }
    Ok(manifest)
}

/// Whether a manifest's line is the database or a content under its own hash: what it names is
/// written into a data folder, so it may lead nowhere else.
fn is_known(file: &Entry) -> bool {
    let place = Path::new(&file.name).strip_prefix(blobs::FOLDER);
    let hash = place.ok().and_then(blobs::hash_at);
    file.name == DATABASE || hash.is_some_and(|hash| hash.to_string() == file.sha256)
}

fn entry(folder: &Path, name: &str) -> anyhow::Result<Entry> {
    let path = folder.join(name);
    ensure!(path.exists(), td_string!(terminal::locale(), command.file_missing, name));
    let (sha256, bytes) = sha256(&path)?;
    Ok(Entry { name: name.to_owned(), bytes, sha256 })
}

/// The SHA-256 of a file and how many bytes it has.
fn sha256(path: &Path) -> anyhow::Result<(String, u64)> {
    let cannot = || td_string!(terminal::locale(), command.cannot_read, place = shown(path));
    let mut file = std::fs::File::open(path).with_context(cannot)?;
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    let mut part = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut part).with_context(cannot)?;
        if count == 0 {
            break;
        }
        hasher.update(&part[..count]);
        bytes += count as u64;
    }
    Ok((Hash(hasher.finalize().into()).to_string(), bytes))
}
