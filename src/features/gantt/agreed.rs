//! The plan to which the client has agreed: what every move is measured against, drawn or not.

use std::collections::BTreeMap;

use domain::TaskId;
use domain::plan::{Consequence, PlanView};
use domain::time::{self, Minute};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chart::Chart;
use crate::features::shared::baseline_api::last_agreed;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::plan::Source;
use crate::features::shared::stirs::when_stirred;

/// What the client agreed to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// What its baseline is called.
    pub name: String,
    /// The number of the decision.
    pub number: i64,
    /// When what the client saw of it was to be finished.
    finishes: BTreeMap<TaskId, Minute>,
}

impl Agreed {
    /// Whether something of it moves that has kept to it until now.
    pub fn is_left(&self, view: &PlanView, consequence: &Consequence) -> bool {
        is_left(view, consequence, |task| self.finishes.get(task).copied())
    }
}

/// Whether a task moves that has kept until now to the finish that it had `then`.
pub fn is_left(
    view: &PlanView,
    consequence: &Consequence,
    then: impl Fn(&TaskId) -> Option<Minute>,
) -> bool {
    let mut moved = consequence.moved.iter().filter(|(_, days)| *days != 0);
    moved.any(|(task, _)| {
        let both = then(task).zip(view.scheduled.dates(*task));
        both.is_some_and(|(then, now)| time::last_day_of(then) == time::last_day_of(now.finish))
    })
}

impl Chart {
    /// Finds out what the client has agreed to, and follows it. Whoever cannot raise a change is
    /// not asked about it.
    pub fn follow_agreed(self) {
        if self.plan.source() != Source::Project || !self.plan.is_member() {
            return;
        }
        let project = self.plan.project();
        Effect::new(move |_| self.learn_agreed());
        let topics = &[Topic::Agreements, Topic::Changes, Topic::Baselines];
        when_stirred(move || Some(project), topics, move || self.learn_agreed());
    }

    fn learn_agreed(self) {
        let project = self.plan.project();
        spawn_local(async move {
            // Nobody has asked: without an answer what is known stays.
            let Ok(found) = last_agreed(project).await else { return };
            let agreed = found.map(|found| {
                let finishes = found.dates.into_iter().map(|(task, _, finish)| (task, finish));
                Agreed { name: found.name, number: found.number, finishes: finishes.collect() }
            });
            self.agreed.try_set(agreed);
        });
    }
}
