//! The page itself.

use leptos::prelude::*;
use leptos_meta::Title;
use locale::{dates, t_string, use_i18n};

use super::api::{Overview, open_overview};
use super::milestones::Milestones;
use super::people::{NextSteps, People};
use super::phases::Phases;
use super::share::Sharing;
use super::status::{Status, Unkept};
use crate::features::agreements::AgreedPanel;
use crate::features::risks::TopRisks;
use crate::features::shared::address;
use crate::features::shared::loaded::{Asked, loaded};

/// The overview of the project that the address names.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let asked = address::ask_about(address::project(), open_overview);
    view! { <div class="overview">{loaded(asked, move |found| draw(found, asked))}</div> }
}

fn draw(found: Overview, asked: Asked<Overview>) -> impl IntoView {
    let i18n = use_i18n();
    let changed = Callback::new(move |()| asked.refetch());
    let project = found.project;
    let (start, finish) = (found.start, found.finish);
    let span = move || {
        let locale = i18n.get_locale();
        let start = dates::full(locale, start);
        match finish {
            Some(finish) => {
                let finish = dates::full(locale, finish);
                t_string!(i18n, overview.span, start, finish)
            }
            None => t_string!(i18n, overview.span_open, start),
        }
    };
    view! {
        <Title text=project.name.clone() />
        <Status
            project=project.clone()
            health=found.health
            today=found.today
            may_edit=found.may_edit
            changed
        />
        <Unkept project=project.id count=found.unkept />
        <Phases project=project.clone() percent=found.percent may_edit=found.may_edit changed />
        <div class="overview__grid">
            <div class="overview__column">
                <Milestones
                    milestones=found.milestones
                    today=found.today
                    span=Signal::derive(span)
                />
                <Sharing
                    project=project.clone()
                    shared=found.shared
                    others=found.others
                    may_publish=found.may_publish
                    changed
                />
            </div>
            <div class="overview__column">
                <AgreedPanel project=project.id />
                <TopRisks project=project.id />
                <NextSteps
                    project=project.id
                    key=project.key
                    steps=found.next
                    open_count=found.open_count
                    today=found.today
                />
                <People people=found.people />
            </div>
        </div>
    }
}
