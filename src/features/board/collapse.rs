//! Columns collapsed to strips: each still tells its name and how full it is, and takes cards on
//! top. Where one column fills the window, and on paper, all are open.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::{ColumnId, TaskId};
use leptos::prelude::*;
use locale::td_string;
use web_sys::{Element, Event};

use super::column::heading_id;
use super::fullness;
use super::lanes::Spot;
use super::look;
use super::state::Board;
use crate::features::shared::plan::PlanContext;
use crate::ui::dom::{self, Listening};
use crate::ui::icon::{Icon, IconSize};

/// Where one column fills the window.
const PHONE: &str = "(max-width: 639px)";
/// A card that is held over a strip for so long opens it.
const OPENS_AFTER: Duration = Duration::from_secs(1);

/// Which columns are collapsed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Collapsing {
    /// Those that show only their strip now.
    pub now: Memo<BTreeSet<ColumnId>>,
    wanted: RwSignal<BTreeSet<ColumnId>>,
    is_phone: ReadSignal<bool>,
}

impl Collapsing {
    /// As this person has left the columns of this plan on this device.
    pub fn new(plan: PlanContext, is_printing: ReadSignal<bool>) -> Self {
        let wanted = RwSignal::new(look::collapsed(plan.me(), plan.project()));
        let is_phone = phone();
        let now = Memo::new(move |_| match is_phone.get() || is_printing.get() {
            true => BTreeSet::new(),
            false => wanted.get(),
        });
        Self { now, wanted, is_phone }
    }

    /// Whether there is room enough here for columns to be collapsed.
    pub fn is_possible(self) -> bool {
        !self.is_phone.get_untracked()
    }
}

/// Whether one column fills the window, for as long as the component that asks lives.
fn phone() -> ReadSignal<bool> {
    let (is_phone, set) = signal(dom::matches_media(PHONE));
    if let Some(window) = dom::window() {
        dom::listen_here(&window, "resize", Listening::Passive, move |_: Event| {
            let now = dom::matches_media(PHONE);
            if is_phone.get_untracked() != now {
                set.set(now);
            }
        });
    }
    is_phone
}

/// The strip of a collapsed column; pressing it opens the column.
#[component]
pub fn Strip(
    /// Which column.
    column: ColumnId,
    /// How it is called.
    name: Memo<String>,
) -> impl IntoView {
    let board = Board::expect();
    let held = Memo::new(move |_| board.held(column));
    let title = move || td_string!(board.locale(), board.column_open, column = name.get());
    view! {
        <h3 class="board__shut">
            <button
                class="board__strip"
                type="button"
                id=strip_id(column)
                title=title
                aria-expanded="false"
                on:click=move |_| board.open_column(column)
            >
                <Icon icon=Icon::ChevronsRight size=IconSize::Small />
                <span class="board__strip-name" id=heading_id(column)>
                    {move || name.get()}
                </span>
                {move || held.get().map(|held| fullness::of_strip(board, held))}
            </button>
        </h3>
    }
}

/// Opens the strip over which a card is, unless it is carried on before that.
pub fn open_below(
    board: Board,
    target: Option<Spot>,
    target_now: impl Fn() -> Option<Spot> + 'static,
) {
    let Some(stack) = target.map(|target| target.stack) else { return };
    let column = board.deck.with_untracked(|deck| {
        let column = deck.stacks.get(stack)?.column.id;
        deck.collapsed.contains(&column).then_some(column)
    });
    let Some(column) = column else { return };
    let work = move || {
        if target_now().is_some_and(|now| now.stack == stack) {
            board.turn(column, false);
        }
    };
    set_timeout(work, OPENS_AFTER);
}

impl Board {
    /// Whether a column shows only its strip; subscribes to that.
    pub fn is_collapsed(self, column: ColumnId) -> bool {
        self.deck.with(|deck| deck.collapsed.contains(&column))
    }

    /// Collapses a column to its strip, which has the keyboard then.
    pub fn collapse_column(self, column: ColumnId) {
        if self.collapsing.is_possible() && self.turn(column, true) {
            let name = untrack(|| self.column_name(column));
            let words = td_string!(self.locale_now(), board.live_collapsed, column = name);
            self.live.announce_after_focus(words);
            self.return_to_head(column);
        }
    }

    /// Opens a collapsed column; its menu has the keyboard then.
    pub fn open_column(self, column: ColumnId) {
        if untrack(|| self.is_collapsed(column)) && self.turn(column, false) {
            let name = untrack(|| self.column_name(column));
            let words = td_string!(self.locale_now(), board.live_opened, column = name);
            self.live.announce_after_focus(words);
            self.return_to_head(column);
        }
    }

    /// Collapses a column or opens it, and remembers that; the keyboard stays where it is. Tells
    /// whether anything has changed.
    pub fn turn(self, column: ColumnId, is_collapsed: bool) -> bool {
        let wanted = self.collapsing.wanted;
        if wanted.with_untracked(|wanted| wanted.contains(&column)) == is_collapsed {
            return false;
        }
        wanted.update(|wanted| {
            match is_collapsed {
                true => wanted.insert(column),
                false => wanted.remove(&column),
            };
        });
        let (me, project) = (self.plan.me(), self.plan.project());
        wanted.with_untracked(|wanted| look::remember_collapsed(me, project, wanted));
        true
    }

    /// Gives the keyboard back to the head of a column that is drawn anew: to its strip, or to the
    /// button of its menu.
    pub fn return_to_head(self, column: ColumnId) {
        let id = match untrack(|| self.is_collapsed(column)) {
            true => strip_id(column),
            false => format!("column-menu-{column}-button"),
        };
        // Two frames: one for the head to change, one for it to be laid out.
        dom::on_next_frame(move || {
            dom::on_next_frame(move || {
                dom::focus_by_id(&id);
            });
        });
    }

    /// The strip that stands for a card; none while its column is open.
    pub fn strip_of(self, card: TaskId) -> Option<Element> {
        let find = |column: ColumnId| dom::document()?.get_element_by_id(&strip_id(column));
        self.column_collapsed_over(card).and_then(find)
    }

    /// The collapsed column in which a card is.
    pub fn column_collapsed_over(self, card: TaskId) -> Option<ColumnId> {
        let column = self.deck.try_with_untracked(|deck| {
            let column = deck.stacks.get(deck.spot_of(card)?.stack)?.column.id;
            deck.collapsed.contains(&column).then_some(column)
        });
        column.flatten()
    }

    /// Gives the keyboard to the strip that stands for a card; whether there is one.
    pub fn focus_strip_of(self, card: TaskId) -> bool {
        self.column_collapsed_over(card).is_some_and(|column| dom::focus_by_id(&strip_id(column)))
    }
}

fn strip_id(column: ColumnId) -> String {
    format!("column-strip-{column}")
}
