//! Reading how many tests passed and failed out of what the runners print.

use std::ops::Add;

/// Tests, or checks of style, that passed and failed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl Count {
    /// Sums nextest's `Summary` line and the `test result:` lines of cargo's own runner.
    pub fn of_rust(output: &str) -> Self {
        let output = without_colours(output);
        output
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("Summary [") || line.starts_with("test result:"))
            .fold(Self::default(), |sum, line| sum + Self::of_line(line))
    }

    /// The closing line of the browser runner: `N passed, N failed`.
    pub fn of_browser(output: &str) -> Self {
        let output = without_colours(output);
        let closing =
            output.lines().rev().find(|line| line.contains(" passed") && line.contains(" failed"));
        closing.map(Self::of_line).unwrap_or_default()
    }

    /// The numbers in front of `passed`, `failed` and `timed out` in one line.
    fn of_line(line: &str) -> Self {
        let words: Vec<&str> =
            line.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
        let before = |name: &str| -> u64 {
            let pairs = words.windows(2).filter(|pair| pair[1] == name);
            pairs.filter_map(|pair| pair[0].parse::<u64>().ok()).sum()
        };
        Self { passed: before("passed"), failed: before("failed") + before("timed") }
    }
}

/// The text without the terminal's colour codes.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..start]);
        let after = &rest[start..];
        rest = after.find('m').map_or("", |end| &after[end + 1..]);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(read: fn(&str) -> Count, output: &str, passed: u64, failed: u64) {
        assert_eq!(read(output), Count { passed, failed }, "{output}");
    }

    #[test]
    fn nextest_is_read_from_its_summary() {
        check(Count::of_rust, "     Summary [   0.524s] 12 tests run: 12 passed, 2 skipped", 12, 0);
        check(
            Count::of_rust,
            "Summary [ 1.0s] 5 tests run: 2 passed (1 slow), 2 failed, 1 timed out, 0 skipped",
            2,
            3,
        );
        check(
            Count::of_rust,
            "\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s] \u{1b}[1m3\u{1b}[0m tests run: \
             \u{1b}[1m3\u{1b}[0m passed",
            3,
            0,
        );
    }

    #[test]
    fn cargo_test_is_summed_over_its_binaries() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\
                      test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured";
        check(Count::of_rust, output, 4, 2);
    }

    #[test]
    fn the_browser_runner_is_read_from_its_last_line() {
        check(Count::of_browser, "board: 9 passed, 9 failed\n14 passed, 1 failed\n", 14, 1);
        check(Count::of_browser, "nothing", 0, 0);
    }
}
