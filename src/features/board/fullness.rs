//! How full a column or a lane is, as its heading and the picker of a phone say it.

use domain::ColumnId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, td_string};

use super::lanes::{LaneHead, Limited, Wip};
use super::state::Board;
use super::words;
use crate::features::shared::exceeded::Exceeded;

/// How many cards a heading stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// How many the filter lets through.
    shown: usize,
    /// How many there are.
    all: usize,
    /// How they compare with a limit.
    wip: Wip,
}

impl Board {
    /// How many cards a column holds in all lanes; subscribes to its changes.
    pub fn held(self, column: ColumnId) -> Option<Held> {
        self.deck.with(|deck| {
            let stack = deck.columns().iter().find(|stack| stack.column.id == column)?;
            Some(Held { shown: deck.shown_in(column), all: stack.total, wip: stack.wip })
        })
    }

    /// Tells the panel of a task in which lane there is too much in progress with it, so that it
    /// asks why. How much its column holds the panel knows by itself.
    pub fn tell_panel(self) {
        let opened = self.plan.opened();
        Exceeded::expect().tell(move || {
            let Some(card) = opened.get() else { return Vec::new() };
            let all = self.deck.with(|deck| deck.exceeded_at(card));
            let of_lane = all.into_iter().filter(|one| matches!(one.whose, Limited::Lane(_)));
            of_lane.map(|excess| words::excess(self, excess)).collect()
        });
    }
}

/// How full a column is.
pub fn of_column(board: Board, held: Held) -> impl IntoView {
    fullness(board, held, move |locale| words::wip(locale, held.all, held.wip))
}

/// How full a column is, as short as its strip is narrow; in full for screen readers.
pub fn of_strip(board: Board, held: Held) -> impl IntoView {
    let Held { shown, all, wip } = held;
    let whole = move || {
        let locale = board.locale();
        let some = td_string!(locale, board.shown_of, shown = shown, count = all);
        match (shown < all, wip) {
            (true, Wip::Free) => some,
            (true, _) => format!("{some} · {}", words::wip(locale, all, wip)),
            (false, _) => words::wip(locale, all, wip),
        }
    };
    view! {
        <span class="board__wip" data-wip=wip.name()>
            <span aria-hidden="true">{words::strip(shown, all, wip)}</span>
            <span class="u-hidden">{whole}</span>
        </span>
    }
}

/// How full a lane is.
pub fn of_lane(board: Board, head: LaneHead) -> impl IntoView {
    let LaneHead { count, shown, begun, wip, .. } = head;
    let full = move |locale: Locale| {
        let all = td_string!(locale, board.lane_count, count = grouped(count));
        match wip {
            Wip::Free => all,
            Wip::Under { limit } | Wip::Full { limit } | Wip::Over { limit, .. } => {
                let limited = td_string!(
                    locale,
                    board.lane_wip,
                    begun = grouped(begun),
                    limit = grouped(limit)
                );
                format!("{all} · {limited}")
            }
        }
    };
    fullness(board, Held { shown, all: count, wip }, full)
}

/// Number, shape of the badge and words together; where the filter hides some of the cards, also
/// how many are shown.
fn fullness(
    board: Board,
    held: Held,
    full: impl Fn(Locale) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let Held { shown, all, wip } = held;
    let some = (shown < all).then(|| {
        let short = move || words::some_shown(board.locale(), shown, all, wip);
        let whole = move || {
            td_string!(board.locale(), board.shown_of, shown = grouped(shown), count = grouped(all))
        };
        view! {
            <span class="board__shown" title=whole>
                <span aria-hidden="true">{short}</span>
                <span class="u-hidden">{whole}</span>
            </span>
        }
    });
    let says_all = some.is_none() || wip != Wip::Free;
    let words = move || full(board.locale());
    let badge =
        says_all.then(|| view! { <span class="board__wip" data-wip=wip.name()>{words}</span> });
    (some, badge)
}
