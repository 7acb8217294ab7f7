//! An XML element's children by name, read as values; a bad one is named with its line.

use domain::plan::draft::ImportRefusal;
use domain::plan::task::DURATION_MAX;
use domain::time::Minute;

use super::encoding::line_of;
use super::shown;
use super::value::{self, BadDate};
use super::xml::Element;

/// A view of an element.
#[derive(Clone, Copy)]
pub(super) struct Fields<'e, 'a> {
    pub(super) source: &'a str,
    pub(super) element: &'e Element<'a>,
}

impl<'e, 'a> Fields<'e, 'a> {
    /// All children of a name.
    pub(super) fn all(self, name: &'static str) -> impl Iterator<Item = Fields<'e, 'a>> {
        let named = self.element.children.iter().filter(move |child| child.name == name);
        named.map(move |element| Fields { source: self.source, element })
    }

    /// The items of the lists of a name.
    pub(super) fn inside(
        self,
        list: &'static str,
        item: &'static str,
    ) -> impl Iterator<Item = Fields<'e, 'a>> {
        self.all(list).flat_map(move |list| list.all(item))
    }

    /// A child's text, trimmed; empty when there is none.
    pub(super) fn text(self, name: &str) -> &'e str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    /// Whether a child says yes.
    pub(super) fn flag(self, name: &str) -> bool {
        matches!(self.text(name), "1" | "true")
    }

    /// A child as a whole number; fractions are cut.
    pub(super) fn number(self, name: &str) -> Result<Option<i64>, ImportRefusal> {
        self.read(name, |text| {
            let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
            whole.parse().ok()
        })
    }

    /// A child as minutes of a length of time.
    pub(super) fn length(self, name: &str) -> Result<Option<i64>, ImportRefusal> {
        self.read(name, value::length)
    }

    /// A child as a length of time that a task may take.
    pub(super) fn duration(self, name: &str) -> Result<Option<i64>, ImportRefusal> {
        let is_sound = |minutes: &i64| (0..=DURATION_MAX).contains(minutes);
        self.read(name, |text| value::length(text).filter(is_sound))
    }

    /// A child as minutes after midnight.
    pub(super) fn time(self, name: &str) -> Result<Option<u16>, ImportRefusal> {
        self.read(name, value::time_of_day)
    }

    /// A child as a moment.
    pub(super) fn date(self, name: &str) -> Result<Option<Minute>, ImportRefusal> {
        let child = self.child(name).map(|element| Fields { source: self.source, element });
        child.map_or(Ok(None), Fields::own_date)
    }

    /// The element's own text as a moment.
    pub(super) fn own_date(self) -> Result<Option<Minute>, ImportRefusal> {
        let text = self.element.text.trim();
        if text.is_empty() || text == "NA" {
            return Ok(None);
        }
        value::date_time(text).map(Some).map_err(|error| match error {
            BadDate::Unreadable => bad_value(self.source, self.element),
            BadDate::OutOfRange => ImportRefusal::DateOutOfRange {
                line: line(self.source, self.element),
                value: shown(text),
            },
        })
    }

    fn child(self, name: &str) -> Option<&'e Element<'a>> {
        self.element.children.iter().find(|child| child.name == name)
    }

    fn read<T>(
        self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ImportRefusal> {
        let Some(child) = self.child(name) else { return Ok(None) };
        match child.text.trim() {
            "" => Ok(None),
            text => parse(text).map(Some).ok_or_else(|| bad_value(self.source, child)),
        }
    }
}

/// The refusal for an element whose text cannot be read.
pub(super) fn bad_value(source: &str, element: &Element) -> ImportRefusal {
    ImportRefusal::BadValue {
        line: line(source, element),
        field: element.name.to_owned(),
        value: shown(element.text.trim()),
    }
}

fn line(source: &str, element: &Element) -> u32 {
    line_of(&source.as_bytes()[..element.at])
}
