//! What others do to the task that this person has before them, in words for a screen reader:
//! a card, a row or a panel changes without a sound.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::plan::{Brief, Committed, PlanOp};
use domain::{TaskId, UserId};
use leptos::prelude::*;
use locale::ops::{Names, told_as_one};
use locale::{Locale, td_string};

use super::PlanContext;
use crate::ui::dom;

/// What comes within this time is told at once: whoever types or drags does much.
const GATHERED: Duration = Duration::from_millis(1_500);

/// So much lies between two texts at least: whoever listens has work of their own.
const APART: Duration = Duration::from_secs(10);

/// More things of one person in a row are only counted.
const MOST: usize = 3;

/// What nobody has been told yet, and when somebody was told last.
#[derive(Clone, Debug, Default)]
pub(super) struct Untold {
    heard: Heard,
    told_at_ms: i64,
}

/// What others did and nobody has been told yet, the first one first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heard(Vec<(UserId, Brief)>);

impl Heard {
    /// Takes up an operation of somebody else as far as it is about one of these tasks.
    pub(super) fn take_up(&mut self, tasks: &[TaskId], entry: &Committed, inverse: &PlanOp) {
        let about = tasks.iter().filter_map(|task| Brief::about(*task, &entry.op, inverse));
        about.for_each(|brief| self.add(entry.by, brief));
    }

    /// Of what is changed again and again only the last change counts, from what it was at first.
    fn add(&mut self, by: UserId, brief: Brief) {
        match self.0.last_mut() {
            Some((who, last)) if *who == by && is_again(last, &brief) => last.op = brief.op,
            _ => self.0.push((by, brief)),
        }
    }

    /// All of it in words, each person by name before what they did.
    fn words(&self, locale: Locale, names: Names<'_>) -> String {
        let is_one = |one: &(UserId, Brief), next: &(UserId, Brief)| {
            one.0 == next.0 && one.1.op.subject() == next.1.op.subject()
        };
        let steps = self.0.chunk_by(is_one).filter_map(|own| {
            let (by, _) = own.first()?;
            let first = told_as_one(locale, own.iter().take(MOST).map(|(_, brief)| brief), names);
            let what = match own.len().saturating_sub(MOST) {
                0 => first,
                more => td_string!(locale, ops.and_more, first = first, more = more),
            };
            let somebody = || td_string!(locale, common.somebody).to_owned();
            let who = names.people.get(by).cloned().unwrap_or_else(somebody);
            Some(td_string!(locale, conflicts.told, who = who, what = what))
        });
        steps.collect::<Vec<_>>().join(" · ")
    }
}

/// How long a text waits for what else comes, where the one before it was told so long ago.
fn wait_after(ago: Duration) -> Duration {
    APART.saturating_sub(ago).max(GATHERED)
}

/// Whether one and the same thing is changed once more, or told of two tasks.
fn is_again(last: &Brief, next: &Brief) -> bool {
    let is_same = match (&last.op, &next.op) {
        (PlanOp::Change { task, to }, PlanOp::Change { task: other, to: then }) => {
            task == other && to.property() == then.property()
        }
        (PlanOp::Link(link), PlanOp::Link(other)) => link.id == other.id,
        _ => false,
    };
    last == next || (is_same && last.more == 0 && next.more == 0)
}

impl PlanContext {
    /// Tells what others did a moment later, with everything else that comes until then.
    pub(super) fn tell_heard(self, new: Heard) {
        if new.0.is_empty() {
            return;
        }
        let told_at = self.untold.try_update_value(|untold| {
            let was_empty = untold.heard.0.is_empty();
            new.0.into_iter().for_each(|(by, brief)| untold.heard.add(by, brief));
            was_empty.then_some(untold.told_at_ms)
        });
        if let Some(Some(told_at_ms)) = told_at {
            let ago = u64::try_from(dom::now_ms() - told_at_ms).unwrap_or(0);
            set_timeout(move || self.say_heard(), wait_after(Duration::from_millis(ago)));
        }
    }

    fn say_heard(self) {
        let take = |untold: &mut Untold| {
            untold.told_at_ms = dom::now_ms();
            std::mem::take(&mut untold.heard)
        };
        let Some(heard) = self.untold.try_update_value(take) else { return };
        let locale = self.words.get_locale_untracked();
        let by = heard.0.iter().filter_map(|(by, _)| Some((*by, self.person(*by)?)));
        let people: BTreeMap<UserId, String> = self.names().into_iter().chain(by).collect();
        let gone = BTreeMap::new();
        let words = self.with_untracked(|view| {
            heard.words(locale, Names { plan: &view.plan, gone: &gone, people: &people })
        });
        self.spoken.announce(words);
    }

    /// The names of the people of the project.
    pub(super) fn names(self) -> BTreeMap<UserId, String> {
        self.people().into_iter().map(|person| (person.id, person.name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::plan::apply::apply;
    use domain::plan::{Calendar, Origin, Plan, Rank, Task, TaskChange, TaskDuration};
    use domain::time::Timestamp;
    use domain::{CalendarId, OpId};

    use super::*;

    const LOCALES: [Locale; 2] = [Locale::en, Locale::zh_CN];

    fn task(letter: u8) -> TaskId {
        TaskId::new(u64::from(letter), [letter; 10])
    }

    fn person(number: u64) -> UserId {
        UserId::new(number, [0; 10])
    }

    /// Tasks A and B.
    fn plan() -> Plan {
        let calendar = Calendar::office(CalendarId::new(1, [0; 10]), "office".to_owned());
        let mut plan = Plan::new(0, calendar, Vec::new());
        for (letter, rank) in (b'A'..=b'B').zip(Rank::sequence(2)) {
            let title = char::from(letter).to_string();
            let mut new = Task::new(task(letter), u32::from(letter), title, rank);
            new.duration = TaskDuration::days(5, 480);
            plan.tasks.insert(new.id, new);
        }
        plan
    }

    fn title(letter: u8, title: &str) -> PlanOp {
        PlanOp::change(task(letter), TaskChange::Title(title.to_owned()))
    }

    fn days(letter: u8, days: i64) -> PlanOp {
        PlanOp::change(task(letter), TaskChange::Duration(TaskDuration::days(days, 480)))
    }

    /// What is said when task A is before somebody, in both languages. Person 1 is called Bo.
    #[track_caller]
    fn check(ops: &[(u64, PlanOp)], expected: [&str; 2]) {
        let (mut plan, mut heard) = (plan(), Heard::default());
        for (seq, (by, op)) in (1_i64..).zip(ops) {
            let inverse = apply(&mut plan, op).unwrap();
            let entry = Committed {
                seq,
                id: OpId::new(seq.unsigned_abs(), [0; 10]),
                by: person(*by),
                at: Timestamp(0),
                origin: Origin::default(),
                op: op.clone(),
            };
            heard.take_up(&[task(b'A')], &entry, &inverse);
        }
        let people = BTreeMap::from([(person(1), "Bo".to_owned())]);
        let names = Names { plan: &plan, gone: &BTreeMap::new(), people: &people };
        assert_eq!(LOCALES.map(|locale| heard.words(locale, names)), expected);
    }

    #[test]
    fn it_says_something_every_ten_seconds_at_most() {
        let wait = |ago| wait_after(Duration::from_millis(ago)).as_millis();
        assert_eq!(
            [0, 4_000, 8_500, 9_000, 60_000].map(wait),
            [10_000, 6_000, 1_500, 1_500, 1_500]
        );
    }

    #[test]
    fn it_says_who_did_what() {
        check(
            &[(1, days(b'A', 8))],
            ["Bo: Changed the duration of “A” from 5 d to 8 d", "Bo：“A”的工期由 5 天 改为 8 天"],
        );
        check(&[(2, title(b'A', "A2"))], ["Somebody: Renamed “A” to “A2”", "有人：“A”改名为“A2”"]);
    }

    #[test]
    fn what_is_about_other_tasks_is_not_said() {
        check(&[(1, days(b'B', 8)), (2, title(b'B', "B2"))], ["", ""]);
        let both = PlanOp::Batch(vec![title(b'B', "B2"), title(b'A', "A2")]);
        check(&[(1, both)], ["Bo: Renamed “A” to “A2”", "Bo：“A”改名为“A2”"]);
    }

    #[test]
    fn several_changes_are_one_text() {
        check(
            &[(1, title(b'A', "A2")), (1, title(b'A', "A3")), (1, days(b'A', 8))],
            ["Bo: Renamed “A” to “A3” · duration: 8 d", "Bo：“A”改名为“A3” · 工期：8 天"],
        );
        check(
            &[(1, title(b'A', "A2")), (2, title(b'A', "A3"))],
            [
                "Bo: Renamed “A” to “A2” · Somebody: Renamed “A2” to “A3”",
                "Bo：“A”改名为“A2” · 有人：“A2”改名为“A3”",
            ],
        );
    }
}
