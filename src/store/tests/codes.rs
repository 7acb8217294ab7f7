use domain::agreement::HandedLink;
use domain::time::Timestamp;
use store::codes::{self, ATTEMPTS_MAX, Code};
use store::{StoreError, contacts, projects};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, project_id};

const EXPIRY: Timestamp = NOW.plus_minutes(24 * 60);
const EMAIL: &str = "contact1@example.org";

fn code(number: u8) -> (Code, [u8; 32]) {
    let code = Code {
        id: Uuid::from_u128(number.into()),
        contact: contact_id(1),
        project: project_id(1),
        expires_at: EXPIRY,
        handed: None,
    };
    (code, [number; 32])
}

#[tokio::test]
async fn a_code_is_used_once_and_beside_others() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let ((mut first, first_hash), (second, second_hash)) = (code(1), code(2));
        first.handed = Some(HandedLink { made_by: "陈志远".to_owned(), made_at: NOW });
        codes::create(&mut tx, &first, &first_hash, NOW).await?;
        codes::create(&mut tx, &second, &second_hash, NOW).await?;
        assert_eq!(codes::find(&mut tx, EMAIL, &first_hash, LATER).await?, Some(first.clone()));
        assert_eq!(codes::find(&mut tx, EMAIL, &second_hash, LATER).await?, Some(second.clone()));
        assert_eq!(codes::find(&mut tx, EMAIL, &[9; 32], LATER).await?, None);
        assert_eq!(codes::find(&mut tx, "other@example.org", &first_hash, LATER).await?, None);
        assert_eq!(codes::find(&mut tx, EMAIL, &first_hash, EXPIRY).await?, None);
        assert!(codes::consume(&mut tx, first.id).await?);
        assert!(!codes::consume(&mut tx, first.id).await?);
        assert_eq!(codes::find(&mut tx, EMAIL, &first_hash, LATER).await?, None);
        assert_eq!(codes::find(&mut tx, EMAIL, &second_hash, LATER).await?, Some(second));
        codes::revoke(&mut tx, contact_id(1), project_id(1)).await?;
        assert_eq!(codes::find(&mut tx, EMAIL, &second_hash, LATER).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_code_dies_of_many_wrong_guesses() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let ((first, first_hash), (later, later_hash)) = (code(1), code(2));
        codes::create(&mut tx, &first, &first_hash, NOW).await?;
        codes::count_wrong(&mut tx, "other@example.org", LATER).await?;
        for _ in 0..ATTEMPTS_MAX {
            assert!(codes::find(&mut tx, EMAIL, &first_hash, LATER).await?.is_some());
            codes::count_wrong(&mut tx, EMAIL, LATER).await?;
        }
        assert_eq!(codes::find(&mut tx, EMAIL, &first_hash, LATER).await?, None);
        codes::create(&mut tx, &later, &later_hash, LATER).await?;
        assert_eq!(codes::find(&mut tx, EMAIL, &later_hash, LATER).await?, Some(later));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_empty_address_finds_and_ends_nobodys_code() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (code, hash) = code(1);
        codes::create(&mut tx, &code, &hash, NOW).await?;
        let mut contact = contacts::find(&mut tx, contact_id(1)).await?.unwrap();
        contact.email = String::new();
        contacts::update(&mut tx, &contact, NOW).await?;
        assert_eq!(codes::find(&mut tx, "", &hash, LATER).await?, None);
        for _ in 0..ATTEMPTS_MAX {
            codes::count_wrong(&mut tx, "", LATER).await?;
        }
        contact.email = EMAIL.to_owned();
        contact.version += 1;
        contacts::update(&mut tx, &contact, NOW).await?;
        assert_eq!(codes::find(&mut tx, EMAIL, &hash, LATER).await?, Some(code));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn codes_go_with_the_right_to_the_page_and_with_time() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (code, hash) = code(1);
        codes::create(&mut tx, &code, &hash, NOW).await?;
        codes::forget(&mut tx, EXPIRY).await?;
        assert!(codes::find(&mut tx, EMAIL, &hash, LATER).await?.is_some());
        codes::forget(&mut tx, EXPIRY.plus_minutes(1)).await?;
        assert_eq!(codes::find(&mut tx, EMAIL, &hash, LATER).await?, None);
        codes::create(&mut tx, &code, &hash, NOW).await?;
        projects::remove_contact(&mut tx, project_id(1), contact_id(1)).await?;
        assert_eq!(codes::find(&mut tx, EMAIL, &hash, LATER).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_may_not_see_the_page_gets_no_code() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let (code, hash) = code(1);
        let refused = codes::create(&mut at.db.write().await?, &code, &hash, NOW).await;
        assert!(matches!(refused, Err(StoreError::Reference)), "{refused:?}");
        Ok(())
    })
    .await;
}
