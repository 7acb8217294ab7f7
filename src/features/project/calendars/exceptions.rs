//! Days that differ: holidays, make-up days, days with other hours.

use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, t, t_string, td_string, use_i18n};
use web_sys::KeyboardEvent;

use super::desk::Desk;
use super::rows::{self, Listed, Placed};
use super::words;
use crate::features::shared::row_buttons::EditAndRemove;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;

/// The exceptions of the calendar in hand, year by year, and the fields of one of them.
#[component]
pub fn Exceptions(
    /// What is in hand.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let years = Memo::new(move |_| {
        let years = desk.held.with(|held| held.as_ref().map(rows::years)).unwrap_or_default();
        years.into_iter().map(|year| (year.to_string(), year.to_string())).collect::<Vec<_>>()
    });
    let listed = Memo::new(move |_| {
        let year = desk.year.get()?;
        desk.held.with(|held| held.as_ref().map(|calendar| rows::of_year(calendar, year)))
    });
    let row = move |one: Listed| match one {
        Listed::One(placed) => view! { <ExceptionRow desk placed /> }.into_any(),
        Listed::Recurring(all) => view! { <Recurring desk all /> }.into_any(),
    };
    let year = move || desk.year.get().map(|year| year.to_string()).unwrap_or_default();
    view! {
        <section class="calendars__group" aria-labelledby="calendar-exceptions">
            <h3 class="calendars__heading" id="calendar-exceptions">
                {t!(i18n, calendars.exceptions)}
            </h3>
            <Show
                when=move || !years.with(Vec::is_empty)
                fallback=move || view! { <p class="u-muted">{t!(i18n, calendars.none_differs)}</p> }
            >
                <SelectField
                    name="exceptions-year"
                    label=t!(i18n, calendars.year)
                    options=years
                    value=Signal::derive(year)
                    on_change=move |year: String| desk.year.set(year.parse().ok())
                />
                <ul class="calendars__list">
                    {move || listed.get().unwrap_or_default().into_iter().map(row).collect_view()}
                </ul>
            </Show>
            <SlipFields desk />
        </section>
    }
}

/// One exception, and what can be done with it.
#[component]
fn ExceptionRow(desk: Desk, placed: Placed) -> impl IntoView {
    let i18n = use_i18n();
    let (place, exception) = placed;
    let hours = exception.shifts.clone();
    let told = StoredValue::new(exception);
    let words = move || told.with_value(|one| words::exception(i18n.get_locale(), one));
    let edit = Signal::derive(move || t_string!(i18n, calendars.edit_named, name = words()));
    let remove = Signal::derive(move || t_string!(i18n, calendars.remove_named, name = words()));
    view! {
        <li class="calendars__row">
            <div class="calendars__facts">
                <p class="u-strong">{words}</p>
                <p>{move || words::hours(i18n.get_locale(), &hours)}</p>
            </div>
            <div class="calendars__acts">
                <EditAndRemove
                    edit
                    on_edit=move || desk.edit_exception(place)
                    remove
                    on_remove=move || desk.remove_exceptions(&[place])
                />
            </div>
        </li>
    }
}

/// Something that recurs, as one line that unfolds to its single days.
#[component]
fn Recurring(desk: Desk, all: Vec<Placed>) -> impl IntoView {
    let i18n = use_i18n();
    let places = StoredValue::new(all.iter().map(|(place, _)| *place).collect::<Vec<_>>());
    let told = StoredValue::new(all.clone());
    let words = move || {
        let locale = i18n.get_locale();
        told.with_value(|all| recurring(locale, all))
    };
    let rows = all.into_iter().map(|placed| view! { <ExceptionRow desk placed /> });
    view! {
        <li>
            <details class="calendars__recurring">
                <summary>{words}</summary>
                <ul class="calendars__list">{rows.collect_view()}</ul>
                <Button
                    icon=Icon::Trash
                    on_press=move || places.with_value(|all| desk.remove_exceptions(all))
                >
                    {t!(i18n, calendars.remove_all)}
                </Button>
            </details>
        </li>
    }
}

/// What recurs, in one line.
fn recurring(locale: Locale, all: &[Placed]) -> String {
    let Some(((_, first), (_, last))) = all.first().zip(all.last()) else { return String::new() };
    let days = words::days(locale, first.from, last.to);
    let hours = words::hours(locale, &first.shifts);
    let name = match first.name.is_empty() {
        true => td_string!(locale, calendars.nameless).to_owned(),
        false => first.name.clone(),
    };
    let count = all.len();
    td_string!(
        locale,
        calendars.recurring,
        name = name,
        count = grouped(count),
        days = days,
        hours = hours
    )
}

/// The fields of an exception; Enter takes it up and leaves the rest of the form alone.
#[component]
fn SlipFields(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let slip = desk.slip;
    let is_change = move || slip.at.get().is_some();
    let wrong = Signal::derive(move || {
        let locale = i18n.get_locale();
        slip.wrong.with(|wrong| wrong.as_ref().map(|wrong| words::wrong(locale, wrong)))
    });
    let take_up = move || {
        if desk.take_up() {
            dom::focus_by_id("field-exception-from");
        }
    };
    let steer = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !dom::is_composing(&event) {
            event.prevent_default();
            take_up();
        }
    };
    view! {
        <fieldset class="calendars__slip">
            <legend class="calendars__heading">
                {move || match is_change() {
                    true => t_string!(i18n, calendars.change_exception),
                    false => t_string!(i18n, calendars.add_exception),
                }}
            </legend>
            <div on:keydown=steer>
                <SlipInputs desk />
            </div>
            <p class="field__error" role="alert">
                {move || wrong.get()}
            </p>
            <div class="calendars__acts">
                <Button icon=Icon::Check on_press=take_up>
                    {move || match is_change() {
                        true => t_string!(i18n, calendars.take_up_change),
                        false => t_string!(i18n, calendars.take_up),
                    }}
                </Button>
                <Show when=is_change>
                    <Button kind=ButtonKind::Ghost on_press=move || slip.clear()>
                        {t!(i18n, common.cancel)}
                    </Button>
                </Show>
            </div>
        </fieldset>
    }
}

/// Days, name and hours of the exception in hand.
#[component]
fn SlipInputs(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let slip = desk.slip;
    let word = move |read: fn(Locale) -> &'static str| {
        Signal::derive(move || read(i18n.get_locale()).to_owned())
    };
    view! {
        <div class="field__row">
            <TextField
                name="exception-from"
                kind=FieldKind::Date
                label=word(|locale| td_string!(locale, calendars.first_day))
                bind=slip.from
            />
            <TextField
                name="exception-to"
                kind=FieldKind::Date
                label=word(|locale| td_string!(locale, calendars.last_day))
                hint=word(|locale| td_string!(locale, calendars.last_day_hint))
                bind=slip.to
            />
            <TextField
                name="exception-name"
                label=word(|locale| td_string!(locale, calendars.exception_name))
                bind=slip.name
                max_length=200
            />
            <TextField
                name="exception-hours"
                label=word(|locale| td_string!(locale, calendars.exception_hours))
                hint=word(|locale| td_string!(locale, calendars.exception_hours_hint))
                bind=slip.hours
                autocomplete="off"
            />
        </div>
    }
}
