//! Which operations the history tells as one: what belongs to a step of its author stands with it.

use std::cmp::Reverse;

use domain::plan::{Brief, Step};

use super::api::Entry;

/// A step of somebody, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its last operation: where and when the step was done, and the plan that it led to.
    pub last: Entry,
    /// Its operations before that one, the first one first.
    pub earlier: Vec<Entry>,
}

impl Told {
    /// What was done, the first operation first.
    pub fn briefs(&self) -> impl Iterator<Item = &Brief> {
        self.earlier.iter().chain([&self.last]).map(|entry| &entry.brief)
    }

    /// Whether an operation is one of the step.
    pub fn holds(&self, seq: i64) -> bool {
        self.earlier.iter().chain([&self.last]).any(|entry| entry.seq == seq)
    }

    fn is_about_the_same(&self, entry: &Entry) -> bool {
        self.last.brief.op.subject() == entry.brief.op.subject()
    }
}

/// The steps of what was read, the latest first. An operation stands with the one before it of the
/// same person; alone as long as that one has not been read.
pub fn told(entries: &[Entry]) -> Vec<Told> {
    let mut steps: Vec<Told> = Vec::new();
    for entry in entries.iter().rev() {
        let of_same_person = || steps.iter().rposition(|step| step.last.by == entry.by);
        let joins = entry.origin.step == Step::Joined;
        let before = joins.then(of_same_person).flatten();
        match before.filter(|at| steps[*at].is_about_the_same(entry)) {
            Some(at) => {
                let first = std::mem::replace(&mut steps[at].last, entry.clone());
                steps[at].earlier.push(first);
            }
            None => steps.push(Told { last: entry.clone(), earlier: Vec::new() }),
        }
    }
    steps.sort_by_key(|step| Reverse(step.last.seq));
    steps
}

#[cfg(test)]
mod tests {
    use domain::plan::{Origin, PlanOp, TaskChange, View};
    use domain::{TaskId, UserId};

    use super::*;

    /// An operation written as `1 a New`: number of the person, letter of the task, step.
    fn entry(seq: i64, text: &str) -> Entry {
        let parts: Vec<&str> = text.split(' ').collect();
        let [by, task, step] = parts[..] else { panic!("three words") };
        let task = TaskId::new(1, [task.as_bytes()[0]; 10]);
        let op = PlanOp::change(task, TaskChange::Milestone(true));
        Entry {
            seq,
            by: UserId::new(by.parse().unwrap(), [0; 10]),
            at: "2026-03-04T09:00:00".parse().unwrap(),
            origin: Origin { view: View::Board, step: step.parse().unwrap() },
            brief: Brief { op, back: None, more: 0 },
        }
    }

    /// Tells operations, the earliest first, as the numbers of each step, the latest step first.
    fn check(texts: &[&str], expected: &str) {
        let mut entries: Vec<Entry> =
            (1..).zip(texts).map(|(seq, text)| entry(seq, text)).collect();
        entries.reverse();
        let numbers = |step: &Told| {
            let all = step.earlier.iter().chain([&step.last]);
            all.map(|entry| entry.seq.to_string()).collect::<Vec<_>>().join("+")
        };
        let found: Vec<String> = told(&entries).iter().map(numbers).collect();
        assert_eq!(found.join(" "), expected, "{texts:?}");
    }

    #[test]
    fn what_belongs_to_a_step_is_told_with_it() {
        check(&["1 a new", "1 a new"], "2 1");
        check(&["1 a new", "1 a joined", "1 b new"], "3 1+2");
        check(&["1 a new", "1 a joined", "1 a joined"], "1+2+3");
        // What others do in between stays where it is.
        check(&["1 a new", "2 a new", "1 a joined"], "1+3 2");
        check(&["1 a new", "2 a joined"], "2 1");
        // What it belongs to was refused, or is on a later page.
        check(&["1 b new", "1 a joined"], "2 1");
        check(&["1 a joined"], "1");
        check(&["1 a new", "1 a joined", "1 a undo", "1 a redo"], "4 3 1+2");
    }
}
