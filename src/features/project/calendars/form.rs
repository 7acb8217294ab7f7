//! The form of one calendar: its name, its week, other weeks, exceptions.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::desk::Desk;
use super::exceptions::Exceptions;
use super::{typed, words};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check::Checkbox;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// The form of the calendar in hand.
#[component]
pub fn CalendarForm(
    /// What is in hand.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.save();
    };
    view! {
        <form class="field__form" novalidate on:submit=submit>
            <TextField
                name="calendar-name"
                label=t!(i18n, calendars.name)
                bind=desk.name
                error=Signal::derive(move || desk.name_fault())
                required=true
                max_length=200
            />
            <WeekFields desk />
            <OtherWeeks desk />
            <Exceptions desk />
            <p class="field__error" role="alert">
                {move || desk.whole_fault()}
            </p>
            <div class="field__send">
                <Button on_press=move || desk.put_down()>{t!(i18n, calendars.discard)}</Button>
                <Button kind=ButtonKind::Primary submit=true>
                    {t!(i18n, calendars.save)}
                </Button>
            </div>
        </form>
    }
}

/// The hours of each weekday.
#[component]
fn WeekFields(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let set_nights = move |on: bool| {
        desk.over_midnight.set(on);
        desk.check_week();
    };
    view! {
        <fieldset class="calendars__group">
            <legend class="calendars__heading">{t!(i18n, calendars.week)}</legend>
            <p class="field__hint">{t!(i18n, calendars.week_hint)}</p>
            <div class="calendars__week">
                {(0..7).map(|day| view! { <DayField desk day /> }).collect_view()}
            </div>
            <Checkbox checked=desk.over_midnight on_change=set_nights>
                {t!(i18n, calendars.over_midnight)}
            </Checkbox>
            <div>
                <Button
                    kind=ButtonKind::Ghost
                    icon=Icon::Copy
                    on_press=move || desk.spread_monday()
                >
                    {t!(i18n, calendars.spread_monday)}
                </Button>
            </div>
        </fieldset>
    }
}

/// The hours of one weekday; what they mean stands below, or what is wrong with them.
#[component]
fn DayField(desk: Desk, day: usize) -> impl IntoView {
    let i18n = use_i18n();
    let text = desk.days[day];
    let meant = Signal::derive(move || {
        let locale = i18n.get_locale();
        let read = text.with(|text| typed::read(text, desk.over_midnight.get()));
        read.map(|shifts| words::hours(locale, &shifts)).unwrap_or_default()
    });
    view! {
        <TextField
            name=format!("calendar-day-{day}")
            label=Signal::derive(move || dates::weekday_at(i18n.get_locale(), day).to_owned())
            bind=text
            hint=meant
            error=Signal::derive(move || desk.day_fault(day))
            on_change=move |_: String| {
                desk.check_week();
            }
            autocomplete="off"
        />
    }
}

/// Weeks that hold for a time, as a file brought them along: they are kept, and can be taken away.
#[component]
fn OtherWeeks(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let weeks = Memo::new(move |_| {
        let locale = i18n.get_locale();
        desk.held.with(|held| {
            let weeks = held.iter().flat_map(|calendar| &calendar.work_weeks);
            let told = weeks.map(|other| {
                let days = words::days(locale, other.from, other.to);
                (days, words::week(locale, &other.week))
            });
            told.collect::<Vec<_>>()
        })
    });
    let row = move |(at, (days, hours)): (usize, (String, String))| {
        let named = days.clone();
        let label =
            Signal::derive(move || t_string!(i18n, calendars.remove_named, name = named.clone()));
        view! {
            <li class="calendars__row">
                <div class="calendars__facts">
                    <p class="u-strong">{days}</p>
                    <p>{hours}</p>
                </div>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Trash
                    label
                    on_press=move || desk.remove_week(at)
                />
            </li>
        }
    };
    view! {
        <Show when=move || !weeks.with(Vec::is_empty)>
            <section class="calendars__group" aria-labelledby="calendar-other-weeks">
                <h3 class="calendars__heading" id="calendar-other-weeks">
                    {t!(i18n, calendars.other_weeks)}
                </h3>
                <p class="field__hint">{t!(i18n, calendars.other_weeks_hint)}</p>
                <ul class="calendars__list">
                    {move || weeks.get().into_iter().enumerate().map(row).collect_view()}
                </ul>
            </section>
        </Show>
    }
}
