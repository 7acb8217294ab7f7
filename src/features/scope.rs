//! Goals and scope: goals that are checked as they are written, what belongs to the project and
//! what does not, the client's agreement to both, and the work that nobody asked for.
//!
//! Lines of the scope show at once what is done to them and are sent one after the other (`writes`,
//! `shared/writing`); a goal stays in its form until the server has it.

pub mod api;
mod feasibility;
mod goal_card;
mod goal_form;
mod goals;
mod guard;
mod item_row;
mod items;
mod page;
mod state;
mod words;
mod writes;

pub use page::ScopePage;
