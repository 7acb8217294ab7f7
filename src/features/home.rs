//! Home: what somebody has to do today, this week's milestones, and projects in trouble.

pub mod api;
mod doors;
mod page;
mod today;
mod waiting;
mod week;

pub use page::HomePage;
