//! Times of the sources on a build machine. It clones anew for each run, and a clone makes every
//! file new; cargo, which goes by times, would compile everything again.

use crate::{project, sh};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What a file held, as SHA-256, and its time in nanoseconds since 1970.
type State = (String, u64);

/// Gives every file that holds what it held in the last run in this folder the time of then.
///
/// Only where `CI` is set: there every build comes through here. After one that did not, cargo
/// would take an older file for the one it has compiled.
pub fn keep() -> Result<()> {
    if std::env::var_os("CI").is_none() {
        return Ok(());
    }
    let root = project::root();
    // Without git there is no clone.
    let Ok(listed) = sh::read(Command::new("git").arg("-C").arg(root).args(["ls-files", "-z"]))
    else {
        return Ok(());
    };
    let paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    // Cargo keeps apart what it compiles in different folders.
    let place = digest(root.as_os_str().as_encoded_bytes());
    fs::create_dir_all(project::scratch_dir())?;
    keep_in(root, &paths, &project::scratch_dir().join(format!("times-{place}")))
}

fn keep_in(root: &Path, paths: &[&str], record: &Path) -> Result<()> {
    let last = fs::read_to_string(record).unwrap_or_default();
    let known = read(&last);
    let mut now = String::new();
    for path in paths {
        let place = root.join(path);
        let Ok(content) = fs::read(&place) else { continue };
        let held = digest(&content);
        let modified = fs::metadata(&place)?.modified()?.duration_since(UNIX_EPOCH)?;
        let mut at = u64::try_from(modified.as_nanos())?;
        if let Some((_, then)) = known.get(*path).filter(|(known, _)| *known == held) {
            at = *then;
            set_time(&place, UNIX_EPOCH + Duration::from_nanos(at))?;
        }
        now += &format!("{held} {at} {path}\n");
    }
    fs::write(record, now).with_context(|| format!("cannot write {}", record.display()))
}

fn read(record: &str) -> BTreeMap<&str, State> {
    record.lines().filter_map(read_line).collect()
}

fn read_line(line: &str) -> Option<(&str, State)> {
    let (held, rest) = line.split_once(' ')?;
    let (at, path) = rest.split_once(' ')?;
    Some((path, (held.to_owned(), at.parse().ok()?)))
}

fn set_time(path: &Path, at: SystemTime) -> Result<()> {
    let file = File::options().write(true).open(path);
    file.and_then(|file| file.set_modified(at))
        .with_context(|| format!("cannot set the time of {}", path.display()))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_keeps_its_time_and_what_is_not_is_new() {
        let root = std::env::temp_dir().join(format!("accord-times-test-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let (paths, record) = (["same", "other", "gone"], root.join("record"));
        let write = |name: &str, text: &str, second: u64| {
            fs::write(root.join(name), text).unwrap();
            let at = UNIX_EPOCH + Duration::from_secs(second);
            set_time(&root.join(name), at).unwrap();
        };
        let second = |name: &str| {
            let at = fs::metadata(root.join(name)).unwrap().modified().unwrap();
            at.duration_since(UNIX_EPOCH).unwrap().as_secs()
        };
        write("same", "a", 1_000);
        write("other", "b", 1_000);
        keep_in(&root, &paths, &record).unwrap();
        // As a clone does it.
        write("same", "a", 2_000);
        write("other", "c", 2_000);
        keep_in(&root, &paths, &record).unwrap();
        assert_eq!((second("same"), second("other")), (1_000, 2_000));
        // What it was before the last run is as new as anything else.
        write("other", "b", 3_000);
        keep_in(&root, &paths, &record).unwrap();
        assert_eq!((second("same"), second("other")), (1_000, 3_000));
        fs::remove_dir_all(&root).unwrap();
    }
}
