//! Messages between client and team, and the form for the next one.

use domain::message::{Thread, ThreadKind};
use domain::portal::{PortalMessage, PortalPage, PortalTalk, PortalThing};
use domain::text::NOTE_MAX;
use domain::{ContactId, MessageId, ProjectId, RequestId};
use leptos::prelude::*;
use locale::{Locale, td_string};

use super::deliveries::FileLink;
use super::{Done, Last, Place, Said, Typed};
use crate::features::entry::Failure;
use crate::features::shared::named;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::field::{SelectField, TextArea};
use crate::ui::icon::Icon;

/// The id of the field for files.
const FILES: &str = "portal-files";

/// What was written, and the form.
#[component]
pub fn Messages(
    /// The page.
    page: PortalPage,
    /// Where it is read.
    place: Place,
    /// What the reader has just done, or tried to.
    last: Last,
) -> impl IntoView {
    let (locale, project, talk) = (place.locale, page.id, page.talk);
    let said = (last.done == Some(Done::Message)).then(|| {
        view! { <Said sentence=td_string!(locale, portal.message_sent)/> }
    });
    let nothing = talk.messages.is_empty().then(|| {
        view! { <p class="u-muted">{td_string!(locale, portal.no_messages)}</p> }
    });
    let error = last.error(Done::Message);
    let form = match talk.may_write {
        true => view! {
            <MessageForm locale project supplier=page.supplier talk=talk.clone() last/>
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
            <Around locale project talk=talk.clone()/>
            {nothing}
            <Written place project messages=talk.messages/>
            <Failure locale error/>
            {form}
        </section>
    }
}

/// What these messages are about, and the ways to the others.
#[component]
fn Around(locale: Locale, project: ProjectId, talk: PortalTalk) -> impl IntoView {
    let PortalTalk { earlier, has_later, about, .. } = talk;
    let thread = about.as_ref().map(|about| about.thread);
    let all = format!("{}#messages", paths::portal(project));
    let about = about.map(|about| {
        let all = all.clone();
        view! {
            <p>
                <strong>{named(locale, &about)}</strong>
                " "
                <a class="u-link u-small" href=all>{td_string!(locale, portal.all_messages)}</a>
            </p>
        }
    });
    let later = has_later.then(|| {
        let last = thread.map_or(all, |thread| paths::portal_thread(project, thread));
        view! { <a class="u-link" href=last>{td_string!(locale, portal.last_messages)}</a> }
    });
    let earlier = earlier.map(|before| {
        let href = paths::portal_earlier(project, thread, before);
        view! { <a class="u-link" href=href>{td_string!(locale, portal.earlier_messages)}</a> }
    });
    view! {
        {about}
        {later}
        {earlier}
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
    let about = message.about.map(|about| {
        let words = named(locale, &about);
        match about.title.is_empty() {
            true => view! { <Chip>{words}</Chip> }.into_any(),
            false => {
                let href = paths::portal_thread(project, about.thread);
                view! { <a class="u-link u-small" href=href>{words}</a> }.into_any()
            }
        }
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
    /// In which project and about which request.
    about: (ProjectId, RequestId),
    /// What was written.
    messages: Vec<PortalMessage>,
    /// Who decides.
    deciders: Vec<ContactId>,
    /// Whether the reader may write.
    may_write: bool,
    /// The id of the reader's next message.
    next: MessageId,
    /// What was typed into the form and refused.
    typed: Option<Typed>,
) -> impl IntoView {
    let (locale, (project, request)) = (place.locale, about);
    let error = typed.as_ref().map(|typed| typed.error.clone());
    let action = paths::telling(&paths::portal_comments(project, request));
    let form = may_write.then(|| {
        view! {
            <form class="portal__form" method="post" action=action>
                <input type="hidden" name="id" value=next.to_string()/>
                <TextArea
                    name="body"
                    id="portal-comment"
                    label=td_string!(locale, portal.write_comment)
                    hint=td_string!(locale, portal.comment_hint)
                    initial=typed.map(|typed| typed.word("body")).unwrap_or_default()
                    required=true
                    max_length=most()
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
            <Failure locale error/>
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
    /// What can be written about.
    talk: PortalTalk,
    /// What was typed before.
    last: Last,
) -> impl IntoView {
    let PortalTalk { things, about, next, .. } = talk;
    let about = about.map(|about| about.thread.name()).unwrap_or_default();
    let option = |thing: &PortalThing| (thing.thread.name(), named(locale, thing));
    let whole = td_string!(locale, portal.about_project);
    let options = named::or_none(whole, things.iter().map(option));
    let about = (!things.is_empty()).then(|| {
        view! {
            <SelectField
                name="about"
                id="portal-about"
                label=td_string!(locale, portal.about)
                options=options
                value=about
            />
        }
    });
    let next = next.map(|next| view! { <input type="hidden" name="id" value=next.to_string()/> });
    // The words come before the files, so that they are read even where no file is taken.
    view! {
        <form
            class="portal__form"
            method="post"
            action=paths::telling(&paths::portal_messages(project))
            enctype="multipart/form-data"
        >
            {next}
            {about}
            <TextArea
                name="body"
                id="portal-message"
                label=td_string!(locale, portal.write_message)
                hint=td_string!(locale, portal.message_hint, supplier = supplier)
                initial=last.word(Done::Message, "body")
                required=true
                max_length=most()
            />
            <FilesField locale/>
            <div>
                <Button submit=true kind=ButtonKind::Primary icon=Icon::Send>
                    {td_string!(locale, portal.send)}
                </Button>
            </div>
        </form>
    }
}

/// The files that go with a message. The browser's own control speaks the browser's language: where
/// the script can tell the names of what was chosen, it lies unseen over the page's own words, and
/// is pressed, dropped on and focused as before.
#[component]
fn FilesField(locale: Locale) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=FILES>{td_string!(locale, portal.add_files)}</label>
            <div class="portal__files">
                <input id=FILES type="file" name="file" multiple/>
                <label class="button button--quiet" for=FILES>
                    <Icon icon=Icon::Attach/>
                    {td_string!(locale, portal.choose_files)}
                </label>
                <output id="portal-chosen" for=FILES>{td_string!(locale, portal.no_files)}</output>
            </div>
        </div>
    }
}

/// The longest that is written at once, in characters.
pub(super) fn most() -> u32 {
    u32::try_from(NOTE_MAX).unwrap_or(u32::MAX)
}

/// What something is and what it is called; only what it is where the client does not see it now.
fn named(locale: Locale, about: &PortalThing) -> String {
    let PortalThing { thread: Thread { kind, .. }, title } = about;
    match title.as_str() {
        "" => about_word(locale, *kind).to_owned(),
        title => {
            td_string!(locale, portal.about_named, what = about_word(locale, *kind), title = title)
        }
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
        ThreadKind::Task => td_string!(locale, portal.about_task),
        ThreadKind::Complaint => td_string!(locale, portal.about_complaint),
    }
}
