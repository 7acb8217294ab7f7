//! Text cases of plan operations: what each changes, why it is refused, and that it can be undone.

mod board;
mod consequence;
mod effort;
mod flow;
mod history;
mod laws;
mod portal;
mod problems;
mod reasons;
mod replicas;
mod some;

use super::apply::apply;
use super::board::default_columns;
use super::link::{Lag, LinkKind};
use super::task::{DURATION_MAX, Shape};
use super::*;
use crate::time::{LAST_DAY, minute_at, start_of};
use crate::{Refusal, TaskId, UserId};

/// An id of any kind from a small number.
fn uuid(number: u32) -> uuid::Uuid {
    uuid::Uuid::from_u128(u128::from(number))
}

fn task_id(number: u32) -> TaskId {
    TaskId(uuid(number))
}

fn column_id(number: u32) -> ColumnId {
    ColumnId(uuid(number))
}

fn link(number: u32, from: u32, to: u32) -> Link {
    let kind = LinkKind::FinishToStart;
    let (id, from, to) = (LinkId(uuid(number)), task_id(from), task_id(to));
    Link { id, from, to, kind, lag: Lag::default() }
}

fn new_task(number: u32, title: &str, parent: Option<u32>, rank: &Rank) -> Task {
    let mut task = Task::new(task_id(number), number, title.to_owned(), rank.clone());
    task.parent = parent.map(task_id);
    task
}

/// Summary A with children B and C, then D and E; B before C before D; C is half done in column 2;
/// calendars 1 (the plan's) and 2 (E's); columns 1 to 4.
fn sample() -> Plan {
    let mut number = 0;
    let names = ["To do", "Doing", "Review", "Done"].map(str::to_owned);
    let columns = default_columns(names, || {
        number += 1;
        column_id(number)
    });
    let start = minute_at("2026-03-02T09:00:00".parse().unwrap());
    let office = Calendar::office(CalendarId(uuid(1)), "Office".to_owned());
    let shifts = Calendar::office(CalendarId(uuid(2)), "Shifts".to_owned());
    let mut plan = Plan::new(start, office, columns);
    plan.calendars.insert(shifts.id, shifts);
    let ranks = Rank::sequence(5);
    let rows = [("A", None), ("B", Some(1)), ("C", Some(1)), ("D", None), ("E", None)];
    for (number, ((title, parent), rank)) in (1..).zip(rows.into_iter().zip(&ranks)) {
        plan.tasks.insert(task_id(number), new_task(number, title, parent, rank));
    }
    let edit = |plan: &mut Plan, number, change: fn(&mut Task)| {
        change(plan.tasks.get_mut(&task_id(number)).unwrap());
    };
    edit(&mut plan, 3, |task| (task.percent, task.column) = (50, Some(column_id(2))));
    edit(&mut plan, 5, |task| task.calendar = Some(CalendarId(uuid(2))));
    for link in [link(1, 2, 3), link(2, 3, 4)] {
        plan.links.insert(link.id, link);
    }
    plan
}

/// The plan in lines: tasks indented with what is not usual about them, links, columns, calendars,
/// settings.
fn picture(plan: &Plan) -> Vec<String> {
    let title = |id: &TaskId| plan.tasks[id].title.as_str();
    let task = |row: &Row| {
        let task = &plan.tasks[&row.task];
        let mut rest = serde_json::to_value(task).unwrap();
        let rest = rest.as_object_mut().unwrap();
        for usual in ["id", "number", "title", "parent", "rank", "card_rank"] {
            rest.remove(usual);
        }
        if task.duration == TaskDuration::days(1, 480) {
            rest.remove("duration");
        }
        if let Some(column) = task.column {
            rest.insert("column".to_owned(), plan.columns[&column].name.clone().into());
        }
        let indent = "  ".repeat(row.depth as usize);
        let rest = serde_json::to_string(rest).unwrap().replace('"', "");
        format!("{indent}{}{}", task.title, if rest == "{}" { String::new() } else { rest })
    };
    let mut lines: Vec<String> = Outline::of(plan).rows.iter().map(task).collect();
    lines.extend(plan.links.values().map(|link| {
        let lag = if link.lag.is_none() { String::new() } else { format!(" {:?}", link.lag) };
        format!("{} {} {}{lag}", title(&link.from), link.kind.letters(), title(&link.to))
    }));
    let columns = plan.columns_in_order();
    lines.extend(columns.iter().map(|column| format!("[{} {:?}]", column.name, column.kind)));
    lines.extend(plan.calendars.values().map(|calendar| format!("calendar {}", calendar.name)));
    lines.push(serde_json::to_string(&plan.settings).unwrap().replace('"', ""));
    lines
}

fn bytes(plan: &Plan) -> String {
    serde_json::to_string(plan).unwrap()
}

/// Applies an operation to the sample. Expected is the refusal, or every line that changes; in both
/// cases the plan must come back to the very same bytes, also out of a batch.
#[track_caller]
fn check(op: &PlanOp, expected: &str) {
    check_in(sample(), op, expected);
}

#[track_caller]
fn check_in(mut plan: Plan, op: &PlanOp, expected: &str) {
    let before = (picture(&plan), bytes(&plan));
    let found = match apply(&mut plan, op) {
        Err(refusal) => {
            let rename = PlanOp::change(task_id(5), TaskChange::Title("E2".to_owned()));
            let batch = PlanOp::Batch(vec![rename, op.clone()]);
            assert_eq!(apply(&mut plan, &batch), Err(refusal.clone()));
            refusal.to_string()
        }
        Ok(inverse) => {
            let after = picture(&plan);
            let gone = before.0.iter().filter(|line| !after.contains(line));
            let come = after.iter().filter(|line| !before.0.contains(line));
            let gone = gone.map(|line| format!("- {}", line.trim()));
            let lines: Vec<_> = gone.chain(come.map(|line| format!("+ {}", line.trim()))).collect();
            apply(&mut plan, &inverse).expect("an inverse applies");
            lines.join("\n")
        }
    };
    assert_eq!(bytes(&plan), before.1, "the plan must be as it was");
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(found, expected.join("\n"));
}

fn change(number: u32, to: TaskChange) -> PlanOp {
    PlanOp::change(task_id(number), to)
}

fn add(tasks: Vec<Task>, links: Vec<Link>) -> PlanOp {
    PlanOp::Add { tasks, links }
}

fn last_rank() -> Rank {
    Rank::between(Rank::sequence(5).last(), None)
}

#[test]
fn tasks_come_with_their_links() {
    let f = new_task(6, " F ", None, &last_rank());
    let g = new_task(7, "G", Some(6), &last_rank());
    check(&add(vec![f.clone()], vec![]), "+ F");
    check(&add(vec![f.clone(), g], vec![link(3, 5, 7)]), "+ F\n+ G\n+ E FS G");
    check(&add(vec![f.clone()], vec![link(3, 6, 6)]), "LinkToSelf");
    check(&add(vec![f.clone()], vec![link(2, 5, 6)]), "Exists");
    check(&add(vec![f.clone()], vec![link(3, 5, 6), link(4, 5, 6)]), "LinkExists");
    check(&add(vec![f.clone()], vec![link(3, 4, 5)]), "Malformed");
    check(&add(vec![f.clone()], vec![link(3, 6, 9)]), "Missing");
    let ring = add(vec![f], vec![link(3, 4, 6), link(4, 6, 2)]);
    let mut plan = sample();
    assert!(matches!(apply(&mut plan, &ring), Err(Refusal::WouldLoop { .. })));
    assert_eq!(plan, sample());
}

#[test]
fn tasks_that_cannot_be_kept_are_refused() {
    let rank = last_rank();
    check(&add(vec![new_task(5, "E again", None, &rank)], vec![]), "Exists");
    check(&add(vec![new_task(6, " ", None, &rank)], vec![]), "EmptyName");
    check(&add(vec![new_task(6, "F", Some(9), &rank)], vec![]), "Missing");
    let number_taken = Task { number: 5, ..new_task(6, "F", None, &rank) };
    check(&add(vec![number_taken], vec![]), "Exists");
    let twice = vec![new_task(6, "F", None, &rank), new_task(6, "G", None, &rank)];
    check(&add(twice, vec![]), "Exists");
    let in_no_column = Task { column: Some(column_id(9)), ..new_task(6, "F", None, &rank) };
    check(&add(vec![in_no_column], vec![]), "Missing");
    let shape = Shape { assignments: vec![(CalendarId(uuid(9)), 60, 0)], ..Shape::default() };
    let in_no_calendar = Task { shape: Some(Box::new(shape)), ..new_task(6, "F", None, &rank) };
    check(&add(vec![in_no_calendar], vec![]), "Missing");
}

#[test]
fn tasks_go_with_everything_below_and_every_link() {
    check(
        &PlanOp::Remove { tasks: vec![task_id(1)] },
        "- A\n- B\n- C{column:Doing,percent:50}\n- B FS C\n- C FS D",
    );
    let both = PlanOp::Remove { tasks: vec![task_id(3), task_id(4), task_id(3)] };
    check(&both, "- C{column:Doing,percent:50}\n- D\n- B FS C\n- C FS D");
    check(&PlanOp::Remove { tasks: vec![task_id(5), task_id(9)] }, "Missing");
}

#[test]
fn every_property_changes_and_comes_back() {
    use super::ConstraintKind::MustStartOn;
    let noon = minute_at("2026-03-04T12:00:00".parse().unwrap());
    let dated = Dated { start: Some(0), finish: Some(noon) };
    check(&change(4, TaskChange::Title(" D 2 ".to_owned())), "- D\n- C FS D\n+ D 2\n+ C FS D 2");
    let duration = TaskDuration { minutes: 90, unit: Unit::Hours, is_elapsed: true };
    check(
        &change(4, TaskChange::Duration(duration)),
        "- D\n+ D{duration:{is_elapsed:true,minutes:90,unit:hours}}",
    );
    let constraint = Some(Constraint { kind: MustStartOn, at: noon });
    check(
        &change(4, TaskChange::Constraint(constraint)),
        &format!("- D\n+ D{{constraint:{{at:{noon},kind:must_start_on}}}}"),
    );
    let manual = TaskChange::Manual(Some(dated));
    check(&change(4, manual), &format!("- D\n+ D{{manual:{{finish:{noon},start:0}}}}"));
    check(&change(4, TaskChange::Deadline(Some(noon))), &format!("- D\n+ D{{deadline:{noon}}}"));
    check(&change(4, TaskChange::Milestone(true)), "- D\n+ D{is_milestone:true}");
    check(&change(4, TaskChange::Inactive(true)), "- D\n+ D{is_inactive:true}");
    let progress = TaskChange::Progress { percent: 100, actual: dated };
    check(
        &change(4, progress),
        &format!("- D\n+ D{{actual:{{finish:{noon},start:0}},percent:100}}"),
    );
    check(&change(4, TaskChange::Blocked(Some("wait".to_owned()))), "- D\n+ D{blocked:wait}");
    check(&change(4, TaskChange::ClientVisible(true)), "- D\n+ D{is_client_visible:true}");
    check(&change(4, TaskChange::Promise(Some(LAST_DAY))), "- D\n+ D{promise:2149-12-31}");
    check(&change(4, TaskChange::Description("x".to_owned())), "- D\n+ D{description:x}");
    let shape = Some(Box::new(Shape { levelling_delay: 5, ..Shape::default() }));
    check(&change(4, TaskChange::Shape(shape)), "- D\n+ D{shape:{levelling_delay:5}}");
    let card = TaskChange::Card { column: Some(column_id(4)), rank: last_rank() };
    check(&change(4, card), "- D\n+ D{column:Done}");
    let person = UserId(uuid(7));
    check(
        &change(4, TaskChange::Assignee(Some(person))),
        &format!("- D\n+ D{{assignee:{person}}}"),
    );
    check(&change(5, TaskChange::Calendar(None)), &format!("- E{{calendar:{}}}\n+ E", uuid(2)));
}

#[test]
fn properties_outside_their_bounds_are_refused() {
    let late = start_of(LAST_DAY) + 1440;
    let minutes = |minutes| TaskDuration { minutes, ..TaskDuration::ZERO };
    let backwards = Dated { start: Some(10), finish: Some(9) };
    check(&change(4, TaskChange::Title("\n".to_owned())), "EmptyName");
    check(&change(4, TaskChange::Title("x".repeat(201))), "TextTooLong { max: 200 }");
    check(&change(4, TaskChange::Description("\u{0}".to_owned())), "ControlCharacter");
    check(&change(4, TaskChange::Duration(minutes(-1))), "DurationOutOfRange");
    check(&change(4, TaskChange::Duration(minutes(DURATION_MAX + 1))), "DurationOutOfRange");
    check(&change(4, TaskChange::Deadline(Some(-1))), "DateOutOfRange");
    check(&change(4, TaskChange::Deadline(Some(late))), "DateOutOfRange");
    check(&change(4, TaskChange::Promise(LAST_DAY.succ_opt())), "DateOutOfRange");
    check(&change(4, TaskChange::Manual(Some(backwards))), "FinishBeforeStart");
    let progress = |percent, actual| TaskChange::Progress { percent, actual };
    check(&change(4, progress(101, Dated::default())), "PercentOutOfRange");
    check(&change(4, progress(100, backwards)), "FinishBeforeStart");
    check(&change(4, TaskChange::Calendar(Some(CalendarId(uuid(9))))), "Missing");
    check(&change(9, TaskChange::Milestone(true)), "Missing");
}

#[test]
fn tasks_move_in_the_outline_but_not_into_themselves() {
    let place = |parent: Option<u32>, rank| TaskChange::Place { parent: parent.map(task_id), rank };
    let mut plan = sample();
    apply(&mut plan, &change(2, place(None, last_rank()))).unwrap();
    let rows: Vec<String> = Outline::of(&plan).wbs();
    assert_eq!(rows, ["1", "1.1", "2", "3", "4"]);
    assert_eq!(picture(&plan)[4], "B");
    check(&change(1, place(Some(3), last_rank())), "IntoOwnChild");
    check(&change(1, place(Some(1), last_rank())), "IntoOwnChild");
    check(&change(1, place(Some(9), last_rank())), "Missing");
    // D waits for C; below A it would wait for itself through the summary that C waits in.
    let plan = {
        let mut plan = sample();
        apply(&mut plan, &PlanOp::Link(link(3, 1, 5))).unwrap();
        plan
    };
    let into_what_it_waits_for = change(5, place(Some(1), last_rank()));
    let mut moved = plan.clone();
    let refused = apply(&mut moved, &into_what_it_waits_for);
    assert!(matches!(refused, Err(Refusal::WouldLoop { .. })), "{refused:?}");
    assert_eq!(moved, plan);
}

#[test]
fn links_are_made_changed_and_taken_away() {
    check(&PlanOp::Link(link(3, 4, 5)), "+ D FS E");
    let with_lag = Link { kind: LinkKind::StartToStart, lag: Lag::Percent(50), ..link(1, 2, 3) };
    check(&PlanOp::Link(with_lag), "- B FS C\n+ B SS C Percent(50)");
    check(&PlanOp::Unlink(LinkId(uuid(1))), "- B FS C");
    check(&PlanOp::Unlink(LinkId(uuid(9))), "Missing");
    check(&PlanOp::Link(link(3, 5, 5)), "LinkToSelf");
    check(&PlanOp::Link(link(3, 5, 9)), "Missing");
    check(&PlanOp::Link(link(3, 2, 3)), "LinkExists");
    // A link keeps its ends.
    check(&PlanOp::Link(link(1, 4, 5)), "LinkExists");
    let mut plan = sample();
    let Err(Refusal::WouldLoop { path }) = apply(&mut plan, &PlanOp::Link(link(3, 4, 2))) else {
        panic!("a loop must be refused")
    };
    assert_eq!(path.first(), path.last());
    let mut around = path[1..].to_vec();
    around.sort();
    assert_eq!(around, ["B", "C", "D"]);
    assert_eq!(plan, sample());
}

#[test]
fn calendars_are_kept_while_they_are_used() {
    let night = Calendar::office(CalendarId(uuid(3)), " Night ".to_owned());
    let never = Calendar { week: Default::default(), ..night.clone() };
    check(&PlanOp::PutCalendar(night), "+ calendar Night");
    check(&PlanOp::PutCalendar(never), "NoWorkingTime");
    let renamed = Calendar::office(CalendarId(uuid(2)), "Late".to_owned());
    check(&PlanOp::PutCalendar(renamed), "- calendar Shifts\n+ calendar Late");
    check(&PlanOp::RemoveCalendar(CalendarId(uuid(1))), "CalendarInUse");
    check(&PlanOp::RemoveCalendar(CalendarId(uuid(2))), "CalendarInUse");
    check(&PlanOp::RemoveCalendar(CalendarId(uuid(9))), "Missing");
    let mut free = sample();
    apply(&mut free, &change(5, TaskChange::Calendar(None))).unwrap();
    check_in(free.clone(), &PlanOp::RemoveCalendar(CalendarId(uuid(2))), "- calendar Shifts");
    let shape = Shape { assignments: vec![(CalendarId(uuid(2)), 60, 0)], ..Shape::default() };
    apply(&mut free, &change(5, TaskChange::Shape(Some(Box::new(shape))))).unwrap();
    check_in(free, &PlanOp::RemoveCalendar(CalendarId(uuid(2))), "CalendarInUse");
}

#[test]
fn settings_are_checked() {
    let with = |edit: fn(&mut Settings)| {
        let mut settings = sample().settings;
        edit(&mut settings);
        PlanOp::Configure(settings)
    };
    let mut plan = sample();
    apply(&mut plan, &with(|settings| settings.minutes_per_day = 450)).unwrap();
    assert_eq!(plan.settings.minutes_per_day, 450);
    check(&with(|settings| settings.minutes_per_day = 0), "DurationOutOfRange");
    check(&with(|settings| settings.minutes_per_week = 10_081), "DurationOutOfRange");
    check(&with(|settings| settings.days_per_month = 32), "DurationOutOfRange");
    check(&with(|settings| settings.critical_float = -1), "DurationOutOfRange");
    check(&with(|settings| settings.status_date = Some(-1)), "DateOutOfRange");
    check(&with(|settings| settings.start = -1), "DateOutOfRange");
    check(&with(|settings| settings.calendar = CalendarId(uuid(9))), "Missing");
}

#[test]
fn a_batch_is_one_step_or_nothing() {
    let rename = change(2, TaskChange::Title("B2".to_owned()));
    let both = PlanOp::Batch(vec![rename.clone(), PlanOp::Link(link(3, 4, 5))]);
    check(&both, "- B\n- B FS C\n+ B2\n+ B2 FS C\n+ D FS E");
    check(&PlanOp::Batch(vec![]), "");
    let inner = PlanOp::Batch(vec![rename, change(9, TaskChange::Milestone(true))]);
    check(&PlanOp::Batch(vec![PlanOp::Unlink(LinkId(uuid(1))), inner]), "Missing");
}
