//! Why a task lies where it does: what decided it, how its end follows, how far it can slip.

use domain::TaskId;
use domain::plan::Why;
use leptos::prelude::*;
use locale::{Locale, reasons};

use super::plan::PlanContext;

/// What a sentence is about, and the sentence.
pub type Said = (&'static str, String);

/// Everything that is to be said about a task of the open plan, the start first. Subscribes to the
/// plan.
#[must_use]
pub fn said(plan: PlanContext, locale: Locale, task: TaskId) -> Vec<Said> {
    let today = plan.today();
    plan.with(|view| {
        let why = Why::of(&view.plan, &view.scheduled, task);
        why.map(|why| reasons::why(locale, &why, &view.plan.settings, today)).unwrap_or_default()
    })
}

/// One of the sentences.
pub fn line((about, sentence): Said) -> impl IntoView {
    // A full-width colon brings its own room.
    let room = about.ends_with(':').then_some(" ");
    view! {
        <b>{about}</b>
        {room}
        {sentence}
    }
}
