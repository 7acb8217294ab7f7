//! What everybody and everything of the firm is called: numbers, of which ids are made.

use domain::time::Timestamp;
use uuid::Uuid;

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

/// An id of the firm, by its number.
pub const fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0000 + number)
}
