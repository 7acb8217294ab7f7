use domain::agreement::HandedLink;
use domain::time::Timestamp;
use store::links::{self, CODE_ATTEMPTS_MAX, OneTimeLink, Purpose};
use store::{StoreError, projects};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, people, project_id, user_id};

const EXPIRY: Timestamp = NOW.plus_minutes(24 * 60);
const PORTAL: Purpose = Purpose::Portal { contact: contact_id(1), project: project_id(1) };
const CODE: [u8; 32] = [7; 32];
const EMAIL: &str = "contact1@example.org";

fn link(number: u8, purpose: Purpose) -> (OneTimeLink, [u8; 32]) {
    let id = Uuid::from_u128(number.into());
    let link = OneTimeLink { id, purpose, expires_at: EXPIRY, used_at: None, attempts: 0 };
    (link, [number; 32])
}

#[tokio::test]
async fn a_set_up_link_works_once() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let (link, token) = link(1, Purpose::Setup);
        links::create(&mut tx, &link, &token, None, NOW).await?;
        assert_eq!(links::find(&mut tx, &token, LATER).await?, Some(link.clone()));
        assert_eq!(links::find(&mut tx, &[9; 32], LATER).await?, None);
        assert_eq!(links::find(&mut tx, &token, EXPIRY).await?, None);
        assert!(!links::consume(&mut tx, link.id, EXPIRY).await?);
        assert!(links::consume(&mut tx, link.id, LATER).await?);
        assert!(!links::consume(&mut tx, link.id, LATER).await?);
        assert_eq!(links::find(&mut tx, &token, LATER).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_wins() {
    on_each(|at| async move {
        let (link, token) = link(1, Purpose::Setup);
        let mut tx = at.db.write().await?;
        links::create(&mut tx, &link, &token, None, NOW).await?;
        tx.commit().await?;
        let attempt = |db: store::Db| async move {
            let mut tx = db.write().await?;
            let is_first = links::consume(&mut tx, link.id, LATER).await?;
            tx.commit().await.map(|()| is_first)
        };
        let first = tokio::spawn(attempt(at.db.clone()));
        let second = tokio::spawn(attempt(at.db.clone()));
        assert!(first.await?? ^ second.await??);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_newer_invitation_ends_the_older_one_of_the_same_person() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (first, first_token) = link(1, Purpose::Invite { user: user_id(2) });
        let (other, other_token) = link(2, Purpose::Invite { user: user_id(3) });
        let (second, second_token) = link(3, Purpose::Invite { user: user_id(2) });
        links::create(&mut tx, &first, &first_token, None, NOW).await?;
        links::create(&mut tx, &other, &other_token, None, NOW).await?;
        links::create(&mut tx, &second, &second_token, None, NOW).await?;
        assert_eq!(links::find(&mut tx, &first_token, LATER).await?, None);
        assert_eq!(links::find(&mut tx, &other_token, LATER).await?, Some(other));
        assert_eq!(links::find(&mut tx, &second_token, LATER).await?, Some(second));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_link_to_the_clients_page_works_until_it_is_taken_back() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (link, token) = link(1, PORTAL);
        links::create(&mut tx, &link, &token, Some(&CODE), NOW).await?;
        let (contact, project) = (contact_id(1), project_id(1));
        let until = links::portal_until(&mut tx, contact, project, LATER).await?;
        assert_eq!(until, Some(EXPIRY));
        assert_eq!(links::portal_until(&mut tx, contact, project, EXPIRY).await?, None);
        assert!(links::consume(&mut tx, link.id, LATER).await?);
        let used = OneTimeLink { used_at: Some(LATER), ..link };
        assert_eq!(links::find(&mut tx, &token, LATER).await?, Some(used.clone()));
        assert_eq!(links::by_code(&mut tx, EMAIL, &CODE, LATER).await?, Some(used));
        links::revoke_portal(&mut tx, contact, project, LATER).await?;
        assert_eq!(links::portal_until(&mut tx, contact, project, LATER).await?, None);
        assert_eq!(links::find(&mut tx, &token, LATER).await?, None);
        assert_eq!(links::by_code(&mut tx, EMAIL, &CODE, LATER).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_code_dies_of_wrong_guesses_and_its_link_does_not() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (link, token) = link(1, PORTAL);
        links::create(&mut tx, &link, &token, Some(&CODE), NOW).await?;
        assert_eq!(links::by_code(&mut tx, "other@example.org", &CODE, LATER).await?, None);
        assert_eq!(links::by_code(&mut tx, EMAIL, &[8; 32], LATER).await?, None);
        assert_eq!(links::count_attempt(&mut tx, link.id).await?, 1);
        for _ in 1..CODE_ATTEMPTS_MAX {
            assert!(links::by_code(&mut tx, EMAIL, &CODE, LATER).await?.is_some());
            links::count_wrong_code(&mut tx, EMAIL, LATER).await?;
        }
        assert_eq!(links::by_code(&mut tx, EMAIL, &CODE, LATER).await?, None);
        let found = links::find(&mut tx, &token, LATER).await?.unwrap();
        assert_eq!(found.attempts, CODE_ATTEMPTS_MAX);
        let nothing = links::count_attempt(&mut tx, Uuid::from_u128(99)).await;
        assert!(matches!(nothing, Err(StoreError::Conflict)), "{nothing:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn links_that_are_long_over_are_forgotten() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (link, token) = link(1, PORTAL);
        links::create(&mut tx, &link, &token, None, NOW).await?;
        links::forget(&mut tx, LATER).await?;
        assert!(links::find(&mut tx, &token, LATER).await?.is_some());
        links::revoke_portal(&mut tx, contact_id(1), project_id(1), NOW).await?;
        links::forget(&mut tx, LATER).await?;
        // Its place is free again, so it is gone and not only over.
        links::create(&mut tx, &link, &token, None, NOW).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_link_knows_who_was_shown_it() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let (link, token) = link(1, Purpose::Setup);
        links::create(&mut tx, &link, &token, None, NOW).await?;
        assert_eq!(links::maker(&mut tx, link.id).await?, None);
        links::note_maker(&mut tx, link.id, "陈志远").await?;
        let maker = HandedLink { made_by: "陈志远".to_owned(), made_at: NOW };
        assert_eq!(links::maker(&mut tx, link.id).await?, Some(maker));
        assert_eq!(links::maker(&mut tx, Uuid::from_u128(9)).await?, None);
        Ok(())
    })
    .await;
}
