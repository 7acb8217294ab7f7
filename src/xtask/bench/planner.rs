//! Our scheduler beside MPXJ's, on the same files, in turns, in one run.
//!
//! Of both the time counts from a file that has been read to the dates of its tasks. Ours holds
//! everything that follows from the plan as the program keeps it: its ids become places, calendars
//! become tables, links a network, and what is no longer needed is cleared away.

use super::{ensure_quiet, plan_file};
use crate::project::{self, Mode};
use crate::{cargo, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// How many tasks the files have, and how many pairs of runs count, both warm.
const SIZES: [(usize, usize); 2] = [(1_000, 61), (10_000, 11)];
/// Pairs of processes whose first run counts.
const STARTS: usize = 3;
/// So many tasks the other scheduler places before it is warm: its engine compiles what runs often,
/// and at 1,000 tasks its times fall to a third until then.
const WARM_UP: usize = 200_000;
/// Of so many runs in a row each of the other's times is the middle one.
const THEIR_RUNS: usize = 3;
/// The same of ours, whose earlier half only warms up.
const OUR_RUNS: usize = 100;

/// Prints the times of both and their ratio with its spread.
pub fn run() -> Result<()> {
    ensure_quiet()?;
    cargo::build_server(Mode::Release)?;
    let Some(python) = tools::ensure_mpxj()? else {
        bail!("the comparison needs java and python3 with its venv module: install both");
    };
    for (count, pairs) in SIZES {
        let file = project::scratch_dir().join(format!("plan-{count}.xml"));
        fs::write(&file, plan_file::mspdi(count))?;
        println!("    {count} tasks: the middle of all pairs (5 % to 95 %)");
        compare_cold(&python, &file)?;
        compare_warm(&python, &file, WARM_UP / count, pairs)?;
    }
    Ok(())
}

/// The first run of a process, as somebody meets it who opens a file.
fn compare_cold(python: &Path, file: &Path) -> Result<()> {
    let mut pairs = Pairs::default();
    for _ in 0..STARTS {
        let ours = Ours::times(file, 1)?;
        pairs.add(ours.schedule, Theirs::start(python, file)?.schedule()?);
    }
    pairs.print("first");
    Ok(())
}

/// Runs that many others went before.
fn compare_warm(python: &Path, file: &Path, warm_up: usize, count: usize) -> Result<()> {
    let mut theirs = Theirs::start(python, file)?;
    for _ in 0..warm_up {
        theirs.schedule()?;
    }
    let (mut whole, mut kept, mut reading) = (Pairs::default(), Pairs::default(), Vec::new());
    for _ in 0..count {
        let ours = Ours::times(file, OUR_RUNS)?;
        let other = theirs.middle_of(THEIR_RUNS)?;
        whole.add(ours.schedule, other);
        kept.add(ours.kept, other);
        reading.push(ours.read);
    }
    whole.print("warm");
    kept.print("warm, our plan kept ready");
    println!("      read: ours {} ms, MPXJ {:.0} ms, once", spread(&mut reading, 2), theirs.read);
    Ok(())
}

/// Milliseconds of both, pair by pair.
#[derive(Default)]
struct Pairs {
    ours: Vec<f64>,
    theirs: Vec<f64>,
    ratios: Vec<f64>,
}

impl Pairs {
    fn add(&mut self, ours: f64, theirs: f64) {
        self.ours.push(ours);
        self.theirs.push(theirs);
        self.ratios.push(theirs / ours);
    }

    fn print(mut self, what: &str) {
        let pairs = self.ratios.len();
        let (ours, theirs) = (spread(&mut self.ours, 3), spread(&mut self.theirs, 1));
        let ratio = spread(&mut self.ratios, 0);
        println!("      schedule, {what}, {pairs} pairs: ours {ours} ms, MPXJ {theirs} ms");
        println!("        MPXJ takes {ratio} times as long");
    }
}

/// The middle value, and between which ones nine of ten lie.
fn spread(values: &mut [f64], decimals: usize) -> String {
    values.sort_by(f64::total_cmp);
    let outside = values.len() / 20;
    let (least, most) = (values[outside], values[values.len() - 1 - outside]);
    let middle = values[values.len() / 2];
    format!("{middle:.decimals$} ({least:.decimals$} to {most:.decimals$})")
}

/// Our milliseconds in a new process.
struct Ours {
    read: f64,
    /// The part of `schedule` that a plan which is kept ready takes.
    kept: f64,
    schedule: f64,
}

impl Ours {
    /// Reads a file and schedules it so many times.
    fn times(file: &Path, runs: usize) -> Result<Self> {
        let mut command = Command::new(project::server_binary(Mode::Release));
        command.args(["plan", "schedule", "--timing", "--runs", &runs.to_string()]).arg(file);
        let output = command.stdin(Stdio::null()).output()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let value = |name: &str| -> Result<f64> {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            let value = line.and_then(|line| line.trim().parse().ok());
            value.with_context(|| format!("no {name}: {text}"))
        };
        let (read, kept) = (value("parse_ms")?, value("kept_ms")?);
        Ok(Self { read, kept, schedule: value("schedule_ms")? })
    }
}

/// The other scheduler in a process that stays.
struct Theirs {
    process: Child,
    ask: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    /// Milliseconds that reading the file took.
    read: f64,
}

impl Theirs {
    fn start(python: &Path, file: &Path) -> Result<Self> {
        let script = project::root().join("tests/mpxj/schedule.py");
        let mut command = Command::new(python);
        command.arg(script).arg(file).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().context("cannot start Python")?;
        let ask = process.stdin.take().context("no standard input")?;
        let answers = BufReader::new(process.stdout.take().context("no standard output")?).lines();
        let mut theirs = Self { process, ask, answers, read: 0.0 };
        theirs.read = theirs.answer()?;
        Ok(theirs)
    }

    fn schedule(&mut self) -> Result<f64> {
        writeln!(self.ask)?;
        self.answer()
    }

    /// The middle one of so many runs in a row.
    fn middle_of(&mut self, runs: usize) -> Result<f64> {
        let times: Result<Vec<f64>> = (0..runs).map(|_| self.schedule()).collect();
        let mut times = times?;
        times.sort_by(f64::total_cmp);
        Ok(times[runs / 2])
    }

    /// A line such as `schedule 12.5`.
    fn answer(&mut self) -> Result<f64> {
        let line = self.answers.next().context("MPXJ has ended")??;
        let value = line.split(' ').nth(1).with_context(|| format!("MPXJ says {line}"))?;
        Ok(value.parse()?)
    }
}

impl Drop for Theirs {
    fn drop(&mut self) {
        // It ends by itself when nothing more is asked; a second end harms nobody.
        let _ended = self.process.kill();
        let _reaped = self.process.wait();
    }
}
