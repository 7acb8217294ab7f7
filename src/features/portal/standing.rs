//! How the project stands, in one sentence and a number, its milestones and the next meeting.

use chrono::NaiveDate;
use domain::portal::{PortalMilestone, PortalPage, PortalState, PortalWork};
use leptos::prelude::*;
use locale::{Locale, dates, td_string};

use crate::ui::badge::{Rag, RagBadge};
use crate::ui::progress::Progress;

/// The sentence, the number, and the visible work.
#[component]
pub fn Standing(
    /// The page.
    page: PortalPage,
    /// The language.
    locale: Locale,
) -> impl IntoView {
    let PortalPage { percent, work, milestones, today, .. } = page;
    let label = td_string!(locale, portal.progress);
    let bar = percent.map(|percent| {
        view! {
            <p class="portal__percent">{percent}"%"</p>
            <Progress label percent/>
        }
    });
    let sentence = sentence(locale, &milestones, &work, today).map(|(rag, sentence)| {
        let word = match rag {
            Rag::Ok => td_string!(locale, portal.on_track),
            Rag::Warn | Rag::Bad | Rag::None => td_string!(locale, portal.attention),
        };
        view! {
            <p class="portal__sentence"><RagBadge rag word/> <span>{sentence}</span></p>
        }
    });
    let rows: Vec<_> = work.into_iter().map(|work| row(locale, work, today)).collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="portal__rows">{rows}</ul> });
    (bar.is_some() || list.is_some() || sentence.is_some()).then(|| {
        view! {
            <section class="portal__panel" aria-labelledby="portal-progress">
                <h2 id="portal-progress">{label}</h2>
                {sentence}
                {bar}
                {list}
            </section>
        }
    })
}

/// The milestones in the order of the plan.
#[component]
pub fn Milestones(
    /// The language.
    locale: Locale,
    /// Visible milestones.
    milestones: Vec<PortalMilestone>,
    /// Today, on the server's clock.
    today: NaiveDate,
) -> impl IntoView {
    let is_empty = milestones.is_empty();
    let rows: Vec<_> = milestones
        .into_iter()
        .map(|milestone| {
            view! {
                <li class="portal__milestone" data-state=state_name(milestone.state)>
                    <span class="portal__mark" aria-hidden="true"></span>
                    <strong class="portal__title">{milestone.title}</strong>
                    <span class="portal__date">{promised(locale, milestone.promise, today)}</span>
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

/// The line about the next meeting, if there is one.
#[component]
pub fn Meeting(
    /// The language.
    locale: Locale,
    /// The line.
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

fn row(locale: Locale, work: PortalWork, today: NaiveDate) -> impl IntoView {
    let state = state_word(locale, work.state);
    view! {
        <li class="portal__row" data-state=state_name(work.state)>
            <span class="portal__title">{work.title}</span>
            <span class="portal__date">{promised(locale, work.promise, today)}</span>
            <span class="portal__state">
                {state} " " <span class="u-num">{work.percent}"%"</span>
            </span>
        </li>
    }
}

/// Whether what was promised is kept, from nothing but what the client sees; nothing as long as no
/// milestone was promised and nothing else is late.
fn sentence(
    locale: Locale,
    milestones: &[PortalMilestone],
    work: &[PortalWork],
    today: NaiveDate,
) -> Option<(Rag, String)> {
    let promised = || milestones.iter().filter(|milestone| milestone.promise.is_some());
    let is_open = |milestone: &&PortalMilestone| milestone.state != PortalState::Done;
    let mut all = milestones
        .iter()
        .map(|found| (&found.title, found.promise, found.state))
        .chain(work.iter().map(|found| (&found.title, found.promise, found.state)));
    let late = all.find_map(|(title, promise, state)| {
        let day = promise.filter(|day| *day < today && state != PortalState::Done)?;
        Some((title.as_str(), day))
    });
    if let Some((title, day)) = late {
        let date = dates::near_prose(locale, day, today);
        return Some((Rag::Warn, td_string!(locale, portal.late, title = title, date = date)));
    }
    let reached = promised().count() - promised().filter(is_open).count();
    match promised().count() {
        0 => None,
        all => {
            let sentence = td_string!(locale, portal.kept, reached = reached, all = all);
            Some((Rag::Ok, sentence))
        }
    }
}

fn promised(locale: Locale, day: Option<NaiveDate>, today: NaiveDate) -> String {
    let date = |day| dates::near_prose(locale, day, today);
    day.map(|day| td_string!(locale, portal.promised, date = date(day))).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_says_whether_promises_are_kept() {
        let check = |spec: &[(&str, PortalState)], expected: Option<Rag>| {
            let milestone = |(day, state): &(&str, PortalState)| PortalMilestone {
                id: "019a0000-0000-7000-8000-000000000001".parse().unwrap(),
                title: "Go-live".to_owned(),
                promise: day.parse().ok(),
                state: *state,
            };
            let milestones: Vec<_> = spec.iter().map(milestone).collect();
            let today = "2026-03-04".parse().unwrap();
            let found = sentence(Locale::en, &milestones, &[], today);
            assert_eq!(found.map(|(rag, _)| rag), expected, "{spec:?}");
        };
        check(&[], None);
        check(&[("", PortalState::Current)], None);
        check(&[("2026-03-04", PortalState::Current)], Some(Rag::Ok));
        check(&[("2026-03-03", PortalState::Done)], Some(Rag::Ok));
        check(&[("2026-03-03", PortalState::Current)], Some(Rag::Warn));
    }

    #[test]
    fn work_that_was_promised_earlier_is_late_too() {
        let check = |state: PortalState, expected: Option<&str>| {
            let (title, promise) = ("Handbook".to_owned(), "2025-12-30".parse().ok());
            let work = [PortalWork { title, promise, percent: 50, state }];
            let today = "2026-03-04".parse().unwrap();
            let found = sentence(Locale::en, &[], &work, today);
            assert_eq!(found.map(|(_, words)| words).as_deref(), expected);
        };
        let late = "“Handbook” was promised for Tue 30 Dec 2025 and is not reached yet.";
        check(PortalState::Current, Some(late));
        check(PortalState::Done, None);
    }
}
