//! What a project of the firm has besides its plan: scope, needs, risks, a change, a deliverable,
//! minutes, a hand-over, and what the client was asked.

use domain::agreement::{
    Content, Hash, Heading, Line, Record, Request, RequestState, Subject, SubjectKind, Terms,
};
use domain::change::{
    ChangeDraft, ChangeOption, ChangeRequest, ChangeSource, ChangeState, ChangeStep, Necessity,
    OptionDraft, StepDraft,
};
use domain::deliverable::{Deliverable, Version};
use domain::elicitation::{Answer, AnswerDraft, Elicitation, ElicitationDraft, ElicitationKind};
use domain::file::{File, MediaType, Uploader};
use domain::handover::{
    Handover, HandoverFacts, HandoverItem, ItemDraft, OpenPoint, PointDraft, Support,
};
use domain::minutes::{Duty, Minutes, MinutesDraft, Topic};
use domain::requirement::{Requirement, Statement};
use domain::risk::{Response, Risk, RiskDraft};
use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeKind};
use domain::time::Timestamp;
use domain::{
    AnswerId, ChangeId, ChangeOptionId, ChangeStepId, ContactId, DeliverableId,
    DeliverableVersionId, ElicitationId, FileId, GoalId, HandoverItemId, MinutesId, OpenPointId,
    ProjectId, RecordId, RequestId, RequirementId, RiskId, ScopeItemId, UserId,
};
use store::Tx;

use super::{
    CONTENT, CONTENT_HASH, DELIVERABLE, FILE, GOAL, HANDOVER_ITEM, HIDDEN_FILE, Hidden, OPEN_POINT,
    OTHER_DELIVERABLE, OTHER_FILE, OWN, SCOPE_ITEM, action_of, answer, change_of, change_option_of,
    change_step_of, elicitation, id, minutes_of, requirement, risk_of, shown_minutes_of,
};

/// A goal and a line of the scope, which nobody has shown the client yet.
pub(super) async fn put_scope(tx: &mut Tx, hidden: Hidden, number: u128, now: Timestamp) {
    let project = ProjectId(id(number));
    let title = format!("{} goal", hidden.word);
    let says = GoalDraft { title, ..GoalDraft::default() };
    let goal = Goal { id: GoalId(id(number + GOAL)), project, number: 1, says, version: 1 };
    store::scope::create_goal(tx, &goal, now).await.unwrap();
    let item = ScopeItem {
        id: ScopeItemId(id(number + SCOPE_ITEM)),
        project,
        kind: ScopeKind::In,
        text: format!("{} line", hidden.word),
        place: 0,
        version: 1,
    };
    store::scope::create_item(tx, &item, now).await.unwrap();
}

/// A requirement, and a conversation with one answer.
pub(super) async fn put_needs(tx: &mut Tx, hidden: Hidden, project: u128, now: Timestamp) {
    let (owner, title) = (ProjectId(id(project)), format!("{} need", hidden.word));
    let says = Statement { title: title.clone(), ..Statement::default() };
    let need = Requirement::new(RequirementId(id(requirement(project))), owner, says);
    store::requirements::create(tx, &need, now).await.unwrap();
    let talk = Elicitation {
        id: ElicitationId(id(elicitation(project))),
        project: owner,
        says: ElicitationDraft {
            kind: ElicitationKind::Interview,
            title: title.clone(),
            day: "2026-03-02".parse().unwrap(),
            people: hidden.word.to_owned(),
        },
        answers: Vec::new(),
        version: 1,
    };
    store::elicitations::create(tx, &talk, now).await.unwrap();
    let said = Answer {
        id: AnswerId(id(answer(project))),
        elicitation: talk.id,
        says: AnswerDraft { question: title.clone(), answer: title, by: String::new() },
        requirement: None,
        version: 1,
    };
    store::elicitations::add_answer(tx, &said, now).await.unwrap();
}

/// A risk with words in every field.
pub(super) async fn put_risk(tx: &mut Tx, hidden: Hidden, project: u128, now: Timestamp) {
    let word = |what: &str| format!("{} {what}", hidden.word);
    let says = RiskDraft {
        title: word("risk"),
        description: word("cause"),
        response: Response { text: word("response"), ..Response::default() },
        ..RiskDraft::default()
    };
    let risk = Risk::new(RiskId(id(risk_of(project))), ProjectId(id(project)), says);
    store::risks::create(tx, &risk, now).await.unwrap();
}

/// A change with an option that does nothing yet, and a step.
pub(super) async fn put_change(
    tx: &mut Tx,
    hidden: Hidden,
    (project, lead): (u128, u128),
    now: Timestamp,
) {
    let word = |what: &str| format!("{} {what}", hidden.word);
    let change = ChangeRequest {
        id: ChangeId(id(change_of(project))),
        project: ProjectId(id(project)),
        number: 1,
        says: ChangeDraft {
            title: word("change"),
            reason: word("reason"),
            source: ChangeSource::Client,
            source_name: word("source"),
            necessity: Necessity::Should,
            requirement: None,
            task: None,
        },
        state: ChangeState::Open,
        decided_note: String::new(),
        decided: None,
        applied: None,
        by: UserId(id(lead)),
        at: now,
        version: 1,
    };
    store::changes::create(tx, &change).await.unwrap();
    let option = ChangeOption {
        id: ChangeOptionId(id(change_option_of(project))),
        change: change.id,
        key: "A".to_owned(),
        says: OptionDraft { title: word("option"), note: word("note") },
        base: 0,
        is_chosen: false,
        version: 1,
    };
    store::change_options::create(tx, &option).await.unwrap();
    let step = ChangeStep {
        id: ChangeStepId(id(change_step_of(project))),
        change: change.id,
        place: 1,
        says: StepDraft { text: word("step"), owner: None, due: None },
        done_at: None,
        version: 1,
    };
    store::change_steps::create(tx, &step).await.unwrap();
}

/// A file that the client sees, and a deliverable with a version that it does not see.
pub(super) async fn put_deliverable(
    tx: &mut Tx,
    hidden: Hidden,
    (project, lead): (u128, u128),
    now: Timestamp,
) {
    let is_own = project == OWN;
    let word = hidden.word;
    let file = |number, name: String, is_client_visible| File {
        id: FileId(id(number)),
        project: ProjectId(id(project)),
        name,
        media_type: MediaType::Text,
        size: CONTENT.len() as i64,
        hash: CONTENT_HASH.parse::<Hash>().unwrap(),
        is_client_visible,
        by: Uploader::User(UserId(id(lead))),
        by_name: format!("{word} uploader"),
        at: now,
    };
    let name = if is_own { "layout.txt".to_owned() } else { format!("{word} other.txt") };
    let visible = file(if is_own { FILE } else { OTHER_FILE }, name, true);
    store::files::create(tx, &visible).await.unwrap();
    let internal = file(if is_own { HIDDEN_FILE } else { 8_104 }, format!("{word}.txt"), false);
    store::files::create(tx, &internal).await.unwrap();
    let deliverable = Deliverable {
        id: DeliverableId(id(if is_own { DELIVERABLE } else { OTHER_DELIVERABLE })),
        project: ProjectId(id(project)),
        title: format!("{word} deliverable"),
        note: format!("{word} note"),
        due: format!("{}-07-01", hidden.year).parse().ok(),
        owner: Some(UserId(id(lead))),
        criteria: Vec::new(),
        is_client_visible: false,
        version: 1,
    };
    store::deliverables::create(tx, &deliverable, now).await.unwrap();
    let version = Version {
        id: DeliverableVersionId(deliverable.id.0),
        deliverable: deliverable.id,
        number: 1,
        file: Some(internal),
        link: Some(format!("https://drive.example/{word}")),
        comment: format!("{word} comment"),
        is_client_visible: false,
        by: Some(UserId(id(lead))),
        at: now,
    };
    store::deliverables::add_version(tx, &version).await.unwrap();
}

/// Minutes that are a draft, and others that were published and went on being written.
pub(super) async fn put_minutes(tx: &mut Tx, hidden: Hidden, project: u128, now: Timestamp) {
    let (owner, word) = (ProjectId(id(project)), hidden.word);
    let topic = |title: &str, is_internal| Topic {
        key: id(project + if is_internal { 430 } else { 440 }),
        title: title.to_owned(),
        conclusion: title.to_owned(),
        is_internal,
    };
    let draft = MinutesDraft {
        title: format!("{word} meeting"),
        day: "2026-03-10".parse().unwrap(),
        present: vec![format!("{word} guest")],
        actions: vec![Duty {
            key: id(action_of(project)),
            text: format!("{word} action"),
            who: word.to_owned(),
            due: format!("{}-07-01", hidden.year).parse().ok(),
            is_internal: false,
        }],
        ..MinutesDraft::default()
    };
    let minutes = Minutes {
        id: MinutesId(id(minutes_of(project))),
        project: owner,
        says: draft,
        shown: None,
        version: 1,
    };
    store::minutes::create(tx, &minutes, now).await.unwrap();
    let is_own = project == OWN;
    let says = MinutesDraft {
        title: if is_own { "Kick-off".to_owned() } else { format!("{word} other meeting") },
        day: "2026-03-03".parse().unwrap(),
        topics: vec![
            topic(if is_own { "Hall 2 goes first" } else { word }, false),
            topic(word, true),
        ],
        ..MinutesDraft::default()
    };
    let id = MinutesId(id(shown_minutes_of(project)));
    let mut shown = Minutes { id, project: owner, says, shown: None, version: 1 }.published();
    shown.says.title = format!("{word} title");
    shown.says.day = format!("{}-03-03", hidden.year).parse().unwrap();
    store::minutes::create(tx, &shown, now).await.unwrap();
}

/// A hand-over that nobody has shown the client yet: where, with one thing and one open point.
pub(super) async fn put_handover(tx: &mut Tx, hidden: Hidden, number: u128, now: Timestamp) {
    let (project, word) = (ProjectId(id(number)), |what: &str| format!("{} {what}", hidden.word));
    let contact = word("hotline");
    let facts = HandoverFacts {
        planned: format!("{}-07-01", hidden.year).parse().ok(),
        giver: word("giver"),
        taker: word("taker"),
        place: word("place"),
        support: Support { contact, ..Support::default() },
    };
    let written = Handover { facts, version: 0 };
    store::handovers::write(tx, project, &written, now).await.unwrap();
    let says = ItemDraft { title: word("keys"), ..ItemDraft::default() };
    let of_item = HandoverItemId(id(number + HANDOVER_ITEM));
    let item = HandoverItem { id: of_item, project, says, place: 0, version: 1 };
    store::handovers::create_item(tx, &item, now).await.unwrap();
    let says = PointDraft { text: word("labels"), ..PointDraft::default() };
    let point = OpenPoint { id: OpenPointId(id(number + OPEN_POINT)), project, says, version: 1 };
    store::handovers::create_point(tx, &point, now).await.unwrap();
}

/// Asks a contact about a version of the goals that says what the client may read.
pub(super) async fn put_request(
    tx: &mut Tx,
    (number, project, contact, lead): (u128, u128, u128, u128),
    now: Timestamp,
) {
    let record = record(number, project, lead, 1, now);
    store::records::create(tx, &record).await.unwrap();
    let terms = Terms {
        why: "The work begins".to_owned(),
        outcome: "We start on Monday".to_owned(),
        due: "2036-01-31".parse().ok(),
        minutes: 3,
    };
    let request = Request {
        id: RequestId(id(number)),
        project: record.project,
        record: record.id,
        approver: ContactId(id(contact)),
        asked_by: UserId(id(lead)),
        asked_at: now,
        terms,
        state: RequestState::Waiting,
        version: 1,
    };
    store::agreements::ask(tx, &request).await.unwrap();
}

/// A version of the goals of a project.
pub fn record(number: u128, project: u128, by: u128, version: i32, now: Timestamp) -> Record {
    let mut content = Content { title: "Warehouse".to_owned(), ..Content::default() };
    let goal = format!("Half as many wrong deliveries, said {version} times");
    content.push(Heading::Goals, vec![Line::new("goal", goal)]);
    Record {
        id: RecordId(id(number + 1000 * u128::from(version.unsigned_abs()))),
        project: ProjectId(id(project)),
        subject: Subject { kind: SubjectKind::Scope, id: id(project) },
        number: version,
        hash: content.hash(),
        content,
        by: UserId(id(by)),
        at: now,
    }
}
