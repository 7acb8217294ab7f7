//! The board's words where they depend on what is shown.

use chrono::NaiveDate;
use domain::plan::{Colour, ColumnKind, PlanView};
use locale::numbers::grouped;
use locale::{Locale, dates, ops, td_string};

use super::due::Nearness;
use super::lanes::{Excess, GroupBy, Lane, Limited, Wip};
use super::state::Board;

/// The words of a card's date as it is read today, short enough to leave room for what stands
/// beside it.
pub fn due(locale: Locale, due: Nearness, today: NaiveDate) -> String {
    match due {
        Nearness::Near(day, days) => {
            let day = dates::near(locale, day, today);
            td_string!(locale, board.due_near_short, day = day, days = days)
        }
        _ => due_in_full(locale, due, today),
    }
}

/// The words of a card's date as it is read today.
pub fn due_in_full(locale: Locale, due: Nearness, today: NaiveDate) -> String {
    match due {
        Nearness::Done(day) | Nearness::Later(day) => dates::near(locale, day, today),
        Nearness::Near(day, _) => {
            td_string!(locale, board.due_near, day = dates::near(locale, day, today))
        }
        Nearness::Today => td_string!(locale, board.due_today).to_owned(),
        Nearness::Late(1) => td_string!(locale, board.due_late_one).to_owned(),
        Nearness::Late(days) => td_string!(locale, board.due_late, days = grouped(days)),
    }
}

/// How many cards of a column the filter shows: `2/13`; beside a limit, which is written in the
/// same way, `2 shown`.
pub fn some_shown(locale: Locale, shown: usize, count: usize, wip: Wip) -> String {
    match wip {
        Wip::Free => format!("{}/{}", grouped(shown), grouped(count)),
        Wip::Under { .. } | Wip::Full { .. } | Wip::Over { .. } => {
            td_string!(locale, board.shown_only, shown = grouped(shown))
        }
    }
}

/// How full a column is: `4`, `3/5`, `5/5 已满`, `6/5 超出 1`.
pub fn wip(locale: Locale, count: usize, wip: Wip) -> String {
    match wip {
        Wip::Free => grouped(count),
        Wip::Under { limit } => format!("{}/{}", grouped(count), grouped(limit)),
        Wip::Full { limit } => {
            td_string!(locale, board.wip_full, count = grouped(count), limit = grouped(limit))
        }
        Wip::Over { limit, by } => {
            td_string!(
                locale,
                board.wip_over,
                count = grouped(count),
                limit = grouped(limit),
                by = grouped(by)
            )
        }
    }
}

/// How full a column is where there is room for the numbers alone: `4`, `3/5`; `2/13` where the
/// filter shows some of those that no limit counts.
pub fn strip(shown: usize, all: usize, wip: Wip) -> String {
    match wip {
        Wip::Free if shown < all => format!("{shown}/{all}"),
        Wip::Free => all.to_string(),
        Wip::Under { limit } | Wip::Full { limit } | Wip::Over { limit, .. } => {
            format!("{all}/{limit}")
        }
    }
}

/// Which limit is exceeded, and by how many: `“处理中”上限 5，现在 6。`
pub fn excess(board: Board, excess: Excess) -> String {
    let (locale, Excess { whose, limit, count }) = (board.locale(), excess);
    let name = match whose {
        Limited::Column(name) => name,
        Limited::Lane(lane) => self::lane(board, locale, lane),
    };
    td_string!(
        locale,
        board.limit_exceeded,
        name = name,
        limit = grouped(limit),
        count = grouped(count)
    )
}

/// By what cards are gathered in lanes.
pub fn group(locale: Locale, group: GroupBy) -> &'static str {
    match group {
        GroupBy::Nothing => td_string!(locale, board.group_nothing),
        GroupBy::Expedite => td_string!(locale, board.group_expedite),
        GroupBy::Assignee => td_string!(locale, board.group_assignee),
        GroupBy::Priority => td_string!(locale, board.group_priority),
        GroupBy::Phase => td_string!(locale, board.group_phase),
        GroupBy::Iteration => td_string!(locale, board.group_iteration),
        GroupBy::Requirement => td_string!(locale, board.group_requirement),
        GroupBy::Visibility => td_string!(locale, board.group_visibility),
    }
}

/// How a lane is called.
pub fn lane(board: Board, locale: Locale, lane: Lane) -> String {
    let word = match lane {
        Lane::Whole => "",
        Lane::Expedite(true) => td_string!(locale, board.lane_expedite),
        Lane::Expedite(false) => td_string!(locale, board.lane_standard),
        Lane::Assignee(Some(person)) => {
            let nobody = || td_string!(locale, board.nobody).to_owned();
            return board.plan.person(person).unwrap_or_else(nobody);
        }
        Lane::Assignee(None) => td_string!(locale, board.nobody),
        Lane::Priority(priority) => ops::priority(locale, priority),
        Lane::Phase(Some(phase)) => return board.task(phase).map_or_else(String::new, |t| t.title),
        Lane::Phase(None) => td_string!(locale, board.lane_no_phase),
        Lane::Iteration(Some(iteration)) => {
            let name = |view: &PlanView| {
                view.plan.iterations.get(&iteration).map(|iteration| iteration.name.clone())
            };
            return board.plan.with_untracked(name).unwrap_or_default();
        }
        Lane::Iteration(None) => td_string!(locale, board.lane_no_iteration),
        Lane::Requirement(Some(requirement)) => return board.requirement_name(requirement),
        Lane::Requirement(None) => td_string!(locale, board.lane_no_requirement),
        Lane::Visible(true) => td_string!(locale, board.client_visible),
        Lane::Visible(false) => td_string!(locale, board.lane_internal),
    };
    word.to_owned()
}

/// What a column means for the work.
pub fn kind(locale: Locale, kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::ToDo => td_string!(locale, board.kind_to_do),
        ColumnKind::Doing => td_string!(locale, board.kind_doing),
        ColumnKind::Done => td_string!(locale, board.kind_done),
    }
}

/// How the colour of a column is called.
pub fn colour(locale: Locale, colour: Option<Colour>) -> &'static str {
    match colour {
        None => td_string!(locale, board.colour_none),
        Some(Colour::Blue) => td_string!(locale, board.colour_blue),
        Some(Colour::Teal) => td_string!(locale, board.colour_teal),
        Some(Colour::Green) => td_string!(locale, board.colour_green),
        Some(Colour::Olive) => td_string!(locale, board.colour_olive),
        Some(Colour::Amber) => td_string!(locale, board.colour_amber),
        Some(Colour::Red) => td_string!(locale, board.colour_red),
        Some(Colour::Magenta) => td_string!(locale, board.colour_magenta),
        Some(Colour::Violet) => td_string!(locale, board.colour_violet),
        Some(Colour::Slate) => td_string!(locale, board.colour_slate),
        Some(Colour::Brown) => td_string!(locale, board.colour_brown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_tells_numbers_alone() {
        let strip = |shown, all, limit| strip(shown, all, Wip::of(all, limit));
        assert_eq!(strip(4, 4, None), "4");
        assert_eq!(strip(2, 13, None), "2/13");
        assert_eq!(strip(3, 3, Some(5)), "3/5");
        assert_eq!(strip(1, 6, Some(5)), "6/5");
    }
}
