//! What the history tells: operations in short, and the difference between two moments.

use super::super::brief::Brief;
use super::super::diff::Difference;
use super::*;

fn between(then: &Plan, now: &Plan) -> Difference {
    Difference::between((then, &Scheduled::of(then)), (now, &Scheduled::of(now)))
}

fn after(ops: &[PlanOp]) -> (Plan, Plan) {
    let then = sample();
    let mut now = then.clone();
    for op in ops {
        apply(&mut now, op).unwrap();
    }
    (then, now)
}

fn ids(numbers: &[u32]) -> Vec<TaskId> {
    numbers.iter().copied().map(task_id).collect()
}

fn days(count: i64) -> TaskChange {
    TaskChange::Duration(TaskDuration::days(count, 480))
}

fn brief(op: &PlanOp) -> Brief {
    let inverse = apply(&mut sample(), op).unwrap();
    Brief::of(op, &inverse)
}

#[test]
fn an_operation_is_told_as_far_as_it_is_about_a_task() {
    let (title, longer) = (TaskChange::Title("B2".to_owned()), PlanOp::change(task_id(5), days(4)));
    let rename = PlanOp::change(task_id(2), title);
    let about = |task: u32, op: &PlanOp| {
        let mut plan = sample();
        let inverse = apply(&mut plan, op).unwrap();
        let found = Brief::about(task_id(task), op, &inverse);
        found.map(|brief| (brief.op, brief.back.is_some(), brief.more))
    };
    let both = PlanOp::Batch(vec![rename.clone(), longer.clone()]);
    assert_eq!(about(5, &both), Some((longer, true, 0)));
    assert_eq!(about(2, &both), Some((rename, true, 0)));
    assert_eq!(about(3, &both), None);
    // A task goes with the summary above it, and a link is about both its ends.
    let below = sample().tasks.values().find_map(|task| Some((task.parent?, task.id))).unwrap();
    let removal = PlanOp::Remove { tasks: vec![below.0] };
    let inverse = apply(&mut sample(), &removal).unwrap();
    assert!(Brief::about(below.1, &removal, &inverse).is_some());
    let tie = sample().links.values().next().unwrap().clone();
    let unlink = PlanOp::Unlink(tie.id);
    let inverse = apply(&mut sample(), &unlink).unwrap();
    for end in [tie.from, tie.to] {
        let brief = Brief::about(end, &unlink, &inverse).unwrap();
        assert_eq!(brief.back, Some(PlanOp::Link(tie.clone())));
    }
}

#[test]
fn a_reason_belongs_to_what_put_the_task_beyond_a_limit() {
    let card = TaskChange::Card { column: None, rank: sample().tasks[&task_id(2)].rank.clone() };
    let reason = |text: Option<&str>| TaskChange::LimitReason(text.map(str::to_owned));
    let one = |task: u32, to: TaskChange| brief(&PlanOp::change(task_id(task), to));
    let urgent = one(2, reason(Some("urgent")));
    assert!(one(2, card.clone()).is_explained_by(&urgent));
    assert!(!one(5, card.clone()).is_explained_by(&urgent), "of another task");
    assert!(!one(2, days(4)).is_explained_by(&urgent), "it stays where it was");
    assert!(!one(2, card).is_explained_by(&one(2, reason(None))), "no reason");
    assert!(!urgent.is_explained_by(&urgent));
}

#[test]
fn a_plan_does_not_differ_from_itself() {
    let difference = between(&sample(), &sample());
    assert!(difference.is_empty(), "{difference:?}");
    assert_eq!(difference.finish.unwrap().days, 0);
}

#[test]
fn what_came_went_and_changed_is_told_apart() {
    let last = Rank::between(Some(&sample().tasks[&task_id(5)].rank), None);
    let (then, now) = after(&[
        PlanOp::Add { tasks: vec![new_task(9, "New", None, &last)], links: Vec::new() },
        PlanOp::Remove { tasks: ids(&[5]) },
        PlanOp::change(task_id(2), TaskChange::Title("B2".to_owned())),
        PlanOp::change(task_id(2), TaskChange::Promise("2026-04-01".parse().ok())),
    ]);
    let difference = between(&then, &now);
    assert_eq!((difference.added.clone(), difference.removed.clone()), (ids(&[9]), ids(&[5])));
    let what = vec![Property::Title, Property::Promise];
    assert_eq!(difference.changed, [Changed { task: task_id(2), what }]);
    assert!(difference.moved.is_empty() && difference.links == 0 && !difference.is_empty());
    let back = between(&now, &then);
    assert_eq!((back.added, back.removed), (difference.removed, difference.added));
}

#[test]
fn a_longer_task_moves_those_after_it_and_the_finish() {
    let (then, now) = after(&[PlanOp::change(task_id(2), days(4))]);
    let difference = between(&then, &now);
    assert_eq!(difference.changed, [Changed { task: task_id(2), what: vec![Property::Duration] }]);
    // C and D follow B; the summary A grows with them; E stands alone.
    assert_eq!(difference.moved, ids(&[1, 3, 4]));
    let finish = difference.finish.unwrap();
    let (was, is) = (Scheduled::of(&then).finish, Scheduled::of(&now).finish);
    // Three working days later, with a weekend between Wednesday and Monday.
    assert_eq!((finish.then, finish.now, finish.days), (was, is, 5));
    assert_eq!(between(&now, &then).finish.unwrap().days, -5);
}

#[test]
fn links_and_settings_are_counted_and_a_cards_rank_is_not() {
    let (then, now) = after(&[PlanOp::Unlink(LinkId(uuid(2)))]);
    assert_eq!(between(&then, &now).links, 1);
    let mut column = then.columns[&column_id(2)].clone();
    column.name = "In work".to_owned();
    let (then, now) = after(&[PlanOp::PutColumn(column)]);
    let difference = between(&then, &now);
    assert!(difference.is_set_otherwise && !difference.is_empty());
    let card = |column, rank| PlanOp::change(task_id(3), TaskChange::Card { column, rank });
    let last = Rank::between(Some(&then.tasks[&task_id(3)].card_rank), None);
    let (then, now) = after(&[card(Some(column_id(2)), last.clone())]);
    assert!(between(&then, &now).is_empty());
    let (then, now) = after(&[card(Some(column_id(3)), last)]);
    let what = vec![Property::Card];
    assert_eq!(between(&then, &now).changed, [Changed { task: task_id(3), what }]);
}

#[test]
fn without_tasks_there_is_no_finish_to_compare() {
    let mut empty = sample();
    apply(&mut empty, &PlanOp::Remove { tasks: ids(&[1, 4, 5]) }).unwrap();
    assert_eq!(between(&empty, &sample()).finish, None);
    assert_eq!(between(&empty, &sample()).added, ids(&[1, 2, 3, 4, 5]));
}

#[test]
fn a_change_is_told_with_what_it_replaced() {
    let was = sample().tasks[&task_id(2)].duration;
    let told = brief(&PlanOp::change(task_id(2), days(4)));
    assert_eq!(told.back, Some(PlanOp::change(task_id(2), TaskChange::Duration(was))));
    assert_eq!(told.more, 0);
}

#[test]
fn a_large_operation_is_told_by_its_first_step() {
    let rank = Rank::between(None, None);
    let tasks = (10..40).map(|number| new_task(number, &format!("T{number}"), None, &rank));
    let told = brief(&PlanOp::Add { tasks: tasks.collect(), links: Vec::new() });
    let PlanOp::Add { tasks, .. } = &told.op else { panic!("it adds") };
    assert_eq!((tasks.len(), told.more), (1, 29));
    let steps = (1..=5).map(|number| PlanOp::change(task_id(number), TaskChange::Labels(vec![])));
    let told = brief(&PlanOp::Batch(vec![PlanOp::Batch(steps.collect()), PlanOp::Batch(vec![])]));
    assert_eq!(told.more, 4);
    let add = |number| PlanOp::Add {
        tasks: vec![new_task(number, "New", None, &rank)],
        links: Vec::new(),
    };
    let named = PlanOp::PutCalendar(Calendar::office(CalendarId(uuid(7)), "Import".to_owned()));
    let told = brief(&PlanOp::Batch(vec![named, add(50), add(51)]));
    assert!(matches!(told.op, PlanOp::Add { .. }), "a calendar that comes along is not the news");
    assert_eq!(told.more, 1);
    let nothing = brief(&PlanOp::Batch(Vec::new()));
    assert_eq!((nothing.back, nothing.more), (None, 0));
}

#[test]
fn a_removal_knows_the_title_and_what_it_takes_along() {
    let told = brief(&PlanOp::Remove { tasks: ids(&[1]) });
    let Some(PlanOp::Add { tasks, links }) = &told.back else { panic!("its inverse adds") };
    assert_eq!((tasks[0].title.as_str(), tasks.len(), links.len()), ("A", 1, 0));
    assert_eq!(told.more, 2, "B and C go with their summary");
    let told = brief(&PlanOp::Unlink(LinkId(uuid(1))));
    assert_eq!(told.back, Some(PlanOp::Link(link(1, 2, 3))));
}

#[test]
fn words_that_no_sentence_quotes_stay_on_the_server() {
    let long = TaskChange::Description("x".repeat(20_000));
    let told = brief(&PlanOp::change(task_id(2), long));
    assert!(serde_json::to_string(&told).unwrap().len() < 300);
}
