//! The usual firm some days later, for the table of who may do what: in both projects something was
//! decided, something is to be done because of it, and a moment of the plan has a name. On the
//! client's page of `OWN` there are people who may do less than its approver.

use accord::server::{clock, random};
use domain::agreement::{ActionItem, Delegation, Method, RequestState, What};
use domain::client::{ContactDraft, ContactRole};
use domain::time::Timestamp;
use domain::{
    ActionItemId, BaselineId, ClientId, ContactId, DelegationId, ProjectId, SessionId, UserId,
};
use store::Tx;
use store::baselines::Baseline;
use store::sessions::{Session, Who};
use tokio::sync::OnceCell;

use crate::evidence::{ask, decide};
use crate::firm::{self, *};
use crate::kit::World;

/// What the number of a project's item to be done is more than the project's own.
pub const ITEM: u128 = 2_100;
/// What the number of a project's baseline is more than the project's own.
pub const BASELINE: u128 = 2_200;
/// Comments, and decides nothing.
const COLLABORATOR: u128 = 26;
/// Reads, and may say how it is going.
const OBSERVER: u128 = 27;
/// Stands in for the approver today.
const DELEGATE: u128 = CONTACT + 1;
const LOOKER: &str = "looker";

static SETTLED: OnceCell<Vec<u8>> = OnceCell::const_new();

/// A server with the firm as it is some days later.
pub async fn settled() -> World {
    let bytes = SETTLED.get_or_init(|| async {
        let world = firm::with_reached().await;
        let mut tx = world.db.write().await.unwrap();
        let now = clock::now();
        for (project, contact) in [(OWN, CONTACT), (OTHER, OTHER_CONTACT)] {
            put_decision(&mut tx, (project, contact), now).await;
        }
        put_lesser_people(&mut tx, now).await;
        tx.commit().await.unwrap();
        world.into_bytes().await
    });
    firm::with_content(World::copy(bytes.await).await).await
}

/// Who has the client's page open and is not its approver: collaborator, observer, who stands in,
/// and somebody of the team who looks.
pub fn lesser_people() -> [(String, u128); 4] {
    let [collaborator, observer, delegate] =
        [COLLABORATOR, OBSERVER, DELEGATE].map(|number| (firm::contact(number), number));
    [collaborator, observer, delegate, (format!("accord-portal={LOOKER}"), CONTACT)]
}

/// The first decision of a project, with something to do and a baseline.
async fn put_decision(tx: &mut Tx, (number, contact): (u128, u128), now: Timestamp) {
    let (record, request) = ask(tx, (number, contact), 1, RequestState::Decided).await;
    decide(tx, &record, &request, What::Conditional, Method::Portal).await;
    let project = ProjectId(id(number));
    let item = ActionItem {
        id: ActionItemId(id(number + ITEM)),
        project,
        decision: 1,
        text: "Keep paper at night".to_owned(),
        owner: None,
        due: None,
        done_at: None,
        version: 1,
    };
    store::action_items::create(tx, &item, now).await.unwrap();
    let baseline = Baseline {
        id: BaselineId(id(number + BASELINE)),
        project,
        seq: 0,
        name: "As it began".to_owned(),
        by: UserId(id(LEAD)),
        at: now,
    };
    store::baselines::create(tx, &baseline).await.unwrap();
}

async fn put_lesser_people(tx: &mut Tx, now: Timestamp) {
    let (own, lead) = (ProjectId(id(OWN)), UserId(id(LEAD)));
    for (number, role) in
        [(COLLABORATOR, ContactRole::Collaborator), (OBSERVER, ContactRole::Observer)]
    {
        let draft = ContactDraft {
            name: format!("Person {number}"),
            title: String::new(),
            email: format!("person{number}@example.com"),
            phone: String::new(),
            role,
        };
        let (contact, client) = (ContactId(id(number)), ClientId(id(CLIENT)));
        store::contacts::create(tx, contact, client, &draft, now).await.unwrap();
    }
    for number in [COLLABORATOR, OBSERVER, DELEGATE] {
        put_reader(tx, (number, OWN), now).await;
    }
    let today = clock::local(now).date();
    let delegation = Delegation {
        id: DelegationId(id(DELEGATION + 99)),
        contact: ContactId(id(CONTACT)),
        delegate: ContactId(id(DELEGATE)),
        from: today,
        until: today,
    };
    store::delegations::create(tx, &delegation, lead, now).await.unwrap();
    let session = Session {
        id: SessionId(id(799)),
        who: Who::Contact { contact: ContactId(id(CONTACT)), project: own },
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_minutes(600),
        looker: Some(lead),
        handed: None,
        agent: "test".to_owned(),
    };
    store::sessions::create(tx, &session, &random::hash(LOOKER)).await.unwrap();
}
