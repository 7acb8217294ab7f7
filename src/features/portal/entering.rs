//! The pages on which a contact comes in: behind a link, with a code, without either. None of them
//! offers the team's sign-in.

use leptos::prelude::*;
use locale::{Locale, td_string};

use super::document;
use crate::error::AppError;
use crate::features::entry::Failure;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{FieldKind, TextField};

/// How somebody without a code gets one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By mail, at once.
    ByMail,
    /// From the project manager: no mail is set up.
    ByHand,
}

/// The page behind a magic link: it says for whom the link is, and only its button opens it.
#[must_use]
pub fn enter_page(locale: Locale, token: &str, name: &str, project: &str) -> String {
    let action = paths::magic(token);
    let hint = td_string!(locale, portal.enter_hint, name = name, project = project);
    document(locale, td_string!(locale, portal.enter_title), move || {
        view! {
            <form class="entry__form" method="post" action=action>
                <h1>{td_string!(locale, portal.enter_title)}</h1>
                <p>{hint}</p>
                <Button submit=true kind=ButtonKind::Primary>
                    {td_string!(locale, portal.enter)}
                </Button>
                <p class="entry__hint">{td_string!(locale, portal.not_you)}</p>
            </form>
        }
        .into_any()
    })
}

/// The page behind a link that was used, has run out or was taken back: what to do now.
#[must_use]
pub fn over_page(locale: Locale, way: Way) -> String {
    document(locale, td_string!(locale, portal.over_title), move || {
        let no_code = (way == Way::ByMail).then(|| view! { <NoCode locale/> });
        view! {
            <div class="entry__form">
                <h1>{td_string!(locale, portal.over_title)}</h1>
                <p>{td_string!(locale, portal.over_why)}</p>
                <p>{over_words(locale, way)}</p>
                <Link path=paths::PORTAL_CODE words=td_string!(locale, portal.use_code)/>
                {no_code}
            </div>
        }
        .into_any()
    })
}

fn over_words(locale: Locale, way: Way) -> &'static str {
    match way {
        Way::ByMail => td_string!(locale, portal.over_by_mail),
        Way::ByHand => td_string!(locale, portal.over_by_hand),
    }
}

/// The page on which a code is typed.
#[must_use]
pub fn code_page(locale: Locale, email: String, error: Option<AppError>) -> String {
    document(locale, td_string!(locale, portal.code_title), move || {
        let hint = td_string!(locale, portal.code_hint);
        view! { <CodeForm locale hint email error/> }.into_any()
    })
}

/// The same after a code was asked for; it says nothing of whether somebody has this address.
#[must_use]
pub fn code_sent_page(locale: Locale, email: String) -> String {
    document(locale, td_string!(locale, portal.code_title), move || {
        let hint = td_string!(locale, portal.code_sent);
        view! { <CodeForm locale hint email error=None/> }.into_any()
    })
}

/// The page on which somebody without a code asks for one.
#[must_use]
pub fn no_code_page(locale: Locale, way: Way, email: String, error: Option<AppError>) -> String {
    document(locale, td_string!(locale, portal.no_code_title), move || match way {
        Way::ByMail => view! { <LetterForm locale email error/> }.into_any(),
        Way::ByHand => view! {
            <div class="entry__form">
                <h1>{td_string!(locale, portal.no_code_title)}</h1>
                <p>{td_string!(locale, portal.no_code_by_hand)}</p>
                <Link path=paths::PORTAL_CODE words=td_string!(locale, portal.use_code)/>
            </div>
        }
        .into_any(),
    })
}

/// Address and code.
#[component]
fn CodeForm(
    /// The language of the page.
    locale: Locale,
    /// What is said first.
    hint: &'static str,
    /// The address as typed.
    email: String,
    /// What went wrong, if anything did.
    error: Option<AppError>,
) -> impl IntoView {
    view! {
        <form class="entry__form" method="post" action=paths::PORTAL_CODE>
            <h1>{td_string!(locale, portal.code_title)}</h1>
            <p class="entry__hint">{hint}</p>
            <Failure locale error/>
            <Address locale email/>
            <TextField
                name="code"
                label=td_string!(locale, portal.code)
                kind=FieldKind::Code
                required=true
                autocomplete="one-time-code"
            />
            <Button submit=true kind=ButtonKind::Primary>
                {td_string!(locale, portal.enter)}
            </Button>
            <NoCode locale/>
        </form>
    }
}

/// The address that a code is to be mailed to.
#[component]
fn LetterForm(
    /// The language of the page.
    locale: Locale,
    /// The address as typed.
    email: String,
    /// What went wrong, if anything did.
    error: Option<AppError>,
) -> impl IntoView {
    view! {
        <form class="entry__form" method="post" action=paths::PORTAL_NO_CODE>
            <h1>{td_string!(locale, portal.no_code_title)}</h1>
            <p class="entry__hint">{td_string!(locale, portal.no_code_hint)}</p>
            <Failure locale error/>
            <Address locale email/>
            <Button submit=true kind=ButtonKind::Primary>
                {td_string!(locale, portal.send_code)}
            </Button>
            <Link path=paths::PORTAL_CODE words=td_string!(locale, portal.have_code)/>
        </form>
    }
}

/// The way on for somebody without a code.
#[component]
fn NoCode(
    /// The language of the page.
    locale: Locale,
) -> impl IntoView {
    view! { <Link path=paths::PORTAL_NO_CODE words=td_string!(locale, portal.no_code)/> }
}

#[component]
fn Link(
    /// Where it leads.
    path: &'static str,
    /// What it says.
    words: &'static str,
) -> impl IntoView {
    view! {
        <p>
            <a class="u-link" href=path>{words}</a>
        </p>
    }
}

#[component]
fn Address(
    /// The language of the page.
    locale: Locale,
    /// The address as typed.
    email: String,
) -> impl IntoView {
    view! {
        <TextField
            name="email"
            label=td_string!(locale, portal.email)
            kind=FieldKind::Email
            initial=email
            required=true
            autocomplete="email"
        />
    }
}
