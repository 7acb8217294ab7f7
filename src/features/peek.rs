//! The peek panel: everything about one task, beside whatever view it was opened from.
//!
//! Every change is one plan operation. Pure parts: `hours` (first and last working minute of a
//! day, lengths in units), `changes` (what several properties that belong together become).

mod changes;
mod client;
mod dates;
mod hours;
mod links;
mod main_facts;
mod panel;
mod state;
mod why;

pub use panel::Peek;
