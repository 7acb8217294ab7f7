//! How projects and milestones stand, drawn alike everywhere: shape, colour and word.

use domain::summary::{Level, MilestoneFacts};
use leptos::prelude::*;
use locale::{nouns, use_i18n};

use crate::ui::badge::{Rag, RagBadge};

/// The shape and colour of a level.
#[must_use]
pub const fn rag(level: Level) -> Rag {
    match level {
        Level::Open => Rag::None,
        Level::Fine => Rag::Ok,
        Level::Watch => Rag::Warn,
        Level::Serious => Rag::Bad,
    }
}

/// How a project stands, in shape, colour and word.
#[component]
pub fn LevelBadge(
    /// How it stands.
    level: Level,
    /// Whether it does without the coloured ground, as in tables.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || nouns::level(i18n.get_locale(), level);
    view! { <RagBadge rag=rag(level) word bare /> }
}

/// How far a milestone is from its date, in shape, colour and words; nothing when it has no date
/// to keep.
#[component]
pub fn SlipBadge(
    /// The milestone.
    milestone: MilestoneFacts,
) -> impl IntoView {
    let i18n = use_i18n();
    let level = milestone.level();
    milestone.slip_days().map(|days| {
        let word = move || nouns::slip(i18n.get_locale(), days);
        view! { <RagBadge rag=rag(level) word bare=true /> }
    })
}
