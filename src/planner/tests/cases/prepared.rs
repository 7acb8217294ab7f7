//! A plan that is kept ready is scheduled like any other, whatever happens to its tasks.

use planner::{
    Assignment, Constraint, Duration, FULL_TIME, Mode, Options, Plan, Prepared, Progress, Split,
    Task, schedule,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::properties::{any_plan, cases};
use crate::text::at;

/// A date in the first months of a plan, some of them before its start.
fn any_date() -> impl Strategy<Value = i64> {
    at(1, 8)..at(5, 8) + 100_000
}

fn any_constraint() -> impl Strategy<Value = Constraint> {
    let binding = (0_usize..6, any_date()).prop_map(|(kind, date)| match kind {
        0 => Constraint::StartNoEarlierThan(date),
        1 => Constraint::StartNoLaterThan(date),
        2 => Constraint::FinishNoEarlierThan(date),
        3 => Constraint::FinishNoLaterThan(date),
        4 => Constraint::MustStartOn(date),
        _ => Constraint::MustFinishOn(date),
    });
    prop_oneof![
        8 => Just(Constraint::AsSoonAsPossible),
        1 => Just(Constraint::AsLateAsPossible),
        3 => binding,
    ]
}

fn any_mode() -> impl Strategy<Value = Mode> {
    let manual = (option::of(any_date()), option::of(any_date()))
        .prop_map(|(start, finish)| Mode::Manual { start, finish });
    prop_oneof![9 => Just(Mode::Automatic), 1 => manual]
}

fn any_progress() -> impl Strategy<Value = Progress> {
    let dates = (option::of(any_date()), option::of(any_date()), option::of(any_date()));
    let begun = (0_u8..=100, dates, option::of(0_i64..2_000)).prop_map(
        |(percent, (actual_start, actual_finish, resume), remaining)| Progress {
            percent,
            actual_start,
            actual_finish,
            remaining,
            resume,
        },
    );
    prop_oneof![6 => Just(Progress::default()), 1 => begun]
}

/// What a few tasks have: a delay, pauses and people with calendars of their own.
fn any_shape() -> impl Strategy<Value = (i64, Vec<Split>, Vec<Assignment>)> {
    let split = (0_i64..1_000, 0_i64..1_000)
        .prop_map(|(after_minutes, pause_minutes)| Split { after_minutes, pause_minutes });
    let units = prop_oneof![2 => Just(FULL_TIME), 2 => 0_u32..3_000];
    let assignment = (0_usize..4, -10_i64..2_000, units, 0_i64..500).prop_map(
        |(calendar, work_minutes, units, delay_minutes)| Assignment {
            calendar,
            work_minutes,
            units,
            delay_minutes,
        },
    );
    let shape =
        (0_i64..3_000, prop::collection::vec(split, 0..2), prop::collection::vec(assignment, 0..3));
    prop_oneof![6 => Just((0, Vec::new(), Vec::new())), 1 => shape]
}

/// A task with dates of its own, in any of the calendars or in one that does not exist.
fn any_task() -> impl Strategy<Value = Task> {
    let duration = prop_oneof![
        4 => (-10_i64..3_000).prop_map(Duration::Working),
        1 => (0_i64..3_000).prop_map(Duration::Elapsed),
        1 => Just(Duration::OfWork),
    ];
    let place = (duration, option::weighted(0.3, 0_usize..5), prop::bool::weighted(0.3));
    let bounds = (any_mode(), any_constraint(), option::weighted(0.1, any_date()));
    (place, bounds, any_progress(), any_shape()).prop_map(
        |((duration, calendar, is_inactive), (mode, constraint, deadline), progress, shape)| {
            let (levelling_delay, splits, assignments) = shape;
            Task {
                parent: None,
                calendar,
                duration,
                mode,
                constraint,
                deadline,
                is_inactive,
                progress,
                levelling_delay,
                splits,
                assignments,
            }
        },
    )
}

fn any_options() -> impl Strategy<Value = Options> {
    let flags = (prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    (option::weighted(0.1, any_date()), flags).prop_map(
        |(data_date, (constraints_yield, has_many_critical_paths))| Options {
            data_date,
            critical_threshold: 0,
            constraints_yield,
            has_many_critical_paths,
        },
    )
}

/// What happens to a plan: a task becomes another one, takes longer or shorter, or goes elsewhere.
#[derive(Clone, Debug)]
enum Change {
    Other(Box<Task>),
    Duration(i64),
    Parent(Option<Index>),
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => any_task().prop_map(|task| Change::Other(Box::new(task))),
        4 => (0_i64..4_000).prop_map(Change::Duration),
        1 => option::of(any::<Index>()).prop_map(Change::Parent),
    ]
}

fn changed(plan: &Plan, place: usize, change: &Change) -> Task {
    let before = plan.tasks[place].clone();
    match change {
        Change::Other(task) => Task { parent: before.parent, ..(**task).clone() },
        Change::Duration(minutes) => Task { duration: Duration::Working(*minutes), ..before },
        Change::Parent(parent) => {
            let parent = parent.as_ref().map(|parent| parent.index(plan.tasks.len()));
            Task { parent: parent.filter(|parent| *parent < place), ..before }
        }
    }
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn dates_after_changes_are_those_of_a_new_schedule(
        plan in any_plan(),
        finish in option::weighted(0.1, any_date()),
        // The same few tasks change back and forth.
        places in prop::array::uniform4(any::<Index>()),
        changes in prop::collection::vec((0_usize..4, any_change(), 0_usize..3), 1..20),
        options in any_options(),
        last_options in any_options(),
    ) {
        let mut plan = Plan { finish, ..plan };
        let mut prepared = Prepared::new(plan.clone());
        for (place, change, left) in changes {
            let place = places[place].index(plan.tasks.len());
            plan.tasks[place] = changed(&plan, place, &change);
            prepared.replace(place, plan.tasks[place].clone());
            // Some changes come together.
            if left > 0 {
                prop_assert_eq!(prepared.schedule(&options), schedule(&plan, &options));
            }
        }
        prop_assert_eq!(prepared.schedule(&last_options), schedule(&plan, &last_options));
    }
}
