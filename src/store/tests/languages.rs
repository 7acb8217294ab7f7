use store::languages;

use crate::database::on_each;
use crate::fixture::{contact_id, firm, user_id};

#[tokio::test]
async fn the_language_in_which_somebody_last_came_is_known() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(languages::of_user(&mut tx, user_id(1)).await?, None);
        assert_eq!(languages::of_contact(&mut tx, contact_id(1)).await?, None);
        for language in ["en", "zh-CN"] {
            languages::note_user(&mut tx, user_id(1), language).await?;
            languages::note_contact(&mut tx, contact_id(1), language).await?;
        }
        let expected = Some("zh-CN".to_owned());
        assert_eq!(languages::of_user(&mut tx, user_id(1)).await?, expected);
        assert_eq!(languages::of_contact(&mut tx, contact_id(1)).await?, expected);
        assert_eq!(languages::of_user(&mut tx, user_id(2)).await?, None);
        assert_eq!(languages::of_contact(&mut tx, contact_id(9)).await?, None);
        Ok(())
    })
    .await;
}
