//! The inbox: clients who wait for an answer, complaints, mentions, decisions that were given.

mod item;
mod page;

pub use page::InboxPage;
