//! What commands say: the one place that writes to standard output and to standard error, and that
//! knows the language of the terminal.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use anyhow::Context;
use locale::Locale;

/// The variables that say which language a terminal is set to, the strongest first.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language that the terminal is set to.
#[must_use]
pub fn locale() -> Locale {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    match VARIABLES.into_iter().find_map(set) {
        Some(language) if language.starts_with("zh") => Locale::zh_CN,
        Some(_) | None => Locale::en,
    }
}

/// Writes a text to standard output, all of it at once.
///
/// Whoever reads it may stop reading, as `head` does: the command goes on all the same, and ends as
/// it would have ended.
///
/// # Errors
/// A sentence when the text cannot be written, as on a full disk.
pub fn print(text: &str) -> anyhow::Result<()> {
    write(&mut io::stdout().lock(), text).context("cannot write to standard output")
}

/// Writes a line to standard output, as `print` does.
///
/// # Errors
/// Those of `print`.
pub fn say(line: impl Display) -> anyhow::Result<()> {
    print(&format!("{line}\n"))
}

/// Writes a line to standard error; where that cannot be written, nobody can be told.
pub fn tell(line: impl Display) {
    let _ = write(&mut io::stderr().lock(), &format!("{line}\n"));
}

/// An error with its causes as one sentence. Many errors end with the words of their cause: those
/// are not said twice.
#[must_use]
pub fn sentence(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if words.is_empty() {
            words = cause;
        } else if !words.ends_with(&cause) {
            words.push_str(": ");
            words.push_str(&cause);
        }
    }
    words
}

fn write(out: &mut impl Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    /// A reader that ends in one way.
    struct Ends(ErrorKind);

    impl Write for Ends {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_may_stop_and_a_full_disk_is_told() {
        assert!(write(&mut Ends(ErrorKind::BrokenPipe), "x").is_ok());
        assert!(write(&mut Ends(ErrorKind::StorageFull), "x").is_err());
        let mut out = Vec::new();
        write(&mut out, "任务\n").unwrap();
        assert_eq!(out, "任务\n".as_bytes());
    }

    #[test]
    fn nothing_is_said_twice() {
        let error = anyhow!("the file is gone").context("cannot open it: the file is gone");
        assert_eq!(sentence(&error), "cannot open it: the file is gone");
        let error = error.context("no start");
        assert_eq!(sentence(&error), "no start: cannot open it: the file is gone");
    }
}
