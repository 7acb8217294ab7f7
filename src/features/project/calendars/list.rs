//! The list of the plan's calendars.

use domain::CalendarId;
use domain::plan::Plan;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, t, t_string, td_string, use_i18n};

use super::desk::{Beginning, Desk};
use super::{uses, words};
use crate::features::shared::plan::PlanContext;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: CalendarId,
    name: String,
    /// Its week in words.
    week: String,
    /// How many days differ, where any do.
    differs: Option<String>,
    is_plans: bool,
    /// Why it cannot be deleted.
    kept: Option<String>,
}

/// Every calendar of the plan, and the ways to another one.
#[component]
pub fn CalendarList(
    /// What is in hand.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let entries = Memo::new(move |_| {
        let locale = i18n.get_locale();
        plan.with(|view| entries(locale, &view.plan))
    });
    let row = move |entry: Entry| view! { <CalendarRow desk entry /> };
    view! {
        <p class="u-muted">{t!(i18n, calendars.what_for)}</p>
        <ul class="calendars__list">
            {move || entries.get().into_iter().map(row).collect_view()}
        </ul>
        <NewCalendar desk />
    }
}

/// A calendar, and what can be done with it.
#[component]
fn CalendarRow(desk: Desk, entry: Entry) -> impl IntoView {
    let i18n = use_i18n();
    let Entry { id, name, week, differs, is_plans, kept } = entry;
    let named = StoredValue::new(name.clone());
    let of = move |words: fn(Locale, String) -> String| {
        Signal::derive(move || words(i18n.get_locale(), named.get_value()))
    };
    let use_it = move || {
        view! {
            <Button
                label=of(|locale, name| td_string!(locale, calendars.use_named, name = name))
                on_press=move || desk.use_for_plan(id, named.get_value())
            >
                {t!(i18n, calendars.use_it)}
            </Button>
        }
    };
    view! {
        <li class="calendars__row">
            <div class="calendars__facts">
                <h3 class="calendars__name">
                    {name}
                    {is_plans.then(|| view! { <Chip>{t!(i18n, calendars.of_plan)}</Chip> })}
                </h3>
                <p>{week}</p>
                {differs.map(|words| view! { <p class="u-small u-muted">{words}</p> })}
            </div>
            <div class="calendars__acts">
                {(!is_plans).then(use_it)}
                <Button
                    icon=Icon::Pencil
                    label=of(|locale, name| td_string!(locale, calendars.edit_named, name = name))
                    on_press=move || desk.edit(id)
                >
                    {t!(i18n, calendars.edit)}
                </Button>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Copy
                    label=of(|locale, name| td_string!(locale, calendars.copy_named, name = name))
                    on_press=move || desk.duplicate(id)
                />
                <RemoveCalendar desk id named kept />
            </div>
        </li>
    }
}

/// Takes a calendar away; the reason why that cannot be done stands on the button.
#[component]
fn RemoveCalendar(
    desk: Desk,
    id: CalendarId,
    named: StoredValue<String>,
    kept: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let words = kept.clone();
    let label =
        Signal::derive(move || t_string!(i18n, calendars.remove_named, name = named.get_value()));
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Trash
            label
            reason=Signal::stored(kept)
            on_press=move || desk.remove(id, named.get_value())
        />
        {words.map(|words| view! { <p class="calendars__kept u-small u-muted">{words}</p> })}
    }
}

/// New calendars, by what they begin with.
#[component]
fn NewCalendar(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="calendars__new" aria-labelledby="calendars-new">
            <h3 class="calendars__heading" id="calendars-new">
                {t!(i18n, calendars.add)}
            </h3>
            <div class="calendars__acts">
                <Button
                    id="calendars-add"
                    icon=Icon::Plus
                    on_press=move || desk.begin(Beginning::Office)
                >
                    {t!(i18n, calendars.office)}
                </Button>
                <Button icon=Icon::Moon on_press=move || desk.begin(Beginning::Night)>
                    {t!(i18n, calendars.night)}
                </Button>
                <Button icon=Icon::Clock on_press=move || desk.begin(Beginning::RoundTheClock)>
                    {t!(i18n, calendars.round_the_clock)}
                </Button>
            </div>
            <p class="field__hint">{t!(i18n, calendars.add_hint)}</p>
        </section>
    }
}

/// The calendars by their names.
fn entries(locale: Locale, plan: &Plan) -> Vec<Entry> {
    let mut uses = uses::of(plan);
    let mut entries: Vec<Entry> = plan
        .calendars
        .values()
        .map(|calendar| {
            let uses = uses.remove(&calendar.id).unwrap_or_default();
            let count = calendar.exceptions.len() + calendar.work_weeks.len();
            let differs = td_string!(locale, calendars.differs, count = grouped(count));
            Entry {
                id: calendar.id,
                name: calendar.name.clone(),
                week: words::week(locale, &calendar.week),
                differs: (count > 0).then_some(differs),
                is_plans: uses.is_plans,
                kept: words::kept(locale, &uses),
            }
        })
        .collect();
    entries.sort_by(|a, b| (!a.is_plans, &a.name, a.id).cmp(&(!b.is_plans, &b.name, b.id)));
    entries
}
