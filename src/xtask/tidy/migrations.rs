//! Both databases have the same migrations, by name.

use super::files::{Finding, SourceFile};

const FOLDERS: [&str; 2] = ["migrations/sqlite/", "migrations/postgres/"];

/// Finds a migration that one of the two databases lacks.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let [sqlite, postgres] = FOLDERS;
    let mut findings = missing(files, sqlite, postgres);
    findings.extend(missing(files, postgres, sqlite));
    findings
}

fn missing(files: &[SourceFile], here: &str, there: &str) -> Vec<Finding> {
    let has_twin =
        |name: &str| files.iter().any(|file| file.path.strip_prefix(there) == Some(name));
    files
        .iter()
        .filter_map(|file| Some((file, file.path.strip_prefix(here)?)))
        .filter(|(_, name)| !has_twin(name))
        .map(|(file, name)| file.finding(0, format!("{there}{name} is missing")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(paths: &[&str]) -> usize {
        check(&paths.iter().map(|path| SourceFile::new(path, "")).collect::<Vec<_>>()).len()
    }

    #[test]
    fn every_migration_needs_its_twin() {
        assert_eq!(count(&["migrations/sqlite/1_a.sql", "migrations/postgres/1_a.sql"]), 0);
        assert_eq!(count(&["migrations/sqlite/1_a.sql"]), 1);
        assert_eq!(count(&["migrations/sqlite/1_a.sql", "migrations/postgres/1_b.sql"]), 2);
    }
}
