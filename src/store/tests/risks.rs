use domain::message::{Author, Message, Thread};
use domain::risk::{
    Place, Recheck, Response, Risk, RiskCategory, RiskDraft, RiskSource, RiskState, Strategy,
    Verdict,
};
use domain::{ChangeId, MessageId, ProjectId, RiskId};
use store::{StoreError, Tx, messages, risks};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, project_id, task_id, user_id};

fn risk_id(number: i32) -> RiskId {
    RiskId(Uuid::from_u128(0x9_0000 + u128::from(number.unsigned_abs())))
}

fn risk(project: ProjectId, number: i32) -> Risk {
    let says = RiskDraft {
        title: format!("风险 {number}"),
        description: "第一行\n第二行".to_owned(),
        category: RiskCategory::External,
        source: RiskSource::Expert,
        inherent: Place { probability: 5, impact: 4 },
        residual: Some(Place { probability: 2, impact: 3 }),
        strategy: Some(Strategy::Transfer),
        response: Response {
            text: "买保险".to_owned(),
            owner: Some(user_id(2)),
            due: "2026-03-10".parse().ok(),
        },
        owner: Some(user_id(1)),
        trigger: "2026-03-06".parse().ok(),
    };
    Risk {
        number,
        tasks: vec![task_id(1), task_id(2)],
        ..Risk::new(risk_id(number), project, says)
    }
}

/// Risks 1 and 2 of project 1.
async fn two(tx: &mut Tx) -> Result<[Risk; 2], StoreError> {
    let plain = Risk::new(
        risk_id(2),
        project_id(1),
        RiskDraft { title: "雨".to_owned(), ..RiskDraft::default() },
    );
    let both = [risk(project_id(1), 1), Risk { number: 2, ..plain }];
    for risk in &both {
        risks::create(tx, risk, NOW).await?;
    }
    Ok(both)
}

#[tokio::test]
async fn each_project_counts_its_own_risks() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let both = two(&mut tx).await?;
        let foreign = Risk { number: 9, ..risk(project_id(2), 3) };
        assert_eq!(risks::create(&mut tx, &foreign, NOW).await?, 1);
        assert_eq!(risks::of_project(&mut tx, project_id(1)).await?, both);
        assert_eq!(risks::find(&mut tx, both[0].id).await?, Some(both[0].clone()));
        assert_eq!(risks::find(&mut tx, risk_id(8)).await?, None);
        let again = risks::create(&mut tx, &both[0], NOW).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_risk_of_no_project_is_not_kept() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let lost = risks::create(&mut tx, &risk(project_id(7), 4), NOW).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_risk_is_edited_by_one_at_a_time_and_keeps_its_number() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [first, second] = two(&mut tx).await?;
        let says = RiskDraft { title: "暴雨".to_owned(), ..first.says.clone() };
        let edited = Risk { number: 7, ..second.clone() }.rewritten(says, LATER);
        let edited = edited.settled(Verdict::Happen, LATER).expect("it is open");
        risks::update(&mut tx, &edited, LATER).await?;
        let kept = Risk { number: 2, version: 2, ..edited.clone() };
        assert_eq!(risks::find(&mut tx, second.id).await?, Some(kept));
        let stale = risks::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = risks::remove(&mut tx, second.id, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        risks::remove(&mut tx, second.id, 2).await?;
        assert_eq!(risks::of_project(&mut tx, project_id(1)).await?, [first]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn tasks_are_put_once_and_taken_away() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [_, second] = two(&mut tx).await?;
        for _ in 0..2 {
            risks::put_task(&mut tx, second.id, task_id(3)).await?;
        }
        risks::put_task(&mut tx, second.id, task_id(1)).await?;
        risks::drop_task(&mut tx, second.id, task_id(1)).await?;
        let found = risks::find(&mut tx, second.id).await?;
        assert_eq!(found, Some(Risk { tasks: vec![task_id(3)], ..second }));
        let lost = risks::put_task(&mut tx, risk_id(9), task_id(1)).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn open_risks_are_to_be_assessed_again_until_the_change_is_gone() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [first, second] = two(&mut tx).await?;
        let closed = second.clone().settled(Verdict::Close, NOW).expect("it is open");
        risks::update(&mut tx, &closed, NOW).await?;
        let change = ChangeId(Uuid::from_u128(0xa_0001));
        let recheck = Recheck { change, number: 3, title: "多一个库".to_owned(), at: LATER };
        for (project, risk) in [(1, first.id), (1, second.id), (2, first.id)] {
            risks::set_recheck(&mut tx, (project_id(project), risk), &recheck).await?;
        }
        let found = risks::of_project(&mut tx, project_id(1)).await?;
        let doubted = Risk { recheck: Some(recheck), version: 2, ..first.clone() };
        assert_eq!(found[0], doubted);
        assert_eq!((found[1].state, found[1].recheck.is_none()), (RiskState::Closed, true));
        let other = ChangeId(Uuid::from_u128(0xa_0002));
        for change in [other, change] {
            let found = risks::find(&mut tx, first.id).await?;
            assert_eq!(found, Some(doubted.clone()));
            risks::clear_recheck(&mut tx, project_id(1), change, LATER).await?;
        }
        let found = risks::find(&mut tx, first.id).await?;
        assert_eq!(found, Some(Risk { version: 3, ..first }));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_risk_knows_the_message_of_which_it_was_made() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let project = project_id(1);
        let message = Message {
            id: MessageId(Uuid::from_u128(0xb_0001)),
            project,
            thread: Thread::of_project(project),
            author: Author::Team(Some(user_id(1))),
            author_name: "成员 1".to_owned(),
            body: "可能停电".to_owned(),
            is_client_visible: false,
            reply_to: None,
            passage: None,
            became: None,
            at: NOW,
        };
        messages::create(&mut tx, &message, &[], &[]).await?;
        let made = Risk { message: Some(message.id), ..risk(project, 1) };
        risks::create(&mut tx, &made, NOW).await?;
        assert_eq!(risks::find(&mut tx, made.id).await?, Some(made));
        Ok(())
    })
    .await;
}
