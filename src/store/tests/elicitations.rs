use domain::elicitation::{Answer, AnswerDraft, Elicitation, ElicitationDraft, ElicitationKind};
use domain::requirement::{Requirement, Statement};
use domain::{AnswerId, ElicitationId, RequirementId};
use store::{StoreError, elicitations, requirements};
use uuid::Uuid;

use crate::database::on_each;
use crate::fixture::{LATER, NOW, firm, project_id};

fn elicitation(number: u128, day: &str) -> Elicitation {
    Elicitation {
        id: ElicitationId(Uuid::from_u128(0x9_0000 + number)),
        project: project_id(1),
        says: ElicitationDraft {
            kind: ElicitationKind::FocusGroup,
            title: format!("座谈 {number}"),
            day: day.parse().expect("a day"),
            people: "罗纤，孙可".to_owned(),
        },
        answers: Vec::new(),
        version: 1,
    }
}

fn answer(number: u128, of: &Elicitation) -> Answer {
    Answer {
        id: AnswerId(Uuid::from_u128(0xa_0000 + number)),
        elicitation: of.id,
        says: AnswerDraft {
            question: format!("问题 {number}"),
            answer: "太慢\n夜班更慢".to_owned(),
            by: "罗纤".to_owned(),
        },
        requirement: None,
        version: 1,
    }
}

fn requirement(of: &Elicitation) -> Requirement {
    Requirement {
        id: RequirementId(Uuid::from_u128(0x7_0001)),
        project: of.project,
        number: 1,
        says: Statement { title: "更快".to_owned(), ..Statement::default() },
        elicitation: Some(of.id),
        place: 1,
        tasks: Vec::new(),
        deliverables: Vec::new(),
        version: 1,
    }
}

#[tokio::test]
async fn the_latest_conversation_comes_first_with_its_questions_in_order() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (early, late) = (elicitation(2, "2026-03-02"), elicitation(1, "2026-03-09"));
        for one in [&early, &late] {
            elicitations::create(&mut tx, one, NOW).await?;
        }
        let asked = [answer(2, &early), answer(1, &early)];
        for one in &asked {
            elicitations::add_answer(&mut tx, one, NOW).await?;
        }
        let other = Answer { says: AnswerDraft::default(), ..asked[0].clone() };
        elicitations::add_answer(&mut tx, &other, LATER).await?;
        let early = Elicitation { answers: asked.to_vec(), ..early };
        assert_eq!(elicitations::find(&mut tx, early.id).await?, Some(early.clone()));
        let listed = elicitations::of_project(&mut tx, project_id(1)).await?;
        assert_eq!(listed, [late, early]);
        assert_eq!(elicitations::of_project(&mut tx, project_id(2)).await?, []);
        let nobody = ElicitationId(Uuid::nil());
        assert_eq!(elicitations::find(&mut tx, nobody).await?, None);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn conversations_and_answers_are_edited_by_one_at_a_time() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let talk = elicitation(1, "2026-03-02");
        elicitations::create(&mut tx, &talk, NOW).await?;
        let said = answer(1, &talk);
        elicitations::add_answer(&mut tx, &said, NOW).await?;
        let says = ElicitationDraft { kind: ElicitationKind::Interview, ..talk.says.clone() };
        let edited = Elicitation { says, ..talk.clone() };
        elicitations::update(&mut tx, &edited, LATER).await?;
        let stale = elicitations::update(&mut tx, &edited, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        requirements::create(&mut tx, &requirement(&talk), NOW).await?;
        let became = Answer { requirement: Some(requirement(&talk).id), ..said.clone() };
        elicitations::update_answer(&mut tx, &became, LATER).await?;
        let stale = elicitations::update_answer(&mut tx, &became, LATER).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        let became = Answer { version: 2, ..became };
        assert_eq!(elicitations::find_answer(&mut tx, said.id).await?, Some(became.clone()));
        let found = elicitations::find(&mut tx, talk.id).await?;
        assert_eq!(found, Some(Elicitation { version: 2, answers: vec![became], ..edited }));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_came_of_a_conversation_stays_when_it_goes() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let talk = elicitation(1, "2026-03-02");
        elicitations::create(&mut tx, &talk, NOW).await?;
        let needed = requirement(&talk);
        requirements::create(&mut tx, &needed, NOW).await?;
        let said = [1, 2].map(|number| answer(number, &talk));
        for one in &said {
            let one = Answer { requirement: Some(needed.id), ..one.clone() };
            elicitations::add_answer(&mut tx, &one, NOW).await?;
        }
        let stale = elicitations::remove_answer(&mut tx, said[0].id, 2).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        elicitations::remove_answer(&mut tx, said[0].id, 1).await?;
        assert_eq!(elicitations::find_answer(&mut tx, said[0].id).await?, None);
        let stale = elicitations::remove(&mut tx, talk.id, 2).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
        elicitations::remove(&mut tx, talk.id, 1).await?;
        assert_eq!(elicitations::find_answer(&mut tx, said[1].id).await?, None);
        let found = requirements::find(&mut tx, needed.id).await?;
        assert_eq!(found, Some(Requirement { elicitation: None, ..needed }));
        Ok(())
    })
    .await;
}
