//! Our Gantt chart and board beside others, in a real browser, in turns, in one run.

use super::ensure_quiet;
use crate::project::{self, Mode};
use crate::{server, tools};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// Builds the release, then prints what pages of both work for the same.
pub fn run() -> Result<()> {
    ensure_quiet()?;
    let folder = project::root().join("bench/boards");
    if !tools::ensure_npm(&folder)? {
        bail!("the comparison needs Node.js with npm: install both");
    }
    let chrome = tools::ensure_browser(&folder)?;
    server::build()?;
    let mut command = Command::new("node");
    command.arg(folder.join("run.mjs")).stdin(Stdio::null());
    command.env("CHROME", chrome).env("ACCORD_BIN", project::server_binary(Mode::Release));
    // It takes half an hour: every figure is shown once it is there.
    let status = command.status().context("cannot start Node.js")?;
    if !status.success() {
        bail!("the comparison has failed");
    }
    Ok(())
}
