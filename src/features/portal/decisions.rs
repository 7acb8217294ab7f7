//! What waits for the client: each decision with everything one needs to know before opening it.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::portal::{PortalDecision, PortalMilestone, PortalPage, PortalState};
use leptos::prelude::*;
use locale::{Locale, contents, dates, td_string};

use crate::paths;
use crate::ui::badge::{Due, DueChip};
use crate::ui::button::{ButtonKind, LinkButton};
use crate::ui::chip::Count;

/// So many days before a date it is near.
const NEAR_DAYS: i64 = 3;

/// The decisions that wait, or that nothing waits and what comes next.
#[component]
pub fn Decisions(
    /// The page.
    page: PortalPage,
    /// The language.
    locale: Locale,
) -> impl IntoView {
    let PortalPage { id, decisions, milestones, today, .. } = page;
    let own = decisions.iter().filter(|decision| decision.is_mine).count();
    let nothing = (own == 0).then(|| {
        view! {
            <p class="portal__panel">{waiting_sentence(locale, &milestones, today)}</p>
        }
    });
    let count = (own > 0).then(|| view! { <Count number=own strong=true/> });
    let first = decisions.iter().position(|decision| decision.is_mine);
    let cards: Vec<_> = decisions
        .into_iter()
        .enumerate()
        .map(|(place, decision)| {
            let is_first = first == Some(place);
            view! { <Card project=id decision today locale is_first/> }
        })
        .collect();
    view! {
        <section class="portal__waiting" id="decisions" aria-labelledby="portal-waiting">
            <h2 class="portal__heading" id="portal-waiting">
                {td_string!(locale, portal.waiting)} " " {count}
            </h2>
            {nothing}
            {(!cards.is_empty()).then(|| view! { <div class="portal__cards">{cards}</div> })}
        </section>
    }
}

#[component]
fn Card(
    project: ProjectId,
    decision: PortalDecision,
    today: NaiveDate,
    locale: Locale,
    /// The one that the eye should find.
    is_first: bool,
) -> impl IntoView {
    let title = td_string!(
        locale,
        portal.versioned,
        title = decision.title.clone(),
        version = decision.version
    );
    let due = decision.due.map(|day| view! { <Until day today locale/> });
    let why = (!decision.why.is_empty()).then(|| view! { <p>{decision.why.clone()}</p> });
    let outcome = (!decision.outcome.is_empty()).then(|| {
        let outcome = td_string!(locale, portal.if_you_agree, outcome = decision.outcome.clone());
        view! { <p>{outcome}</p> }
    });
    let waits = (!decision.is_mine).then(|| {
        let name = decision.approver.clone();
        view! { <p class="u-muted">{td_string!(locale, portal.waits_for, name = name)}</p> }
    });
    let (kind, words) = match (decision.is_mine, is_first) {
        (true, true) => (ButtonKind::Primary, td_string!(locale, portal.decide)),
        (true, false) => (ButtonKind::Quiet, td_string!(locale, portal.decide)),
        (false, _) => (ButtonKind::Quiet, td_string!(locale, portal.look)),
    };
    let (asker, subject) = (asker(locale, &decision), decision.title.clone());
    view! {
        <article class="portal__card" data-mine=decision.is_mine.then_some("true")>
            <p class="portal__kind">
                <span>{contents::subject_kind(locale, decision.kind)}</span>
                {due}
            </p>
            <h3 class="portal__title">{title}</h3>
            {why}
            {outcome}
            <p class="u-small u-muted">{asker}</p>
            {waits}
            <LinkButton kind href=paths::decision(project, decision.id)>
                {words}
                <span class="u-hidden">" " {subject}</span>
            </LinkButton>
        </article>
    }
}

#[component]
fn Until(day: NaiveDate, today: NaiveDate, locale: Locale) -> impl IntoView {
    let due = match (day - today).num_days() {
        ..0 => Due::Late,
        0..=NEAR_DAYS => Due::Soon,
        _ => Due::Later,
    };
    let word = td_string!(locale, portal.until, date = dates::near_prose(locale, day, today));
    view! { <DueChip due word/> }
}

/// Who asks, and how long it takes.
fn asker(locale: Locale, decision: &PortalDecision) -> String {
    let name = decision.asked_by.as_str();
    match decision.minutes {
        0 => td_string!(locale, portal.asked_by, name = name),
        minutes => td_string!(locale, portal.asked_by_minutes, name = name, minutes = minutes),
    }
}

fn waiting_sentence(locale: Locale, milestones: &[PortalMilestone], today: NaiveDate) -> String {
    let nothing = td_string!(locale, portal.nothing_waiting);
    let next = milestones.iter().find(|milestone| milestone.state == PortalState::Current);
    let Some(next) = next else { return nothing.to_owned() };
    let title = next.title.as_str();
    let line = match next.promise {
        Some(day) => {
            let date = dates::near_prose(locale, day, today);
            td_string!(locale, portal.next_milestone, title = title, date = date)
        }
        None => td_string!(locale, portal.next_milestone_undated, title = title),
    };
    match locale {
        Locale::zh_CN => format!("{nothing}{line}"),
        Locale::en => format!("{nothing} {line}"),
    }
}
