//! What a line means that is typed on Wednesday 4 March 2026.

use domain::plan::{Calendar, Rank};
use domain::{CalendarId, TaskId};

use super::*;

const NAMES: [&str; 4] = ["何小满", "许念", "何念", "Lin Zhiyuan"];

fn settings() -> Settings {
    Settings::new(0, CalendarId::new(0, [0; 10]))
}

fn people() -> Vec<(UserId, String)> {
    (1..).zip(NAMES).map(|(n, name)| (UserId::new(n, [1; 10]), name.to_owned())).collect()
}

fn read_in(field: Field, text: &str) -> Entry {
    let (people, settings) = (people(), settings());
    let today = "2026-03-04".parse().unwrap();
    read(text, Known { field, people: &people, settings: &settings, today })
}

/// Reads a line of the board and writes down title, person and day.
fn check(text: &str, expected: &str) {
    let entry = read_in(Field::Board, text);
    let people = people();
    let name = |id| people.iter().find(|(person, _)| *person == id).map(|(_, name)| &**name);
    let person = entry.assignee.and_then(name).unwrap_or("-");
    let day = entry.due.map_or_else(|| "-".to_owned(), |day| day.to_string());
    assert_eq!(format!("{} | {person} | {day}", entry.title), expected, "{text}");
}

/// Reads a line of a view of time and writes down title, first and last day, and minutes.
fn check_time(text: &str, expected: &str) {
    let entry = read_in(Field::Time, text);
    let days = entry.days.map(|(first, last)| format!("{first}..{last}"));
    let minutes = entry.duration.map(|duration| duration.minutes.to_string());
    let [days, minutes] = [days, minutes].map(|fact| fact.unwrap_or_else(|| "-".to_owned()));
    assert_eq!(format!("{} | {days} | {minutes}", entry.title), expected, "{text}");
}

#[test]
fn words_alone_are_the_title() {
    check("  补充波次说明  ", "补充波次说明 | - | -");
    check("Check 3/4 of the boxes", "Check of the boxes | - | 2026-03-04");
    check("", " | - | -");
}

#[test]
fn people_are_found_by_a_part_of_their_name() {
    check("补充说明 @小满", "补充说明 | 何小满 | -");
    check("a @许念 b", "a b | 许念 | -");
    check("a @lin", "a | Lin Zhiyuan | -");
    check("a @念", "a @念 | - | -");
    check("a @nobody", "a @nobody | - | -");
    check("a @", "a @ | - | -");
}

#[test]
fn labels_are_read_once_each() {
    let entry = read_in(Field::Board, "写接口 #接口 #后端 #接口 #");
    assert_eq!((&*entry.title, entry.labels), ("写接口 #", vec!["接口".into(), "后端".into()]));
}

#[test]
fn places_count_from_one_and_are_no_days() {
    let check = |word: &str, title: &str, place: Option<usize>| {
        let entry = read_in(Field::Board, &format!("a {word}"));
        assert_eq!((&*entry.title, entry.place), (title, place), "{word}");
    };
    check("^2", "a", Some(1));
    check("^1 ^3", "a", Some(2));
    check("^Top", "a", Some(0));
    check("^顶", "a", Some(0));
    check("^bottom", "a", Some(usize::MAX));
    check("^底", "a", Some(usize::MAX));
    check("^0", "a ^0", None);
    check("^", "a ^", None);
    check("2", "a 2", None);
    check("^明天", "a", None);
    check("^3/6", "a", None);
}

#[test]
fn days_are_read_in_both_languages() {
    for (word, day) in [
        ("今天", "2026-03-04"),
        ("^明天", "2026-03-05"),
        ("后天", "2026-03-06"),
        ("周五", "2026-03-06"),
        ("星期三", "2026-03-04"),
        ("周一", "2026-03-09"),
        ("下周一", "2026-03-09"),
        ("下周五", "2026-03-13"),
        ("Tomorrow", "2026-03-05"),
        ("^fri", "2026-03-06"),
        ("Monday", "2026-03-09"),
        ("3月6日", "2026-03-06"),
        ("1月2日", "2027-01-02"),
        ("3/20", "2026-03-20"),
        ("2026-12-24", "2026-12-24"),
    ] {
        check(&format!("a {word}"), &format!("a | - | {day}"));
        check_time(&format!("a {word}"), &format!("a | {day}..{day} | -"));
    }
    check("a 13月6日 2月30日", "a 13月6日 2月30日 | - | -");
    check("a 2150-01-01 1969-12-31", "a 2150-01-01 1969-12-31 | - | -");
}

#[test]
fn several_days_are_the_first_and_the_last() {
    for (word, days) in [
        ("3/6-3/10", "2026-03-06..2026-03-10"),
        ("3/6-10", "2026-03-06..2026-03-10"),
        ("^3月6日至10日", "2026-03-06..2026-03-10"),
        ("3月6日到3月6日", "2026-03-06..2026-03-06"),
        ("Mon–Wed", "2026-03-09..2026-03-11"),
        ("下周一至周三", "2026-03-09..2026-03-11"),
        ("今天~周五", "2026-03-04..2026-03-06"),
        ("12/28-1/3", "2026-12-28..2027-01-03"),
        ("2026-03-06~2026-03-10", "2026-03-06..2026-03-10"),
    ] {
        check_time(&format!("a {word}"), &format!("a | {days} | -"));
    }
    check_time("a 3/6-2 follow-up 2-3天 至周五", "a 3/6-2 follow-up 2-3天 至周五 | - | -");
    check_time("a 3/6 3/9", "a | 2026-03-09..2026-03-09 | -");
}

#[test]
fn a_duration_stands_behind_the_title_with_its_unit() {
    check_time("Draw 3d", "Draw | - | 1440");
    check_time("写接口 3天 @小满 周五", "写接口 | 2026-03-06..2026-03-06 | 1440");
    check_time("写接口 #接口 2周", "写接口 | - | 4800");
    check_time("Draw 1.5h", "Draw | - | 90");
    check_time("Draw a 3d model", "Draw a 3d model | - | -");
    check_time("Print in 3D", "Print in 3D | - | -");
    check_time("3d", "3d | - | -");
    for word in ["3", "0d", "3.", "3月", "5m", "5分", "d", "第2周", "x3d"] {
        check_time(&format!("a {word}"), &format!("a {word} | - | -"));
    }
}

#[test]
fn only_the_board_has_places_and_a_day_by_which() {
    let entry = read_in(Field::Board, "a fri 2d ^2");
    assert_eq!((entry.due, entry.days), ("2026-03-06".parse().ok(), None));
    assert_eq!(entry.duration.map(|duration| duration.minutes), Some(960));
    let entry = read_in(Field::Board, "a 3/6-3/10");
    assert!(entry.due.is_none() && entry.days.is_some());
    check_time("a ^2 ^top", "a ^2 ^top | - | -");
}

/// A new task on days for which its field stands, with what was written: its constraint and its
/// working days. The plan begins on Monday 2 March 2026.
fn given(days: Option<(&str, &str)>, text: &str) -> String {
    let monday = time::start_of("2026-03-02".parse().unwrap());
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let plan = Plan::new(monday, calendar, Vec::new());
    let rank = Rank::between(None, None);
    let mut task = Task::new(TaskId::new(1, [0; 10]), 1, "x".into(), rank);
    task.duration = TaskDuration::days(1, 480);
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let entry = read_in(Field::Time, text).on(days.map(|(first, last)| (day(first), day(last))));
    entry.give(&plan, &mut task);
    let from = task.constraint.map(|bound| time::day_of(bound.at).to_string());
    format!("{} {}", from.as_deref().unwrap_or("-"), task.duration.minutes / 480)
}

#[test]
fn a_task_takes_the_working_days_of_its_field() {
    assert_eq!(given(Some(("2026-03-04", "2026-03-10")), "x"), "2026-03-04 5");
    assert_eq!(given(Some(("2026-03-05", "2026-03-05")), "x"), "2026-03-05 1");
    assert_eq!(given(Some(("2026-03-07", "2026-03-08")), "x"), "2026-03-07 1");
    assert_eq!(given(Some(("2026-03-02", "2026-03-03")), "x"), "- 2");
    assert_eq!(given(None, "x"), "- 1");
}

#[test]
fn what_is_written_wins_over_the_days_of_the_field() {
    let days = Some(("2026-03-04", "2026-03-10"));
    assert_eq!(given(days, "x 3/17-3/18"), "2026-03-17 2");
    assert_eq!(given(days, "x 3/17"), "2026-03-17 1");
    assert_eq!(given(days, "x 3d"), "2026-03-04 3");
    assert_eq!(given(days, "x 3/17 3d"), "2026-03-17 3");
    assert_eq!(given(None, "x 2w"), "- 10");
}

#[test]
fn a_task_is_given_its_person_its_labels_and_its_day() {
    let calendar = Calendar::office(CalendarId::new(0, [0; 10]), "office".into());
    let plan = Plan::new(0, calendar, Vec::new());
    let mut task = Task::new(TaskId::new(1, [0; 10]), 1, "x".into(), Rank::between(None, None));
    read_in(Field::Board, "x @许念 #a fri").give(&plan, &mut task);
    assert_eq!((task.assignee, &*task.labels), (Some(people()[1].0), &["a".to_owned()][..]));
    assert_eq!(task.deadline.map(time::last_day_of), "2026-03-06".parse().ok());
    Entry::titled("x".into()).give(&plan, &mut task);
    assert_eq!(task.assignee, Some(people()[1].0), "nobody else was named");
}
