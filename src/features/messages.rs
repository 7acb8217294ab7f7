//! Messages between team and client: threads, internal or for the client, and what the client said
//! about the work.

pub mod api;

mod composer;
mod desk;
mod message;
mod page;
mod thread;
mod threads;
mod voices;

pub use page::MessagesPage;
pub use thread::Thread;
