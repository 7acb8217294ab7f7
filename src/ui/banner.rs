//! Banners: what holds for the whole page until it changes.

use leptos::prelude::*;

use super::dom::panic::RELOAD_BAR;
use super::icon::Icon;

/// What a banner is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Good to know.
    #[default]
    Info,
    /// Needs attention.
    Warn,
    /// Something is wrong; read aloud at once.
    Bad,
    /// The client is looking on.
    Client,
}

impl BannerKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Client => "client",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Info => Icon::Info,
            Self::Warn => Icon::Warning,
            Self::Bad => Icon::Stop,
            Self::Client => Icon::Eye,
        }
    }
}

/// A line across the page with an icon, a sentence and what can be done.
#[component]
pub fn Banner(
    /// What it is about.
    #[prop(optional)]
    kind: BannerKind,
    /// Buttons or links at the end.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// The sentence.
    children: Children,
) -> impl IntoView {
    let role = if kind == BannerKind::Bad { "alert" } else { "status" };
    view! {
        <div class="banner" data-kind=kind.name() role=role>
            <Icon icon=kind.icon() />
            <div class="banner__text">{children()}</div>
            {actions.map(|actions| view! { <div class="banner__actions">{actions.run()}</div> })}
        </div>
    }
}

/// Waits hidden for the day when the page's own code breaks; put it once into the page, last.
#[component]
pub fn ReloadBar(
    /// What has happened and what is safe.
    #[prop(into)]
    text: Signal<String>,
    /// The words of the link that loads the page again.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="banner banner--reload" data-kind="bad" role="alert" id=RELOAD_BAR hidden>
            <Icon icon=Icon::Stop />
            <span class="banner__text">{move || text.get()}</span>
            // `external` keeps the router, which may be broken too, out of the way.
            <a class="button button--quiet" href="" rel="external">
                {move || label.get()}
            </a>
        </div>
    }
}
