use domain::inbox::ItemKind;
use domain::message::{Message, Thread, ThreadKind};
use domain::user::ProjectRole;
use store::{Reach, inbox, messages, projects};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, project_id, user_id};
use crate::messages::{message, of_client};

#[tokio::test]
async fn a_client_waits_until_a_visible_answer_in_the_same_thread() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (role, project) = (ProjectRole::Viewer, project_id(1));
        projects::put_member(&mut tx, project, user_id(3), role, NOW).await?;
        let other = Thread { kind: ThreadKind::Deliverable, id: Uuid::from_u128(5) };
        let asked = [of_client(1, 1), Message { thread: other, ..of_client(2, 1) }];
        for message in &asked {
            messages::create(&mut tx, message, &[], &[]).await?;
        }
        messages::create(&mut tx, &message(3, 1), &[], &[]).await?;
        let found = inbox::unanswered(&mut tx, user_id(1)).await?;
        let name = "项目 1".to_owned();
        let [first, second] = asked.map(|message| (message, name.clone()));
        assert_eq!(found, [first, second.clone()], "an internal note answers nothing");
        assert_eq!(inbox::unanswered(&mut tx, user_id(2)).await?, [], "not in the project");
        assert_eq!(inbox::unanswered(&mut tx, user_id(3)).await?, [], "who only looks");
        let answer = Message { is_client_visible: true, ..message(4, 1) };
        messages::create(&mut tx, &answer, &[], &[]).await?;
        assert_eq!(inbox::unanswered(&mut tx, user_id(1)).await?, [second]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn mentions_reach_whom_they_name_as_far_as_the_project_is_seen() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        for (number, project) in [(1, 1), (2, 2)] {
            let named = message(number, project);
            messages::create(&mut tx, &named, &[user_id(1)], &[]).await?;
        }
        let (first, second) = (message(1, 1), message(2, 2));
        let named = |message: &Message, project| (message.clone(), format!("项目 {project}"));
        let all = inbox::mentions(&mut tx, user_id(1), Reach::All).await?;
        assert_eq!(all, [named(&second, 2), named(&first, 1)]);
        let own = inbox::mentions(&mut tx, user_id(1), Reach::Of(user_id(1))).await?;
        assert_eq!(own, [named(&first, 1)]);
        assert_eq!(inbox::mentions(&mut tx, user_id(2), Reach::All).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_is_dealt_with_can_be_put_back() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (message, decision) = ((ItemKind::Message, "a"), (ItemKind::Decision, "b:7"));
        for now in [NOW, LATER] {
            inbox::put_done(&mut tx, user_id(1), message, now).await?;
        }
        inbox::put_done(&mut tx, user_id(1), decision, NOW).await?;
        let done = inbox::done(&mut tx, user_id(1)).await?;
        let owned = |(kind, id): (ItemKind, &str)| (kind, id.to_owned());
        assert_eq!(done, [owned(decision), owned(message)]);
        assert_eq!(inbox::done(&mut tx, user_id(2)).await?, []);
        for _ in 0..2 {
            inbox::remove_done(&mut tx, user_id(1), message).await?;
        }
        assert_eq!(inbox::done(&mut tx, user_id(1)).await?, [owned(decision)]);
        Ok(())
    })
    .await;
}
