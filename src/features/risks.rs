//! Risks: a matrix of probability and impact, a register, and what is done about each. Nothing of
//! it ever reaches the client.

pub mod api;
mod arrows;
mod chips;
mod desk;
mod drag;
mod fields;
mod filter;
mod form;
mod hands;
mod heat;
mod keys;
mod level;
mod matrix;
mod page;
mod panel;
mod register;
mod response;
mod review;
mod top;

pub use heat::HeatMark;
pub use page::RisksPage;
pub use top::TopRisks;
