//! The speed figures: never part of the tests.

mod boards;
mod plan_file;
mod planner;

use crate::project::{self, Mode};
use crate::{cargo, sh};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// The crates that may hold a folder `benches`, and what cargo needs to select them.
const PLACES: [(&str, &[&str]); 4] = [
    ("src/planner", &["--package", "planner"]),
    ("src/domain", &["--package", "domain"]),
    ("src/store", &["--package", "store"]),
    (".", &["--package", "accord", "--features", "ssr"]),
];

/// The benchmarks that also run in an engine as browsers have, and the target for that.
const IN_ENGINE: [(&str, &str); 2] = [("planner", "schedule"), ("domain", "replica")];
const ENGINE: &str = "wasm32-wasip1";

/// Lines of a benchmark's output that are no figures.
const CHATTER: [&str; 6] =
    ["Compiling", "Finished", "Running", "Blocking", "Downloaded", "warning"];

/// More work than this beside ours, in processors, and times mean nothing.
const LOAD_MAX: f64 = 0.7;

/// Runs every benchmark there is and prints its figures, or the comparison that is named; what
/// follows the name is for it.
pub fn run(words: &[String]) -> Result<()> {
    let Some((which, rest)) = words.split_first() else { return all() };
    match which.as_str() {
        "planner" => planner::run(),
        "boards" => boards::run(rest),
        "hours" => boards::hours(rest),
        unknown => {
            bail!("there is no comparison `{unknown}`; there are `planner`, `boards` and `hours`")
        }
    }
}

/// Fails when the machine has been at work in the last minute.
fn ensure_quiet() -> Result<()> {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Option<f64> = text.split(' ').next().and_then(|load| load.parse().ok());
    if let Some(load) = load.filter(|load| *load > LOAD_MAX) {
        bail!("the machine is at work (load {load}): come back when it is quiet");
    }
    Ok(())
}

fn all() -> Result<()> {
    for (folder, selection) in PLACES {
        if !project::root().join(folder).join("benches").is_dir() {
            continue;
        }
        let mut command = cargo::cargo(Mode::Release);
        command.arg("bench").args(selection).args(["--bench", "*"]);
        let output = sh::step(&format!("benchmarks of {}", selection[1]), &mut command)?;
        let figures = output.lines().filter(|line| {
            let line = line.trim_start();
            !line.is_empty() && !CHATTER.iter().any(|word| line.starts_with(word))
        });
        figures.for_each(|line| println!("    {line}"));
    }
    for (name, bench) in IN_ENGINE {
        in_engine(name, bench)?;
    }
    Ok(())
}

/// Runs a benchmark as a browser would: compiled as the browser's code is, in Node's engine.
fn in_engine(name: &str, bench: &str) -> Result<()> {
    let has_target = sh::read(Command::new("rustup").args(["target", "add", ENGINE])).is_ok();
    if !has_target || sh::find("node").is_none() {
        println!("  benchmarks of {name} in an engine: left out, they need rustup and node");
        return Ok(());
    }
    let mut build = cargo::cargo(Mode::Release);
    build.args(["build", "--profile", "wasm-release", "--target", ENGINE, "--package", name]);
    build.args(["--bench", bench, "--message-format", "json"]);
    let messages = sh::step(&format!("benchmarks of {name} for an engine"), &mut build)?;
    let module = messages.lines().rev().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let file = message["filenames"][0].as_str().filter(|file| file.ends_with(".wasm"))?;
        Some(file.to_owned())
    });
    let module = module.context("cargo names no module")?;
    let run = "const { WASI } = require('node:wasi'); \
               const wasi = new WASI({ version: 'preview1' }); \
               const code = require('fs').readFileSync(process.argv[1]); \
               WebAssembly.instantiate(code, wasi.getImportObject()).then(({ instance }) => \
               wasi.start(instance));";
    let mut command = Command::new("node");
    command.args(["--no-warnings", "-e", run, &module]);
    let output = sh::step(&format!("benchmarks of {name} in an engine"), &mut command)?;
    output.lines().for_each(|line| println!("    {line}"));
    Ok(())
}
