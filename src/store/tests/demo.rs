use domain::client::Client;
use domain::project::Project;
use domain::user::ProjectRole;
use store::plans::TaskRow;
use store::{Reach, clients, contacts, demo, plans, projects, search, users};

use crate::database::on_each;
use crate::fixture::{
    NOW, client, client_id, contact_draft, contact_id, firm, plan, project, project_id, task_id,
    user, user_id,
};

/// Users 5 and 6, clients 5 and 6 with a project each, all of the demo.
async fn seed(tx: &mut store::Tx) -> Result<(), store::StoreError> {
    for (number, key) in [(5, "DEMO"), (6, "SHOW")] {
        users::create(tx, &user(number), None, NOW).await?;
        users::mark_demo(tx, user_id(number)).await?;
        let client = Client { is_demo: true, ..client(number) };
        clients::create(tx, &client, user_id(number), NOW).await?;
        projects::create(tx, &Project { is_demo: true, ..project(number, key) }, NOW).await?;
        plans::create(tx, project_id(number), &plan(), NOW).await?;
        let row = TaskRow {
            id: task_id(1),
            number: 1,
            title: "示例任务".to_owned(),
            assignee: Some(user_id(number)),
            is_done: false,
        };
        plans::index_tasks(tx, project_id(number), &[row], &[]).await?;
    }
    contacts::create(tx, contact_id(5), client_id(5), &contact_draft(5), NOW).await?;
    projects::put_contact(tx, project_id(5), contact_id(5), NOW).await
}

#[tokio::test]
async fn the_demo_goes_without_a_trace_and_the_rest_stays() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert!(!demo::exists(&mut tx).await?);
        seed(&mut tx).await?;
        assert!(demo::exists(&mut tx).await?);
        assert_eq!(demo::remove(&mut tx).await?, 4);
        assert!(!demo::exists(&mut tx).await?);
        assert_eq!(users::all(&mut tx).await?, [user(1), user(2), user(3)]);
        assert_eq!(projects::visible(&mut tx, Reach::All).await?.len(), 2);
        assert_eq!(clients::visible(&mut tx, Reach::All).await?.len(), 2);
        assert_eq!(contacts::find(&mut tx, contact_id(5)).await?, None);
        assert_eq!(plans::load(&mut tx, project_id(5)).await?, None);
        assert_eq!(search::find(&mut tx, Reach::All, "示例", 10).await?.tasks, []);
        assert_eq!(demo::remove(&mut tx).await?, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_somebody_built_on_the_demo_stays() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        seed(&mut tx).await?;
        // A real project for one of the demo's clients, with one of its people.
        let real = Project { client: client_id(5), lead: user_id(1), ..project(7, "REAL") };
        projects::create(&mut tx, &real, NOW).await?;
        let member = ProjectRole::Member;
        projects::put_member(&mut tx, project_id(7), user_id(6), member, NOW).await?;
        assert_eq!(demo::remove(&mut tx).await?, 3);
        assert_eq!(projects::find(&mut tx, project_id(7)).await?, Some(real));
        assert!(clients::find(&mut tx, client_id(5)).await?.is_some());
        assert_eq!(clients::find(&mut tx, client_id(6)).await?, None);
        // User 5 entered the client that stays; user 6 is a member of the project that stays.
        assert!(users::find(&mut tx, user_id(5)).await?.is_some());
        assert!(users::find(&mut tx, user_id(6)).await?.is_some());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nobody_unknown_becomes_part_of_the_demo() {
    on_each(|at| async move {
        let marked = users::mark_demo(&mut at.db.write().await?, user_id(9)).await;
        assert!(matches!(marked, Err(store::StoreError::Conflict)), "{marked:?}");
        Ok(())
    })
    .await;
}
