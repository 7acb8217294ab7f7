//! Where rows go: new tasks, deeper, higher, up and down.

use domain::TaskId;
use domain::plan::link::{Lag, LinkKind};
use domain::plan::{
    ColumnKind, Constraint, ConstraintKind, Link, Plan, PlanOp, Rank, Task, TaskChange,
    TaskDuration,
};
use domain::time::{self, Minute};

use super::task_entry::Entry;
use super::typed::TypedLink;

/// A way to move a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    /// Below the sibling above it.
    Indent,
    /// Beside the summary above it.
    Outdent,
    /// Before the sibling above it.
    Up,
    /// After the sibling below it.
    Down,
}

/// The operation that moves a row, none where it cannot go any farther.
pub fn arrange(plan: &Plan, task: TaskId, how: Arrange) -> Option<PlanOp> {
    let found = plan.tasks.get(&task)?;
    let siblings = siblings(plan, found.parent);
    let at = siblings.iter().position(|sibling| sibling.id == task)?;
    let rank_at = |at: usize| siblings.get(at).map(|sibling| &sibling.rank);
    let (parent, rank) = match how {
        Arrange::Indent => {
            let parent = siblings.get(at.checked_sub(1)?)?.id;
            (Some(parent), Rank::between(last_rank(plan, Some(parent)), None))
        }
        Arrange::Outdent => {
            let parent = plan.tasks.get(&found.parent?)?;
            let above = self::siblings(plan, parent.parent);
            let next =
                above.iter().find(|other| (&other.rank, other.id) > (&parent.rank, parent.id));
            let rank = Rank::between(Some(&parent.rank), next.map(|next| &next.rank));
            (parent.parent, rank)
        }
        Arrange::Up => {
            let before = at.checked_sub(1)?;
            let above = before.checked_sub(1).and_then(rank_at);
            (found.parent, Rank::between(above, rank_at(before)))
        }
        Arrange::Down => {
            let after = rank_at(at + 1)?;
            (found.parent, Rank::between(Some(after), rank_at(at + 2)))
        }
    };
    Some(PlanOp::change(task, TaskChange::Place { parent, rank }))
}

/// The operation that puts a row below a summary, or on the top level, behind one of the rows there
/// or first; none where it stands already.
pub fn place(
    plan: &Plan,
    task: TaskId,
    parent: Option<TaskId>,
    after: Option<TaskId>,
) -> Option<PlanOp> {
    let found = plan.tasks.get(&task)?;
    let present = siblings(plan, parent);
    let at = present.iter().position(|sibling| sibling.id == task);
    let before = at.and_then(|at| at.checked_sub(1)).map(|at| present[at].id);
    if found.parent == parent && before == after {
        return None;
    }
    let others: Vec<&Task> = present.into_iter().filter(|other| other.id != task).collect();
    let at = match after {
        Some(after) => others.iter().position(|other| other.id == after)? + 1,
        None => 0,
    };
    let rank_at = |at: usize| others.get(at).map(|other| &other.rank);
    let rank = Rank::between(at.checked_sub(1).and_then(rank_at), rank_at(at));
    Some(PlanOp::change(task, TaskChange::Place { parent, rank }))
}

/// A new task as it was typed, below `after`, on its level, or at the end; on the board's first
/// column of work to do, and not before today unless other days were typed.
pub fn new_task(
    plan: &Plan,
    id: TaskId,
    entry: &Entry,
    after: Option<TaskId>,
    now: Minute,
) -> PlanOp {
    let above = after.and_then(|after| plan.tasks.get(&after));
    let parent = above.and_then(|above| above.parent);
    let siblings = siblings(plan, parent);
    let next = above.and_then(|above| {
        siblings.iter().find(|other| (&other.rank, other.id) > (&above.rank, above.id))
    });
    let before = above.map_or_else(|| last_rank(plan, parent), |above| Some(&above.rank));
    let rank = Rank::between(before, next.map(|next| &next.rank));
    let mut task = Task::new(id, plan.next_number(), entry.title.clone(), rank);
    task.parent = parent;
    task.duration = TaskDuration::days(1, plan.settings.minutes_per_day);
    let columns = plan.columns_in_order();
    let column = columns.iter().find(|column| column.kind == ColumnKind::ToDo);
    task.column = column.map(|column| column.id);
    let cards = plan.tasks.values().filter(|other| other.column == task.column);
    task.card_rank = Rank::between(cards.map(|other| &other.card_rank).max(), None);
    let today = time::start_of(time::day_of(now));
    if today > plan.settings.start {
        task.constraint = Some(Constraint { kind: ConstraintKind::StartNoEarlierThan, at: today });
    }
    entry.give(plan, &mut task);
    PlanOp::Add { tasks: vec![task], links: Vec::new() }
}

/// The operation for a typed predecessor: a new link, or another kind and lag for the one that is
/// there. None when no task carries the number.
pub fn link_by_number(plan: &Plan, to: TaskId, typed: TypedLink) -> Option<PlanOp> {
    let TypedLink { number, kind, lag } = typed;
    let from = plan.tasks.values().find(|task| task.number == number)?.id;
    Some(link(plan, from, to, kind, lag))
}

/// The operation that makes `to` wait for `from`.
pub fn link(plan: &Plan, from: TaskId, to: TaskId, kind: LinkKind, lag: Lag) -> PlanOp {
    let mut links = plan.links.values();
    let present = links.find(|link| (link.from, link.to) == (from, to)).cloned();
    let link = present.unwrap_or_else(|| Link::new(from, to, kind, lag));
    PlanOp::Link(Link { kind, lag, ..link })
}

fn siblings(plan: &Plan, parent: Option<TaskId>) -> Vec<&Task> {
    let mut siblings: Vec<&Task> =
        plan.tasks.values().filter(|task| task.parent == parent).collect();
    siblings.sort_by_key(|task| (&task.rank, task.id));
    siblings
}

fn last_rank(plan: &Plan, parent: Option<TaskId>) -> Option<&Rank> {
    let siblings = plan.tasks.values().filter(|task| task.parent == parent);
    siblings.map(|task| &task.rank).max()
}

#[cfg(test)]
mod tests {
    use domain::plan::apply::apply;
    use domain::plan::{Calendar, Outline};
    use domain::{CalendarId, ColumnId, LinkId};

    use super::*;

    /// A plan from an indented list of one-letter tasks: `A(BC)D`.
    fn plan(text: &str) -> Plan {
        let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
        let columns = domain::plan::board::default_columns(
            ["todo", "doing", "review", "done"].map(String::from),
            || ColumnId::new(0, [0; 10]),
        );
        let mut plan = Plan::new(0, calendar, columns.into_iter().take(1).collect());
        let mut path: Vec<TaskId> = Vec::new();
        let mut last = None;
        for (letter, rank) in text.chars().zip(Rank::sequence(text.len())) {
            match letter {
                '(' => path.extend(last),
                ')' => last = path.pop(),
                _ => {
                    let mut task =
                        Task::new(id(letter), plan.next_number(), letter.to_string(), rank);
                    task.parent = path.last().copied();
                    last = Some(task.id);
                    plan.tasks.insert(task.id, task);
                }
            }
        }
        plan
    }

    fn id(letter: char) -> TaskId {
        TaskId::new(letter as u64, [0; 10])
    }

    fn written(plan: &Plan) -> String {
        let mut text = String::new();
        let mut depth = 0;
        for row in Outline::of(plan).rows {
            while depth > row.depth {
                text.push(')');
                depth -= 1;
            }
            if depth < row.depth {
                text.push('(');
                depth += 1;
            }
            text.push_str(&plan.tasks[&row.task].title);
        }
        text + &")".repeat(depth as usize)
    }

    fn check(before: &str, letter: char, how: Arrange, expected: &str) {
        let mut plan = plan(before);
        match arrange(&plan, id(letter), how) {
            Some(op) => {
                apply(&mut plan, &op).unwrap();
                assert_eq!(written(&plan), expected, "{before} {letter} {how:?}");
            }
            None => assert_eq!("stays", expected, "{before} {letter} {how:?}"),
        }
    }

    #[test]
    fn rows_go_deeper_and_higher() {
        check("ABC", 'B', Arrange::Indent, "A(B)C");
        check("A(B)C", 'C', Arrange::Indent, "A(BC)");
        check("ABC", 'A', Arrange::Indent, "stays");
        check("A(BC)D", 'B', Arrange::Outdent, "A(C)BD");
        check("A(B(C))", 'B', Arrange::Outdent, "AB(C)");
        check("ABC", 'B', Arrange::Outdent, "stays");
    }

    #[test]
    fn rows_go_up_and_down_among_their_siblings() {
        check("A(BCD)E", 'D', Arrange::Up, "A(BDC)E");
        check("A(BCD)E", 'B', Arrange::Down, "A(CBD)E");
        check("A(BCD)E", 'B', Arrange::Up, "stays");
        check("A(BCD)E", 'E', Arrange::Down, "stays");
        check("A(B)C", 'C', Arrange::Up, "CA(B)");
    }

    #[test]
    fn a_row_is_put_below_a_summary_behind_one_of_its_rows() {
        let check =
            |before: &str, letter: char, to: (Option<char>, Option<char>), expected: &str| {
                let mut plan = plan(before);
                let (parent, after) = (to.0.map(id), to.1.map(id));
                let text = match place(&plan, id(letter), parent, after) {
                    Some(op) => {
                        apply(&mut plan, &op).unwrap();
                        written(&plan)
                    }
                    None => "stays".to_owned(),
                };
                assert_eq!(text, expected, "{before} {letter} {to:?}");
            };
        check("A(BC)D", 'D', (Some('A'), None), "A(DBC)");
        check("A(BC)D", 'D', (Some('A'), Some('B')), "A(BDC)");
        check("A(BC)D", 'B', (None, Some('A')), "A(C)BD");
        check("A(BC)D", 'D', (None, None), "DA(BC)");
        check("A(BC)D", 'C', (Some('A'), Some('B')), "stays");
        check("A(BC)D", 'A', (None, None), "stays");
    }

    #[test]
    fn a_new_task_comes_below_the_given_one_or_last() {
        let check = |before: &str, after: Option<char>, expected: &str| {
            let mut plan = plan(before);
            let op = new_task(&plan, id('N'), &Entry::titled("N".into()), after.map(id), 0);
            apply(&mut plan, &op).unwrap();
            assert_eq!(written(&plan), expected);
            assert!(plan.tasks[&id('N')].column.is_some());
        };
        check("", None, "N");
        check("A(BC)D", None, "A(BC)DN");
        check("A(BC)D", Some('B'), "A(BNC)D");
        check("A(BC)D", Some('A'), "A(BC)ND");
    }

    #[test]
    fn a_new_task_of_a_running_plan_starts_today() {
        let plan = plan("A");
        let entry = Entry::titled("N".into());
        let PlanOp::Add { tasks, .. } = new_task(&plan, id('N'), &entry, None, 1440 * 3 + 600)
        else {
            panic!("a new task is added");
        };
        assert_eq!(tasks[0].constraint.map(|bound| bound.at), Some(1440 * 3));
    }

    #[test]
    fn typed_links_find_their_task_and_replace_the_link_that_is_there() {
        let mut plan = plan("ABC");
        let typed = |kind| TypedLink { number: 1, kind, lag: Lag::default() };
        let op = link_by_number(&plan, id('C'), typed(LinkKind::FinishToStart)).unwrap();
        apply(&mut plan, &op).unwrap();
        let op = link_by_number(&plan, id('C'), typed(LinkKind::StartToStart)).unwrap();
        apply(&mut plan, &op).unwrap();
        assert_eq!(plan.links.len(), 1);
        assert_eq!(plan.links[&LinkId::between(id('A'), id('C'))].kind, LinkKind::StartToStart);
        let unknown = TypedLink { number: 9, kind: LinkKind::StartToStart, lag: Lag::default() };
        assert!(link_by_number(&plan, id('C'), unknown).is_none());
    }
}
