//! What is done once a day without anybody asking: sign-ins, links and mails that have long
//! been over go, and contents of files that nothing names any more.

use std::collections::HashSet;
use std::time::Duration;

use domain::agreement::Hash;
use domain::time::Timestamp;
use store::{Db, StoreError};

use super::blobs::Blobs;
use super::clock;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// So long what is over is still known, and answered with why it is over.
const KEPT_MINUTES: i64 = 30 * 24 * 60;

/// Clears up now and then every day.
pub async fn every_day(db: Db, blobs: Blobs) {
    loop {
        if let Err(error) = clear_up(&db, clock::now()).await {
            tracing::warn!("clearing up failed: {error}");
        }
        match sweep(&db, &blobs, clock::now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("{count} contents that no file names were removed"),
            Err(error) => tracing::warn!("sweeping contents of files failed: {error:#}"),
        }
        tokio::time::sleep(DAY).await;
    }
}

async fn clear_up(db: &Db, now: Timestamp) -> Result<(), StoreError> {
    let before = now.plus_minutes(-KEPT_MINUTES);
    let mut tx = db.write().await?;
    store::sessions::forget(&mut tx, before).await?;
    store::links::forget(&mut tx, before).await?;
    store::outbox::forget(&mut tx, before).await?;
    tx.commit().await
}

/// Removes the contents that no file has named for a day, and says how many that were.
///
/// # Errors
/// What the disk and the store answer; the rest is swept another day.
pub async fn sweep(db: &Db, blobs: &Blobs, now: Timestamp) -> anyhow::Result<usize> {
    let all = blobs.clone();
    // A row comes after its content: what is listed now and has no row afterwards has none.
    let found = tokio::task::spawn_blocking(move || all.contents()).await??;
    let named = store::files::hashes(&mut db.read().await?).await?;
    let named: HashSet<Hash> = named.into_iter().collect();
    let mut count = 0;
    for hash in found {
        if named.contains(&hash) {
            blobs.hold(hash).await?;
        } else if blobs.let_go(hash, now).await? {
            count += 1;
        }
    }
    Ok(count)
}
