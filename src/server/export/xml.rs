//! Elements one after the other, with values as the format writes them.

use std::fmt::{Display, Write};

use domain::time::{Minute, datetime_at};
use quick_xml::escape::escape;

/// The file so far.
pub(super) struct Out {
    text: String,
    depth: usize,
}

impl Out {
    pub(super) fn new() -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        Self { text, depth: 0 }
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// An element with others inside.
    pub(super) fn element(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let namespace = match self.depth {
            0 => " xmlns=\"http://schemas.microsoft.com/project\"",
            _ => "",
        };
        self.line(format_args!("<{name}{namespace}>"));
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.line(format_args!("</{name}>"));
    }

    /// An element with a value.
    pub(super) fn leaf(&mut self, name: &str, value: impl Display) {
        let value = value.to_string();
        self.line(format_args!("<{name}>{}</{name}>", escape(value.as_str())));
    }

    pub(super) fn flag(&mut self, name: &str, value: bool) {
        self.leaf(name, u8::from(value));
    }

    /// A moment on the project's clock.
    pub(super) fn date(&mut self, name: &str, at: Minute) {
        self.leaf(name, datetime_at(at).format("%Y-%m-%dT%H:%M:%S"));
    }

    pub(super) fn maybe_date(&mut self, name: &str, at: Option<Minute>) {
        if let Some(at) = at {
            self.date(name, at);
        }
    }

    /// A length of time in minutes.
    pub(super) fn length(&mut self, name: &str, minutes: i64) {
        let sign = if minutes < 0 { "-" } else { "" };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        self.leaf(name, format_args!("{sign}PT{hours}H{rest}M0S"));
    }

    /// A time of day in minutes after midnight; the end of a day is written as its begin.
    pub(super) fn time(&mut self, name: &str, minutes: u16) {
        let (hours, rest) = (minutes / 60 % 24, minutes % 60);
        self.leaf(name, format_args!("{hours:02}:{rest:02}:00"));
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        // Writing into a string cannot fail.
        let _ = writeln!(self.text, "{:1$}{line}", "", self.depth * 2);
    }
}
