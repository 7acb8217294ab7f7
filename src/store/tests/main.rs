//! Every function of the store, on each kind of database.

mod agreements;
mod baselines;
mod client_records;
mod changes;
mod contacts_and_clients;
mod database;
mod db;
mod delegations;
mod deliverables;
mod demo;
mod elicitations;
mod events;
mod files;
mod fixture;
mod links;
mod organisation;
mod outbox;
mod plans;
mod projects;
mod requirements;
mod schema;
mod scope;
mod search;
mod sessions;
mod users;
mod wake;
