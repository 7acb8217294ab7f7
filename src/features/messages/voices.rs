//! What the client said about the work: complaints first, then feedback and scores.

use domain::message::{Thread, ThreadKind};
use domain::voice::{Complaint, Feedback, complaint_code};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n, voices};

use super::api::{Talk, Told};
use crate::features::shared::near_day::near_moment;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::badge::{Rag, RagBadge};
use crate::ui::button::LinkButton;
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;

/// Complaints and feedback.
#[component]
pub fn Voices(
    /// What the server answered.
    talk: StoredValue<Talk>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (complaints, feedback) =
        talk.with_value(|talk| (talk.complaints.clone(), talk.feedback.clone()));
    let nothing = (complaints.is_empty() && feedback.is_empty()).then(|| {
        view! { <p class="messages__nothing u-muted">{t!(i18n, messages.no_voices)}</p> }
    });
    let complaint = |told: Told<Complaint>| view! { <ComplaintRow told /> };
    let said = |told: Told<Feedback>| view! { <FeedbackRow told /> };
    view! {
        <h2 class="messages__heading">{t!(i18n, messages.voices)}</h2>
        {nothing}
        <ul class="messages__list">
            {complaints.into_iter().map(complaint).collect_view()}
            {feedback.into_iter().map(said).collect_view()}
        </ul>
    }
}

#[component]
fn ComplaintRow(told: Told<Complaint>) -> impl IntoView {
    let i18n = use_i18n();
    let Told { what, at, until } = told;
    let (code, severity) = (complaint_code(what.number), what.draft.severity);
    let owner = what.owner_name.clone();
    let thread = Thread { kind: ThreadKind::Complaint, id: what.id.0 };
    let answer = paths::thread(what.project, thread);
    let promise = move || {
        let locale = i18n.get_locale();
        let at = until.map(|until| near_moment(locale, until)).unwrap_or_default();
        t_string!(i18n, messages.promised, owner = owner.clone(), at = at)
    };
    let wish = (!what.draft.wish.is_empty()).then(|| {
        view! {
            <p class="u-small u-muted">{t!(i18n, messages.wish)}</p>
            <p class="messages__words">{what.draft.wish.clone()}</p>
        }
    });
    let stamp = move || dates::stamp(i18n.get_locale(), at);
    view! {
        <li class="messages__message" data-client="true">
            <Avatar name=what.contact_name.clone() client=true named=true />
            <div class="messages__content">
                <p class="messages__head">
                    <strong>{what.contact_name.clone()}</strong>
                    <span class="u-small u-faint">{stamp}</span>
                    <Chip>{code}</Chip>
                    <RagBadge
                        rag=Rag::Bad
                        word=move || voices::severity(i18n.get_locale(), severity)
                    />
                </p>
                <p class="messages__words">{what.draft.happened.clone()}</p>
                {wish}
                <p class="u-small u-muted">{promise}</p>
                <div class="messages__acts">
                    <LinkButton icon=Icon::Reply href=answer>
                        {t!(i18n, messages.answer_complaint)}
                    </LinkButton>
                </div>
            </div>
        </li>
    }
}

#[component]
fn FeedbackRow(told: Told<Feedback>) -> impl IntoView {
    let i18n = use_i18n();
    let Told { what, at, .. } = told;
    let title = what.milestone_title.clone();
    let score = what.score.map(|score| {
        let words = move || {
            let word = voices::score(i18n.get_locale(), score);
            t_string!(i18n, messages.scored, title = title.clone(), score = score, word)
        };
        view! { <p><strong>{words}</strong></p> }
    });
    let stamp = move || dates::stamp(i18n.get_locale(), at);
    view! {
        <li class="messages__message" data-client="true">
            <Avatar name=what.contact_name.clone() client=true named=true />
            <div class="messages__content">
                <p class="messages__head">
                    <strong>{what.contact_name.clone()}</strong>
                    <span class="u-small u-faint">{stamp}</span>
                </p>
                {score}
                <p class="messages__words">{what.text.clone()}</p>
            </div>
        </li>
    }
}
