//! The style as a test: formatting, clippy, and the house rules that no other tool knows.

mod cfg_lines;
mod colours;
mod files;
mod imports;
mod migrations;
mod raw_text;
mod rust;
mod sizes;
mod spec_words;
mod store_tests;
mod translations;

use crate::project::Mode;
use crate::test::Count;
use crate::{cargo, project, sh, site, tools};
use anyhow::Result;
use files::{Finding, SourceFile};
use std::process::{Command, ExitCode};

/// How many findings of one rule are shown.
const SHOWN: usize = 15;

/// A house rule: what it holds, and the function that finds its breaches.
type Rule = (&'static str, fn(&[SourceFile]) -> Vec<Finding>);

const RULES: [Rule; 8] = [
    ("import law", imports::check),
    ("cfg lines", cfg_lines::check),
    ("colours are tokens", colours::check),
    ("no raw text elements with children", raw_text::check),
    ("translations", translations::check),
    ("words of the browser tests", spec_words::check),
    ("store functions have tests", store_tests::check),
    ("migrations come in pairs", migrations::check),
];

/// Runs everything, or only the house rules, which take a second; says how many checks passed.
pub fn run(is_rules_only: bool) -> Result<ExitCode> {
    println!("style");
    let count = if is_rules_only { check_rules()? } else { check()? };
    println!("{} passed, {} failed", count.passed, count.failed);
    Ok(if count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs everything; each house rule and each run of a tool is one check.
fn check() -> Result<Count> {
    tools::ensure_wasm_target()?;
    let browser = ["--package", "accord", "--lib", "--target", cargo::WASM, "--features", "csr"];
    let runs = [
        ("formatting", formatting()?),
        ("clippy of the server", clippy(&cargo::WORKSPACE, true)),
        ("clippy of the browser code", clippy(&browser, false)),
        ("clippy of xtask", clippy(&["--package", "xtask"], true)),
    ];
    check_with(runs)
}

/// What every run of the tests checks before them. The browser's half is the same code but for a
/// few lines, and tests are compiled with the tests: to lint each twice took as long as they do.
pub fn check_soon() -> Result<Count> {
    check_with([("formatting", formatting()?), ("clippy", clippy(&cargo::WORKSPACE, false))])
}

fn check_with<const N: usize>(runs: [(&'static str, Command); N]) -> Result<Count> {
    let mut count = check_rules()?;
    for (name, mut command) in runs {
        count = count + one(sh::try_step(name, &mut command)?.has_succeeded);
    }
    Ok(count)
}

fn check_rules() -> Result<Count> {
    let files = files::read(project::root())?;
    let mut count = Count::default();
    for (name, rule) in RULES {
        let findings = rule(&files);
        println!("  {name} … {}", if findings.is_empty() { "kept" } else { "broken" });
        print_first(&findings);
        count = count + one(findings.is_empty());
    }
    print_sizes(&sizes::check(&files));
    Ok(count)
}

fn one(has_passed: bool) -> Count {
    Count { passed: u64::from(has_passed), failed: u64::from(!has_passed) }
}

/// Sizes are told, not enforced: a long file may be the clearer one.
fn print_sizes(findings: &[Finding]) {
    println!("  sizes … {} over what reads well", findings.len());
    print_first(findings);
}

fn print_first(findings: &[Finding]) {
    findings.iter().take(SHOWN).for_each(|finding| println!("    {finding}"));
    if findings.len() > SHOWN {
        println!("    and {} more", findings.len() - SHOWN);
    }
}

fn formatting() -> Result<Command> {
    site::ensure_folder(Mode::Debug)?;
    let mut command = cargo::cargo(Mode::Debug);
    command.args(["fmt", "--all", "--check"]);
    Ok(command)
}

fn clippy(selection: &[&str], has_tests: bool) -> Command {
    let mut command = cargo::cargo(Mode::Debug);
    command.arg("clippy").args(selection).args(has_tests.then_some("--all-targets"));
    command.args(["--", "-D", "warnings"]);
    command
}
