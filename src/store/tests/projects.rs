use domain::project::{Phase, Project};
use domain::user::ProjectRole;
use store::projects::{Member, ProjectRow};
use store::{Reach, StoreError, contacts, projects};

use crate::database::on_each;
use crate::fixture::{
    EXTREME, LATER, NOW, client_id, contact_draft, contact_id, firm, project, project_id, user,
    user_id,
};

#[tokio::test]
async fn a_project_is_found_by_id_and_by_key() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.read().await?;
        let wms = project(1, "WMS");
        assert_eq!(projects::find(&mut tx, project_id(1)).await?, Some(wms.clone()));
        assert_eq!(projects::find_by_key(&mut tx, "WMS").await?, Some(wms));
        assert_eq!(projects::find(&mut tx, project_id(9)).await?, None);
        assert_eq!(projects::find_by_key(&mut tx, "wms").await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_key_belongs_to_one_project() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let twin = Project { client: client_id(1), ..project(3, "WMS") };
        let taken = projects::create(&mut at.db.write().await?, &twin, NOW).await;
        assert!(matches!(taken, Err(StoreError::Taken("projects.key"))), "{taken:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_stale_edit_of_a_project_is_a_conflict() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let edited = Project {
            name: "仓储系统".to_owned(),
            methods: EXTREME,
            phase: Phase::Closing,
            status: "on time".to_owned(),
            next_meeting: "周三 10:00".to_owned(),
            ..project(1, "WMS")
        };
        projects::update(&mut tx, &edited, LATER).await?;
        let found = projects::find(&mut tx, project_id(1)).await?;
        assert_eq!(found, Some(Project { version: 2, ..edited.clone() }));
        let stale = projects::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn other_peoples_projects_are_invisible() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.read().await?;
        let row = |number, key| ProjectRow {
            project: project(number, key),
            client_name: format!("客户 {number}"),
            lead_name: format!("成员 {number}"),
        };
        let all = projects::visible(&mut tx, Reach::All).await?;
        assert_eq!(all, [row(1, "WMS"), row(2, "CRM")]);
        let reach = |number| Reach::Of(user_id(number));
        assert_eq!(projects::visible(&mut tx, reach(2)).await?, [row(2, "CRM")]);
        assert_eq!(projects::visible(&mut tx, reach(3)).await?, []);
        let first = client_id(1);
        let wms = [project(1, "WMS")];
        assert_eq!(projects::of_client(&mut tx, first, Reach::All).await?, wms);
        assert_eq!(projects::of_client(&mut tx, first, reach(1)).await?, wms);
        assert_eq!(projects::of_client(&mut tx, first, reach(2)).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn members_come_change_and_go_but_the_lead_stays() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (viewer, member) = (ProjectRole::Viewer, ProjectRole::Member);
        let wms = project_id(1);
        projects::put_member(&mut tx, wms, user_id(2), viewer, NOW).await?;
        projects::put_member(&mut tx, wms, user_id(2), member, LATER).await?;
        let lead = Member { user: user(1), role: ProjectRole::Lead };
        let second = Member { user: user(2), role: member };
        assert_eq!(projects::members(&mut tx, wms).await?, [lead.clone(), second]);
        assert_eq!(projects::role_of(&mut tx, wms, user_id(2)).await?, Some(member));
        assert_eq!(projects::role_of(&mut tx, wms, user_id(3)).await?, None);
        projects::remove_member(&mut tx, wms, user_id(2)).await?;
        assert_eq!(projects::role_of(&mut tx, wms, user_id(2)).await?, None);
        let refusals = [
            projects::remove_member(&mut tx, wms, user_id(2)).await,
            projects::remove_member(&mut tx, wms, user_id(1)).await,
            projects::put_member(&mut tx, wms, user_id(1), viewer, LATER).await,
        ];
        for refusal in refusals {
            assert!(matches!(refusal, Err(StoreError::Conflict)), "{refusal:?}");
        }
        assert_eq!(projects::members(&mut tx, wms).await?, [lead]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn only_contacts_of_the_own_client_may_see_a_page() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (wms, known) = (project_id(1), contact_id(1));
        assert!(!projects::has_contact(&mut tx, wms, known).await?);
        projects::put_contact(&mut tx, wms, known, NOW).await?;
        projects::put_contact(&mut tx, wms, known, LATER).await?;
        assert!(projects::has_contact(&mut tx, wms, known).await?);
        let listed = projects::contacts(&mut tx, wms).await?;
        assert_eq!(listed.iter().map(|contact| contact.id).collect::<Vec<_>>(), [known]);
        projects::remove_contact(&mut tx, wms, known).await?;
        assert!(!projects::has_contact(&mut tx, wms, known).await?);
        let gone = projects::remove_contact(&mut tx, wms, known).await;
        assert!(matches!(gone, Err(StoreError::Conflict)), "{gone:?}");
        let draft = contact_draft(2);
        contacts::create(&mut tx, contact_id(2), client_id(2), &draft, NOW).await?;
        let foreign = projects::put_contact(&mut tx, wms, contact_id(2), NOW).await;
        assert!(matches!(foreign, Err(StoreError::Reference)), "{foreign:?}");
        Ok(())
    })
    .await;
}
