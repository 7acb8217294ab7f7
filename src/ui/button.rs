//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};
use super::toast::Toasts;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on a screen: filled blue.
    Primary,
    /// The usual button: a border.
    #[default]
    Quiet,
    /// Text only, until the pointer is over it.
    Ghost,
    /// Takes something away: red words, a border.
    Danger,
    /// A square with only an icon in it; give it a label.
    Icon,
}

impl ButtonKind {
    /// Its classes in the style sheet.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Quiet => "button button--quiet",
            Self::Ghost => "button button--ghost",
            Self::Danger => "button button--danger",
            Self::Icon => "button button--icon",
        }
    }
}

/// A button. One that cannot be used stays in the tab order and says why, when the pointer rests on
/// it and when it is pressed.
#[component]
pub fn Button(
    /// The look.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The name read aloud and shown as a tip; needed where there are no words.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Why it cannot be used now; `None` when it can.
    #[prop(optional, into)]
    reason: Option<Signal<Option<String>>>,
    /// Whether its work is going on; a busy button takes no press.
    #[prop(optional, into)]
    busy: Option<Signal<bool>>,
    /// Whether it is on, for a button that switches something.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Called when it is pressed and can be used.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Whether it sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// The form field that a sending button fills, as name and value.
    #[prop(optional)]
    sends: Option<(&'static str, String)>,
    /// Where the form goes instead of its own address when this button sends it; nothing has to be
    /// filled in for that.
    #[prop(optional, into)]
    to: Option<String>,
    /// The id of the element.
    #[prop(optional, into)]
    id: Option<String>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let toasts = use_context::<Toasts>();
    let why = move || reason.and_then(|reason| reason.get());
    let is_busy = move || busy.is_some_and(|busy| busy.get());
    let name = move || label.map(|label| label.get());
    let tip = move || why().or_else(name);
    let disabled = move || (why().is_some() || is_busy()).then_some("true");
    let press = move |event: web_sys::MouseEvent| {
        let reason = reason.and_then(|reason| reason.get_untracked());
        if reason.is_some() || busy.is_some_and(|busy| busy.get_untracked()) {
            event.prevent_default();
            if let (Some(toasts), Some(reason)) = (toasts, reason) {
                toasts.say(reason);
            }
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let (field, value) = sends.unzip();
    view! {
        <button
            class=kind.class()
            id=id
            type=if submit { "submit" } else { "button" }
            name=field
            value=value
            formnovalidate=to.is_some()
            formaction=to
            title=tip
            aria-label=name
            aria-disabled=disabled
            aria-busy=move || is_busy().then_some("true")
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=press
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            {children.map(|children| children())}
        </button>
    }
}

/// A link that looks like a button: for going somewhere, not for doing something.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// The look.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// The name read aloud and shown as a tip; needed where there are no words.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Whether it opens beside this page, as for a file or another site.
    #[prop(optional)]
    outside: bool,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let name = move || label.map(|label| label.get());
    view! {
        <a
            class=kind.class()
            href=move || href.get()
            title=name
            aria-label=name
            target=outside.then_some("_blank")
            rel=outside.then_some("noopener external")
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            {children.map(|children| children())}
            {outside.then(|| view! { <Icon icon=Icon::ExternalLink size=IconSize::Small /> })}
        </a>
    }
}
