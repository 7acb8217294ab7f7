//! How long a schedule takes: `cargo bench -p planner`.
//!
//! Each time is the median of many runs on one core, tables of the calendars included. Where
//! valgrind is installed, the instructions of one run stand beside it.

use std::hint::black_box;
use std::time::{Duration as Time, Instant};

use planner::{
    Calendar, Duration, Exception, Lag, Link, LinkKind, Options, Plan, Prepared, Shift, Task, Week,
    schedule,
};

#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 5 January 2026, 8:00.
const START: i64 = 20_458 * 24 * 60 + 8 * 60;

/// How many years the calendars have holidays.
const YEARS: i64 = 20;

/// What is measured.
const CASES: [Case; 6] = [
    Case::new("1,000 tasks, 1.5 links each, 3 calendars", || network(1_000), 400),
    Case::new("1,000 tasks, prepared, one of them changed", || network(1_000), 400).changed(),
    Case::new("10,000 tasks, prepared, one of them changed", || network(10_000), 200).changed(),
    Case::new("10,000 tasks, 1.5 links each, 3 calendars", || network(10_000), 200),
    Case::new("100,000 tasks, 1.5 links each, 3 calendars", || network(100_000), 20),
    Case::new("100,000 tasks in one chain", || chain(100_000), 20),
];

/// The argument that asks for two runs of the case whose place follows, of which one counts.
const SINGLE: &str = "--single";

/// A plan, and what is measured with it.
struct Case {
    name: &'static str,
    plan: fn() -> Plan,
    runs: usize,
    /// Whether the plan is kept ready and changed, instead of scheduled from nothing.
    is_changed: bool,
}

impl Case {
    const fn new(name: &'static str, plan: fn() -> Plan, runs: usize) -> Self {
        Case { name, plan, runs, is_changed: false }
    }

    const fn changed(self) -> Self {
        Case { is_changed: true, ..self }
    }

    /// What is done in each run. One task after the other takes longer or shorter, where that is
    /// what is measured.
    fn work(&self) -> Box<dyn FnMut(usize)> {
        let (plan, options) = ((self.plan)(), Options::default());
        if !self.is_changed {
            return Box::new(move |_| drop(black_box(schedule(black_box(&plan), &options))));
        }
        let mut prepared = Prepared::new(plan);
        Box::new(move |run| {
            let place = run * 37 % prepared.plan().tasks.len();
            let task = prepared.plan().tasks[place].clone();
            let duration = Duration::Working((1 + run as i64 % 5) * 480);
            prepared.replace(place, Task { duration, ..task });
            drop(black_box(prepared.schedule(&options)));
        })
    }
}

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != SINGLE).skip(1);
    if let Some(place) = arguments.next() {
        let mut work = CASES[place.parse::<usize>().expect("the place of a case")].work();
        work(0);
        time_of(|| work(1));
        return;
    }
    for (place, case) in CASES.iter().enumerate() {
        let mut work = case.work();
        let times = (0..case.runs).map(|run| time_of(|| work(run))).collect();
        report(case.name, times, instructions(place));
    }
}

fn report(name: &str, mut times: Vec<Time>, instructions: Option<u64>) {
    let runs = times.len();
    times.sort_unstable();
    let milliseconds = |time: Time| time.as_secs_f64() * 1_000.0;
    let median = milliseconds(times[runs / 2]);
    let (least, most) = (milliseconds(times[runs / 20]), milliseconds(times[runs - 1 - runs / 20]));
    print!("{name:<44} {median:8.3} ms   (5 % to 95 %: {least:.3} to {most:.3})");
    match instructions {
        Some(count) => println!("   {:.2} million instructions", count as f64 / 1e6),
        None => println!(),
    }
}

/// The time of a piece of work. What runs in here is what `instructions` counts.
#[inline(never)]
fn time_of(work: impl FnOnce()) -> Time {
    let begin = Instant::now();
    work();
    begin.elapsed()
}

/// The instructions of a single run, counted by valgrind in a process of its own; none without it.
fn instructions(place: usize) -> Option<u64> {
    let mut command = std::process::Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    command.arg("--toggle-collect=*time_of*").arg(std::env::current_exe().ok()?);
    let output = command.args([SINGLE, &place.to_string()]).output().ok()?;
    let text = String::from_utf8_lossy(&output.stderr);
    text.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

/// Summaries of ten tasks each; each task follows an earlier one of the last thirty, every second
/// has a second predecessor, with all kinds of links and some lag.
fn network(count: usize) -> Plan {
    let mut plan = Plan::new(START, with_holidays(&Week::standard()));
    let nights = Week::monday_to_friday(&[Shift::hours(22, 6)]);
    plan.calendars.push(with_holidays(&nights));
    plan.calendars.push(Calendar::round_the_clock());
    let mut random = Random(7);
    for number in 0..count {
        let is_summary = number % 11 == 0;
        plan.tasks.push(Task {
            parent: (!is_summary).then_some(number / 11 * 11),
            calendar: (number % 7 == 1).then_some(number % 3),
            duration: Duration::Working(random.below(6) as i64 * 240),
            ..Task::default()
        });
        if is_summary {
            continue;
        }
        for _ in 0..1 + number % 2 + usize::from(number % 11 == 1) {
            let from = number.saturating_sub(1 + random.below(30));
            if from % 11 != 0 {
                plan.links.push(any_link(from, number, &mut random));
            }
        }
    }
    plan
}

fn any_link(from: usize, to: usize, random: &mut Random) -> Link {
    let kind = match random.below(10) {
        0 => LinkKind::StartToStart,
        1 => LinkKind::FinishToFinish,
        _ => LinkKind::FinishToStart,
    };
    let lag = match random.below(8) {
        0 => Lag::Working(480),
        1 => Lag::Percent(-25),
        _ => Lag::Working(0),
    };
    Link { from, to, kind, lag }
}

fn chain(count: usize) -> Plan {
    let mut plan = Plan::new(START, with_holidays(&Week::standard()));
    let task = Task { duration: Duration::Working(60), ..Task::default() };
    plan.tasks = vec![task; count];
    plan.links = (1..count).map(|number| Link::after(number - 1, number)).collect();
    plan
}

/// Eleven days off and two made up for on weekends, every year.
fn with_holidays(week: &Week) -> Calendar {
    let shifts = [Shift::hours(8, 12), Shift::hours(13, 17)];
    let mut exceptions = Vec::new();
    for year in 0..YEARS {
        let day = 20_454 + year * 365;
        exceptions.push(Exception::off(day, day + 2));
        exceptions.push(Exception::off(day + 45, day + 52));
        exceptions.push(Exception::working(day + 44, day + 44, &shifts));
        exceptions.push(Exception::working(day + 58, day + 58, &shifts));
    }
    Calendar::new(week, &[], &exceptions)
}

/// A linear congruential generator: the same plan on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
