use std::time::Duration;

use store::wake::{self, Ear, Heard};
use store::{Db, Kind};
use tokio::time::timeout;

use crate::database::{on_each, on_postgres};
use crate::fixture::project_id;

const SOON: Duration = Duration::from_secs(10);

async fn call(db: &Db, number: u128) -> Result<(), store::StoreError> {
    let mut tx = db.write().await?;
    wake::plan_changed(&mut tx, project_id(number)).await?;
    tx.commit().await
}

#[tokio::test]
async fn a_changed_plan_wakes_every_process_once_it_is_committed() {
    on_each(|at| async move {
        let ear = Ear::open(&at.db).await?;
        assert_eq!(ear.is_some(), at.db.kind() == Kind::Postgres);
        let mut undone = at.db.write().await?;
        wake::plan_changed(&mut undone, project_id(1)).await?;
        drop(undone);
        call(&at.db, 2).await?;
        if let Some(mut ear) = ear {
            let heard = timeout(SOON, ear.hear()).await??;
            assert_eq!(heard, Heard::PlanChanged(project_id(2)), "what was undone says nothing");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_word_is_heard_as_it_was_said() {
    on_each(|at| async move {
        let ear = Ear::open(&at.db).await?;
        let word = format!("张伟 {}", "x".repeat(7_800));
        let mut tx = at.db.write().await?;
        wake::say(&mut tx, &word).await?;
        tx.commit().await?;
        if let Some(mut ear) = ear {
            assert_eq!(timeout(SOON, ear.hear()).await??, Heard::Word(word));
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_lost_connection_is_told_and_made_again() {
    on_postgres(|at| async move {
        let mut ear = Ear::open(&at.db).await?.expect("PostgreSQL has other processes");
        at.tamper(
            "select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and query ilike 'listen%'",
        )
        .await?;
        assert_eq!(timeout(SOON, ear.hear()).await??, Heard::Interrupted);
        call(&at.db, 1).await?;
        assert_eq!(timeout(SOON, ear.hear()).await??, Heard::PlanChanged(project_id(1)));
        // The database closes as soon as nobody listens any more.
        let listening = async move { timeout(SOON, ear.hear()).await };
        let (heard, ()) = tokio::join!(listening, at.db.close());
        assert!(heard?.is_err(), "a closed database says nothing");
        Ok(())
    })
    .await;
}
