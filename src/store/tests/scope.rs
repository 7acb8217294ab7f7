use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeKind, ScopeNote};
use domain::{GoalId, ProjectId, ScopeItemId};
use store::{StoreError, scope};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, project_id, task_id};

fn goal(number: i32, project: ProjectId) -> Goal {
    let says = GoalDraft {
        title: format!("目标 {number}"),
        measure: "99.5%".to_owned(),
        reachable: "试点已做到".to_owned(),
        relevance: "减少退货".to_owned(),
        due: "2026-05-01".parse().ok(),
        milestone: Some(task_id(7)),
    };
    let id = GoalId(Uuid::from_u128(0xc_0000 + u128::from(number.unsigned_abs())));
    Goal { id, project, number, says, version: 1 }
}

fn item(number: i32, kind: ScopeKind, place: i32) -> ScopeItem {
    ScopeItem {
        id: ScopeItemId(Uuid::from_u128(0xd_0000 + u128::from(number.unsigned_abs()))),
        project: project_id(1),
        kind,
        text: format!("范围 {number}"),
        place,
        version: 1,
    }
}

#[tokio::test]
async fn goals_are_kept_by_number_and_edited_by_one_at_a_time() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (first, second) = (goal(1, project_id(1)), goal(2, project_id(1)));
        let foreign = goal(3, project_id(2));
        for goal in [&second, &first, &foreign] {
            scope::create_goal(&mut tx, goal, NOW).await?;
        }
        let listed = scope::goals(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [first.clone(), second.clone()]);
        let says = GoalDraft { title: "新目标".to_owned(), ..GoalDraft::default() };
        let edited = Goal { says, ..first.clone() };
        scope::update_goal(&mut tx, &edited, LATER).await?;
        let found = scope::find_goal(&mut tx, first.id).await?;
        assert_eq!(found, Some(Goal { version: 2, ..edited.clone() }));
        let stale = scope::update_goal(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = scope::remove_goal(&mut tx, first.id, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        scope::remove_goal(&mut tx, first.id, 2).await?;
        assert_eq!(scope::find_goal(&mut tx, first.id).await?, None);
        assert_eq!(scope::goals(&mut tx, project_id(1)).await?, [second]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_number_belongs_to_one_goal_of_a_project() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        scope::create_goal(&mut tx, &goal(1, project_id(1)), NOW).await?;
        let same = Goal { number: 1, ..goal(2, project_id(1)) };
        let taken = scope::create_goal(&mut tx, &same, NOW).await;
        assert!(matches!(taken, Err(StoreError::Taken(_))), "{taken:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn lines_of_a_scope_stand_by_kind_and_place() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (a, b) = (item(1, ScopeKind::In, 0), item(2, ScopeKind::In, 1));
        let out = item(3, ScopeKind::Out, 0);
        for item in [&out, &b, &a] {
            scope::create_item(&mut tx, item, NOW).await?;
        }
        let listed = scope::items(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [a.clone(), b.clone(), out.clone()]);
        scope::place_item(&mut tx, a.id, 2).await?;
        let moved = ScopeItem { place: 2, ..a.clone() };
        assert_eq!(scope::find_item(&mut tx, a.id).await?, Some(moved.clone()));
        let edited = ScopeItem { kind: ScopeKind::Assumption, text: "假设".to_owned(), ..out };
        scope::update_item(&mut tx, &edited, LATER).await?;
        let edited = ScopeItem { version: 2, ..edited };
        let listed = scope::items(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [edited.clone(), b.clone(), moved]);
        let stale =
            scope::update_item(&mut tx, &ScopeItem { version: 1, ..edited.clone() }, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        assert_eq!(scope::items(&mut tx, project_id(2)).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_line_is_removed_once() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let line = item(1, ScopeKind::In, 0);
        scope::create_item(&mut tx, &line, NOW).await?;
        let stale = scope::remove_item(&mut tx, line.id, 9).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        scope::remove_item(&mut tx, line.id, 1).await?;
        assert_eq!(scope::find_item(&mut tx, line.id).await?, None);
        let gone = scope::place_item(&mut tx, line.id, 0).await;
        assert!(matches!(gone, Err(StoreError::Conflict)), "{gone:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_first_note_is_written_once_and_then_changed() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let none = scope::note(&mut tx, project_id(1)).await?;
        assert_eq!(none, ScopeNote::default());
        let first = ScopeNote { feasibility: "可行".to_owned(), version: 0 };
        scope::write_note(&mut tx, project_id(1), &first, NOW).await?;
        let found = scope::note(&mut tx, project_id(1)).await?;
        assert_eq!(found, ScopeNote { version: 1, ..first.clone() });
        for stale in [first, ScopeNote { version: 7, ..found.clone() }] {
            let stale = scope::write_note(&mut tx, project_id(1), &stale, LATER).await;
            assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        }
        let changed = ScopeNote { feasibility: "风险大".to_owned(), ..found };
        scope::write_note(&mut tx, project_id(1), &changed, LATER).await?;
        let found = scope::note(&mut tx, project_id(1)).await?;
        assert_eq!(found, ScopeNote { version: 2, ..changed });
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn goals_and_scope_need_a_project() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let lost = scope::create_goal(&mut tx, &goal(1, project_id(9)), NOW).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}
