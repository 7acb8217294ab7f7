//! The page itself.

use domain::file::File;
use domain::{DeliverableId, ProjectId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};
use locale::{t, t_string, use_i18n};

use super::api::{Register, open_register};
use super::desk::Desk;
use super::detail::DetailSheet;
use super::files::Files;
use super::form::DeliverableDialog;
use super::preview::PreviewDialog;
use super::publish::PublishDialog;
use super::register::{AddButton, RegisterTable};
use super::removal::RemovalDialog;
use super::words::count_files;
use crate::error::AppError;
use crate::features::shared::address;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Asked, Failed, Failure, ask, loaded};
use crate::features::shared::stirs::when_stirred;
use crate::features::shared::upload::Uploads;
use crate::paths;
use crate::ui::dom;

/// The deliverables and files of the project that the address names.
#[component]
pub fn DeliverablesPage() -> impl IntoView {
    let project = address::project();
    move || match project.get() {
        Some(project) => view! { <Deliverables project /> }.into_any(),
        None => view! { <Failed error=AppError::NotFound retry=|| {} /> }.into_any(),
    }
}

#[component]
fn Deliverables(project: ProjectId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::provide(project);
    let asked = ask(move || desk.revision.get(), move |_| open_register(project));
    when_stirred(move || Some(project), &[Topic::Deliverables], move || desk.changed());
    // What is being sent outlives the answer that it is drawn beside.
    let uploads = Uploads::new(project, move |files: Vec<File>| {
        let what = count_files(desk.words, files.len());
        desk.done(t_string!(desk.words, deliverables.uploaded, what = what));
    });
    Effect::new(move |_| {
        if let Some(Ok(found)) = asked.get() {
            desk.people.set(found.people);
        }
    });
    dom::warn_before_leaving(Signal::derive(move || uploads.is_busy()));
    name_in_address(desk);
    view! {
        <Title text=t!(i18n, deliverables.title) />
        <div class="deliverables sheet__host">
            <div class="page deliverables__page">
                <AreaBar area=Area::Deliver>
                    <Transition>{move || add_button(asked)}</Transition>
                </AreaBar>
                <Show when=move || desk.opened.get().is_none()>
                    <Failure error=desk.failure />
                </Show>
                {loaded(asked, move |found| draw(found, uploads))}
            </div>
            <DetailSheet />
        </div>
        <DeliverableDialog />
        <PublishDialog />
        <RemovalDialog />
        <PreviewDialog />
    }
}

/// The page's main button; an empty register has it in its middle.
fn add_button(asked: Asked<Register>) -> Option<impl IntoView> {
    let found = asked.get().and_then(Result::ok)?;
    let may_edit = found.may_edit;
    (!found.deliverables.is_empty()).then(|| view! { <AddButton may_edit /> })
}

fn draw(found: Register, uploads: Uploads) -> impl IntoView {
    let Register { deliverables, files, may_edit, may_publish, today, .. } = found;
    view! {
        <RegisterTable lines=deliverables may_edit today />
        <Files files uploads may_edit may_publish />
    }
}

/// Keeps the open deliverable in the address, so that the address opens it again.
fn name_in_address(desk: Desk) {
    let (query, path) = (use_query_map(), use_location().pathname);
    let asked = Memo::new(move |_| {
        query.read().get("deliverable").and_then(|id| id.parse::<DeliverableId>().ok())
    });
    Effect::new(move |was: Option<Option<DeliverableId>>| {
        let deliverable = asked.get();
        if was != Some(deliverable) && deliverable.is_some() {
            desk.opened.set(deliverable);
        }
        deliverable
    });
    let here = paths::deliverables(desk.project);
    Effect::new(move |_| {
        let is_here = path.with(|path| *path == here);
        let opened = desk.opened.get().map(|opened| opened.to_string());
        // By the next frame the router has written its own part of the address.
        dom::on_next_frame(move || {
            if is_here {
                dom::set_query("deliverable", opened.as_deref());
            }
        });
    });
}
