//! The document in its five sections, as the client reads and signs it.

use domain::ProjectId;
use domain::agreement::{Heading, Subject, SubjectKind};
use domain::requirement::{Requirement, Section};
use leptos::prelude::*;
use locale::{contents, t, t_string, use_i18n};

use super::desk::{Desk, View};
use super::list::ToList;
use super::notice::SignedNotice;
use super::priority::PriorityChip;
use super::section::SectionField;
use crate::features::agreements::AgreementPanel;
use crate::ui::button::LinkButton;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// The document, edited in place, and where it stands with the client.
#[component]
pub fn DocumentView(
    /// Of which project.
    project: ProjectId,
) -> impl IntoView {
    let desk = Desk::expect();
    let subject = Subject { kind: SubjectKind::Requirements, id: project.0 };
    view! {
        <SignedNotice />
        <div class="requirements__document" data-print="flow">
            <article class="panel requirements__paper">
                <SectionField project section=Section::Background />
                <SectionField project section=Section::Aims />
                <Needs />
                <SectionField project section=Section::Expectations />
                <SectionField project section=Section::Constraints />
            </article>
            <div class="requirements__side" data-print="hide">
                <AgreementPanel
                    project=project
                    subject=subject
                    revision=desk.revision()
                    changed=move || desk.ask_again()
                />
            </div>
        </div>
    }
}

/// The section of the document that is drawn from the list.
#[component]
fn Needs() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let pursued = Memo::new(move |_| {
        desk.get(|found| {
            let all = found.requirements.iter().filter(|one| !one.is_dropped());
            all.cloned().collect::<Vec<_>>()
        })
    });
    let heading = move || contents::heading(i18n.get_locale(), &Heading::Needs);
    let nothing = move || view! { <NoNeeds /> };
    view! {
        <section class="requirements__section" aria-labelledby="requirements-needs">
            <h2 id="requirements-needs">{heading}</h2>
            <p class="u-muted" data-print="hide">{t!(i18n, requirements.needs_hint)}</p>
            <Show when=move || !pursued.with(Vec::is_empty) fallback=nothing>
                <ol class="requirements__needs">
                    // Drawn anew where it reads otherwise.
                    <For
                        each=move || pursued.get()
                        key=|one| (one.id, one.number, one.version)
                        children=need
                    />
                </ol>
            </Show>
        </section>
    }
}

#[component]
fn NoNeeds() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let action = || view! { <ToList /> };
    let other = move || {
        let href = move || desk.href(View::Interviews, None);
        view! {
            <LinkButton href=href icon=Icon::Messages>
                {t!(i18n, requirements.to_interviews)}
            </LinkButton>
        }
    };
    view! {
        <Empty sentence=t!(i18n, requirements.no_needs) action=action other=other />
    }
}

fn need(requirement: Requirement) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (id, name) = (requirement.id, requirement.name());
    let says = requirement.says;
    let source = says.source_name;
    let source = (!source.is_empty()).then(|| {
        let said = move || t_string!(i18n, requirements.source_said, name = source.clone());
        view! { <p class="u-small u-muted">{said}</p> }
    });
    let criteria = (!says.criteria.is_empty()).then(|| {
        let line = |criterion: domain::requirement::Criterion| view! { <li>{criterion.text}</li> };
        view! {
            <p class="u-small u-muted">{t!(i18n, requirements.criteria_said)}</p>
            <ul class="requirements__criteria">
                {says.criteria.into_iter().map(line).collect_view()}
            </ul>
        }
    });
    let text =
        (!says.text.is_empty()).then(|| view! { <p class="requirements__text">{says.text}</p> });
    view! {
        <li class="requirements__need">
            <div class="u-row u-wrap">
                <a class="u-link u-strong" href=move || desk.href(View::Document, Some(id))>
                    {name}
                    " "
                    {says.title}
                </a>
                <PriorityChip priority=says.priority />
            </div>
            {text}
            {criteria}
            {source}
        </li>
    }
}
