//! The one door: everything Accord needs to be built, served, tested and kept in style.

mod bench;
mod cargo;
mod dist;
mod postgres;
mod project;
mod server;
mod sh;
mod site;
mod test;
mod tidy;
mod times;
mod tools;

use anyhow::Result;
use std::process::ExitCode;

/// Every command: its name, what follows it, one line of help.
const COMMANDS: [(&str, &str, &str); 8] = [
    (
        "serve",
        "[-- ARGS]",
        "build the release and serve it; the first start fills in the demo project",
    ),
    (
        "test",
        "[--release] [FILTER]",
        "style, unit, store, http and browser tests; the first failing stage ends it; or the \
         browser tests before the release",
    ),
    ("build", "", "release build with the site embedded: target/release/accord"),
    ("dev", "[-- ARGS]", "debug build and server, again after every change"),
    ("ci", "", "what the build machine runs: the same as test"),
    (
        "tidy",
        "[rules]",
        "the style as a test: house rules, formatting, clippy; or the house rules alone",
    ),
    (
        "bench",
        "[planner|boards|hours]",
        "print the speed figures; or of the planner, or of Gantt chart and board, beside others; \
         or what they hold in memory after eight hours",
    ),
    ("dist", "", "release build and container context in target/dist"),
];

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<ExitCode> {
    std::env::set_current_dir(project::root())?;
    let Some((command, rest)) = args.split_first() else {
        print_usage();
        return Ok(ExitCode::FAILURE);
    };
    let done = match command.as_str() {
        "serve" => server::serve(after_dashes(rest)),
        "test" => return test(rest),
        "ci" => return test::run(None),
        "tidy" => return tidy::run(rest.first().is_some_and(|word| word == "rules")),
        "build" => server::build(),
        "dev" => server::dev(after_dashes(rest)),
        "bench" => bench::run(rest),
        "dist" => dist::run(),
        "help" | "--help" | "-h" => {
            print_usage();
            Ok(())
        }
        unknown => {
            print_usage();
            Err(anyhow::anyhow!("there is no command `{unknown}`"))
        }
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// `test --release [FILTER]` looks at the release in the browser; anything else is a filter.
fn test(rest: &[String]) -> Result<ExitCode> {
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    match words[..] {
        ["--release"] => test::release(None),
        ["--release", filter] => test::release(Some(filter)),
        [] => test::run(None),
        [filter, ..] => test::run(Some(filter)),
    }
}

/// The arguments meant for the server: all of them, without the `--` in front.
fn after_dashes(rest: &[String]) -> &[String] {
    match rest.split_first() {
        Some((first, others)) if first == "--" => others,
        _ => rest,
    }
}

fn print_usage() {
    println!("cargo xtask COMMAND\n");
    for (name, args, help) in COMMANDS {
        println!("  {:<18} {help}", format!("{name} {args}"));
    }
}
