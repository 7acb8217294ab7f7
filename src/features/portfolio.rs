//! The portfolio: every project at a glance, as cards and as a table.

pub mod api;
mod cards;
mod page;
mod rows;

pub use page::PortfolioPage;
