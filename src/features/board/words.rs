//! The board's words where they depend on what is shown.

use domain::plan::ColumnKind;
use locale::{Locale, dates, td_string};

use super::due::Nearness;
use super::lanes::Wip;

/// The words of a card's date.
pub fn due(locale: Locale, due: Nearness) -> String {
    match due {
        Nearness::Done(day) | Nearness::Later(day) => dates::short(locale, day),
        Nearness::Near(day) => {
            td_string!(locale, board.due_near, day = dates::short(locale, day))
        }
        Nearness::Today => td_string!(locale, board.due_today).to_owned(),
        Nearness::Late(1) => td_string!(locale, board.due_late_one).to_owned(),
        Nearness::Late(days) => td_string!(locale, board.due_late, days = days),
    }
}

/// How full a column is: `4`, `3/5`, `5/5 已满`, `6/5 超出 1`.
pub fn wip(locale: Locale, count: usize, wip: Wip) -> String {
    match wip {
        Wip::Free => count.to_string(),
        Wip::Under { limit } => format!("{count}/{limit}"),
        Wip::Full { limit } => td_string!(locale, board.wip_full, count = count, limit = limit),
        Wip::Over { limit, by } => {
            td_string!(locale, board.wip_over, count = count, limit = limit, by = by)
        }
    }
}

/// What a column means for the work.
pub fn kind(locale: Locale, kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::ToDo => td_string!(locale, board.kind_to_do),
        ColumnKind::Doing => td_string!(locale, board.kind_doing),
        ColumnKind::Done => td_string!(locale, board.kind_done),
    }
}
