//! Building and running the server: `build`, `serve`, `dev`.

use crate::project::{self, Mode};
use crate::{cargo, sh, site, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// How often `dev` looks for changes.
const POLL: Duration = Duration::from_millis(500);

/// The release: browser code and site beside the server, which embeds the site at last.
pub fn build() -> Result<()> {
    println!("build");
    tools::ensure_wasm_target()?;
    // Linking the browser's half and making it small keep one processor busy, not more.
    let server = cargo::begin_server()?;
    site::build_with_wasm(Mode::Release)?;
    server.finish()?;
    cargo::build_server(Mode::Release)?;
    let (built, shown) = (project::server_binary(Mode::Release), project::shown_binary());
    if built != shown {
        fs::create_dir_all(shown.parent().expect("the binary lies in a folder"))?;
        // A running server keeps its file: it is replaced, not overwritten.
        if shown.exists() {
            fs::remove_file(&shown)?;
        }
        fs::copy(&built, &shown).with_context(|| format!("cannot write {}", shown.display()))?;
    }
    println!("  {} ({:.1} MB)", shown.display(), fs::metadata(&shown)?.len() as f64 / 1e6);
    Ok(())
}

/// Builds, fills in the demo project on a first start, and becomes the server.
pub fn serve(args: &[String]) -> Result<()> {
    build()?;
    let data = data_folder();
    let binary = project::shown_binary();
    if !data.exists() {
        println!("first start: the demo project goes into {}", data.display());
        let seeded =
            Command::new(&binary).args(["demo", "seed"]).env("ACCORD_DATA", &data).status()?;
        if !seeded.success() {
            bail!("the demo project could not be filled in");
        }
    }
    let mut server = Command::new(&binary);
    server.arg("serve").args(args).env("ACCORD_DATA", &data);
    become_command(&mut server)
}

/// Debug build and server: both again after a change of code, the site after a change of style.
pub fn dev(args: &[String]) -> Result<()> {
    println!("dev");
    let mut running: Option<Child> = None;
    let mut built = Stamps::default();
    loop {
        let now = Stamps::read()?;
        if now != built {
            let is_code = now.code != built.code;
            built = now;
            if let Err(error) = rebuild(is_code, &mut running, args) {
                eprintln!("  {error:#}\n  waiting for a change");
            }
        }
        if let Some(server) = &mut running
            && let Some(status) = server.try_wait()?
        {
            println!("  the server ended ({status}); waiting for a change");
            running = None;
        }
        sleep(POLL);
    }
}

fn rebuild(is_code: bool, running: &mut Option<Child>, args: &[String]) -> Result<()> {
    if !is_code {
        return site::build(Mode::Debug);
    }
    site::build_with_wasm(Mode::Debug)?;
    cargo::build_server(Mode::Debug)?;
    if let Some(mut server) = running.take() {
        sh::read(Command::new("kill").arg(server.id().to_string()))?;
        server.wait()?;
    }
    let mut server = Command::new(project::server_binary(Mode::Debug));
    server.arg("serve").args(args).env("ACCORD_DATA", data_folder());
    *running = Some(server.spawn()?);
    Ok(())
}

/// When the newest file of a kind was changed, and how many files there are.
#[derive(Default, PartialEq, Eq)]
struct Stamps {
    code: (Option<SystemTime>, usize),
    style: (Option<SystemTime>, usize),
}

impl Stamps {
    fn read() -> Result<Self> {
        let mut stamps = Self::default();
        let code = [project::root().join("src"), project::root().join("migrations")];
        for folder in code {
            newest(&folder, &mut stamps.code)?;
        }
        for folder in [project::root().join("style"), project::root().join("public")] {
            newest(&folder, &mut stamps.style)?;
        }
        Ok(stamps)
    }
}

fn newest(folder: &Path, stamp: &mut (Option<SystemTime>, usize)) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == "node_modules" {
            continue;
        }
        // An editor may have removed its temporary file in between.
        let Ok(found) = entry.metadata() else { continue };
        if found.is_dir() {
            newest(&entry.path(), stamp)?;
        } else {
            stamp.0 = stamp.0.max(Some(found.modified()?));
            stamp.1 += 1;
        }
    }
    Ok(())
}

/// `ACCORD_DATA` where set, else `data` in the project.
fn data_folder() -> PathBuf {
    std::env::var_os("ACCORD_DATA")
        .map_or_else(|| project::root().join("data"), |folder| project::root().join(folder))
}

#[cfg(unix)]
fn become_command(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec().into())
}

#[cfg(not(unix))]
fn become_command(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if !status.success() {
        bail!("the server ended with {status}");
    }
    Ok(())
}
