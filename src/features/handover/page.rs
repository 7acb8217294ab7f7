//! The page itself.

use domain::agreement::{Subject, SubjectKind};
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};

use super::api::{OpenedHandover, open_handover};
use super::checks::Checks;
use super::facts::{SupportPanel, WhenAndWho};
use super::items::Items;
use super::points::Points;
use super::state::HandoverState;
use crate::features::agreements::AgreementPanel;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::loaded;
use crate::features::shared::stirs::when_stirred;

/// The hand-over of the project that the address names.
#[component]
pub fn HandoverPage() -> impl IntoView {
    let i18n = use_i18n();
    let asked = address::ask_about(address::project(), open_handover);
    view! {
        <Title text=t!(i18n, handover.title)/>
        <div class="page handover">
            <AreaBar area=Area::Deliver/>
            {loaded(asked, draw)}
        </div>
    }
}

fn draw(opened: OpenedHandover) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::provide(opened);
    let project = state.project();
    let topics = &[Topic::Handover, Topic::Deliverables];
    when_stirred(move || Some(project), topics, move || state.reload());
    let subject = Subject { kind: SubjectKind::Handover, id: project.0 };
    view! {
        <header class="page__head">
            <h1>{t!(i18n, handover.title)}</h1>
            <p class="u-muted u-prose">{t!(i18n, handover.what)}</p>
        </header>
        <div class="handover__grid" data-saving=move || state.is_saving().get().to_string()>
            <div class="page__column">
                <Items/>
                <Points/>
            </div>
            <div class="page__column">
                <WhenAndWho/>
                <SupportPanel/>
                <Checks/>
                <AgreementPanel
                    project
                    subject
                    revision=state.revision()
                    changed=move || state.reload()
                />
            </div>
        </div>
    }
}
