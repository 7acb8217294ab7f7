use domain::plan::apply::apply;
use domain::plan::{Origin, Plan, PlanOp, Step, Task, TaskChange, View};
use domain::time::Timestamp;
use domain::{OpId, Refusal};
use store::plans::{self, Pick, StoredOp};
use store::{Db, StoreError, Tx};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, plan, project_id, task, task_id, user_id};

/// A new plan of the first project, and the transaction in which it was kept.
async fn begun(db: &Db) -> Result<(Tx, Plan), StoreError> {
    firm(db).await?;
    let mut tx = db.write().await?;
    let plan = plan();
    plans::create(&mut tx, project_id(1), &plan, NOW).await?;
    Ok((tx, plan))
}

/// Applies an operation as the server does and appends it.
async fn decide(tx: &mut Tx, plan: &mut Plan, seq: i64, op: PlanOp) -> Result<StoredOp, Failure> {
    let inverse = apply(plan, &op)?;
    let op_id = OpId(Uuid::from_u128(0x9_0000 + u128::try_from(seq)?));
    let at = Timestamp(NOW.0 + seq);
    let origin = Origin { view: View::Gantt, step: Step::New };
    let stored = StoredOp { seq, op_id, actor: user_id(1), at, origin, op, inverse };
    plans::append(tx, project_id(1), seq - 1, &stored).await?;
    Ok(stored)
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Refusal(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Number(#[from] std::num::TryFromIntError),
}

fn add(number: u32) -> PlanOp {
    PlanOp::Add { tasks: vec![task(number)], links: Vec::new() }
}

fn rename(number: u32, title: &str) -> PlanOp {
    PlanOp::change(task_id(number.into()), TaskChange::Title(title.to_owned()))
}

#[tokio::test]
async fn a_new_plan_stands_at_zero() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(plans::head(&mut tx, project_id(1)).await?, None);
        assert_eq!(plans::lock_head(&mut tx, project_id(1)).await?, None);
        assert_eq!(plans::load(&mut tx, project_id(1)).await?, None);
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        assert_eq!(plans::head(&mut tx, project_id(1)).await?, Some(0));
        assert_eq!(plans::lock_head(&mut tx, project_id(1)).await?, Some(0));
        assert_eq!(plans::load(&mut tx, project_id(1)).await?, Some((0, plan())));
        assert_eq!(plans::load(&mut tx, project_id(2)).await?, None);
        let again = plans::create(&mut tx, project_id(1), &plan(), NOW).await;
        assert!(matches!(again, Err(StoreError::Taken("plans"))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn loading_applies_what_came_after_the_snapshot() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        decide(&mut tx, &mut plan, 1, add(1)).await?;
        decide(&mut tx, &mut plan, 2, rename(1, "评审接口")).await?;
        assert_eq!(plans::load(&mut tx, project_id(1)).await?, Some((2, plan.clone())));
        plans::save_snapshot(&mut tx, project_id(1), 2, &plan).await?;
        assert_eq!(plans::load(&mut tx, project_id(1)).await?, Some((2, plan.clone())));
        decide(&mut tx, &mut plan, 3, add(2)).await?;
        plans::save_snapshot(&mut tx, project_id(1), 3, &plan).await?;
        decide(&mut tx, &mut plan, 4, rename(2, "联调")).await?;
        tx.commit().await?;
        let mut tx = at.db.read().await?;
        assert_eq!(plans::load(&mut tx, project_id(1)).await?, Some((4, plan)));
        assert_eq!(plans::head(&mut tx, project_id(1)).await?, Some(4));
        let kept = at.lines("select cast(seq as text) from plan_snapshots order by seq").await?;
        assert_eq!(kept, ["0", "3"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_operations_since_a_place_come_in_order_with_their_inverses() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        let mut stored = Vec::new();
        for (seq, op) in (1..).zip([add(1), add(2), rename(1, "甲"), rename(2, "乙")]) {
            stored.push(decide(&mut tx, &mut plan, seq, op).await?);
        }
        assert_eq!(plans::since(&mut tx, project_id(1), 0).await?, stored);
        assert_eq!(plans::since(&mut tx, project_id(1), 2).await?, stored[2..]);
        assert_eq!(plans::since(&mut tx, project_id(1), 4).await?, []);
        assert_eq!(plans::since(&mut tx, project_id(2), 0).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn appending_to_a_head_that_moved_is_a_conflict() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        let first = decide(&mut tx, &mut plan, 1, add(1)).await?;
        let late = StoredOp { op_id: OpId(Uuid::from_u128(77)), ..first.clone() };
        let gap = StoredOp { seq: 3, ..late.clone() };
        for (head, op) in [(0, &late), (1, &late), (1, &gap), (2, &gap)] {
            let moved = plans::append(&mut tx, project_id(1), head, op).await;
            assert!(matches!(moved, Err(StoreError::Conflict)), "{moved:?}");
        }
        let replayed = StoredOp { seq: 2, ..first };
        let again = plans::append(&mut tx, project_id(1), 1, &replayed).await;
        assert!(matches!(again, Err(StoreError::Taken("plan_ops.op_id"))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_replayed_operation_is_found_by_its_authors_name_for_it() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        let stored = decide(&mut tx, &mut plan, 1, add(1)).await?;
        assert_eq!(plans::find_op(&mut tx, project_id(1), stored.op_id).await?, Some(1));
        assert_eq!(plans::find_op(&mut tx, project_id(2), stored.op_id).await?, None);
        let unknown = OpId(Uuid::from_u128(77));
        assert_eq!(plans::find_op(&mut tx, project_id(1), unknown).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_many_who_append_at_once_each_gets_a_place() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        tx.commit().await?;
        let author = |db: store::Db, number: u32| async move {
            let mut tx = db.write().await?;
            let head = plans::lock_head(&mut tx, project_id(1)).await?.unwrap_or_default();
            let (_, mut plan) = plans::load(&mut tx, project_id(1)).await?.expect("it was made");
            decide(&mut tx, &mut plan, head + 1, add(number)).await?;
            tx.commit().await?;
            Ok::<_, Failure>(())
        };
        let authors: Vec<_> =
            (1..=12).map(|number| tokio::spawn(author(at.db.clone(), number))).collect();
        for author in authors {
            author.await??;
        }
        let (head, plan) = plans::load(&mut at.db.read().await?, project_id(1)).await?.unwrap();
        assert_eq!((head, plan.tasks.len()), (12, 12));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_damaged_operation_is_reported_when_the_plan_is_opened() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        decide(&mut tx, &mut plan, 1, add(1)).await?;
        decide(&mut tx, &mut plan, 2, add(2)).await?;
        tx.commit().await?;
        at.tamper("delete from plan_ops where seq = 1").await?;
        let opened = plans::load(&mut at.db.read().await?, project_id(1)).await;
        assert!(matches!(opened, Err(StoreError::Corrupt { .. })), "{opened:?}");
        at.tamper("update plan_ops set op = '{}'").await?;
        let listed = plans::since(&mut at.db.read().await?, project_id(1), 0).await;
        assert!(matches!(listed, Err(StoreError::Corrupt { .. })), "{listed:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_before_is_known() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        let first = decide(&mut tx, &mut plan, 1, add(1)).await?;
        let asked = [OpId(Uuid::from_u128(77)), first.op_id];
        assert_eq!(plans::known(&mut tx, project_id(1), &asked).await?, [first.op_id]);
        assert_eq!(plans::known(&mut tx, project_id(2), &asked).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_operation_needs_an_author_who_exists() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        let op = StoredOp {
            seq: 1,
            op_id: OpId(Uuid::from_u128(1)),
            actor: user_id(99),
            at: LATER,
            origin: Origin::default(),
            op: add(1),
            inverse: PlanOp::Remove { tasks: vec![task_id(1)] },
        };
        let nobody = plans::append(&mut tx, project_id(1), 0, &op).await;
        assert!(matches!(nobody, Err(StoreError::Reference)), "{nobody:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_plan_can_be_read_as_it_was_at_any_moment() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        let mut then = vec![plan.clone()];
        for (seq, op) in (1..).zip([add(1), add(2), rename(1, "甲"), rename(2, "乙")]) {
            decide(&mut tx, &mut plan, seq, op).await?;
            then.push(plan.clone());
            // Snapshots in between change nothing of what was before them.
            if seq == 3 {
                plans::save_snapshot(&mut tx, project_id(1), seq, &plan).await?;
            }
        }
        for (seq, plan) in (0..).zip(&then) {
            let found = plans::load_at(&mut tx, project_id(1), seq).await?;
            assert_eq!(found, Some((seq, plan.clone())), "as of {seq}");
        }
        let latest = plans::load_at(&mut tx, project_id(1), 99).await?;
        assert_eq!(latest, Some((4, plan)));
        assert_eq!(plans::load_at(&mut tx, project_id(1), -1).await?, None);
        assert_eq!(plans::load_at(&mut tx, project_id(2), 0).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_history_is_read_backwards_by_page_task_and_person() {
    on_each(|at| async move {
        let (mut tx, mut plan) = begun(&at.db).await?;
        let child = Task { parent: Some(task_id(1)), ..task(2) };
        let ops = [
            add(1),
            PlanOp::Add { tasks: vec![child], links: Vec::new() },
            rename(2, "子任务"),
            rename(1, "甲"),
            PlanOp::Remove { tasks: vec![task_id(1)] },
        ];
        for (seq, op) in (1..).zip(ops) {
            let inverse = apply(&mut plan, &op)?;
            let op_id = OpId(Uuid::from_u128(0x9_0000 + u128::try_from(seq)?));
            // User 2 does every second one.
            let actor = user_id(1 + u128::try_from(seq)? % 2);
            let origin = Origin { view: View::Board, step: Step::Undo };
            let at = LATER.plus_minutes(seq);
            let stored = StoredOp { seq, op_id, actor, at, origin, op, inverse };
            plans::append(&mut tx, project_id(1), seq - 1, &stored).await?;
        }
        let all = Pick { before: i64::MAX, task: None, by: None, until: None, max: 10 };
        let cases = [
            (all, vec![5, 4, 3, 2, 1]),
            (Pick { max: 2, ..all }, vec![5, 4]),
            (Pick { before: 4, max: 2, ..all }, vec![3, 2]),
            // The child goes with its summary, which only the inverse tells.
            (Pick { task: Some(task_id(2)), ..all }, vec![5, 3, 2]),
            (Pick { by: Some(user_id(2)), ..all }, vec![5, 3, 1]),
            (Pick { by: Some(user_id(1)), task: Some(task_id(1)), ..all }, vec![4, 2]),
            (Pick { by: Some(user_id(3)), ..all }, vec![]),
            (Pick { before: 1, ..all }, vec![]),
            (Pick { until: Some(LATER.plus_minutes(3)), ..all }, vec![2, 1]),
            (Pick { until: Some(LATER), ..all }, vec![]),
        ];
        for (pick, expected) in cases {
            let found = plans::history(&mut tx, project_id(1), pick).await?;
            let found: Vec<i64> = found.iter().map(|op| op.seq).collect();
            assert_eq!(found, expected, "{pick:?}");
        }
        let last = plans::history(&mut tx, project_id(1), Pick { max: 1, ..all }).await?;
        assert_eq!(last[0].origin, Origin { view: View::Board, step: Step::Undo });
        assert!(matches!(&last[0].inverse, PlanOp::Add { tasks, .. } if tasks.len() == 2));
        assert_eq!(plans::history(&mut tx, project_id(2), all).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_way_back_to_the_first_version_is_read_with_its_times() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(plans::began(&mut tx, project_id(1)).await?, None);
        let first = plan();
        let mut plan = first.clone();
        plans::create(&mut tx, project_id(1), &plan, NOW).await?;
        assert_eq!(plans::began(&mut tx, project_id(1)).await?, Some(NOW));
        assert_eq!(plans::inverses(&mut tx, project_id(1)).await?, []);
        let mut expected = Vec::new();
        for (seq, op) in (1..).zip([add(1), add(2), rename(1, "甲")]) {
            let stored = decide(&mut tx, &mut plan, seq, op).await?;
            expected.insert(0, (stored.at, stored.inverse));
        }
        // A snapshot shortens the opening, not the way back.
        plans::save_snapshot(&mut tx, project_id(1), 3, &plan).await?;
        let inverses = plans::inverses(&mut tx, project_id(1)).await?;
        assert_eq!(inverses, expected);
        for (_, inverse) in &inverses {
            apply(&mut plan, inverse)?;
        }
        assert_eq!(plan, first);
        assert_eq!(plans::inverses(&mut tx, project_id(2)).await?, []);
        tx.commit().await?;
        at.tamper("update plan_ops set inverse = '{}' where seq = 2").await?;
        let damaged = plans::inverses(&mut at.db.read().await?, project_id(1)).await;
        assert!(matches!(damaged, Err(StoreError::Corrupt { .. })), "{damaged:?}");
        Ok(())
    })
    .await;
}
