//! March 2026 begins on a Sunday; its second is a Monday.

use super::*;

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().unwrap()
}

fn id(letter: char) -> TaskId {
    TaskId::new(letter as u64, [0; 10])
}

/// Tasks written as `A 03-01..03-03`.
fn stretches(text: &str) -> Vec<Stretch> {
    let one = |line: &str| {
        let (name, days) = line.trim().split_once(' ').unwrap();
        let (first, last) = days.split_once("..").unwrap();
        let task = id(name.chars().next().unwrap());
        Stretch { task, first: day(first), last: day(last) }
    };
    text.split(',').map(one).collect()
}

/// The lanes of a week from top to bottom; hidden bars in small letters.
fn picture(week: &Week) -> String {
    let mut lanes = vec![['.'; WEEK]; week.lanes()];
    for bar in &week.bars {
        let letter = ('A'..='Z').find(|letter| id(*letter) == bar.task).unwrap();
        let letter = if bar.is_shown { letter } else { letter.to_ascii_lowercase() };
        for place in &mut lanes[bar.lane][bar.from..bar.from + bar.days] {
            assert_eq!(*place, '.', "two bars in one place");
            *place = letter;
        }
    }
    lanes.iter().map(String::from_iter).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, room: usize, expected: &str) -> Week {
    let week = Week::of(day("03-02"), &stretches(text), room);
    assert_eq!(picture(&week), expected, "{text}");
    week
}

#[test]
fn a_month_is_six_weeks_from_the_monday_before_its_first() {
    let weeks = Mode::Month.weeks(day("03-01"));
    assert_eq!((weeks.len(), weeks[0], weeks[5]), (6, day("02-23"), day("03-30")));
    assert_eq!(Mode::Month.weeks(day("06-01"))[0], day("06-01"));
    assert_eq!(Mode::Week.weeks(day("03-02")), [day("03-02")]);
    assert_eq!(days_of(day("03-02"))[6], day("03-08"));
}

#[test]
fn pages_turn_by_months_and_weeks_and_stop_where_no_plan_goes() {
    assert_eq!(Mode::Month.page_of(day("03-18")), day("03-01"));
    assert_eq!(Mode::Week.page_of(day("03-18")), day("03-16"));
    assert_eq!(Mode::Month.turn(day("01-31"), 1), day("02-28"));
    assert_eq!(Mode::Month.turn(day("03-01"), -1), day("02-01"));
    assert_eq!(Mode::Week.turn(day("03-02"), -1), day("02-23"));
    assert_eq!(Mode::Month.turn(time::FIRST_DAY, -1), time::FIRST_DAY);
    assert_eq!(Mode::Week.turn(time::LAST_DAY, 1), time::LAST_DAY);
}

#[test]
fn a_finish_at_midnight_ends_the_day_before_and_a_milestone_has_one_day() {
    let start = time::start_of(day("03-03"));
    let of = |finish| Stretch::of(id('A'), start, finish);
    assert_eq!((of(start).first, of(start).last), (day("03-03"), day("03-03")));
    assert_eq!(of(start + 2 * time::DAY).last, day("03-04"));
    assert_eq!(of(start + 2 * time::DAY + 1).last, day("03-05"));
}

#[test]
fn bars_are_cut_at_the_ends_of_the_week() {
    let week = check("A 03-01..03-03, D 03-08..03-10, E 03-09..03-12", 9, "AA....D");
    let ends = week.bars.iter().map(|bar| (bar.begins, bar.ends)).collect::<Vec<_>>();
    assert_eq!(ends, [(false, true), (true, false)]);
    check("A 02-01..04-30", 9, "AAAAAAA");
}

#[test]
fn bars_take_the_first_lane_that_is_free() {
    check("A 03-01..03-03, B 03-04..03-04, C 03-03..03-05, D 03-08..03-10", 9, "AAB...D .CCC...");
    // What began before comes first, then the longer.
    check("A 03-02..03-02, B 03-02..03-04, C 03-01..03-02", 9, "C...... BBB.... A......");
    check("A 03-02..03-02, B 03-02..03-02", 9, "A...... B......");
}

#[test]
fn where_there_is_no_room_the_last_lane_counts_what_is_hidden() {
    let text = "A 03-02..03-06, B 03-02..03-03, C 03-03..03-03, D 03-05..03-06";
    check(text, 3, "AAAAA.. BB.DD.. .C.....");
    let week = check(text, 2, "AAAAA.. bb.DD.. .c.....");
    let hidden: Vec<usize> = (0..WEEK).map(|weekday| week.hidden_on(weekday)).collect();
    assert_eq!(hidden, [1, 2, 0, 0, 0, 0, 0]);
    assert_eq!(week.on(1).len(), 3);
    check(text, 1, "aaaaa.. bb.dd.. .c.....");
    check(text, 0, "aaaaa.. bb.dd.. .c.....");
}

/// Two weeks: A lies on Monday to Wednesday, B below it on Tuesday, C on Thursday, D in the next
/// week on Tuesday.
fn two_weeks() -> Vec<Week> {
    let all = "A 03-02..03-04, B 03-03..03-03, C 03-05..03-05, D 03-10..03-10";
    [day("03-02"), day("03-09")].map(|first| Week::of(first, &stretches(all), 9)).to_vec()
}

fn spot(text: &str) -> Spot {
    let (at, name) = text.split_once(' ').unwrap_or((text, ""));
    Spot { day: day(at), task: name.chars().next().map(id) }
}

#[test]
fn the_keyboard_walks_over_days_and_bars() {
    let weeks = two_weeks();
    let check = |from: &str, step: Step, expected: &str| {
        assert_eq!(next_spot(&weeks, spot(from), step), spot(expected), "{from} {step:?}");
    };
    check("03-03", Step::Right, "03-04");
    check("03-02", Step::Left, "03-01");
    check("03-03", Step::Down, "03-03 A");
    check("03-03 A", Step::Down, "03-03 B");
    check("03-03 B", Step::Down, "03-10");
    check("03-03 B", Step::Up, "03-03 A");
    check("03-03 A", Step::Up, "03-03");
    check("03-10", Step::Up, "03-03 B");
    check("03-03 A", Step::Right, "03-05 C");
    check("03-05 C", Step::Left, "03-04 A");
    check("03-03 B", Step::Right, "03-04 A");
    check("03-02 A", Step::Left, "03-01");
    check("03-05 C", Step::Right, "03-06");
    check("03-07", Step::Down, "03-14");
    check("03-14", Step::Down, "03-21");
    check("03-05 C", Step::Home, "03-02");
    check("03-05", Step::End, "03-08");
}

#[test]
fn what_is_out_of_sight_gives_the_keyboard_away() {
    let weeks = two_weeks();
    let check = |at: Option<&str>, expected: &str| {
        let found = in_sight(&weeks, at.map(spot), day("03-11"));
        assert_eq!(found, spot(expected), "{at:?}");
    };
    check(Some("03-04 A"), "03-04 A");
    check(Some("03-05 A"), "03-05");
    check(Some("03-04 Z"), "03-04");
    check(Some("04-20"), "03-11");
    check(None, "03-11");
}
