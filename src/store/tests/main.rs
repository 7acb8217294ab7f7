//! Every function of the store, on each kind of database.

mod baselines;
mod contacts_and_clients;
mod database;
mod db;
mod demo;
mod events;
mod fixture;
mod inbox;
mod links;
mod messages;
mod organisation;
mod plans;
mod projects;
mod schema;
mod search;
mod sessions;
mod users;
mod voices;
mod wake;
