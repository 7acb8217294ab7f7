//! The plan as it can be agreed: what the client sees of it, with the dates that are promised.

use crate::plan::{Outline, Plan, Row};

use super::content::{Content, Heading, Label, Line, Value};

/// What a client agrees to with a plan: visible milestones and work, in the order of the plan, each
/// with its promised date. What stands above other visible work is a heading and left out.
#[must_use]
pub fn of_plan(title: &str, plan: &Plan) -> Content {
    let outline = Outline::of(plan);
    let is_visible = |row: &Row| plan.tasks[&row.task].is_client_visible;
    let (mut milestones, mut work) = (Vec::new(), Vec::new());
    for (place, row) in outline.rows.iter().enumerate() {
        let below = &outline.rows[place + 1..][..row.descendants as usize];
        if !is_visible(row) || below.iter().any(is_visible) {
            continue;
        }
        let task = &plan.tasks[&row.task];
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
