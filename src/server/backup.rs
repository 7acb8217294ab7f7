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
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Db, Kind, Reach};

use super::blobs::{self, Blobs};
use super::decisions::{self, Damage};
use super::settings::Settings;
use super::{cli, clock, terminal};

const DATABASE: &str = "accord.db";
const MANIFEST: &str = "manifest.json";
/// What to do about damage.
const REMEDY: &str = "Keep the folder as it is, and restore the last good backup into another one: \
    accord --data NEW backup restore BACKUP";

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
    terminal::say(format!("Backup written to {}", to.display()))
}

/// Checks a backup against its manifest.
///
/// # Errors
/// A sentence naming the file that is missing or differs.
pub async fn verify(from: &Path) -> anyhow::Result<()> {
    let manifest = checked(from)?;
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    terminal::say(format!("The backup is whole. Files: {}, bytes: {bytes}", manifest.files.len()))
}

/// Puts a backup into a data folder that holds no database yet.
///
/// # Errors
/// A sentence: the backup is not whole, or there is a database already.
pub async fn restore(settings: &Settings, from: &Path) -> anyhow::Result<()> {
    let manifest = checked(from)?;
    let to = settings.data.join(DATABASE);
    ensure!(
        settings.database_file() == Some(to.as_path()),
        "ACCORD_DATABASE_URL names another database than {}, which a backup is put into: leave it \
         out",
        to.display()
    );
    // A log that was left behind would be played back into the restored database.
    for name in [DATABASE.to_owned(), format!("{DATABASE}-wal"), format!("{DATABASE}-shm")] {
        let there = settings.data.join(name);
        let place = there.display();
        ensure!(!there.exists(), "{place} exists: move it away first, nothing is overwritten");
    }
    // The database comes last and gets its name when it is whole: while it is missing, a restore
    // that broke off is simply repeated.
    for file in manifest.files.iter().filter(|file| file.name != DATABASE) {
        copy(from, &settings.data, Path::new(&file.name))?;
    }
    let part = settings.data.join(format!("{DATABASE}.part"));
    copy_file(&from.join(DATABASE), &part)?;
    std::fs::rename(&part, &to).with_context(|| format!("cannot write {}", to.display()))?;
    let (db, _lock) = cli::open(settings).await?;
    let damages = db.damages().await?;
    db.close().await;
    ensure!(damages.is_empty(), "the restored database is damaged: {}", damages.join("; "));
    terminal::say(format!("Restored into {}", settings.data.display()))
}

/// Checks everything that can be checked without changing anything.
///
/// # Errors
/// A sentence with everything that is wrong, the place and the remedy.
pub async fn doctor(settings: &Settings) -> anyhow::Result<()> {
    let db = cli::open_present(settings).await?;
    let looked = look(&db, &settings.data).await;
    db.close().await;
    let place = match settings.database_file() {
        Some(file) => format!("the database {}", file.display()),
        None => "the database that ACCORD_DATABASE_URL names".to_owned(),
    };
    let wrong = looked.map_err(|error| {
        anyhow!("cannot check {place}: {}. {REMEDY}", terminal::sentence(&error))
    })?;
    ensure!(
        wrong.is_empty(),
        "something is wrong in {}: {}. {REMEDY}",
        settings.data.display(),
        wrong.join("; ")
    );
    Ok(())
}

/// Makes sure that a database is sound of which nobody knows how it was left.
///
/// # Errors
/// A sentence with what is damaged, the place and the remedy.
pub async fn ensure_whole(db: &Db, data: &Path) -> anyhow::Result<()> {
    let damages = db.damages().await?;
    let place = data.display();
    ensure!(
        damages.is_empty(),
        "the database in {place} is damaged: {}. {REMEDY}",
        damages.join("; ")
    );
    Ok(())
}

/// Looks at each part and says what it found; gives back what is wrong.
async fn look(db: &Db, data: &Path) -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    terminal::say(format!("database   {}", db.version().await?))?;
    let damages = db.damages().await?;
    terminal::say(format!("integrity  {}", if damages.is_empty() { "ok" } else { "damaged" }))?;
    if !damages.is_empty() {
        wrong.push(format!("the database is damaged ({})", damages.join("; ")));
    }
    let verdict = store::events::verify(&mut db.read().await?).await?;
    let chain = match verdict.first_broken {
        None => format!("{} in an unbroken chain", verdict.events),
        Some(seq) => format!("the chain is broken at number {seq}"),
    };
    terminal::say(format!("events     {chain}"))?;
    if let Some(seq) = verdict.first_broken {
        wrong.push(format!("the chain of events is broken at number {seq}"));
    }
    // An older database, which the next start brings up to date, knows of no files.
    let is_older = db.needs_migration().await?;
    let hashes = match is_older {
        true => Vec::new(),
        false => store::files::hashes(&mut db.read().await?).await?,
    };
    let blobs = Blobs::of(data);
    let lost = lost(&blobs, &hashes)?;
    let files = format!("contents: {}, missing or damaged: {}", hashes.len(), lost.len());
    let paths = lost.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
    terminal::print(&listed("files", &files, &paths))?;
    if !lost.is_empty() {
        wrong.push(format!("contents of files are missing or damaged: {}", lost.len()));
    }
    let named: HashSet<Hash> = hashes.into_iter().collect();
    let unnamed = blobs.contents()?.into_iter().filter(|hash| !named.contains(hash)).count();
    if unnamed > 0 && !is_older {
        let removed = "contents that no file names, which the server removes";
        terminal::say(format!("unused     {removed}: {unnamed}"))?;
    }
    let (chains, damaged) = match is_older {
        true => (0, Vec::new()),
        false => decided(db).await?,
    };
    let decisions = format!("projects: {chains}, with a damaged chain: {}", damaged.len());
    terminal::print(&listed("decisions", &decisions, &damaged))?;
    if !damaged.is_empty() {
        wrong.push(format!("chains of decisions are damaged: {}", damaged.len()));
    }
    Ok(wrong)
}

/// What was found in one part, and below it the places one by one.
fn listed(part: &str, found: &str, places: &[String]) -> String {
    let places = places.iter().map(|place| format!("           {place}\n"));
    format!("{part:<10} {found}\n{}", places.collect::<String>())
}

/// How many projects there are, and those whose chain of decisions does not hold, with why.
async fn decided(db: &Db) -> anyhow::Result<(usize, Vec<String>)> {
    let mut tx = db.read().await?;
    let projects = store::projects::visible(&mut tx, Reach::All).await?;
    let mut damaged = Vec::new();
    for row in &projects {
        let name = |number: i64| format!("{} {}", row.project.key, chain::name(number));
        match decisions::damage(&mut tx, row.project.id).await? {
            None => {}
            Some(Damage::Lost(number)) => {
                damaged.push(format!("{}: the events tell of it, and it is gone", name(number)));
            }
            Some(Damage::Broken(
                Broken::Hash(number) | Broken::Order(number) | Broken::Unreadable(number),
            )) => damaged.push(format!("{}: the chain is broken there", name(number))),
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
    std::fs::create_dir_all(&backups)
        .with_context(|| format!("cannot make the folder {}", backups.display()))?;
    let to = backups.join(format!("before-{}", clock::now().0));
    // Contents never change and no migration touches them: only the database needs a way back.
    let written = write(db, &settings.data, &to, With::DatabaseOnly).await;
    written.context("cannot back up before the migration")
}

async fn write(db: &Db, data: &Path, to: &Path, with: With) -> anyhow::Result<()> {
    if db.kind() == Kind::Postgres {
        bail!(
            "this database is PostgreSQL: use pg_dump, which is made for it, and copy {} too",
            data.join(blobs::FOLDER).display()
        );
    }
    ensure!(
        !to.exists(),
        "{} exists: name a folder that does not exist yet, nothing is overwritten",
        to.display()
    );
    std::fs::create_dir(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
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
    let cannot = || format!("cannot write {}", place.display());
    std::fs::write(&place, serde_json::to_vec_pretty(&manifest)?).with_context(cannot)?;
    std::fs::File::open(&place).and_then(|file| file.sync_all()).with_context(cannot)
}

/// The contents that lie in a data folder, as paths below it.
fn contents(data: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let found = Blobs::of(data).contents()?.into_iter();
    Ok(found.map(|hash| Path::new(blobs::FOLDER).join(blobs::place(hash))).collect())
}

/// Copies a file to the same place below another folder; it has reached the disk then.
fn copy(from: &Path, to: &Path, name: &Path) -> anyhow::Result<()> {
    copy_file(&from.join(name), &to.join(name))
}

/// Copies a file to a place whose folder is made if it is missing; it has reached the disk then.
fn copy_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", to.display());
    std::fs::create_dir_all(to.parent().unwrap_or(to)).with_context(cannot)?;
    std::fs::copy(from, to).with_context(cannot)?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).with_context(cannot)
}

fn checked(from: &Path) -> anyhow::Result<Manifest> {
    let text = std::fs::read(from.join(MANIFEST)).with_context(|| {
        format!("{} holds no manifest: it is no backup, or an unfinished one", from.display())
    })?;
    let manifest: Manifest = serde_json::from_slice(&text).context("the manifest is damaged")?;
    for file in &manifest.files {
        ensure!(is_known(file), "{} does not belong into a backup", file.name);
        let found = entry(from, &file.name)?;
        ensure!(found.sha256 == file.sha256, "{} differs from the manifest", file.name);
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
    ensure!(path.exists(), "{name} is missing");
    let (sha256, bytes) = sha256(&path)?;
    Ok(Entry { name: name.to_owned(), bytes, sha256 })
}

/// The SHA-256 of a file and how many bytes it has.
fn sha256(path: &Path) -> anyhow::Result<(String, u64)> {
    let cannot = || format!("cannot read {}", path.display());
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
