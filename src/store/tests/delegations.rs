use domain::DelegationId;
use domain::agreement::Delegation;
use store::{StoreError, contacts, delegations};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{NOW, client_id, contact_draft, contact_id, firm, user_id};

fn delegation(number: u128, from: &str, until: &str) -> Delegation {
    Delegation {
        id: DelegationId(Uuid::from_u128(0x7_0000 + number)),
        contact: contact_id(1),
        delegate: contact_id(2),
        from: from.parse().expect("a day"),
        until: until.parse().expect("a day"),
    }
}

#[tokio::test]
async fn somebody_stands_in_from_the_first_day_to_the_last() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let draft = contact_draft(2);
        contacts::create(&mut tx, contact_id(2), client_id(1), &draft, NOW).await?;
        let late = delegation(1, "2026-04-01", "2026-04-03");
        let early = delegation(2, "2026-03-02", "2026-03-06");
        for one in [&late, &early] {
            delegations::create(&mut tx, one, user_id(1), NOW).await?;
        }
        assert_eq!(delegations::find(&mut tx, late.id).await?, Some(late.clone()));
        let listed = delegations::of_client(&mut tx, client_id(1)).await?;
        assert_eq!(listed, [early.clone(), late.clone()]);
        assert_eq!(delegations::of_client(&mut tx, client_id(2)).await?, []);
        for (day, expected) in [
            ("2026-03-01", vec![]),
            ("2026-03-02", vec![contact_id(2)]),
            ("2026-03-06", vec![contact_id(2)]),
            ("2026-03-07", vec![]),
        ] {
            let day = day.parse().expect("a day");
            let found = delegations::delegates_of(&mut tx, contact_id(1), day).await?;
            assert_eq!(found, expected, "{day}");
        }
        delegations::remove(&mut tx, early.id).await?;
        let gone = delegations::remove(&mut tx, early.id).await;
        assert!(matches!(gone, Err(StoreError::Conflict)), "{gone:?}");
        // Whoever leaves stands in no more.
        contacts::remove(&mut tx, contact_id(2), 1).await?;
        assert_eq!(delegations::of_client(&mut tx, client_id(1)).await?, []);
        Ok(())
    })
    .await;
}
