use domain::agreement::{
    ActionItem, Record, Request, RequestState, Subject, SubjectKind, Terms, What,
};
use domain::change::{Applied, ChangeRequest, ChangeState, ChangeStep, StepDraft};
use domain::inbox::Todo;
use domain::user::ProjectRole;
use domain::{ActionItemId, BaselineId, ChangeId, ProjectId, RecordId};
use store::baselines::{self, Baseline};
use store::waiting::{self, Answer, Asked, OpenChange, Origin, Work};
use store::{
    StoreError, Tx, action_items, agreements, change_options, change_steps, changes, plans,
    projects, records,
};
use uuid::Uuid;

use crate::agreements::{kept, record, request};
use crate::changes::{change, op, option, step};
use crate::database::on_each;
use crate::fixture::{LATER, NOW, contact_id, firm, plan, project_id, user_id};

fn named(project: u128) -> (ProjectId, String) {
    (project_id(project), format!("项目 {project}"))
}

fn about(change: ChangeId, record: Record) -> Record {
    let subject = Subject { kind: SubjectKind::Change, id: change.0 };
    let id = RecordId(Uuid::from_u128(0xa_1000 + record.id.0.as_u128()));
    Record { id, subject, ..record }
}

/// A client answers a request: the entry goes to the end of the chain.
async fn answered(
    tx: &mut Tx,
    (request, record): (&Request, &Record),
    what: What,
) -> Result<i64, StoreError> {
    let end = agreements::end(tx, request.project).await?;
    let kept = kept(request, record, end, what, LATER);
    agreements::append(tx, request.project, &kept).await?;
    agreements::set_state(tx, request, RequestState::Decided).await?;
    Ok(kept.number)
}

#[tokio::test]
async fn changes_wait_for_who_leads_their_project() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let raised = change(1, project_id(1));
        let approved = change(2, project_id(1));
        let approved = approved.decided(ChangeState::Approved, String::new(), user_id(2), LATER);
        let over = ChangeRequest { state: ChangeState::Refused, ..change(3, project_id(1)) };
        let foreign = ChangeRequest { number: 1, ..change(4, project_id(2)) };
        for change in [&raised, &approved, &over, &foreign] {
            changes::create(&mut tx, change).await?;
        }
        let drawn = option(1, &approved, "A");
        change_options::create(&mut tx, &drawn).await?;
        change_options::replace(&mut tx, drawn.id, &[op(1)]).await?;
        let record = about(raised.id, record(1));
        records::create(&mut tx, &record).await?;
        agreements::ask(&mut tx, &request(1, &record)).await?;
        let (project, project_name) = named(1);
        let open = |change: &ChangeRequest| OpenChange {
            project,
            project_name: project_name.clone(),
            change: change.id,
            number: change.number,
            title: change.says.title.clone(),
            state: change.state,
            has_branch: change.id == approved.id,
            is_asked: change.id == raised.id,
            raised: ("成员 2".to_owned(), NOW),
            decided: change.decided.map(|(_, at)| ("成员 2".to_owned(), at)),
        };
        let found = waiting::changes(&mut tx, user_id(1)).await?;
        assert_eq!(found, [open(&raised), open(&approved)]);
        assert_eq!(waiting::changes(&mut tx, user_id(3)).await?, []);
        let role = ProjectRole::Member;
        projects::put_member(&mut tx, project, user_id(3), role, NOW).await?;
        assert_eq!(waiting::changes(&mut tx, user_id(3)).await?, [], "a member decides nothing");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_stands_until_somebody_asks_again() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let (first, second) = (record(1), record(2));
        for record in [&first, &second] {
            records::create(&mut tx, record).await?;
        }
        let asked = request(1, &first);
        agreements::ask(&mut tx, &asked).await?;
        assert_eq!(waiting::answers(&mut tx, user_id(1)).await?, []);
        answered(&mut tx, (&asked, &first), What::Returned).await?;
        let found = waiting::answers(&mut tx, user_id(1)).await?;
        let [Answer { project, project_name, entry }] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!((*project, project_name.clone()), named(1));
        assert_eq!((entry.what, entry.number), (What::Returned, 1));
        assert_eq!(waiting::answers(&mut tx, user_id(2)).await?, [], "of another project");
        let again = Request { asked_at: LATER, ..request(2, &second) };
        agreements::ask(&mut tx, &again).await?;
        assert_eq!(waiting::answers(&mut tx, user_id(1)).await?, []);
        answered(&mut tx, (&again, &second), What::Agreed).await?;
        let found = waiting::answers(&mut tx, user_id(1)).await?;
        assert_eq!(found.iter().map(|answer| answer.entry.number).collect::<Vec<_>>(), [2]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn of_a_change_that_is_over_no_answer_waits() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let open = change(1, project_id(1));
        changes::create(&mut tx, &open).await?;
        let record = about(open.id, record(1));
        records::create(&mut tx, &record).await?;
        let asked = request(1, &record);
        agreements::ask(&mut tx, &asked).await?;
        answered(&mut tx, (&asked, &record), What::Returned).await?;
        assert_eq!(waiting::answers(&mut tx, user_id(1)).await?.len(), 1);
        let over = open.decided(ChangeState::Refused, "太贵".to_owned(), user_id(1), LATER);
        changes::update(&mut tx, &over, LATER).await?;
        assert_eq!(waiting::answers(&mut tx, user_id(1)).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_request_that_has_a_day_or_that_nobody_can_answer_is_told_to_who_leads() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let record = record(1);
        records::create(&mut tx, &record).await?;
        let with_day = request(1, &record);
        let without = request(2, &record);
        let without = Request { terms: Terms { due: None, ..without.terms.clone() }, ..without };
        for request in [&with_day, &without] {
            agreements::ask(&mut tx, request).await?;
        }
        projects::put_contact(&mut tx, project_id(1), contact_id(1), NOW).await?;
        let (project, project_name) = named(1);
        let asked = Asked {
            project,
            project_name,
            request: with_day.id,
            subject: record.subject,
            title: "智慧仓储".to_owned(),
            approver: "联系人 1".to_owned(),
            at: with_day.asked_at,
            due: "2026-12-01".parse().ok(),
            is_stuck: false,
        };
        assert_eq!(waiting::requests(&mut tx, user_id(1)).await?, std::slice::from_ref(&asked));
        assert_eq!(waiting::requests(&mut tx, user_id(2)).await?, []);
        // Who lost the page decides nothing, whether there is a day or none.
        projects::remove_contact(&mut tx, project_id(1), contact_id(1)).await?;
        let stuck = Asked { is_stuck: true, ..asked };
        let undated = Asked { request: without.id, due: None, ..stuck.clone() };
        assert_eq!(waiting::requests(&mut tx, user_id(1)).await?, [stuck, undated.clone()]);
        agreements::set_state(&mut tx, &with_day, RequestState::Closed).await?;
        assert_eq!(waiting::requests(&mut tx, user_id(1)).await?, [undated]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn conditions_wait_for_who_does_them_and_who_leads() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        let record = record(1);
        records::create(&mut tx, &record).await?;
        let asked = request(1, &record);
        agreements::ask(&mut tx, &asked).await?;
        let decision = answered(&mut tx, (&asked, &record), What::Conditional).await?;
        let role = ProjectRole::Member;
        projects::put_member(&mut tx, project_id(1), user_id(3), role, NOW).await?;
        let item = |number: u128, owner| ActionItem {
            id: ActionItemId(Uuid::from_u128(0xd_0000 + number)),
            project: project_id(1),
            decision,
            text: format!("condition {number}"),
            owner,
            due: "2026-03-04".parse().ok(),
            done_at: None,
            version: 1,
        };
        let (free, taken) = (item(1, None), item(2, Some(user_id(3))));
        let done = ActionItem { done_at: Some(LATER), ..item(3, Some(user_id(3))) };
        for item in [&free, &taken, &done] {
            action_items::create(&mut tx, item, NOW).await?;
        }
        let (project, project_name) = named(1);
        let work = |item: &ActionItem| Work {
            project,
            project_name: project_name.clone(),
            id: item.id.0,
            text: item.text.clone(),
            todo: Todo { owner: item.owner, due: item.due },
            owner_name: item.owner.map(|_| "成员 3".to_owned()),
            origin: Origin::Decision(decision),
            by: "王".to_owned(),
            at: LATER,
        };
        let lead = waiting::conditions(&mut tx, user_id(1)).await?;
        assert_eq!(lead, [work(&free), work(&taken)]);
        assert_eq!(waiting::conditions(&mut tx, user_id(3)).await?, [work(&taken)]);
        assert_eq!(waiting::conditions(&mut tx, user_id(2)).await?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn steps_wait_once_their_change_is_in_the_plan() {
    on_each(|at| async move {
        firm(&at.db).await?;
        let mut tx = at.db.write().await?;
        plans::create(&mut tx, project_id(1), &plan(), NOW).await?;
        let role = ProjectRole::Member;
        projects::put_member(&mut tx, project_id(1), user_id(3), role, NOW).await?;
        let open = change(1, project_id(1));
        changes::create(&mut tx, &open).await?;
        let (mine, free) = (step(1, &open), step(2, &open));
        let free = ChangeStep { says: StepDraft { owner: None, ..free.says.clone() }, ..free };
        for step in [&mine, &free] {
            change_steps::create(&mut tx, step).await?;
        }
        assert_eq!(waiting::steps(&mut tx, user_id(3)).await?, [], "not in the plan yet");
        let baseline = Baseline {
            id: BaselineId(Uuid::from_u128(0xb_0009)),
            project: project_id(1),
            seq: 1,
            name: "变更 1".to_owned(),
            by: user_id(1),
            at: LATER,
        };
        baselines::create(&mut tx, &baseline).await?;
        let applied = Some(Applied { seq: 1, baseline: baseline.id });
        let applied = ChangeRequest { state: ChangeState::Applied, applied, ..open.clone() };
        changes::update(&mut tx, &applied, LATER).await?;
        let (project, project_name) = named(1);
        let work = |step: &ChangeStep| Work {
            project,
            project_name: project_name.clone(),
            id: step.id.0,
            text: step.says.text.clone(),
            todo: Todo { owner: step.says.owner, due: step.says.due },
            owner_name: step.says.owner.map(|_| "成员 3".to_owned()),
            origin: Origin::Change(open.id, 1),
            by: "成员 1".to_owned(),
            at: LATER,
        };
        assert_eq!(waiting::steps(&mut tx, user_id(1)).await?, [work(&mine), work(&free)]);
        assert_eq!(waiting::steps(&mut tx, user_id(3)).await?, [work(&mine)]);
        baselines::remove(&mut tx, project_id(1), baseline.id).await?;
        let found = waiting::steps(&mut tx, user_id(3)).await?;
        assert_eq!(found.first().map(|work| (work.by.as_str(), work.at)), Some(("成员 2", LATER)));
        Ok(())
    })
    .await;
}
