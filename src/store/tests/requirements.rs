use domain::requirement::{Criterion, Priority, Requirement, RequirementsDoc, Section, Statement};
use domain::{DeliverableId, ProjectId, RequirementId, TaskId};
use store::{StoreError, Tx, contacts, projects, requirements, requirements_docs};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, project_id, task_id};

fn requirement_id(number: i32) -> RequirementId {
    RequirementId(Uuid::from_u128(0x7_0000 + u128::from(number.unsigned_abs())))
}

fn deliverable_id(number: u128) -> DeliverableId {
    DeliverableId(Uuid::from_u128(0x8_0000 + number))
}

pub fn requirement(project: ProjectId, number: i32) -> Requirement {
    let criterion =
        Criterion { key: "1".to_owned(), text: "十车平均不超过 5 分钟".to_owned() };
    Requirement {
        id: requirement_id(number),
        project,
        number,
        says: Statement {
            title: format!("需求 {number}"),
            text: "第一行\n第二行".to_owned(),
            priority: Priority::Must,
            source: Some(contact_id(1)),
            source_name: "联系人 1".to_owned(),
            is_latent: true,
            criteria: vec![criterion],
            dropped: None,
        },
        elicitation: None,
        place: number,
        tasks: Vec::new(),
        deliverables: Vec::new(),
        version: 1,
    }
}

/// Requirements 1 and 2 of project 1.
async fn two(tx: &mut Tx) -> Result<[Requirement; 2], StoreError> {
    let both = [requirement(project_id(1), 1), requirement(project_id(1), 2)];
    for requirement in &both {
        requirements::create(tx, requirement, NOW).await?;
    }
    Ok(both)
}

#[tokio::test]
async fn each_project_counts_its_own_requirements() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let both = two(&mut tx).await?;
        let foreign = Requirement { number: 9, ..requirement(project_id(2), 3) };
        assert_eq!(requirements::create(&mut tx, &foreign, NOW).await?, 1);
        assert_eq!(requirements::of_project(&mut tx, project_id(1)).await?, both);
        assert_eq!(requirements::find(&mut tx, both[1].id).await?, Some(both[1].clone()));
        assert_eq!(requirements::find(&mut tx, requirement_id(8)).await?, None);
        let lost = requirement(project_id(7), 4);
        let lost = requirements::create(&mut tx, &lost, NOW).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_requirement_is_edited_by_one_at_a_time_and_keeps_its_number() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [first, second] = two(&mut tx).await?;
        let says = Statement {
            title: "另一种说法".to_owned(),
            dropped: Some("太贵".to_owned()),
            source: None,
            ..second.says.clone()
        };
        let edited = Requirement { says, number: 7, ..second.clone() };
        requirements::update(&mut tx, &edited, LATER).await?;
        let found = requirements::find(&mut tx, second.id).await?;
        assert_eq!(found, Some(Requirement { number: 2, version: 2, ..edited.clone() }));
        let stale = requirements::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = requirements::remove(&mut tx, second.id, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        requirements::remove(&mut tx, second.id, 2).await?;
        assert_eq!(requirements::of_project(&mut tx, project_id(1)).await?, [first]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_order_changes_without_an_edit() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [first, second] = two(&mut tx).await?;
        requirements::set_order(&mut tx, project_id(1), &[second.id, first.id]).await?;
        let listed = requirements::of_project(&mut tx, project_id(1)).await?;
        let first = Requirement { place: 2, ..first };
        assert_eq!(listed, [Requirement { place: 1, ..second }, first.clone()]);
        // Nobody orders the requirements of another project.
        requirements::set_order(&mut tx, project_id(2), &[first.id]).await?;
        assert_eq!(requirements::find(&mut tx, first.id).await?, Some(first));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn traces_are_put_once_and_taken_away() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [first, second] = two(&mut tx).await?;
        for _ in 0..2 {
            requirements::put_task(&mut tx, first.id, task_id(2)).await?;
            requirements::put_deliverable(&mut tx, first.id, deliverable_id(1)).await?;
        }
        requirements::put_task(&mut tx, first.id, task_id(1)).await?;
        requirements::put_task(&mut tx, second.id, task_id(1)).await?;
        let traced = Requirement {
            tasks: vec![task_id(1), task_id(2)],
            deliverables: vec![deliverable_id(1)],
            ..first.clone()
        };
        assert_eq!(requirements::find(&mut tx, first.id).await?, Some(traced.clone()));
        assert_eq!(requirements::of_project(&mut tx, project_id(1)).await?[0], traced);
        let tasks = requirements::traced_tasks(&mut tx, project_id(1)).await?;
        assert_eq!(tasks, [task_id(1), task_id(2)]);
        let none: [TaskId; 0] = [];
        assert_eq!(requirements::traced_tasks(&mut tx, project_id(2)).await?, none);
        requirements::drop_task(&mut tx, first.id, task_id(1)).await?;
        requirements::drop_deliverable(&mut tx, first.id, deliverable_id(1)).await?;
        let found = requirements::find(&mut tx, first.id).await?;
        assert_eq!(found, Some(Requirement { tasks: vec![task_id(2)], ..first.clone() }));
        // What is dropped stands behind no task.
        let says = Statement { dropped: Some("no".to_owned()), ..first.says.clone() };
        requirements::update(&mut tx, &Requirement { says, ..first }, LATER).await?;
        let tasks = requirements::traced_tasks(&mut tx, project_id(1)).await?;
        assert_eq!(tasks, [task_id(1)]);
        let lost = requirements::put_task(&mut tx, requirement_id(9), task_id(1)).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_requirement_outlives_its_source() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [first, _] = two(&mut tx).await?;
        contacts::remove(&mut tx, contact_id(1), 1).await?;
        let found = requirements::find(&mut tx, first.id).await?.expect("it stays");
        assert_eq!((found.says.source, &*found.says.source_name), (None, "联系人 1"));
        assert!(projects::find(&mut tx, project_id(1)).await?.is_some());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_document_is_written_by_one_at_a_time() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let empty = requirements_docs::find(&mut tx, project_id(1)).await?;
        assert_eq!(empty, RequirementsDoc::empty(project_id(1)));
        let written = empty.clone().with(Section::Background, "三座仓库").expect("plain words");
        requirements_docs::write(&mut tx, &written, NOW).await?;
        let found = requirements_docs::find(&mut tx, project_id(1)).await?;
        assert_eq!(found, RequirementsDoc { version: 1, ..written.clone() });
        let stale = requirements_docs::write(&mut tx, &written, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let again = found.with(Section::Constraints, "只用现有网络").expect("plain words");
        requirements_docs::write(&mut tx, &again, LATER).await?;
        let found = requirements_docs::find(&mut tx, project_id(1)).await?;
        assert_eq!(found, RequirementsDoc { version: 2, ..again });
        let other = requirements_docs::find(&mut tx, project_id(2)).await?;
        assert_eq!(other, RequirementsDoc::empty(project_id(2)));
        Ok(())
    })
    .await;
}
