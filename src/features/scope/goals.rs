//! The goals of the project.

use domain::scope::Goal;
use leptos::prelude::*;
use locale::{t, use_i18n};

use super::goal_card::GoalCard;
use super::goal_form::{GoalDialog, GoalForm};
use super::state::ScopeState;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The goals as cards, and the form in which one is written.
#[component]
pub fn Goals() -> impl IntoView {
    let i18n = use_i18n();
    let state = ScopeState::expect();
    let ids = Memo::new(move |_| {
        state.with(|opened| opened.goals.iter().map(|line| line.goal.id).collect::<Vec<_>>())
    });
    let form = GoalForm::new();
    let open = RwSignal::new(false);
    let write = Callback::new(move |goal: Option<Goal>| {
        form.fill(goal);
        open.set(true);
    });
    let add = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Plus
                reason=state.refusal()
                on_press=move || write.run(None)
            >
                {t!(i18n, scope.add_goal)}
            </Button>
        }
    };
    // An empty list has its button in the middle.
    let has_goals = move || ids.with(|ids| !ids.is_empty());
    let corner = move || view! { <Show when=has_goals>{add()}</Show> };
    let nothing = move || {
        view! {
            <Empty icon=Icon::Target sentence=t!(i18n, scope.no_goals) action=add />
        }
    };
    view! {
        <Panel
            id="scope-goals"
            title=t!(i18n, scope.goals)
            count=Signal::derive(move || ids.with(Vec::len))
            actions=corner
        >
            <Show when=has_goals fallback=nothing>
                <ul class="scope__goals">
                    <For
                        each=move || ids.get()
                        key=|id| *id
                        children=move |id| view! { <GoalCard id on_edit=write /> }
                    />
                </ul>
            </Show>
        </Panel>
        <GoalDialog form open />
    }
}
