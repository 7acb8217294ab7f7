//! Clients: the list, and one client with its people and projects.

pub mod api;
mod contacts;
mod form;
mod list;
mod profile;

pub use list::ClientsPage;
pub use profile::ClientPage;
