//! The firm of the tests: everybody who may ask, two projects of two clients, links for contacts.
//!
//! Project `OWN` is led by `LEAD`, worked on by `MEMBER` and shown to `CONTACT`; project `OTHER`
//! belongs to other people altogether. Whatever is internal carries the word of `Hidden`.

use accord::server::blobs::Blobs;
use accord::server::{clock, random};
use domain::agreement::Hash;
use domain::client::{Client, ClientKind, ClientStage, ContactDraft, ContactRole};
use domain::deliverable::{Deliverable, Version};
use domain::file::{File, MediaType, Uploader};
use domain::holidays::Naming;
use domain::plan::first::{FirstWords, first_plan};
use domain::plan::{Dated, Plan, Rank, Task};
use domain::project::{Method, Phase, PhaseMethods, Project};
use domain::time::{self, Timestamp};
use domain::user::{ProjectRole, Role, User};
use domain::{
    ClientId, ContactId, DeliverableId, DeliverableVersionId, FileId, ProjectId, SessionId, TaskId,
    UserId,
};
use store::links::{OneTimeLink, Purpose};
use store::organisation::Organisation;
use store::sessions::{Session, Who};
use store::{Db, Tx};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::kit::World;

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

/// The same server with the bytes of the firm's files in its folder.
async fn with_content(world: World) -> World {
    let kept = Blobs::of(&world.settings.data).put(CONTENT).await.unwrap();
    assert_eq!(kept.hash.to_string(), CONTENT_HASH);
    world
}

/// A server with a firm whose internal things are these.
pub async fn with(hidden: Hidden) -> World {
    let world = World::empty().await;
    put_firm(&world.db, hidden).await;
    with_content(world).await
}

/// Puts the usual firm into an empty database.
pub async fn settle(db: &Db) {
    put_firm(db, USUAL).await;
}

async fn put_firm(db: &Db, hidden: Hidden) {
    let now = clock::now();
    let mut tx = db.write().await.unwrap();
    let organisation = Organisation { name: "Accord Works".to_owned(), locale: "en".to_owned() };
    store::organisation::create(&mut tx, &organisation, now).await.unwrap();
    put_people(&mut tx, hidden, now).await;
    for (client, contact, project, lead) in
        [(CLIENT, CONTACT, OWN, LEAD), (OTHER_CLIENT, OTHER_CONTACT, OTHER, OTHER_LEAD)]
    {
        put_client(&mut tx, hidden, (client, contact, lead), now).await;
        put_project(&mut tx, hidden, (project, client, lead), now).await;
        put_reader(&mut tx, (contact, project), now).await;
        put_deliverable(&mut tx, hidden, (project, lead), now).await;
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
        // Only the lead's name and address are for clients.
        let name = match number {
            LEAD => "Chen Zhiyuan".to_owned(),
            _ => format!("{} person {number}", hidden.word),
        };
        let email = match number {
            LEAD => "lead@example.com".to_owned(),
            _ => format!("{}{number}@example.com", hidden.word.to_lowercase()),
        };
        let user = User { id: UserId(id(number)), name, email, role, is_active: true, version: 1 };
        store::users::create(tx, &user, None, now).await.unwrap();
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

async fn put_project(
    tx: &mut Tx,
    hidden: Hidden,
    (project, client, lead): (u128, u128, u128),
    now: Timestamp,
) {
    let is_own = project == OWN;
    let project = Project {
        id: ProjectId(id(project)),
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
    let plan = plan(hidden, is_own);
    store::plans::create(tx, project.id, &plan, now).await.unwrap();
    let row = |id: &TaskId| accord::server::plans::row(&plan, *id);
    let rows: Vec<_> = plan.tasks.keys().filter_map(row).collect();
    store::plans::index_tasks(tx, project.id, &rows, &[]).await.unwrap();
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
async fn put_reader(tx: &mut Tx, (number, project): (u128, u128), now: Timestamp) {
    let (contact, project) = (ContactId(id(number)), ProjectId(id(project)));
    store::projects::put_contact(tx, project, contact, now).await.unwrap();
    let who = Who::Contact { contact, project };
    put_session(tx, number, who, &format!("contact-{number}"), now).await;
    let purpose = Purpose::Portal { contact, project };
    let (token, code) = (format!("magic-{number}"), format!("{:06}", 100_000 + number));
    put_link(tx, purpose, (&token, Some(&code)), now).await;
}

async fn put_session(tx: &mut Tx, number: u128, who: Who, token: &str, now: Timestamp) {
    let session = Session {
        id: SessionId(id(700 + number)),
        who,
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_minutes(600),
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
    let link =
        OneTimeLink { id: random::uuid(now), purpose, expires_at, used_at: None, attempts: 0 };
    let code = code.map(random::hash);
    store::links::create(tx, &link, &random::hash(token), code.as_ref(), now).await.unwrap();
}
