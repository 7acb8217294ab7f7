//! The peek panel: everything about one task, beside whatever view it was opened from.
//!
//! Every change is one plan operation.

pub mod api;

mod checklist;
mod client;
mod constraint;
mod dates;
mod description;
mod effort;
mod foresight;
mod links;
mod main_facts;
mod panel;
mod pauses;
mod settings;
mod state;
mod working;

pub use panel::Peek;
