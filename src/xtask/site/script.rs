//! The browser's half: wasm-bindgen as a library, and wasm-opt from npm for releases.

use super::{Files, add_folder};
use crate::project::{self, Mode};
use crate::{sh, tools};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The compiled browser code as pages ask for it.
const WASM_FILE: &str = "pkg/accord_bg.wasm";

/// What the compiler emits and every browser of the last years reads. Left to itself wasm-opt would
/// also use proposals that no browser has switched on.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Adds `pkg/accord.js`, `pkg/accord_bg.wasm` and the script snippets of the crates.
pub fn add(mode: Mode, files: &mut Files) -> Result<()> {
    let folder = project::scratch_dir().join("bindgen");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let input = project::wasm_file(mode);
    Bindgen::new()
        .input_path(&input)
        .out_name("accord")
        .web(true)?
        .typescript(false)
        // Names are half of a debug build, and browsers keep no file of that size.
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .with_context(|| format!("wasm-bindgen cannot read {}", input.display()))?;
    add_folder(&folder, "pkg/", files)
}

/// Makes the browser code as small as wasm-opt can. That takes minutes: what was made of the same
/// code before is taken instead.
pub fn optimise(files: &mut Files) -> Result<()> {
    let folder = project::scratch_dir();
    let (input, output) = (folder.join("before-opt.wasm"), folder.join("after-opt.wasm"));
    let code = files.get(WASM_FILE).context("wasm-bindgen made no accord_bg.wasm")?;
    let program = tools::build_packages().join("node_modules/.bin/wasm-opt");
    let mut command = Command::new(program);
    command.arg("-Oz").args(FEATURES).arg(&input).arg("-o").arg(&output);
    let source = source_of(&command, code)?;
    let record = folder.join("after-opt.source");
    if !fs::read_to_string(&record).is_ok_and(|known| known == source) {
        // Until it is made and read there is no record of it.
        fs::write(&record, "")?;
        fs::write(&input, code)?;
        sh::step("wasm-opt", &mut command)?;
        // A module that an engine refuses leaves every page without a program: better no release.
        let read = "new WebAssembly.Module(require('fs').readFileSync(process.argv[1]))";
        sh::step("an engine reads it", Command::new("node").args(["-e", read]).arg(&output))?;
        fs::write(&record, source)?;
    }
    files.insert(WASM_FILE.to_owned(), fs::read(&output)?);
    Ok(())
}

/// A digest of all that decides what wasm-opt makes: its version, its flags and the code.
fn source_of(command: &Command, code: &[u8]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(fs::read(tools::build_packages().join("package-lock.json"))?);
    hash.update(format!("{command:?}"));
    hash.update(code);
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
