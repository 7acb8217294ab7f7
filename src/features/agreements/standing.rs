//! How a subject stands, as a badge and as sentences.

use domain::agreement::What;
use leptos::prelude::*;
use locale::{contents, t_string, use_i18n};

use super::api::{Given, Standing, Waiting};
use crate::features::shared::near_day::near_day;
use crate::ui::badge::{Rag, RagBadge};

/// How something stands between team and client, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The client was asked and has not answered.
    Waiting,
    /// The client was asked, and nobody of them may answer any more.
    Stuck,
    /// The client gave it back.
    Returned,
    /// The client agreed to something that reads otherwise now.
    Differs,
    /// The client agreed.
    Agreed,
    /// The client was never asked, or never answered.
    Never,
}

impl State {
    /// The word that counts; `can_answer` is none where nothing waits, `differs` where nothing was
    /// signed.
    #[must_use]
    pub const fn of(can_answer: Option<bool>, is_returned: bool, differs: Option<bool>) -> Self {
        match (can_answer, is_returned, differs) {
            (Some(true), ..) => Self::Waiting,
            (Some(false), ..) => Self::Stuck,
            (None, true, _) => Self::Returned,
            (None, false, Some(true)) => Self::Differs,
            (None, false, Some(false)) => Self::Agreed,
            (None, false, None) => Self::Never,
        }
    }

    const fn rag(self) -> Rag {
        match self {
            Self::Waiting | Self::Returned | Self::Differs => Rag::Warn,
            Self::Stuck => Rag::Bad,
            Self::Agreed => Rag::Ok,
            Self::Never => Rag::None,
        }
    }
}

/// The badge of a state.
#[component]
pub fn StateBadge(
    /// How it stands.
    state: State,
    /// Whether it does without the coloured ground.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let word = move || match state {
        State::Waiting => t_string!(i18n, agreements.state_waiting),
        State::Stuck => t_string!(i18n, agreements.state_stuck),
        State::Returned => t_string!(i18n, agreements.state_returned),
        State::Differs => t_string!(i18n, agreements.state_differs),
        State::Agreed => t_string!(i18n, agreements.state_agreed),
        State::Never => t_string!(i18n, agreements.state_never),
    };
    view! { <RagBadge rag=state.rag() word=word bare=bare/> }
}

/// The badge of a subject.
#[component]
pub fn StandingBadge(
    /// How it stands.
    found: Standing,
) -> impl IntoView {
    let differs = found.signed.as_ref().map(|signed| !signed.difference.is_empty());
    let can_answer = found.waiting.as_ref().map(Waiting::can_answer);
    let state = State::of(can_answer, found.returned.is_some(), differs);
    view! { <StateBadge state/> }
}

/// The sentences: what was agreed, what came back, what waits.
#[component]
pub fn StandingWords(
    /// How it stands.
    found: Standing,
) -> impl IntoView {
    let i18n = use_i18n();
    let signed = found.signed.map(|signed| {
        let count = signed.difference.count();
        let differs =
            move || (count > 0).then(|| t_string!(i18n, agreements.differs, count = count));
        view! {
            <p><GivenWords given=signed.given/></p>
            <p class="agreements__differs">{differs}</p>
        }
    });
    let returned = found.returned.map(|given| view! { <p><GivenWords given/></p> });
    let (today, is_outdated) = (found.today, found.is_outdated);
    let stuck = found.waiting.as_ref().filter(|waiting| !waiting.can_answer());
    let stuck = stuck.map(|waiting| waiting.approver.clone());
    let waiting = found.waiting.map(|waiting| {
        let due = waiting.request.terms.due;
        let is_late = due.is_some_and(|due| due < today);
        let words = move || {
            let locale = i18n.get_locale();
            let (who, version) = (waiting.approver.clone(), waiting.version);
            let since = near_day(locale, waiting.since);
            let said =
                t_string!(i18n, agreements.waits, who = who, version = version, since = since);
            match due {
                Some(due) => {
                    let due = near_day(locale, due);
                    let due = match is_late {
                        true => t_string!(i18n, agreements.was_due, due = due),
                        false => t_string!(i18n, agreements.due, due = due),
                    };
                    format!("{said} {due}")
                }
                None => said,
            }
        };
        view! { <p data-late=is_late.then_some("true")>{words}</p> }
    });
    let outdated = move || is_outdated.then(|| t_string!(i18n, agreements.outdated));
    let nobody =
        move || stuck.clone().map(|who| t_string!(i18n, agreements.nobody_decides, who = who));
    view! {
        <div class="agreements__words">
            {signed} {returned} {waiting} <p class="agreements__differs">{outdated}</p>
            <p class="agreements__differs">{nobody}</p>
        </div>
    }
}

/// Who decided what about which version, when, and with which words.
#[component]
pub fn GivenWords(
    /// The decision.
    given: Given,
) -> impl IntoView {
    let i18n = use_i18n();
    let entry = given.entry.clone();
    let said = move || {
        let locale = i18n.get_locale();
        t_string!(
            i18n,
            agreements.given,
            who = entry.by.name.clone(),
            day = near_day(locale, given.on),
            what = contents::what(locale, entry.what),
            version = entry.version,
            number = entry.name()
        )
    };
    let words = given.entry.words;
    let has_words = !words.is_empty() && given.entry.what != What::Agreed;
    view! {
        {said}
        {has_words.then(|| view! { <q class="agreements__quote">{words}</q> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_somebody_is_said_before_what_was_agreed() {
        for (can_answer, is_returned, differs, expected) in [
            (Some(true), true, Some(true), State::Waiting),
            (Some(false), true, Some(true), State::Stuck),
            (None, true, Some(false), State::Returned),
            (None, false, Some(true), State::Differs),
            (None, false, Some(false), State::Agreed),
            (None, false, None, State::Never),
        ] {
            assert_eq!(State::of(can_answer, is_returned, differs), expected);
        }
    }
}
