//! What the server did not take, one by one, with what the person can do about each.

use domain::plan::written::merged_text;
use domain::plan::{PlanOp, Property, TaskChange};
use domain::{OpId, TaskId};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use super::counted::Counted;
use crate::error::AppError;
use crate::features::shared::plan::{PlanContext, Refused};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::TextArea;

/// The button that leads to what was not applied; nothing while there is nothing.
#[component]
pub fn Conflicts() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let refused = plan.refused();
    let open = plan.is_deciding();
    let count = Signal::derive(move || refused.with(Vec::len));
    let words =
        Signal::derive(move || t_string!(i18n, conflicts.open, count = grouped(count.get())));
    let (kind, title) = (ButtonKind::Danger, t!(i18n, conflicts.title));
    view! {
        <Counted id="conflicts" open count kind words title>
            <ul class="conflicts">
                <For each=move || refused.get() key=|refused| refused.made.id let:refused>
                    <Conflict refused/>
                </For>
            </ul>
        </Counted>
    }
}

#[component]
fn Conflict(
    /// What was not applied.
    refused: Refused,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let Refused { made, why } = refused;
    let id = made.id;
    let what = plan.said_of(&made.op);
    let by = match &why {
        AppError::Overtaken(overtaken) => Some(overtaken.by),
        _ => None,
    };
    let reason = move || {
        // Who is not of the project has a name once it is known who is here.
        plan.others().track();
        match by.and_then(|by| plan.person(by)) {
            Some(who) => t_string!(i18n, conflicts.by, who = who),
            None => why.sentence(i18n.get_locale()),
        }
    };
    let rest = match merged_text(&made.op) {
        Some((task, property, mine)) => {
            view! { <Merge id task property mine=mine.to_owned()/> }.into_any()
        }
        None => view! {
            <div class="conflicts__choices">
                <Button on_press=move || {
                    plan.forget_refused(id);
                }>{t!(i18n, conflicts.theirs)}</Button>
                <Button kind=ButtonKind::Primary on_press=move || plan.do_anyway(id)>
                    {t!(i18n, conflicts.mine)}
                </Button>
            </div>
        }
        .into_any(),
    };
    view! {
        <li class="conflicts__one">
            <p class="conflicts__what">{what}</p>
            <p class="u-small u-faint">{reason}</p>
            {rest}
        </li>
    }
}

/// Two versions of a text and a third to be made of them.
#[component]
fn Merge(
    /// The operation that was not applied.
    id: OpId,
    /// Of which task.
    task: TaskId,
    /// Title or description.
    property: Property,
    /// This person's version.
    mine: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let theirs = Memo::new(move |_| {
        plan.with(|view| {
            let task = view.plan.tasks.get(&task);
            task.map(|task| match property {
                Property::Title => task.title.clone(),
                _ => task.description.clone(),
            })
            .unwrap_or_default()
        })
    });
    let merged = RwSignal::new(mine.clone());
    let from_mine = mine.clone();
    let save = move || {
        let text = merged.get_untracked();
        let to = match property {
            Property::Title => TaskChange::Title(text),
            _ => TaskChange::Description(text),
        };
        plan.forget_refused(id);
        plan.dispatch_quietly(PlanOp::change(task, to));
    };
    view! {
        <p class="u-small">{t!(i18n, conflicts.merge)}</p>
        <div class="conflicts__versions">
            <section>
                <h3 class="conflicts__head">{t!(i18n, conflicts.their_text)}</h3>
                <p class="conflicts__text">{move || theirs.get()}</p>
            </section>
            <section>
                <h3 class="conflicts__head">{t!(i18n, conflicts.my_text)}</h3>
                <p class="conflicts__text">{mine}</p>
            </section>
        </div>
        <TextArea
            name=format!("merged-{id}")
            label=t!(i18n, conflicts.merged)
            bind=merged
        />
        <div class="conflicts__choices">
            <Button on_press=move || merged.set(theirs.get_untracked())>
                {t!(i18n, conflicts.take_theirs)}
            </Button>
            <Button on_press=move || merged.set(from_mine.clone())>
                {t!(i18n, conflicts.take_mine)}
            </Button>
            <Button kind=ButtonKind::Primary on_press=save>
                {t!(i18n, conflicts.save_merged)}
            </Button>
        </div>
    }
}
