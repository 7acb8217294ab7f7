//! Steps 2 and 3: how it is run, and when.

use domain::project::Advice;
use leptos::prelude::*;
use locale::{Words, dates, t, t_string, use_i18n};

use super::form::Form;
use super::guide::Guide;
use crate::ui::check::{RadioCard, Switch};
use crate::ui::field::{FieldKind, TextField};

/// The methods in the order of the cards.
const CHOICES: [(Advice, &str); 4] = [
    (Advice::Waterfall, "waterfall"),
    (Advice::Agile, "agile"),
    (Advice::Hybrid, "hybrid"),
    (Advice::Extreme, "extreme"),
];

/// Four cards, and a guide that recommends one.
#[component]
pub fn MethodStep(
    /// The fields.
    form: Form,
) -> impl IntoView {
    let i18n = use_i18n();
    let advised = RwSignal::new(None::<Advice>);
    let card = move |(advice, value): (Advice, &'static str)| {
        let mark = move || {
            let is_advised = advised.get() == Some(advice);
            is_advised.then(|| t_string!(i18n, new_project.recommended).to_owned())
        };
        view! {
            <RadioCard
                name="project-method"
                value=value
                checked=move || form.method.get() == advice
                title=move || method(i18n, advice)
                mark=Signal::derive(mark)
                on_choose=move |_: String| form.method.set(advice)
            >
                {move || explanation(i18n, advice)}
            </RadioCard>
        }
    };
    view! {
        <fieldset class="new_project__cards">
            <legend>
                <h2>{t!(i18n, new_project.step_method)}</h2>
            </legend>
            <div class="check__cards">{CHOICES.map(card).collect_view()}</div>
        </fieldset>
        <Guide form advised />
    }
}

/// The first day and the calendar.
#[component]
pub fn DatesStep(
    /// The fields.
    form: Form,
) -> impl IntoView {
    let i18n = use_i18n();
    let error = move || {
        let is_missing = form.is_tried.get() && form.start_day().is_none();
        is_missing.then(|| t_string!(i18n, new_project.start_needed).to_owned())
    };
    let known_until = move || {
        let day = domain::holidays::known_until()?;
        let until = dates::full(i18n.get_locale(), day);
        Some(t_string!(i18n, new_project.holidays_hint, until = until))
    };
    view! {
        <h2>{t!(i18n, new_project.step_dates)}</h2>
        <div class="field__row">
            <TextField
                name="project-start"
                kind=FieldKind::Date
                label=t!(i18n, new_project.start)
                bind=form.start
                required=true
                min="1970-01-01"
                max="2149-12-31"
                error=Signal::derive(error)
            />
        </div>
        <p class="u-muted">{t!(i18n, new_project.calendar_hint)}</p>
        <div>
            <Switch
                on=move || form.has_holidays(i18n.get_locale())
                on_change=move |on| form.holidays.set(Some(on))
            >
                {t!(i18n, new_project.holidays)}
            </Switch>
            <p class="u-small u-faint">{known_until}</p>
        </div>
    }
}

/// The method's name.
pub fn method(i18n: Words, advice: Advice) -> &'static str {
    match advice {
        Advice::Waterfall => t_string!(i18n, nouns.method_waterfall),
        Advice::Agile => t_string!(i18n, nouns.method_agile),
        Advice::Hybrid => t_string!(i18n, nouns.method_hybrid),
        Advice::Extreme => t_string!(i18n, nouns.method_extreme),
    }
}

fn explanation(i18n: Words, advice: Advice) -> &'static str {
    match advice {
        Advice::Waterfall => t_string!(i18n, new_project.waterfall),
        Advice::Agile => t_string!(i18n, new_project.agile),
        Advice::Hybrid => t_string!(i18n, new_project.hybrid),
        Advice::Extreme => t_string!(i18n, new_project.extreme),
    }
}
