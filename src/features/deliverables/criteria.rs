//! By what a deliverable is accepted: written, worded anew and taken away line by line.

use domain::deliverable::{Criterion, Deliverable, DeliverableDraft};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::update_deliverable;
use super::desk::Desk;
use super::register::no_right;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

/// What a deliverable says, as it would be written anew.
pub fn draft_of(deliverable: &Deliverable) -> DeliverableDraft {
    DeliverableDraft {
        title: deliverable.title.clone(),
        note: deliverable.note.clone(),
        due: deliverable.due,
        owner: deliverable.owner,
        criteria: deliverable.criteria.clone(),
    }
}

/// The criteria of a deliverable.
#[component]
pub fn Criteria(
    /// The deliverable.
    deliverable: Deliverable,
    /// What is typed for another one.
    text: RwSignal<String>,
    /// Whether this person may write here.
    may_edit: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = deliverable.criteria.len();
    let nothing =
        (count == 0).then(|| view! { <p class="u-muted">{t!(i18n, deliverables.no_criteria)}</p> });
    let rows: Vec<_> = (0..count)
        .map(|place| {
            let deliverable = deliverable.clone();
            view! { <CriterionRow deliverable place may_edit /> }
        })
        .collect();
    view! {
        <section class="deliverables__part" aria-labelledby="deliverable-criteria">
            <h4 id="deliverable-criteria">{t!(i18n, deliverables.criteria)}</h4>
            {nothing}
            <ul class="deliverables__criteria">{rows}</ul>
            <AddCriterion deliverable text may_edit />
        </section>
    }
}

/// Writes the criteria anew.
fn save(desk: Desk, deliverable: &Deliverable, criteria: Vec<Criterion>) {
    let draft = DeliverableDraft { criteria, ..draft_of(deliverable) };
    let said = t_string!(desk.words, common.saved);
    desk.act(update_deliverable(deliverable.id, deliverable.version, draft), said);
}

#[component]
fn CriterionRow(deliverable: Deliverable, place: usize, may_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let words = deliverable.criteria[place].text.clone();
    if !may_edit {
        return view! { <li class="deliverables__criterion">{words}</li> }.into_any();
    }
    let number = place + 1;
    let known = StoredValue::new(deliverable);
    let reword = move |text: String| {
        known.with_value(|known| {
            let mut criteria = known.criteria.clone();
            if criteria[place].text != text.trim() {
                criteria[place].text = text;
                save(desk, known, criteria);
            }
        });
    };
    let remove = move || {
        known.with_value(|known| {
            let mut criteria = known.criteria.clone();
            criteria.remove(place);
            save(desk, known, criteria);
        });
    };
    view! {
        <li class="deliverables__criterion">
            <TextField
                name=format!("criterion-{place}")
                label=move || t_string!(i18n, deliverables.criterion_number, number = number)
                initial=words
                on_change=reword
            />
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Trash
                label=Signal::derive(move || {
                    t_string!(i18n, deliverables.remove_criterion, number = number)
                })
                on_press=remove
            />
        </li>
    }
    .into_any()
}

#[component]
fn AddCriterion(deliverable: Deliverable, text: RwSignal<String>, may_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let known = StoredValue::new(deliverable);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() || !may_edit {
            return;
        }
        text.set(String::new());
        let bytes = dom::random_bytes().unwrap_or_default();
        let key = uuid::Builder::from_random_bytes(bytes).into_uuid();
        known.with_value(|known| {
            let mut criteria = known.criteria.clone();
            criteria.push(Criterion { key, text: words });
            save(desk, known, criteria);
        });
    };
    view! {
        <form class="deliverables__link" on:submit=submit>
            <TextField
                name="criterion-new"
                label=t!(i18n, deliverables.criterion)
                hint=t!(i18n, deliverables.criterion_hint)
                bind=text
            />
            <Button icon=Icon::Plus submit=true reason=no_right(may_edit)>
                {t!(i18n, common.add)}
            </Button>
        </form>
    }
}
