use std::collections::BTreeMap;

use domain::{BaselineId, ProjectId};
use store::StoreError;
use store::baselines::{self, Baseline};
use store::plans::{self, filed};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, plan, project_id, task, user_id};

fn baseline(number: u128, project: ProjectId, seq: i64) -> Baseline {
    Baseline {
        id: BaselineId(Uuid::from_u128(0xb_0000 + number)),
        project,
        seq,
        name: format!("基线 {number}"),
        by: user_id(2),
        at: LATER,
    }
}

#[tokio::test]
async fn the_latest_moment_comes_first_and_each_project_has_its_own() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        for project in [1, 2] {
            plans::create(&mut tx, project_id(project), &plan(), NOW).await?;
        }
        assert_eq!(baselines::all(&mut tx, project_id(1)).await?, []);
        let early = baseline(1, project_id(1), 0);
        let late = Baseline { at: NOW, ..baseline(2, project_id(1), 7) };
        let foreign = baseline(3, project_id(2), 9);
        for baseline in [&early, &late, &foreign] {
            baselines::create(&mut tx, baseline).await?;
        }
        tx.commit().await?;
        let mut tx = at.db.read().await?;
        assert_eq!(baselines::all(&mut tx, project_id(1)).await?, [late, early]);
        assert_eq!(baselines::all(&mut tx, project_id(2)).await?, [foreign]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_baseline_needs_a_plan_and_an_id_of_its_own() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let early = baselines::create(&mut tx, &baseline(1, project_id(1), 0)).await;
        assert!(matches!(early, Err(StoreError::Reference)), "{early:?}");
        drop(tx);
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        baselines::create(&mut tx, &baseline(1, project_id(1), 0)).await?;
        let again = baselines::create(&mut tx, &baseline(1, project_id(1), 0)).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_baseline_is_removed_once_and_only_from_its_own_project() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        let known = baseline(1, project_id(1), 0);
        baselines::create(&mut tx, &known).await?;
        let foreign = baselines::remove(&mut tx, project_id(2), known.id).await;
        assert!(matches!(foreign, Err(StoreError::Conflict)), "{foreign:?}");
        assert_eq!(baselines::all(&mut tx, project_id(1)).await?.len(), 1);
        baselines::remove(&mut tx, project_id(1), known.id).await?;
        assert_eq!(baselines::all(&mut tx, project_id(1)).await?, []);
        let again = baselines::remove(&mut tx, project_id(1), known.id).await;
        assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_baseline_from_a_file_has_a_plan_of_its_own_and_its_number() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        plans::create(&mut tx, project_id(2), &plan(), NOW).await?;
        let (own, of_file) = (baseline(1, project_id(1), 0), baseline(2, project_id(1), 0));
        let mut past = plan();
        past.tasks.insert(task(1).id, task(1));
        for one in [&own, &of_file] {
            baselines::create(&mut tx, one).await?;
        }
        filed::keep(&mut tx, of_file.id, 5, &past).await?;
        tx.commit().await?;
        let mut tx = at.db.write().await?;
        assert_eq!(filed::plan_of(&mut tx, &own).await?, Some(plan()));
        assert_eq!(filed::plan_of(&mut tx, &of_file).await?, Some(past));
        let never = baseline(3, project_id(1), 7);
        assert_eq!(filed::plan_of(&mut tx, &never).await?, None);
        let slots = BTreeMap::from([(of_file.id, 5)]);
        assert_eq!(filed::slots(&mut tx, project_id(1)).await?, slots);
        assert_eq!(filed::slots(&mut tx, project_id(2)).await?, BTreeMap::new());
        baselines::remove(&mut tx, project_id(1), of_file.id).await?;
        assert_eq!(filed::slots(&mut tx, project_id(1)).await?, BTreeMap::new());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_plan_of_a_baseline_is_kept_once_and_needs_the_baseline() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        let known = baseline(1, project_id(1), 0);
        let early = filed::keep(&mut tx, known.id, 0, &plan()).await;
        assert!(matches!(early, Err(StoreError::Reference)), "{early:?}");
        drop(tx);
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        baselines::create(&mut tx, &known).await?;
        filed::keep(&mut tx, known.id, 0, &plan()).await?;
        let again = filed::keep(&mut tx, known.id, 1, &plan()).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}
