//! What is agreed, as a panel of the overview: one line for each thing that the client was asked
//! about.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::agreement::{ActionItem, chain};
use domain::inbox::is_late;
use leptos::prelude::*;
use locale::{Locale, contents, t, t_string, td_string, use_i18n};

use super::api::Waiting;
use super::standing::{GivenWords, State, StateBadge};
use super::summary_api::{Agreed, Summary, open_summary};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::near_day::near_day;
use crate::features::shared::stirs::when_stirred;
use crate::paths;
use crate::ui::panel::Panel;

/// Most lines of the panel; everything stands on the page of agreements.
const LINES_MAX: usize = 6;

/// Most conditions of the panel.
const CONDITIONS_MAX: usize = 4;

/// What is agreed, what waits, with whom and since when, and which conditions are open.
#[component]
pub fn AgreedPanel(
    /// In which project.
    project: ProjectId,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| open_summary(project));
    when_stirred(move || Some(project), &[Topic::Agreements], move || asked.refetch());
    let all = move || {
        view! {
            <a class="u-link" href=paths::agreements(project)>
                {t!(i18n, agreements.all)}
            </a>
        }
    };
    view! {
        <Panel
            id="overview-agreed"
            title=t!(i18n, agreements.what_is_agreed)
            actions=all
        >
            {loaded(asked, move |found| view! { <Lines project found/> })}
        </Panel>
    }
}

#[component]
fn Lines(
    /// In which project.
    project: ProjectId,
    /// What the client was asked about.
    found: Summary,
) -> impl IntoView {
    let i18n = use_i18n();
    let Summary { lines, conditions, today } = found;
    let more = lines.len().saturating_sub(LINES_MAX);
    let more = (more > 0).then(|| {
        view! {
            <p class="u-small u-muted">
                <a class="u-link" href=paths::agreements(project)>
                    {move || t_string!(i18n, agreements.more_lines, count = more)}
                </a>
            </p>
        }
    });
    let none = lines.is_empty().then(|| {
        view! {
            <p class="u-muted">
                {t!(i18n, agreements.none_agreed)} " "
                <a class="u-link" href=paths::scope(project)>
                    {t!(i18n, agreements.to_scope)}
                </a>
            </p>
        }
    });
    let lines = lines.into_iter().take(LINES_MAX);
    let lines = lines.map(move |line| view! { <AgreedRow project line today/> });
    view! {
        {none}
        <ul class="agreements__rows">{lines.collect_view()}</ul>
        {more}
        <Conditions project conditions today />
    }
}

/// What the client set as a condition and is not met yet; nothing where there is none.
#[component]
fn Conditions(
    /// In which project.
    project: ProjectId,
    /// The conditions with who sees to each, what is due first coming first.
    conditions: Vec<(ActionItem, Option<String>)>,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = conditions.len();
    let rows = conditions.into_iter().take(CONDITIONS_MAX);
    let rows = rows.map(|(item, owner)| view! { <Condition project item owner today /> });
    let rows = rows.collect_view();
    (count > 0).then(|| {
        view! {
            <h3 class="agreements__conditions">
                {move || t_string!(i18n, agreements.open_conditions, count = count)}
            </h3>
            <ul class="agreements__rows">{rows}</ul>
        }
    })
}

#[component]
fn Condition(
    /// In which project.
    project: ProjectId,
    /// The condition.
    item: ActionItem,
    /// Who sees to it.
    owner: Option<String>,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let (due, is_late) = (item.due, is_late(item.due, today));
    let code = chain::name(item.decision);
    let who = move || match owner.clone() {
        Some(name) => name,
        None => t_string!(i18n, agreements.nobody).to_owned(),
    };
    let until = move || due.map(|due| by_when(i18n.get_locale(), due, is_late));
    view! {
        <li class="agreements__row agreements__line" data-late=is_late.then_some("true")>
            <span class="u-grow">
                <a class="u-link" href=paths::agreements(project)>
                    {item.text}
                </a>
                <span class="u-small u-muted">
                    {code} " · " {who} {due.is_some().then_some(" · ")}
                    <span class="agreements__due">{until}</span>
                </span>
            </span>
        </li>
    }
}

/// By when it is wanted, or that the day has passed.
fn by_when(locale: Locale, due: NaiveDate, is_late: bool) -> String {
    let due = near_day(locale, due);
    match is_late {
        true => td_string!(locale, agreements.was_due, due = due),
        false => td_string!(locale, agreements.due, due = due),
    }
}

#[component]
fn AgreedRow(
    /// In which project.
    project: ProjectId,
    /// What it is about and how it stands.
    line: Agreed,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let Agreed { subject, signed, changed, returned, waiting } = line;
    let differs = signed.as_ref().map(|_| changed > 0);
    let can_answer = waiting.as_ref().map(Waiting::can_answer);
    let state = State::of(can_answer, returned.is_some(), differs);
    let given = returned.or(signed);
    let (title, version) = match (&waiting, &given) {
        (Some(waiting), _) => (waiting.title.clone(), waiting.version),
        (None, Some(given)) => (given.entry.title.clone(), given.entry.version),
        (None, None) => (String::new(), 0),
    };
    let named = move || {
        let kind = contents::subject_kind(i18n.get_locale(), subject.kind);
        t_string!(i18n, decision.named, kind = kind, title = title.clone(), version = version)
    };
    let due = waiting.as_ref().and_then(|waiting| waiting.request.terms.due);
    let is_late = due.is_some_and(|due| due < today);
    let waits = waiting.map(|waiting| {
        let words = move || {
            let since = near_day(i18n.get_locale(), waiting.since);
            let who = waiting.approver.clone();
            t_string!(i18n, agreements.with_since, who = who, since = since)
        };
        let until = move || due.map(|due| by_when(i18n.get_locale(), due, is_late));
        view! {
            {words}
            " · "
            <span class="agreements__due">{until}</span>
        }
        .into_any()
    });
    let words = waits.or_else(|| given.map(|given| view! { <GivenWords given/> }.into_any()));
    let differs = (state == State::Differs).then(|| {
        view! {
            <span class="agreements__differs">
                {move || t_string!(i18n, agreements.differs, count = changed)}
            </span>
        }
    });
    view! {
        <li class="agreements__row agreements__line" data-late=is_late.then_some("true")>
            <span class="u-grow">
                <a class="u-link" href=paths::subject(project, subject)>{named}</a>
                <span class="u-small u-muted">{words} " " {differs}</span>
            </span>
            <StateBadge state bare=true/>
        </li>
    }
}
