//! The firm of the tests: everybody who may ask, two projects of two clients, links for contacts.
//!
//! Project `OWN` is led by `LEAD`, worked on by `MEMBER` and shown to `CONTACT`; project `OTHER`
//! belongs to other people altogether. Whatever is internal carries the word of `Hidden`.

use accord::server::blobs::Blobs;
use accord::server::codes::CodeKey;
use accord::server::{clock, random};
use domain::agreement::{
    Content, Delegation, Hash, Heading, Line, Record, Request, RequestState, Subject, SubjectKind,
    Terms,
};
use domain::change::{
    ChangeDraft, ChangeOption, ChangeRequest, ChangeSource, ChangeState, ChangeStep, Necessity,
    OptionDraft, StepDraft,
};
use domain::client::contract::{Contract, ContractFacts};
use domain::client::log::{Channel, LogEntry, LogFacts};
use domain::client::promise::{Promise, PromiseFacts};
use domain::client::stakeholder::{Stakeholder, StakeholderFacts};
use domain::client::{Client, ClientKind, ClientStage, ContactDraft, ContactRole};
use domain::deliverable::{Deliverable, Version};
use domain::elicitation::{Answer, AnswerDraft, Elicitation, ElicitationDraft, ElicitationKind};
use domain::file::{File, MediaType, Uploader};
use domain::handover::{
    Handover, HandoverFacts, HandoverItem, ItemDraft, OpenPoint, PointDraft, Support,
};
use domain::holidays::Naming;
use domain::message::{Author, Message, Thread};
use domain::minutes::{Duty, Minutes, MinutesDraft, Topic};
use domain::plan::first::{FirstWords, first_plan};
use domain::plan::{Dated, Plan, Rank, Task};
use domain::project::{Method, Phase, PhaseMethods, Project};
use domain::requirement::{Requirement, Statement};
use domain::risk::{Response, Risk, RiskDraft};
use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeKind};
use domain::time::{self, Timestamp};
use domain::user::{ProjectRole, Role, User};
use domain::voice::{Complaint, ComplaintDraft, ComplaintState, Severity};
use domain::{
    AnswerId, ChangeId, ChangeOptionId, ChangeStepId, ClientId, ClientPromiseId, ComplaintId,
    ContactId, ContactLogId, ContractId, DelegationId, DeliverableId, DeliverableVersionId,
    ElicitationId, FileId, GoalId, HandoverItemId, MessageId, MinutesId, OpenPointId, ProjectId,
    RecordId, RequestId, RequirementId, RiskId, ScopeItemId, SessionId, StakeholderId, TaskId,
    UserId,
};
use store::codes::Code;
use store::links::{OneTimeLink, Purpose};
use store::organisation::Organisation;
use store::sessions::{Session, Who};
use store::{Db, Tx};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::kit::{CODE_KEY, World};

pub const ADMINISTRATOR: u128 = 1;
pub const LEAD: u128 = 2;
pub const OUTSIDER: u128 = 3;
pub const MEMBER: u128 = 4;
pub const STRANGER: u128 = 5;
pub const FINANCE: u128 = 6;
pub const SPONSOR: u128 = 7;
pub const OTHER_LEAD: u128 = 8;
/// Someone who was invited and has chosen no password yet.
pub const INVITED: u128 = 9;
pub const CLIENT: u128 = 11;
pub const OTHER_CLIENT: u128 = 12;
pub const CONTACT: u128 = 21;
pub const OTHER_CONTACT: u128 = 23;
pub const OWN: u128 = 31;
pub const OTHER: u128 = 32;
/// The member's own task, which the client sees.
pub const TASK: u128 = 41;
/// A task that the client does not see.
pub const HIDDEN_TASK: u128 = 42;
pub const MILESTONE: u128 = 43;
pub const OTHER_TASK: u128 = 51;
/// A request that waits for the contact of the project.
pub const REQUEST: u128 = 81;
pub const OTHER_REQUEST: u128 = 82;
/// What the number of a project's goal is more than the project's own.
pub const GOAL: u128 = 1000;
/// What the number of a line of a project's scope is more than the project's own.
pub const SCOPE_ITEM: u128 = 1100;

/// What the number of a thing to hand over is more than the project's own.
pub const HANDOVER_ITEM: u128 = 1600;
/// What the number of an open point of a hand-over is more than the project's own.
pub const OPEN_POINT: u128 = 1700;

/// The requirement of a project, by the project's number.
pub const fn requirement(project: u128) -> u128 {
    project * 100 + 1
}

/// The conversation of a project from which something is to come.
pub const fn elicitation(project: u128) -> u128 {
    project * 100 + 2
}

/// The one answer of that conversation.
pub const fn answer(project: u128) -> u128 {
    project * 100 + 3
}
/// What the contact wrote; nobody has answered.
pub const MESSAGE: u128 = 71;
pub const OTHER_MESSAGE: u128 = 72;

/// When the clients wrote.
pub const SPOKEN: Timestamp = Timestamp(1_789_000_000_000);

/// What is kept of a client is numbered from these, by the client's own number.
pub const CONTRACT: u128 = 1100;
pub const STAKEHOLDER: u128 = 1200;
pub const ENTRY: u128 = 1300;
pub const PROMISE: u128 = 1400;
pub const DELEGATION: u128 = 1500;
/// A file that the client sees, and one that it does not.
pub const FILE: u128 = 8_101;
pub const HIDDEN_FILE: u128 = 8_102;
pub const OTHER_FILE: u128 = 8_103;
/// A deliverable that nobody has published, with one version.
pub const DELIVERABLE: u128 = 8_111;
pub const OTHER_DELIVERABLE: u128 = 8_112;
/// What every file of the firm holds.
pub const CONTENT: &[u8] = b"Layout of the halls\n";
/// Its SHA-256.
pub const CONTENT_HASH: &str = "f1b7d0522001e50c510f9a884802b695ea13dd2ec52534f909a060f2853a948f";

/// What is internal, so that it can be looked for or changed.
#[derive(Clone, Copy, Debug)]
pub struct Hidden {
    /// Stands in every internal text.
    pub word: &'static str,
    /// How many more internal tasks there are.
    pub tasks: u128,
    /// The year of the internal targets.
    pub year: &'static str,
}

/// The change of a project.
pub const fn change_of(project: u128) -> u128 {
    project + 300
}

/// The only option of a project's change.
pub const fn change_option_of(project: u128) -> u128 {
    project + 310
}

/// The only step of a project's change.
pub const fn change_step_of(project: u128) -> u128 {
    project + 320
}

/// The risk of a project; clients never hear of any.
pub const fn risk_of(project: u128) -> u128 {
    project + 430
}

/// The minutes of a project that only the team reads.
pub const fn minutes_of(project: u128) -> u128 {
    project + 400
}

/// The minutes of a project that the client reads; the team has written more since.
pub const fn shown_minutes_of(project: u128) -> u128 {
    project + 410
}

/// The only action item of the minutes that only the team reads.
pub const fn action_of(project: u128) -> u128 {
    project + 420
}

/// The visible milestone of a project that was reached, in a firm that has one.
pub const fn reached_of(project: u128) -> u128 {
    project + 500
}

const USUAL: Hidden = Hidden { word: "internal", tasks: 2, year: "2027" };

static USUAL_FIRM: OnceCell<Vec<u8>> = OnceCell::const_new();

/// An id of the firm, by its number.
pub const fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0000 + number)
}

/// The cookie of somebody of the team.
pub fn team(number: u128) -> String {
    format!("accord=team-{number}")
}

/// The cookie of a client's contact.
pub fn contact(number: u128) -> String {
    format!("accord-portal=contact-{number}")
}

/// A server with the usual firm.
pub async fn firm() -> World {
    let bytes = USUAL_FIRM.get_or_init(|| async { with(USUAL).await.into_bytes().await }).await;
    with_content(World::copy(bytes).await).await
}

/// A server with the usual firm, in both projects of which a milestone was reached.
pub async fn with_reached() -> World {
    let world = World::empty().await;
    put_firm(&world.db, USUAL, true).await;
    with_content(world).await
}

/// The same server with the bytes of the firm's files in its folder.
pub async fn with_content(world: World) -> World {
    let kept = Blobs::of(&world.settings.data).put(CONTENT).await.unwrap();
    assert_eq!(kept.hash.to_string(), CONTENT_HASH);
    world
}

/// A server with a firm whose internal things are these.
pub async fn with(hidden: Hidden) -> World {
    let world = World::empty().await;
    put_firm(&world.db, hidden, false).await;
    with_content(world).await
}

/// Puts the usual firm into an empty database.
pub async fn settle(db: &Db) {
    put_firm(db, USUAL, false).await;
}

async fn put_firm(db: &Db, hidden: Hidden, has_reached: bool) {
    let now = clock::now();
    let mut tx = db.write().await.unwrap();
    let organisation = Organisation { name: "Accord Works".to_owned(), locale: "en".to_owned() };
    store::organisation::create(&mut tx, &organisation, now).await.unwrap();
    put_people(&mut tx, hidden, now).await;
    for (client, contact, project, lead) in
        [(CLIENT, CONTACT, OWN, LEAD), (OTHER_CLIENT, OTHER_CONTACT, OTHER, OTHER_LEAD)]
    {
        put_client(&mut tx, hidden, (client, contact, lead), now).await;
        put_project(&mut tx, (hidden, has_reached), (project, client, lead), now).await;
        put_records(&mut tx, hidden, (client, contact, lead), now).await;
        put_change(&mut tx, hidden, (project, lead), now).await;
        put_reader(&mut tx, (contact, project), now).await;
        put_scope(&mut tx, hidden, project, now).await;
        let request = if project == OWN { REQUEST } else { OTHER_REQUEST };
        put_request(&mut tx, (request, project, contact, lead), now).await;
        put_needs(&mut tx, hidden, project, now).await;
        put_risk(&mut tx, hidden, project, now).await;
        put_deliverable(&mut tx, hidden, (project, lead), now).await;
        put_minutes(&mut tx, hidden, project, now).await;
        put_handover(&mut tx, hidden, project, now).await;
    }
    let (member, role) = (UserId(id(MEMBER)), ProjectRole::Member);
    store::projects::put_member(&mut tx, ProjectId(id(OWN)), member, role, now).await.unwrap();
    tx.commit().await.unwrap();
}

async fn put_people(tx: &mut Tx, hidden: Hidden, now: Timestamp) {
    let people = [
        (ADMINISTRATOR, Role::Administrator),
        (LEAD, Role::ProjectManager),
        (OUTSIDER, Role::ProjectManager),
        (MEMBER, Role::Member),
        (STRANGER, Role::Member),
        (FINANCE, Role::Finance),
        (SPONSOR, Role::Sponsor),
        (OTHER_LEAD, Role::ProjectManager),
        (INVITED, Role::Member),
    ];
    for (number, role) in people {
        // Only the lead's name and address are for clients, and who answers for complaints.
        let name = match number {
            LEAD => "Chen Zhiyuan".to_owned(),
            SPONSOR => "Han Yue".to_owned(),
            _ => format!("{} person {number}", hidden.word),
        };
        let email = match number {
            LEAD => "lead@example.com".to_owned(),
            _ => format!("{}{number}@example.com", hidden.word.to_lowercase()),
        };
        let user = User { id: UserId(id(number)), name, email, role, is_active: true, version: 1 };
        store::users::create(tx, &user, None, now).await.unwrap();
        if number != LEAD {
            let phone = format!("{} phone {}", hidden.word, hidden.year);
            store::users::set_phone(tx, user.id, &phone, now).await.unwrap();
        }
        let who = Who::User(user.id);
        put_session(tx, number, who, &format!("team-{number}"), now).await;
    }
    let purpose = Purpose::Invite { user: UserId(id(INVITED)) };
    put_link(tx, purpose, ("invitation", None), now).await;
}

async fn put_client(
    tx: &mut Tx,
    hidden: Hidden,
    (client, contact, lead): (u128, u128, u128),
    now: Timestamp,
) {
    let client = Client {
        id: ClientId(id(client)),
        name: format!("{} client {client}", hidden.word),
        kind: ClientKind::Company,
        stage: ClientStage::Active,
        tier: None,
        note: format!("{} note", hidden.word),
        is_demo: false,
        version: 1,
    };
    store::clients::create(tx, &client, UserId(id(lead)), now).await.unwrap();
    for (number, name) in [(contact, "Zhao Mingqi"), (contact + 1, hidden.word)] {
        let draft = ContactDraft {
            name: name.to_owned(),
            title: format!("{} title", hidden.word),
            email: format!("contact{number}@example.com"),
            phone: format!("{} phone", hidden.word),
            role: ContactRole::Approver,
        };
        let number = ContactId(id(number));
        store::contacts::create(tx, number, client.id, &draft, now).await.unwrap();
    }
}

/// A contract, a stakeholder, an entry of the log, a promise and a stand-in.
async fn put_records(
    tx: &mut Tx,
    hidden: Hidden,
    (number, contact, lead): (u128, u128, u128),
    now: Timestamp,
) {
    let (client, by) = (ClientId(id(number)), UserId(id(lead)));
    let day = "2026-03-02".parse().unwrap();
    let said = |what: &str| format!("{} {what}", hidden.word);
    let facts = ContractFacts {
        title: said("contract"),
        terms: said("terms"),
        amount: Some(100),
        currency: "CNY".to_owned(),
        signed_on: Some(day),
        starts: None,
        ends: None,
    };
    let contract = Contract { id: ContractId(id(number + CONTRACT)), client, facts, version: 1 };
    store::contracts::create(tx, &contract, now).await.unwrap();
    let facts = StakeholderFacts {
        contact: None,
        name: said("stakeholder"),
        influence: 5,
        interest: 1,
        note: said("stance"),
    };
    let one = StakeholderId(id(number + STAKEHOLDER));
    let stakeholder = Stakeholder { id: one, client, facts, version: 1 };
    store::stakeholders::create(tx, &stakeholder, now).await.unwrap();
    let facts = LogFacts {
        project: None,
        contact: Some(ContactId(id(contact))),
        at: 29_700_000,
        channel: Channel::Call,
        summary: said("summary"),
        decided: said("decision"),
        next: None,
    };
    let entry = LogEntry { id: ContactLogId(id(number + ENTRY)), client, facts, by, version: 1 };
    store::contact_log::create(tx, &entry, now).await.unwrap();
    let promise = Promise {
        id: ClientPromiseId(id(number + PROMISE)),
        client,
        facts: PromiseFacts { project: None, text: said("promise"), due: day },
        by,
        outcome: None,
        settled_at: None,
        version: 1,
    };
    store::client_promises::create(tx, &promise, now).await.unwrap();
    let delegation = Delegation {
        id: DelegationId(id(number + DELEGATION)),
        contact: ContactId(id(contact)),
        delegate: ContactId(id(contact + 1)),
        from: day,
        until: day,
    };
    store::delegations::create(tx, &delegation, by, now).await.unwrap();
}

async fn put_project(
    tx: &mut Tx,
    (hidden, has_reached): (Hidden, bool),
    (number, client, lead): (u128, u128, u128),
    now: Timestamp,
) {
    let is_own = number == OWN;
    let project = Project {
        id: ProjectId(id(number)),
        client: ClientId(id(client)),
        key: if is_own { "OWN".to_owned() } else { "OTHER".to_owned() },
        name: if is_own { "Warehouse".to_owned() } else { format!("{} project", hidden.word) },
        methods: PhaseMethods::uniform(Method::Waterfall),
        phase: Phase::Execution,
        lead: UserId(id(lead)),
        status: format!("{} status", hidden.word),
        next_meeting: "Wednesday at 14:00".to_owned(),
        is_demo: false,
        version: 1,
    };
    store::projects::create(tx, &project, now).await.unwrap();
    let mut plan = plan(hidden, is_own);
    if has_reached {
        let reached = add(&mut plan, reached_of(number), "Contract signed".to_owned());
        reached.is_client_visible = true;
        reached.is_milestone = true;
        reached.duration.minutes = 0;
        reached.percent = 100;
    }
    store::plans::create(tx, project.id, &plan, now).await.unwrap();
    let row = |id: &TaskId| accord::server::plans::row(&plan, *id);
    let rows: Vec<_> = plan.tasks.keys().filter_map(row).collect();
    store::plans::index_tasks(tx, project.id, &rows, &[]).await.unwrap();
    put_talk(tx, hidden, project.id, is_own).await;
}

/// What was written in a project and said about it. Whatever the client reads has a fixed time, so
/// that two firms tell the same.
async fn put_talk(tx: &mut Tx, hidden: Hidden, project: ProjectId, is_own: bool) {
    let (contact, lead) = if is_own { (CONTACT, LEAD) } else { (OTHER_CONTACT, OTHER_LEAD) };
    let first = if is_own { MESSAGE } else { OTHER_MESSAGE };
    let written = |number: u128, is_client: bool, body: String| Message {
        id: MessageId(id(number)),
        project,
        thread: Thread::of_project(project),
        author: match is_client {
            true => Author::Client(ContactId(id(contact))),
            false => Author::Team(Some(UserId(id(lead)))),
        },
        author_name: if is_client { "Zhao Mingqi" } else { hidden.word }.to_owned(),
        body,
        is_client_visible: is_client,
        reply_to: None,
        passage: None,
        became: None,
        at: SPOKEN,
    };
    let asked = written(first, true, "When does the trial begin?".to_owned());
    let remark = written(first + 10, false, format!("{} remark", hidden.word));
    for message in [asked, remark] {
        store::messages::create(tx, &message, &[], &[]).await.unwrap();
    }
    // Somebody else of the client complained: that is between this person and the owner.
    let complaint = Complaint {
        id: ComplaintId(id(first + 20)),
        project,
        number: 1,
        contact: ContactId(id(contact + 1)),
        contact_name: hidden.word.to_owned(),
        draft: ComplaintDraft {
            happened: format!("{} mishap", hidden.word),
            severity: Severity::Minor,
            wish: format!("{} wish", hidden.word),
        },
        owner: Some(UserId(id(ADMINISTRATOR))),
        owner_name: format!("{} owner", hidden.word),
        state: ComplaintState::Received,
        promised_by: SPOKEN.plus_minutes(240),
        at: SPOKEN,
        version: 1,
    };
    store::complaints::create(tx, &complaint).await.unwrap();
}

/// A requirement, and a conversation with one answer.
async fn put_needs(tx: &mut Tx, hidden: Hidden, project: u128, now: Timestamp) {
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
async fn put_risk(tx: &mut Tx, hidden: Hidden, project: u128, now: Timestamp) {
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
async fn put_change(tx: &mut Tx, hidden: Hidden, (project, lead): (u128, u128), now: Timestamp) {
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
async fn put_deliverable(
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
async fn put_minutes(tx: &mut Tx, hidden: Hidden, project: u128, now: Timestamp) {
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
async fn put_handover(tx: &mut Tx, hidden: Hidden, number: u128, now: Timestamp) {
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

/// A plan with a visible task of the member, a visible milestone, and internal work.
fn plan(hidden: Hidden, is_own: bool) -> Plan {
    let words = FirstWords {
        calendar: format!("{} calendar", hidden.word),
        columns: std::array::from_fn(|place| format!("{} column {place}", hidden.word)),
        naming: Naming::English,
    };
    let mut next = 900;
    let fresh = || {
        next += 1;
        id(next)
    };
    let mut plan = first_plan("2026-03-02".parse().unwrap(), false, words, fresh);
    let doing = plan.columns_in_order()[1].id;
    let target = time::start_of(format!("{}-06-15", hidden.year).parse().unwrap()) + 1080;
    if !is_own {
        let title = format!("{} other task", hidden.word);
        add(&mut plan, OTHER_TASK, title);
        return plan;
    }
    let task = add(&mut plan, TASK, "Receiving".to_owned());
    task.is_client_visible = true;
    task.percent = 40;
    task.actual = Dated { start: Some(plan_start()), finish: None };
    task.assignee = Some(UserId(id(MEMBER)));
    task.column = Some(doing);
    task.blocked = Some(format!("{} reason", hidden.word));
    task.description = format!("{} description", hidden.word);
    task.deadline = Some(target);
    let milestone = add(&mut plan, MILESTONE, "Go-live".to_owned());
    milestone.is_client_visible = true;
    milestone.is_milestone = true;
    milestone.duration.minutes = 0;
    milestone.promise = "2026-05-20".parse().ok();
    milestone.deadline = Some(target);
    for number in 0..=hidden.tasks {
        let title = format!("{} task {number}", hidden.word);
        let task = add(&mut plan, if number == 0 { HIDDEN_TASK } else { 60 + number }, title);
        task.assignee = Some(UserId(id(LEAD)));
        task.percent = 100;
        task.promise = format!("{}-07-01", hidden.year).parse().ok();
    }
    plan
}

fn plan_start() -> time::Minute {
    time::start_of("2026-03-02".parse().unwrap()) + 540
}

fn add(plan: &mut Plan, number: u128, title: String) -> &mut Task {
    let last = plan.tasks.values().map(|task| task.rank.clone()).max();
    let task_id = TaskId(id(number));
    let rank = Rank::between(last.as_ref(), None);
    let task = Task::new(task_id, plan.next_number(), title, rank);
    plan.tasks.entry(task_id).or_insert(task)
}

/// Lets a contact read a project's page: a session, and a live link with a code.
pub async fn put_reader(tx: &mut Tx, (number, project): (u128, u128), now: Timestamp) {
    let (contact, project) = (ContactId(id(number)), ProjectId(id(project)));
    store::projects::put_contact(tx, project, contact, now).await.unwrap();
    let who = Who::Contact { contact, project };
    put_session(tx, number, who, &format!("contact-{number}"), now).await;
    let purpose = Purpose::Portal { contact, project };
    let (token, code) = (format!("magic-{number}"), format!("{:06}", 100_000 + number));
    put_link(tx, purpose, (&token, Some(&code)), now).await;
}

/// A goal and a line of the scope, which nobody has shown the client yet.
async fn put_scope(tx: &mut Tx, hidden: Hidden, number: u128, now: Timestamp) {
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

/// Asks a contact about a version of the goals that says what the client may read.
async fn put_request(
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

async fn put_session(tx: &mut Tx, number: u128, who: Who, token: &str, now: Timestamp) {
    let session = Session {
        id: SessionId(id(700 + number)),
        who,
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_minutes(600),
        looker: None,
        handed: None,
        agent: "test".to_owned(),
    };
    store::sessions::create(tx, &session, &random::hash(token)).await.unwrap();
}

/// Makes a live link with a known token and, for the client's page, a known code.
pub async fn put_link(
    tx: &mut Tx,
    purpose: Purpose,
    (token, code): (&str, Option<&str>),
    now: Timestamp,
) {
    let expires_at = now.plus_minutes(600);
    let link = OneTimeLink { id: random::uuid(now), purpose, expires_at, used_at: None };
    store::links::create(tx, &link, &random::hash(token), now).await.unwrap();
    if let (Some((contact, project)), Some(digits)) = (purpose.page(), code) {
        let reader = store::contacts::find(tx, contact).await.unwrap().unwrap();
        let hash = CodeKey::new(CODE_KEY).hash(&reader.email, digits);
        let code = Code { id: random::uuid(now), contact, project, expires_at, handed: None };
        store::codes::create(tx, &code, &hash, now).await.unwrap();
    }
}
