//! Changes of the plan: requests, the branches that they would bring, what these do, and how they
//! become part of the plan.

pub mod api;
pub mod apply_api;
pub mod options_api;

mod applying;
mod banner;
mod conflicts;
mod decide;
mod desk;
mod drawing;
mod form;
mod head;
mod impact;
mod list;
mod notes;
mod operations;
mod option_form;
mod options;
mod page;
mod picture;
mod steps;
mod words;

pub use banner::DraftBanner;
pub use list::ChangesPage;
pub use page::ChangePage;
