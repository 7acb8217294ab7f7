//! A new project in four short steps: client, method, dates, people.

pub mod api;
mod client_step;
mod form;
mod guide;
mod key;
mod method_step;
mod page;
mod people_step;

pub use page::NewProjectPage;
