use domain::MinutesId;
use domain::minutes::{Duty, Minutes, MinutesDraft, Topic};
use store::{StoreError, minutes};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, project_id};

const fn minutes_id(number: u128) -> MinutesId {
    MinutesId(Uuid::from_u128(0xc_0000 + number))
}

fn duty(number: u128, text: &str) -> Duty {
    Duty {
        key: Uuid::from_u128(number),
        text: text.to_owned(),
        who: "方琳".to_owned(),
        due: "2026-03-20".parse().ok(),
        is_internal: number == 4,
    }
}

fn written(number: u128, day: &str) -> Minutes {
    let topic = Topic {
        key: Uuid::from_u128(1),
        title: "进度".to_owned(),
        conclusion: "按计划\n\"推进\"".to_owned(),
        is_internal: false,
    };
    let says = MinutesDraft {
        title: format!("周例会 {number}"),
        day: day.parse().unwrap_or_default(),
        begins: "14:30:00".parse().ok(),
        place: "二号仓".to_owned(),
        chair: "陈知远".to_owned(),
        recorder: "徐然".to_owned(),
        present: vec!["孙可".to_owned(), "赵明岐".to_owned()],
        absent: Vec::new(),
        topics: vec![topic],
        resolutions: vec![duty(2, "二号仓先上线")],
        actions: vec![duty(3, "补测无线"), duty(4, "核对报价")],
        next_day: "2026-03-11".parse().ok(),
        next_note: "同一时间".to_owned(),
    };
    let (id, project) = (minutes_id(number), project_id(1));
    Minutes { id, project, says, shown: None, version: 1 }
}

#[tokio::test]
async fn minutes_come_the_latest_meeting_first() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let plain = MinutesDraft { begins: None, next_day: None, ..written(2, "2026-03-05").says };
        let early = written(1, "2026-03-04");
        let late = Minutes { says: plain, ..written(2, "2026-03-05") }.published();
        let foreign = Minutes { project: project_id(2), ..written(3, "2026-03-06") };
        for one in [&early, &late, &foreign] {
            minutes::create(&mut tx, one, NOW).await?;
        }
        let listed = minutes::of_project(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [late, early.clone()]);
        assert_eq!(minutes::find(&mut tx, minutes_id(3)).await?, Some(foreign));
        assert_eq!(minutes::find(&mut tx, minutes_id(9)).await?, None);
        let twice = minutes::create(&mut tx, &early, NOW).await;
        assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn minutes_are_changed_and_removed_by_who_knows_them_as_they_are() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let first = written(1, "2026-03-04");
        minutes::create(&mut tx, &first, NOW).await?;
        let changed = first.published();
        minutes::update(&mut tx, &changed, LATER).await?;
        let found = minutes::find(&mut tx, minutes_id(1)).await?;
        assert_eq!(found, Some(Minutes { version: 2, ..changed.clone() }));
        let stale = minutes::update(&mut tx, &changed, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = minutes::remove(&mut tx, minutes_id(1), 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        minutes::remove(&mut tx, minutes_id(1), 2).await?;
        assert_eq!(minutes::of_project(&mut tx, project_id(1)).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn minutes_belong_to_a_project() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let lost = Minutes { project: project_id(9), ..written(1, "2026-03-04") };
        let lost = minutes::create(&mut tx, &lost, NOW).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}
