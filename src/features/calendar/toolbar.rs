//! The row above the days: which month or week, how much of it, what is shown.

use leptos::prelude::*;
use locale::{Locale, t, td_string};

use super::grid::Mode;
use super::state::{Filter, OpenCalendar};
use super::words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::ChipButton;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::segmented::{SegmentButton, Segmented};

/// The toolbar.
#[component]
pub fn Toolbar() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let heading =
        move || words::heading(calendar.locale(), calendar.mode.get(), calendar.page.get());
    view! {
        <div class="bar bar--above calendar__toolbar u-swiped">
            <Turning />
            <h2 class="calendar__heading">{heading}</h2>
            <Modes />
            <Filters />
            <Legend />
        </div>
    }
}

/// The page before, today, the next page.
#[component]
fn Turning() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let previous = Signal::derive(move || {
        match calendar.mode.get() {
            Mode::Month => td_string!(calendar.locale(), calendar.previous_month),
            Mode::Week => td_string!(calendar.locale(), calendar.previous_week),
        }
        .to_owned()
    });
    let next = Signal::derive(move || {
        match calendar.mode.get() {
            Mode::Month => td_string!(calendar.locale(), calendar.next_month),
            Mode::Week => td_string!(calendar.locale(), calendar.next_week),
        }
        .to_owned()
    });
    // The one live region of the page says where a press has led.
    let tell = move || {
        let (mode, page) = (calendar.mode.get_untracked(), calendar.page.get_untracked());
        calendar.live.announce(words::heading(calendar.locale_now(), mode, page));
    };
    let turn = move |by: i32| {
        move || {
            calendar.turn(by);
            tell();
        }
    };
    let today = move || {
        calendar.show_today();
        tell();
    };
    view! {
        <div class="calendar__turning" data-print="hide">
            <Button
                kind=ButtonKind::Icon
                icon=Icon::ChevronLeft
                label=previous
                on_press=turn(-1)
            />
            <Button on_press=today>
                {t!(calendar.words, common.today)}
            </Button>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::ChevronRight
                label=next
                on_press=turn(1)
            />
        </div>
    }
}

#[component]
fn Modes() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let label = Signal::derive(move || td_string!(calendar.locale(), calendar.modes).to_owned());
    let segment = move |(mode, _): (Mode, &'static str)| {
        view! {
            <SegmentButton
                pressed=Signal::derive(move || calendar.mode.get() == mode)
                on_press=move || calendar.set_mode(mode)
            >
                {move || mode_word(calendar.locale(), mode)}
            </SegmentButton>
        }
    };
    view! {
        <div data-print="hide">
            <Segmented label>{Mode::ALL.map(segment).collect_view()}</Segmented>
        </div>
    }
}

#[component]
fn Filters() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let filter = calendar.filter;
    let mine = Signal::derive(move || filter.get().mine);
    let visible = Signal::derive(move || filter.get().client_visible);
    let toggle_mine = move || filter.update(|filter| filter.mine = !filter.mine);
    let toggle_visible =
        move || filter.update(|filter: &mut Filter| filter.client_visible = !filter.client_visible);
    view! {
        <div
            class="calendar__filters"
            role="group"
            data-print="hide"
            aria-label=t!(calendar.words, board.filter)
        >
            <ChipButton pressed=mine on_press=toggle_mine icon=Icon::User>
                {t!(calendar.words, board.only_mine)}
            </ChipButton>
            <ChipButton pressed=visible on_press=toggle_visible icon=Icon::Eye>
                {t!(calendar.words, board.client_visible)}
            </ChipButton>
        </div>
    }
}

/// What the shapes on the bars mean.
#[component]
fn Legend() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    view! {
        <div class="calendar__legend u-desktop">
            <span class="calendar__item">
                <span class="calendar__key" aria-hidden="true"></span>
                {t!(calendar.words, gantt.critical_path)}
            </span>
            <span class="calendar__item">
                <Icon icon=Icon::Diamond size=IconSize::Tiny />
                {t!(calendar.words, gantt.milestone)}
            </span>
            <span class="calendar__item">
                <Icon icon=Icon::Check size=IconSize::Tiny />
                {t!(calendar.words, board.kind_done)}
            </span>
        </div>
    }
}

fn mode_word(locale: Locale, mode: Mode) -> &'static str {
    match mode {
        Mode::Month => td_string!(locale, calendar.month),
        Mode::Week => td_string!(locale, calendar.week),
    }
}
