//! The list of threads, and finding messages by their words.

use domain::ProjectId;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n, voices};

use super::api::{Talk, Written};
use super::desk::{Line, lines, title_of};
use super::page::Chosen;
use crate::features::shared::near_day::near_day;
use crate::paths;
use crate::ui::badge::{Due, DueChip};
use crate::ui::chip::Count;

/// The threads, and the way to what the client said.
#[component]
pub fn Threads(
    /// What the server answered.
    talk: StoredValue<Talk>,
    /// Which one is in sight.
    chosen: Memo<Option<Chosen>>,
    /// Whose.
    project: ProjectId,
) -> impl IntoView {
    let i18n = use_i18n();
    let lines = talk.with_value(|talk| lines(project, &talk.messages, &talk.topics));
    let said = talk.with_value(|talk| talk.feedback.len() + talk.complaints.len());
    let row = move |line: Line| view! { <Row line talk chosen project /> };
    let is_voices = move || (chosen.get() == Some(Chosen::Voices)).then_some("page");
    view! {
        <nav class="messages__threads panel" aria-label=t!(i18n, messages.threads)>
            <ul>
                {lines.into_iter().map(row).collect_view()}
                <li>
                    <a
                        class="messages__thread"
                        href=paths::voices(project)
                        aria-current=is_voices
                    >
                        <span class="messages__name">
                            {t!(i18n, messages.voices)} " " <Count number=said />
                        </span>
                    </a>
                </li>
            </ul>
        </nav>
    }
}

#[component]
fn Row(
    line: Line,
    talk: StoredValue<Talk>,
    chosen: Memo<Option<Chosen>>,
    project: ProjectId,
) -> impl IntoView {
    let i18n = use_i18n();
    let Line { thread, last, waits } = line;
    let is_here = move || (chosen.get() == Some(Chosen::Thread(thread))).then_some("page");
    let waits = waits.map(|(minutes, at)| {
        let word = move || {
            let waits = voices::waits(i18n.get_locale(), minutes, at);
            t_string!(i18n, messages.client_waits, waits = waits)
        };
        view! { <DueChip due=Due::Soon word /> }
    });
    let last = last.map(|last| {
        let day = last.at.date();
        let words = format!("{}: {}", last.message.author_name, last.message.body);
        view! {
            <span class="messages__last u-ellipsis">{words}</span>
            <time class="u-small u-faint" datetime=day.to_string()>
                {move || near_day(i18n.get_locale(), day)}
            </time>
        }
    });
    view! {
        <li>
            <a class="messages__thread" href=paths::thread(project, thread) aria-current=is_here>
                <span class="messages__name">
                    {move || {
                        let locale = i18n.get_locale();
                        talk.with_value(|talk| title_of(locale, talk, thread))
                    }}
                </span>
                {waits}
                {last}
            </a>
        </li>
    }
}

/// The messages whose words or author contain a text, the oldest first.
pub fn found(talk: &Talk, text: &str) -> Vec<Written> {
    let text = text.trim().to_lowercase();
    let holds = |written: &&Written| {
        written.message.body.to_lowercase().contains(&text)
            || written.message.author_name.to_lowercase().contains(&text)
    };
    talk.messages.iter().filter(holds).cloned().collect()
}
