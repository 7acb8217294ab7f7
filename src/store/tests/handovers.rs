use domain::deliverable::Deliverable;
use domain::handover::{
    Handover, HandoverFacts, HandoverItem, ItemDraft, ItemKind, OpenPoint, PointDraft, Support,
};
use domain::{DeliverableId, HandoverItemId, OpenPointId, ProjectId};
use store::{StoreError, deliverables, demo, handovers, projects};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, client, firm, project, project_id, user};

const DELIVERABLE: DeliverableId = DeliverableId(Uuid::from_u128(0xd_0001));

fn facts() -> HandoverFacts {
    HandoverFacts {
        planned: "2026-06-01".parse().ok(),
        giver: "陈志远".to_owned(),
        taker: "赵明岐".to_owned(),
        place: "一号仓".to_owned(),
        support: Support {
            from: "2026-06-02".parse().ok(),
            until: "2026-12-01".parse().ok(),
            contact: "服务热线".to_owned(),
            hours: "工作日 9:00–18:00".to_owned(),
        },
    }
}

fn item(number: u128, project: ProjectId, place: i32) -> HandoverItem {
    let says = ItemDraft {
        title: format!("交接物 {number}"),
        kind: ItemKind::Equipment,
        deliverable: None,
        amount: "两套".to_owned(),
        handed_over: None,
    };
    let id = HandoverItemId(Uuid::from_u128(0xa_0000 + number));
    HandoverItem { id, project, says, place, version: 1 }
}

fn point(number: u128) -> OpenPoint {
    let says =
        PointDraft { text: format!("遗留 {number}"), due: "2026-06-30".parse().ok(), done: None };
    let id = OpenPointId(Uuid::from_u128(0xb_0000 + number));
    OpenPoint { id, project: project_id(1), says, version: 1 }
}

fn deliverable() -> Deliverable {
    Deliverable {
        id: DELIVERABLE,
        project: project_id(1),
        title: "操作手册".to_owned(),
        note: String::new(),
        due: None,
        owner: None,
        criteria: Vec::new(),
        is_client_visible: false,
        version: 1,
    }
}

#[tokio::test]
async fn a_hand_over_is_written_once_and_then_changed() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let none = handovers::find(&mut tx, project_id(1)).await?;
        assert_eq!(none, Handover::default());
        let first = Handover { facts: facts(), version: 0 };
        handovers::write(&mut tx, project_id(1), &first, NOW).await?;
        let found = handovers::find(&mut tx, project_id(1)).await?;
        assert_eq!(found, Handover { version: 1, ..first.clone() });
        for stale in [first, Handover { version: 7, ..found.clone() }] {
            let stale = handovers::write(&mut tx, project_id(1), &stale, LATER).await;
            assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        }
        let emptied = Handover { facts: HandoverFacts::default(), ..found };
        handovers::write(&mut tx, project_id(1), &emptied, LATER).await?;
        let found = handovers::find(&mut tx, project_id(1)).await?;
        assert_eq!(found, Handover { version: 2, ..emptied });
        assert_eq!(handovers::find(&mut tx, project_id(2)).await?, Handover::default());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn things_stand_in_their_order_and_are_edited_by_one_at_a_time() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (first, second) = (item(2, project_id(1), 0), item(1, project_id(1), 1));
        for item in [&second, &first, &item(3, project_id(2), 0)] {
            handovers::create_item(&mut tx, item, NOW).await?;
        }
        let listed = handovers::items(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [first.clone(), second.clone()]);
        let says = ItemDraft {
            title: "管理员账号".to_owned(),
            kind: ItemKind::Access,
            handed_over: "2026-06-01".parse().ok(),
            ..ItemDraft::default()
        };
        let edited = HandoverItem { says, ..first.clone() };
        handovers::update_item(&mut tx, &edited, LATER).await?;
        let found = handovers::find_item(&mut tx, first.id).await?;
        assert_eq!(found, Some(HandoverItem { version: 2, ..edited.clone() }));
        let stale = handovers::update_item(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = handovers::remove_item(&mut tx, first.id, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        handovers::remove_item(&mut tx, first.id, 2).await?;
        assert_eq!(handovers::find_item(&mut tx, first.id).await?, None);
        assert_eq!(handovers::items(&mut tx, project_id(1)).await?, [second]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_thing_outlives_the_deliverable_that_it_was() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        deliverables::create(&mut tx, &deliverable(), NOW).await?;
        let mut linked = item(1, project_id(1), 0);
        linked.says.deliverable = Some(DELIVERABLE);
        handovers::create_item(&mut tx, &linked, NOW).await?;
        let found = handovers::find_item(&mut tx, linked.id).await?;
        assert_eq!(found, Some(linked.clone()));
        deliverables::remove(&mut tx, DELIVERABLE, 1).await?;
        linked.says.deliverable = None;
        let found = handovers::find_item(&mut tx, linked.id).await?;
        assert_eq!(found, Some(linked));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn open_points_are_ticked_and_removed_once() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        handovers::create_point(&mut tx, &point(2), NOW).await?;
        handovers::create_point(&mut tx, &point(1), LATER).await?;
        let listed = handovers::points(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [point(2), point(1)]);
        let mut done = point(2);
        done.says.done = "2026-06-15".parse().ok();
        handovers::update_point(&mut tx, &done, LATER).await?;
        let found = handovers::find_point(&mut tx, done.id).await?;
        assert_eq!(found, Some(OpenPoint { version: 2, ..done.clone() }));
        let stale = handovers::update_point(&mut tx, &done, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = handovers::remove_point(&mut tx, done.id, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        handovers::remove_point(&mut tx, done.id, 2).await?;
        assert_eq!(handovers::find_point(&mut tx, done.id).await?, None);
        assert_eq!(handovers::points(&mut tx, project_id(2)).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_hand_over_needs_a_project_and_goes_with_it() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        store::users::create(&mut tx, &user(9), None, NOW).await?;
        store::clients::create(&mut tx, &client(9), user(9).id, NOW).await?;
        let sample = domain::project::Project { is_demo: true, ..project(9, "DEMO") };
        projects::create(&mut tx, &sample, NOW).await?;
        let written = Handover { facts: facts(), version: 0 };
        handovers::write(&mut tx, sample.id, &written, NOW).await?;
        handovers::create_item(&mut tx, &item(1, sample.id, 0), NOW).await?;
        let own = OpenPoint { project: sample.id, ..point(1) };
        handovers::create_point(&mut tx, &own, NOW).await?;
        demo::remove(&mut tx).await?;
        assert_eq!(handovers::find(&mut tx, sample.id).await?, Handover::default());
        assert_eq!(handovers::items(&mut tx, sample.id).await?, []);
        assert_eq!(handovers::points(&mut tx, sample.id).await?, []);
        let lost = handovers::create_item(&mut tx, &item(2, project_id(7), 0), NOW).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}
