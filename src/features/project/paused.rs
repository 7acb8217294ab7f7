//! That live updates are paused, how much waits meanwhile, and the way on.

use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use crate::features::shared::plan::PlanContext;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The button of the menu in which live updates are paused.
const MENU_BUTTON: &str = "plan-more-button";

/// Nothing while what others do appears by itself.
#[component]
pub fn Paused() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let (is_paused, held) = (plan.is_paused(), plan.held_back());
    let words = move || match held.get() {
        0 => t_string!(i18n, shell.live_paused).to_owned(),
        1 => t_string!(i18n, shell.show_held_one).to_owned(),
        count => t_string!(i18n, shell.show_held, count = grouped(count)),
    };
    let nothing = Signal::derive(move || {
        (held.get() == 0).then(|| t_string!(i18n, shell.nothing_held).to_owned())
    });
    let go_on = move || {
        // This button goes with the pause, and the keyboard would be nowhere.
        dom::focus_by_id(MENU_BUTTON);
        plan.pause(false);
    };
    view! {
        <Show when=move || is_paused.get()>
            <div
                class="project__paused"
                role="group"
                aria-label=move || t_string!(i18n, shell.live_paused)
            >
                <Button icon=Icon::Pause reason=nothing on_press=move || plan.show_held()>
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
