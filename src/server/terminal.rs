//! What commands say: the one place that writes to standard output and to standard error, and that
//! knows the language of the terminal.

use std::error::Error;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use anyhow::Context;
use locale::{Locale, td_string};
use store::StoreError;

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
    let written = write(&mut io::stdout().lock(), text);
    written.with_context(|| td_string!(locale(), command.no_output))
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
pub fn sentence(locale: Locale, error: &anyhow::Error) -> String {
    let colon = match locale {
        Locale::zh_CN => "：",
        Locale::en => ": ",
    };
    let mut words = String::new();
    for cause in error.chain() {
        let said = said(locale, cause);
        if words.is_empty() {
            words = said;
        } else if !words.ends_with(&said) && !words.ends_with(&cause.to_string()) {
            words.push_str(colon);
            words.push_str(&said);
        }
    }
    words
}

/// One error: those of the store and of the system in the language of the terminal, what libraries
/// say as they say it.
fn said(locale: Locale, error: &(dyn Error + 'static)) -> String {
    if let Some(error) = error.downcast_ref::<StoreError>() {
        return stored(locale, error);
    }
    match error.downcast_ref::<io::Error>() {
        Some(error) => of_system(locale, error),
        None => error.to_string(),
    }
}

fn stored(locale: Locale, error: &StoreError) -> String {
    let fixed = match error {
        StoreError::Taken(what) => return td_string!(locale, command.stored_taken, what = *what),
        StoreError::OldSqlite { found } => {
            return td_string!(locale, command.stored_old_sqlite, found = found.as_str());
        }
        StoreError::Corrupt { what } => {
            return td_string!(locale, command.stored_corrupt, what = what.as_str());
        }
        StoreError::Migration(why) => {
            return td_string!(locale, command.stored_migration, why = why.to_string());
        }
        StoreError::Database(error) => return error.to_string(),
        StoreError::File(error) => return of_system(locale, error),
        StoreError::Conflict => td_string!(locale, command.stored_conflict),
        StoreError::Reference => td_string!(locale, command.stored_reference),
        StoreError::Busy => td_string!(locale, command.stored_busy),
        StoreError::DiskFull => td_string!(locale, command.disk_full),
        StoreError::ReadOnly => td_string!(locale, command.stored_read_only),
        StoreError::NewerSchema => td_string!(locale, command.stored_newer),
        StoreError::Unsupported => td_string!(locale, command.stored_unsupported),
        StoreError::Address => td_string!(locale, command.stored_address),
    };
    fixed.to_owned()
}

/// What the system says; what is rare in its own words.
fn of_system(locale: Locale, error: &io::Error) -> String {
    // Libraries put words of their own into such an error, which say more than its kind.
    if error.raw_os_error().is_none() {
        return error.to_string();
    }
    let known = match error.kind() {
        ErrorKind::NotFound => td_string!(locale, command.disk_missing),
        ErrorKind::PermissionDenied => td_string!(locale, command.disk_forbidden),
        ErrorKind::AlreadyExists => td_string!(locale, command.disk_exists),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => td_string!(locale, command.disk_full),
        ErrorKind::ReadOnlyFilesystem => td_string!(locale, command.disk_read_only),
        ErrorKind::IsADirectory => td_string!(locale, command.disk_folder),
        ErrorKind::NotADirectory => td_string!(locale, command.disk_no_folder),
        ErrorKind::AddrInUse => td_string!(locale, command.address_taken),
        ErrorKind::AddrNotAvailable => td_string!(locale, command.address_absent),
        _ => return error.to_string(),
    };
    known.to_owned()
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
        assert_eq!(sentence(Locale::en, &error), "cannot open it: the file is gone");
        let error = error.context("no start");
        assert_eq!(sentence(Locale::en, &error), "no start: cannot open it: the file is gone");
    }

    #[test]
    fn causes_speak_the_language_too() {
        let missing = std::fs::read("/nowhere/at/all").unwrap_err();
        let read = anyhow::Error::new(missing).context("读取");
        assert_eq!(sentence(Locale::zh_CN, &read), "读取：没有这个文件或文件夹");
        let missing = std::fs::read("/nowhere/at/all").unwrap_err();
        let stored = anyhow::Error::new(StoreError::from(missing)).context("opening");
        assert_eq!(sentence(Locale::en, &stored), "opening: there is no such file or folder");
        let newer = anyhow::Error::new(StoreError::NewerSchema);
        assert_eq!(sentence(Locale::zh_CN, &newer), "数据库由更新的版本写成");
        let own = anyhow::Error::new(io::Error::new(ErrorKind::NotFound, "no such table"));
        assert_eq!(sentence(Locale::zh_CN, &own), "no such table");
    }
}
