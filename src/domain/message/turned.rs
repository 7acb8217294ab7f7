//! What a message can be turned into: a task, a requirement.

use super::{Author, Message};
use crate::plan::{ColumnKind, Plan, PlanOp, Rank, Task};
use crate::requirement::Statement;
use crate::{TaskId, text};

/// What a thing is called that is made of a message: its first line, or its author.
#[must_use]
pub fn title_of(message: &Message) -> String {
    let first = message.body.lines().map(str::trim).find(|line| !line.is_empty());
    let shown = first.unwrap_or_default().chars().filter(|letter| !letter.is_control());
    let title: String = shown.take(text::NAME_MAX).collect();
    if title.trim().is_empty() { message.author_name.clone() } else { title }
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

/// The operation that makes a task of a message: its first line is the title, all of it the
/// description, and its card stands last among what is to do.
#[must_use]
pub fn task_of(plan: &Plan, message: &Message, id: TaskId) -> PlanOp {
    let title = title_of(message);
    let last = plan.tasks.values().filter(|task| task.parent.is_none()).map(|task| &task.rank);
    let rank = Rank::between(last.max(), None);
    let mut task = Task::new(id, plan.next_number(), title, rank);
    let columns = plan.columns_in_order();
    let to_do = columns.into_iter().find(|column| column.kind == ColumnKind::ToDo);
    task.column = to_do.map(|column| column.id);
    let cards = plan.tasks.values().filter(|other| other.column == task.column);
    task.card_rank = Rank::between(cards.map(|card| &card.card_rank).max(), None);
    task.description.clone_from(&message.body);
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
    }
}
