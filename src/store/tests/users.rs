use domain::user::{Role, User};
use store::{StoreError, users};

use crate::database::on_each;
use crate::fixture::{LATER, NOW, people, user, user_id};

#[tokio::test]
async fn a_user_is_found_by_id_and_by_address() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.read().await?;
        assert_eq!(users::find(&mut tx, user_id(2)).await?, Some(user(2)));
        assert_eq!(users::find(&mut tx, user_id(9)).await?, None);
        let account = users::find_by_email(&mut tx, "user2@example.com").await?.unwrap();
        assert_eq!((account.user, account.password_hash.as_deref()), (user(2), Some("a hash")));
        assert_eq!(users::find_by_email(&mut tx, "nobody@example.com").await?, None);
        assert_eq!(users::all(&mut tx).await?, [user(1), user(2), user(3)]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_one_account() {
    on_each(|at| async move {
        people(&at.db).await?;
        let twin = User { email: user(1).email, ..user(4) };
        let taken = users::create(&mut at.db.write().await?, &twin, None, NOW).await;
        assert!(matches!(taken, Err(StoreError::Taken("users.email"))), "{taken:?}");
        let again = User { email: "other@example.com".to_owned(), ..user(1) };
        let taken = users::create(&mut at.db.write().await?, &again, None, NOW).await;
        assert!(matches!(taken, Err(StoreError::Taken("id"))), "{taken:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_stale_edit_is_a_conflict() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        let edited =
            User { name: "王芳".to_owned(), role: Role::Sponsor, is_active: false, ..user(2) };
        users::update(&mut tx, &edited, LATER).await?;
        assert_eq!(
            users::find(&mut tx, user_id(2)).await?,
            Some(User { version: 2, ..edited.clone() })
        );
        let stale = users::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_password_can_be_chosen_later() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        users::create(&mut tx, &user(1), None, NOW).await?;
        let hash = |account: Option<users::Account>| account.unwrap().password_hash;
        let email = user(1).email;
        assert_eq!(hash(users::find_by_email(&mut tx, &email).await?), None);
        users::set_password(&mut tx, user_id(1), "new", LATER).await?;
        assert_eq!(hash(users::find_by_email(&mut tx, &email).await?), Some("new".to_owned()));
        let nobody = users::set_password(&mut tx, user_id(9), "new", LATER).await;
        assert!(matches!(nobody, Err(StoreError::Conflict)), "{nobody:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_telephone_number_is_kept_and_taken_away() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(users::phone(&mut tx, user_id(1)).await?, "");
        users::set_phone(&mut tx, user_id(1), "+86 139 0000 8821", LATER).await?;
        assert_eq!(users::phone(&mut tx, user_id(1)).await?, "+86 139 0000 8821");
        users::set_phone(&mut tx, user_id(1), "", LATER).await?;
        assert_eq!(users::phone(&mut tx, user_id(1)).await?, "");
        let nobody = users::set_phone(&mut tx, user_id(9), "1", LATER).await;
        assert!(matches!(nobody, Err(StoreError::Conflict)), "{nobody:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn only_administrators_who_may_sign_in_are_counted() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(users::count_active_administrators(&mut tx).await?, 1);
        users::update(&mut tx, &User { is_active: false, ..user(1) }, LATER).await?;
        assert_eq!(users::count_active_administrators(&mut tx).await?, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_unknown_role_in_the_database_is_reported_not_guessed() {
    on_each(|at| async move {
        people(&at.db).await?;
        at.tamper("update users set role = 'emperor' where email = 'user1@example.com'").await?;
        let found = users::find(&mut at.db.read().await?, user_id(1)).await;
        assert!(matches!(found, Err(StoreError::Corrupt { .. })), "{found:?}");
        Ok(())
    })
    .await;
}
