//! What is written on the page: shown here at once, and sent to the server.

use domain::handover::{
    Handover, HandoverFacts, HandoverItem, ItemDraft, OpenPoint, PointDraft, next_place,
};
use domain::{HandoverItemId, OpenPointId, ProjectId};

use super::api::{
    OpenedHandover, Taken, add_item, add_point, change_item, change_point, open_handover,
    remove_item, remove_point, take_over, write_facts,
};
use crate::error::AppError;
use crate::features::shared::writing::Written;

/// Something that is written; each answers to one server function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// When and where, by whom to whom, and the support; and the version that was read.
    Facts(i32, HandoverFacts),
    /// Accepted deliverables of the register as new lines.
    TakeOver(Vec<Taken>),
    /// A new thing to hand over, at a place that it had before, or last.
    AddItem(HandoverItemId, ItemDraft, Option<i32>),
    /// Other words of a thing, and the version that was read.
    ChangeItem(HandoverItemId, i32, ItemDraft),
    /// No such thing any more.
    RemoveItem(HandoverItemId, i32),
    /// A new open point.
    AddPoint(OpenPointId, PointDraft),
    /// Other words of an open point, and the version that was read.
    ChangePoint(OpenPointId, i32, PointDraft),
    /// No such point any more.
    RemovePoint(OpenPointId, i32),
}

impl Written for Write {
    type Page = OpenedHandover;

    async fn open(project: ProjectId) -> Result<OpenedHandover, AppError> {
        open_handover(project).await
    }

    fn show(&self, opened: &mut OpenedHandover) {
        let project = opened.head.id;
        match self {
            Self::Facts(version, facts) => {
                opened.handover = Handover { facts: facts.clone(), version: version + 1 };
            }
            Self::TakeOver(taken) => taken.iter().for_each(|taken| show_taken(opened, taken)),
            Self::AddItem(id, draft, place) => {
                let place = place.unwrap_or_else(|| next_place(&opened.items));
                let (id, says) = (*id, draft.clone());
                opened.items.push(HandoverItem { id, project, says, place, version: 1 });
                opened.items.sort_by_key(|item| item.place);
            }
            Self::ChangeItem(id, version, draft) => {
                if let Some(item) = opened.items.iter_mut().find(|item| item.id == *id) {
                    (item.says, item.version) = (draft.clone(), version + 1);
                }
            }
            Self::RemoveItem(id, _) => opened.items.retain(|item| item.id != *id),
            Self::AddPoint(id, draft) => {
                let (id, says) = (*id, draft.clone());
                opened.points.push(OpenPoint { id, project, says, version: 1 });
            }
            Self::ChangePoint(id, version, draft) => {
                if let Some(point) = opened.points.iter_mut().find(|point| point.id == *id) {
                    (point.says, point.version) = (draft.clone(), version + 1);
                }
            }
            Self::RemovePoint(id, _) => opened.points.retain(|point| point.id != *id),
        }
    }

    async fn send(self, project: ProjectId) -> Result<(), AppError> {
        match self {
            Self::Facts(version, facts) => write_facts(project, version, facts).await,
            Self::TakeOver(taken) => take_over(project, taken).await,
            Self::AddItem(id, draft, place) => add_item(project, id, draft, place).await,
            Self::ChangeItem(id, version, draft) => change_item(id, version, draft).await,
            Self::RemoveItem(id, version) => remove_item(id, version).await,
            Self::AddPoint(id, draft) => add_point(project, id, draft).await,
            Self::ChangePoint(id, version, draft) => change_point(id, version, draft).await,
            Self::RemovePoint(id, version) => remove_point(id, version).await,
        }
    }
}

fn show_taken(opened: &mut OpenedHandover, taken: &Taken) {
    let registered = opened.register.iter().find(|one| one.id == taken.deliverable);
    let Some(registered) = registered else { return };
    let place = next_place(&opened.items);
    let item = HandoverItem::taken_over(taken.id, opened.head.id, registered, place);
    opened.items.push(item);
}
