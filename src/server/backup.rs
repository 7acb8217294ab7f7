//! Backup, restore and check-up.
//!
//! A backup is a folder: the database as one file and `manifest.json` with its SHA-256, written
//! last, so that a folder with a manifest is whole.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Db, Kind};

use super::settings::Settings;
use super::{cli, clock};

const DATABASE: &str = "accord.db";
const MANIFEST: &str = "manifest.json";

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
    let db = Db::open(&settings.database_url).await.context("cannot open the database")?;
    write(&db, to).await?;
    db.close().await;
    println!("Backup written to {}", to.display());
    Ok(())
}

/// Checks a backup against its manifest.
///
/// # Errors
/// A sentence naming the file that is missing or differs.
pub async fn verify(from: &Path) -> anyhow::Result<()> {
    let manifest = checked(from)?;
    let bytes: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    println!("The backup is whole: {} files, {bytes} bytes", manifest.files.len());
    Ok(())
}

/// Puts a backup into a data folder that holds no database yet.
///
/// # Errors
/// A sentence: the backup is not whole, or there is a database already.
pub async fn restore(settings: &Settings, from: &Path) -> anyhow::Result<()> {
    checked(from)?;
    let to = settings.data.join(DATABASE);
    ensure!(!to.exists(), "{} exists: move it away first, nothing is overwritten", to.display());
    std::fs::create_dir_all(&settings.data)?;
    std::fs::copy(from.join(DATABASE), &to)
        .with_context(|| format!("cannot write {}", to.display()))?;
    std::fs::File::open(&to)?.sync_all()?;
    let (db, _lock) = cli::open(settings).await?;
    let damages = db.damages().await?;
    db.close().await;
    ensure!(damages.is_empty(), "the restored database is damaged: {}", damages.join("; "));
    println!("Restored into {}", settings.data.display());
    Ok(())
}

/// Checks everything that can be checked without changing anything.
///
/// # Errors
/// A sentence for the first thing that is wrong.
pub async fn doctor(settings: &Settings) -> anyhow::Result<()> {
    let db = Db::open(&settings.database_url).await.context("cannot open the database")?;
    println!("database   {}", db.version().await?);
    let damages = db.damages().await?;
    println!("integrity  {}", if damages.is_empty() { "ok" } else { "damaged" });
    let verdict = store::events::verify(&mut db.read().await?).await?;
    match verdict.first_broken {
        None => println!("events     {} in an unbroken chain", verdict.events),
        Some(seq) => println!("events     the chain is broken at number {seq}"),
    }
    let is_whole = damages.is_empty() && verdict.first_broken.is_none();
    db.close().await;
    if is_whole { Ok(()) } else { bail!("something is wrong: {}", damages.join("; ")) }
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
    let to = settings.data.join("backups").join(format!("before-{}", clock::now().0));
    std::fs::create_dir_all(settings.data.join("backups"))?;
    write(db, &to).await.context("cannot back up before the migration")
}

async fn write(db: &Db, to: &Path) -> anyhow::Result<()> {
    if db.kind() == Kind::Postgres {
        bail!("this database is PostgreSQL: use pg_dump, which is made for it");
    }
    std::fs::create_dir(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let file = to.join(DATABASE);
    db.backup_to(&file).await?;
    std::fs::File::open(&file)?.sync_all()?;
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        created_at: clock::now().0,
        files: vec![entry(to, DATABASE)?],
    };
    std::fs::write(to.join(MANIFEST), serde_json::to_vec_pretty(&manifest)?)?;
    std::fs::File::open(to.join(MANIFEST))?.sync_all()?;
    Ok(())
}

fn checked(from: &Path) -> anyhow::Result<Manifest> {
    let text = std::fs::read(from.join(MANIFEST)).with_context(|| {
        format!("{} holds no manifest: it is no backup, or an unfinished one", from.display())
    })?;
    let manifest: Manifest = serde_json::from_slice(&text).context("the manifest is damaged")?;
    for file in &manifest.files {
        let found = entry(from, &file.name)?;
        ensure!(found.sha256 == file.sha256, "{} differs from the manifest", file.name);
    }
    Ok(manifest)
}

fn entry(folder: &Path, name: &str) -> anyhow::Result<Entry> {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).with_context(|| format!("{name} is missing"))?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Entry { name: name.to_owned(), bytes: bytes.len() as u64, sha256 })
}
