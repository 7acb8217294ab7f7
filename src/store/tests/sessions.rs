use domain::agreement::HandedLink;
use domain::user::User;
use domain::{SessionId, time::Timestamp};
use store::sessions::{self, Session, Who};
use store::{StoreError, projects, users};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, people, project_id, user, user_id};

const EXPIRY: Timestamp = NOW.plus_minutes(24 * 60);

fn session(number: u8, who: Who) -> (Session, [u8; 32]) {
    let session = Session {
        id: SessionId(Uuid::from_u128(number.into())),
        who,
        created_at: NOW,
        last_seen_at: NOW.plus_minutes(number.into()),
        expires_at: EXPIRY,
        looker: None,
        handed: None,
        agent: "Firefox".to_owned(),
    };
    (session, [number; 32])
}

fn of_user(number: u8) -> (Session, [u8; 32]) {
    session(number, Who::User(user_id(1)))
}

fn of_contact(number: u8) -> (Session, [u8; 32]) {
    session(number, Who::Contact { contact: contact_id(1), project: project_id(1) })
}

#[tokio::test]
async fn a_session_is_found_by_its_token_until_it_expires() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (session, token) = of_user(1);
        sessions::create(&mut tx, &session, &token).await?;
        assert_eq!(sessions::find(&mut tx, &token, LATER).await?, Some(session.clone()));
        assert_eq!(sessions::find(&mut tx, &[9; 32], LATER).await?, None);
        assert_eq!(sessions::find(&mut tx, &token, EXPIRY).await?, None);
        sessions::touch(&mut tx, session.id, LATER).await?;
        let found = sessions::find(&mut tx, &token, LATER).await?.unwrap();
        assert_eq!(found.last_seen_at, LATER);
        let until = EXPIRY.plus_minutes(60);
        sessions::prolong(&mut tx, session.id, LATER, until).await?;
        let found = sessions::find(&mut tx, &token, EXPIRY).await?.unwrap();
        assert_eq!((found.last_seen_at, found.expires_at), (LATER, until));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn sessions_that_are_long_over_are_forgotten() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (ended, ended_token) = of_user(1);
        let (kept, kept_token) = of_user(2);
        sessions::create(&mut tx, &ended, &ended_token).await?;
        sessions::create(&mut tx, &kept, &kept_token).await?;
        sessions::revoke(&mut tx, ended.id, NOW).await?;
        sessions::forget(&mut tx, LATER).await?;
        assert_eq!(sessions::find(&mut tx, &kept_token, LATER).await?, Some(kept));
        // Its place is free again, so it is gone and not only over.
        sessions::create(&mut tx, &ended, &ended_token).await?;
        sessions::forget(&mut tx, EXPIRY.plus_minutes(1)).await?;
        sessions::create(&mut tx, &ended, &ended_token).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_remembers_when_its_contact_proved_to_be_the_one() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (session, token) = of_contact(1);
        sessions::create(&mut tx, &session, &token).await?;
        assert_eq!(sessions::confirmed_at(&mut tx, session.id).await?, None);
        sessions::confirm(&mut tx, session.id, LATER).await?;
        assert_eq!(sessions::confirmed_at(&mut tx, session.id).await?, Some(LATER));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_disabled_user_has_no_session() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (session, token) = of_user(1);
        sessions::create(&mut tx, &session, &token).await?;
        users::update(&mut tx, &User { is_active: false, ..user(1) }, LATER).await?;
        assert_eq!(sessions::find(&mut tx, &token, LATER).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_users_sessions_end_one_by_one_or_all_but_the_own() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        for number in 1..=4 {
            let (session, token) = of_user(number);
            sessions::create(&mut tx, &session, &token).await?;
        }
        let (other, token) = session(5, Who::User(user_id(2)));
        sessions::create(&mut tx, &other, &token).await?;
        sessions::revoke(&mut tx, of_user(4).0.id, LATER).await?;
        assert_eq!(sessions::find(&mut tx, &of_user(4).1, LATER).await?, None);
        let listed = sessions::of_user(&mut tx, user_id(1), LATER).await?;
        assert_eq!(listed, [of_user(3).0, of_user(2).0, of_user(1).0]);
        sessions::revoke_all(&mut tx, user_id(1), Some(of_user(2).0.id), LATER).await?;
        assert_eq!(sessions::of_user(&mut tx, user_id(1), LATER).await?, [of_user(2).0]);
        sessions::revoke_all(&mut tx, user_id(1), None, LATER).await?;
        assert_eq!(sessions::of_user(&mut tx, user_id(1), LATER).await?, []);
        assert_eq!(sessions::of_user(&mut tx, user_id(2), LATER).await?, [other]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_contacts_session_ends_with_the_right_to_see_the_page() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let ((first, first_token), (second, second_token)) = (of_contact(1), of_contact(2));
        sessions::create(&mut tx, &first, &first_token).await?;
        assert_eq!(sessions::find(&mut tx, &first_token, LATER).await?, Some(first));
        sessions::revoke_of_contact(&mut tx, contact_id(1), project_id(1), LATER).await?;
        assert_eq!(sessions::find(&mut tx, &first_token, LATER).await?, None);
        sessions::create(&mut tx, &second, &second_token).await?;
        projects::remove_contact(&mut tx, project_id(1), contact_id(1)).await?;
        assert_eq!(sessions::find(&mut tx, &second_token, LATER).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_look_at_the_clients_page_ends_with_the_sessions_of_who_looks() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let ((own, own_token), (client, client_token)) = (of_user(1), of_contact(2));
        sessions::create(&mut tx, &own, &own_token).await?;
        sessions::create(&mut tx, &client, &client_token).await?;
        let looks = [3, 4, 5].map(of_contact);
        for (look, token) in &looks {
            let look = Session { looker: Some(user_id(1)), ..look.clone() };
            sessions::create(&mut tx, &look, token).await?;
        }
        let [(first, first_token), (_, second_token), (_, third_token)] = looks;
        assert!(sessions::find(&mut tx, &first_token, LATER).await?.is_some());
        users::update(&mut tx, &User { is_active: false, ..user(1) }, LATER).await?;
        assert_eq!(sessions::find(&mut tx, &first_token, LATER).await?, None);
        let back = User { is_active: true, version: 2, ..user(1) };
        users::update(&mut tx, &back, LATER).await?;
        sessions::revoke(&mut tx, first.id, LATER).await?;
        assert!(sessions::find(&mut tx, &second_token, LATER).await?.is_some());
        sessions::revoke_looks(&mut tx, user_id(1), LATER).await?;
        assert_eq!(sessions::find(&mut tx, &second_token, LATER).await?, None);
        assert_eq!(sessions::find(&mut tx, &third_token, LATER).await?, None);
        assert!(sessions::find(&mut tx, &own_token, LATER).await?.is_some());
        let (late, late_token) = of_contact(6);
        let late = Session { looker: Some(user_id(1)), ..late };
        sessions::create(&mut tx, &late, &late_token).await?;
        sessions::revoke_all(&mut tx, user_id(1), Some(own.id), LATER).await?;
        assert_eq!(sessions::find(&mut tx, &late_token, LATER).await?, None);
        assert!(sessions::find(&mut tx, &own_token, LATER).await?.is_some());
        assert!(sessions::find(&mut tx, &client_token, LATER).await?.is_some());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_contact_who_may_not_see_the_page_gets_no_session() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let (session, token) = of_contact(1);
        let refused = sessions::create(&mut at.db.write().await?, &session, &token).await;
        assert!(matches!(refused, Err(StoreError::Reference)), "{refused:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_knows_the_link_that_somebody_of_the_team_had_in_hand() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (session, token) = of_contact(1);
        let handed = Some(HandedLink { made_by: "陈志远".to_owned(), made_at: NOW });
        let session = Session { handed, ..session };
        sessions::create(&mut tx, &session, &token).await?;
        assert_eq!(sessions::find(&mut tx, &token, LATER).await?, Some(session));
        Ok(())
    })
    .await;
}
