//! Which requirements the tasks of a plan answer. A task may answer several: its card stands in the
//! lane of the first of them, and names the others.

use std::collections::BTreeMap;

use domain::{RequirementId, TaskId};

use crate::features::shared::tracing_api::{Trace, Wanted, WantedOne};

/// Which requirements the tasks of a plan answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// In the order of their numbers, without their tasks.
    all: Vec<WantedOne>,
    /// Of each task the places of its requirements in `all`, in their order.
    of_tasks: BTreeMap<TaskId, Vec<usize>>,
}

impl Traces {
    /// As the server tells them.
    #[must_use]
    pub fn of(wanted: Wanted) -> Self {
        let mut traces = Self { all: wanted.requirements, of_tasks: BTreeMap::new() };
        for (at, one) in traces.all.iter_mut().enumerate() {
            for task in std::mem::take(&mut one.tasks) {
                traces.of_tasks.entry(task).or_default().push(at);
            }
        }
        traces
    }

    /// The requirements in the order of their numbers.
    pub fn requirements(&self) -> impl Iterator<Item = RequirementId> {
        self.all.iter().map(|one| one.id)
    }

    /// What a requirement is called: its key, and what is needed.
    #[must_use]
    pub fn name_of(&self, requirement: RequirementId) -> Option<(&str, &str)> {
        let one = self.all.iter().find(|one| one.id == requirement)?;
        Some((&one.key, &one.title))
    }

    /// The first requirement that a task answers.
    #[must_use]
    pub fn first_of(&self, task: TaskId) -> Option<RequirementId> {
        self.answered(task).next().map(|one| one.id)
    }

    /// The keys of the others.
    #[must_use]
    pub fn others_of(&self, task: TaskId) -> Vec<String> {
        self.answered(task).skip(1).map(|one| one.key.clone()).collect()
    }

    /// What brings a task into the lane of a requirement: it answers that one instead of its first.
    /// In the lane without a requirement it answers none.
    #[must_use]
    pub fn steps(&self, task: TaskId, wanted: Option<RequirementId>) -> Vec<Trace> {
        let trace = |requirement, is_on| Trace { requirement, task, is_on };
        let mut own = self.answered(task).map(|one| one.id);
        match wanted {
            _ if self.first_of(task) == wanted => Vec::new(),
            None => own.map(|requirement| trace(requirement, false)).collect(),
            Some(wanted) => {
                let left = own.next().map(|first| trace(first, false));
                let is_new = own.all(|other| other != wanted);
                left.into_iter().chain(is_new.then(|| trace(wanted, true))).collect()
            }
        }
    }

    /// Takes changes over.
    pub fn change(&mut self, traces: &[Trace]) {
        for trace in traces {
            let Some(at) = self.all.iter().position(|one| one.id == trace.requirement) else {
                continue;
            };
            let own = self.of_tasks.entry(trace.task).or_default();
            own.retain(|other| *other != at);
            if trace.is_on {
                own.push(at);
                own.sort_unstable();
            }
        }
    }

    fn answered(&self, task: TaskId) -> impl Iterator<Item = &WantedOne> {
        self.of_tasks.get(&task).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }
}

/// The way back from changes.
#[must_use]
pub fn reversed(traces: &[Trace]) -> Vec<Trace> {
    traces.iter().rev().map(|trace| Trace { is_on: !trace.is_on, ..*trace }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirement(number: u8) -> RequirementId {
        RequirementId::new(u64::from(number), [number; 10])
    }

    fn task(letter: u8) -> TaskId {
        TaskId::new(u64::from(letter), [letter; 10])
    }

    /// Requirements 1, 2 and 3 with the tasks that are written for each.
    fn traces(tasks: [&str; 3]) -> Traces {
        let one = |(number, tasks): (u8, &str)| WantedOne {
            id: requirement(number),
            key: format!("R-{number}"),
            title: String::new(),
            tasks: tasks.bytes().map(task).collect(),
        };
        let requirements = (1..).zip(tasks).map(one).collect();
        Traces::of(Wanted { requirements, may_edit: true })
    }

    /// The keys of a task after it was brought into a lane, and after the way back.
    fn moved(before: &Traces, letter: u8, to: Option<u8>) -> (String, bool) {
        let mut after = before.clone();
        let steps = before.steps(task(letter), to.map(requirement));
        after.change(&steps);
        let keys = after.answered(task(letter)).map(|one| one.key.clone()).collect::<Vec<_>>();
        let mut back = after;
        back.change(&reversed(&steps));
        let own = |traces: &Traces| traces.answered(task(letter)).cloned().collect::<Vec<_>>();
        (keys.join(" "), own(&back) == own(before))
    }

    #[test]
    fn a_card_stands_with_its_first_requirement_and_names_the_others() {
        let traces = traces(["a", "ab", "b"]);
        assert_eq!(traces.first_of(task(b'a')), Some(requirement(1)));
        assert_eq!(traces.others_of(task(b'a')), ["R-2"]);
        assert_eq!(traces.first_of(task(b'b')), Some(requirement(2)));
        assert_eq!(traces.first_of(task(b'c')), None);
        assert_eq!(traces.name_of(requirement(3)), Some(("R-3", "")));
    }

    #[test]
    fn another_lane_takes_the_place_of_the_first_requirement_and_the_way_back_is_exact() {
        let traces = traces(["a", "ab", "b"]);
        let check = |letter, to, expected: &str| {
            assert_eq!(moved(&traces, letter, to), (expected.to_owned(), true), "{to:?}");
        };
        check(b'a', Some(3), "R-2 R-3");
        check(b'a', Some(2), "R-2");
        check(b'a', Some(1), "R-1 R-2");
        check(b'a', None, "");
        check(b'b', Some(1), "R-1 R-3");
        check(b'c', Some(2), "R-2");
    }
}
