//! What several operations that are one step did, as one sentence.

use domain::plan::{Brief, PlanOp};

use super::change::stated;
use super::{Names, property, told};
use crate::{Locale, td_string};

/// What the operations of one step did, the first one first: of those after it only what is new,
/// such as the reason for going over a limit.
#[must_use]
pub fn told_as_one<'a>(
    locale: Locale,
    briefs: impl IntoIterator<Item = &'a Brief>,
    names: Names<'_>,
) -> String {
    let mut briefs = briefs.into_iter();
    let first = briefs.next().map(|brief| told(locale, brief, names)).unwrap_or_default();
    briefs.fold(first, |first, brief| match new_value(locale, brief, names) {
        Some((property, value)) => td_string!(locale, ops.and_value, first, property, value),
        None => format!("{first} · {}", told(locale, brief, names)),
    })
}

/// The property that an operation changes, and its value where that says something by itself.
fn new_value(locale: Locale, brief: &Brief, names: Names<'_>) -> Option<(&'static str, String)> {
    match &brief.op {
        PlanOp::Change { to, .. } => {
            Some((property(locale, to.property()), stated(locale, to, names)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::plan::{Calendar, Plan, Rank, Task, TaskChange};
    use domain::{CalendarId, LinkId, TaskId};

    use super::*;

    #[test]
    fn a_step_of_several_operations_is_one_sentence() {
        let id = |number: u128| format!("{number:032x}").parse::<CalendarId>().unwrap().0;
        let mut plan = Plan::new(0, Calendar::office(CalendarId(id(1)), String::new()), Vec::new());
        let task = Task::new(TaskId(id(2)), 1, "A".to_owned(), Rank::sequence(1)[0].clone());
        plan.tasks.insert(task.id, task.clone());
        let (gone, people) = (BTreeMap::new(), BTreeMap::new());
        let names = Names { plan: &plan, gone: &gone, people: &people };
        let brief = |op| Brief { op, back: None, more: 0 };
        let add = brief(PlanOp::Add { tasks: vec![task.clone()], links: Vec::new() });
        let reason = TaskChange::LimitReason(Some("Urgent".to_owned()));
        let reason = brief(PlanOp::change(task.id, reason));
        let unlink = brief(PlanOp::Unlink(LinkId(id(3))));
        let cases = [
            (vec![&add], "Added “A”", "新增“A”"),
            (
                vec![&add, &reason],
                "Added “A” · reason for exceeding the limit: Urgent",
                "新增“A” · 超出上限的原因：Urgent",
            ),
            (vec![&add, &unlink], "Added “A” · Removed a dependency", "新增“A” · 删除一条依赖"),
        ];
        for (briefs, english, chinese) in cases {
            assert_eq!(told_as_one(Locale::en, briefs.iter().copied(), names), english);
            assert_eq!(told_as_one(Locale::zh_CN, briefs, names), chinese);
        }
    }
}
