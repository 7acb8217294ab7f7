//! Server or browser: the two cfg lines stand in `src/lib.rs`, once each, and nowhere else.

use super::files::{Finding, SourceFile};

const HOME: &str = "src/lib.rs";
const FEATURES: [&str; 2] = ["feature = \"ssr\"", "feature = \"csr\""];

/// Finds every further cfg on `ssr` or `csr`, and a home that lacks one.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_in("src/", ".rs")) {
        for feature in FEATURES {
            let places = cfg_places(file, feature);
            let allowed = usize::from(file.path == HOME);
            if places.len() < allowed {
                findings.push(file.finding(0, format!("the cfg line with {feature} is missing")));
            }
            for &at in places.iter().skip(allowed) {
                let sentence = format!("cfg({feature}) stands once in {HOME} and nowhere else");
                findings.push(file.finding(at, sentence));
            }
        }
    }
    findings
}

/// Where the feature is asked for: `cfg` stands before it on the line, outside of strings.
fn cfg_places(file: &SourceFile, feature: &str) -> Vec<usize> {
    file.uncommented
        .match_indices(feature)
        .map(|(at, _)| at)
        .filter(|&at| {
            let line = file.code[..at].rfind('\n').map_or(0, |end| end + 1);
            file.code[line..at].contains("cfg")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: &str =
        "#[cfg(feature = \"ssr\")]\npub mod server;\n#[cfg(feature = \"csr\")]\nfn wake() {}";

    fn count(files: &[(&str, &str)]) -> usize {
        let files: Vec<_> = files.iter().map(|(path, text)| SourceFile::new(path, text)).collect();
        check(&files).len()
    }

    #[test]
    fn one_line_each_in_lib_is_right() {
        assert_eq!(count(&[("src/lib.rs", LIB), ("src/app.rs", "// cfg(feature = \"ssr\")\n")]), 0);
    }

    #[test]
    fn a_cfg_elsewhere_a_second_one_and_a_missing_one_are_found() {
        assert_eq!(
            count(&[("src/lib.rs", LIB), ("src/app.rs", "#[cfg(feature = \"ssr\")] use a;")]),
            1
        );
        assert_eq!(
            count(&[("src/lib.rs", LIB), ("src/a.rs", "#[cfg_attr(feature = \"csr\", b)]")]),
            1
        );
        assert_eq!(count(&[("src/lib.rs", &[LIB, LIB].concat())]), 2);
        assert_eq!(count(&[("src/lib.rs", "")]), 2);
    }
}
