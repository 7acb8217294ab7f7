//! That live updates are paused, how much waits meanwhile, and the way on.

use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use super::plan::PlanContext;
use super::stirs::Stirs;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// Nothing while what others do appears by itself: on the page in sight, and in the plan where one
/// is open around this.
#[component]
pub fn Paused(
    /// The id of the button of the menu in which live updates are paused.
    menu: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let (stirs, plan) = (Stirs::expect(), use_context::<PlanContext>());
    let (is_paused, of_plan) = (stirs.is_paused(), plan.map(PlanContext::held_back));
    let held = Memo::new(move |_| stirs.held_back() + of_plan.map_or(0, |held| held.get()));
    let words = move || match held.get() {
        0 => t_string!(i18n, shell.live_paused).to_owned(),
        1 => t_string!(i18n, shell.show_held_one).to_owned(),
        count => t_string!(i18n, shell.show_held, count = grouped(count)),
    };
    let nothing = Signal::derive(move || {
        (held.get() == 0).then(|| t_string!(i18n, shell.nothing_held).to_owned())
    });
    let show = move || {
        stirs.show_held();
        plan.into_iter().for_each(PlanContext::show_held);
    };
    let go_on = move || {
        // This button goes with the pause, and the keyboard would be nowhere.
        dom::focus_by_id(menu);
        stirs.pause(false);
    };
    view! {
        <Show when=move || is_paused.get()>
            <div
                class="paused"
                role="group"
                aria-label=move || t_string!(i18n, shell.live_paused)
                data-print="hide"
            >
                <Button icon=Icon::Pause reason=nothing on_press=show>
                    {words}
                </Button>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Play
                    label=t!(i18n, shell.resume_live)
                    on_press=go_on
                />
            </div>
        </Show>
    }
}
