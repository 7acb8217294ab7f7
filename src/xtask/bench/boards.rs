//! Our Gantt chart and board in a real browser: beside others, in turns, in one run; and left open
//! for hours.

use super::ensure_quiet;
use crate::project::{self, Mode};
use crate::{server, tools};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// Builds the release, then prints what pages of both work for the same; `words` choose the sizes.
pub fn run(words: &[String]) -> Result<()> {
    ensure_quiet()?;
    // It takes an hour: every figure is shown once it is there.
    script("run.mjs", words)
}

/// Builds the release, then leaves its pages open while somebody else works for eight hours, and
/// fails when they hold more in the end. What else the machine does takes time, but no memory.
pub fn hours(words: &[String]) -> Result<()> {
    script("hours.mjs", words)
}

fn script(name: &str, words: &[String]) -> Result<()> {
    let folder = project::root().join("bench/boards");
    if !tools::ensure_npm(&folder)? {
        bail!("this needs Node.js with npm: install both");
    }
    let chrome = tools::ensure_browser(&folder)?;
    server::build()?;
    let mut command = Command::new("node");
    command.arg(folder.join(name)).args(words).stdin(Stdio::null());
    command.env("CHROME", chrome).env("ACCORD_BIN", project::server_binary(Mode::Release));
    let status = command.status().context("cannot start Node.js")?;
    if !status.success() {
        bail!("{name} has failed");
    }
    Ok(())
}
