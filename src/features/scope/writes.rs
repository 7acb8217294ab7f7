//! What is written on the page: shown here at once, and sent to the server.

use domain::scope::{Goal, GoalDraft, ScopeItem, ScopeItemDraft};
use domain::{GoalId, ProjectId, ScopeItemId};

use super::api::{
    GoalLine, OpenedScope, add_goal, add_item, change_goal, change_item, move_item, open_scope,
    remove_goal, remove_item,
};
use crate::error::AppError;
use crate::features::shared::writing::Written;

/// Something that is written; each answers to one server function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// A new goal, or one that comes back with its number.
    AddGoal(GoalId, GoalDraft, Option<i32>),
    /// Another text of a goal, and the version that was read.
    ChangeGoal(GoalId, i32, GoalDraft),
    /// No goal any more.
    RemoveGoal(GoalId, i32),
    /// A new line before another one, or last.
    AddItem(ScopeItemId, ScopeItemDraft, Option<ScopeItemId>),
    /// Another text or kind of a line.
    ChangeItem(ScopeItemId, i32, ScopeItemDraft),
    /// Another place of a line: before another one, or last.
    MoveItem(ScopeItemId, Option<ScopeItemId>),
    /// No line any more.
    RemoveItem(ScopeItemId, i32),
}

impl Written for Write {
    type Page = OpenedScope;

    async fn open(project: ProjectId) -> Result<OpenedScope, AppError> {
        open_scope(project).await
    }

    fn show(&self, opened: &mut OpenedScope) {
        let project = opened.head.id;
        match self {
            Self::AddGoal(id, says, number) => {
                let last = opened.goals.last().map_or(0, |line| line.goal.number);
                let number = number.unwrap_or(last + 1);
                let goal = Goal { id: *id, project, number, says: says.clone(), version: 1 };
                opened.goals.push(GoalLine { goal, work: None });
                opened.goals.sort_by_key(|line| line.goal.number);
            }
            Self::ChangeGoal(id, version, says) => {
                let line = opened.goals.iter_mut().find(|line| line.goal.id == *id);
                if let Some(GoalLine { goal, .. }) = line {
                    *goal = Goal { says: says.clone(), version: version + 1, ..goal.clone() };
                }
            }
            Self::RemoveGoal(id, _) => opened.goals.retain(|line| line.goal.id != *id),
            Self::AddItem(id, draft, before) => {
                let ScopeItemDraft { kind, text } = draft.clone();
                let item = ScopeItem { id: *id, project, kind, text, place: 0, version: 1 };
                put(&mut opened.items, item, *before);
            }
            Self::ChangeItem(id, version, draft) => change(&mut opened.items, *id, *version, draft),
            Self::MoveItem(id, before) => {
                if let Some(item) = opened.items.iter().find(|item| item.id == *id).cloned() {
                    put(&mut opened.items, item, *before);
                }
            }
            Self::RemoveItem(id, _) => opened.items.retain(|item| item.id != *id),
        }
    }

    async fn send(self, project: ProjectId) -> Result<(), AppError> {
        match self {
            Self::AddGoal(id, draft, number) => add_goal(project, id, draft, number).await,
            Self::ChangeGoal(id, version, draft) => change_goal(id, version, draft).await,
            Self::RemoveGoal(id, version) => remove_goal(id, version).await,
            Self::AddItem(id, draft, before) => add_item(project, id, draft, before).await,
            Self::ChangeItem(id, version, draft) => change_item(id, version, draft).await,
            Self::MoveItem(id, before) => move_item(id, before).await,
            Self::RemoveItem(id, version) => remove_item(id, version).await,
        }
    }
}

/// Puts a line before another one, or last; it stands nowhere else then.
fn put(items: &mut Vec<ScopeItem>, item: ScopeItem, before: Option<ScopeItemId>) {
    items.retain(|other| other.id != item.id);
    let place = before.and_then(|before| items.iter().position(|other| other.id == before));
    items.insert(place.unwrap_or(items.len()), item);
}

/// Changes a line; one of another kind goes to the end of the other list.
fn change(items: &mut Vec<ScopeItem>, id: ScopeItemId, version: i32, draft: &ScopeItemDraft) {
    let Some(place) = items.iter().position(|item| item.id == id) else { return };
    let ScopeItemDraft { kind, text } = draft.clone();
    let changed = ScopeItem { kind, text, version: version + 1, ..items[place].clone() };
    if kind == items[place].kind {
        items[place] = changed;
    } else {
        put(items, changed, None);
    }
}

#[cfg(test)]
mod tests {
    use domain::scope::ScopeKind;

    use super::*;

    fn id(number: u64) -> ScopeItemId {
        ScopeItemId::new(number, [0; 10])
    }

    fn item(number: u64, kind: ScopeKind) -> ScopeItem {
        let project = ProjectId::new(1, [0; 10]);
        ScopeItem { id: id(number), project, kind, text: number.to_string(), place: 0, version: 1 }
    }

    fn numbers(items: &[ScopeItem]) -> Vec<&str> {
        items.iter().map(|item| item.text.as_str()).collect()
    }

    #[test]
    fn a_line_goes_before_another_or_last() {
        let mut items: Vec<_> = [1, 2, 3].map(|number| item(number, ScopeKind::In)).into();
        put(&mut items, item(4, ScopeKind::In), Some(id(2)));
        assert_eq!(numbers(&items), ["1", "4", "2", "3"]);
        put(&mut items, item(1, ScopeKind::In), None);
        assert_eq!(numbers(&items), ["4", "2", "3", "1"]);
    }

    #[test]
    fn a_line_of_another_kind_goes_last_and_counts_its_edit() {
        let mut items: Vec<_> = [1, 2].map(|number| item(number, ScopeKind::In)).into();
        let draft = |kind, text: &str| ScopeItemDraft { kind, text: text.to_owned() };
        change(&mut items, id(1), 1, &draft(ScopeKind::In, "one"));
        assert_eq!((numbers(&items), items[0].version), (vec!["one", "2"], 2));
        change(&mut items, id(1), 2, &draft(ScopeKind::Out, "out"));
        assert_eq!((numbers(&items), items[1].version), (vec!["2", "out"], 3));
    }
}
