//! The calendar: the plan on the days of a month or a week.
//!
//! `grid` is pure; `state` ties the parts together, `moving` holds what changes the plan, `hands`
//! and `keys` turn what people do into it.

mod adding;
mod agenda;
mod bar;
mod day;
mod grid;
mod hands;
mod keys;
mod look;
mod moving;
mod state;
mod toolbar;
mod words;

use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{dates, t};
use web_sys::KeyboardEvent;

use crate::ui::dom;

use agenda::Agenda;
use day::DayCell;
use grid::Mode;
use hands::Hands;
use state::OpenCalendar;
use toolbar::Toolbar;

/// The calendar of the open plan.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let calendar = OpenCalendar::provide();
    let hands = Hands::new(calendar);
    hands.listen();
    view! {
        <Title text=t!(calendar.words, calendar.title) />
        <div
            class="calendar"
            node_ref=calendar.root
            on:pointerdown=move |event| hands.down(&event)
            on:pointermove=move |event| hands.moved(&event)
            on:pointerup=move |event| hands.up(&event)
            on:pointercancel=move |_| hands.lost()
            on:contextmenu=move |event| hands.context_menu(&event)
            on:keydown=move |event: KeyboardEvent| keys::press(calendar, &event)
        >
            <Toolbar />
            <p class="u-hidden" id="calendar-keys">
                {t!(calendar.words, calendar.keys)}
            </p>
            <Weeks />
            <Agenda />
            <Ghost hands />
        </div>
    }
}

/// The weeks below the names of their days.
#[component]
fn Weeks() -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let (weeks, probe) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let frame = NodeRef::<html::Div>::new();
    measure(calendar, weeks, probe);
    bring_today(calendar, frame);
    let mondays = state::mondays(calendar);
    let label = move || words::heading(calendar.locale(), calendar.mode.get(), calendar.page.get());
    let mode = move || match calendar.mode.get() {
        Mode::Month => "month",
        Mode::Week => "week",
    };
    let name = move |day: NaiveDate| {
        view! {
            <span class="calendar__weekday" role="columnheader">
                {move || dates::weekday(calendar.locale(), day)}
            </span>
        }
    };
    view! {
        <div class="calendar__frame" data-mode=mode node_ref=frame>
            <div
                class="calendar__grid"
                role="grid"
                aria-label=label
                aria-readonly=(!calendar.plan.may_edit()).then_some("true")
            >
                <div class="calendar__weekdays" role="row">
                    {state::first_week(calendar).map(name)}
                </div>
                <div class="calendar__weeks" role="rowgroup" node_ref=weeks>
                    <For each=move || mondays.get() key=|monday| *monday let:monday>
                        <WeekRow monday />
                    </For>
                </div>
            </div>
            <div class="calendar__probe" aria-hidden="true" node_ref=probe></div>
        </div>
    }
}

/// A week; one that stands alone grows with its bars.
#[component]
fn WeekRow(monday: NaiveDate) -> impl IntoView {
    let calendar = OpenCalendar::expect();
    let height = move || match calendar.mode.get() {
        Mode::Month => "0".to_owned(),
        Mode::Week => {
            let lanes = calendar.in_week(monday, grid::Week::lanes) + 1;
            format!("calc(var(--calendar-head) + {lanes} * var(--calendar-lane))")
        }
    };
    view! {
        <div class="calendar__week" role="row" style:min-height=height>
            {grid::days_of(monday).map(|day| view! { <DayCell day /> })}
        </div>
    }
}

/// The copy of a bar on its way, and what its move would do; hidden from screen readers, which are
/// told in words.
#[component]
fn Ghost(hands: Hands) -> impl IntoView {
    let tip = hands.tip;
    let words = move || {
        tip.get().map(|tip| {
            let line = |line: String| view! { <span class="calendar__line">{line}</span> };
            view! {
                <strong>{tip.title}</strong>
                {tip.lines.into_iter().map(line).collect_view()}
            }
        })
    };
    view! {
        <div
            class="calendar__ghost"
            aria-hidden="true"
            node_ref=hands.ghost
            hidden=move || tip.with(Option::is_none)
        >
            {words}
        </div>
    }
}

/// Follows the height of the weeks and, through the probe, of a day's head and a lane.
fn measure(calendar: OpenCalendar, weeks: NodeRef<html::Div>, probe: NodeRef<html::Div>) {
    Effect::new(move |_| {
        let (Some(weeks), Some(probe)) = (weeks.get(), probe.get()) else { return };
        let sizes = calendar.sizes;
        let keep = |watched: Option<dom::Resizing>| StoredValue::new_local(watched);
        keep(dom::on_resize(&weeks, move |_, height| {
            sizes.update(|sizes| sizes.weeks = height);
        }));
        keep(dom::on_resize(&probe, move |head, lane| {
            sizes.update(|sizes| (sizes.head, sizes.lane) = (head, lane));
        }));
    });
}

/// Brings today into sight with its page: where bars are high, not every week is.
fn bring_today(calendar: OpenCalendar, frame: NodeRef<html::Div>) {
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        calendar.page.track();
        calendar.mode.track();
        let today = format!("#{}", state::day_id(calendar.plan.today()));
        // By then the days are those of the page.
        dom::on_next_frame(move || {
            let Ok(Some(day)) = frame.query_selector(&today) else { return };
            frame.set_scroll_top(0);
            let below = day.get_bounding_client_rect().bottom();
            let below = below - frame.get_bounding_client_rect().bottom();
            frame.set_scroll_top(below.max(0.0).ceil() as i32);
        });
    });
}
