//! The firm of the tests: everybody who may ask, two projects of two clients, links for contacts.
//!
//! Project `OWN` is led by `LEAD`, worked on by `MEMBER` and shown to `CONTACT`; project `OTHER`
//! belongs to other people altogether. Whatever is internal carries the word of `Hidden`.

mod numbers;
mod people;
mod project;
mod subjects;

use accord::server::blobs::Blobs;
use accord::server::clock;
use domain::user::ProjectRole;
use domain::{ProjectId, UserId};
use store::Db;
use store::organisation::Organisation;
use tokio::sync::OnceCell;

use crate::kit::World;

pub use numbers::*;
use people::{put_client, put_people, put_records};
pub use people::{put_link, put_reader};
use project::put_project;
pub use subjects::record;
use subjects::{
    put_change, put_deliverable, put_handover, put_minutes, put_needs, put_request, put_risk,
    put_scope,
};

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
