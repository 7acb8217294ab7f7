//! Clients: the list, and one client with its people, contracts, conversations and promises.

pub mod api;
mod contact_merge;
mod contacts;
mod contracts;
pub mod contracts_api;
mod delegates;
pub mod delegates_api;
mod form;
mod history;
pub mod history_api;
mod import;
mod list;
mod log;
pub mod log_api;
mod log_form;
mod merge;
pub mod merge_api;
mod parts;
mod place;
mod profile;
mod promises;
pub mod promises_api;
mod save_dialog;
mod stakeholder_map;
mod stakeholders;
pub mod stakeholders_api;
mod words;

pub use list::ClientsPage;
pub use profile::ClientPage;
