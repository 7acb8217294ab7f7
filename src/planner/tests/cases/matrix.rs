//! Every kind of link with a lead, without lag and with lag, in one calendar and in two: each row
//! worked by hand, with the working below it.
//!
//! `A` takes three days and may not begin before Tuesday 6; `B` takes two. The project begins on
//! Monday, 29 December, so that nothing but the link holds `B`. In the columns of calendars:
//!
//! ```text
//! same      both work from 8:00 to 12:00 and 13:00 to 17:00, Monday to Friday;
//!           A lies from Tuesday 6, 8:00 to Thursday 8, 17:00
//! night     B works from 22:00 to 6:00, in the nights that begin on Monday to Friday
//! holidays  A is off on Tuesday 6 and Wednesday 7 and works on Saturday 10;
//!           A lies from Thursday 8, 8:00 to Saturday 10, 17:00
//! ```
//!
//! `A` is critical in every row: the project ends with it, or with `B`, which waits for it.
//! Lag counts in the calendar of the successor, `B`. A start that falls into a pause waits for the
//! next work (`+calendar`); a finish stays where the link holds it, and the work lies before it.

use crate::text::check;

/// Checks the rows of a table; lines that begin with `=` say how the row above was worked.
#[track_caller]
fn check_rows(link: &str, table: &str) {
    let lines = table.lines().map(str::trim);
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('='));
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [lag, calendars, after] = cells[..] else { panic!("three cells: {row}") };
        let lag = if lag == "0" { "" } else { lag };
        let (of_a, of_b, before) = match calendars {
            "same" => ("", "", "Tue 06..Thu 08"),
            "night" => ("", "calendar night", "Tue 06..Thu 08"),
            "holidays" => ("calendar holidays", "", "Thu 08..Sat 10"),
            _ => panic!("calendars: {row}"),
        };
        let plan = format!(
            "project from Mon 29 Dec\nA 3d not-before Tue 06 {of_a}\nB 2d {of_b} {link} A {lag}"
        );
        check(&plan, &format!("A {before} critical\nB {after}"));
        count += 1;
    }
    assert_eq!(count, 9, "three lags in three pairs of calendars");
}

#[test]
fn finish_to_start() {
    check_rows(
        "after",
        "
        -1d | same     | Thu 08..Fri 09 because after:A critical
        = A ends Thu 17:00; the day of B before that begins Thu 8:00.
        -1d | night    | Wed 07 22:00..Fri 09 06:00 because after:A critical
        = The last eight hours of night before Thu 17:00 begin Wed 22:00.
        -1d | holidays | Fri 09..Mon 12 because after:A critical
        = A ends Sat 17:00; the last day of B before that is Friday.
        0   | same     | Fri 09..Mon 12 because after:A+calendar critical
        = From Thu 17:00 B waits for Friday, and goes on over the weekend.
        0   | night    | Thu 08 22:00..Sat 10 06:00 because after:A+calendar critical
        = From Thu 17:00 B waits for 22:00; the night of Friday ends Sat 6:00.
        0   | holidays | Mon 12..Tue 13 because after:A+calendar critical
        = From Sat 17:00 B waits for Monday.
        +1d | same     | Mon 12..Tue 13 because after:A+calendar critical
        = Friday is the lag; it ends 17:00, before the weekend.
        +1d | night    | Fri 09 22:00..Tue 13 06:00 because after:A+calendar critical
        = The night of Thursday is the lag; B works in those of Friday and of Monday.
        +1d | holidays | Tue 13..Wed 14 because after:A+calendar critical
        = Monday is the lag.
        ",
    );
}

#[test]
fn start_to_start() {
    check_rows(
        "starts-with",
        "
        -1d | same     | Mon 05..Tue 06 float 2d because after:A
        = A begins Tue 8:00, a day earlier is Mon 8:00; up to Thu 17:00 B has Wed and Thu to spare.
        -1d | night    | Mon 05 22:00..Wed 07 06:00 float 1d because after:A
        = The night before Tue 8:00 begins Mon 22:00; that of Wednesday still ends before A does.
        -1d | holidays | Wed 07..Thu 08 float 1d because after:A
        = A begins Thu 8:00; B, who has no holidays, works on Wednesday. Friday is to spare.
        0   | same     | Tue 06..Wed 07 float 1d because after:A
        = Together on Tue 8:00; Thursday is to spare.
        0   | night    | Tue 06 22:00..Thu 08 06:00 float 0d because after:A+calendar critical
        = From Tue 8:00 B waits for 22:00; no other night ends before Thu 17:00.
        0   | holidays | Thu 08..Fri 09 float 0d because after:A critical
        = Together on Thu 8:00; B does not work on Saturday, so nothing is to spare.
        +1d | same     | Wed 07..Thu 08 float 0d because after:A+calendar critical
        = Tuesday is the lag, it ends 17:00; B waits for Wednesday.
        +1d | night    | Wed 07 22:00..Fri 09 06:00 float 0d because after:A+calendar critical
        = The night of Tuesday is the lag, it ends Wed 6:00; B waits for 22:00.
        +1d | holidays | Fri 09..Mon 12 float 0d because after:A+calendar critical
        = Thursday is the lag; B works on Friday and Monday.
        ",
    );
}

#[test]
fn finish_to_finish() {
    check_rows(
        "ends-with",
        "
        -1d | same     | Tue 06..Wed 07 float 1d because after:A
        = A ends Thu 17:00, a day earlier ends Wed 17:00; two days before that begin on Tuesday.
        -1d | night    | Mon 05 22:00..Wed 07 06:00 float 1d because after:A
        = Up to Thu 17:00 the last night is Wed 22:00 to Thu 6:00; without it B ends Wed 6:00.
        -1d | holidays | Wed 07..Thu 08 float 1d because after:A
        = Up to Sat 17:00 the last day of B is Friday; without it B ends Thu 17:00.
        0   | same     | Wed 07..Thu 08 float 0d because after:A critical
        = Both end Thu 17:00.
        0   | night    | Tue 06 22:00..Thu 08 float 0d because after:A critical
        = B is held until Thu 17:00; the two nights before it begin Tue 22:00.
        0   | holidays | Thu 08..Sat 10 float 0d because after:A critical
        = B is held until Sat 17:00; its two days before it are Thursday and Friday.
        +1d | same     | Thu 08..Fri 09 float 0d because after:A critical
        = Friday is the lag; B ends with it.
        +1d | night    | Wed 07 22:00..Fri 09 06:00 float 0d because after:A critical
        = The night of Thursday is the lag, it ends Fri 6:00; B works in it and in the one before.
        +1d | holidays | Fri 09..Mon 12 float 0d because after:A critical
        = Monday is the lag after Sat 17:00; B works on Friday and Monday.
        ",
    );
}

#[test]
fn start_to_finish() {
    check_rows(
        "ends-at-start-of",
        "
        -1d | same     | Thu 01..Fri 02 float 4d because after:A
        = A begins Tue 8:00; without Monday the work before ends Fri 2, 17:00. Mon to Thu to spare.
        -1d | night    | Thu 01 22:00..Sat 03 06:00 float 3d because after:A
        = Without the night of Monday the work before ends Sat 3, 6:00. Three nights are to spare.
        -1d | holidays | Mon 05..Tue 06 float 3d because after:A
        = A begins Thu 8:00; without Wednesday the work of B ends Tue 17:00. Wed to Fri to spare.
        0   | same     | Fri 02..Tue 06 08:00 float 3d because after:A
        = B is held until Tue 8:00; its two days before are Friday and Monday.
        0   | night    | Fri 02 22:00..Tue 06 08:00 float 2d because after:A
        = The nights before Tue 8:00 are those of Friday and of Monday.
        0   | holidays | Tue 06..Thu 08 08:00 float 2d because after:A
        = B is held until Thu 8:00; it works on Tuesday and Wednesday.
        +1d | same     | Mon 05..Tue 06 float 2d because after:A
        = Tuesday is the lag, it ends 17:00; B works on Monday and Tuesday.
        +1d | night    | Mon 05 22:00..Wed 07 06:00 float 1d because after:A
        = The night of Tuesday is the lag, it ends Wed 6:00.
        +1d | holidays | Wed 07..Thu 08 float 1d because after:A
        = Thursday is the lag, it ends 17:00; B works on Wednesday and Thursday.
        ",
    );
}

/// Lag on the clock and as a share of the predecessor, for the kinds of links that tie other ends
/// than a finish to a start. `A` takes four days, Tuesday 6 to Friday 9.
#[test]
fn lag_on_the_clock_and_as_a_share() {
    let check_b = |link: &str, lag: &str, b: &str| {
        let plan = format!("project from Mon 29 Dec\nA 4d not-before Tue 06\nB 2d {link} A {lag}");
        check(&plan, &format!("A Tue 06..Fri 09 critical\nB {b}"));
    };
    // 72 hours after Tue 8:00 it is Fri 8:00.
    check_b("starts-with", "+3ed", "Fri 09..Mon 12 because after:A critical");
    // Half of four days are two, Tue and Wed; they end Wed 17:00, and B waits for Thursday.
    check_b("starts-with", "+50%", "Thu 08..Fri 09 because after:A+calendar critical");
    // Two days before Tue 8:00 begin Fri 2, 8:00. Late, B works on Thu 8 and Fri 9: four days on.
    check_b("starts-with", "-50%", "Fri 02..Mon 05 float 4d because after:A");
    // 24 hours after Fri 17:00 it is Sat 17:00; the work before that lies on Thu and Fri.
    check_b("ends-with", "+1ed", "Thu 08..Sat 10 because after:A critical");
    // 24 hours before Fri 17:00 it is Thu 17:00.
    check_b("ends-with", "-1ed", "Wed 07..Thu 08 float 1d because after:A");
    // Two days after Fri 17:00 end Tue 13, 17:00.
    check_b("ends-with", "+50%", "Mon 12..Tue 13 because after:A critical");
    // 24 hours after Tue 8:00 it is Wed 8:00; the work before that lies on Mon and Tue.
    check_b("ends-at-start-of", "+1ed", "Mon 05..Wed 07 08:00 float 3d because after:A");
    // Two days after Tue 8:00 end Wed 17:00.
    check_b("ends-at-start-of", "+50%", "Tue 06..Wed 07 float 2d because after:A");
}

/// Work and units: each assignment takes work / units of its own time, and the task lies from the
/// first start to the last finish of them. Project gives the first row as its example: 20 hours at
/// 50 % are five days. The project begins on Monday, 5 January, 8:00.
#[test]
fn work_and_units() {
    // 20 h / 0.5 = 40 h, which are five days of eight hours.
    check("A by 20h at 50% in standard", "A Mon 05..Fri 09 takes 5d critical");
    // Two people at full time: 8 h / 2 = 4 h.
    check("A by 8h at 200% in standard", "A Mon 05..Mon 05 12:00 takes 4h critical");
    // 60 minutes / 0.7 = 85.7 minutes: the last of them is begun and counts.
    check("A by 1h at 70% in standard", "A Mon 05..Mon 05 09:26 takes 86m critical");
    // One day and two days: the longest counts.
    check(
        "A by 8h at 100% in standard by 8h at 50% in standard",
        "A Mon 05..Tue 06 takes 2d critical",
    );
    // 8 h / 0.5 = 16 h: the nights of Monday and of Tuesday.
    check("A by 8h at 50% in night", "A Mon 05 22:00..Wed 07 06:00 takes 2d critical");
    // One on Monday, the other in the night after it.
    check(
        "A by 8h at 100% in standard by 4h at 50% in night",
        "A Mon 05..Tue 06 06:00 takes 1d critical",
    );
    // Both are busy for two days. One has Monday and Tuesday; the other is off on Tuesday and
    // Wednesday, and has Monday and Thursday.
    check(
        "A by 16h at 100% in standard by 4h at 25% in holidays",
        "A Mon 05..Thu 08 takes 2d critical",
    );
    // No work takes no time, whoever has it.
    check("A by 0h at 50% in standard", "A Mon 05 08:00 takes 0d critical");
}

/// Who joins later makes a task longer, and does not let it begin later.
#[test]
fn work_and_units_that_join_later() {
    // Two days of waiting and one of work.
    check("A by 8h at 100% in standard joins 2d", "A Mon 05..Wed 07 takes 3d critical");
    // One works on Monday and Tuesday, the other on Wednesday alone.
    check(
        "A by 16h at 100% in standard by 8h at 100% in standard joins 2d",
        "A Mon 05..Wed 07 takes 3d critical",
    );
    // What starts with it starts on Monday. Both have until Friday: two days of float.
    check(
        "A by 8h at 100% in standard joins 2d\nB 3d starts-with A\nC 5d",
        "A Mon 05..Wed 07 float 2d free 0d late Wed 07..Fri 09\n\
         B Mon 05..Wed 07 float 2d free 2d late Wed 07..Fri 09\nC Mon 05..Fri 09 critical",
    );
    // A fourth day of B: both begin on Tuesday at the latest, A one day before it has to end.
    check(
        "A by 8h at 100% in standard joins 2d\nB 4d starts-with A\nC 5d",
        "A Mon 05..Wed 07 float 1d late Tue 06..Thu 08\nB Mon 05..Thu 08 float 1d\n\
         C Mon 05..Fri 09 critical",
    );
    // It is to end on Friday: it begins on Wednesday.
    check(
        "project until Fri 30\nA by 8h at 100% in standard joins 2d",
        "A Wed 28..Fri 30 critical",
    );
}

/// What follows a task of work and units, and what is left of it once it has begun.
#[test]
fn work_and_units_with_links_and_progress() {
    check(
        "A by 20h at 50% in standard\nB 1d after A",
        "A Mon 05..Fri 09 critical\nB Mon 12..Mon 12 because after:A+calendar critical",
    );
    // A takes two days; half of them is one, which ends on Monday, and B waits for Tuesday.
    check(
        "A by 8h at 50% in standard\nB 1d starts-with A +50%",
        "A Mon 05..Tue 06 critical\nB Tue 06..Tue 06 because after:A+calendar critical",
    );
    // Held until Wed 17:00; the sixteen hours of work before it are Tuesday and Wednesday.
    check(
        "X 3d\nA by 8h at 50% in standard ends-with X",
        "X Mon 05..Wed 07 critical\nA Tue 06..Wed 07 because after:X critical",
    );
    // Late, it ends with the night before Fri 17:00: those of Wednesday and of Thursday.
    check(
        "X 5d\nA by 8h at 50% in night late",
        "X Mon 05..Fri 09 critical\nA Wed 07 22:00..Fri 09 06:00 critical",
    );
    // Counted back from Fri 30, 17:00: Thursday and Friday.
    check("project until Fri 30\nA by 8h at 50% in standard", "A Thu 29..Fri 30 critical");
    // Of four days two are done on Tuesday; what is left takes Friday and Monday.
    check(
        "A by 16h at 50% in standard began Mon 05 50% resumes Fri 09",
        "A Mon 05..Mon 12 takes 4d critical",
    );
    // A day is left, and it takes Friday.
    check(
        "A by 16h at 50% in standard began Mon 05 left 1d resumes Fri 09",
        "A Mon 05..Fri 09 takes 4d critical",
    );
}

/// A finish that a link holds in a pause, after the work: float counts to the end of the work, as
/// the late finish does. The project begins on Monday, 5 January, 8:00.
#[test]
fn float_of_work_that_ends_before_its_finish() {
    const A: &str = "A by 8h at 50% in night ends-with X";
    // A is held until Wed 17:00; its two nights begin Mon 22:00. Late, they end with the last one
    // before Wed 17:00: the same two. X cannot end later without a third night.
    check(
        &format!("X 3d\n{A}"),
        "X Mon 05..Wed 07 float 0d late Mon 05..Wed 07 critical\n\
         A Mon 05 22:00..Wed 07 float 0d free 0d late Mon 05 22:00..Wed 07 06:00 \
         because after:X critical",
    );
    // Up to Fri 17:00 X has Thu and Fri to spare, and A the nights of Wed and Thu.
    check(
        &format!("X 3d\n{A}\nY 5d"),
        "X Mon 05..Wed 07 float 2d late Wed 07..Fri 09\n\
         A Mon 05 22:00..Wed 07 float 2d late Wed 07 22:00..Fri 09 06:00\n\
         Y Mon 05..Fri 09 critical",
    );
    // Somebody else works Tuesday, between the nights. Both are done Wed 6:00, early and late.
    check(
        "X 3d\nA by 8h at 100% in standard by 8h at 50% in night ends-with X",
        "X Mon 05..Wed 07 float 0d critical\n\
         A Mon 05 22:00..Wed 07 float 0d late Mon 05 22:00..Wed 07 06:00 critical",
    );
    // Held until X begins Thu 8:00, with the nights of Tue and Wed before. Late, the last ones
    // before Thu 17:00 are the same.
    check(
        "X 1d not-before Thu 08\nA by 8h at 50% in night ends-at-start-of X",
        "X Thu 08..Thu 08 critical\n\
         A Tue 06 22:00..Thu 08 08:00 float 0d late Tue 06 22:00..Thu 08 06:00 critical",
    );
    // The date holds A as X did, in its own calendar and in that of somebody else.
    for a in ["A 2d calendar night", "A by 8h at 50% in night"] {
        for date in ["ends-not-before Wed 07", "ends-on Wed 07"] {
            check(
                &format!("{a} {date}"),
                "A Mon 05 22:00..Wed 07 float 0d late Mon 05 22:00..Wed 07 06:00 critical",
            );
        }
    }
    // The summary counts in the project's calendar, where Wed 6:00 is a day before Wed 17:00.
    check(
        "X 3d\nS\n  A 2d calendar night ends-with X",
        "X Mon 05..Wed 07 critical\n\
         S Mon 05 22:00..Wed 07 float 0d late Mon 05 22:00..Wed 07 06:00 critical\n\
         A Mon 05 22:00..Wed 07 float 0d late Mon 05 22:00..Wed 07 06:00 critical",
    );
}

/// What is held in a pause holds others back from there, and not from the end of the pause.
#[test]
fn float_before_work_that_ends_before_its_finish() {
    // A could take the night of Tuesday and end Wed 6:00, before B. X could not end on Wednesday:
    // then A would be held until Wed 17:00, and B would wait for Thursday.
    check(
        "X 2d\nA 1d calendar night ends-with X\nB 2d after A",
        "X Mon 05..Tue 06 float 0d late Mon 05..Tue 06 critical\n\
         A Mon 05 22:00..Tue 06 float 1d late Tue 06 22:00..Wed 07 06:00\n\
         B Wed 07..Thu 08 because after:A+calendar critical",
    );
}
