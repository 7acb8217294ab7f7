use store::organisation::{self, Organisation};
use store::{Db, StoreError};

use crate::database::on_each;
use crate::fixture::NOW;

fn named(name: &str) -> Organisation {
    Organisation { name: name.to_owned(), locale: "zh-CN".to_owned() }
}

async fn set_up(db: Db, name: &'static str) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    organisation::create(&mut tx, &named(name), NOW).await?;
    tx.commit().await
}

#[tokio::test]
async fn there_is_none_before_the_set_up_and_one_after_it() {
    on_each(|at| async move {
        assert_eq!(organisation::find(&mut at.db.read().await?).await?, None);
        assert_eq!(organisation::name(&mut at.db.read().await?).await?, "");
        set_up(at.db.clone(), "和作").await?;
        assert_eq!(organisation::find(&mut at.db.read().await?).await?, Some(named("和作")));
        assert_eq!(organisation::name(&mut at.db.read().await?).await?, "和作");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_two_set_ups_at_once_one_wins() {
    on_each(|at| async move {
        let first = tokio::spawn(set_up(at.db.clone(), "first"));
        let second = tokio::spawn(set_up(at.db.clone(), "second"));
        let outcomes = [first.await?, second.await?];
        let is_taken =
            |outcome: &Result<_, _>| matches!(outcome, Err(StoreError::Taken("organisation")));
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        assert_eq!(outcomes.iter().filter(|outcome| is_taken(outcome)).count(), 1, "{outcomes:?}");
        Ok(())
    })
    .await;
}
