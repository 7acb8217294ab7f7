//! The toolbar of the board: what is shown, and how much is hidden by it.

use domain::UserId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, td_string};

use super::keys::FILTER_FIELD;
use super::lanes::{Filter, GroupBy};
use super::state::{Board, Question};
use super::{look, words};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::chip::ChipButton;
use crate::ui::field::FindField;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuSeparator};

/// The chips and the field above the columns.
#[component]
pub fn Filters() -> impl IntoView {
    let board = Board::expect();
    let filter = board.filter;
    let me = board.plan.me();
    let mine = Signal::derive(move || filter.with(|filter| filter.assignee == Some(me)));
    let blocked = Signal::derive(move || filter.with(|filter| filter.blocked));
    let toggle_blocked = move || filter.update(|filter| filter.blocked = !filter.blocked);
    let overdue = Signal::derive(move || filter.with(|filter| filter.overdue));
    let toggle_overdue = move || filter.update(|filter| filter.overdue = !filter.overdue);
    let visible = Signal::derive(move || filter.with(|filter| filter.client_visible));
    let toggle_visible =
        move || filter.update(|filter| filter.client_visible = !filter.client_visible);
    view! {
        <div
            class="board__tools u-swiped"
            role="group"
            aria-label=t!(board.words, board.filter)
        >
            <FindField
                id=FILTER_FIELD
                label=t!(board.words, board.filter_words)
                value=Signal::derive(move || filter.with(|filter| filter.text.clone()))
                on_input=move |text: String| filter.update(|filter| filter.text = text)
            />
            <ChipButton pressed=mine on_press=move || board.toggle_mine() icon=Icon::User>
                {t!(board.words, board.only_mine)}
            </ChipButton>
            <ChipButton pressed=visible on_press=toggle_visible icon=Icon::Eye>
                {t!(board.words, board.client_visible)}
            </ChipButton>
            <ChipButton pressed=blocked on_press=toggle_blocked icon=Icon::Ban>
                {t!(board.words, board.blocked)}
            </ChipButton>
            <ChipButton pressed=overdue on_press=toggle_overdue icon=Icon::Clock>
                {t!(board.words, board.overdue)}
            </ChipButton>
            <PersonMenu />
            <LaneMenu />
            <Hidden />
            <span class="u-push">
                <LinkButton
                    href=paths::flow(board.plan.project())
                    kind=ButtonKind::Ghost
                    icon=Icon::Chart
                >
                    {t!(board.words, flow.metrics)}
                </LinkButton>
            </span>
        </div>
    }
}

/// Whose cards are shown.
#[component]
fn PersonMenu() -> impl IntoView {
    let board = Board::expect();
    let filter = board.filter;
    let label = Signal::derive(move || td_string!(board.locale(), board.group_assignee).to_owned());
    let chosen = Memo::new(move |_| filter.with(|filter| filter.assignee));
    let all = Signal::derive(move || td_string!(board.locale(), board.everyone).to_owned());
    let face = move || {
        let name = move || chosen.get().and_then(|person| board.plan.person(person));
        view! {
            <span class="u-hidden">{move || label.get()}</span>
            <span class="u-ellipsis">{move || name().unwrap_or_else(|| all.get())}</span>
        }
    };
    let item = move |person: Option<UserId>, name: Signal<String>| {
        let checked = Signal::derive(move || chosen.get() == person);
        let choose = move || filter.update(|filter| filter.assignee = person);
        view! {
            <MenuItem checked on_choose=choose>{move || name.get()}</MenuItem>
        }
    };
    view! {
        <Menu id="board-whose" label kind=ButtonKind::Quiet icon=Icon::Users face>
            {item(None, all)}
            {board
                .plan
                .people()
                .into_iter()
                .map(|person| item(Some(person.id), Signal::stored(person.name)))
                .collect_view()}
        </Menu>
    }
}

/// By what the cards are gathered in lanes.
#[component]
fn LaneMenu() -> impl IntoView {
    let board = Board::expect();
    let label = Signal::derive(move || td_string!(board.locale(), board.lanes).to_owned());
    let face = move || {
        let name = move || words::group(board.locale(), board.wanted.get());
        view! {
            <span>{move || label.get()}</span>
            <span class="u-muted">{name}</span>
        }
    };
    let choose = move |group: GroupBy| {
        look::remember_group(group);
        board.wanted.set(group);
    };
    let item = move |(group, _): (GroupBy, &'static str)| {
        let checked = Signal::derive(move || board.wanted.get() == group);
        let reason = Signal::derive(move || board.no_lanes_by(group));
        view! {
            <MenuItem checked reason on_choose=move || choose(group)>
                {move || words::group(board.locale(), group)}
            </MenuItem>
        }
    };
    let reason = Signal::derive(move || board.editing_reason());
    view! {
        <Menu id="board-lanes" label kind=ButtonKind::Quiet icon=Icon::Layers face>
            {GroupBy::ALL.map(item).collect_view()}
            <MenuSeparator />
            <MenuItem icon=Icon::Settings reason on_choose=move || board.ask(Question::Lanes)>
                {t!(board.words, board.lane_limit)}
            </MenuItem>
        </Menu>
    }
}

/// How many cards are hidden, and the way to see them again.
#[component]
fn Hidden() -> impl IntoView {
    let board = Board::expect();
    let hidden = Memo::new(move |_| board.deck.with(|deck| deck.hidden()));
    let is_filtered = Memo::new(move |_| board.filter.with(|filter| !filter.is_empty()));
    let count = move || td_string!(board.locale(), board.hidden, count = grouped(hidden.get()));
    let clear = move || board.filter.set(Filter::default());
    view! {
        <span class="board__hidden" role="status">
            {move || is_filtered.get().then(count)}
        </span>
        <Show when=move || is_filtered.get()>
            <Button kind=ButtonKind::Ghost on_press=clear>
                {t!(board.words, board.show_all)}
            </Button>
        </Show>
    }
}

impl Board {
    /// Why cards cannot be gathered by something; none where they can.
    fn no_lanes_by(self, group: GroupBy) -> Option<String> {
        let has_none = self.plan.with(|view| view.plan.iterations.is_empty());
        let words = td_string!(self.locale(), board.no_iterations);
        (group == GroupBy::Iteration && has_none).then(|| words.to_owned())
    }

    /// Shows only this person's cards, or all again.
    pub fn toggle_mine(self) {
        let me = self.plan.me();
        self.filter.update(|filter| {
            filter.assignee = (filter.assignee != Some(me)).then_some(me);
        });
    }
}
