//! Cargo as this project calls it: always the same selections, so that nothing is compiled twice.

use crate::project::{self, Mode};
use crate::sh::{self, Begun};
use crate::site;
use anyhow::Result;
use std::process::Command;

/// The target of the browser's half.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Everything but this tool: its own dependencies are compiled for `cargo xtask` alone already.
pub const WORKSPACE: [&str; 5] = ["--workspace", "--exclude", "xtask", "--features", "ssr"];

/// The server as a release holds it.
const RELEASE: [&str; 5] = ["--package", "accord", "--features", "ssr", "--release"];

/// A cargo command that sees the site of the given mode.
pub fn cargo(mode: Mode) -> Command {
    let mut command = Command::new("cargo");
    command.env("ACCORD_SITE", project::site_dir(mode));
    command
}

/// Begins to compile the browser's half. Only here it is a module: elsewhere cargo would link a
/// library besides the program, and a crate that is both at once is not optimised as a whole.
pub fn begin_wasm(mode: Mode) -> Result<Begun> {
    let mut command = cargo(mode);
    command.args(["rustc", "--package", "accord", "--lib", "--crate-type", "cdylib"]);
    command.args(["--target", WASM, "--features", "csr"]);
    match mode {
        // Two thirds of the size that every page loads. Nobody reads its lines.
        Mode::Debug => {
            command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1").env("CARGO_PROFILE_DEV_DEBUG", "false")
        }
        Mode::Test | Mode::Release => command.args(["--profile", "wasm-release"]),
    };
    sh::begin(&format!("browser code, {}", word(mode)), &mut command)
}

/// Begins to compile all of the release's server that does not embed the site.
pub fn begin_server() -> Result<Begun> {
    let mut command = cargo(Mode::Release);
    command.args(["build", "--lib"]).args(RELEASE);
    sh::begin("server, release, without the site", &mut command)
}

/// Compiles the server; the site must be there, because a release embeds it.
pub fn build_server(mode: Mode) -> Result<()> {
    site::ensure_folder(mode)?;
    let mut command = cargo(mode);
    command.args(["build", "--bin", "accord"]);
    match mode {
        // With the other crates named, nearly all features are those of the test build.
        Mode::Debug | Mode::Test => command.args(WORKSPACE),
        Mode::Release => command.args(RELEASE),
    };
    sh::step(&format!("server, {}", word(mode)), &mut command)?;
    Ok(())
}

/// How a mode is named on the screen.
pub fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Debug => "debug",
        Mode::Test => "tests",
        Mode::Release => "release",
    }
}
