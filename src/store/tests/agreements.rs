use domain::agreement::{
    ActionItem, Choice, Content, Entry, Hash, Heading, Line, Method, Party, Record, Request,
    RequestState, Subject, SubjectKind, Terms, What,
};
use domain::time::Timestamp;
use domain::{ActionItemId, RecordId, RequestId};
use store::agreements::{self, Kept};
use store::{Reach, StoreError, Tx, action_items, contacts, entries, records};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, project_id, user_id};

const SCOPE: Subject = Subject { kind: SubjectKind::Scope, id: Uuid::nil() };

pub fn record(number: i32) -> Record {
    let mut content = Content { title: "智慧仓储".to_owned(), ..Content::default() };
    content.push(Heading::Goals, vec![Line::new("g", format!("goal {number}"))]);
    Record {
        id: RecordId(Uuid::from_u128(0xa_0000 + number as u128)),
        project: project_id(1),
        subject: SCOPE,
        number,
        hash: content.hash(),
        content,
        by: user_id(1),
        at: NOW,
    }
}

pub fn request(number: u128, record: &Record) -> Request {
    let terms = Terms {
        why: "due".to_owned(),
        outcome: "work begins".to_owned(),
        due: "2026-12-01".parse().ok(),
        minutes: 5,
    };
    Request {
        id: RequestId(Uuid::from_u128(0xc_0000 + number)),
        project: project_id(1),
        record: record.id,
        approver: contact_id(1),
        asked_by: user_id(1),
        asked_at: NOW.plus_minutes(1),
        terms,
        state: RequestState::Waiting,
        version: 1,
    }
}

pub fn kept(
    request: &Request,
    record: &Record,
    end: (i64, Hash),
    what: What,
    at: Timestamp,
) -> Kept {
    let party = Party { id: request.approver.0, name: "王".to_owned(), title: String::new() };
    let entry = Entry {
        number: end.0 + 1,
        project: request.project.0,
        what,
        withdraws: (what == What::Withdrawn).then_some(end.0),
        kind: record.subject.kind,
        subject: record.subject.id,
        title: record.content.title.clone(),
        version: record.number,
        content: record.hash,
        option: None,
        asked: None,
        words: String::new(),
        approver: party.clone(),
        by: party,
        method: Method::Portal,
        link: None,
        signature: None,
        witness: None,
        at,
        previous: end.1,
    };
    Kept {
        number: entry.number,
        record: record.id,
        request: request.id,
        sealed: entry.sealed(),
        strokes: None,
        paper: None,
        at,
    }
}

async fn asked(tx: &mut Tx) -> Result<(Request, Record), StoreError> {
    let record = record(1);
    records::create(tx, &record).await?;
    let request = request(1, &record);
    agreements::ask(tx, &request).await?;
    Ok((request, record))
}

#[tokio::test]
async fn a_record_reads_as_it_was_written_and_the_newest_comes_first() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        for number in [1, 2] {
            records::create(&mut tx, &record(number)).await?;
        }
        assert_eq!(records::find(&mut tx, record(1).id).await?, Some(record(1)));
        let (found, text) = records::content_text(&mut tx, record(2).id).await?.unwrap();
        assert_eq!((Content::hash_of(&text), found), (record(2).hash, record(2)));
        let all = records::of_subject(&mut tx, project_id(1), SCOPE).await?;
        assert_eq!(all, [record(2), record(1)]);
        assert_eq!(records::of_subject(&mut tx, project_id(2), SCOPE).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_request_waits_until_one_was_faster() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (request, record) = asked(&mut tx).await?;
        assert_eq!(agreements::find_request(&mut tx, request.id).await?, Some(request.clone()));
        let waiting = agreements::waiting(&mut tx, project_id(1)).await?;
        assert_eq!(waiting, [(request.clone(), record)]);
        agreements::set_state(&mut tx, &request, RequestState::Decided).await?;
        let late = agreements::set_state(&mut tx, &request, RequestState::Closed).await;
        assert!(matches!(late, Err(StoreError::Conflict)), "{late:?}");
        assert_eq!(agreements::waiting(&mut tx, project_id(1)).await?, []);
        let all = agreements::requests_of(&mut tx, project_id(1), SCOPE).await?;
        assert_eq!(all.len(), 1);
        assert_eq!(agreements::requests_of(&mut tx, project_id(2), SCOPE).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_was_asked_is_not_removed_with_what_was_asked() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (request, _) = asked(&mut tx).await?;
        tx.commit().await?;
        let mut tx = at.db.write().await?;
        let kept = contacts::remove(&mut tx, contact_id(1), 1).await;
        assert!(matches!(kept, Err(StoreError::Reference)), "{kept:?}");
        drop(tx);
        let mut tx = at.db.read().await?;
        assert_eq!(agreements::find_request(&mut tx, request.id).await?, Some(request));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_the_client_was_asked_about_is_found_by_its_kind() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let project = project_id(1);
        let (first, of_first) = asked(&mut tx).await.map(|(request, record)| (record, request))?;
        let newest = records::newest_asked(&mut tx, project, SubjectKind::Scope).await?;
        assert_eq!(newest, std::slice::from_ref(&first));
        assert_eq!(records::newest_asked(&mut tx, project, SubjectKind::Change).await?, []);
        // A version that nobody was asked about is not the client's.
        records::create(&mut tx, &record(2)).await?;
        let newest = records::newest_asked(&mut tx, project, SubjectKind::Scope).await?;
        assert_eq!(newest, [first]);
        agreements::ask(&mut tx, &request(2, &record(2))).await?;
        let newest = records::newest_asked(&mut tx, project, SubjectKind::Scope).await?;
        assert_eq!(newest, [record(2)]);
        for taken_back in [request(2, &record(2)), of_first] {
            agreements::set_state(&mut tx, &taken_back, RequestState::Closed).await?;
        }
        assert_eq!(records::newest_asked(&mut tx, project, SubjectKind::Scope).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_chain_grows_at_its_end_and_what_was_taken_back_does_not_stand() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (request, record) = asked(&mut tx).await?;
        let project = project_id(1);
        assert_eq!(agreements::end(&mut tx, project).await?, (0, Hash::NONE));
        let first = kept(&request, &record, (0, Hash::NONE), Choice::Agreed.into(), NOW);
        agreements::append(&mut tx, project, &first).await?;
        let standing = agreements::standing(&mut tx, project).await?;
        assert_eq!(standing.len(), 1);
        let chain = entries::of_project(&mut tx, project).await?;
        assert_eq!((chain[0].record, chain[0].request), (record.id, request.id));
        assert_eq!((&chain[0].entry, entries::standing(&chain)), (&first.entry()?, standing));
        let end = agreements::end(&mut tx, project).await?;
        assert_eq!(end, (1, first.sealed.hash));
        let second = kept(&request, &record, end, What::Withdrawn, LATER);
        agreements::append(&mut tx, project, &second).await?;
        assert_eq!(agreements::standing(&mut tx, project).await?, []);
        let chain = entries::of_project(&mut tx, project).await?;
        assert_eq!(entries::standing(&chain), []);
        assert!(entries::taken_back(&chain).contains(&1));
        assert_eq!(entries::of_project(&mut tx, project_id(2)).await?, []);
        assert_eq!(agreements::chain(&mut tx, project).await?, [first, second.clone()]);
        assert_eq!(agreements::chain(&mut tx, project_id(2)).await?, []);
        let recent = agreements::recent(&mut tx, Reach::Of(user_id(1)), LATER).await?;
        assert_eq!(recent.iter().map(|given| given.number).collect::<Vec<_>>(), [2]);
        assert_eq!(agreements::recent(&mut tx, Reach::Of(user_id(3)), NOW).await?, []);
        let again = agreements::append(&mut tx, project, &second).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn items_are_kept_done_and_dropped_with_their_decision() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let item = |number: u128| ActionItem {
            id: ActionItemId(Uuid::from_u128(0xd_0000 + number)),
            project: project_id(1),
            decision: 1,
            text: format!("condition {number}"),
            owner: None,
            due: None,
            done_at: None,
            version: 1,
        };
        for number in [1, 2] {
            action_items::create(&mut tx, &item(number), NOW).await?;
        }
        let done = ActionItem { done_at: Some(LATER), owner: Some(user_id(1)), ..item(1) };
        action_items::update(&mut tx, &done).await?;
        let stale = action_items::update(&mut tx, &done).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let now = ActionItem { version: 2, ..done };
        assert_eq!(action_items::find(&mut tx, now.id).await?, Some(now.clone()));
        let all = action_items::of_project(&mut tx, project_id(1)).await?;
        assert_eq!(all, [item(2), now.clone()]);
        action_items::drop_of(&mut tx, project_id(1), 1).await?;
        assert_eq!(action_items::of_project(&mut tx, project_id(1)).await?, [now]);
        Ok(())
    })
    .await;
}
