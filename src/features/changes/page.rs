//! The page of one change.

use domain::agreement::{Subject, SubjectKind};
use domain::{ChangeId, ChangeOptionId};
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
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::loaded::{Asked, ask, loaded};

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
    view! {
        <div class="changes">
            <AreaBar area=Area::Scope />
            {loaded(asked, move |sheet| draw(sheet, asked, shown))}
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
            <AgreementPanel project=desk.project() subject revision=Signal::stored(0_u32) />
            <Decide desk />
            <Steps desk />
        </div>
    }
}
