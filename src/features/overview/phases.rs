//! The phases with their methods, and where the project is.

use domain::project::{PHASES, Phase, Project};
use leptos::prelude::*;
use locale::{nouns, t, t_string, use_i18n};

use super::api::set_phase;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::ButtonKind;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::stepper::{Step, StepState, Stepper};

/// The phases that follow each other; monitoring runs beside them.
const ROW: [Phase; 4] = [Phase::Initiation, Phase::Planning, Phase::Execution, Phase::Closing];

/// The stepper, and for the lead a menu to say where the project is.
#[component]
pub fn Phases(
    /// The project.
    project: Project,
    /// Done share of the work, 0 to 100.
    percent: Option<u8>,
    /// Whether this person may say where the project is.
    may_edit: bool,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let current = project.phase;
    let methods = project.methods;
    let step = move |(index, phase): (usize, Phase)| {
        let state = state_of(phase, current);
        let word = move || match state {
            StepState::Done => t_string!(i18n, overview.phase_done),
            StepState::Current => t_string!(i18n, overview.phase_current),
            StepState::Ahead => t_string!(i18n, overview.phase_ahead),
        };
        let shown = percent.filter(|_| state == StepState::Current);
        view! {
            <Step
                number=index + 1
                name=move || nouns::phase(i18n.get_locale(), phase)
                state=state
                word
                note=move || nouns::method(i18n.get_locale(), methods.of(phase))
                percent=Signal::stored(shown)
            />
        }
    };
    let is_monitoring = current == Phase::Monitoring;
    view! {
        <div class="overview__phases">
            <Stepper label=t!(i18n, overview.phases)>
                {ROW.into_iter().enumerate().map(step).collect_view()}
            </Stepper>
            <div class="overview__monitoring" data-current=is_monitoring.then_some("true")>
                <span>
                    <b>{move || nouns::phase(i18n.get_locale(), Phase::Monitoring)}</b>
                    " · "
                    {move || nouns::method(i18n.get_locale(), methods.of(Phase::Monitoring))}
                    " · "
                    {t!(i18n, overview.monitoring_beside)}
                </span>
                {may_edit.then(|| view! { <PhaseMenu project=project.clone() changed /> })}
            </div>
        </div>
    }
}

#[component]
fn PhaseMenu(project: Project, changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version, current) = (project.id, project.version, project.phase);
    let save = Action::new(move |phase: &Phase| set_phase(id, version, *phase));
    let failure = failure_of(save);
    when_done(save, move |()| changed.run(()));
    let item = move |(phase, _): (Phase, &'static str)| {
        let choose = move || {
            if phase != current {
                save.dispatch(phase);
            }
        };
        view! {
            <MenuItem on_choose=choose checked=phase == current>
                {move || nouns::phase(i18n.get_locale(), phase)}
            </MenuItem>
        }
    };
    view! {
        <div class="overview__phase-menu">
            <Menu
                id="overview-phase"
                label=t!(i18n, overview.set_phase)
                kind=ButtonKind::Ghost
                icon=Some(Icon::Route)
                face=move || t!(i18n, overview.set_phase)
            >
                {PHASES.into_iter().map(item).collect_view()}
            </Menu>
            <Failure error=failure />
        </div>
    }
}

/// Where a phase of the row stands. While monitoring is the emphasis, execution goes on.
fn state_of(phase: Phase, current: Phase) -> StepState {
    let current = if current == Phase::Monitoring { Phase::Execution } else { current };
    match phase.cmp(&current) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => StepState::Current,
        std::cmp::Ordering::Greater => StepState::Ahead,
    }
}
