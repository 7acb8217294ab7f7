//! The pages before anyone is signed in. Drawn by the server alone: no script, plain forms.

use domain::ProjectId;
use leptos::prelude::*;
use locale::{Locale, td_string};

use crate::error::AppError;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{FieldKind, TextField};

/// What the sign-in page shows again after a failed attempt.
pub struct SignInForm {
    /// The address as typed.
    pub email: String,
    /// Where to go afterwards.
    pub next: String,
    /// What went wrong.
    pub error: Option<AppError>,
}

/// What the set-up page shows again after a refused attempt.
#[derive(Default)]
pub struct SetUpForm {
    /// The link's secret.
    pub token: String,
    /// The organisation's name as typed.
    pub organisation: String,
    /// The person's name as typed.
    pub name: String,
    /// The address as typed.
    pub email: String,
    /// What went wrong.
    pub error: Option<AppError>,
}

/// The sign-in page.
#[must_use]
pub fn sign_in_page(locale: Locale, form: SignInForm) -> String {
    let SignInForm { email, next, error } = form;
    document(locale, td_string!(locale, entry.sign_in), move || {
        view! {
            <form class="entry__form" method="post" action=paths::SIGN_IN>
                <h1>{td_string!(locale, entry.sign_in)}</h1>
                <Failure locale error/>
                <input type="hidden" name="next" value=next/>
                <TextField
                    name="email"
                    label=td_string!(locale, entry.email)
                    kind=FieldKind::Email
                    initial=email
                    required=true
                    autocomplete="username"
                />
                <TextField
                    name="password"
                    label=td_string!(locale, entry.password)
                    kind=FieldKind::Password
                    required=true
                    autocomplete="current-password"
                />
                <Button submit=true kind=ButtonKind::Primary>
                    {td_string!(locale, entry.sign_in)}
                </Button>
                <p class="entry__hint">{td_string!(locale, entry.client_hint)}</p>
            </form>
        }
        .into_any()
    })
}

/// The page of the first start.
#[must_use]
pub fn set_up_page(locale: Locale, form: SetUpForm) -> String {
    let SetUpForm { token, organisation, name, email, error } = form;
    document(locale, td_string!(locale, entry.set_up), move || {
        view! {
            <form class="entry__form" method="post" action=paths::setup(&token)>
                <h1>{td_string!(locale, entry.set_up)}</h1>
                <p class="entry__hint">{td_string!(locale, entry.set_up_hint)}</p>
                <Failure locale error/>
                <TextField
                    name="organisation"
                    label=td_string!(locale, entry.organisation)
                    initial=organisation
                    required=true
                    autocomplete="organization"
                />
                <TextField
                    name="name"
                    label=td_string!(locale, entry.your_name)
                    initial=name
                    required=true
                    autocomplete="name"
                />
                <TextField
                    name="email"
                    label=td_string!(locale, entry.email)
                    kind=FieldKind::Email
                    initial=email
                    required=true
                    autocomplete="username"
                />
                <NewPassword locale/>
                <Button submit=true kind=ButtonKind::Primary>
                    {td_string!(locale, entry.begin)}
                </Button>
            </form>
        }
        .into_any()
    })
}

/// The page on which an invited person chooses a password.
#[must_use]
pub fn invitation_page(locale: Locale, token: &str, error: Option<AppError>) -> String {
    let action = paths::invitation(token);
    document(locale, td_string!(locale, entry.invitation), move || {
        view! {
            <form class="entry__form" method="post" action=action>
                <h1>{td_string!(locale, entry.invitation)}</h1>
                <p class="entry__hint">{td_string!(locale, entry.invitation_hint)}</p>
                <Failure locale error/>
                <NewPassword locale/>
                <Button submit=true kind=ButtonKind::Primary>
                    {td_string!(locale, entry.begin)}
                </Button>
            </form>
        }
        .into_any()
    })
}

/// Who reads a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Somebody of the team, who has a home page.
    Team,
    /// Somebody of a client, whom the team's sign-in does not concern: back to the project's page,
    /// or to where one enters.
    Client(Option<ProjectId>),
}

/// A page that says what went wrong, with the way on.
#[must_use]
pub fn failure_page(locale: Locale, error: &AppError, audience: Audience) -> String {
    let title = match error {
        AppError::NotFound => td_string!(locale, error.not_found_title),
        _ => td_string!(locale, error.title),
    };
    let sentence = error.sentence(locale);
    let (href, words) = match audience {
        Audience::Team => (paths::HOME.to_owned(), td_string!(locale, error.home)),
        Audience::Client(Some(project)) => {
            (paths::portal(project), td_string!(locale, portal.back))
        }
        Audience::Client(None) => {
            (paths::PORTAL_CODE.to_owned(), td_string!(locale, portal.use_code))
        }
    };
    document(locale, title, move || {
        view! {
            <div class="entry__form">
                <h1>{title}</h1>
                <p>{sentence}</p>
                <p><a class="u-link" href=href>{words}</a></p>
            </div>
        }
        .into_any()
    })
}

/// A whole document without scripts, in one language, with the switch to the other.
pub fn document(
    locale: Locale,
    title: &'static str,
    body: impl FnOnce() -> AnyView + 'static,
) -> String {
    let page = move || {
        view! {
            <main class="entry">
                <p class="entry__brand">
                    <img src="/favicon.svg" alt="" width="28" height="28"/>
                    {td_string!(locale, common.app_name)}
                </p>
                {body()}
                <p class="entry__language">
                    <LanguageLink locale/>
                </p>
            </main>
        }
        .into_any()
    };
    plain_document(locale, title, page)
}

/// The frame of every page without scripts.
pub fn plain_document(
    locale: Locale,
    title: &str,
    body: impl FnOnce() -> AnyView + 'static,
) -> String {
    let owner = Owner::new();
    // A title holds text only: the framework's markers between texts would be shown.
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let title = format!("{title} · {}", td_string!(locale, common.app_name));
    let html = owner.with(|| {
        view! {
            <html lang=language_tag(locale)>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title inner_html=title></title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    <link rel="stylesheet" href="/pkg/accord.css"/>
                </head>
                <body>{body()}</body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{html}")
}

/// The language's name as browsers write it.
const fn language_tag(locale: Locale) -> &'static str {
    match locale {
        Locale::zh_CN => "zh-CN",
        Locale::en => "en",
    }
}

/// The link to the same page in the other language.
#[component]
pub fn LanguageLink(
    /// The language of the page.
    locale: Locale,
) -> impl IntoView {
    let (tag, name) = match locale {
        Locale::zh_CN => ("en", "English"),
        Locale::en => ("zh-CN", "中文"),
    };
    view! { <a class="u-link" href=format!("?lang={tag}") lang=tag hreflang=tag>{name}</a> }
}

#[component]
fn NewPassword(
    /// The language of the page.
    locale: Locale,
) -> impl IntoView {
    view! {
        <TextField
            name="password"
            label=td_string!(locale, entry.new_password)
            hint=td_string!(locale, entry.password_hint)
            kind=FieldKind::Password
            required=true
            autocomplete="new-password"
        />
    }
}

/// What went wrong, above a form that is shown again.
#[component]
pub fn Failure(
    /// The language of the page.
    locale: Locale,
    /// What went wrong, if anything did.
    error: Option<AppError>,
) -> impl IntoView {
    error.map(|error| {
        view! {
            <p class="entry__failure" id=paths::FAILURE tabindex="-1" role="alert">
                {error.sentence(locale)}
            </p>
        }
    })
}
