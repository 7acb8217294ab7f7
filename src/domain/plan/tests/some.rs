//! Random operations, sound and unsound, of every kind that there is.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

use super::*;
use crate::plan::calendar::WorkWeek;
use crate::plan::{Colour, Priority};
use crate::time::day_of;

/// Every property that changes.
pub(super) const PROPERTIES: [Property; 26] = [
    Property::Title,
    Property::Place,
    Property::Duration,
    Property::Constraint,
    Property::Manual,
    Property::Deadline,
    Property::Calendar,
    Property::Milestone,
    Property::FormerDuration,
    Property::Inactive,
    Property::Progress,
    Property::Remaining,
    Property::Estimate,
    Property::Shares,
    Property::Priority,
    Property::Assignee,
    Property::Card,
    Property::Blocked,
    Property::LimitReason,
    Property::Labels,
    Property::Checklist,
    Property::Iteration,
    Property::ClientVisible,
    Property::Promise,
    Property::Description,
    Property::Shape,
];

fn maybe<S: Strategy>(some: S) -> impl Strategy<Value = Option<S::Value>> {
    prop::option::of(some)
}

fn some_task() -> impl Strategy<Value = u32> {
    1_u32..=8
}

/// The number of a calendar or an iteration, which may be there.
fn some_number() -> impl Strategy<Value = u32> {
    1_u32..4
}

fn some_rank() -> impl Strategy<Value = Rank> {
    (0_usize..5).prop_map(|place| Rank::sequence(5)[place].clone())
}

/// Empty, with blanks around it, now and then with a character that is no text.
fn some_text() -> impl Strategy<Value = String> {
    prop_oneof![9 => "[ a-z]{0,3}", 1 => Just("a\u{1}".to_owned())]
}

fn some_minute() -> impl Strategy<Value = Minute> {
    prop_oneof![9 => 29_000_000_i64..29_100_000, 1 => Just(-1)]
}

fn some_minutes() -> impl Strategy<Value = i64> {
    -1_i64..500
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    let beyond = LAST_DAY.succ_opt().unwrap();
    let near = (0_u64..40).prop_map(|days| day_of(29_000_000) + Days::new(days));
    prop_oneof![9 => near, 1 => Just(beyond)]
}

fn some_dates() -> impl Strategy<Value = Dated> {
    (maybe(some_minute()), maybe(some_minute())).prop_map(|(start, finish)| Dated { start, finish })
}

fn some_duration() -> impl Strategy<Value = TaskDuration> {
    let units = select(vec![Unit::Minutes, Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months]);
    (-1_i64..5000, units, any::<bool>()).prop_map(|(minutes, unit, is_elapsed)| TaskDuration {
        minutes,
        unit,
        is_elapsed,
    })
}

fn some_constraint() -> impl Strategy<Value = Constraint> {
    let kinds = select(vec![
        ConstraintKind::AsLateAsPossible,
        ConstraintKind::StartNoEarlierThan,
        ConstraintKind::StartNoLaterThan,
        ConstraintKind::FinishNoEarlierThan,
        ConstraintKind::FinishNoLaterThan,
        ConstraintKind::MustStartOn,
        ConstraintKind::MustFinishOn,
    ]);
    (kinds, some_minute()).prop_map(|(kind, at)| Constraint { kind, at })
}

fn some_shape() -> impl Strategy<Value = Shape> {
    let pairs = prop::collection::vec((some_minutes(), some_minutes()), 0..3);
    let worked = (some_number(), some_minutes(), some_minutes());
    let assigned = worked.prop_map(|(id, busy, delay)| (calendar_id(id), busy, delay));
    let assignments = prop::collection::vec(assigned, 0..3);
    (maybe(some_minute()), some_minutes(), pairs, assignments).prop_map(
        |(resume, levelling_delay, splits, assignments)| Shape {
            resume,
            levelling_delay,
            splits,
            assignments,
        },
    )
}

fn some_share() -> impl Strategy<Value = Share> {
    let units = prop_oneof![9 => 1_u32..2_000, 1 => Just(0), 1 => Just(u32::MAX)];
    let calendar = maybe(some_number()).prop_map(|id| id.map(calendar_id));
    (units, calendar).prop_map(|(units, calendar)| Share { units, calendar })
}

fn some_lag() -> impl Strategy<Value = Lag> {
    prop_oneof![
        (-500_i64..500).prop_map(Lag::Working),
        (-500_i64..500).prop_map(Lag::Elapsed),
        (-150_i32..300).prop_map(Lag::Percent),
        Just(Lag::Elapsed(0)),
    ]
}

fn some_link() -> impl Strategy<Value = Link> {
    let kinds = select(vec![
        LinkKind::FinishToStart,
        LinkKind::StartToStart,
        LinkKind::FinishToFinish,
        LinkKind::StartToFinish,
    ]);
    (1_u32..6, some_task(), some_task(), kinds, some_lag())
        .prop_map(|(number, from, to, kind, lag)| Link { kind, lag, ..link(number, from, to) })
}

/// A value for a property, sound or not. A property that is new does not compile without one.
fn some_value(of: Property) -> BoxedStrategy<TaskChange> {
    use TaskChange as To;
    let minutes = || maybe(some_minutes());
    match of {
        // That a task is there at all is no change of it.
        Property::Whole | Property::Title => some_text().prop_map(To::Title).boxed(),
        Property::Place => (maybe(some_task()), some_rank())
            .prop_map(|(parent, rank)| To::Place { parent: parent.map(task_id), rank })
            .boxed(),
        Property::Duration => some_duration().prop_map(To::Duration).boxed(),
        Property::Constraint => maybe(some_constraint()).prop_map(To::Constraint).boxed(),
        Property::Manual => maybe(some_dates()).prop_map(To::Manual).boxed(),
        Property::Deadline => maybe(some_minute()).prop_map(To::Deadline).boxed(),
        Property::Calendar => {
            maybe(some_number()).prop_map(|id| To::Calendar(id.map(calendar_id))).boxed()
        }
        Property::Milestone => any::<bool>().prop_map(To::Milestone).boxed(),
        Property::FormerDuration => maybe(some_duration()).prop_map(To::FormerDuration).boxed(),
        Property::Inactive => any::<bool>().prop_map(To::Inactive).boxed(),
        Property::Progress => (0_u8..=101, some_dates())
            .prop_map(|(percent, actual)| To::Progress { percent, actual })
            .boxed(),
        Property::Remaining => minutes().prop_map(To::Remaining).boxed(),
        Property::Estimate => minutes().prop_map(To::Estimate).boxed(),
        Property::Shares => prop::collection::vec(some_share(), 0..3).prop_map(To::Shares).boxed(),
        Property::Priority => select(Priority::ALL.to_vec()).prop_map(To::Priority).boxed(),
        Property::Assignee => {
            maybe(some_number()).prop_map(|id| To::Assignee(id.map(|id| UserId(uuid(id))))).boxed()
        }
        Property::Card => (maybe(1_u32..7), some_rank())
            .prop_map(|(column, rank)| To::Card { column: column.map(column_id), rank })
            .boxed(),
        Property::Blocked => maybe(some_text()).prop_map(To::Blocked).boxed(),
        Property::LimitReason => maybe(some_text()).prop_map(To::LimitReason).boxed(),
        Property::Labels => prop::collection::vec(some_text(), 0..3).prop_map(To::Labels).boxed(),
        Property::Checklist => {
            prop::collection::vec(some_check(), 0..3).prop_map(To::Checklist).boxed()
        }
        Property::Iteration => {
            maybe(some_number()).prop_map(|id| To::Iteration(id.map(iteration_id))).boxed()
        }
        Property::ClientVisible => any::<bool>().prop_map(To::ClientVisible).boxed(),
        Property::Promise => maybe(some_day()).prop_map(To::Promise).boxed(),
        Property::Description => some_text().prop_map(To::Description).boxed(),
        Property::Shape => {
            maybe(some_shape()).prop_map(|shape| To::Shape(shape.map(Box::new))).boxed()
        }
    }
}

fn some_check() -> impl Strategy<Value = CheckItem> {
    (some_text(), any::<bool>()).prop_map(|(text, is_done)| CheckItem { text, is_done })
}

fn some_change() -> impl Strategy<Value = TaskChange> {
    Union::new(PROPERTIES.map(some_value))
}

fn calendar_id(number: u32) -> CalendarId {
    CalendarId(uuid(number))
}

fn iteration_id(number: u32) -> crate::IterationId {
    crate::IterationId(uuid(number))
}

fn some_add() -> impl Strategy<Value = PlanOp> {
    let task = ((6_u32..10), some_text(), maybe(some_task()), some_rank());
    let tasks = prop::collection::vec(task, 1..4);
    (tasks, prop::collection::vec(some_link(), 0..3)).prop_map(|(tasks, links)| {
        let task = |(number, title, parent, rank): (u32, String, Option<u32>, Rank)| {
            new_task(number, &title, parent, &rank)
        };
        add(tasks.into_iter().map(task).collect(), links)
    })
}

fn some_column() -> impl Strategy<Value = PlanOp> {
    let kinds = select(vec![ColumnKind::ToDo, ColumnKind::Doing, ColumnKind::Done]);
    let colours = maybe(select(Colour::ALL.to_vec()));
    (1_u32..7, some_text(), kinds, some_rank(), maybe(0_u16..9), colours).prop_map(
        |(number, name, kind, rank, limit, colour)| {
            PlanOp::PutColumn(Column { id: column_id(number), name, kind, rank, limit, colour })
        },
    )
}

/// A week in which each day is free, worked by day or worked into the night.
fn some_week() -> impl Strategy<Value = [Vec<Shift>; 7]> {
    let day = select(vec![
        Vec::new(),
        vec![Shift { from: 540, to: 1020 }],
        vec![Shift { from: 1320, to: 360 }],
        vec![Shift { from: 0, to: 1440 }],
    ]);
    prop::array::uniform7(day)
}

fn some_calendar() -> impl Strategy<Value = Calendar> {
    let week = (some_day(), 0_u64..9, some_week());
    let week = week.prop_map(|(from, days, week)| {
        let to = from + Days::new(days);
        WorkWeek { from, to, week }
    });
    let exception = (some_day(), 0_u64..9, "[ a-z]{0,2}", any::<bool>());
    let exception = exception.prop_map(|(from, days, name, is_worked)| CalendarException {
        from,
        to: from + Days::new(days),
        name,
        shifts: if is_worked { vec![Shift { from: 600, to: 960 }] } else { Vec::new() },
    });
    let (weeks, exceptions) =
        (prop::collection::vec(week, 0..2), prop::collection::vec(exception, 0..3));
    (1_u32..5, some_text(), some_week(), weeks, exceptions).prop_map(
        |(number, name, week, work_weeks, exceptions)| {
            let id = calendar_id(number);
            Calendar { id, name, week, work_weeks, exceptions }
        },
    )
}

fn some_iteration() -> impl Strategy<Value = Iteration> {
    (some_number(), some_text(), some_text(), some_day(), some_day()).prop_map(
        |(number, name, goal, start, finish)| Iteration {
            id: iteration_id(number),
            name,
            goal,
            start,
            finish,
        },
    )
}

/// Every field is named, so that a new one does not compile without a value of its own.
fn some_settings() -> impl Strategy<Value = Settings> {
    let dates = (some_minute(), maybe(some_minute()), maybe(some_minute()));
    let lengths = (0_i64..1500, 0_i64..11_000, 0_i64..33, some_minutes());
    let rest = (some_number(), any::<bool>(), maybe(0_u16..9), any::<bool>());
    (dates, lengths, rest).prop_map(|(dates, lengths, rest)| {
        let (start, finish, status_date) = dates;
        let (minutes_per_day, minutes_per_week, days_per_month, critical_float) = lengths;
        let (calendar, has_many_critical_paths, lane_limit, constraints_yield) = rest;
        Settings {
            start,
            finish,
            calendar: calendar_id(calendar),
            minutes_per_day,
            minutes_per_week,
            days_per_month,
            status_date,
            critical_float,
            has_many_critical_paths,
            lane_limit,
            constraints_yield,
        }
    })
}

fn some_step() -> impl Strategy<Value = PlanOp> {
    prop_oneof![
        6 => (some_task(), some_change()).prop_map(|(task, to)| change(task, to)),
        2 => some_add(),
        1 => prop::collection::vec(some_task(), 1..3).prop_map(|tasks| PlanOp::Remove {
            tasks: tasks.into_iter().map(task_id).collect(),
        }),
        2 => some_link().prop_map(PlanOp::Link),
        1 => (1_u32..6).prop_map(|number| PlanOp::Unlink(LinkId(uuid(number)))),
        1 => some_calendar().prop_map(PlanOp::PutCalendar),
        1 => (1_u32..5).prop_map(|number| PlanOp::RemoveCalendar(calendar_id(number))),
        1 => some_column(),
        1 => (1_u32..7).prop_map(|number| PlanOp::RemoveColumn(column_id(number))),
        1 => some_iteration().prop_map(PlanOp::PutIteration),
        1 => some_number().prop_map(|number| PlanOp::RemoveIteration(iteration_id(number))),
        1 => some_settings().prop_map(PlanOp::Configure),
    ]
}

pub(super) fn some_op() -> impl Strategy<Value = PlanOp> {
    prop_oneof![
        4 => some_step(),
        1 => prop::collection::vec(some_step(), 0..5).prop_map(PlanOp::Batch),
    ]
}
