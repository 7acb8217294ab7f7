use serde_json::json;
use store::events::{self, Actor, Event, NewEvent, Verdict};
use store::{Db, StoreError};
use uuid::Uuid;

use crate::database::{Database, on_each};
use crate::fixture::{LATER, NOW, client_id, contact_id, project_id, user_id};

fn event(kind: &str) -> NewEvent<'_> {
    NewEvent {
        actor: Actor::User(user_id(1)),
        kind,
        project: Some(project_id(1)),
        client: None,
        object: Some(Uuid::from_u128(5)),
        before: Some(json!({ "title": "旧" })),
        after: Some(json!({ "title": "新", "percent": 50 })),
    }
}

async fn append(db: &Db, kind: &str) -> Result<i64, StoreError> {
    let mut tx = db.write().await?;
    let seq = events::append(&mut tx, &event(kind), NOW).await?;
    tx.commit().await.map(|()| seq)
}

async fn first_broken(at: &Database) -> Result<Option<i64>, StoreError> {
    events::verify(&mut at.db.read().await?).await.map(|verdict| verdict.first_broken)
}

#[tokio::test]
async fn an_untouched_chain_verifies() {
    on_each(|at| async move {
        let verdict = events::verify(&mut at.db.read().await?).await?;
        assert_eq!(verdict, Verdict { events: 0, first_broken: None });
        for seq in 1..=5 {
            assert_eq!(append(&at.db, "task.renamed").await?, seq);
        }
        let verdict = events::verify(&mut at.db.read().await?).await?;
        assert_eq!(verdict, Verdict { events: 5, first_broken: None });
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn events_come_back_as_they_were_told_the_newest_first() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let by_contact = NewEvent {
            actor: Actor::Contact(contact_id(1)),
            client: Some(client_id(1)),
            object: None,
            before: None,
            after: None,
            ..event("portal.opened")
        };
        let by_system = NewEvent { actor: Actor::System, ..event("demo.seeded") };
        let elsewhere = NewEvent { project: Some(project_id(2)), ..event("project.created") };
        for new in [&event("task.renamed"), &by_contact, &elsewhere, &by_system] {
            events::append(&mut tx, new, LATER).await?;
        }
        let told = |seq, new: NewEvent<'_>| Event {
            seq,
            at: LATER,
            actor: new.actor,
            kind: new.kind.to_owned(),
            project: new.project,
            client: new.client,
            object: new.object,
            before: new.before,
            after: new.after,
        };
        let listed = events::of_project(&mut tx, project_id(1), 10).await?;
        assert_eq!(
            listed,
            [told(4, by_system), told(2, by_contact), told(1, event("task.renamed"))]
        );
        assert_eq!(events::of_project(&mut tx, project_id(1), 1).await?.len(), 1);
        assert_eq!(events::of_project(&mut tx, project_id(3), 10).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn events_of_two_kinds_come_in_their_order() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let elsewhere =
            NewEvent { project: Some(project_id(2)), ..event("agreement.decided") };
        for new in [
            &event("agreement.decided"),
            &event("task.renamed"),
            &elsewhere,
            &event("agreement.withdrawn"),
        ] {
            events::append(&mut tx, new, NOW).await?;
        }
        let kinds = ["agreement.decided", "agreement.withdrawn"];
        let found = events::of_kinds(&mut tx, project_id(1), kinds).await?;
        assert_eq!(found.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(events::of_kinds(&mut tx, project_id(3), kinds).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_tampered_row_is_found() {
    for (statement, broken) in [
        ("update events set kind = 'other' where seq = 3", 3),
        ("update events set at = at + 1 where seq = 2", 2),
        ("update events set actor_id = null, actor_kind = 'system' where seq = 4", 4),
        ("update events set after = null where seq = 5", 5),
        ("update events set project_id = null where seq = 1", 1),
        ("update events set hash = (select hash from events where seq = 1) where seq = 2", 2),
        ("delete from events where seq = 3", 3),
        ("delete from events where seq = 5", 5),
        ("delete from events", 1),
        ("update event_head set seq = 4", 5),
        ("update event_head set hash = (select hash from events where seq = 1)", 5),
    ] {
        on_each(|at| async move {
            for _ in 1..=5 {
                append(&at.db, "task.renamed").await?;
            }
            assert_eq!(first_broken(&at).await?, None);
            assert!(at.tamper(statement).await? > 0, "{statement}");
            assert_eq!(first_broken(&at).await?, Some(broken), "{statement}");
            Ok(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_chain_longer_than_a_page_is_verified_to_its_end() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        for _ in 1..=1002 {
            events::append(&mut tx, &event("task.renamed"), NOW).await?;
        }
        tx.commit().await?;
        assert_eq!(first_broken(&at).await?, None);
        at.tamper("update events set kind = 'other' where seq = 1002").await?;
        assert_eq!(first_broken(&at).await?, Some(1002));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn concurrent_writers_make_one_chain() {
    on_each(|at| async move {
        let write = |db: Db| async move {
            for _ in 0..10 {
                append(&db, "task.renamed").await?;
            }
            Ok::<_, StoreError>(())
        };
        let writers: Vec<_> = (0..8).map(|_| tokio::spawn(write(at.db.clone()))).collect();
        for writer in writers {
            writer.await??;
        }
        let verdict = events::verify(&mut at.db.read().await?).await?;
        assert_eq!(verdict, Verdict { events: 80, first_broken: None });
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_event_goes_with_the_transaction_it_tells_of() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        events::append(&mut tx, &event("task.renamed"), NOW).await?;
        drop(tx);
        assert_eq!(append(&at.db, "task.renamed").await?, 1);
        assert_eq!(first_broken(&at).await?, None);
        Ok(())
    })
    .await;
}
