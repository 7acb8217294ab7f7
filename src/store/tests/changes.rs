use domain::change::{
    Applied, BranchOp, ChangeDraft, ChangeOption, ChangeRequest, ChangeSource, ChangeState,
    ChangeStep, Necessity, OptionDraft, StepDraft,
};
use domain::plan::{PlanOp, TaskChange};
use domain::{
    BaselineId, ChangeId, ChangeOptionId, ChangeStepId, OpId, ProjectId, RequirementId, TaskId,
};
use store::{StoreError, Tx, change_options, change_steps, changes};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, project_id, task_id, user_id};

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(0xc_0000 + number)
}

pub fn change(number: u128, project: ProjectId) -> ChangeRequest {
    ChangeRequest {
        id: ChangeId(id(number)),
        project,
        number: i32::try_from(number).expect("a small number"),
        says: ChangeDraft {
            title: format!("变更 {number}"),
            reason: "客户提出".to_owned(),
            source: ChangeSource::Client,
            source_name: "吴岚".to_owned(),
            necessity: Necessity::Should,
            requirement: Some(RequirementId(id(90))),
            task: Some(task_id(1)),
        },
        state: ChangeState::Open,
        decided_note: String::new(),
        decided: None,
        applied: None,
        by: user_id(2),
        at: NOW,
        version: 1,
    }
}

pub fn option(number: u128, change: &ChangeRequest, key: &str) -> ChangeOption {
    ChangeOption {
        id: ChangeOptionId(id(100 + number)),
        change: change.id,
        key: key.to_owned(),
        says: OptionDraft { title: "本期加入".to_owned(), note: "加一人".to_owned() },
        base: 7,
        is_chosen: false,
        version: 1,
    }
}

pub fn op(number: u128) -> BranchOp {
    let title = |title: String| PlanOp::change(task_id(1), TaskChange::Title(title));
    let (op, inverse) = (title(format!("新 {number}")), title(format!("旧 {number}")));
    BranchOp { id: OpId(id(200 + number)), by: Some(user_id(2)), op, inverse }
}

pub fn step(number: u128, change: &ChangeRequest) -> ChangeStep {
    ChangeStep {
        id: ChangeStepId(id(300 + number)),
        change: change.id,
        place: i32::try_from(number).expect("a small number"),
        says: StepDraft {
            text: format!("步骤 {number}"),
            owner: Some(user_id(3)),
            due: "2026-03-04".parse().ok(),
        },
        done_at: None,
        version: 1,
    }
}

async fn given(tx: &mut Tx) -> Result<ChangeRequest, StoreError> {
    let given = change(1, project_id(1));
    changes::create(tx, &given).await?;
    Ok(given)
}

#[tokio::test]
async fn changes_are_numbered_in_their_project_and_keep_what_was_decided() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(changes::next_number(&mut tx, project_id(1)).await?, 1);
        let first = given(&mut tx).await?;
        let second = ChangeRequest { number: 2, ..change(2, project_id(1)) };
        let foreign = ChangeRequest { number: 1, ..change(3, project_id(2)) };
        for change in [&second, &foreign] {
            changes::create(&mut tx, change).await?;
        }
        assert_eq!(changes::next_number(&mut tx, project_id(1)).await?, 3);
        let decided =
            first.clone().decided(ChangeState::Refused, "太贵".to_owned(), user_id(1), LATER);
        changes::update(&mut tx, &decided, LATER).await?;
        let stale = changes::update(&mut tx, &decided, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let applied = Applied { seq: 9, baseline: BaselineId(id(80)) };
        let second = ChangeRequest {
            state: ChangeState::Applied,
            applied: Some(applied),
            says: ChangeDraft { task: None::<TaskId>, requirement: None, ..second.says },
            ..second
        };
        changes::update(&mut tx, &second, LATER).await?;
        tx.commit().await?;
        let mut tx = at.db.read().await?;
        let decided = ChangeRequest { version: 2, ..decided };
        let second = ChangeRequest { version: 2, ..second };
        assert_eq!(changes::find(&mut tx, first.id).await?, Some(decided.clone()));
        assert_eq!(changes::find(&mut tx, ChangeId(id(99))).await?, None);
        assert_eq!(changes::of_project(&mut tx, project_id(1)).await?, [second, decided]);
        assert_eq!(changes::of_project(&mut tx, project_id(2)).await?, [foreign]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_change_needs_a_project_and_an_id_of_its_own() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let lost = changes::create(&mut tx, &change(1, project_id(9))).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        drop(tx);
        let mut tx = at.db.write().await?;
        given(&mut tx).await?;
        let again = changes::create(&mut tx, &change(1, project_id(1))).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn options_are_listed_by_key_changed_once_and_removed_with_their_branch() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let change = given(&mut tx).await?;
        let (a, b) = (option(1, &change, "A"), option(2, &change, "B"));
        for option in [&b, &a] {
            change_options::create(&mut tx, option).await?;
        }
        assert_eq!(change_options::of_change(&mut tx, change.id).await?, [a.clone(), b.clone()]);
        assert_eq!(change_options::lock(&mut tx, a.id).await?, Some(a.clone()));
        assert_eq!(change_options::lock(&mut tx, ChangeOptionId(id(99))).await?, None);
        let moved = ChangeOption { base: 12, is_chosen: true, ..a.clone() };
        change_options::update(&mut tx, &moved).await?;
        let stale = change_options::update(&mut tx, &moved).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let found = change_options::find(&mut tx, a.id).await?;
        assert_eq!(found, Some(ChangeOption { version: 2, ..moved }));
        change_options::append(&mut tx, b.id, 1, &op(1)).await?;
        change_options::touch(&mut tx, b.id).await?;
        let stale = change_options::remove(&mut tx, b.id, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let lost = change_options::touch(&mut tx, ChangeOptionId(id(99))).await;
        assert!(matches!(lost, Err(StoreError::Conflict)), "{lost:?}");
        change_options::remove(&mut tx, b.id, 2).await?;
        assert_eq!(change_options::ops(&mut tx, b.id).await?, []);
        let again = change_options::remove(&mut tx, b.id, 2).await;
        assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_branch_keeps_its_order_and_takes_an_operation_once() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let change = given(&mut tx).await?;
        let a = option(1, &change, "A");
        change_options::create(&mut tx, &a).await?;
        assert_eq!(change_options::drawn(&mut tx, project_id(1)).await?, []);
        for (position, number) in [(2, 2), (1, 1)] {
            change_options::append(&mut tx, a.id, position, &op(number)).await?;
        }
        assert_eq!(change_options::ops(&mut tx, a.id).await?, [op(1), op(2)]);
        assert_eq!(change_options::drawn(&mut tx, project_id(1)).await?, [change.id]);
        assert_eq!(change_options::drawn(&mut tx, project_id(2)).await?, []);
        change_options::replace(&mut tx, a.id, &[op(3)]).await?;
        assert_eq!(change_options::ops(&mut tx, a.id).await?, [op(3)]);
        let again = change_options::append(&mut tx, a.id, 2, &op(3)).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn steps_are_done_in_order_and_those_that_are_open_are_cleared() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let change = given(&mut tx).await?;
        let (first, second) = (step(1, &change), step(2, &change));
        for step in [&second, &first] {
            change_steps::create(&mut tx, step).await?;
        }
        let steps = change_steps::of_change(&mut tx, change.id).await?;
        assert_eq!(steps, [first.clone(), second.clone()]);
        let done = ChangeStep { done_at: Some(LATER), ..first };
        change_steps::update(&mut tx, &done).await?;
        let stale = change_steps::update(&mut tx, &done).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let done = ChangeStep { version: 2, ..done };
        assert_eq!(change_steps::find(&mut tx, done.id).await?, Some(done.clone()));
        change_steps::clear(&mut tx, change.id).await?;
        assert_eq!(change_steps::of_change(&mut tx, change.id).await?, std::slice::from_ref(&done));
        assert_eq!(change_steps::find(&mut tx, second.id).await?, None);
        change_steps::remove(&mut tx, done.id, 2).await?;
        let again = change_steps::remove(&mut tx, done.id, 2).await;
        assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
        Ok(())
    })
    .await;
}
