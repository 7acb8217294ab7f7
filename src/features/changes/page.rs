//! The page of one change.

use domain::agreement::{Subject, SubjectKind};
use domain::message::ThreadKind;
use domain::{ChangeId, ChangeOptionId};
use leptos::prelude::*;

use super::api::{ChangeSheet, open_change};
use super::conflicts::MovedOn;
use super::decide::Decide;
use super::desk::Desk;
use super::drawing::Drawing;
use super::head::Head;
use super::impact::ImpactTable;
use super::options::Options;
use super::steps::Steps;
use crate::features::agreements::AgreementPanel;
use crate::features::messages::Thread;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Asked, loaded};
use crate::features::shared::stirs::when_stirred;

/// The change that the address names: what it would do, how it is decided, how it is made.
#[component]
pub fn ChangePage() -> impl IntoView {
    let change = address::named::<ChangeId>("change");
    let asked = address::ask_about(change, open_change);
    let shown = RwSignal::new(None::<ChangeOptionId>);
    let project = address::project();
    when_stirred(move || project.get(), &[Topic::Changes], move || asked.refetch());
    // What is being written stays where it is while the change is asked again.
    let place = Memo::new(move |_| project.get().zip(change.get()));
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
        <div class="page changes">
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
