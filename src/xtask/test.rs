//! The whole test run: stages in order of cost, one table of times, one closing line.

mod count;

use crate::postgres::{self, Cluster};
use crate::project::{self, Mode};
use crate::{cargo, server, sh, site, tidy, times, tools};
use anyhow::Result;
pub use count::Count;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Tests that compare with MPXJ read here which Python has it.
const MPXJ_VARIABLE: &str = "ACCORD_TEST_MPXJ";

/// A stage by its name in the table.
type Stage = (&'static str, fn(Option<&str>) -> Result<Count>);

const STAGES: [Stage; 3] =
    [("style", style), ("unit, store, http", rust_tests), ("browser", browser_tests)];

/// Runs all stages, or, with a filter, the tests whose names contain it.
///
/// The first failing stage ends it.
pub fn run(filter: Option<&str>) -> Result<ExitCode> {
    times::keep()?;
    let mut total = Count::default();
    let mut times: Vec<(&str, Duration, Count)> = Vec::new();
    for (name, stage) in STAGES {
        println!("{name}");
        let start = Instant::now();
        let count = stage(filter).unwrap_or_else(|error| {
            eprintln!("  {error:#}");
            Count { passed: 0, failed: 1 }
        });
        times.push((name, start.elapsed(), count));
        total = total + count;
        if count.failed > 0 {
            break;
        }
    }
    print_table(&times);
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the browser tests before the release: what people get, made small and embedded.
pub fn release(filter: Option<&str>) -> Result<ExitCode> {
    server::build()?;
    let count = browser_tests_of(Mode::Release, filter)?;
    println!("{} passed, {} failed", count.passed, count.failed);
    Ok(if count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print_table(times: &[(&str, Duration, Count)]) {
    println!();
    for (name, time, count) in times {
        println!(
            "  {name:<20} {:>14} {:>6} passed {:>4} failed",
            sh::clock(*time),
            count.passed,
            count.failed
        );
    }
    let whole = times.iter().map(|(_, time, _)| *time).sum();
    println!("  {:<20} {:>14}", "together", sh::clock(whole));
}

/// Whoever names a test wants that test, not the style of everything.
fn style(filter: Option<&str>) -> Result<Count> {
    if filter.is_some() {
        return Ok(Count::default());
    }
    tools::ensure_wasm_target()?;
    tidy::check_soon()
}

fn rust_tests(filter: Option<&str>) -> Result<Count> {
    // The server's code names the site's folder, also where a test asks nothing of it.
    site::ensure_folder(Mode::Debug)?;
    let has_nextest = sh::find("cargo-nextest").is_some();
    let runner: &[&str] = if has_nextest { &["nextest", "run"] } else { &["test"] };
    // Its linking keeps one processor busy for minutes; the other one goes on here.
    let browser_code = cargo::begin_wasm(Mode::Test)?;
    let mut compile = cargo::cargo(Mode::Debug);
    sh::step("compile the tests", compile.args(runner).args(cargo::WORKSPACE).arg("--no-run"))?;
    let cluster = Cluster::start()?;
    let mpxj = tools::ensure_mpxj()?;
    let selections: [(&str, &[&str]); 2] =
        [("run the tests", &cargo::WORKSPACE), ("run the tests of xtask", &["--package", "xtask"])];
    let mut total = Count::default();
    for (name, selection) in selections {
        let mut command = cargo::cargo(Mode::Debug);
        command.args(runner).args(selection).args(filter).arg("--no-fail-fast");
        command.env(postgres::ADDRESS_VARIABLE, cluster.url());
        if let Some(python) = &mpxj {
            command.env(MPXJ_VARIABLE, python);
        }
        if has_nextest {
            command.arg("--no-tests=pass");
        }
        total = total + counted(name, &mut command, Count::of_rust)?;
    }
    if has_nextest {
        // nextest leaves out the examples in doc comments.
        let mut command = cargo::cargo(Mode::Debug);
        command.args(["test", "--doc"]).args(cargo::WORKSPACE).args(filter);
        total = total + counted("run the examples", &mut command, Count::of_rust)?;
    }
    browser_code.finish()?;
    Ok(total)
}

fn browser_tests(filter: Option<&str>) -> Result<Count> {
    site::build_with_wasm(Mode::Test)?;
    browser_tests_of(Mode::Test, filter)
}

/// The server's binary is there: the http tests need it too.
fn browser_tests_of(mode: Mode, filter: Option<&str>) -> Result<Count> {
    let folder = project::root().join("end2end");
    if !tools::ensure_npm(&folder)? {
        anyhow::bail!("the browser tests need Node.js with npm: install both");
    }
    let chrome = tools::ensure_browser(&folder)?;
    let mut command = Command::new("node");
    command.arg(folder.join("run.mjs")).args(filter);
    command.env("CHROME", chrome).env("ACCORD_BIN", project::server_binary(mode));
    let cluster = Cluster::start()?;
    command.env(postgres::ADDRESS_VARIABLE, cluster.url()).env("PSQL", postgres::client()?);
    counted("run the browser tests", &mut command, Count::of_browser)
}

/// Runs tests and counts them. A run that fails without naming a failed test counts as one.
fn counted(name: &str, command: &mut Command, read: fn(&str) -> Count) -> Result<Count> {
    let outcome = sh::try_step(name, command)?;
    let mut count = read(&outcome.output);
    if !outcome.has_succeeded {
        count.failed = count.failed.max(1);
        println!("  the whole log: {}", outcome.log.display());
    }
    Ok(count)
}
