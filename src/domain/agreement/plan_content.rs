//! The plan as it can be agreed: what the client sees of it, with the dates that are promised.

use crate::plan::Plan;
use crate::portal::visible_tasks;

use super::content::{Content, Heading, Label, Line, Value};

/// What a client agrees to with a plan: visible milestones and work, in the order of the plan, each
/// with its promised date.
#[must_use]
pub fn of_plan(title: &str, plan: &Plan) -> Content {
    let (mut milestones, mut work) = (Vec::new(), Vec::new());
    for task in visible_tasks(plan) {
        let line = Line::new(task.id.to_string(), task.title.as_str());
        let line = match task.promise {
            Some(day) => line.fact(Label::Promise, Value::Day(day)),
            None => line,
        };
        if task.is_milestone { milestones.push(line) } else { work.push(line) }
    }
    let mut content = Content { title: title.to_owned(), ..Content::default() };
    content.push(Heading::Milestones, milestones);
    content.push(Heading::Work, work);
    content
}
