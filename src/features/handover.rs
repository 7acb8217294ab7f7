//! The hand-over of a project: when and to whom, what is handed over, what is still to be done, who
//! helps afterwards, and the client's agreement to all of it.
//!
//! Everything is edited where it stands, shown at once and sent one after the other (`writes`,
//! `shared/writing`).

pub mod api;
mod checks;
mod facts;
mod item_row;
mod items;
mod page;
mod points;
mod state;
mod words;
mod writes;

pub use page::HandoverPage;
