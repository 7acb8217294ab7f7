//! The page of a project's agreements: what waits, what was decided, what follows from it.

use chrono::NaiveDate;
use domain::ProjectId;
use domain::agreement::{Subject, SubjectKind, What};
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{contents, t, t_string, use_i18n};

use super::api::{Agreements, Given, Waiting, open_agreements};
use super::items::Item;
use super::panel::AgreementPanel;
use super::standing::GivenWords;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::loaded;
use crate::features::shared::near_day::near_day;
use crate::features::shared::stirs::when_stirred;
use crate::paths;
use crate::ui::badge::{Rag, RagMark};
use crate::ui::button::LinkButton;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// What is agreed, what waits, with whom and since when.
#[component]
pub fn AgreementsPage() -> impl IntoView {
    let i18n = use_i18n();
    let project = address::project();
    let asked = address::ask_about(project, |project| async move {
        open_agreements(project).await.map(|found| (project, found))
    });
    when_stirred(move || project.get(), &[Topic::Agreements], move || asked.refetch());
    let changed = Callback::new(move |()| asked.refetch());
    let pack = move || project.get().map(paths::evidence).unwrap_or_default();
    view! {
        <Title text=t!(i18n, agreements.title)/>
        <div class="page agreements">
            <AreaBar area=Area::Deliver>
                <LinkButton outside=true icon=Icon::Download href=pack>
                    {t!(i18n, agreements.evidence)}
                </LinkButton>
            </AreaBar>
            {loaded(asked, move |(project, found)| view! { <Drawn project found changed/> })}
        </div>
    }
}

#[component]
fn Drawn(
    /// Which project.
    project: ProjectId,
    /// What waits and what was decided.
    found: Agreements,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Agreements { waiting, given, items, people, may_edit, today, .. } = found;
    let (none_waits, none_given, none_open) =
        (waiting.is_empty(), given.is_empty(), items.is_empty());
    let waiting_count = waiting.len();
    let waiting =
        waiting.into_iter().map(move |waiting| view! { <WaitingRow project waiting today/> });
    let taken_back = given.iter().filter(|given| given.is_taken_back);
    let taken_back: Vec<i64> = taken_back.map(|given| given.entry.number).collect();
    let given = given.into_iter().map(move |given| view! { <GivenRow project given/> });
    let items = items.into_iter().map(move |item| {
        let (people, is_void) = (people.clone(), taken_back.contains(&item.decision));
        view! { <Item item is_void people may_edit/> }
    });
    let baseline = Subject { kind: SubjectKind::Baseline, id: project.0 };
    view! {
        <div class="agreements__grid">
            <div class="agreements__column">
                <Panel
                    id="agreements-waiting"
                    title=t!(i18n, agreements.waiting)
                    count=waiting_count
                >
                    {none_waits.then(|| view! {
                        <p class="u-muted">{t!(i18n, agreements.none_waits)}</p>
                    })}
                    <ul class="agreements__rows">{waiting.collect_view()}</ul>
                </Panel>
                <Panel id="agreements-given" title=t!(i18n, agreements.decisions)>
                    {none_given.then(|| view! {
                        <p class="u-muted">{t!(i18n, agreements.none_given)}</p>
                    })}
                    <ol class="agreements__rows">{given.collect_view()}</ol>
                </Panel>
            </div>
            <div class="agreements__column">
                <AgreementPanel project subject=baseline revision=0 changed/>
                <Panel id="agreements-items" title=t!(i18n, agreements.items)>
                    {none_open.then(|| view! {
                        <p class="u-muted">{t!(i18n, agreements.no_items)}</p>
                    })}
                    <ul class="agreements__rows">{items.collect_view()}</ul>
                </Panel>
            </div>
        </div>
    }
}

#[component]
fn WaitingRow(
    /// In which project.
    project: ProjectId,
    /// What waits.
    waiting: Waiting,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let i18n = use_i18n();
    let due = waiting.request.terms.due;
    let is_late = due.is_some_and(|due| due < today);
    let (can_answer, glass) = (waiting.can_answer(), paths::glass(project, waiting.request.id));
    let (kind, title, version) = (waiting.subject.kind, waiting.title, waiting.version);
    let named = move || {
        let kind = contents::subject_kind(i18n.get_locale(), kind);
        t_string!(i18n, decision.named, kind = kind, title = title.clone(), version = version)
    };
    let since = move || {
        let since = near_day(i18n.get_locale(), waiting.since);
        let who = waiting.approver.clone();
        t_string!(i18n, agreements.with_since, who = who, since = since)
    };
    let due = move || due.map(|due| near_day(i18n.get_locale(), due));
    let address = paths::subject(project, waiting.subject);
    let stuck = (!can_answer).then(|| {
        view! {
            <span class="u-small agreements__differs">{t!(i18n, agreements.nobody_left)}</span>
        }
    });
    let sign = can_answer.then(|| {
        view! {
            <LinkButton
                icon=Icon::Signature
                href=glass
                label=t!(i18n, agreements.sign_here)
            />
        }
    });
    view! {
        <li class="agreements__row" data-late=is_late.then_some("true")>
            <RagMark rag=if is_late || !can_answer { Rag::Bad } else { Rag::Warn }/>
            <span class="u-grow">
                <a class="u-link" href=address>{named}</a>
                <span class="u-small u-muted">{since}</span>
                {stuck}
            </span>
            <span class="agreements__due">{due}</span>
            {sign}
        </li>
    }
}

#[component]
fn GivenRow(
    /// In which project.
    project: ProjectId,
    /// The decision.
    given: Given,
) -> impl IntoView {
    let i18n = use_i18n();
    let entry = &given.entry;
    let rag = match entry.what {
        _ if given.is_taken_back => Rag::None,
        What::Agreed => Rag::Ok,
        What::Conditional | What::Returned => Rag::Warn,
        What::Withdrawn => Rag::None,
    };
    let subject = Subject { kind: entry.kind, id: entry.subject };
    let (kind, title, version) = (entry.kind, entry.title.clone(), entry.version);
    let named = move || {
        let kind = contents::subject_kind(i18n.get_locale(), kind);
        t_string!(i18n, decision.named, kind = kind, title = title.clone(), version = version)
    };
    let hash = given.hash.short();
    let method = entry.method;
    let how = move || contents::method(i18n.get_locale(), method);
    let is_void = given.is_taken_back;
    let receipt = paths::team_receipt(project, entry.number);
    let text = paths::version(project, subject, entry.version);
    view! {
        <li class="agreements__row" data-void=is_void.then_some("true")>
            <RagMark rag/>
            <span class="u-grow">
                <a class="u-link" href=paths::subject(project, subject)>{named}</a>
                <span class="u-small"><GivenWords given/></span>
                <span class="u-small u-faint">{how} " · " <span class="u-num">{hash}</span></span>
                // The receipt is no page of the browser's program.
                <span class="u-small">
                    <a class="u-link" rel="external" href=receipt>
                        {t!(i18n, agreements.receipt)}
                    </a>
                    " · "
                    <a class="u-link" href=text>{t!(i18n, agreements.read_text)}</a>
                </span>
            </span>
        </li>
    }
}
