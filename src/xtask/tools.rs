//! What a fresh machine lacks: the wasm target, packages from npm and Debian, a browser.

use crate::{cargo, project, sh};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The engine without the windows, profiles and services of a browser for people: the tests take
/// a third less of the machine with it.
const HEADLESS: &str = "chromium-headless-shell";

/// Names under which systems install a whole browser of the Chromium family.
const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// What fontconfig must know before the browser draws a page, and the package that brings it:
/// without Chinese characters every one of them is a box, and without letters as wide as those of
/// people's own machines whatever stands beside them is elsewhere.
const FONTS: [(&str, &str); 2] =
    [(":lang=zh-cn", "fonts-noto-cjk"), ("Liberation Sans", "fonts-liberation")];

/// The packages of Python with which plans are compared.
const MPXJ: [&str; 2] = ["mpxj==16.10.0", "JPype1==1.7.1"];

/// Installs the wasm target of the project's toolchain where it is missing.
pub fn ensure_wasm_target() -> Result<()> {
    let libraries = sh::read(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        cargo::WASM,
    ]))?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    sh::step("wasm target", Command::new("rustup").args(["target", "add", cargo::WASM]))
        .context("install the Rust target wasm32-unknown-unknown")?;
    Ok(())
}

/// Installs the packages of a folder's lock file where they are not yet; false without npm.
pub fn ensure_npm(folder: &Path) -> Result<bool> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(true);
    }
    if sh::find("npm").is_none() && !install_packages(&["nodejs", "npm"])? {
        return Ok(false);
    }
    let place = folder.strip_prefix(project::root()).unwrap_or(folder);
    let name = format!("npm packages of {}", place.display());
    sh::step(
        &name,
        Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder),
    )?;
    // Without a single package npm makes no folder.
    fs::create_dir_all(folder.join("node_modules"))?;
    fs::write(&stamp, lock)?;
    Ok(true)
}

/// The browser for the tests.
///
/// `CHROME`, else the system's without windows, which comes from Debian's packages when root, else
/// a whole one of the system, else Playwright's download.
pub fn ensure_browser(end2end: &Path) -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROME") {
        return Ok(PathBuf::from(chosen));
    }
    if sh::find(HEADLESS).is_none() {
        // A system that has no such package may have a whole browser.
        if let Err(error) = install_packages(&[HEADLESS]) {
            println!("  note: {error:#}");
        }
    }
    let installed = [HEADLESS].iter().chain(&BROWSERS).find_map(|name| sh::find(name));
    if let Some(browser) = installed {
        ensure_fonts()?;
        return Ok(browser);
    }
    let mut download = Command::new("npx");
    download.args(["playwright-core", "install", HEADLESS]).current_dir(end2end);
    sh::step("browser from Playwright", &mut download)
        .context("install Chromium, or name a browser of its family in CHROME")?;
    let script = "console.log(require('playwright-core').chromium.executablePath())";
    let path = sh::read(Command::new("node").args(["-e", script]).current_dir(end2end))?;
    Ok(PathBuf::from(path))
}

/// The folder with PostgreSQL's server programs, installed first when root and missing.
pub fn ensure_postgres() -> Result<PathBuf> {
    if let Some(folder) = postgres_folder() {
        return Ok(folder);
    }
    install_packages(&["postgresql"])?;
    match postgres_folder() {
        Some(folder) => Ok(folder),
        None => bail!(
            "install PostgreSQL 15 or newer (Debian: apt install postgresql), \
             or name a server in ACCORD_TEST_POSTGRES"
        ),
    }
}

/// A Python that has MPXJ, the best public reader and scheduler of such plans, to compare with.
///
/// Only where Java and Python are already there: nothing of Accord needs them.
pub fn ensure_mpxj() -> Result<Option<PathBuf>> {
    let folder = project::target_dir().join("mpxj");
    let python = folder.join("bin/python");
    let stamp = folder.join("installed.txt");
    let wanted = MPXJ.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(python));
    }
    if sh::find("java").is_none() || sh::find("python3").is_none() {
        return Ok(None);
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&folder);
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet"]).args(MPXJ);
    for (name, command) in [("a Python of our own", &mut make), ("MPXJ", &mut install)] {
        // Without a network, or without that part of Python, the comparison is left out.
        if !sh::try_step(name, command)?.has_succeeded {
            return Ok(None);
        }
    }
    fs::write(&stamp, wanted)?;
    Ok(Some(python))
}

/// Whether this process may install packages and must not run PostgreSQL itself.
pub fn is_root() -> bool {
    sh::read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs Debian packages. False where that is not ours to do: no apt, or not root.
fn install_packages(packages: &[&str]) -> Result<bool> {
    if sh::find("apt-get").is_none() || !is_root() {
        return Ok(false);
    }
    let mut update = Command::new("apt-get");
    sh::step("package lists", update.args(["update", "-qq"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    sh::step(&format!("packages {}", packages.join(" ")), &mut install)?;
    Ok(true)
}

fn ensure_fonts() -> Result<()> {
    let is_missing = |font: &str| {
        !sh::read(Command::new("fc-list").arg(font)).is_ok_and(|found| !found.is_empty())
    };
    let missing: Vec<&str> = FONTS
        .into_iter()
        .filter(|(font, _)| is_missing(font))
        .map(|(_, package)| package)
        .collect();
    if !missing.is_empty() && !install_packages(&missing)? {
        println!(
            "  note: fonts are missing, and some pages will look otherwise: {}",
            missing.join(" ")
        );
    }
    Ok(())
}

/// PostgreSQL's programs: beside `initdb` on the PATH, else the newest in Debian's folder.
fn postgres_folder() -> Option<PathBuf> {
    if let Some(initdb) = sh::find("initdb") {
        return initdb.canonicalize().ok()?.parent().map(Path::to_owned);
    }
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, folder)| folder)
}

/// The folder of the build tools' own npm packages.
pub fn build_packages() -> PathBuf {
    project::root().join("src/xtask")
}
