use super::*;
use crate::CalendarId;
use crate::agreement::{Difference, Heading, Label};
use crate::plan::Calendar;
use crate::plan::apply::apply;

fn key(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn topic(number: u128, title: &str, is_internal: bool) -> Topic {
    Topic { key: key(number), title: title.to_owned(), conclusion: String::new(), is_internal }
}

fn duty(number: u128, text: &str, who: &str) -> Duty {
    let due = "2026-03-20".parse().ok();
    Duty { key: key(number), text: text.to_owned(), who: who.to_owned(), due, is_internal: false }
}

fn draft() -> MinutesDraft {
    MinutesDraft {
        title: " 周例会 ".to_owned(),
        day: "2026-03-04".parse().unwrap(),
        begins: "14:00:00".parse().ok(),
        present: vec![" 孙可 ".to_owned(), " ".to_owned()],
        topics: vec![topic(1, "进度", false), topic(2, "报价底线", true), topic(3, "", false)],
        resolutions: vec![duty(4, "二号仓先上线", "")],
        actions: vec![duty(5, "补测无线", "方琳")],
        next_note: "周三 14:00".to_owned(),
        ..MinutesDraft::default()
    }
}

fn minutes() -> Minutes {
    Minutes {
        id: MinutesId(key(90)),
        project: ProjectId(key(91)),
        says: draft().checked().unwrap(),
        shown: None,
        version: 1,
    }
}

#[test]
fn a_draft_is_trimmed_and_empty_lines_go() {
    let kept = draft().checked().unwrap();
    assert_eq!((kept.title.as_str(), kept.topics.len()), ("周例会", 2));
    assert_eq!(kept.present, ["孙可"]);
    assert_eq!(kept.clone().checked(), Ok(kept));
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let check = |change: fn(&mut MinutesDraft), expected: Refusal| {
        let mut draft = draft();
        change(&mut draft);
        assert_eq!(draft.checked(), Err(expected));
    };
    check(|draft| draft.title.clear(), Refusal::EmptyName);
    check(|draft| draft.actions[0].text = " ".to_owned(), Refusal::EmptyName);
    check(|draft| draft.actions[0].key = key(1), Refusal::Malformed);
    check(|draft| draft.day = "2190-01-01".parse().unwrap(), Refusal::DateOutOfRange);
    check(|draft| draft.actions[0].due = "1969-01-01".parse().ok(), Refusal::DateOutOfRange);
    check(
        |draft| draft.topics = (10..111).map(|number| topic(number, "a", false)).collect(),
        Refusal::TooMany { max: LINES_MAX },
    );
}

#[test]
fn people_are_typed_in_a_line_or_below_each_other() {
    let expected = ["Sun Ke", "赵明岐", "Fang Lin"];
    assert_eq!(MinutesDraft::people_of("Sun Ke, 赵明岐、\nFang Lin\n"), expected);
    assert!(MinutesDraft::people_of(" \n").is_empty());
}

#[test]
fn the_client_reads_what_was_published_and_nothing_internal() {
    let draft = minutes();
    assert!(draft.has_news());
    let published = draft.published();
    assert!(!published.has_news());
    let shown = published.shown.clone().unwrap();
    let found = content(&shown);
    assert_eq!(found, content(&published.says), "what is internal is left out either way");
    assert!(!found.canonical().contains("报价底线"));
    let headings: Vec<_> = found.parts.iter().map(|part| part.heading.clone()).collect();
    let expected = [
        Heading::Meeting,
        Heading::Topics,
        Heading::Decisions,
        Heading::Actions,
        Heading::NextMeeting,
    ];
    assert_eq!(headings, expected);
    let labels: Vec<_> = found.parts[0].lines[0].facts.iter().map(|fact| fact.label).collect();
    assert_eq!(labels, [Label::Date, Label::Time, Label::Present]);
}

#[test]
fn an_edit_stays_with_the_team_until_it_is_published() {
    let mut published = minutes().published();
    published.says.topics[1].conclusion = "内部".to_owned();
    assert!(!published.has_news(), "internal lines are no news");
    published.says.resolutions[0].text = "一号仓先上线".to_owned();
    assert!(published.has_news());
    let (before, now) = (published.shown.clone().unwrap(), published.says.for_client());
    let difference = Difference::between(&content(&before), &content(&now));
    assert_eq!(difference.count(), 1);
}

#[test]
fn an_action_item_becomes_the_task_of_the_same_id() {
    let office = Calendar::office(CalendarId(Uuid::nil()), "标准".to_owned());
    let mut plan = Plan::new(0, office, Vec::new());
    let item = duty(5, "补测无线\n二号仓", "方琳");
    let fang = UserId(key(7));
    let people = [(UserId(key(6)), "陈知远".to_owned()), (fang, "方琳".to_owned())];
    let op = task_of(&plan, &item, &people);
    apply(&mut plan, &op).unwrap();
    let task = &plan.tasks[&item.task()];
    assert_eq!((task.title.as_str(), task.assignee), ("补测无线", Some(fang)));
    assert_eq!(task.deadline, item.due.map(|day| start_of(day) + DAY));
    assert!(!task.is_client_visible);
    assert!(apply(&mut plan, &op).is_err(), "the second time it is there");
}

#[test]
fn the_state_follows_from_sight_and_answer() {
    for (is_shown, answer, expected) in [
        (false, Acceptance::Open, MinutesState::Draft),
        (true, Acceptance::Open, MinutesState::Published),
        (true, Acceptance::Waiting, MinutesState::Waiting),
        (true, Acceptance::Conditional, MinutesState::Agreed),
        (true, Acceptance::Changed, MinutesState::Changed),
        (true, Acceptance::Returned, MinutesState::Returned),
    ] {
        assert_eq!(MinutesState::of(is_shown, answer), expected);
    }
}
