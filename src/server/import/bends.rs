//! Values of a file that no plan can hold, and what is taken in their place.

use std::cell::{Cell, RefCell};

use domain::plan::draft::{ImportProblem, Taken};

use super::Unsound;
use super::encoding::line_of;
use super::shown;
use super::xml::Element;

/// Most values that are listed one by one.
const LISTED_MAX: usize = 1_000;

/// The list of them while a file is read.
#[derive(Debug)]
pub(super) struct Bends {
    unsound: Unsound,
    listed: RefCell<Vec<Bend>>,
    /// How many more there are.
    more: Cell<u32>,
}

#[derive(Debug)]
struct Bend {
    /// The byte at which the element begins.
    at: usize,
    field: String,
    value: String,
    taken: Taken,
}

impl Bends {
    /// An empty list.
    pub(super) fn new(unsound: Unsound) -> Self {
        Self { unsound, listed: RefCell::default(), more: Cell::default() }
    }

    /// Whether a date or a duration that no plan can hold refuses the file.
    pub(super) fn refuses(&self) -> bool {
        self.unsound == Unsound::Refused
    }

    /// Lists an element in whose place something else is taken.
    pub(super) fn take(&self, element: &Element, taken: Taken) {
        let mut listed = self.listed.borrow_mut();
        if listed.len() == LISTED_MAX {
            self.more.set(self.more.get().saturating_add(1));
            return;
        }
        let (field, value) = (element.name.to_owned(), shown(element.text.trim()));
        listed.push(Bend { at: element.at, field, value, taken });
    }

    /// What the report says about them, in the order of the file, whose lines are counted once.
    pub(super) fn into_problems(self, source: &str) -> Vec<ImportProblem> {
        let mut listed = self.listed.into_inner();
        listed.sort_by_key(|bend| bend.at);
        let (mut from, mut line) = (0, 1);
        let problem = |Bend { at, field, value, taken }: Bend| {
            line += line_of(&source.as_bytes()[from..at]) - 1;
            from = at;
            ImportProblem::Bent { line, field, value, taken }
        };
        let mut problems: Vec<ImportProblem> = listed.into_iter().map(problem).collect();
        let count = self.more.get();
        problems.extend((count > 0).then_some(ImportProblem::More { count }));
        problems
    }
}
