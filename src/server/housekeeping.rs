//! What is done once a day without anybody asking: sign-ins, links and mails that have long
//! been over go.

use std::time::Duration;

use domain::time::Timestamp;
use store::{Db, StoreError};

use super::clock;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// So long what is over is still known, and answered with why it is over.
const KEPT_MINUTES: i64 = 30 * 24 * 60;

/// Clears up now and then every day.
pub async fn every_day(db: Db) {
    loop {
        if let Err(error) = clear_up(&db, clock::now()).await {
            tracing::warn!("clearing up failed: {error}");
        }
        tokio::time::sleep(DAY).await;
    }
}

async fn clear_up(db: &Db, now: Timestamp) -> Result<(), StoreError> {
    let before = now.plus_minutes(-KEPT_MINUTES);
    let mut tx = db.write().await?;
    store::sessions::forget(&mut tx, before).await?;
    store::links::forget(&mut tx, before).await?;
    store::codes::forget(&mut tx, now).await?;
    store::outbox::forget(&mut tx, before).await?;
    tx.commit().await
}
