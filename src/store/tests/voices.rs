use domain::time::Timestamp;
use domain::user::{Role, User};
use domain::voice::{Complaint, ComplaintDraft, ComplaintState, Feedback, FeedbackKind, Severity};
use domain::{ComplaintId, FeedbackId};
use store::{StoreError, complaints, feedback, users};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, project_id, task_id, user, user_id};

pub fn complaint(number: i64, project: u128) -> Complaint {
    Complaint {
        id: ComplaintId(Uuid::from_u128(project * 0xf_0000 + u128::from(number.unsigned_abs()))),
        project: project_id(project),
        number,
        contact: contact_id(1),
        contact_name: "联系人 1".to_owned(),
        draft: ComplaintDraft {
            happened: "停机两小时".to_owned(),
            severity: Severity::Serious,
            wish: String::new(),
        },
        owner: Some(user_id(3)),
        owner_name: "成员 3".to_owned(),
        state: ComplaintState::Received,
        promised_by: LATER,
        at: Timestamp(NOW.0 + number),
        version: 1,
    }
}

pub fn rating(number: u128, milestone: Option<u128>) -> Feedback {
    let kind = if milestone.is_some() { FeedbackKind::Rating } else { FeedbackKind::Feedback };
    Feedback {
        id: FeedbackId(Uuid::from_u128(0xd_0000 + number)),
        project: project_id(1),
        contact: contact_id(1),
        contact_name: "联系人 1".to_owned(),
        kind,
        milestone: milestone.map(task_id),
        milestone_title: "上线".to_owned(),
        score: milestone.map(|_| 4),
        text: "很及时".to_owned(),
        at: Timestamp(NOW.0 + i64::try_from(number).unwrap_or(0)),
    }
}

#[tokio::test]
async fn complaints_are_counted_in_each_project_and_reach_their_owner() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        assert_eq!(complaints::next_number(&mut tx, project_id(1)).await?, 1);
        let (first, second, foreign) = (complaint(1, 1), complaint(2, 1), complaint(1, 2));
        for complaint in [&first, &second, &foreign] {
            complaints::create(&mut tx, complaint).await?;
        }
        tx.commit().await?;
        let mut tx = at.db.read().await?;
        assert_eq!(complaints::next_number(&mut tx, project_id(1)).await?, 3);
        let found = complaints::in_project(&mut tx, project_id(1)).await?;
        assert_eq!(found, [second.clone(), first.clone()]);
        let own = complaints::of_contact(&mut tx, project_id(2), contact_id(1)).await?;
        assert_eq!(own, std::slice::from_ref(&foreign));
        assert_eq!(complaints::of_contact(&mut tx, project_id(1), contact_id(2)).await?, []);
        assert_eq!(complaints::find(&mut tx, first.id).await?, Some(first.clone()));
        let owned = complaints::owned(&mut tx, user_id(3)).await?;
        assert_eq!(owned.len(), 3);
        assert_eq!(owned[0], (second, "项目 1".to_owned()));
        assert_eq!(complaints::owned(&mut tx, user_id(1)).await?, []);
        drop(tx);
        let mut tx = at.db.write().await?;
        let again = Complaint { id: ComplaintId(Uuid::from_u128(1)), ..complaint(1, 1) };
        let again = complaints::create(&mut tx, &again).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn people_of_the_demo_answer_for_the_demo_only() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let sponsor = |number, is_active| User { role: Role::Sponsor, is_active, ..user(number) };
        for (number, is_active) in [(7, true), (8, true), (9, false)] {
            users::create(&mut tx, &sponsor(number, is_active), None, NOW).await?;
        }
        users::mark_demo(&mut tx, user_id(8)).await?;
        let ids = |people: Vec<User>| people.into_iter().map(|user| user.id).collect::<Vec<_>>();
        let real = complaints::in_charge(&mut tx, false).await?;
        assert_eq!(ids(real), [user_id(1), user_id(7)]);
        let all = complaints::in_charge(&mut tx, true).await?;
        assert_eq!(ids(all), [user_id(1), user_id(7), user_id(8)]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_contact_is_asked_about_a_milestone_once() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (words, scored) = (rating(1, None), rating(2, Some(40)));
        let aside = Feedback { score: None, ..rating(3, Some(41)) };
        for said in [&words, &scored, &aside, &rating(4, None)] {
            feedback::create(&mut tx, said).await?;
        }
        let asked = feedback::asked(&mut tx, project_id(1), contact_id(1)).await?;
        assert_eq!(asked, [task_id(40), task_id(41)]);
        assert_eq!(feedback::asked(&mut tx, project_id(1), contact_id(2)).await?, []);
        let found = feedback::in_project(&mut tx, project_id(1)).await?;
        assert_eq!(found, [rating(4, None), aside, scored, words]);
        assert_eq!(feedback::in_project(&mut tx, project_id(2)).await?, []);
        let last = feedback::last_of(&mut tx, project_id(1), contact_id(1)).await?;
        assert_eq!(last, Some(rating(4, None)));
        let again = feedback::create(&mut tx, &rating(5, Some(40))).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
        Ok(())
    })
    .await;
}
