use domain::deliverable::{Criterion, Deliverable, Version};
use domain::file::File;
use domain::message::MessageFile;
use domain::{DeliverableId, DeliverableVersionId};
use store::deliverable_views::{self, View};
use store::{StoreError, Tx, deliverables, files, messages, projects};
use uuid::Uuid;

use crate::database::on_each;
use crate::files::{file, file_id};
use crate::fixture::{LATER, NOW, contact_id, firm, project_id, user_id};
use crate::messages::{message, of_client};

pub const fn deliverable_id(number: u128) -> DeliverableId {
    DeliverableId(Uuid::from_u128(0xd_0000 + number))
}

pub const fn version_id(number: u128) -> DeliverableVersionId {
    DeliverableVersionId(Uuid::from_u128(0xe_0000 + number))
}

fn deliverable(number: u128) -> Deliverable {
    Deliverable {
        id: deliverable_id(number),
        project: project_id(1),
        title: format!("成果 {number}"),
        note: "给客户看的说明".to_owned(),
        due: "2026-05-20".parse().ok(),
        owner: Some(user_id(1)),
        criteria: vec![Criterion { key: Uuid::from_u128(1), text: "已评审".to_owned() }],
        is_client_visible: false,
        version: 1,
    }
}

/// Version `number` of deliverable 1 is file `number`.
fn version(number: u128) -> Version {
    Version {
        id: version_id(number),
        deliverable: deliverable_id(1),
        number: i32::try_from(number).unwrap_or(0),
        file: Some(file(number)),
        link: Some("https://drive.example/x".to_owned()),
        comment: "内部".to_owned(),
        is_client_visible: false,
        by: Some(user_id(1)),
        at: NOW,
    }
}

/// Deliverable 1 with two versions.
pub async fn seed(tx: &mut Tx) -> Result<(), StoreError> {
    deliverables::create(tx, &deliverable(1), NOW).await?;
    for number in [1, 2] {
        files::create(tx, &file(number)).await?;
        deliverables::add_version(tx, &version(number)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn deliverables_stand_by_their_dates() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let open = Deliverable { due: None, owner: None, criteria: vec![], ..deliverable(2) };
        let early = Deliverable { due: "2026-01-09".parse().ok(), ..deliverable(3) };
        let foreign = Deliverable { project: project_id(2), ..deliverable(4) };
        for deliverable in [&open, &deliverable(1), &early, &foreign] {
            deliverables::create(&mut tx, deliverable, NOW).await?;
        }
        let listed = deliverables::of_project(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [early, deliverable(1), open]);
        let found = deliverables::find(&mut tx, deliverable_id(4)).await?;
        assert_eq!(found, Some(foreign));
        assert_eq!(deliverables::find(&mut tx, deliverable_id(9)).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_deliverable_is_changed_and_removed_by_who_knows_it_as_it_is() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        let title = "手册".to_owned();
        let changed = Deliverable { title, is_client_visible: true, ..deliverable(1) };
        deliverables::update(&mut tx, &changed).await?;
        let found = deliverables::find(&mut tx, deliverable_id(1)).await?;
        assert_eq!(found, Some(Deliverable { version: 2, ..changed.clone() }));
        let stale = deliverables::update(&mut tx, &changed).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = deliverables::remove(&mut tx, deliverable_id(1), 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        deliverables::remove(&mut tx, deliverable_id(1), 2).await?;
        assert_eq!(deliverables::versions_of(&mut tx, deliverable_id(1)).await?, []);
        assert_eq!(files::of_project(&mut tx, project_id(1)).await?.len(), 2, "files stay");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn versions_come_newest_first_with_their_files() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        let expected = [version(2), version(1)];
        assert_eq!(deliverables::versions_of(&mut tx, deliverable_id(1)).await?, expected);
        assert_eq!(deliverables::versions_in(&mut tx, project_id(1)).await?, expected);
        assert_eq!(deliverables::versions_in(&mut tx, project_id(2)).await?, []);
        assert!(files::is_in_use(&mut tx, file_id(1)).await?);
        let twice = Version { id: version_id(9), ..version(2) };
        let twice = deliverables::add_version(&mut tx, &twice).await;
        assert!(matches!(twice, Err(StoreError::Taken(_))), "{twice:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_client_sees_the_newest_version_that_was_shown_and_files_by_themselves() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        for number in [3, 4] {
            files::create(&mut tx, &file(number)).await?;
        }
        deliverables::show_version(&mut tx, version_id(1)).await?;
        for number in [1, 2, 3] {
            files::set_visible(&mut tx, file_id(number), true).await?;
        }
        let shown = deliverables::newest_shown(&mut tx, project_id(1)).await?;
        assert_eq!(shown, [], "the deliverable itself is hidden");
        let seen = Deliverable { is_client_visible: true, ..deliverable(1) };
        deliverables::update(&mut tx, &seen).await?;
        let shown = deliverables::newest_shown(&mut tx, project_id(1)).await?;
        let numbers: Vec<_> = shown.iter().map(|version| version.number).collect();
        assert_eq!(numbers, [1]);
        assert_eq!(shown[0].file.as_ref().map(|file| file.id), Some(file_id(1)));
        assert_eq!(deliverables::newest_shown(&mut tx, project_id(2)).await?, []);
        // File 2 is a version that is not in sight: what was published of it stays where it was.
        let loose = files::loose(&mut tx, project_id(1), 10).await?;
        let ids: Vec<_> = loose.iter().map(|file| file.id).collect();
        assert_eq!(ids, [file_id(3), file_id(2)]);
        assert_eq!(files::loose(&mut tx, project_id(1), 1).await?.len(), 1);
        deliverables::show_version(&mut tx, version_id(2)).await?;
        let shown = deliverables::newest_shown(&mut tx, project_id(1)).await?;
        assert_eq!(shown[0].number, 2);
        assert_eq!(files::loose(&mut tx, project_id(1), 10).await?.len(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn hiding_takes_the_versions_and_their_files_out_of_sight() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        // File 2 is a version of another deliverable too, which stays in sight.
        deliverables::create(&mut tx, &deliverable(2), NOW).await?;
        let other = version(2);
        let other = Version { id: version_id(5), deliverable: deliverable_id(2), ..other };
        deliverables::add_version(&mut tx, &other).await?;
        for number in [1, 2, 5] {
            deliverables::show_version(&mut tx, version_id(number)).await?;
        }
        for number in [1, 2] {
            files::set_visible(&mut tx, file_id(number), true).await?;
        }
        deliverables::hide_versions(&mut tx, deliverable_id(1)).await?;
        let versions = deliverables::versions_of(&mut tx, deliverable_id(1)).await?;
        assert!(versions.iter().all(|version| !version.is_client_visible));
        let visible = |file: &Option<File>| file.as_ref().map(|file| file.is_client_visible);
        assert_eq!(visible(&files::find(&mut tx, file_id(1)).await?), Some(false));
        assert_eq!(visible(&files::find(&mut tx, file_id(2)).await?), Some(true));
        let lost = deliverables::show_version(&mut tx, version_id(8)).await;
        assert!(matches!(lost, Err(StoreError::Conflict)), "{lost:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn hiding_leaves_what_the_client_sees_for_another_reason() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        for number in [3, 4] {
            files::create(&mut tx, &file(number)).await?;
            deliverables::add_version(&mut tx, &version(number)).await?;
        }
        // File 1 was sent by the client, file 2 with a note of the team, file 3 was shown by itself
        // before it became a version; file 4 is a version and nothing else.
        let sent = |number: u128| MessageFile {
            id: file_id(number),
            name: "a.pdf".to_owned(),
            size: 1,
            kind: "PDF".to_owned(),
        };
        messages::create(&mut tx, &of_client(1, 1), &[], &[sent(1)]).await?;
        messages::create(&mut tx, &message(2, 1), &[], &[sent(2)]).await?;
        for number in [1, 2, 4] {
            deliverables::show_version(&mut tx, version_id(number)).await?;
        }
        for number in [1, 2, 3, 4] {
            files::set_visible(&mut tx, file_id(number), true).await?;
        }
        deliverables::hide_versions(&mut tx, deliverable_id(1)).await?;
        for (number, expected) in [(1, true), (2, false), (3, true), (4, false)] {
            let found = files::find(&mut tx, file_id(number)).await?;
            assert_eq!(found.map(|file| file.is_client_visible), Some(expected), "{number}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_first_time_that_somebody_fetched_a_version_is_noted() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        let hidden = deliverable_views::unseen(&mut tx, file_id(1), contact_id(1)).await?;
        assert_eq!(hidden, None, "what is hidden cannot be seen");
        deliverables::show_version(&mut tx, version_id(1)).await?;
        let unseen = deliverable_views::unseen(&mut tx, file_id(1), contact_id(1)).await?;
        assert_eq!(unseen, Some(version_id(1)));
        let view = View {
            version: version_id(1),
            contact: contact_id(1),
            name: "联系人 1".to_owned(),
            at: NOW,
        };
        deliverable_views::note_view(&mut tx, &view).await?;
        deliverable_views::note_view(&mut tx, &View { at: LATER, ..view.clone() }).await?;
        assert_eq!(deliverable_views::views_of(&mut tx, deliverable_id(1)).await?, [view]);
        let unseen = deliverable_views::unseen(&mut tx, file_id(1), contact_id(1)).await?;
        assert_eq!(unseen, None);
        let other = deliverable_views::unseen(&mut tx, file_id(1), contact_id(2)).await?;
        assert_eq!(other, Some(version_id(1)));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn everything_goes_with_its_project() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        tx.commit().await?;
        at.tamper("delete from projects where key = 'WMS'").await?;
        let mut tx = at.db.read().await?;
        assert_eq!(projects::find(&mut tx, project_id(1)).await?, None);
        assert_eq!(deliverables::of_project(&mut tx, project_id(1)).await?, []);
        assert_eq!(files::of_project(&mut tx, project_id(1)).await?, []);
        Ok(())
    })
    .await;
}
