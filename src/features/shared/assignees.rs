//! Finding who is to answer for a task.

use domain::{TaskId, UserId};

use super::plan::PlanContext;
use super::plan_api::Person;
use crate::ui::combobox::{Choice, ChoiceGroup};
use crate::ui::icon::Icon;

/// The key of the answer "nobody", which is nobody's id.
const NOBODY: &str = "-";

/// The words of a list of people.
#[derive(Clone, Copy, Debug)]
pub struct PeopleWords {
    /// Nobody.
    pub nobody: &'static str,
    /// Beside the one who answers for the task now.
    pub now: &'static str,
}

/// Who answers for tasks now: somebody, or nobody; none where they differ.
#[must_use]
pub fn shared_by(plan: PlanContext, tasks: &[TaskId]) -> Option<Option<UserId>> {
    plan.with_untracked(|view| {
        let assignee = |task: &TaskId| view.plan.tasks.get(task).map(|task| task.assignee);
        let mut all = tasks.iter().filter_map(assignee);
        let first = all.next()?;
        all.all(|other| other == first).then_some(first)
    })
}

/// The people of a plan whose name holds the query; to an empty query also nobody. The key of a
/// person is the id. Who answers `now` for the task is marked in words.
#[must_use]
pub fn found(
    plan: PlanContext,
    query: &str,
    words: PeopleWords,
    now: Option<Option<UserId>>,
) -> Vec<ChoiceGroup> {
    let query = query.trim().to_lowercase();
    let note = |who: Option<UserId>| if now == Some(who) { words.now } else { "" }.to_owned();
    let found = plan.people().into_iter();
    let found = found.filter(|person| person.name.to_lowercase().contains(&query));
    let choice = |person: Person| Choice {
        key: person.id.to_string(),
        text: person.name,
        note: note(Some(person.id)),
        icon: Some(Icon::User),
    };
    let mut choices: Vec<Choice> = found.map(choice).collect();
    if query.is_empty() {
        choices.push(Choice {
            key: NOBODY.to_owned(),
            text: words.nobody.to_owned(),
            note: note(None),
            icon: Some(Icon::CircleX),
        });
    }
    vec![ChoiceGroup { title: String::new(), choices }]
}
