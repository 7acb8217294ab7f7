//! What the client gets: the register of deliverables with their versions, and the project's files.
//!
//! Nothing is shown to the client in passing: every step into its sight is one sheet that says what
//! the client will newly see.

pub mod api;
mod criteria;
mod desk;
mod detail;
mod files;
pub mod files_api;
mod form;
mod page;
mod preview;
mod publish;
mod register;
mod removal;
mod versions;
mod words;

pub use page::DeliverablesPage;
