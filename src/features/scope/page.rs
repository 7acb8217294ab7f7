//! The page itself.

use domain::agreement::{Subject, SubjectKind};
use domain::scope::ScopeKind;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};

use super::api::{OpenedScope, open_scope};
use super::feasibility::Feasibility;
use super::goals::Goals;
use super::guard::Guard;
use super::items::ScopeList;
use super::state::ScopeState;
use crate::features::agreements::AgreementPanel;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::loaded;
use crate::features::shared::stirs::when_stirred;
use crate::paths;

/// Goals and scope of the project that the address names.
#[component]
pub fn ScopePage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = address::ask_about(address::project(), open_scope);
    view! {
        <Title text=t!(i18n, scope.title) />
        <div class="page scope">
            <AreaBar area=Area::Scope />
            {loaded(asked, draw)}
        </div>
    }
}

fn draw(opened: OpenedScope) -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::provide(opened);
    let project = state.project();
    when_stirred(move || Some(project), &[Topic::Scope], move || state.reload());
    let subject = Subject { kind: SubjectKind::Scope, id: project.0 };
    view! {
        <header class="page__head">
            <h1>{t!(i18n, scope.title)}</h1>
            <p class="u-muted u-prose">
                {t!(i18n, scope.what)} " "
                <a class="u-link" href=paths::requirements(project)>
                    {t!(i18n, scope.to_expectations)}
                </a>
            </p>
        </header>
        <div class="scope__grid" data-saving=move || state.is_saving().get().to_string()>
            <div class="page__column">
                <Goals />
                <AgreementPanel
                    project
                    subject
                    revision=state.revision()
                    changed=move || state.reload()
                />
            </div>
            <div class="page__column">
                <div class="scope__pair">
                    <ScopeList kind=ScopeKind::In />
                    <ScopeList kind=ScopeKind::Out />
                </div>
                <ScopeList kind=ScopeKind::Assumption />
                <Feasibility />
            </div>
        </div>
        <Guard />
    }
}
