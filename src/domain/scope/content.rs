//! Goals and scope as the client gets them to agree: the words of people, without the note on
//! feasibility and without what the plan does not show the client.

use super::{Goal, ScopeItem, ScopeKind};
use crate::TaskId;
use crate::agreement::content::{Content, Heading, Label, Line, Value};
use crate::plan::Plan;

/// The parts after the goals.
const PARTS: [(ScopeKind, Heading); 3] = [
    (ScopeKind::In, Heading::InScope),
    (ScopeKind::Out, Heading::OutOfScope),
    (ScopeKind::Assumption, Heading::Assumptions),
];

/// The content of a project's goals and scope; `name` is the project's.
#[must_use]
pub fn content(name: &str, goals: &[Goal], items: &[ScopeItem], plan: &Plan) -> Content {
    let mut content = Content { title: name.to_owned(), ..Content::default() };
    content.push(Heading::Goals, goals.iter().map(|goal| goal_line(goal, plan)).collect());
    for (kind, heading) in PARTS {
        let lines = items.iter().filter(|item| item.kind == kind);
        let lines = lines.map(|item| Line::new(item.id.to_string(), item.text.as_str()));
        content.push(heading, lines.collect());
    }
    content
}

fn goal_line(goal: &Goal, plan: &Plan) -> Line {
    let says = &goal.says;
    let mut line = Line::new(goal.id.to_string(), says.title.as_str())
        .words(Label::Measure, &says.measure)
        .words(Label::Reachable, &says.reachable)
        .words(Label::Relevance, &says.relevance);
    if let Some(due) = says.due {
        line = line.fact(Label::Due, Value::Day(due));
    }
    match says.milestone.and_then(|milestone| shown_title(plan, milestone)) {
        Some(title) => line.words(Label::Milestone, title),
        None => line,
    }
}

/// The title of a task that the client sees.
fn shown_title(plan: &Plan, task: TaskId) -> Option<&str> {
    let task = plan.tasks.get(&task).filter(|task| task.is_client_visible)?;
    (!task.is_inactive).then_some(task.title.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Calendar, Rank, Task};
    use crate::scope::GoalDraft;
    use crate::{CalendarId, GoalId, ProjectId, ScopeItemId};

    const PROJECT: ProjectId = ProjectId(uuid::Uuid::from_u128(1));

    fn goal(milestone: Option<TaskId>) -> Goal {
        let says = GoalDraft {
            title: "Every picker works with a handheld".to_owned(),
            measure: "60 of 60".to_owned(),
            reachable: String::new(),
            relevance: "fewer wrong picks".to_owned(),
            due: "2026-05-01".parse().ok(),
            milestone,
        };
        Goal { id: GoalId::new(1, [0; 10]), project: PROJECT, number: 1, says, version: 1 }
    }

    fn item(number: u64, kind: ScopeKind, text: &str) -> ScopeItem {
        let id = ScopeItemId::new(number, [0; 10]);
        ScopeItem { id, project: PROJECT, kind, text: text.to_owned(), place: 0, version: 1 }
    }

    fn plan(task: Task) -> Plan {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".to_owned());
        let mut plan = Plan::new(0, calendar, Vec::new());
        plan.tasks.insert(task.id, task);
        plan
    }

    #[test]
    fn parts_stand_in_order_and_empty_ones_are_left_out() {
        let items = [
            item(2, ScopeKind::Out, "Payroll"),
            item(3, ScopeKind::In, "Picking"),
            item(4, ScopeKind::In, "Counting"),
        ];
        let id = TaskId::new(1, [0; 10]);
        let task = Task::new(id, 1, "hidden".to_owned(), Rank::between(None, None));
        let content = content("Warehouse", &[goal(None)], &items, &plan(task));
        assert_eq!(content.title, "Warehouse");
        let headings: Vec<_> = content.parts.iter().map(|part| part.heading.clone()).collect();
        assert_eq!(headings, [Heading::Goals, Heading::InScope, Heading::OutOfScope]);
        let texts: Vec<_> = content.parts[1].lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Picking", "Counting"]);
        let labels: Vec<_> =
            content.parts[0].lines[0].facts.iter().map(|fact| fact.label).collect();
        assert_eq!(labels, [Label::Measure, Label::Relevance, Label::Due]);
    }

    #[test]
    fn a_milestone_is_named_only_where_the_client_sees_it() {
        let id = TaskId::new(1, [0; 10]);
        let mut task = Task::new(id, 1, "Go-live".to_owned(), Rank::between(None, None));
        let named = |task: &Task| {
            let content = content("W", &[goal(Some(id))], &[], &plan(task.clone()));
            content.canonical().contains("Go-live")
        };
        assert!(!named(&task));
        task.is_client_visible = true;
        assert!(named(&task));
        task.is_inactive = true;
        assert!(!named(&task));
    }
}
