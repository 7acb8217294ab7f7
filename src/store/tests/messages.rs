use domain::message::{
    Author, Became, BecameKind, Message, MessageFile, Passage, Thread, ThreadKind,
};
use domain::time::Timestamp;
use domain::{FileId, MessageId};
use store::{StoreError, messages};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{NOW, contact_id, firm, project_id, user_id};

pub fn message(number: u8, project: u128) -> Message {
    Message {
        id: MessageId(Uuid::from_u128(0xe_0000 + u128::from(number))),
        project: project_id(project),
        thread: Thread::of_project(project_id(project)),
        author: Author::Team(Some(user_id(1))),
        author_name: "成员 1".to_owned(),
        body: format!("第 {number} 条"),
        is_client_visible: false,
        reply_to: None,
        passage: None,
        became: None,
        at: Timestamp(NOW.0 + i64::from(number)),
    }
}

fn passage() -> Passage {
    Passage { part: 1, line: "a".to_owned(), quote: "减少一半错发".to_owned() }
}

pub fn of_client(number: u8, project: u128) -> Message {
    let author = Author::Client(contact_id(1));
    Message { author, is_client_visible: true, ..message(number, project) }
}

#[tokio::test]
async fn messages_come_in_order_and_stay_in_their_project_and_thread() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let other = Thread { kind: ThreadKind::Change, id: Uuid::from_u128(5) };
        let all = [
            message(1, 1),
            of_client(2, 1),
            Message {
                thread: other,
                reply_to: Some(message(1, 1).id),
                passage: Some(passage()),
                ..message(3, 1)
            },
            message(4, 2),
        ];
        // Written in any order, read in the order of time.
        for message in all.iter().rev() {
            messages::create(&mut tx, message, &[], &[]).await?;
        }
        tx.commit().await?;
        let mut tx = at.db.read().await?;
        assert_eq!(messages::in_project(&mut tx, project_id(1), 10).await?, all[..3]);
        assert_eq!(messages::in_project(&mut tx, project_id(1), 2).await?, all[1..3]);
        assert_eq!(messages::visible(&mut tx, project_id(1), 10).await?, all[1..2]);
        assert_eq!(messages::in_thread(&mut tx, project_id(1), other).await?, all[2..3]);
        assert_eq!(messages::in_thread(&mut tx, project_id(2), other).await?, []);
        assert_eq!(messages::find(&mut tx, all[3].id).await?, Some(all[3].clone()));
        let last = messages::last_of(&mut tx, project_id(1), contact_id(1)).await?;
        assert_eq!(last, Some(all[1].clone()));
        assert_eq!(messages::last_of(&mut tx, project_id(2), contact_id(1)).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn files_stand_with_their_messages() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let file = |number: u128, name: &str| MessageFile {
            id: FileId(Uuid::from_u128(number)),
            name: name.to_owned(),
            size: 1 << 40,
            kind: "PDF".to_owned(),
        };
        let (open, closed) = (file(1, "清单.pdf"), file(2, "内部.xlsx"));
        let mut tx = at.db.write().await?;
        let (seen, kept) = (of_client(1, 1), message(2, 1));
        messages::create(&mut tx, &seen, &[], std::slice::from_ref(&open)).await?;
        messages::create(&mut tx, &kept, &[], std::slice::from_ref(&closed)).await?;
        let span = (seen.at, kept.at);
        let mut files = messages::files(&mut tx, project_id(1), span).await?;
        files.sort_by_key(|(message, _)| *message);
        assert_eq!(files, [(seen.id, open.clone()), (kept.id, closed.clone())]);
        assert_eq!(messages::files(&mut tx, project_id(1), (kept.at, kept.at)).await?.len(), 1);
        assert_eq!(messages::files(&mut tx, project_id(2), span).await?, []);
        assert!(store::files::is_in_use(&mut tx, open.id).await?);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn messages_are_read_page_by_page() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let project = project_id(1);
        let thing = Thread { kind: ThreadKind::Deliverable, id: Uuid::from_u128(5) };
        let asked = Thread { kind: ThreadKind::Request, id: Uuid::from_u128(6) };
        // Two at the same moment are told apart by their ids.
        let second = Message { at: of_client(1, 1).at, ..of_client(2, 1) };
        let about = Message { thread: thing, ..of_client(3, 1) };
        let comment = Message { thread: asked, ..of_client(5, 1) };
        let all = [of_client(1, 1), second, about, message(4, 1), comment, of_client(6, 1)];
        for message in all.iter().chain([&of_client(7, 2)]) {
            messages::create(&mut tx, message, &[], &[]).await?;
        }
        let [first, second, about, _, _, last] = &all;
        let found = messages::for_client(&mut tx, project, None, None, 2).await?;
        assert_eq!(found, [about.clone(), last.clone()]);
        let found = messages::for_client(&mut tx, project, None, Some(about), 1).await?;
        assert_eq!(found, std::slice::from_ref(second));
        let found = messages::for_client(&mut tx, project, None, Some(second), 9).await?;
        assert_eq!(found, std::slice::from_ref(first));
        let found = messages::for_client(&mut tx, project, Some(thing), None, 9).await?;
        assert_eq!(found, std::slice::from_ref(about));
        let whole = Thread::of_project(project);
        let found = messages::last_in_thread(&mut tx, project, whole, None, 2).await?;
        assert_eq!(found, [message(4, 1), last.clone()]);
        let found = messages::last_in_thread(&mut tx, project, whole, Some(second), 9).await?;
        assert_eq!(found, std::slice::from_ref(first));
        let threads = messages::threads(&mut tx, project).await?;
        assert_eq!(threads, [whole, asked, thing]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_message_becomes_something_once() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let written = of_client(1, 1);
        messages::create(&mut tx, &written, &[], &[]).await?;
        let became = Became { kind: BecameKind::Task, id: Uuid::from_u128(77) };
        messages::set_became(&mut tx, written.id, became).await?;
        let found = messages::find(&mut tx, written.id).await?.ok_or("it is there")?;
        assert_eq!(found.became, Some(became));
        assert_eq!(messages::origin(&mut tx, project_id(1), became).await?, Some(found));
        assert_eq!(messages::origin(&mut tx, project_id(2), became).await?, None);
        let again = messages::set_became(&mut tx, written.id, became).await;
        assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
        Ok(())
    })
    .await;
}
