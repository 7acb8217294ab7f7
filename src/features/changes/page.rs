//! The page of one change.

use domain::agreement::{Subject, SubjectKind};
use domain::message::ThreadKind;
use domain::{ChangeId, ChangeOptionId, ProjectId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{ChangeSheet, open_change};
use super::conflicts::MovedOn;
use super::decide::Decide;
use super::desk::Desk;
use super::drawing::Drawing;
use super::head::Head;
use super::impact::ImpactTable;
use super::options::Options;
use super::steps::Steps;
use crate::error::AppError;
use crate::features::agreements::AgreementPanel;
use crate::features::messages::Thread;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Asked, ask, loaded};
use crate::features::shared::stirs::when_stirred;

/// The change that the address names: what it would do, how it is decided, how it is made.
#[component]
pub fn ChangePage() -> impl IntoView {
    let params = use_params_map();
    let change = move || params.read().get("change").and_then(|id| id.parse::<ChangeId>().ok());
    let asked = ask(change, |change| async move {
        match change {
            Some(change) => open_change(change).await,
            None => Err(AppError::NotFound),
        }
    });
    let shown = RwSignal::new(None::<ChangeOptionId>);
    let project = move || params.read().get("project").and_then(|id| id.parse::<ProjectId>().ok());
    when_stirred(project, &[Topic::Changes], move || asked.refetch());
    // What is being written stays where it is while the change is asked again.
    let place = Memo::new(move |_| project().zip(change()));
    let is_found = Memo::new(move |_| asked.get().is_some_and(|answer| answer.is_ok()));
    let thread = move || {
        let place = place.get().filter(|_| is_found.get());
        place.map(|(project, change)| {
            view! {
                <section class="panel changes__talk">
                    <Thread project kind=ThreadKind::Change id=change.0 />
                </section>
            }
        })
    };
    view! {
        <div class="changes">
            <AreaBar area=Area::Scope />
            {loaded(asked, move |sheet| draw(sheet, asked, shown))}
            {thread}
        </div>
    }
}

fn draw(
    sheet: ChangeSheet,
    asked: Asked<ChangeSheet>,
    shown: RwSignal<Option<ChangeOptionId>>,
) -> impl IntoView {
    let desk = Desk::new(sheet, asked, shown);
    let subject = Subject { kind: SubjectKind::Change, id: desk.id().0 };
    view! {
        <Head desk />
        <MovedOn desk />
        <div class="changes__grid">
            <Drawing desk />
            <ImpactTable desk />
        </div>
        <Options desk />
        <div class="changes__pair">
            <AgreementPanel
                project=desk.project()
                subject
                revision=0_u32
                changed=move |()| desk.again()
            />
            <Decide desk />
            <Steps desk />
        </div>
    }
}
