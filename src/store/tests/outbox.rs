use domain::MailId;
use store::StoreError;
use store::outbox::{self, Going, Letter};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW};

fn letter(number: u128) -> Letter {
    Letter {
        id: MailId(Uuid::from_u128(number)),
        to: format!("mei{number}@hengchuan.cn"),
        subject: "请您确认".to_owned(),
        body: "A link".to_owned(),
        attempts: 0,
    }
}

#[tokio::test]
async fn a_mail_is_taken_once_and_sent() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        assert!(!outbox::is_due(&mut tx, NOW).await?);
        outbox::put(&mut tx, &letter(1), NOW).await?;
        outbox::put(&mut tx, &letter(2), LATER).await?;
        assert!(outbox::is_due(&mut tx, NOW).await?);
        let until = NOW.plus_minutes(10);
        let taken = outbox::claim(&mut tx, NOW, until, 9).await?;
        assert_eq!(taken, [Letter { attempts: 1, ..letter(1) }]);
        assert_eq!(outbox::claim(&mut tx, NOW, until, 9).await?, []);
        outbox::sent(&mut tx, letter(1).id, NOW).await?;
        let rest = outbox::claim(&mut tx, LATER, LATER.plus_minutes(10), 9).await?;
        assert_eq!(rest, [Letter { attempts: 1, ..letter(2) }]);
        let twice = outbox::put(&mut tx, &letter(1), NOW).await;
        assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_and_never_told_of_comes_up_again() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        outbox::put(&mut tx, &letter(1), NOW).await?;
        outbox::claim(&mut tx, NOW, NOW.plus_minutes(10), 9).await?;
        let again = outbox::claim(&mut tx, LATER, LATER.plus_minutes(10), 9).await?;
        assert_eq!(again, [Letter { attempts: 2, ..letter(1) }]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_failed_is_tried_again_until_it_is_given_up() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        outbox::put(&mut tx, &letter(1), NOW).await?;
        outbox::claim(&mut tx, NOW, LATER, 9).await?;
        outbox::failed(&mut tx, letter(1).id, "no connection", LATER).await?;
        assert!(!outbox::is_due(&mut tx, NOW).await?);
        let waiting =
            Going { waiting: 1, given_up: 0, last_error: Some("no connection".to_owned()) };
        assert_eq!(outbox::going(&mut tx).await?, waiting);
        let again = outbox::claim(&mut tx, LATER, LATER.plus_minutes(10), 9).await?;
        assert_eq!(again, [Letter { attempts: 2, ..letter(1) }]);
        outbox::give_up(&mut tx, letter(1).id, "unknown address").await?;
        let given_up =
            Going { waiting: 0, given_up: 1, last_error: Some("unknown address".to_owned()) };
        assert_eq!(outbox::going(&mut tx).await?, given_up);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_somebody_is_withheld() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        for number in [1, 2, 3] {
            outbox::put(&mut tx, &letter(number), NOW).await?;
        }
        outbox::sent(&mut tx, letter(1).id, NOW).await?;
        outbox::withhold(&mut tx, &letter(1).to).await?;
        outbox::withhold(&mut tx, &letter(2).to).await?;
        let rest = outbox::claim(&mut tx, LATER, LATER.plus_minutes(10), 9).await?;
        assert_eq!(rest, [Letter { attempts: 1, ..letter(3) }]);
        let twice = outbox::put(&mut tx, &letter(1), NOW).await;
        assert!(matches!(twice, Err(StoreError::Taken(_))), "what was sent is known: {twice:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn mails_that_are_long_over_are_forgotten() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        for number in [1, 2, 3] {
            outbox::put(&mut tx, &letter(number), NOW).await?;
        }
        outbox::sent(&mut tx, letter(1).id, NOW).await?;
        outbox::give_up(&mut tx, letter(2).id, "unknown address").await?;
        outbox::forget(&mut tx, NOW).await?;
        assert_eq!(outbox::going(&mut tx).await?.given_up, 1);
        outbox::forget(&mut tx, LATER).await?;
        assert_eq!(outbox::going(&mut tx).await?, Going { waiting: 1, ..Going::default() });
        Ok(())
    })
    .await;
}
