//! The client's page: built from portal types only, drawn by the server, works without scripts. The
//! one that it has uncovers a line when there is something new, and names files that were chosen.

mod decisions;
mod deliveries;
mod entering;
mod messages;
mod minutes;
mod people;
mod standing;
mod support;
mod voice;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::ProjectId;
use domain::portal::{PortalMinutesPage, PortalPage};
use domain::time::Timestamp;
use leptos::prelude::*;
use locale::{Locale, dates, td_string};

use super::entry::{LanguageLink, document, plain_document};
use crate::error::AppError;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};

use decisions::Decisions;
pub use deliveries::FileLink;
use deliveries::{Deliverables, Files};
pub use entering::{Way, code_page, code_sent_page, enter_page, no_code_page, over_page};
use messages::Messages;
pub use messages::{Comments, Written};
use minutes::{MinutesPart, MinutesSheet};
use people::{Manager, Readers, Receipts};
use standing::{Meeting, Milestones, Standing};
use support::Support;
use voice::Voice;

/// Where a page is read: the language, and the clock on which its moments are told.
#[derive(Clone, Copy)]
pub struct Place {
    /// The language.
    pub locale: Locale,
    /// A moment on the server's clock.
    pub local: fn(Timestamp) -> NaiveDateTime,
}

impl Place {
    /// A moment in words: 2026-03-04 15:20, 4 Mar 2026 15:20.
    pub(super) fn moment(self, at: Timestamp) -> String {
        dates::stamp(self.locale, (self.local)(at))
    }
}

/// What has just been done on the page, as the address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A message was sent.
    Message,
    /// Feedback was given.
    Feedback,
    /// A milestone was rated.
    Rating,
    /// A complaint was made.
    Complaint,
    /// Words were added to a complaint.
    Addition,
}

/// What was typed into a form that was refused, and why it was.
#[derive(Clone, Debug)]
pub struct Typed {
    /// What it would have done.
    pub tried: Done,
    /// The words by the names of its fields.
    pub words: BTreeMap<String, String>,
    /// Why it was not done.
    pub error: AppError,
}

/// How the last form of the page ended.
#[derive(Clone, Debug, Default)]
pub struct Last {
    /// What it did.
    pub done: Option<Done>,
    /// What stands in it again.
    pub typed: Option<Typed>,
}

impl Typed {
    /// What was typed into a field.
    pub(super) fn word(&self, name: &str) -> String {
        self.words.get(name).cloned().unwrap_or_default()
    }
}

impl Last {
    /// What was typed into a form that was refused.
    fn typed(&self, form: Done) -> Option<&Typed> {
        self.typed.as_ref().filter(|typed| typed.tried == form)
    }

    /// What was typed into a field of such a form.
    fn word(&self, form: Done, name: &str) -> String {
        self.typed(form).map(|typed| typed.word(name)).unwrap_or_default()
    }

    /// Why a form was refused.
    fn error(&self, form: Done) -> Option<AppError> {
        self.typed(form).map(|typed| typed.error.clone())
    }
}

/// Everything that can be done, with its name in addresses.
const DONE: [(Done, &str); 5] = [
    (Done::Message, "message"),
    (Done::Feedback, "feedback"),
    (Done::Rating, "rating"),
    (Done::Complaint, "complaint"),
    (Done::Addition, "addition"),
];

impl Done {
    /// What an address says; nothing for anything else, which may be anybody's words.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        DONE.iter().find(|(_, known)| *known == name).map(|(done, _)| *done)
    }

    /// What the address of the page ends in afterwards: the word and the place on the page.
    #[must_use]
    pub fn address(self, project: domain::ProjectId) -> String {
        let name = DONE.iter().find(|(done, _)| *done == self).map_or("", |(_, name)| name);
        let place = if self == Self::Message { "messages" } else { "voice" };
        format!("{}?done={name}#{place}", paths::portal(project))
    }
}

/// The client's page; `last` is what the reader has just done on it, or tried to.
#[must_use]
pub fn portal_page(place: Place, page: PortalPage, last: Last) -> String {
    let title = page.project.clone();
    plain_document(place.locale, &title, move || view! { <Portal place page last/> }.into_any())
}

/// The page of one meeting's minutes.
#[must_use]
pub fn minutes_page(locale: Locale, page: PortalMinutesPage) -> String {
    let title = page.minutes.title.clone();
    plain_document(locale, &title, move || view! { <MinutesSheet locale page/> }.into_any())
}

#[component]
fn Portal(
    /// Where it is read.
    place: Place,
    /// What the client may see.
    page: PortalPage,
    /// What the reader has just done, or tried to.
    last: Last,
) -> impl IntoView {
    let locale = place.locale;
    let hello = td_string!(locale, portal.hello, name = page.reader.clone());
    let by = td_string!(locale, portal.by, supplier = page.supplier.clone());
    let updated = page.updated.map(|at| {
        let updated = td_string!(locale, portal.updated, at = place.moment(at));
        view! { <p class="u-small u-faint">{updated}</p> }
    });
    view! {
        <div class="portal">
            <header class="portal__top">
                <p class="portal__brand">
                    <span class="portal__supplier">{page.supplier.clone()}</span>
                    <strong>{page.project.clone()}</strong>
                </p>
                <nav class="portal__language"><LanguageLink locale/></nav>
            </header>
            <News locale project=page.id version=page.version().to_string()/>
            <main class="portal__page">
                <div class="portal__column">
                    <div class="portal__greeting">
                        <h1 class="portal__hello">{hello}</h1>
                        {updated}
                    </div>
                    <Manager locale manager=page.manager.clone() minutes=page.answer_minutes/>
                    <Decisions page=page.clone() locale/>
                    <Standing page=page.clone() locale/>
                    <Milestones locale milestones=page.milestones.clone() today=page.today/>
                    <Deliverables locale page=page.clone()/>
                    <Files locale project=page.id files=page.files.clone()/>
                    <Support locale project=page.id support=page.support.clone()/>
                    <Meeting locale line=page.next_meeting.clone()/>
                    <MinutesPart locale project=page.id minutes=page.minutes.clone()/>
                    <Messages page=page.clone() place last=last.clone()/>
                </div>
                <div class="portal__column">
                    <Voice page=page.clone() place last/>
                    <Receipts project=page.id place receipts=page.receipts.clone()/>
                    <Readers page locale/>
                </div>
            </main>
            <footer class="portal__foot">
                <p>{td_string!(locale, portal.privacy)} " · " {by}</p>
                <form method="post" action=paths::PORTAL_LEAVE>
                    <Button submit=true kind=ButtonKind::Ghost>
                        {td_string!(locale, portal.leave)}
                    </Button>
                </form>
            </footer>
        </div>
    }
}

/// A line that stays hidden until the script finds that the page is other than it was drawn.
#[component]
fn News(
    /// The language.
    locale: Locale,
    /// Whose page.
    project: ProjectId,
    /// The page's fingerprint.
    version: String,
) -> impl IntoView {
    let path = paths::portal_news(project);
    view! {
        <p
            class="portal__news"
            id="portal-news"
            role="status"
            hidden=true
            data-path=path
            data-version=version
        >
            {td_string!(locale, portal.news)} " "
            <a class="u-link" href=paths::portal(project)>{td_string!(locale, portal.news_show)}</a>
        </p>
        <script src=paths::PORTAL_SCRIPT defer=true></script>
    }
}

/// What the reader has just done, in a sentence that is read aloud.
#[component]
fn Said(
    /// The sentence.
    #[prop(into)]
    sentence: String,
) -> impl IntoView {
    view! { <p class="portal__said" role="status">{sentence}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_only_what_is_known() {
        for (done, name) in DONE {
            assert_eq!(Done::of(name), Some(done));
        }
        for unknown in ["", "message ", "<script>", "comment"] {
            assert_eq!(Done::of(unknown), None, "{unknown}");
        }
        let project = "019a0000-0000-7000-8000-000000000001".parse().unwrap();
        assert!(Done::Message.address(project).ends_with("?done=message#messages"));
        assert!(Done::Complaint.address(project).ends_with("?done=complaint#voice"));
    }
}
