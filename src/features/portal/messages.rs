//! Messages between client and team, and the form for the next one.

use domain::message::ThreadKind;
use domain::portal::{PortalMessage, PortalPage};
use domain::text::NOTE_MAX;
use domain::{ContactId, ProjectId, RequestId};
use leptos::prelude::*;
use locale::{Locale, td_string};

use super::deliveries::FileLink;
use super::{Done, Place, Said};
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;

/// What was written, and the form.
#[component]
pub fn Messages(
    /// The page.
    page: PortalPage,
    /// Where it is read.
    place: Place,
    /// What the reader has just done.
    done: Option<Done>,
) -> impl IntoView {
    let locale = place.locale;
    let said = (done == Some(Done::Message)).then(|| {
        view! { <Said sentence=td_string!(locale, portal.message_sent)/> }
    });
    let nothing = page.messages.is_empty().then(|| {
        view! { <p class="u-muted">{td_string!(locale, portal.no_messages)}</p> }
    });
    let form = match page.may_write {
        true => view! {
            <MessageForm locale project=page.id supplier=page.supplier.clone()/>
        }
        .into_any(),
        false => {
            view! { <p class="u-muted">{td_string!(locale, portal.reads_only)}</p> }.into_any()
        }
    };
    view! {
        <section class="portal__panel" id="messages" aria-labelledby="portal-messages">
            <h2 id="portal-messages">{td_string!(locale, portal.messages)}</h2>
            {said}
            {nothing}
            <Written place project=page.id messages=page.messages/>
            {form}
        </section>
    }
}

/// Messages, the oldest first.
#[component]
pub fn Written(
    /// Where they are read.
    place: Place,
    /// Whose page they stand on.
    project: ProjectId,
    /// The messages.
    messages: Vec<PortalMessage>,
    /// Who of the client decides, where they are comments on a request.
    #[prop(optional)]
    deciders: Option<Vec<ContactId>>,
) -> impl IntoView {
    let deciders = deciders.as_deref();
    let row = |message: PortalMessage| row((place, project), message, deciders);
    let rows: Vec<_> = messages.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <ol class="portal__messages">{rows}</ol> })
}

fn row(
    (place, project): (Place, ProjectId),
    message: PortalMessage,
    deciders: Option<&[ContactId]>,
) -> impl IntoView + use<> {
    let locale = place.locale;
    let decides = |deciders: &[ContactId]| {
        message.contact.map(|contact| match deciders.contains(&contact) {
            true => td_string!(locale, portal.decides),
            false => td_string!(locale, portal.only_comments),
        })
    };
    let standpoint = deciders.and_then(decides).map(|word| view! { <Chip>{word}</Chip> });
    // Among comments on a request the line itself is in sight.
    let quote = message.passage.filter(|_| deciders.is_none()).map(|passage| {
        view! { <q class="portal__quote">{passage.quote}</q> }
    });
    let about = message.about.map(|kind| {
        view! { <Chip>{about_word(locale, kind)}</Chip> }
    });
    let files: Vec<_> =
        message.files.into_iter().map(|file| view! { <FileLink locale project file/> }).collect();
    view! {
        <li class="portal__message" data-team=message.is_team.then_some("true")>
            <Avatar name=message.author.clone() client=!message.is_team named=true/>
            <div class="portal__said-by">
                <p class="portal__author">
                    <strong>{message.author}</strong>
                    <span class="u-small u-muted">{place.moment(message.at)}</span>
                    {about}
                    {standpoint}
                </p>
                {quote}
                <p class="portal__words">{message.body}</p>
                {files}
            </div>
        </li>
    }
}

/// What was written about a request for a decision, and the form for a comment.
#[component]
pub fn Comments(
    /// Where they are read.
    place: Place,
    /// In which project.
    project: ProjectId,
    /// Which request.
    request: RequestId,
    /// What was written.
    messages: Vec<PortalMessage>,
    /// Who decides.
    deciders: Vec<ContactId>,
    /// Whether the reader may write.
    may_write: bool,
) -> impl IntoView {
    let locale = place.locale;
    let most = u32::try_from(NOTE_MAX).unwrap_or(u32::MAX);
    let form = may_write.then(|| {
        view! {
            <form
                class="portal__form"
                method="post"
                action=paths::portal_comments(project, request)
            >
                <TextArea
                    name="body"
                    id="portal-comment"
                    label=td_string!(locale, portal.write_comment)
                    hint=td_string!(locale, portal.comment_hint)
                    required=true
                    max_length=most
                />
                <div>
                    <Button submit=true icon=Icon::Send>{td_string!(locale, portal.send)}</Button>
                </div>
            </form>
        }
    });
    view! {
        <section class="portal__panel" id="comments" aria-labelledby="portal-comments">
            <h2 id="portal-comments">{td_string!(locale, portal.comments)}</h2>
            <Written place project messages deciders/>
            {form}
        </section>
    }
}

#[component]
fn MessageForm(
    locale: Locale,
    project: ProjectId,
    /// Who will read it.
    supplier: String,
) -> impl IntoView {
    let most = u32::try_from(NOTE_MAX).unwrap_or(u32::MAX);
    view! {
        <form
            class="portal__form"
            method="post"
            action=paths::portal_messages(project)
            enctype="multipart/form-data"
        >
            <TextArea
                name="body"
                id="portal-message"
                label=td_string!(locale, portal.write_message)
                hint=td_string!(locale, portal.message_hint, supplier = supplier)
                required=true
                max_length=most
            />
            <label class="field portal__upload">
                <span class="field__label">{td_string!(locale, portal.add_files)}</span>
                <input type="file" name="file" multiple/>
            </label>
            <div>
                <Button submit=true kind=ButtonKind::Primary icon=Icon::Send>
                    {td_string!(locale, portal.send)}
                </Button>
            </div>
        </form>
    }
}

/// What a message is about, where that is not the project as a whole.
fn about_word(locale: Locale, kind: ThreadKind) -> &'static str {
    match kind {
        ThreadKind::Project => td_string!(locale, portal.about_project),
        ThreadKind::Request => td_string!(locale, portal.about_request),
        ThreadKind::Deliverable => td_string!(locale, portal.about_deliverable),
        ThreadKind::Requirement => td_string!(locale, portal.about_requirement),
        ThreadKind::Change => td_string!(locale, portal.about_change),
        ThreadKind::Complaint => td_string!(locale, portal.about_complaint),
    }
}
