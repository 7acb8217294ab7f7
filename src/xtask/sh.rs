//! Running commands: one line per step on the screen, everything else in a log.

use crate::project;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How many lines of a failed step's log are shown.
const TAIL_LINES: usize = 60;

/// What cargo says about things that go well, which would fill the tail of a failure.
const CHATTER: [&str; 6] =
    ["Compiling ", "Checking ", "Downloaded ", "Downloading ", "Fresh ", "Blocking "];

/// What a step left behind.
pub struct Outcome {
    pub has_succeeded: bool,
    pub output: String,
    pub log: PathBuf,
}

/// A command that runs while others do. Who gives it up without a word ends it.
pub struct Begun {
    name: String,
    log: PathBuf,
    child: Child,
}

impl Drop for Begun {
    fn drop(&mut self) {
        // One that has ended cannot be ended, and then there is nothing to do.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// Runs a command as a named step; its output goes to a log and comes back as text.
///
/// Fails with the tail of the log on the screen when the command cannot start or exits non-zero.
pub fn step(name: &str, command: &mut Command) -> Result<String> {
    begin(name, command)?.finish()
}

/// As [`step`], but a non-zero exit is an outcome, not an error: its output may hold counts.
pub fn try_step(name: &str, command: &mut Command) -> Result<Outcome> {
    begin(name, command)?.outcome()
}

/// Lets a command run beside what follows; its output goes to a log.
pub fn begin(name: &str, command: &mut Command) -> Result<Begun> {
    let log = log_file(name)?;
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    Ok(Begun { name: name.to_owned(), log, child })
}

impl Begun {
    /// Waits for the end as a step: the time on the screen is that of the waiting.
    pub fn finish(self) -> Result<String> {
        let name = self.name.clone();
        let outcome = self.outcome()?;
        if !outcome.has_succeeded {
            bail!("{name} failed; the whole log: {}", outcome.log.display());
        }
        Ok(outcome.output)
    }

    fn outcome(mut self) -> Result<Outcome> {
        announce(&self.name);
        let start = Instant::now();
        let has_succeeded = self.child.wait()?.success();
        let verdict = if has_succeeded { "" } else { "failed, " };
        println!("{verdict}{}", clock(start.elapsed()));
        let output = String::from_utf8_lossy(&fs::read(&self.log)?).into_owned();
        if !has_succeeded {
            print_tail(&output);
        }
        Ok(Outcome { has_succeeded, output, log: self.log.clone() })
    }
}

/// Runs work of our own as a named step.
pub fn work<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    announce(name);
    let start = Instant::now();
    let result = work();
    println!("{}", if result.is_ok() { clock(start.elapsed()) } else { "failed".to_owned() });
    result
}

/// What a short command prints, without a line on the screen.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    if !output.status.success() {
        let program = command.get_program().to_string_lossy().into_owned();
        bail!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program lies on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

/// A duration as people read it: `0.4 s`, `2 min 05 s`.
pub fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

fn announce(name: &str) {
    print!("  {name} … ");
    // A line that stays in the buffer shows nothing while the step runs; losing it harms nobody.
    let _shown = std::io::stdout().flush();
}

fn print_tail(output: &str) {
    let is_chatter = |line: &&str| CHATTER.iter().any(|word| line.trim_start().starts_with(word));
    let lines: Vec<_> = output.lines().filter(|line| !is_chatter(line)).collect();
    for line in lines.iter().skip(lines.len().saturating_sub(TAIL_LINES)) {
        eprintln!("    {line}");
    }
}

fn log_file(name: &str) -> Result<PathBuf> {
    let folder = project::scratch_dir();
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let stem: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    Ok(Path::new(&folder).join(format!("{stem}.log")))
}
