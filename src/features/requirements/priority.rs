//! How much a requirement matters: as a word, and as four buttons of which one is pressed.

use domain::RequirementId;
use domain::requirement::{PRIORITIES, Priority};
use leptos::prelude::*;
use locale::{requirements, t_string, use_i18n};

use super::desk::Desk;
use crate::ui::segmented::{SegmentButton, Segmented};

/// The four priorities of a requirement; one tap changes it.
#[component]
pub fn PriorityPicker(
    /// Which requirement.
    id: RequirementId,
    /// Whether whole words stand on the buttons, where there is room.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (requirement, reason) = (desk.requirement(id), desk.reason());
    let name = move || requirement.with(|one| one.as_ref().map(|one| one.name()));
    let label = move || {
        let name = name().unwrap_or_default();
        t_string!(i18n, requirements.priority_of, name = name)
    };
    let button = move |(priority, _): (Priority, &'static str)| {
        let is_chosen = move || {
            requirement.with(|one| one.as_ref().is_some_and(|one| one.says.priority == priority))
        };
        let choose = move || {
            if desk.may_edit() {
                desk.save(id, String::new(), move |says| says.priority = priority);
            } else if let Some(reason) = reason.get_untracked() {
                desk.say(reason);
            }
        };
        let words = move || match whole {
            true => requirements::priority(i18n.get_locale(), priority),
            false => requirements::priority_short(i18n.get_locale(), priority),
        };
        view! {
            <SegmentButton
                pressed=Signal::derive(is_chosen)
                on_press=choose
                label=move || requirements::priority(i18n.get_locale(), priority)
            >
                {words}
            </SegmentButton>
        }
    };
    view! {
        <div class="requirements__priority">
            <Segmented label=label>{PRIORITIES.map(button).collect_view()}</Segmented>
        </div>
    }
}

/// A priority as a word; its weight also shows in the colour.
#[component]
pub fn PriorityChip(
    /// How much it matters.
    priority: Priority,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="chip requirements__weight" data-priority=priority.as_str()>
            {move || requirements::priority(i18n.get_locale(), priority)}
        </span>
    }
}
