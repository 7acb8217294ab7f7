//! Minutes of meetings: written down by the team, shown to the client by a step of its own, agreed
//! like everything else; their action items become tasks.

mod acts;
pub mod api;
mod desk;
mod dialogs;
mod document;
mod editor;
mod list;
mod page;
mod rows;
mod typed;

pub use page::MinutesPage;
