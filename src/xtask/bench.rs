//! The speed figures: never part of the tests.

mod plan_file;
mod planner;

use crate::project::{self, Mode};
use crate::{cargo, sh};
use anyhow::Result;

/// The crates that may hold a folder `benches`, and what cargo needs to select them.
const PLACES: [(&str, &[&str]); 4] = [
    ("src/planner", &["--package", "planner"]),
    ("src/domain", &["--package", "domain"]),
    ("src/store", &["--package", "store"]),
    (".", &["--package", "accord", "--features", "ssr"]),
];

/// Lines of a benchmark's output that are no figures.
const CHATTER: [&str; 6] =
    ["Compiling", "Finished", "Running", "Blocking", "Downloaded", "warning"];

/// Runs every benchmark there is and prints its figures, or the comparison that is named.
pub fn run(which: Option<&str>) -> Result<()> {
    match which {
        None => all(),
        Some("planner") => planner::run(),
        Some(unknown) => anyhow::bail!("there is no comparison `{unknown}`; there is `planner`"),
    }
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
    Ok(())
}
