//! Requirements: conversations in which needs are found, the document, the list, and the trace
//! from each need to task, criterion, deliverable and acceptance.

pub mod api;
pub mod elicitation_api;

mod ask;
mod coverage;
mod criteria;
mod desk;
mod document;
mod fields;
mod list;
mod notice;
mod page;
mod panel;
mod priority;
mod record;
mod records;
mod section;
mod traces;

pub use page::RequirementsPage;
