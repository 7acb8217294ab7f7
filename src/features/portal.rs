//! The client's page: built from portal types only, drawn by the server, works without scripts.

use domain::RequestId;
use domain::portal::{PortalMilestone, PortalPage, PortalState, PortalWork};
use leptos::prelude::*;
use locale::{Locale, dates, td_string};

use super::entry::{LanguageLink, document, document_keeping, plain_document};
use crate::error::AppError;
use crate::paths;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{FieldKind, TextField};
use crate::ui::icon::Icon;
use crate::ui::progress::Progress;

/// The page behind a magic link: it says for whom the link is, and only its button opens it, on the
/// decision about `request` if the link leads there.
#[must_use]
pub fn enter_page(
    locale: Locale,
    token: &str,
    request: Option<RequestId>,
    (name, project): (String, String),
) -> String {
    let (action, keep) = match request {
        Some(request) => {
            (paths::magic_to_decision(token, request), format!("&to=decision/{request}"))
        }
        None => (paths::magic(token), String::new()),
    };
    document_keeping(locale, td_string!(locale, portal.enter_title), keep, move || {
        let hint = td_string!(locale, portal.enter_hint, name = name, project = project);
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

/// The page on which a code is typed instead.
#[must_use]
pub fn code_page(locale: Locale, email: String, error: Option<AppError>) -> String {
    document(locale, td_string!(locale, portal.code_title), move || {
        let failure = error.map(|error| {
            view! { <p class="entry__failure" role="alert">{error.sentence(locale)}</p> }
        });
        view! {
            <form class="entry__form" method="post" action=paths::PORTAL_CODE>
                <h1>{td_string!(locale, portal.code_title)}</h1>
                <p class="entry__hint">{td_string!(locale, portal.code_hint)}</p>
                {failure}
                <TextField
                    name="email"
                    label=td_string!(locale, portal.email)
                    kind=FieldKind::Email
                    initial=email
                    required=true
                    autocomplete="email"
                />
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
            </form>
        }
        .into_any()
    })
}

/// The client's page.
#[must_use]
pub fn portal_page(locale: Locale, page: PortalPage) -> String {
    let title = page.project.clone();
    plain_document(locale, &title, move || view! { <Portal locale page/> }.into_any())
}

#[component]
fn Portal(
    /// The language.
    locale: Locale,
    /// What the client may see.
    page: PortalPage,
) -> impl IntoView {
    let hello = td_string!(locale, portal.hello, name = page.reader.clone());
    let waiting = waiting_sentence(locale, &page.milestones);
    let by = td_string!(locale, portal.by, supplier = page.supplier.clone());
    view! {
        <div class="portal">
            <header class="portal__top">
                <p class="portal__brand">
                    <span class="portal__supplier">{page.supplier}</span>
                    <strong>{page.project}</strong>
                </p>
                <nav class="portal__language"><LanguageLink locale/></nav>
            </header>
            <main class="portal__page">
                <h1 class="portal__hello">{hello}</h1>
                <section class="portal__panel portal__waiting" aria-labelledby="portal-waiting">
                    <h2 id="portal-waiting">{td_string!(locale, portal.waiting)}</h2>
                    <p>{waiting}</p>
                </section>
                <ProgressPanel locale percent=page.percent work=page.work/>
                <Milestones locale milestones=page.milestones/>
                <Meeting locale line=page.next_meeting/>
                <Manager locale name=page.manager.name email=page.manager.email/>
            </main>
            <footer class="portal__foot">
                <p>{td_string!(locale, portal.privacy)} " " {by}</p>
                <form method="post" action=paths::PORTAL_LEAVE>
                    <Button submit=true kind=ButtonKind::Ghost>
                        {td_string!(locale, portal.leave)}
                    </Button>
                </form>
            </footer>
        </div>
    }
}

#[component]
fn ProgressPanel(
    /// The language.
    locale: Locale,
    /// Done share, if anything measurable is visible.
    percent: Option<u8>,
    /// Visible work.
    work: Vec<PortalWork>,
) -> impl IntoView {
    let label = td_string!(locale, portal.progress);
    let bar = percent.map(|percent| {
        view! {
            <p class="portal__percent">{percent}"%"</p>
            <Progress label percent/>
        }
    });
    let rows = work.into_iter().map(|work| {
        let state = state_word(locale, work.state);
        view! {
            <li class="portal__row" data-state=state_name(work.state)>
                <span class="portal__title">{work.title}</span>
                <span class="portal__date">{promised(locale, work.promise)}</span>
                <span class="portal__state">{state} " " <span class="u-num">{work.percent}"%"</span></span>
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="portal__rows">{rows}</ul> });
    (bar.is_some() || list.is_some()).then(|| {
        view! {
            <section class="portal__panel" aria-labelledby="portal-progress">
                <h2 id="portal-progress">{label}</h2>
                {bar}
                {list}
            </section>
        }
    })
}

#[component]
fn Milestones(
    /// The language.
    locale: Locale,
    /// Visible milestones.
    milestones: Vec<PortalMilestone>,
) -> impl IntoView {
    let is_empty = milestones.is_empty();
    let rows: Vec<_> = milestones
        .into_iter()
        .map(|milestone| {
            view! {
                <li class="portal__milestone" data-state=state_name(milestone.state)>
                    <span class="portal__mark" aria-hidden="true"></span>
                    <strong class="portal__title">{milestone.title}</strong>
                    <span class="portal__date">{promised(locale, milestone.promise)}</span>
                    <span class="portal__state">{milestone_word(locale, milestone.state)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <section class="portal__panel" aria-labelledby="portal-milestones">
            <h2 id="portal-milestones">{td_string!(locale, portal.milestones)}</h2>
            {is_empty.then(|| view! { <p>{td_string!(locale, portal.no_milestones)}</p> })}
            <ol class="portal__milestones">{rows}</ol>
        </section>
    }
}

#[component]
fn Meeting(
    /// The language.
    locale: Locale,
    /// The line about the next meeting.
    line: String,
) -> impl IntoView {
    (!line.is_empty()).then(|| {
        view! {
            <section class="portal__panel" aria-labelledby="portal-meeting">
                <h2 id="portal-meeting">{td_string!(locale, portal.meeting)}</h2>
                <p>{line}</p>
            </section>
        }
    })
}

#[component]
fn Manager(
    /// The language.
    locale: Locale,
    /// Who answers for the project.
    name: String,
    /// How to write to that person.
    email: String,
) -> impl IntoView {
    let address = format!("mailto:{email}");
    view! {
        <section class="portal__panel portal__manager" aria-labelledby="portal-manager">
            <h2 id="portal-manager" class="u-hidden">{td_string!(locale, portal.manager)}</h2>
            <Avatar name=name.clone() size=AvatarSize::Large named=true/>
            <p class="u-grow">
                <strong>{name}</strong>
                <span class="u-muted">{td_string!(locale, portal.manager)}</span>
            </p>
            <crate::ui::button::LinkButton href=address icon=Icon::Mail>
                {td_string!(locale, portal.write)}
            </crate::ui::button::LinkButton>
        </section>
    }
}

fn waiting_sentence(locale: Locale, milestones: &[PortalMilestone]) -> String {
    let nothing = td_string!(locale, portal.nothing_waiting);
    let next = milestones.iter().find(|milestone| milestone.state == PortalState::Current);
    let Some(next) = next else { return nothing.to_owned() };
    let title = next.title.as_str();
    let line = match next.promise {
        Some(day) => {
            let date = dates::prose(locale, day);
            td_string!(locale, portal.next_milestone, title = title, date = date)
        }
        None => td_string!(locale, portal.next_milestone_undated, title = title),
    };
    match locale {
        Locale::zh_CN => format!("{nothing}{line}"),
        Locale::en => format!("{nothing} {line}"),
    }
}

fn promised(locale: Locale, day: Option<chrono::NaiveDate>) -> String {
    day.map(|day| td_string!(locale, portal.promised, date = dates::prose(locale, day)))
        .unwrap_or_default()
}

fn state_word(locale: Locale, state: PortalState) -> &'static str {
    match state {
        PortalState::Done => td_string!(locale, portal.done),
        PortalState::Current => td_string!(locale, portal.current),
        PortalState::Planned => td_string!(locale, portal.planned),
    }
}

fn milestone_word(locale: Locale, state: PortalState) -> &'static str {
    match state {
        PortalState::Current => td_string!(locale, portal.next),
        PortalState::Done | PortalState::Planned => state_word(locale, state),
    }
}

const fn state_name(state: PortalState) -> &'static str {
    match state {
        PortalState::Done => "done",
        PortalState::Current => "current",
        PortalState::Planned => "planned",
    }
}
