//! What a message can be turned into: a task, a requirement, a risk.

use super::{Author, Message};
use crate::TaskId;
use crate::plan::{Plan, PlanOp, worded, worded_title};
use crate::requirement::Statement;
use crate::risk::{RiskDraft, RiskSource};

/// What a thing is called that is made of a message: its first line, or its author.
#[must_use]
pub fn title_of(message: &Message) -> String {
    worded_title(&message.body, &message.author_name)
}

/// What a requirement says that is made of a message: all its words, and whose they are.
#[must_use]
pub fn requirement_of(message: &Message) -> Statement {
    let (source, source_name) = match message.author {
        Author::Client(contact) => (Some(contact), message.author_name.clone()),
        Author::Team(_) => (None, String::new()),
    };
    let text = message.body.clone();
    Statement { title: title_of(message), text, source, source_name, ..Statement::default() }
}

/// What a risk says that is made of a message: all its words. How likely and how bad it is stays
/// in the middle until somebody has thought about it.
#[must_use]
pub fn risk_of(message: &Message) -> RiskDraft {
    RiskDraft {
        title: title_of(message),
        description: message.body.clone(),
        source: RiskSource::Message,
        ..RiskDraft::default()
    }
}

/// The operation that makes a task of a message: its first line is the title, all of it the
/// description.
#[must_use]
pub fn task_of(plan: &Plan, message: &Message, id: TaskId) -> PlanOp {
    let task = worded(plan, id, &message.body, &message.author_name);
    PlanOp::Add { tasks: vec![task], links: Vec::new() }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::message::Thread;
    use crate::plan::Calendar;
    use crate::plan::apply::apply;
    use crate::time::Timestamp;
    use crate::{CalendarId, ContactId, MessageId, ProjectId};

    fn message(is_client: bool) -> Message {
        let project = ProjectId(Uuid::from_u128(1));
        Message {
            id: MessageId(Uuid::from_u128(1)),
            project,
            thread: Thread::of_project(project),
            author: match is_client {
                true => Author::Client(ContactId(Uuid::from_u128(9))),
                false => Author::Team(None),
            },
            author_name: "赵明岐".to_owned(),
            body: "  \n请加一个按钮\n在右上角".to_owned(),
            is_client_visible: true,
            reply_to: None,
            passage: None,
            became: None,
            at: Timestamp(1),
        }
    }

    #[test]
    fn a_message_becomes_a_task_to_do() {
        let office = Calendar::office(CalendarId(Uuid::nil()), "标准".to_owned());
        let names = ["待办", "进行中", "待验收", "已完成"].map(str::to_owned);
        let mut next = 100;
        let columns = crate::plan::board::default_columns(names, || {
            next += 1;
            crate::ColumnId(Uuid::from_u128(next))
        });
        let mut plan = Plan::new(0, office, columns);
        let id = TaskId(Uuid::from_u128(50));
        let op = task_of(&plan, &message(true), id);
        apply(&mut plan, &op).unwrap();
        let task = &plan.tasks[&id];
        assert_eq!(task.title, "请加一个按钮");
        assert!(task.description.contains("在右上角") && !task.is_client_visible);
        assert_eq!(task.column, Some(plan.columns_in_order()[0].id));
        let says = requirement_of(&message(true)).checked().unwrap();
        assert_eq!((says.title.as_str(), says.source_name.as_str()), ("请加一个按钮", "赵明岐"));
        assert!(says.text.contains("在右上角"));
        assert_eq!(requirement_of(&message(false)).source, None);
        let risk = risk_of(&message(true)).checked().unwrap();
        assert_eq!((&*risk.title, risk.source), ("请加一个按钮", RiskSource::Message));
        assert!(risk.description.contains("在右上角"));
    }
}
