//! The site: everything the browser downloads, made in memory and then laid into one folder.

mod icons;
mod pack;
mod script;
mod style;

use crate::project::{self, Mode};
use crate::{cargo, sh, tools};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Names the state of the whole site; the server puts it into every address under `pkg`.
const BUILD_ID_FILE: &str = "pkg/build-id";

/// The site's files by their path below the folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Makes the site from the compiled browser code, `style`, the icons and `public`.
///
/// The order matters for a release: afterwards the server embeds the folder.
pub fn build(mode: Mode) -> Result<()> {
    let has_npm = tools::ensure_npm(&tools::build_packages())?;
    if !has_npm {
        println!(
            "  note: npm is missing, so wasm-opt is skipped and pages show no icons; \
             install Node.js with npm"
        );
    }
    let mut files = Files::new();
    sh::work("wasm-bindgen", || script::add(mode, &mut files))?;
    if mode == Mode::Release && has_npm {
        script::optimise(&mut files)?;
    }
    sh::work("style sheet", || style::add(mode, &mut files))?;
    if has_npm {
        sh::work("icons", || icons::add(&mut files))?;
    }
    add_folder(&project::root().join("public"), "", &mut files)?;
    let id = build_id(&files);
    files.insert(BUILD_ID_FILE.to_owned(), id.into_bytes());
    let folder = project::site_dir(mode);
    if mode == Mode::Release {
        sh::work("compression", || pack::compress(&folder, &mut files))?;
        pack::print_sizes(&files);
    }
    write(&folder, &files)
}

/// Browser code, then the site around it.
pub fn build_with_wasm(mode: Mode) -> Result<()> {
    tools::ensure_wasm_target()?;
    cargo::begin_wasm(mode)?.finish()?;
    build(mode)
}

/// Makes sure that the folder exists, so that the server compiles before the first site is made.
pub fn ensure_folder(mode: Mode) -> Result<()> {
    let folder = project::site_dir(mode);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Adds every file below a folder, under the same path with a prefix.
fn add_folder(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add_folder(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// The first 12 hexadecimal digits of SHA-256 over all names and contents.
fn build_id(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        // Lengths in front, so that no two lists of files run together into the same bytes.
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the folder hold exactly these files.
///
/// An unchanged file keeps its time, so that nothing is recompiled.
fn write(folder: &Path, files: &Files) -> Result<()> {
    let mut present = Files::new();
    add_folder(folder, "", &mut present)?;
    for name in present.keys().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(folder.join(name))?;
    }
    for (name, bytes) in files.iter().filter(|(name, bytes)| present.get(*name) != Some(*bytes)) {
        let path = folder.join(name);
        let parent = path.parent().expect("a file below the site folder has a parent");
        fs::create_dir_all(parent)?;
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn the_build_id_changes_with_names_and_contents() {
        let id = build_id(&files(&[("a", "bc")]));
        assert_eq!(id.len(), 12);
        assert_ne!(id, build_id(&files(&[("ab", "c")])));
        assert_ne!(id, build_id(&files(&[("a", "bd")])));
        assert_eq!(id, build_id(&files(&[("a", "bc")])));
    }

    #[test]
    fn writing_removes_what_is_no_longer_part_of_the_site() {
        let folder = std::env::temp_dir().join(format!("accord-site-test-{}", std::process::id()));
        write(&folder, &files(&[("pkg/old.js", "1"), ("a.txt", "2")])).expect("a writable folder");
        write(&folder, &files(&[("a.txt", "3")])).expect("a writable folder");
        let mut found = Files::new();
        add_folder(&folder, "", &mut found).expect("a readable folder");
        fs::remove_dir_all(&folder).expect("a folder of our own");
        assert_eq!(found, files(&[("a.txt", "3")]));
    }
}
