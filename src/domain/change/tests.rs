//! Text cases of changes: what a branch does, what is in conflict, what the client reads.

use uuid::Uuid;

use super::*;
use crate::agreement::{Heading, Label, Value, What, Word};
use crate::plan::apply::apply;
use crate::plan::link::{Lag, LinkKind};
use crate::plan::{
    Calendar, Link, Plan, PlanOp, Property, Rank, Scheduled, Task, TaskChange, TaskDuration,
    Touched,
};
use crate::time::minute_at;
use crate::{CalendarId, OpId, Refusal, TaskId, UserId};

fn task_id(number: u32) -> TaskId {
    TaskId(Uuid::from_u128(number.into()))
}

fn op_id(number: u32) -> OpId {
    OpId(Uuid::from_u128(number.into()))
}

fn user(number: u32) -> UserId {
    UserId(Uuid::from_u128(number.into()))
}

/// B, then C, then the milestone D, which the client sees and was promised for Wednesday the 4th.
fn sample() -> Plan {
    let start = minute_at("2026-03-02T09:00:00".parse().unwrap());
    let calendar = Calendar::office(CalendarId(Uuid::from_u128(1)), "Office".to_owned());
    let mut plan = Plan::new(start, calendar, Vec::new());
    for (number, rank) in (1..=3).zip(Rank::sequence(3)) {
        let title = ["B", "C", "D"][number as usize - 1].to_owned();
        plan.tasks.insert(task_id(number), Task::new(task_id(number), number, title, rank));
    }
    let milestone = plan.tasks.get_mut(&task_id(3)).unwrap();
    (milestone.duration, milestone.is_milestone) = (TaskDuration::ZERO, true);
    (milestone.is_client_visible, milestone.promise) = (true, "2026-03-04".parse().ok());
    plan.tasks.get_mut(&task_id(2)).unwrap().assignee = Some(user(7));
    for (from, to) in [(1, 2), (2, 3)] {
        let kind = LinkKind::FinishToStart;
        let link = Link::new(task_id(from), task_id(to), kind, Lag::default());
        plan.links.insert(link.id, link);
    }
    plan
}

fn lasts(number: u32, days: i64) -> PlanOp {
    PlanOp::change(task_id(number), TaskChange::Duration(TaskDuration::days(days, 480)))
}

fn renames(number: u32, title: &str) -> PlanOp {
    PlanOp::change(task_id(number), TaskChange::Title(title.to_owned()))
}

fn adds(number: u32, title: &str) -> PlanOp {
    let rank = Rank::between(None, None);
    let task = Task::new(task_id(100 + number), number, title.to_owned(), rank);
    PlanOp::Add { tasks: vec![task], links: Vec::new() }
}

/// The operations as a branch on the sample.
fn branch(ops: &[PlanOp]) -> Vec<BranchOp> {
    let mut plan = sample();
    let mut branch = Vec::new();
    for (number, op) in (1..).zip(ops) {
        let inverse = apply(&mut plan, op).unwrap();
        branch.push(BranchOp { id: op_id(number), by: None, op: op.clone(), inverse });
    }
    branch
}

fn impact(ops: &[PlanOp]) -> Impact {
    let (was, is) = (sample(), replayed(sample(), &branch(ops)).unwrap());
    let requirements = vec![(task_id(2), RequirementId(Uuid::from_u128(5)))];
    let traces = Traces { requirements, ..Traces::default() };
    Impact::between((&was, &Scheduled::of(&was)), (&is, &Scheduled::of(&is)), &traces)
}

fn titles(named: &[Named]) -> String {
    named.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn longer_work_moves_the_milestone_beyond_its_promise() {
    let found = impact(&[lasts(2, 3), adds(9, "E")]);
    assert_eq!(found.finish, ("2026-03-03".parse().ok(), "2026-03-05".parse().ok()));
    assert_eq!((titles(&found.added), titles(&found.removed)), ("E".to_owned(), String::new()));
    assert_eq!((titles(&found.changed), titles(&found.moved)), ("C".to_owned(), "C D".to_owned()));
    assert_eq!((found.tasks, found.work_minutes), ((3, 4), (960, 2400)));
    let [milestone] = found.milestones.as_slice() else { panic!("{:?}", found.milestones) };
    assert_eq!((milestone.title.as_str(), milestone.days()), ("D", Some(2)));
    assert_eq!((milestone.was_kept(), milestone.is_kept()), (Some(true), Some(false)));
    assert_eq!((found.broken_promises(), found.new_promises()), (1, 0));
    let [person] = found.people.as_slice() else { panic!("{:?}", found.people) };
    assert_eq!((person.user, person.work_minutes, person.tasks), (user(7), (480, 1440), 1));
    assert_eq!(found.requirements, [RequirementId(Uuid::from_u128(5))]);
    assert!(found.touches_client);
}

#[test]
fn whoever_answers_for_a_task_that_moves_is_named_though_the_work_stays_the_same() {
    let found = impact(&[lasts(1, 3)]);
    let [person] = found.people.as_slice() else { panic!("{:?}", found.people) };
    assert_eq!((person.user, person.work_minutes, person.tasks), (user(7), (480, 480), 1));
    let handed = impact(&[PlanOp::change(task_id(2), TaskChange::Assignee(Some(user(8))))]);
    let told = handed.people.iter().map(|one| (one.user, one.work_minutes, one.tasks));
    assert!(told.eq([(user(7), (480, 0), 1), (user(8), (0, 480), 1)]), "{:?}", handed.people);
}

#[test]
fn what_the_client_does_not_see_touches_nobody_outside() {
    assert!(!impact(&[renames(1, "B2"), adds(9, "E")]).touches_client);
    assert!(impact(&[renames(3, "D2")]).touches_client);
    let visible = PlanOp::change(task_id(1), TaskChange::ClientVisible(true));
    assert!(impact(&[visible]).touches_client);
    let promise = TaskChange::Promise("2026-03-06".parse().ok());
    let found = impact(&[PlanOp::change(task_id(3), promise)]);
    assert!(found.touches_client);
    assert_eq!((found.broken_promises(), found.new_promises()), (0, 1));
}

#[test]
fn nothing_has_no_impact() {
    let found = impact(&[]);
    assert_eq!(found.finish.0, found.finish.1);
    assert!(found.moved.is_empty() && found.people.is_empty() && found.requirements.is_empty());
    assert!(!found.touches_client);
}

#[test]
fn what_was_undone_is_not_told() {
    let (longer, name) = (lasts(2, 3), renames(1, "B2"));
    let back = lasts(2, 1);
    let count = |ops: &[PlanOp]| folded(branch(ops)).len();
    assert_eq!(count(&[longer.clone(), back.clone()]), 0);
    assert_eq!(count(&[name.clone(), longer.clone(), back.clone(), longer.clone()]), 2);
    assert_eq!(count(&[longer.clone(), name, back]), 3);
    let all = branch(&[adds(9, "E"), PlanOp::Remove { tasks: vec![task_id(109)] }, longer]);
    let plan = replayed(sample(), &all).unwrap();
    assert_eq!(replayed(sample(), &folded(all)).unwrap(), plan);
}

/// Puts a branch onto the sample after somebody has changed it, and tells it in words.
fn check(ops: &[PlanOp], since: &[PlanOp], choices: &[(OpId, Choice)], expected: &str) {
    let mut head = sample();
    let mut touched = Vec::new();
    for op in since {
        let inverse = apply(&mut head, op).unwrap();
        touched.push((user(8), Touched::by_both(op, &inverse)));
    }
    let found = rebased(&head, &branch(ops), &touched, choices);
    let mut plan = head;
    for one in &found.ops {
        assert_eq!(apply(&mut plan, &one.op).unwrap(), one.inverse);
    }
    assert_eq!(plan, found.plan);
    let kept: Vec<u128> = found.ops.iter().map(|one| one.id.0.as_u128()).collect();
    let mut told = format!("{kept:?}");
    for conflict in &found.conflicts {
        let why = match &conflict.clash {
            Clash::Refused(refusal) => format!("{refusal:?}"),
            Clash::Changed(overtaken) => format!("{:?}", overtaken.part),
        };
        told.push_str(&format!(" {}: {why}", conflict.op.0.as_u128()));
    }
    assert_eq!(told, expected);
}

#[test]
fn a_branch_moves_onto_the_plan_of_today() {
    let (longer, others) = ([lasts(2, 3)], [lasts(2, 5)]);
    check(&longer, &[renames(2, "C2")], &[], "[1]");
    let part = crate::plan::Part::Task(task_id(2), Property::Duration);
    check(&longer, &others, &[], &format!("[1] 1: {part:?}"));
    check(&longer, &others, &[(op_id(1), Choice::Keep)], "[1]");
    check(&longer, &others, &[(op_id(1), Choice::Drop)], "[]");
    // Both wanted the same.
    check(&longer, &longer, &[], "[1]");
    // What is gone cannot be kept.
    let gone = [PlanOp::Remove { tasks: vec![task_id(2)] }];
    check(&longer, &gone, &[(op_id(1), Choice::Keep)], "[] 1: Missing");
    check(&[renames(1, "B2"), lasts(2, 3)], &gone, &[(op_id(2), Choice::Drop)], "[1]");
}

#[test]
fn numbers_that_were_given_since_are_replaced() {
    let others = PlanOp::Add {
        tasks: [9, 10]
            .map(|number| {
                let rank = Rank::between(None, None);
                Task::new(task_id(200 + number), number, "X".to_owned(), rank)
            })
            .to_vec(),
        links: Vec::new(),
    };
    let mut head = sample();
    apply(&mut head, &others).unwrap();
    let found = rebased(&head, &branch(&[adds(9, "E"), adds(10, "F")]), &[], &[]);
    assert_eq!((found.ops.len(), found.conflicts.len()), (2, 0));
    let mut numbers: Vec<u32> = found.plan.tasks.values().map(|task| task.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 9, 10, 11, 12]);
    // The whole branch as one step.
    let batch = PlanOp::Batch(found.ops.into_iter().map(|one| one.op).collect());
    apply(&mut head, &batch).unwrap();
    assert_eq!(head, found.plan);
}

fn draft() -> ChangeDraft {
    ChangeDraft {
        title: "More".to_owned(),
        reason: "The client asks for it".to_owned(),
        source: ChangeSource::Client,
        source_name: String::new(),
        necessity: Necessity::Should,
        requirement: None,
        task: None,
    }
}

fn assessed(key: &str, ops: &[PlanOp]) -> Assessed {
    let option = ChangeOption {
        id: ChangeOptionId(Uuid::from_u128(u128::from(key.as_bytes()[0]))),
        change: ChangeId(Uuid::from_u128(1)),
        key: key.to_owned(),
        says: OptionDraft { title: format!("Way {key}"), note: String::new() },
        base: 0,
        is_chosen: key == "A",
        version: 1,
    };
    let digest = digest(&branch(ops));
    Assessed { option, operations: ops.len(), digest, impact: impact(ops) }
}

#[test]
fn the_client_reads_only_names_that_it_knows() {
    assert_eq!(content(&draft(), &[assessed("A", &[])]), None);
    let one = content(&draft(), &[assessed("A", &[lasts(2, 3), adds(9, "Secret")])]).unwrap();
    assert_eq!((one.parts.len(), one.options.len()), (2, 0));
    assert_eq!(one.parts[1].heading, Heading::Impact);
    let names: Vec<&str> = one.parts[1].lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(names, ["Way A", "D"]);
    assert!(!one.canonical().contains("Secret"));
    let both = [assessed("A", &[lasts(2, 3)]), assessed("B", &[])];
    let two = content(&draft(), &both).unwrap();
    let keys: Vec<&str> = two.options.iter().map(|option| option.key.as_str()).collect();
    assert_eq!(keys, ["A", "B"]);
    assert_eq!(two.parts[2].heading, Heading::Named("B Way B".to_owned()));
}

#[test]
fn what_stays_hidden_is_counted_and_never_named() {
    let shown = PlanOp::change(task_id(1), TaskChange::ClientVisible(true));
    let ops = [
        renames(2, "Secret"),
        lasts(2, 3),
        adds(9, "Hidden"),
        renames(1, "Open"),
        shown,
        renames(3, "E2"),
    ];
    let found = content(&draft(), &[assessed("A", &ops)]).unwrap();
    let lines = &found.parts[1].lines;
    let names: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    // The milestone under its new name, and what comes to the client's page; not its former name,
    // which the client never read.
    assert_eq!(names, ["Way A", "E2", "Open"]);
    let text = found.canonical();
    assert!(!text.contains("Secret") && !text.contains("Hidden") && !text.contains("\"B\""));
    let labels: Vec<Label> = lines[0].facts.iter().map(|fact| fact.label).collect();
    let counted =
        [Label::Finish, Label::TasksAdded, Label::TasksMoved, Label::Work, Label::Operations];
    assert_eq!(labels, counted);
    let named = |line: usize| (lines[line].facts[0].label, lines[line].facts[0].value.clone());
    assert_eq!(named(1), (Label::Formerly, Value::Text("D".to_owned())));
    assert_eq!(named(2), (Label::Page, Value::Word(Word::New)));
}

#[test]
fn the_same_counts_are_not_the_same_agreement() {
    let hash = |ops: &[PlanOp]| content(&draft(), &[assessed("A", ops)]).unwrap().hash();
    // Neither differs in any date, number or visible name.
    assert_ne!(hash(&[renames(1, "B2")]), hash(&[renames(1, "B3")]));
    assert_eq!(hash(&[renames(1, "B2")]), hash(&[renames(1, "B2")]));
    // A number is given anew when the plan has moved on, and says nothing.
    assert_eq!(digest(&branch(&[adds(9, "E")])), {
        let mut other = branch(&[adds(9, "E")]);
        if let PlanOp::Add { tasks, .. } = &mut other[0].op {
            tasks[0].number = 12;
        }
        other[0].id = op_id(77);
        digest(&other)
    });
}

#[test]
fn date_and_verdict_of_a_promise_have_labels_of_their_own() {
    let found = content(&draft(), &[assessed("A", &[lasts(2, 3)])]).unwrap();
    let labels: Vec<Label> = found.parts[1].lines[1].facts.iter().map(|fact| fact.label).collect();
    assert_eq!(labels, [Label::Finish, Label::Promise, Label::PromiseStands]);
}

fn request(state: ChangeState) -> ChangeRequest {
    ChangeRequest {
        id: ChangeId(Uuid::from_u128(1)),
        project: ProjectId(Uuid::from_u128(2)),
        number: 7,
        says: draft(),
        state,
        decided_note: String::new(),
        decided: None,
        applied: None,
        by: user(7),
        at: Timestamp(0),
        version: 1,
    }
}

#[test]
fn only_what_was_agreed_is_applied() {
    let open = request(ChangeState::Open);
    let both = [assessed("A", &[lasts(2, 3)]), assessed("B", &[renames(1, "B2")])];
    let hash = content(&draft(), &both).map(|content| content.hash());
    let told = |what, option: Option<&str>| Told {
        what,
        option: option.map(str::to_owned),
        hash: hash.unwrap(),
    };
    let found = |told: Option<Told>, hash| option_to_apply(&open, &both, told.as_ref(), hash);
    assert_eq!(found(None, hash), Err(Refusal::ChangeNotAgreed));
    assert_eq!(found(Some(told(What::Returned, None)), hash), Err(Refusal::ChangeNotAgreed));
    let agreed = told(What::Agreed, Some("B"));
    assert_eq!(found(Some(agreed.clone()), hash), Ok(both[1].option.id));
    assert_eq!(found(Some(agreed.clone()), None), Err(Refusal::ChangeDiffers));
    let closed = request(ChangeState::Refused);
    let answer = option_to_apply(&closed, &both, Some(&agreed), hash);
    assert_eq!(answer, Err(Refusal::ChangeClosed));
    // The team alone decides about what the client does not see.
    let approved = request(ChangeState::Approved);
    let answer = option_to_apply(&approved, &both, None, hash);
    assert_eq!(answer, Err(Refusal::ClientDecides));
    let quiet = [assessed("A", &[renames(1, "B2")])];
    let answer = option_to_apply(&approved, &quiet, None, None);
    assert_eq!(answer, Ok(quiet[0].option.id));
}

#[test]
fn a_stage_is_read_from_both_sides() {
    let facts = StageFacts { has_branch: true, is_asked: false, last: None };
    let open = ChangeState::Open;
    for (state, facts, expected) in [
        (open, StageFacts::default(), Stage::Raised),
        (open, facts, Stage::Assessed),
        (open, StageFacts { is_asked: true, ..facts }, Stage::Sent),
        (open, StageFacts { last: Some(What::Returned), ..facts }, Stage::Returned),
        (open, StageFacts { last: Some(What::Conditional), ..facts }, Stage::Agreed),
        (ChangeState::Approved, facts, Stage::Agreed),
        (ChangeState::Refused, StageFacts { is_asked: true, ..facts }, Stage::Refused),
        (ChangeState::Applied, facts, Stage::Applied),
    ] {
        assert_eq!(Stage::of(state, facts), expected, "{state:?} {facts:?}");
    }
}

#[test]
fn the_picture_keeps_milestones_and_steps_name_the_work() {
    let (was, is) = (sample(), replayed(sample(), &branch(&[lasts(1, 4), adds(9, "E")])).unwrap());
    let (before, after) = (Scheduled::of(&was), Scheduled::of(&is));
    let (rows, more) = sketch((&was, &before), (&is, &after), 2);
    let names: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!((names, more), (vec!["E", "D"], 2));
    assert_eq!((rows[0].days(), rows[1].days()), (None, Some(3)));
    let steps = implementation((&was, &before), (&is, &after));
    let steps: Vec<&str> = steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(steps, ["E", "B"]);
}

#[test]
fn options_are_named_by_the_letter_after_the_last() {
    let options = ["A", "C"].map(|key| assessed(key, &[]).option);
    assert_eq!(next_key(&[]).unwrap(), "A");
    assert_eq!(next_key(&options).unwrap(), "D");
}

#[test]
fn sentences_find_the_names_of_what_is_gone_and_of_what_is_tied() {
    let ops = branch(&[
        adds(9, "E"),
        PlanOp::Link(Link::new(task_id(1), task_id(109), LinkKind::FinishToStart, Lag::default())),
        PlanOp::Remove { tasks: vec![task_id(2)] },
    ]);
    let after = replayed(sample(), &ops).unwrap();
    let names = named(&[&after, &sample()], &ops);
    let mut titles: Vec<&str> = names.tasks.values().map(|task| task.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["B", "C", "E"]);
}
