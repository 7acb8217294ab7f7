use domain::client::contract::{Contract, ContractFacts};
use domain::client::log::{Channel, LogEntry, LogFacts};
use domain::client::promise::{Outcome, Promise, PromiseFacts};
use domain::client::stakeholder::{Stakeholder, StakeholderFacts};
use domain::{ClientPromiseId, ContactLogId, ContractId, StakeholderId};
use store::{
    Reach, StoreError, client_promises, clients, contact_log, contacts, contracts, projects,
    stakeholders,
};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, client_id, contact_id, firm, project_id, user_id};

fn contract(number: u128, signed_on: Option<&str>) -> Contract {
    Contract {
        id: ContractId(Uuid::from_u128(0x8_0000 + number)),
        client: client_id(1),
        facts: ContractFacts {
            title: format!("合同 {number}"),
            terms: "三期付款".to_owned(),
            amount: Some(128_000_000_000),
            currency: "CNY".to_owned(),
            signed_on: signed_on.and_then(|day| day.parse().ok()),
            starts: "2026-03-01".parse().ok(),
            ends: None,
        },
        version: 1,
    }
}

pub fn stakeholder(number: u128, influence: u8) -> Stakeholder {
    Stakeholder {
        id: StakeholderId(Uuid::from_u128(0x9_0000 + number)),
        client: client_id(1),
        facts: StakeholderFacts {
            contact: Some(contact_id(1)),
            name: format!("相关人 {number}"),
            influence,
            interest: 3,
            note: String::new(),
        },
        version: 1,
    }
}

pub fn entry(number: u128, at: i64, project: Option<u128>) -> LogEntry {
    LogEntry {
        id: ContactLogId(Uuid::from_u128(0xA_0000 + number)),
        client: client_id(1),
        facts: LogFacts {
            project: project.map(project_id),
            contact: Some(contact_id(1)),
            at,
            channel: Channel::Wechat,
            summary: format!("Summary {number} 100%"),
            decided: "Nothing".to_owned(),
            next: "2026-04-01".parse().ok(),
        },
        by: user_id(1),
        version: 1,
    }
}

fn promise(number: u128, due: &str, project: Option<u128>) -> Promise {
    Promise {
        id: ClientPromiseId(Uuid::from_u128(0xB_0000 + number)),
        client: client_id(1),
        facts: PromiseFacts {
            project: project.map(project_id),
            text: format!("承诺 {number}"),
            due: due.parse().expect("a day"),
        },
        by: user_id(1),
        outcome: None,
        settled_at: None,
        version: 1,
    }
}

fn is_conflict(answer: Result<(), StoreError>) -> bool {
    matches!(answer, Err(StoreError::Conflict))
}

#[tokio::test]
async fn contracts_are_kept_edited_and_removed() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (old, new, draft) =
            (contract(1, Some("2025-01-02")), contract(2, Some("2026-01-02")), contract(3, None));
        for one in [&old, &new, &draft] {
            contracts::create(&mut tx, one, NOW).await?;
        }
        let listed = contracts::of_client(&mut tx, client_id(1)).await?;
        assert_eq!(listed, [draft, new.clone(), old.clone()]);
        assert_eq!(contracts::of_client(&mut tx, client_id(2)).await?, []);
        let facts = ContractFacts { amount: None, ends: "2027-01-01".parse().ok(), ..old.facts };
        let edited = Contract { facts, ..old };
        contracts::update(&mut tx, &edited, LATER).await?;
        let found = contracts::find(&mut tx, edited.id).await?;
        assert_eq!(found, Some(Contract { version: 2, ..edited.clone() }));
        assert!(is_conflict(contracts::update(&mut tx, &edited, LATER).await));
        assert!(is_conflict(contracts::remove(&mut tx, edited.id, 1).await));
        contracts::remove(&mut tx, edited.id, 2).await?;
        assert_eq!(contracts::find(&mut tx, edited.id).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_stakeholder_outlives_the_contact() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (weak, strong) = (stakeholder(1, 2), stakeholder(2, 5));
        for one in [&weak, &strong] {
            stakeholders::create(&mut tx, one, NOW).await?;
        }
        let listed = stakeholders::of_client(&mut tx, client_id(1)).await?;
        assert_eq!(listed, [strong.clone(), weak.clone()]);
        let facts = StakeholderFacts { interest: 5, note: "支持".to_owned(), ..weak.facts };
        let edited = Stakeholder { facts, ..weak };
        stakeholders::update(&mut tx, &edited, LATER).await?;
        assert!(is_conflict(stakeholders::update(&mut tx, &edited, LATER).await));
        contacts::remove(&mut tx, contact_id(1), 1).await?;
        let facts = StakeholderFacts { contact: None, ..edited.facts.clone() };
        let found = stakeholders::find(&mut tx, edited.id).await?;
        assert_eq!(found, Some(Stakeholder { facts, version: 2, ..edited.clone() }));
        assert!(is_conflict(stakeholders::remove(&mut tx, edited.id, 1).await));
        stakeholders::remove(&mut tx, edited.id, 2).await?;
        assert_eq!(stakeholders::find(&mut tx, edited.id).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_log_is_read_backwards_searched_and_within_reach() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (first, second, third) =
            (entry(1, 100, None), entry(2, 300, Some(1)), entry(3, 200, None));
        for one in [&first, &second, &third] {
            contact_log::create(&mut tx, one, NOW).await?;
        }
        let (client, all) = (client_id(1), Reach::All);
        let listed = contact_log::of_client(&mut tx, client, all, "", 10).await?;
        assert_eq!(listed, [second.clone(), third.clone(), first.clone()]);
        let listed = contact_log::of_client(&mut tx, client, all, " ", 1).await?;
        assert_eq!(listed, std::slice::from_ref(&second));
        let listed = contact_log::of_client(&mut tx, client, all, "summary 3 100%", 10).await?;
        assert_eq!(listed, std::slice::from_ref(&third));
        let listed = contact_log::of_client(&mut tx, client, all, "nothing", 10).await?;
        assert_eq!(listed.len(), 3);
        assert_eq!(contact_log::of_client(&mut tx, client, all, "1000", 10).await?, []);
        let far = Reach::Of(user_id(3));
        let listed = contact_log::of_client(&mut tx, client, far, "", 10).await?;
        assert_eq!(listed, [third.clone(), first.clone()]);
        let rows = clients::visible(&mut tx, all).await?;
        assert_eq!(rows[0].last_contact, Some(300));
        assert_eq!(rows[1].last_contact, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_the_log_is_corrected_and_removed() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let one = entry(1, 100, Some(1));
        contact_log::create(&mut tx, &one, NOW).await?;
        let facts = LogFacts { channel: Channel::Visit, next: None, ..one.facts };
        let edited = LogEntry { facts, ..one };
        contact_log::update(&mut tx, &edited, LATER).await?;
        let found = contact_log::find(&mut tx, edited.id).await?;
        assert_eq!(found, Some(LogEntry { version: 2, ..edited.clone() }));
        assert!(is_conflict(contact_log::update(&mut tx, &edited, LATER).await));
        assert!(is_conflict(contact_log::remove(&mut tx, edited.id, 1).await));
        contact_log::remove(&mut tx, edited.id, 2).await?;
        assert_eq!(contact_log::find(&mut tx, edited.id).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn promises_stand_by_day_and_the_settled_ones_last() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (late, early, hidden) = (
            promise(1, "2026-05-01", None),
            promise(2, "2026-03-01", None),
            promise(3, "2026-04-01", Some(1)),
        );
        for one in [&late, &early, &hidden] {
            client_promises::create(&mut tx, one, NOW).await?;
        }
        let kept = early.clone().settled(Some(Outcome::Kept), LATER);
        client_promises::update(&mut tx, &kept, LATER).await?;
        assert!(is_conflict(client_promises::update(&mut tx, &kept, LATER).await));
        let kept = Promise { version: 2, ..kept };
        let listed = client_promises::of_client(&mut tx, client_id(1), Reach::All).await?;
        assert_eq!(listed, [hidden.clone(), late.clone(), kept.clone()]);
        let far = Reach::Of(user_id(3));
        let listed = client_promises::of_client(&mut tx, client_id(1), far).await?;
        assert_eq!(listed, [late.clone(), kept.clone()]);
        assert_eq!(client_promises::find(&mut tx, kept.id).await?, Some(kept.clone()));
        assert!(is_conflict(client_promises::remove(&mut tx, kept.id, 1).await));
        client_promises::remove(&mut tx, kept.id, 2).await?;
        assert_eq!(client_promises::find(&mut tx, kept.id).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn records_move_with_their_client() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        contracts::create(&mut tx, &contract(1, None), NOW).await?;
        stakeholders::create(&mut tx, &stakeholder(1, 3), NOW).await?;
        contact_log::create(&mut tx, &entry(1, 100, Some(1)), NOW).await?;
        client_promises::create(&mut tx, &promise(1, "2026-05-01", None), NOW).await?;
        let (stays, goes) = (crate::fixture::client(2), crate::fixture::client(1));
        clients::merge(&mut tx, &stays, &goes, LATER).await?;
        let (here, all) = (stays.id, Reach::All);
        assert_eq!(contracts::of_client(&mut tx, here).await?.len(), 1);
        assert_eq!(stakeholders::of_client(&mut tx, here).await?.len(), 1);
        assert_eq!(contact_log::of_client(&mut tx, here, all, "", 9).await?.len(), 1);
        assert_eq!(client_promises::of_client(&mut tx, here, all).await?.len(), 1);
        assert_eq!(projects::of_client(&mut tx, here, all).await?.len(), 2);
        Ok(())
    })
    .await;
}
