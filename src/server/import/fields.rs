//! An XML element's children by name, read as values; a bad one is named with its line.

use domain::plan::draft::{ImportRefusal, Taken};
use domain::plan::task::DURATION_MAX;
use domain::time::Minute;

use super::bends::Bends;
use super::encoding::line_of;
use super::shown;
use super::value::{self, BadDate};
use super::xml::Element;

/// A view of an element.
#[derive(Clone, Copy)]
pub(super) struct Fields<'e, 'a> {
    pub(super) source: &'a str,
    pub(super) element: &'e Element<'a>,
    /// Where values are listed that no plan can hold.
    pub(super) bends: &'e Bends,
}

impl<'e, 'a> Fields<'e, 'a> {
    /// All children of a name.
    pub(super) fn all(self, name: &'static str) -> impl Iterator<Item = Fields<'e, 'a>> {
        let named = self.element.children.iter().filter(move |child| child.name == name);
        named.map(move |element| Fields { element, ..self })
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
        let (Some(minutes), Some(child)) = (self.length(name)?, self.child(name)) else {
            return Ok(None);
        };
        let sound = minutes.clamp(0, DURATION_MAX);
        if sound != minutes {
            if self.bends.refuses() {
                return Err(bad_value(self.source, child));
            }
            self.bends.take(child, if sound == 0 { Taken::NoTime } else { Taken::Longest });
        }
        Ok(Some(sound))
    }

    /// A child as a whole number that is no farther from zero than `most`; one that is becomes the
    /// farthest, and `taken` says how that is listed.
    pub(super) fn number_within(
        self,
        name: &str,
        most: i64,
        taken: fn(i64) -> Taken,
    ) -> Result<Option<i64>, ImportRefusal> {
        let (Some(number), Some(child)) = (self.number(name)?, self.child(name)) else {
            return Ok(None);
        };
        let sound = number.clamp(-most, most);
        if sound != number {
            self.bends.take(child, taken(sound));
        }
        Ok(Some(sound))
    }

    /// A child as minutes after midnight.
    pub(super) fn time(self, name: &str) -> Result<Option<u16>, ImportRefusal> {
        self.read(name, value::time_of_day)
    }

    /// A child as a moment.
    pub(super) fn date(self, name: &str) -> Result<Option<Minute>, ImportRefusal> {
        let child = self.child(name).map(|element| Fields { element, ..self });
        child.map_or(Ok(None), Fields::own_date)
    }

    /// The element's own text as a moment.
    pub(super) fn own_date(self) -> Result<Option<Minute>, ImportRefusal> {
        let text = self.element.text.trim();
        if text.is_empty() || text == "NA" {
            return Ok(None);
        }
        match value::date_time(text) {
            Ok(minute) => Ok(Some(minute)),
            Err(BadDate::Unreadable) => Err(bad_value(self.source, self.element)),
            Err(BadDate::OutOfRange(nearest)) if !self.bends.refuses() => {
                self.bends.take(self.element, Taken::Date(nearest));
                Ok(Some(nearest))
            }
            Err(BadDate::OutOfRange(_)) => Err(ImportRefusal::DateOutOfRange {
                line: line(self.source, self.element),
                value: shown(text),
            }),
        }
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
