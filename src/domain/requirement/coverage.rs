//! How far each requirement is on its way, and what is still missing: worked out, never typed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Priority, Requirement, line};
use crate::agreement::{Content, Heading};
use crate::{DeliverableId, RequirementId, TaskId};

/// What requirements are held against.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The requirements document that the client agreed to last.
    pub signed: Option<&'a Content>,
    /// The tasks of the plan, and whether each is done.
    pub tasks: &'a BTreeMap<TaskId, bool>,
    /// The deliverables, and whether the client has accepted each.
    pub deliverables: &'a BTreeMap<DeliverableId, bool>,
}

/// How far a requirement is; the farthest that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written down.
    Draft,
    /// In the signed document, word for word.
    Agreed,
    /// Tasks stand for it in the plan.
    Planned,
    /// Its tasks are done.
    Built,
    /// The client has accepted what holds it.
    Accepted,
    /// No longer pursued.
    Dropped,
}

/// Every status with its name in addresses and style sheets.
pub const STATUSES: [(Status, &str); 6] = [
    (Status::Draft, "draft"),
    (Status::Agreed, "agreed"),
    (Status::Planned, "planned"),
    (Status::Built, "built"),
    (Status::Accepted, "accepted"),
    (Status::Dropped, "dropped"),
];

id_names!(Status, STATUSES);

/// What a requirement lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The client has not agreed to it, or to other words.
    Unagreed,
    /// Nobody could tell whether it is met: it has no criterion.
    Unmeasured,
    /// No task stands for it.
    Unplanned,
    /// Its tasks are not done.
    Unbuilt,
    /// No deliverable that holds it is accepted, or not all of them.
    Unaccepted,
}

/// Every gap with its name in addresses, in the order of the way.
pub const GAPS: [(Gap, &str); 5] = [
    (Gap::Unagreed, "unagreed"),
    (Gap::Unmeasured, "unmeasured"),
    (Gap::Unplanned, "unplanned"),
    (Gap::Unbuilt, "unbuilt"),
    (Gap::Unaccepted, "unaccepted"),
];

id_names!(Gap, GAPS);

/// Where a requirement stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Which.
    pub requirement: RequirementId,
    /// How far it is.
    pub status: Status,
    /// What it lacks, in the order of the way.
    pub gaps: Vec<Gap>,
}

/// Where each requirement stands, in their order.
#[must_use]
pub fn coverage(requirements: &[Requirement], facts: &Facts<'_>) -> Vec<Coverage> {
    requirements.iter().map(|requirement| of_one(requirement, facts)).collect()
}

/// How many lack something.
#[must_use]
pub fn count(coverage: &[Coverage], gap: Gap) -> usize {
    coverage.iter().filter(|one| one.gaps.contains(&gap)).count()
}

fn of_one(requirement: &Requirement, facts: &Facts<'_>) -> Coverage {
    // Tasks and deliverables that are gone stand for nothing.
    let tasks: Vec<bool> = known(&requirement.tasks, facts.tasks);
    let deliverables: Vec<bool> = known(&requirement.deliverables, facts.deliverables);
    let is_agreed = is_agreed(requirement, facts.signed);
    let is_planned = !tasks.is_empty();
    let is_built = is_planned && tasks.iter().all(|is_done| *is_done);
    let is_accepted = !deliverables.is_empty() && deliverables.iter().all(|is_in| *is_in);
    let status = match () {
        () if requirement.is_dropped() => Status::Dropped,
        () if is_accepted => Status::Accepted,
        () if is_built => Status::Built,
        () if is_planned => Status::Planned,
        () if is_agreed => Status::Agreed,
        () => Status::Draft,
    };
    let is_wanted = requirement.says.priority != Priority::Wont;
    let lacks = |gap: &Gap| match gap {
        Gap::Unagreed => !is_agreed,
        Gap::Unmeasured => is_wanted && requirement.says.criteria.is_empty(),
        Gap::Unplanned => is_wanted && !is_planned,
        Gap::Unbuilt => is_planned && !is_built,
        Gap::Unaccepted => is_wanted && !is_accepted,
    };
    let all = GAPS.map(|(gap, _)| gap).into_iter();
    let gaps = match requirement.is_dropped() {
        true => Vec::new(),
        false => all.filter(lacks).collect(),
    };
    Coverage { requirement: requirement.id, status, gaps }
}

fn known<K: Ord>(keys: &[K], facts: &BTreeMap<K, bool>) -> Vec<bool> {
    keys.iter().filter_map(|key| facts.get(key)).copied().collect()
}

/// Whether the signed document holds the requirement as it reads now.
fn is_agreed(requirement: &Requirement, signed: Option<&Content>) -> bool {
    let needs =
        signed.and_then(|content| content.parts.iter().find(|part| part.heading == Heading::Needs));
    needs.is_some_and(|part| part.lines.contains(&line(requirement)))
}

#[cfg(test)]
mod tests {
    use super::super::{Criterion, RequirementsDoc, Statement, content};
    use super::*;
    use crate::ProjectId;

    const PROJECT: ProjectId = ProjectId(uuid::Uuid::nil());

    fn task(number: u64) -> TaskId {
        TaskId::new(number, [1; 10])
    }

    fn deliverable(number: u64) -> DeliverableId {
        DeliverableId::new(number, [2; 10])
    }

    fn requirement(number: i32) -> Requirement {
        let criterion = Criterion { key: "1".to_owned(), text: "measured".to_owned() };
        Requirement {
            id: RequirementId::new(number.unsigned_abs().into(), [0; 10]),
            project: PROJECT,
            number,
            says: Statement {
                title: format!("need {number}"),
                criteria: vec![criterion],
                ..Statement::default()
            },
            elicitation: None,
            place: number,
            tasks: vec![task(1)],
            deliverables: vec![deliverable(1)],
            version: 1,
        }
    }

    fn check(change: impl Fn(&mut Requirement), status: Status, gaps: &[Gap]) {
        let signed = content("W", &RequirementsDoc::empty(PROJECT), &[requirement(1)]);
        let tasks = BTreeMap::from([(task(1), true), (task(2), false)]);
        let deliverables = BTreeMap::from([(deliverable(1), true), (deliverable(2), false)]);
        let facts = Facts { signed: Some(&signed), tasks: &tasks, deliverables: &deliverables };
        let mut changed = requirement(1);
        change(&mut changed);
        let found = coverage(&[changed], &facts);
        assert_eq!((found[0].status, &*found[0].gaps), (status, gaps));
    }

    #[test]
    fn the_status_is_the_farthest_that_holds() {
        use Gap::{Unaccepted, Unagreed, Unbuilt, Unmeasured, Unplanned};
        check(|_| {}, Status::Accepted, &[]);
        check(|one| one.deliverables.push(deliverable(2)), Status::Built, &[Unaccepted]);
        check(|one| one.deliverables.clear(), Status::Built, &[Unaccepted]);
        let unbuilt = |one: &mut Requirement| {
            one.tasks.push(task(2));
            one.deliverables = vec![deliverable(9)];
        };
        check(unbuilt, Status::Planned, &[Unbuilt, Unaccepted]);
        let bare = |one: &mut Requirement| {
            one.tasks = vec![task(9)];
            one.deliverables.clear();
        };
        check(bare, Status::Agreed, &[Unplanned, Unaccepted]);
        let other = |one: &mut Requirement| {
            bare(one);
            one.says.criteria.clear();
        };
        check(other, Status::Draft, &[Unagreed, Unmeasured, Unplanned, Unaccepted]);
    }

    #[test]
    fn what_is_dropped_or_not_wanted_now_lacks_nothing_but_consent() {
        let drop = |one: &mut Requirement| {
            one.says.dropped = Some("too dear".to_owned());
            one.tasks.clear();
        };
        check(drop, Status::Dropped, &[]);
        let later = |one: &mut Requirement| {
            one.says.priority = Priority::Wont;
            one.tasks.clear();
            one.deliverables.clear();
        };
        check(later, Status::Draft, &[Gap::Unagreed]);
    }

    #[test]
    fn gaps_are_counted() {
        let (none, no_tasks, no_deliverables) = (None, BTreeMap::new(), BTreeMap::new());
        let facts = Facts { signed: none, tasks: &no_tasks, deliverables: &no_deliverables };
        let found = coverage(&[requirement(1), requirement(2)], &facts);
        assert_eq!(count(&found, Gap::Unplanned), 2);
        assert_eq!(count(&found, Gap::Unbuilt), 0);
    }
}
