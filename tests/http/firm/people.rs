//! The people of the firm and of its clients, what is kept of a client, and the ways in.

use accord::server::codes::CodeKey;
use accord::server::random;
use domain::agreement::Delegation;
use domain::client::contract::{Contract, ContractFacts};
use domain::client::log::{Channel, LogEntry, LogFacts};
use domain::client::promise::{Promise, PromiseFacts};
use domain::client::stakeholder::{Stakeholder, StakeholderFacts};
use domain::client::{Client, ClientKind, ClientStage, ContactDraft, ContactRole};
use domain::time::Timestamp;
use domain::user::{Role, User};
use domain::{
    ClientId, ClientPromiseId, ContactId, ContactLogId, ContractId, DelegationId, ProjectId,
    SessionId, StakeholderId, UserId,
};
use store::Tx;
use store::codes::Code;
use store::links::{OneTimeLink, Purpose};
use store::sessions::{Session, Who};

use super::{
    ADMINISTRATOR, CONTRACT, DELEGATION, ENTRY, FINANCE, Hidden, INVITED, LEAD, MEMBER, OTHER_LEAD,
    OUTSIDER, PROMISE, SPONSOR, STAKEHOLDER, STRANGER, id,
};
use crate::kit::CODE_KEY;

pub(super) async fn put_people(tx: &mut Tx, hidden: Hidden, now: Timestamp) {
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

pub(super) async fn put_client(
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
pub(super) async fn put_records(
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
