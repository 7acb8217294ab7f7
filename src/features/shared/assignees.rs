//! Finding who is to answer for a task.

use super::plan::PlanContext;
use super::plan_api::Person;
use crate::ui::combobox::{Choice, ChoiceGroup};
use crate::ui::icon::Icon;

/// The key of the answer "nobody", which is nobody's id.
const NOBODY: &str = "-";

/// The people of a plan whose name holds the query; to an empty query also nobody, in these words.
/// The key of a person is the id.
pub fn found(plan: PlanContext, query: &str, nobody: &str) -> Vec<ChoiceGroup> {
    let query = query.trim().to_lowercase();
    let found = plan.people().into_iter();
    let found = found.filter(|person| person.name.to_lowercase().contains(&query));
    let choice = |person: Person| Choice {
        key: person.id.to_string(),
        text: person.name,
        note: String::new(),
        icon: Some(Icon::User),
    };
    let mut choices: Vec<Choice> = found.map(choice).collect();
    if query.is_empty() {
        choices.push(Choice {
            key: NOBODY.to_owned(),
            text: nobody.to_owned(),
            note: String::new(),
            icon: Some(Icon::CircleX),
        });
    }
    vec![ChoiceGroup { title: String::new(), choices }]
}
