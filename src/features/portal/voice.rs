//! 意见与投诉: a score for a milestone that was reached, feedback, and complaints, which reach
//! somebody other than the project manager.

use domain::portal::{PortalComplaint, PortalPage, PortalQuestion};
use domain::voice::{SEVERITIES, Severity, complaint_code};
use domain::{MessageId, ProjectId};
use leptos::prelude::*;
use locale::{Locale, td_string, voices};

use super::messages::{Written, most};
use super::{Done, Last, Place, Said};
use crate::features::entry::Failure;
use crate::features::shared::named;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{SelectField, TextArea};
use crate::ui::icon::{Icon, IconSize};

/// The faces from the worst to the best, with their scores.
const FACES: [(i32, Icon); 5] = [
    (1, Icon::FaceAngry),
    (2, Icon::FaceSad),
    (3, Icon::FaceFlat),
    (4, Icon::FaceGlad),
    (5, Icon::FaceHappy),
];

/// The question about a milestone, the two forms, and what became of one's complaints.
#[component]
pub fn Voice(
    /// The page.
    page: PortalPage,
    /// Where it is read.
    place: Place,
    /// What the reader has just done, or tried to.
    last: Last,
) -> impl IntoView {
    let locale = place.locale;
    let sentence = match last.done {
        Some(Done::Feedback) => Some(td_string!(locale, portal.feedback_sent).to_owned()),
        Some(Done::Rating) => Some(td_string!(locale, portal.rating_sent).to_owned()),
        Some(Done::Complaint) => page.complaints.first().map(|last| received(locale, last)),
        Some(Done::Addition) => Some(td_string!(locale, portal.addition_sent).to_owned()),
        Some(Done::Message) | None => None,
    };
    let said = sentence.map(|sentence| view! { <Said sentence/> });
    let project = page.id;
    let (of_rating, of_feedback, of_complaint) = (last.clone(), last.clone(), last.clone());
    let question = match page.question {
        Some(question) => view! { <Question locale project question last=of_rating/> }.into_any(),
        // What was scored is not there to be scored any more.
        None => view! { <Failure locale error=of_rating.error(Done::Rating)/> }.into_any(),
    };
    let next = page.talk.next;
    let complaints: Vec<_> = page
        .complaints
        .into_iter()
        .map(|own| complaint(place, (project, next), own, last.clone()))
        .collect();
    let complaints = (!complaints.is_empty()).then(|| {
        view! {
            <h3>{td_string!(locale, portal.own_complaints)}</h3>
            <ul class="portal__list">{complaints}</ul>
        }
    });
    view! {
        <section class="portal__panel" id="voice" aria-labelledby="portal-voice">
            <h2 id="portal-voice">{td_string!(locale, portal.voice)}</h2>
            {said}
            {question}
            <FeedbackForm locale project last=of_feedback/>
            <ComplaintForm locale project owner=page.escalation last=of_complaint/>
            {complaints}
        </section>
    }
}

#[component]
fn Question(
    locale: Locale,
    project: ProjectId,
    question: PortalQuestion,
    /// What was typed before.
    last: Last,
) -> impl IntoView {
    let PortalQuestion { milestone, title } = question;
    let chosen = last.word(Done::Rating, "score");
    let milestone = milestone.to_string();
    let legend = td_string!(locale, portal.question, title = title);
    let faces = FACES.map(|(score, icon)| {
        let is_chosen = chosen == score.to_string();
        view! {
            <label class="portal__face">
                <input
                    type="radio"
                    name="score"
                    value=score.to_string()
                    checked=is_chosen
                    required
                />
                <Icon icon size=IconSize::Large/>
                <span>{voices::score(locale, score)}</span>
            </label>
        }
    });
    view! {
        <div class="portal__question">
            <Failure locale error=last.error(Done::Rating)/>
            <form
                class="portal__form"
                method="post"
                action=paths::telling(&paths::portal_ratings(project))
            >
                <input type="hidden" name="milestone" value=milestone.clone()/>
                <fieldset class="portal__faces">
                    <legend>{legend}</legend>
                    {faces}
                </fieldset>
                <TextArea
                    name="words"
                    id="portal-rating"
                    label=td_string!(locale, portal.rating_words)
                    initial=last.word(Done::Rating, "words")
                    rows=2
                    max_length=most()
                />
                <div>
                    <Button submit=true kind=ButtonKind::Primary>
                        {td_string!(locale, portal.send)}
                    </Button>
                </div>
            </form>
            <form method="post" action=paths::telling(&paths::portal_ratings(project))>
                <input type="hidden" name="milestone" value=milestone/>
                <Button submit=true kind=ButtonKind::Ghost>
                    {td_string!(locale, portal.not_now)}
                </Button>
            </form>
        </div>
    }
}

#[component]
fn FeedbackForm(
    locale: Locale,
    project: ProjectId,
    /// What was typed before.
    last: Last,
) -> impl IntoView {
    let is_open = last.typed(Done::Feedback).is_some();
    view! {
        <details class="portal__more" open=is_open>
            <summary>{td_string!(locale, portal.give_feedback)}</summary>
            <Failure locale error=last.error(Done::Feedback)/>
            <form
                class="portal__form"
                method="post"
                action=paths::telling(&paths::portal_feedback(project))
            >
                <TextArea
                    name="text"
                    id="portal-feedback"
                    label=td_string!(locale, portal.feedback_label)
                    initial=last.word(Done::Feedback, "text")
                    required=true
                    max_length=most()
                />
                <div>
                    <Button submit=true kind=ButtonKind::Primary>
                        {td_string!(locale, portal.send)}
                    </Button>
                </div>
            </form>
        </details>
    }
}

#[component]
fn ComplaintForm(
    locale: Locale,
    project: ProjectId,
    /// Who gets it, if that is somebody other than the manager.
    owner: Option<String>,
    /// What was typed before.
    last: Last,
) -> impl IntoView {
    let is_open = last.typed(Done::Complaint).is_some();
    let severity = match last.word(Done::Complaint, "severity") {
        typed if typed.is_empty() => Severity::Serious.as_str().to_owned(),
        typed => typed,
    };
    let severities = named::options(locale, &SEVERITIES, voices::severity);
    let hint = match owner {
        Some(name) => td_string!(locale, portal.complaint_goes, name = name),
        None => td_string!(locale, portal.complaint_goes_nowhere_else).to_owned(),
    };
    view! {
        <details class="portal__more" open=is_open>
            <summary>{td_string!(locale, portal.complain)}</summary>
            <Failure locale error=last.error(Done::Complaint)/>
            <form
                class="portal__form"
                method="post"
                action=paths::telling(&paths::portal_complaints(project))
            >
                <p class="u-muted">{hint}</p>
                <TextArea
                    name="happened"
                    id="portal-happened"
                    label=td_string!(locale, portal.happened)
                    initial=last.word(Done::Complaint, "happened")
                    required=true
                    max_length=most()
                />
                <SelectField
                    name="severity"
                    id="portal-severity"
                    label=td_string!(locale, portal.severity)
                    options=severities
                    value=severity
                />
                <TextArea
                    name="wish"
                    id="portal-wish"
                    label=td_string!(locale, portal.wish)
                    initial=last.word(Done::Complaint, "wish")
                    rows=2
                    max_length=most()
                />
                <div>
                    <Button submit=true kind=ButtonKind::Primary>
                        {td_string!(locale, portal.send_complaint)}
                    </Button>
                </div>
            </form>
        </details>
    }
}

fn complaint(
    place: Place,
    (project, next): (ProjectId, Option<MessageId>),
    own: PortalComplaint,
    last: Last,
) -> impl IntoView {
    let locale = place.locale;
    let until = td_string!(locale, portal.promised_by, at = place.moment(own.promised_by));
    let number = own.number;
    let is_tried = last.word(Done::Addition, "number") == number.to_string();
    let typed = last.typed(Done::Addition).filter(|_| is_tried);
    let error = typed.map(|typed| typed.error.clone());
    let words = typed.map(|typed| typed.word("body")).unwrap_or_default();
    let next = next.map(|next| view! { <input type="hidden" name="id" value=next.to_string()/> });
    view! {
        <li class="portal__item">
            <strong>{received(locale, &own)}</strong>
            <span class="u-small u-muted">{place.moment(own.at)} " · " {until}</span>
            <p class="portal__words">{own.happened}</p>
            <Written place project messages=own.messages/>
            <details class="portal__more" open=is_tried>
                <summary>{td_string!(locale, portal.add_to_complaint)}</summary>
                <Failure locale error/>
                <form
                    class="portal__form"
                    method="post"
                    action=paths::telling(&paths::portal_complaint(project, number))
                >
                    {next}
                    <TextArea
                        name="body"
                        id=format!("portal-complaint-{number}")
                        label=td_string!(locale, portal.addition_label)
                        initial=words
                        required=true
                        max_length=most()
                    />
                    <div>
                        <Button submit=true>{td_string!(locale, portal.send)}</Button>
                    </div>
                </form>
            </details>
        </li>
    }
}

/// "Received, no. C-0007. Han Yue will contact you within 4 working hours."
fn received(locale: Locale, complaint: &PortalComplaint) -> String {
    let (code, owner) = (complaint_code(complaint.number), complaint.owner.as_str());
    td_string!(locale, portal.complaint_received, code = code, owner = owner)
}
