//! The history of a plan: who changed what and when, the plan as it once was, named moments.

pub mod api;

mod baselines;
mod difference;
mod entries;
mod filters;
mod pages;
mod panel;
mod past;
mod steps;

pub use panel::{HistoryButton, HistoryPanel};
pub use past::{Past, PastBanner};

/// Puts the focus on what is about to be drawn.
fn focus_soon(id: &'static str) {
    crate::ui::dom::on_next_frame(move || {
        crate::ui::dom::focus_by_id(id);
    });
}
