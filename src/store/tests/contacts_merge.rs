use domain::agreement::{Delegation, Request, RequestState};
use domain::client::Contact;
use domain::message::Author;
use domain::voice::Feedback;
use domain::{ContactId, DelegationId};
use store::deliverable_views::View;
use store::{
    Reach, StoreError, Tx, agreements, complaints, contact_log, contacts, delegations,
    deliverable_views, feedback, messages, projects, records, requirements, stakeholders,
};
use uuid::Uuid;

use crate::agreements::{record, request};
use crate::client_records::{entry, stakeholder};
use crate::database::on_each;
use crate::deliverables::{deliverable_id, version_id};
use crate::fixture::{
    LATER, NOW, client_id, contact_draft, contact_id, firm, project_id, task_id, user_id,
};
use crate::voices::{complaint, rating};

/// Contacts 2 and 3 beside contact 1, to whom everything belongs that is made here.
async fn seed(tx: &mut Tx) -> Result<[Contact; 2], StoreError> {
    for number in [2, 3] {
        let draft = contact_draft(number);
        contacts::create(tx, contact_id(number), client_id(1), &draft, NOW).await?;
    }
    projects::put_contact(tx, project_id(1), contact_id(1), NOW).await?;
    let (stays, goes) =
        (contacts::find(tx, contact_id(2)).await?, contacts::find(tx, contact_id(1)).await?);
    Ok([stays, goes].map(|contact| contact.expect("it was just made")))
}

async fn put_delegation(
    tx: &mut Tx,
    number: u128,
    (contact, delegate): (ContactId, ContactId),
) -> Result<(), StoreError> {
    let delegation = Delegation {
        id: DelegationId(Uuid::from_u128(0x7_0000 + number)),
        contact,
        delegate,
        from: "2026-03-02".parse().expect("a day"),
        until: "2026-03-06".parse().expect("a day"),
    };
    delegations::create(tx, &delegation, user_id(1), NOW).await
}

#[tokio::test]
async fn of_two_contacts_one_stays_with_the_rights_and_the_questions_of_both() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [stays, goes] = seed(&mut tx).await?;
        let record = record(1);
        records::create(&mut tx, &record).await?;
        let asked = request(1, &record);
        agreements::ask(&mut tx, &asked).await?;
        assert!(contacts::is_asked(&mut tx, goes.id).await?);
        assert!(!contacts::is_asked(&mut tx, stays.id).await?);
        put_delegation(&mut tx, 1, (goes.id, contact_id(3))).await?;
        put_delegation(&mut tx, 2, (goes.id, stays.id)).await?;
        let stale = Contact { version: 9, ..goes.clone() };
        let refused = contacts::merge(&mut tx, &stays, &stale, LATER).await;
        assert!(matches!(refused, Err(StoreError::Conflict)), "{refused:?}");
        contacts::merge(&mut tx, &stays, &goes, LATER).await?;
        assert_eq!(contacts::find(&mut tx, goes.id).await?, None);
        let left = contacts::find(&mut tx, stays.id).await?;
        assert_eq!(left, Some(Contact { version: 2, ..stays.clone() }));
        assert!(projects::has_contact(&mut tx, project_id(1), stays.id).await?);
        let moved = Request { approver: stays.id, version: 2, ..asked.clone() };
        assert_eq!(agreements::find_request(&mut tx, asked.id).await?, Some(moved.clone()));
        assert_eq!(moved.state, RequestState::Waiting);
        assert!(contacts::is_asked(&mut tx, stays.id).await?);
        let stand_ins = delegations::of_client(&mut tx, client_id(1)).await?;
        let pairs: Vec<_> = stand_ins.iter().map(|one| (one.contact, one.delegate)).collect();
        assert_eq!(pairs, [(stays.id, contact_id(3))], "nobody stands in for oneself");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_a_contact_said_and_what_was_written_of_it_move_along() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [stays, goes] = seed(&mut tx).await?;
        let written = crate::messages::of_client(1, 1);
        messages::create(&mut tx, &written, &[], &[]).await?;
        complaints::create(&mut tx, &complaint(1, 1)).await?;
        feedback::create(&mut tx, &rating(1, Some(40))).await?;
        feedback::create(&mut tx, &rating(2, Some(41))).await?;
        let own = Feedback { contact: stays.id, ..rating(3, Some(40)) };
        feedback::create(&mut tx, &own).await?;
        stakeholders::create(&mut tx, &stakeholder(1, 4), NOW).await?;
        contact_log::create(&mut tx, &entry(1, 100, None), NOW).await?;
        let needed = crate::requirements::requirement(project_id(1), 1);
        requirements::create(&mut tx, &needed, NOW).await?;
        contacts::merge(&mut tx, &stays, &goes, LATER).await?;
        let found = messages::find(&mut tx, written.id).await?;
        assert_eq!(found.map(|message| message.author), Some(Author::Client(stays.id)));
        let complaints = complaints::in_project(&mut tx, project_id(1)).await?;
        assert_eq!(complaints.first().map(|one| one.contact), Some(stays.id));
        let asked = feedback::asked(&mut tx, project_id(1), stays.id).await?;
        assert_eq!(asked, [task_id(40), task_id(41)]);
        let all = feedback::in_project(&mut tx, project_id(1)).await?;
        assert_eq!(all.len(), 3, "a second score of one milestone is not lost");
        let people = stakeholders::of_client(&mut tx, client_id(1)).await?;
        assert_eq!(people.first().map(|one| one.facts.contact), Some(Some(stays.id)));
        let log = contact_log::of_client(&mut tx, client_id(1), Reach::All, "", 9).await?;
        assert_eq!(log.first().map(|one| one.facts.contact), Some(Some(stays.id)));
        let needed = requirements::find(&mut tx, needed.id).await?;
        assert_eq!(needed.map(|one| one.says.source), Some(Some(stays.id)));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_has_seen_a_version_has_seen_it_since_the_first_of_both() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let [stays, goes] = seed(&mut tx).await?;
        crate::deliverables::seed(&mut tx).await?;
        let seen = [version_id(1), version_id(2)];
        let view = |version, contact, at| View { version, contact, name: "王".to_owned(), at };
        deliverable_views::note_view(&mut tx, &view(seen[0], goes.id, NOW)).await?;
        deliverable_views::note_view(&mut tx, &view(seen[0], stays.id, LATER)).await?;
        deliverable_views::note_view(&mut tx, &view(seen[1], goes.id, LATER)).await?;
        contacts::merge(&mut tx, &stays, &goes, LATER).await?;
        let mut left = deliverable_views::views_of(&mut tx, deliverable_id(1)).await?;
        left.sort_by_key(|view| view.at);
        let told: Vec<_> = left.iter().map(|view| (view.contact, view.version, view.at)).collect();
        assert_eq!(told, [(stays.id, seen[0], NOW), (stays.id, seen[1], LATER)]);
        Ok(())
    })
    .await;
}
