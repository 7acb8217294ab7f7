//! The hand-over of a project.

use chrono::NaiveDate;
use domain::handover::{
    Handover, HandoverFacts, HandoverItem, ItemDraft, OpenPoint, PointDraft, Registered,
};
use domain::{DeliverableId, HandoverItemId, OpenPointId, ProjectId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::features::shared::plan_api::ProjectHead;

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedHandover {
    /// The project.
    pub head: ProjectHead,
    /// When and where, by whom to whom, and the support.
    pub handover: Handover,
    /// What is handed over, in its order.
    pub items: Vec<HandoverItem>,
    /// What is still to be done.
    pub points: Vec<OpenPoint>,
    /// The deliverables of the project by their dates.
    pub register: Vec<Registered>,
    /// Today, on the server's clock.
    pub today: NaiveDate,
    /// Whether this person may write here.
    pub may_edit: bool,
}

/// A deliverable that is taken over from the register, and the id of the new line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The id that the browser chose.
    pub id: HandoverItemId,
    /// Which deliverable.
    pub deliverable: DeliverableId,
}

/// The hand-over of a project.
#[server(endpoint = "handover/open", input = Json)]
pub async fn open_handover(project: ProjectId) -> Result<OpenedHandover, AppError> {
    use crate::server::call::Call;
    use crate::server::{clock, handover};
    use domain::can::Action;
    let mut call = Call::read().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::ViewProject, found.id).await?;
    let id = found.id;
    let may_edit = call.may_in(Action::EditScope, id).await?;
    let written = store::handovers::find(call.db(), id).await?;
    let items = store::handovers::items(call.db(), id).await?;
    let points = store::handovers::points(call.db(), id).await?;
    let register = handover::register(call.db(), id).await?;
    let today = clock::local(call.now()).date();
    let head = call.head(found).await?;
    Ok(OpenedHandover { head, handover: written, items, points, register, today, may_edit })
}

/// Writes when and where a project is handed over, and the support; `version` is the one that was
/// read, 0 for the first.
#[server(endpoint = "handover/write", input = Json)]
pub async fn write_facts(
    project: ProjectId,
    version: i32,
    facts: HandoverFacts,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let written = Handover { facts: facts.checked()?, version };
    let before = store::handovers::find(call.db(), found.id).await?;
    let now = call.now();
    store::handovers::write(call.db(), found.id, &written, now).await?;
    let event = Event::new("handover.written").project(found.id);
    call.commit(event.before(&before.facts).after(&written.facts)).await
}

/// Adds accepted deliverables of the register; those that are listed already are left as they are.
#[server(endpoint = "handover/take_over", input = Json)]
pub async fn take_over(project: ProjectId, taken: Vec<Taken>) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::handover;
    use domain::Refusal;
    use domain::can::Action;
    use domain::handover::{ITEMS_MAX, next_place, to_take_over};
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let register = handover::register(call.db(), found.id).await?;
    let mut items = store::handovers::items(call.db(), found.id).await?;
    let (before, now) = (items.len(), call.now());
    for Taken { id, deliverable } in taken {
        let open = to_take_over(&register, &items);
        let Some(registered) = open.into_iter().find(|one| one.id == deliverable) else {
            continue;
        };
        if items.len() >= ITEMS_MAX as usize {
            return Err(Refusal::TooMany { max: ITEMS_MAX }.into());
        }
        let item = HandoverItem::taken_over(id, found.id, registered, next_place(&items));
        store::handovers::create_item(call.db(), &item, now).await?;
        items.push(item);
    }
    if items.len() == before {
        return Ok(());
    }
    let event = Event::new("handover.taken_over").project(found.id);
    call.commit(event.after(&items.split_off(before))).await
}

/// Adds a thing to hand over under the id that the browser chose: sent twice, it is added once.
/// `place` is the one that it had before it was removed; without one it is the last.
#[server(endpoint = "handover/add_item", input = Json)]
pub async fn add_item(
    project: ProjectId,
    id: HandoverItemId,
    draft: ItemDraft,
    place: Option<i32>,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::handover;
    use domain::Refusal;
    use domain::can::Action;
    use domain::handover::{ITEMS_MAX, next_place};
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = draft.checked()?;
    handover::require_own(call.db(), found.id, says.deliverable).await?;
    let items = store::handovers::items(call.db(), found.id).await?;
    if items.iter().any(|item| item.id == id) {
        return Ok(());
    }
    if items.len() >= ITEMS_MAX as usize {
        return Err(Refusal::TooMany { max: ITEMS_MAX }.into());
    }
    let last = next_place(&items);
    let place = place.filter(|place| (0..last).contains(place)).unwrap_or(last);
    let item = HandoverItem { id, project: found.id, says, place, version: 1 };
    let now = call.now();
    store::handovers::create_item(call.db(), &item, now).await?;
    let event = Event::new("handover_item.added").project(found.id).object(id.0);
    call.commit(event.after(&item)).await
}

/// Changes a thing to hand over; `version` is the one that was read.
#[server(endpoint = "handover/change_item", input = Json)]
pub async fn change_item(
    item: HandoverItemId,
    version: i32,
    draft: ItemDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::handover;
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::handovers::find_item(call.db(), item).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let says = draft.checked()?;
    handover::require_own(call.db(), found.project, says.deliverable).await?;
    let changed = HandoverItem { says, version, ..found.clone() };
    let now = call.now();
    store::handovers::update_item(call.db(), &changed, now).await?;
    let event = Event::new("handover_item.changed").project(found.project).object(item.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes a thing to hand over; `version` is the one that was read.
#[server(endpoint = "handover/remove_item", input = Json)]
pub async fn remove_item(item: HandoverItemId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::handovers::find_item(call.db(), item).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    store::handovers::remove_item(call.db(), item, version).await?;
    let event = Event::new("handover_item.removed").project(found.project).object(item.0);
    call.commit(event.before(&found)).await
}

/// Adds an open point under the id that the browser chose.
#[server(endpoint = "handover/add_point", input = Json)]
pub async fn add_point(
    project: ProjectId,
    id: OpenPointId,
    draft: PointDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::Refusal;
    use domain::can::Action;
    use domain::handover::POINTS_MAX;
    let mut call = Call::write().await?;
    let found = store::projects::find(call.db(), project).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.id).await?;
    let says = draft.checked()?;
    let points = store::handovers::points(call.db(), found.id).await?;
    if points.iter().any(|point| point.id == id) {
        return Ok(());
    }
    if points.len() >= POINTS_MAX as usize {
        return Err(Refusal::TooMany { max: POINTS_MAX }.into());
    }
    let point = OpenPoint { id, project: found.id, says, version: 1 };
    let now = call.now();
    store::handovers::create_point(call.db(), &point, now).await?;
    let event = Event::new("open_point.added").project(found.id).object(id.0);
    call.commit(event.after(&point)).await
}

/// Changes an open point; `version` is the one that was read.
#[server(endpoint = "handover/change_point", input = Json)]
pub async fn change_point(
    point: OpenPointId,
    version: i32,
    draft: PointDraft,
) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::handovers::find_point(call.db(), point).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    let changed = OpenPoint { says: draft.checked()?, version, ..found.clone() };
    let now = call.now();
    store::handovers::update_point(call.db(), &changed, now).await?;
    let event = Event::new("open_point.changed").project(found.project).object(point.0);
    call.commit(event.before(&found).after(&changed)).await
}

/// Removes an open point; `version` is the one that was read.
#[server(endpoint = "handover/remove_point", input = Json)]
pub async fn remove_point(point: OpenPointId, version: i32) -> Result<(), AppError> {
    use crate::server::call::{Call, Event};
    use domain::can::Action;
    let mut call = Call::write().await?;
    let found = store::handovers::find_point(call.db(), point).await?.ok_or(AppError::NotFound)?;
    call.require(Action::EditScope, found.project).await?;
    store::handovers::remove_point(call.db(), point, version).await?;
    let event = Event::new("open_point.removed").project(found.project).object(point.0);
    call.commit(event.before(&found)).await
}
