//! Bars that cannot be moved.

use locale::{Locale, td_string};

/// Why a bar stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// Its dates come from its sub-tasks.
    Summary,
    /// The work is done.
    Done,
    /// The work has begun, so the start is a fact.
    Begun,
    /// A milestone has no length.
    Milestone,
    /// Its length follows from its effort.
    Effort,
    /// It is not in the plan any more.
    Gone,
}

impl Fixed {
    /// The same as a sentence.
    pub fn sentence(self, locale: Locale) -> &'static str {
        match self {
            Self::Summary => td_string!(locale, gantt.fixed_summary),
            Self::Done => td_string!(locale, gantt.fixed_done),
            Self::Begun => td_string!(locale, gantt.fixed_begun),
            Self::Milestone => td_string!(locale, gantt.fixed_milestone),
            Self::Effort => td_string!(locale, gantt.fixed_effort),
            Self::Gone => td_string!(locale, gantt.fixed_gone),
        }
    }
}
