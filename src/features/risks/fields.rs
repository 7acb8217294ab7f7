//! What a risk says, in fields: leaving one keeps it.

use domain::RiskId;
use domain::risk::{RISK_CATEGORIES, RISK_SOURCES, RiskDraft};
use leptos::prelude::*;
use locale::{risks, t, t_string, use_i18n};

use super::desk::Desk;
use crate::features::shared::following::following;
use crate::features::shared::named;
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};

/// What it is, what it comes from, who watches it.
#[component]
pub fn Words(
    /// Which risk.
    id: RiskId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let says = says_of(desk, id);
    let title = field(says, |says| says.title.clone());
    let description = field(says, |says| says.description.clone());
    let trigger = field(says, |says| says.trigger.map(|day| day.to_string()).unwrap_or_default());
    let save_title = move |typed: String| match typed.trim() {
        // A risk without a title is none: the old one comes back.
        "" => title.set(says.with_untracked(|says| says.title.clone())),
        kept => {
            let kept = kept.to_owned();
            desk.save(id, kept.clone(), move |says| says.title = kept);
        }
    };
    let save_description = move |typed: String| {
        let kept = typed.trim().to_owned();
        desk.save(id, kept.clone(), move |says| says.description = kept);
    };
    let save_trigger =
        move |day: String| desk.save(id, day.clone(), move |says| says.trigger = day.parse().ok());
    view! {
        <fieldset class="risks__group" disabled=move || !desk.may_edit()>
            <TextField
                name="risk-title"
                label=t!(i18n, risks.what_may_happen)
                bind=title
                on_change=save_title
                max_length=200
            />
            <TextArea
                name="risk-description"
                label=t!(i18n, risks.description)
                bind=description
                on_change=save_description
                max_length=20_000
            />
            <Kinds id says />
            <div class="field__row">
                <PersonField
                    name="risk-owner"
                    label=Signal::derive(move || t_string!(i18n, risks.owner).to_owned())
                    who=Signal::derive(move || says.with(|says| says.owner))
                    on_choose=move |who| desk.save(id, String::new(), move |says| says.owner = who)
                />
                <TextField
                    name="risk-trigger"
                    kind=FieldKind::Date
                    label=t!(i18n, risks.trigger)
                    bind=trigger
                    on_change=save_trigger
                />
            </div>
        </fieldset>
    }
}

/// What it comes from, and how it was found.
#[component]
fn Kinds(id: RiskId, says: Memo<RiskDraft>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let categories = move || named::options(i18n.get_locale(), &RISK_CATEGORIES, risks::category);
    let sources = move || named::options(i18n.get_locale(), &RISK_SOURCES, risks::source);
    let set_category = move |key: String| {
        desk.save(id, String::new(), move |says| says.category = key.parse().unwrap_or_default());
    };
    let set_source = move |key: String| {
        desk.save(id, String::new(), move |says| says.source = key.parse().unwrap_or_default());
    };
    view! {
        <div class="field__row">
            <SelectField
                name="risk-category"
                label=t!(i18n, risks.category)
                options=Signal::derive(categories)
                value=Signal::derive(move || says.with(|says| says.category.as_str().to_owned()))
                on_change=set_category
            />
            <SelectField
                name="risk-source"
                label=t!(i18n, risks.source)
                options=Signal::derive(sources)
                value=Signal::derive(move || says.with(|says| says.source.as_str().to_owned()))
                on_change=set_source
            />
        </div>
    }
}

/// Somebody of the project, or nobody.
#[component]
pub fn PersonField(
    /// The name in the form.
    name: &'static str,
    /// The label above it.
    label: Signal<String>,
    /// Who is chosen.
    who: Signal<Option<domain::UserId>>,
    /// Called with whoever is chosen instead.
    #[prop(into)]
    on_choose: Callback<Option<domain::UserId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let people = Signal::derive(move || {
        let known = desk.get(|found| found.people.clone()).into_iter();
        let known = known.map(|person| (person.id.to_string(), person.name));
        named::or_none(t_string!(i18n, risks.nobody), known)
    });
    view! {
        <SelectField
            name=name
            label=label
            options=people
            value=Signal::derive(move || who.get().map(|who| who.to_string()).unwrap_or_default())
            on_change=move |key: String| on_choose.run(key.parse().ok())
        />
    }
}

/// What a risk says as it stands; nothing once it is gone.
pub fn says_of(desk: Desk, id: RiskId) -> Memo<RiskDraft> {
    let line = desk.line(id);
    Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.risk.says.clone())).unwrap_or_default()
    })
}

/// A text of the risk in a field.
pub fn field(says: Memo<RiskDraft>, read: fn(&RiskDraft) -> String) -> RwSignal<String> {
    following(move || says.with(read))
}
