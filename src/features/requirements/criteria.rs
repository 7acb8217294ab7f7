//! How one can tell that a requirement is met: one line each.

use domain::RequirementId;
use domain::requirement::Criterion;
use leptos::prelude::*;
use locale::{t, t_string, td_string, use_i18n};
use web_sys::Event;

use super::desk::Desk;
use crate::features::shared::quick_line::QuickLine;
use crate::ui::icon::{Icon, IconSize};

/// The criteria, and a line for the next one.
#[component]
pub fn Criteria(
    /// Of which requirement.
    id: RequirementId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let criteria = Memo::new(move |_| {
        one.with(|one| one.as_ref().map(|one| one.says.criteria.clone())).unwrap_or_default()
    });
    let keys =
        move || criteria.with(|all| all.iter().map(|one| one.key.clone()).collect::<Vec<_>>());
    let add = Callback::new(move |text: String| {
        desk.save(id, text.clone(), move |says| {
            let key = says.next_key();
            says.criteria.push(Criterion { key, text });
        });
    });
    let label = desk.word(|locale| td_string!(locale, requirements.add_criterion));
    let disabled = Signal::derive(move || !desk.may_edit());
    view! {
        <section class="requirements__part" aria-labelledby="requirement-criteria">
            <h3 id="requirement-criteria">{t!(i18n, requirements.criteria)}</h3>
            <p class="u-small u-muted">{t!(i18n, requirements.criteria_what)}</p>
            <ul class="requirements__lines">
                <For
                    each=keys
                    key=|key| key.clone()
                    children=move |key| view! { <Line id key_of=key criteria /> }
                />
            </ul>
            <QuickLine id="requirement-new-criterion" label=label on_add=add disabled />
        </section>
    }
}

#[component]
fn Line(id: RequirementId, key_of: String, criteria: Memo<Vec<Criterion>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let key = StoredValue::new(key_of);
    let is_it = move |one: &Criterion| key.with_value(|key| one.key == *key);
    let text = Memo::new(move |_| {
        criteria
            .with(|all| all.iter().find(|one| is_it(one)).map(|one| one.text.clone()))
            .unwrap_or_default()
    });
    let place = move || criteria.with(|all| all.iter().position(is_it).map_or(0, |at| at + 1));
    let remove = move |_| {
        desk.save(id, String::new(), move |says| says.criteria.retain(|one| !is_it(one)));
    };
    let rename = move |event: Event| {
        let typed = event_target_value(&event).trim().to_owned();
        desk.save(id, typed.clone(), move |says| {
            says.criteria.retain(|one| !typed.is_empty() || !is_it(one));
            says.criteria.iter_mut().filter(|one| is_it(one)).for_each(|one| {
                one.text.clone_from(&typed);
            });
        });
    };
    view! {
        <li class="requirements__line">
            <input
                class="requirements__line-field"
                type="text"
                maxlength="200"
                disabled=move || !desk.may_edit()
                aria-label=move || t_string!(i18n, requirements.criterion, place = place())
                prop:value=move || text.get()
                on:change=rename
            />
            <button
                class="button button--icon"
                type="button"
                disabled=move || !desk.may_edit()
                aria-label=move || t_string!(i18n, requirements.remove_named, name = text.get())
                on:click=remove
            >
                <Icon icon=Icon::Close size=IconSize::Small />
            </button>
        </li>
    }
}
