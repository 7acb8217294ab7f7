use domain::agreement::{
    Content, HandedLink, Heading, Line, Record, RequestState, Subject, SubjectKind, Terms,
};
use domain::time::Timestamp;
use domain::{RecordId, RequestId, SessionId};
use store::links::{self, OneTimeLink, OpenPage, Purpose};
use store::sessions::{self, Session, Who};
use store::{StoreError, Tx, agreements, contacts, projects, records};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_draft, contact_id, firm, people, project_id, user_id};

const EXPIRY: Timestamp = NOW.plus_minutes(24 * 60);
const PORTAL: Purpose = Purpose::Portal { contact: contact_id(1), project: project_id(1) };
const REQUEST: RequestId = RequestId(Uuid::from_u128(0x9_0001));
const EMAIL: &str = "contact1@example.org";

fn link(number: u8, purpose: Purpose) -> (OneTimeLink, [u8; 32]) {
    let id = Uuid::from_u128(number.into());
    let link = OneTimeLink { id, purpose, expires_at: EXPIRY, used_at: None };
    (link, [number; 32])
}

#[tokio::test]
async fn a_set_up_link_works_once() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let (link, token) = link(1, Purpose::Setup);
        links::create(&mut tx, &link, &token, NOW).await?;
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
        links::create(&mut tx, &link, &token, NOW).await?;
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
        links::create(&mut tx, &first, &first_token, NOW).await?;
        links::create(&mut tx, &other, &other_token, NOW).await?;
        links::create(&mut tx, &second, &second_token, NOW).await?;
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
        assert_eq!(links::open_to(&mut tx, EMAIL, LATER).await?, []);
        links::create(&mut tx, &link, &token, NOW).await?;
        let (contact, project) = (contact_id(1), project_id(1));
        let until = links::portal_until(&mut tx, contact, project, LATER).await?;
        assert_eq!(until, Some(EXPIRY));
        assert_eq!(links::portal_until(&mut tx, contact, project, EXPIRY).await?, None);
        let page = OpenPage {
            contact,
            contact_name: contact_draft(1).name,
            project,
            project_name: "项目 1".to_owned(),
        };
        assert_eq!(links::open_to(&mut tx, EMAIL, LATER).await?, [page]);
        assert_eq!(links::open_to(&mut tx, EMAIL, EXPIRY).await?, []);
        assert_eq!(links::open_to(&mut tx, "other@example.org", LATER).await?, []);
        assert!(links::consume(&mut tx, link.id, LATER).await?);
        let used = OneTimeLink { used_at: Some(LATER), ..link };
        let much_later = LATER.plus_minutes(60);
        assert_eq!(links::find(&mut tx, &token, much_later).await?, Some(used.clone()));
        links::revoke_portal(&mut tx, contact, project, LATER).await?;
        assert_eq!(links::portal_until(&mut tx, contact, project, LATER).await?, None);
        assert_eq!(links::find(&mut tx, &token, LATER).await?, None);
        assert_eq!(links::known(&mut tx, &token).await?, Some(used));
        assert_eq!(links::open_to(&mut tx, EMAIL, LATER).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_is_signed_in_gets_to_the_page_after_the_link_is_over() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (contact, project) = (contact_id(1), project_id(1));
        projects::put_contact(&mut tx, project, contact, NOW).await?;
        let (link, token) = link(1, PORTAL);
        links::create(&mut tx, &link, &token, NOW).await?;
        let until = EXPIRY.plus_minutes(60);
        let mut session = Session {
            id: SessionId(Uuid::from_u128(1)),
            who: Who::Contact { contact, project },
            created_at: NOW,
            last_seen_at: NOW,
            expires_at: until,
            looker: Some(user_id(1)),
            handed: None,
            agent: "Firefox".to_owned(),
        };
        sessions::create(&mut tx, &session, &[1; 32]).await?;
        assert_eq!(links::open_to(&mut tx, EMAIL, EXPIRY).await?, [], "the team only looks");
        assert_eq!(links::portal_until(&mut tx, contact, project, EXPIRY).await?, None);
        session.id = SessionId(Uuid::from_u128(2));
        session.looker = None;
        sessions::create(&mut tx, &session, &[2; 32]).await?;
        assert_eq!(links::open_to(&mut tx, EMAIL, EXPIRY).await?.len(), 1);
        assert_eq!(links::portal_until(&mut tx, contact, project, EXPIRY).await?, Some(until));
        assert_eq!(links::portal_until(&mut tx, contact, project, until).await?, None);
        sessions::revoke_of_contact(&mut tx, contact, project, EXPIRY).await?;
        assert_eq!(links::open_to(&mut tx, EMAIL, EXPIRY).await?, []);
        assert_eq!(links::portal_until(&mut tx, contact, project, EXPIRY).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_has_an_empty_address() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let mut contact = contacts::find(&mut tx, contact_id(1)).await?.unwrap();
        contact.email = String::new();
        contacts::update(&mut tx, &contact, NOW).await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (link, token) = link(1, PORTAL);
        links::create(&mut tx, &link, &token, NOW).await?;
        assert_eq!(links::open_to(&mut tx, "", LATER).await?, []);
        Ok(())
    })
    .await;
}

/// Asks the contact of the firm for a decision.
async fn asked(tx: &mut Tx) -> Result<(), StoreError> {
    let mut content = Content { title: "Goals".to_owned(), ..Content::default() };
    content.push(Heading::Goals, vec![Line::new("goal", "Half as many errors".to_owned())]);
    let record = Record {
        id: RecordId(Uuid::from_u128(0x9_0002)),
        project: project_id(1),
        subject: Subject { kind: SubjectKind::Scope, id: project_id(1).0 },
        number: 1,
        hash: content.hash(),
        content,
        by: user_id(1),
        at: NOW,
    };
    records::create(tx, &record).await?;
    let request = domain::agreement::Request {
        id: REQUEST,
        project: record.project,
        record: record.id,
        approver: contact_id(1),
        asked_by: user_id(1),
        asked_at: NOW,
        terms: Terms { why: String::new(), outcome: "We begin".to_owned(), due: None, minutes: 0 },
        state: RequestState::Waiting,
        version: 1,
    };
    agreements::ask(tx, &request).await
}

#[tokio::test]
async fn a_link_to_a_decision_is_used_once_and_ends_no_other() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        asked(&mut tx).await?;
        let (contact, project) = (contact_id(1), project_id(1));
        let purpose = Purpose::Decision { contact, project, request: REQUEST };
        assert_eq!(purpose.page(), Some((contact, project)));
        let (page, page_token) = link(1, PORTAL);
        let (mailed, mailed_token) = link(2, purpose);
        let (shown, shown_token) = link(3, purpose);
        links::create(&mut tx, &page, &page_token, NOW).await?;
        links::create(&mut tx, &mailed, &mailed_token, NOW).await?;
        links::create(&mut tx, &shown, &shown_token, NOW).await?;
        for (token, expected) in [(page_token, &page), (mailed_token, &mailed)] {
            assert_eq!(links::find(&mut tx, &token, LATER).await?.as_ref(), Some(expected));
        }
        assert!(links::consume(&mut tx, mailed.id, LATER).await?);
        let again = links::find(&mut tx, &mailed_token, LATER.plus_minutes(9)).await?;
        assert!(again.is_some(), "a second press finds it open");
        let over = LATER.plus_minutes(10);
        assert_eq!(links::find(&mut tx, &mailed_token, over).await?, None);
        assert!(links::known(&mut tx, &mailed_token).await?.is_some());
        assert!(links::find(&mut tx, &shown_token, over).await?.is_some());
        assert_eq!(links::open_to(&mut tx, EMAIL, over).await?.len(), 1);
        links::revoke_portal(&mut tx, contact, project, over).await?;
        for token in [page_token, shown_token] {
            assert_eq!(links::find(&mut tx, &token, over).await?, None);
        }
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
        links::create(&mut tx, &link, &token, NOW).await?;
        links::forget(&mut tx, LATER).await?;
        assert!(links::find(&mut tx, &token, LATER).await?.is_some());
        links::revoke_portal(&mut tx, contact_id(1), project_id(1), NOW).await?;
        links::forget(&mut tx, LATER).await?;
        // Its place is free again, so it is gone and not only over.
        links::create(&mut tx, &link, &token, NOW).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_link_knows_who_was_shown_it() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let (link, token) = link(1, Purpose::Setup);
        links::create(&mut tx, &link, &token, NOW).await?;
        assert_eq!(links::maker(&mut tx, link.id).await?, None);
        links::note_maker(&mut tx, link.id, "陈志远").await?;
        let maker = HandedLink { made_by: "陈志远".to_owned(), made_at: NOW };
        assert_eq!(links::maker(&mut tx, link.id).await?, Some(maker));
        assert_eq!(links::maker(&mut tx, Uuid::from_u128(9)).await?, None);
        Ok(())
    })
    .await;
}
