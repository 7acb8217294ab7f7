//! Our scheduler beside MPXJ's, on the same files, in turns, in one run.

use super::{ensure_quiet, plan_file};
use crate::project::{self, Mode};
use crate::{cargo, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// How many tasks the files have.
const SIZES: [usize; 2] = [1_000, 10_000];
/// So often the other scheduler runs before it counts: its engine compiles what runs often.
const WARM_UP: usize = 20;
/// Pairs of runs that count.
const PAIRS: usize = 15;

/// Prints the times of both and their ratio with its spread.
pub fn run() -> Result<()> {
    ensure_quiet()?;
    cargo::build_server(Mode::Release)?;
    let Some(python) = tools::ensure_mpxj()? else {
        bail!("the comparison needs java and python3 with its venv module: install both");
    };
    for count in SIZES {
        let file = project::scratch_dir().join(format!("plan-{count}.xml"));
        fs::write(&file, plan_file::mspdi(count))?;
        compare(&python, &file, count)?;
    }
    Ok(())
}

fn compare(python: &Path, file: &Path, count: usize) -> Result<()> {
    let mut theirs = Theirs::start(python, file)?;
    for _ in 0..WARM_UP {
        theirs.schedule()?;
    }
    let (mut ours, mut other, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut reading = Vec::new();
    for _ in 0..PAIRS {
        let (read, schedule) = our_times(file)?;
        let warm = theirs.schedule()?;
        reading.push(read);
        ours.push(schedule);
        other.push(warm);
        ratios.push(warm / schedule);
    }
    println!("    {count} tasks, median of {PAIRS} pairs of runs (least to most)");
    println!("      read: ours {} ms, a new process each time", spread(&mut reading));
    println!("      read: MPXJ {:.0} ms, once", theirs.read);
    println!("      schedule: ours {} ms, warm", spread(&mut ours));
    println!("      schedule: MPXJ {} ms, warm", spread(&mut other));
    println!("      MPXJ takes {} times as long", spread(&mut ratios));
    Ok(())
}

fn spread(values: &mut [f64]) -> String {
    values.sort_by(f64::total_cmp);
    let (least, most) = (values[0], values[values.len() - 1]);
    format!("{:.2} ({least:.2} to {most:.2})", values[values.len() / 2])
}

/// Milliseconds for reading a file in a new process, and for scheduling it once that is warm.
fn our_times(file: &Path) -> Result<(f64, f64)> {
    let mut command = Command::new(project::server_binary(Mode::Release));
    // Warm like the other: the last run of many counts.
    command.args(["plan", "schedule", "--timing", "--runs", "30"]).arg(file);
    let output = command.stdin(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().parse().ok()).with_context(|| format!("no {name}: {text}"))
    };
    Ok((value("parse_ms")?, value("schedule_ms")?))
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
