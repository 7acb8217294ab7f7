//! A small firm for the tests, made through the store itself.
//!
//! Users 1 (administrator), 2 and 3; client 1 entered by user 1 with contact 1, client 2 entered by
//! user 2; project 1 (`WMS`) for client 1 led by user 1, project 2 (`CRM`) for client 2 led by 2.

use domain::client::{Client, ClientKind, ClientStage, ContactDraft, ContactRole};
use domain::plan::{Calendar, Plan, Rank, Task};
use domain::project::{Method, Phase, PhaseMethods, Project};
use domain::time::Timestamp;
use domain::user::{Role, User};
use domain::{CalendarId, ClientId, ContactId, ProjectId, TaskId, UserId};
use store::{Db, StoreError, clients, contacts, projects, users};
use uuid::Uuid;

pub const NOW: Timestamp = Timestamp(1_790_000_000_000);
pub const LATER: Timestamp = NOW.plus_minutes(60);

pub const fn user_id(number: u128) -> UserId {
    UserId(Uuid::from_u128(0x1_0000 + number))
}

pub const fn client_id(number: u128) -> ClientId {
    ClientId(Uuid::from_u128(0x2_0000 + number))
}

pub const fn contact_id(number: u128) -> ContactId {
    ContactId(Uuid::from_u128(0x3_0000 + number))
}

pub const fn project_id(number: u128) -> ProjectId {
    ProjectId(Uuid::from_u128(0x4_0000 + number))
}

pub const fn task_id(number: u128) -> TaskId {
    TaskId(Uuid::from_u128(0x5_0000 + number))
}

pub fn user(number: u128) -> User {
    User {
        id: user_id(number),
        name: format!("成员 {number}"),
        email: format!("user{number}@example.com"),
        role: if number == 1 { Role::Administrator } else { Role::ProjectManager },
        is_active: true,
        version: 1,
    }
}

pub fn client(number: u128) -> Client {
    Client {
        id: client_id(number),
        name: format!("客户 {number}"),
        kind: ClientKind::Company,
        stage: ClientStage::Active,
        tier: None,
        note: "only for us".to_owned(),
        is_demo: false,
        version: 1,
    }
}

pub fn contact_draft(number: u128) -> ContactDraft {
    ContactDraft {
        name: format!("联系人 {number}"),
        title: "厂长".to_owned(),
        email: format!("contact{number}@example.org"),
        phone: String::new(),
        role: ContactRole::Approver,
    }
}

pub fn project(number: u128, key: &str) -> Project {
    Project {
        id: project_id(number),
        client: client_id(number),
        key: key.to_owned(),
        name: format!("项目 {number}"),
        methods: PhaseMethods::hybrid(),
        phase: Phase::Planning,
        lead: user_id(number),
        status: String::new(),
        next_meeting: String::new(),
        is_demo: false,
        version: 1,
    }
}

pub fn plan() -> Plan {
    let id = CalendarId(Uuid::from_u128(0x6_0001));
    Plan::new(29_700_000, Calendar::office(id, "标准".to_owned()), Vec::new())
}

pub fn task(number: u32) -> Task {
    let rank = Rank::between(None, None);
    Task::new(task_id(number.into()), number, format!("任务 {number}"), rank)
}

/// The three users, with nothing else.
pub async fn people(db: &Db) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    for number in 1..=3 {
        users::create(&mut tx, &user(number), Some("a hash"), NOW).await?;
    }
    tx.commit().await
}

/// The whole firm.
pub async fn firm(db: &Db) -> Result<(), StoreError> {
    people(db).await?;
    let mut tx = db.write().await?;
    for (number, key) in [(1, "WMS"), (2, "CRM")] {
        clients::create(&mut tx, &client(number), user_id(number), NOW).await?;
        projects::create(&mut tx, &project(number, key), NOW).await?;
    }
    contacts::create(&mut tx, contact_id(1), client_id(1), &contact_draft(1), NOW).await?;
    tx.commit().await
}

/// The method that the hybrid has in execution, changed.
pub const EXTREME: PhaseMethods = PhaseMethods::uniform(Method::Extreme);
