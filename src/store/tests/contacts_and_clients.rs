use domain::client::{Client, ClientStage, Contact, ContactRole, Tier};
use domain::user::ProjectRole;
use store::clients::ClientRow;
use store::{Reach, StoreError, clients, contacts, projects};

use crate::database::on_each;
use crate::fixture::{
    LATER, NOW, client, client_id, contact_draft, contact_id, firm, people, project_id, user_id,
};

fn contact(number: u128) -> Contact {
    let draft = contact_draft(number);
    Contact {
        id: contact_id(number),
        client: client_id(1),
        name: draft.name,
        title: draft.title,
        email: draft.email,
        phone: draft.phone,
        role: draft.role,
        version: 1,
    }
}

#[tokio::test]
async fn a_client_is_edited_by_one_at_a_time() {
    on_each(|at| async move {
        people(&at.db).await?;
        let mut tx = at.db.write().await?;
        clients::create(&mut tx, &client(1), user_id(1), NOW).await?;
        assert_eq!(clients::find(&mut tx, client_id(1)).await?, Some(client(1)));
        assert_eq!(clients::find(&mut tx, client_id(9)).await?, None);
        let edited = Client { stage: ClientStage::Dormant, tier: Some(Tier::A), ..client(1) };
        clients::update(&mut tx, &edited, LATER).await?;
        let found = clients::find(&mut tx, client_id(1)).await?;
        assert_eq!(found, Some(Client { version: 2, ..edited.clone() }));
        let stale = clients::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_client_list_shows_what_is_within_reach() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let row = |client, projects, contacts| ClientRow {
            client,
            projects,
            open_projects: projects,
            contacts,
            last_contact: None,
        };
        let (first, second) = (row(client(1), 1, 1), row(client(2), 1, 0));
        let all = clients::visible(&mut tx, Reach::All).await?;
        assert_eq!(all, [first.clone(), second.clone()]);
        let of = Reach::Of;
        assert_eq!(clients::visible(&mut tx, of(user_id(1))).await?, std::slice::from_ref(&first));
        assert_eq!(clients::visible(&mut tx, of(user_id(3))).await?, []);
        let viewer = ProjectRole::Viewer;
        projects::put_member(&mut tx, project_id(1), user_id(3), viewer, NOW).await?;
        assert_eq!(clients::visible(&mut tx, of(user_id(3))).await?, [first]);
        // Whoever entered a client sees it, and of its projects only the own ones.
        let entered = client(4);
        clients::create(&mut tx, &entered, user_id(3), NOW).await?;
        let others = domain::project::Project {
            client: entered.id,
            lead: user_id(2),
            ..crate::fixture::project(3, "ERP")
        };
        projects::create(&mut tx, &others, NOW).await?;
        let listed = clients::visible(&mut tx, of(user_id(3))).await?;
        assert_eq!(listed[1], row(entered, 0, 0));
        assert_eq!(listed.len(), 2);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_two_clients_everything_is_with_the_one_that_stays() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let stays = Client { note: "both".to_owned(), is_demo: true, ..client(2) };
        let stale = Client { version: 2, ..client(1) };
        let refused = clients::merge(&mut tx, &stays, &stale, LATER).await;
        assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
        clients::merge(&mut tx, &stays, &client(1), LATER).await?;
        assert_eq!(clients::find(&mut tx, client_id(1)).await?, None);
        let left = clients::find(&mut tx, client_id(2)).await?;
        assert_eq!(left, Some(Client { version: 2, ..stays }));
        let people = contacts::of_client(&mut tx, client_id(2)).await?;
        assert_eq!(people, [Contact { client: client_id(2), ..contact(1) }]);
        let begun = clients::projects_begun(&mut tx, client_id(2), Reach::All).await?;
        let begun: Vec<_> = begun.into_iter().map(|(id, _, at)| (id, at)).collect();
        assert_eq!(begun, [(project_id(1), NOW), (project_id(2), NOW)]);
        let own = clients::projects_begun(&mut tx, client_id(2), Reach::Of(user_id(2))).await?;
        assert_eq!(own, [(project_id(2), "项目 2".to_owned(), NOW)]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_widest_role_in_a_clients_projects_counts() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(clients::role_of(&mut tx, client_id(1), user_id(3)).await?, None);
        let second =
            domain::project::Project { client: client_id(1), ..crate::fixture::project(3, "ERP") };
        projects::create(&mut tx, &second, NOW).await?;
        let (viewer, member) = (ProjectRole::Viewer, ProjectRole::Member);
        projects::put_member(&mut tx, project_id(1), user_id(2), viewer, NOW).await?;
        assert_eq!(clients::role_of(&mut tx, client_id(1), user_id(2)).await?, Some(viewer));
        projects::put_member(&mut tx, project_id(3), user_id(2), member, NOW).await?;
        assert_eq!(clients::role_of(&mut tx, client_id(1), user_id(2)).await?, Some(member));
        clients::create(&mut tx, &client(4), user_id(2), NOW).await?;
        let lead = Some(ProjectRole::Lead);
        assert_eq!(clients::role_of(&mut tx, client_id(4), user_id(2)).await?, lead);
        assert_eq!(clients::role_of(&mut tx, client_id(4), user_id(1)).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn contacts_are_kept_edited_and_removed() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let draft = contact_draft(2);
        contacts::create(&mut tx, contact_id(2), client_id(1), &draft, NOW).await?;
        let listed = contacts::of_client(&mut tx, client_id(1)).await?;
        assert_eq!(listed, [contact(1), contact(2)]);
        assert_eq!(contacts::of_client(&mut tx, client_id(2)).await?, []);
        let edited =
            Contact { role: ContactRole::EndUser, name: "李雷".to_owned(), ..contact(2) };
        contacts::update(&mut tx, &edited, LATER).await?;
        let found = contacts::find(&mut tx, contact_id(2)).await?;
        assert_eq!(found, Some(Contact { version: 2, ..edited.clone() }));
        let stale = contacts::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let stale = contacts::remove(&mut tx, contact_id(2), 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        contacts::remove(&mut tx, contact_id(2), 2).await?;
        assert_eq!(contacts::find(&mut tx, contact_id(2)).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_contact_needs_a_client() {
    on_each(|at| async move {
        let mut tx = at.db.write().await?;
        let draft = contact_draft(1);
        let lost = contacts::create(&mut tx, contact_id(1), client_id(9), &draft, NOW).await;
        assert!(matches!(lost, Err(StoreError::Reference)), "{lost:?}");
        Ok(())
    })
    .await;
}
