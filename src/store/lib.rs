//! All SQL, for SQLite and PostgreSQL: one text per query, one file per noun.
//!
//! Every function takes an open transaction and returns domain types; absence is `None`. A write
//! that changed no row because somebody was faster is a `Conflict`. Only `db` and the few `Dialect`
//! constants know that there are two databases.

#[macro_use]
pub mod db;

pub mod action_items;
pub mod agreements;
pub mod baselines;
pub mod change_options;
pub mod change_steps;
pub mod changes;
pub mod client_promises;
pub mod clients;
pub mod codes;
pub mod complaints;
pub mod contact_log;
pub mod contacts;
pub mod contracts;
pub mod delegations;
pub mod deliverable_views;
pub mod deliverables;
pub mod demo;
pub mod elicitations;
pub mod entries;
pub mod error;
pub mod events;
pub mod feedback;
pub mod files;
pub mod handovers;
pub mod inbox;
pub mod languages;
pub mod links;
pub mod messages;
pub mod minutes;
pub mod organisation;
pub mod outbox;
pub mod plans;
pub mod projects;
pub mod records;
pub mod requirements;
pub mod requirements_docs;
pub mod risks;
pub mod scope;
pub mod search;
pub mod sessions;
pub mod stakeholders;
pub mod users;
pub mod waiting;
pub mod wake;

pub use db::{Db, Kind, Tx};
pub use error::StoreError;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::UserId;
use uuid::Uuid;

/// Whose projects and clients a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everyone's.
    All,
    /// Those of projects in which this person has a role, and the clients that the person entered.
    Of(UserId),
}

impl Reach {
    /// The person by whom rows are chosen, as a parameter of a query; none chooses all.
    const fn person(self) -> Option<Uuid> {
        match self {
            Self::All => None,
            Self::Of(user) => Some(user.0),
        }
    }
}

/// A write that names its row by id and version has changed one row, or somebody was faster.
const fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Conflict) } else { Ok(()) }
}

/// A day as it is stored; `what` names the column.
fn day(text: &str, what: &'static str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt(what))
}

/// A day that may be missing.
fn optional_day(text: Option<&str>, what: &'static str) -> Result<Option<NaiveDate>, StoreError> {
    text.map(|text| day(text, what)).transpose()
}

/// What stands second in the rows, under what stands first in them, in the order of the query.
fn grouped<T>(rows: Vec<(Uuid, Uuid)>, id: fn(Uuid) -> T) -> BTreeMap<Uuid, Vec<T>> {
    let mut groups: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for (under, other) in rows {
        groups.entry(under).or_default().push(id(other));
    }
    groups
}
