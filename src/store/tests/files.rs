use domain::FileId;
use domain::agreement::Hash;
use domain::file::{File, MediaType, Taken, Uploader};
use store::StoreError;
use store::files;
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, project_id, user_id};

pub const fn file_id(number: u128) -> FileId {
    FileId(Uuid::from_u128(0xc_0000 + number))
}

pub fn file(number: u128) -> File {
    File {
        id: file_id(number),
        project: project_id(1),
        name: format!("手册 {number}.pdf"),
        media_type: MediaType::Pdf,
        size: 5_000_000_000,
        hash: Hash([u8::try_from(number).unwrap_or(0); 32]),
        is_client_visible: false,
        by: Uploader::User(user_id(1)),
        by_name: "成员 1".to_owned(),
        at: NOW,
    }
}

#[tokio::test]
async fn files_are_kept_by_project_with_whoever_uploaded_them() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let by = Uploader::Contact(contact_id(1));
        let late = File { by, by_name: "联系人 1".to_owned(), at: LATER, ..file(2) };
        let foreign = File { project: project_id(2), ..file(3) };
        for file in [&file(1), &late, &foreign] {
            files::create(&mut tx, file).await?;
        }
        assert_eq!(files::find(&mut tx, file_id(2)).await?, Some(late.clone()));
        assert_eq!(files::find(&mut tx, file_id(9)).await?, None);
        assert_eq!(files::of_project(&mut tx, project_id(1)).await?, [late, file(1)]);
        assert_eq!(files::of_project(&mut tx, project_id(2)).await?, [foreign]);
        let twice = files::create(&mut tx, &file(1)).await;
        assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_files_take_up_is_counted_by_project_and_by_whom() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(files::taken(&mut tx, project_id(1)).await?, Taken::default());
        let by = Uploader::Contact(contact_id(1));
        let theirs = File { by, size: 7, ..file(2) };
        let foreign = File { project: project_id(2), ..file(3) };
        for file in [&file(1), &theirs, &foreign] {
            files::create(&mut tx, file).await?;
        }
        let taken = Taken { whole: 5_000_000_007, by_client: 7 };
        assert_eq!(files::taken(&mut tx, project_id(1)).await?, taken);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_file_is_shown_hidden_and_removed() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        files::create(&mut tx, &file(1)).await?;
        files::set_visible(&mut tx, file_id(1), true).await?;
        let shown = File { is_client_visible: true, ..file(1) };
        let found = files::shown(&mut tx, project_id(1), shown.hash).await?;
        assert_eq!(found.as_ref(), Some(&shown));
        assert_eq!(files::shown(&mut tx, project_id(2), shown.hash).await?, None);
        assert_eq!(files::find(&mut tx, file_id(1)).await?, Some(shown));
        files::set_visible(&mut tx, file_id(1), false).await?;
        assert_eq!(files::find(&mut tx, file_id(1)).await?, Some(file(1)));
        assert!(!files::is_in_use(&mut tx, file_id(1)).await?);
        assert_eq!(files::shown(&mut tx, project_id(1), file(1).hash).await?, None);
        files::remove(&mut tx, file_id(1)).await?;
        let gone = files::remove(&mut tx, file_id(1)).await;
        assert!(matches!(gone, Err(StoreError::Conflict)), "{gone:?}");
        let gone = files::set_visible(&mut tx, file_id(1), true).await;
        assert!(matches!(gone, Err(StoreError::Conflict)), "{gone:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn each_content_is_named_once() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let same = File { id: file_id(7), ..file(1) };
        for file in [&file(2), &file(1), &same] {
            files::create(&mut tx, file).await?;
        }
        assert_eq!(files::hashes(&mut tx).await?, [Hash([1; 32]), Hash([2; 32])]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_file_needs_a_project() {
    on_each(|at| async move {
        let lost = files::create(&mut at.db.write().await?, &file(1)).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}
