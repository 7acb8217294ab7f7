//! The "…" menu of a column.

use domain::ColumnId;
use domain::plan::apply::apply;
use domain::plan::{Column, PlanOp, Rank};
use leptos::prelude::*;
use locale::{refusals, t, td_string};

use super::state::{Board, Question};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The menu of a column.
#[component]
pub fn ColumnMenu(
    /// Which column.
    column: ColumnId,
    /// How it is called.
    name: Memo<String>,
) -> impl IntoView {
    let board = Board::expect();
    let label = move || td_string!(board.locale(), board.column_menu, column = name.get());
    view! {
        <span class="board__menu">
            <Menu id=format!("column-menu-{column}") label=Signal::derive(label)>
                <ColumnItems column />
            </Menu>
        </span>
    }
}

#[component]
fn ColumnItems(column: ColumnId) -> impl IntoView {
    let board = Board::expect();
    let editing = Signal::derive(move || board.editing_reason());
    let left = Signal::derive(move || board.shift_reason(column, -1));
    let right = Signal::derive(move || board.shift_reason(column, 1));
    let deleting = Signal::derive(move || board.column_deletion_reason(column));
    view! {
        <MenuItem
            icon=Icon::Settings
            reason=editing
            on_choose=move || board.ask(Question::Column(column))
        >
            {t!(board.words, board.column_settings)}
        </MenuItem>
        <MenuItem icon=Icon::ArrowLeft reason=left on_choose=move || board.shift_column(column, -1)>
            {t!(board.words, board.column_left)}
        </MenuItem>
        <MenuItem
            icon=Icon::ArrowRight
            reason=right
            on_choose=move || board.shift_column(column, 1)
        >
            {t!(board.words, board.column_right)}
        </MenuItem>
        {board
            .collapsing
            .is_possible()
            .then(|| {
                view! {
                    <MenuItem
                        icon=Icon::ChevronsLeft
                        keys="←"
                        on_choose=move || board.collapse_column(column)
                    >
                        {t!(board.words, board.column_collapse)}
                    </MenuItem>
                }
            })}
        <MenuItem
            icon=Icon::Plus
            reason=editing
            on_choose=move || board.ask(Question::NewColumn(column))
        >
            {t!(board.words, board.column_add)}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
            icon=Icon::Trash
            danger=true
            reason=deleting
            on_choose=move || board.remove_column(column)
        >
            {t!(board.words, board.column_delete)}
        </MenuItem>
    }
}

impl Board {
    /// The rank to the right of a column.
    pub fn rank_after(self, column: ColumnId) -> Rank {
        let columns = untrack(|| self.columns());
        let at = columns.iter().position(|other| other.id == column);
        let rank = |at: usize| columns.get(at).map(|column| &column.rank);
        Rank::between(at.and_then(rank), at.and_then(|at| rank(at + 1)))
    }

    /// Moves a column one place to the left (-1) or right (1).
    pub fn shift_column(self, column: ColumnId, by: isize) {
        let columns = untrack(|| self.columns());
        let at = columns.iter().position(|other| other.id == column);
        let to = at.and_then(|at| at.checked_add_signed(by));
        if let Some(to) = to.filter(|to| *to < columns.len()) {
            self.place_column(column, to);
        }
    }

    /// Moves a column to where so many others stand to its left; answers what it is called.
    pub fn move_column(self, column: ColumnId, to: usize) -> Option<String> {
        if !self.plan.may_edit() {
            return None;
        }
        let mut columns = untrack(|| self.columns());
        let at = columns.iter().position(|other| other.id == column)?;
        let moved = columns.remove(at);
        let rank = |at: usize| columns.get(at).map(|column| &column.rank);
        let rank = Rank::between(to.checked_sub(1).and_then(rank), rank(to));
        let name = moved.name.clone();
        let said = td_string!(self.locale_now(), board.column_moved, column = name.clone());
        self.plan.dispatch(PlanOp::PutColumn(Column { rank, ..moved }), said);
        Some(name)
    }

    fn remove_column(self, column: ColumnId) {
        let said = td_string!(self.locale_now(), board.column_deleted).to_owned();
        self.plan.dispatch(PlanOp::RemoveColumn(column), said);
    }

    /// Why a column cannot be moved that way.
    fn shift_reason(self, column: ColumnId, by: isize) -> Option<String> {
        let columns = self.columns();
        let at = columns.iter().position(|other| other.id == column)?;
        let fits = at.checked_add_signed(by).is_some_and(|to| to < columns.len());
        let end = (!fits).then(|| td_string!(self.locale(), board.column_at_end).to_owned());
        self.editing_reason().or(end)
    }

    /// Why a column cannot be deleted: the rule itself is asked, on a copy of the columns.
    fn column_deletion_reason(self, column: ColumnId) -> Option<String> {
        let locale = self.locale();
        let refusal = self.plan.with(|view| {
            let mut scratch = view.plan.clone();
            apply(&mut scratch, &PlanOp::RemoveColumn(column)).err()
        });
        self.editing_reason().or(refusal.map(|refusal| refusals::sentence(locale, &refusal)))
    }
}
