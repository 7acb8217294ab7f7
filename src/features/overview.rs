//! A project's overview: how it stands, its phases, milestones, next steps, people, and what the
//! client is given.

pub mod api;
mod milestones;
mod page;
mod people;
mod phases;
mod share;
mod share_api;
mod status;

pub use page::OverviewPage;
