//! Plans and schedules as text.
//!
//! A line of a plan is a task: its name, its duration and what binds it; indented below a summary.
//! Days are those of January 2026, which has a Monday on the 5th; without a time they mean 8:00 for
//! a start and 17:00 for a finish. Work is Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00.
//!
//! ```text
//! project from Mon 05          or: project until Fri 30
//! A 3d                         d and h are working time; ed and eh are days and hours on the clock
//! B 2d after A +1d             also starts-with, ends-with, ends-at-start-of; lag also in %
//! C 1d not-before Fri 09       also not-after, ends-not-before, ends-not-after, on, ends-on, late
//! D 1d due Fri 09 calendar night inactive 50% began Mon 05 done Tue 06 left 2d resumes Thu 08
//! E 2d manual Mon 05 until Tue 06 delay 1ed split 1d pause 2d
//! F by 20h at 50% in standard by 4h at 25% in night joins 2d
//! ```
//!
//! A line of a schedule is name, start and finish, and `critical` where it is; the words `float`,
//! `free`, `late`, `takes`, `done` and `because` are compared where they are written.

use std::fmt::Write as _;

use planner::{
    Assignment, Calendar, Constraint, Dates, Driver, Duration, Exception, FULL_TIME, Lag, Link,
    LinkKind, Minute, Mode, Options, Plan, Problem, Schedule, Shift, Split, Task, Week, day_of,
    schedule, start_of_day,
};

/// Thursday, 1 January 2026, as a day since 1970.
pub const JANUARY: i64 = 20_454;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [(&str, i64); 4] = [("Dec", -31), ("Jan", 0), ("Feb", 31), ("Mar", 59)];
const HOUR: i64 = 60;
const WORKDAY: i64 = 8 * HOUR;

/// A plan that was read from text, with the names of its tasks.
pub struct Text {
    pub plan: Plan,
    pub names: Vec<String>,
}

/// Schedules the plan and compares the lines that are expected. The only problems are dates that
/// could not be kept.
#[track_caller]
pub fn check(plan: &str, expected: &str) {
    check_with(plan, &Options::default(), expected);
}

/// As [`check`], with options.
#[track_caller]
pub fn check_with(plan: &str, options: &Options, expected: &str) {
    let text = read(plan);
    let (outcome, problems) = schedule(&text.plan, options);
    let is_missed = |problem: &Problem| {
        matches!(problem, Problem::ConstraintMissed { .. } | Problem::FinishMissed { .. })
    };
    assert!(problems.iter().all(is_missed), "{problems:?}");
    assert_eq!(shown(&text, &outcome, expected), expected, "\n{plan}\n");
}

/// The minute of a day in January 2026.
pub fn at(day: i64, hour: i64) -> Minute {
    start_of_day(JANUARY + day - 1) + hour * HOUR
}

/// Reads a plan.
pub fn read(text: &str) -> Text {
    let mut plan = Plan::new(at(5, 8), Calendar::standard());
    let monday = JANUARY + 4;
    let weekdays = [Shift::hours(8, 12), Shift::hours(13, 17)];
    let holidays = [
        Exception::off(monday + 1, monday + 2),
        Exception::working(monday + 5, monday + 5, &weekdays),
    ];
    plan.calendars.push(Calendar::round_the_clock());
    plan.calendars.push(Calendar::weekly(&Week::monday_to_friday(&[Shift::hours(22, 6)])));
    plan.calendars.push(Calendar::new(&Week::standard(), &[], &holidays));
    let firsts = text.lines().filter_map(|line| line.split_whitespace().next());
    let names: Vec<String> = firsts.filter(|word| *word != "project").map(str::to_owned).collect();
    let mut above: Vec<(usize, usize)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        let mut words = Words { left: line.split_whitespace().collect() };
        if words.next() == "project" {
            match words.next() {
                "from" => plan.start = words.date(8),
                _ => plan.finish = Some(words.date(17)),
            }
            continue;
        }
        let number = plan.tasks.len();
        above.retain(|(depth, _)| *depth < indent);
        let mut task = Task { parent: above.last().map(|(_, task)| *task), ..Task::default() };
        above.push((indent, number));
        while !words.left.is_empty() {
            words.clause(&mut task, number, &mut plan.links, &names);
        }
        plan.tasks.push(task);
    }
    Text { plan, names }
}

struct Words<'a> {
    left: std::collections::VecDeque<&'a str>,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> &'a str {
        self.left.pop_front().expect("another word")
    }

    fn clause(&mut self, task: &mut Task, to: usize, links: &mut Vec<Link>, names: &[String]) {
        let word = self.next();
        match word {
            "after" => links.push(self.link(to, LinkKind::FinishToStart, names)),
            "starts-with" => links.push(self.link(to, LinkKind::StartToStart, names)),
            "ends-with" => links.push(self.link(to, LinkKind::FinishToFinish, names)),
            "ends-at-start-of" => links.push(self.link(to, LinkKind::StartToFinish, names)),
            "not-before" => task.constraint = Constraint::StartNoEarlierThan(self.date(8)),
            "not-after" => task.constraint = Constraint::StartNoLaterThan(self.date(8)),
            "ends-not-before" => task.constraint = Constraint::FinishNoEarlierThan(self.date(17)),
            "ends-not-after" => task.constraint = Constraint::FinishNoLaterThan(self.date(17)),
            "on" => task.constraint = Constraint::MustStartOn(self.date(8)),
            "ends-on" => task.constraint = Constraint::MustFinishOn(self.date(17)),
            "late" => task.constraint = Constraint::AsLateAsPossible,
            "due" => task.deadline = Some(self.date(17)),
            "inactive" => task.is_inactive = true,
            "began" => task.progress.actual_start = Some(self.date(8)),
            "done" => task.progress.actual_finish = Some(self.date(17)),
            "resumes" => task.progress.resume = Some(self.date(8)),
            "left" => task.progress.remaining = Some(minutes(self.next())),
            "delay" => task.levelling_delay = minutes(self.next()),
            "by" => {
                task.duration = Duration::OfWork;
                task.assignments.push(self.assignment());
            }
            "calendar" => {
                task.calendar = self.calendar();
            }
            "manual" => {
                let start = Some(self.date(8));
                let has_finish = self.left.front() == Some(&"until");
                let finish = has_finish.then(|| {
                    self.next();
                    self.date(17)
                });
                task.mode = Mode::Manual { start, finish };
            }
            "split" => {
                let after_minutes = minutes(self.next());
                self.next();
                let pause_minutes = minutes(self.next());
                task.splits.push(Split { after_minutes, pause_minutes });
            }
            _ if word.ends_with('%') => {
                task.progress.percent = word.trim_end_matches('%').parse().expect("a percentage");
            }
            _ => task.duration = length(word),
        }
    }

    fn calendar(&mut self) -> Option<usize> {
        let name = self.next();
        ["standard", "24h", "night", "holidays"].iter().position(|known| *known == name)
    }

    /// Work, units in percent, the calendar, and after how long: `20h at 50% in standard joins 1d`.
    fn assignment(&mut self) -> Assignment {
        let work = minutes(self.next());
        self.next();
        let percent: u32 = self.next().trim_end_matches('%').parse().expect("a percentage");
        self.next();
        let calendar = self.calendar().expect("a calendar");
        let joins_later = self.left.front() == Some(&"joins");
        let delay_minutes = if joins_later {
            self.next();
            minutes(self.next())
        } else {
            0
        };
        let units = percent * FULL_TIME / 100;
        Assignment { units, delay_minutes, ..Assignment::full_time(calendar, work) }
    }

    fn link(&mut self, to: usize, kind: LinkKind, names: &[String]) -> Link {
        let name = self.next();
        let from = names.iter().position(|known| known == name);
        let from = from.unwrap_or_else(|| panic!("no task {name}"));
        let is_lag = self.left.front().is_some_and(|word| word.starts_with(['+', '-']));
        let lag = if is_lag { lag(self.next()) } else { Lag::default() };
        Link { from, to, kind, lag }
    }

    /// A day, with a month where it is not January and a time where it is not the usual one.
    fn date(&mut self, usual_hour: i64) -> Minute {
        let weekday = self.next();
        let day: i64 = self.next().parse().expect("a day of the month");
        let month = self.left.front().and_then(|word| MONTHS.iter().find(|month| month.0 == *word));
        if month.is_some() {
            self.next();
        }
        let day = JANUARY + day - 1 + month.map_or(0, |month| month.1);
        assert_eq!(WEEKDAYS[(day + 3).rem_euclid(7) as usize], weekday, "the day {day}");
        let time = self.left.front().and_then(|word| word.split_once(':'));
        let minute = match time {
            Some((hour, minute)) => {
                let hour: i64 = hour.parse().expect("an hour");
                hour * HOUR + minute.parse::<i64>().expect("a minute")
            }
            None => usual_hour * HOUR,
        };
        if time.is_some() {
            self.next();
        }
        start_of_day(day) + minute
    }
}

fn length(word: &str) -> Duration {
    let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    let number: i64 = word[..word.len() - unit.len()].parse().expect("a number");
    match unit {
        "d" => Duration::Working(number * WORKDAY),
        "h" => Duration::Working(number * HOUR),
        "m" => Duration::Working(number),
        "ed" => Duration::Elapsed(number * 24 * HOUR),
        "eh" => Duration::Elapsed(number * HOUR),
        _ => panic!("unknown word {word}"),
    }
}

fn minutes(word: &str) -> i64 {
    match length(word) {
        Duration::Working(minutes) | Duration::Elapsed(minutes) => minutes,
        Duration::OfWork => panic!("a length: {word}"),
    }
}

fn lag(word: &str) -> Lag {
    if let Some(percent) = word.strip_suffix('%') {
        return Lag::Percent(percent.parse().expect("a percentage"));
    }
    match length(word.trim_start_matches('+')) {
        Duration::Working(minutes) => Lag::Working(minutes),
        Duration::Elapsed(minutes) => Lag::Elapsed(minutes),
        Duration::OfWork => panic!("a lag: {word}"),
    }
}

/// The schedule in the words of the expected text: the same tasks, the same facts about each.
fn shown(text: &Text, outcome: &Schedule, expected: &str) -> String {
    let lines = expected.lines().map(|line| {
        let name = line.split_whitespace().next().expect("a name");
        let task = text.names.iter().position(|known| known == name);
        let task = task.unwrap_or_else(|| panic!("no task {name}"));
        described(text, &outcome.tasks[task], name, line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn described(text: &Text, dates: &Dates, name: &str, wanted: &str) -> String {
    let mut line = format!("{name} {}", span(dates.start, dates.finish));
    let mut tell = |word: &str, fact: String| {
        if wanted.split_whitespace().any(|known| known == word) {
            write!(line, " {word} {fact}").expect("text grows");
        }
    };
    tell("float", amount(dates.total_float));
    tell("free", amount(dates.free_float));
    tell("late", span(dates.late_start, dates.late_finish));
    tell("takes", amount(dates.duration_minutes));
    tell("done", format!("{}%", dates.percent));
    tell("because", because(text, dates));
    if dates.is_critical {
        line.push_str(" critical");
    }
    line
}

fn because(text: &Text, dates: &Dates) -> String {
    let reason = match dates.driver {
        Driver::Link(link) => format!("after:{}", text.names[text.plan.links[link as usize].from]),
        Driver::Parent(task) => format!("inside:{}", text.names[task as usize]),
        other => format!("{other:?}"),
    };
    if dates.waits_for_calendar { format!("{reason}+calendar") } else { reason }
}

fn span(start: Minute, finish: Minute) -> String {
    if start == finish {
        return moment(start, -1);
    }
    format!("{}..{}", moment(start, 8), moment(finish, 17))
}

fn moment(minute: Minute, usual_hour: i64) -> String {
    let day = day_of(minute);
    let weekday = WEEKDAYS[(day + 3).rem_euclid(7) as usize];
    let of_year = day - JANUARY;
    let month = MONTHS.iter().rev().find(|month| month.1 <= of_year).expect("this winter");
    let mut text = format!("{weekday} {:02}", of_year - month.1 + 1);
    if month.0 != "Jan" {
        write!(text, " {}", month.0).expect("text grows");
    }
    let time = minute - start_of_day(day);
    if time != usual_hour * HOUR {
        write!(text, " {:02}:{:02}", time / HOUR, time % HOUR).expect("text grows");
    }
    text
}

/// Working minutes in days, hours and minutes.
fn amount(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.abs();
    match (minutes % WORKDAY, minutes % HOUR) {
        (0, _) => format!("{sign}{}d", minutes / WORKDAY),
        (_, 0) => format!("{sign}{}h", minutes / HOUR),
        _ => format!("{sign}{minutes}m"),
    }
}
