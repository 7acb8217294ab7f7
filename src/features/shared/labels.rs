//! Labels of tasks: those that are there, each with a way to take it off, and a field that finds or
//! makes another.

use std::collections::BTreeSet;

use domain::TaskId;
use domain::plan::Plan;
use leptos::prelude::*;
use locale::{Locale, td_string, use_i18n};
use web_sys::MouseEvent;

use crate::ui::chip::Label;
use crate::ui::combobox::{Choice, ChoiceGroup, Combobox};
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

use super::plan::PlanContext;

/// The labels that some of the tasks carry, each once, in the order of the first that does.
#[must_use]
pub fn combined(plan: &Plan, tasks: &[TaskId]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let all = tasks.iter().filter_map(|task| plan.tasks.get(task)).flat_map(|task| &task.labels);
    for label in all {
        if !labels.contains(label) {
            labels.push(label.clone());
        }
    }
    labels
}

/// The labels and the field.
#[component]
pub fn LabelsField(
    /// The id of the field.
    #[prop(into)]
    id: String,
    /// The labels that are there.
    #[prop(into)]
    labels: Signal<Vec<String>>,
    /// Called with a label, and whether it is put on or taken off.
    #[prop(into)]
    on_change: Callback<(String, bool)>,
    /// Called on Esc where nothing is written; with it, the field takes the focus when it appears
    /// and offers labels before anything is written.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let plan = PlanContext::expect();
    let i18n = use_i18n();
    let query = RwSignal::new(String::new());
    let field = StoredValue::new(id.clone());
    let known = Memo::new(move |_| {
        plan.with(|view| {
            let all = view.plan.tasks.values().flat_map(|task| task.labels.iter().cloned());
            all.collect::<BTreeSet<String>>()
        })
    });
    let groups = move || {
        let labels = labels.get();
        if on_done.is_none() && query.with(|query| query.trim().is_empty()) {
            return Vec::new();
        }
        vec![found(i18n.get_locale(), &known.read(), &labels, &query.read())]
    };
    let choose = move |label: String| {
        query.set(String::new());
        on_change.run((label, true));
    };
    let cancel = move || match on_done {
        Some(done) if query.with_untracked(String::is_empty) => done.run(()),
        _ => query.set(String::new()),
    };
    let word = move |read: fn(Locale) -> &'static str| {
        Signal::derive(move || read(i18n.get_locale()).to_owned())
    };
    let hint = move || match on_done {
        Some(_) => td_string!(i18n.get_locale(), labels.none).to_owned(),
        None => String::new(),
    };
    view! {
        <div class="labels">
            <ul class="labels__list" aria-label=word(|locale| td_string!(locale, labels.title))>
                <For
                    each=move || labels.get()
                    key=|label| label.clone()
                    children=move |label| view! { <OnTask label field on_change /> }
                />
            </ul>
            <Combobox
                id
                label=word(|locale| td_string!(locale, labels.add))
                placeholder=word(|locale| td_string!(locale, labels.add))
                query
                groups=Signal::derive(groups)
                empty=Signal::derive(hint)
                on_choose=choose
                on_cancel=cancel
                autofocus=on_done.is_some()
            />
        </div>
    }
}

#[component]
fn OnTask(
    label: String,
    field: StoredValue<String>,
    on_change: Callback<(String, bool)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (text, name) = (label.clone(), label.clone());
    let remove = move || td_string!(i18n.get_locale(), labels.remove, label = name.clone());
    let take_off = move |event: MouseEvent| {
        on_change.run((label.clone(), false));
        // The button goes with its label. Who pressed it by a key goes on in the field.
        if event.detail() == 0 {
            dom::on_next_frame(move || {
                if dom::has_free_focus() {
                    field.try_with_value(|id| dom::focus_by_id(id));
                }
            });
        }
    };
    view! {
        <li class="labels__one">
            <Label text=text />
            <button
                class="labels__off"
                type="button"
                aria-label=remove
                on:click=take_off
            >
                <Icon icon=Icon::Close size=IconSize::Tiny />
            </button>
        </li>
    }
}

/// Labels of the plan that hold the query and are not on the task, and the query as a new one.
fn found(locale: Locale, known: &BTreeSet<String>, labels: &[String], query: &str) -> ChoiceGroup {
    let written = query.trim();
    let words = written.to_lowercase();
    let choice = |key: &str, text: String, icon| Choice {
        key: key.to_owned(),
        text,
        note: String::new(),
        icon: Some(icon),
    };
    let fits = |label: &&String| !labels.contains(label) && label.to_lowercase().contains(&words);
    let old = known.iter().filter(fits).map(|label| choice(label, label.clone(), Icon::Tag));
    let is_new = !written.is_empty() && !known.contains(written);
    let new = is_new.then(|| {
        choice(written, td_string!(locale, labels.create, label = written.to_owned()), Icon::Plus)
    });
    ChoiceGroup { title: String::new(), choices: old.take(8).chain(new).collect() }
}
