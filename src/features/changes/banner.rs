//! What stands above a plan that is shown with a branch on top of it.

use domain::ChangeOptionId;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use crate::features::shared::draft_api::{BranchHead, discard_branch, open_branch};
use crate::features::shared::loaded::{Asked, Failure, ask, failure_of, when_done};
use crate::features::shared::plan::{PlanContext, Source, SyncState};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// Says that what is shown is a draft; nothing above the plan in force.
#[component]
pub fn DraftBanner() -> impl IntoView {
    match PlanContext::expect().source() {
        Source::Draft(option) => view! { <Told option /> }.into_any(),
        Source::Project | Source::Past => ().into_any(),
    }
}

#[component]
fn Told(option: ChangeOptionId) -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let asked = ask(move || option, open_branch);
    // The server tells what it has.
    plan.when_saved(move || asked.refetch());
    let leaving = RwSignal::new(false);
    let words = move || {
        asked.get().and_then(Result::ok).map(|head| {
            let number = t_string!(i18n, changes.numbered, number = head.number);
            let first = t_string!(i18n, changes.draft_of, number = number, key = head.key);
            let (count, conflicts) = (head.operations, head.conflicts);
            let rest = match conflicts {
                0 => t_string!(i18n, changes.draft_clear, count = grouped(count)),
                _ => t_string!(
                    i18n,
                    changes.draft_conflicts,
                    count = grouped(count),
                    conflicts = grouped(conflicts)
                ),
            };
            format!("{first} {rest}")
        })
    };
    let project = plan.project();
    let back = move || match asked.get().and_then(Result::ok) {
        Some(head) => paths::change(project, head.change),
        None => paths::changes(project),
    };
    let sync = plan.sync();
    let reason = Signal::derive(move || {
        let may_edit = asked.get().and_then(Result::ok).is_some_and(|head| head.may_edit);
        let is_saved = sync.get() == SyncState::Saved;
        match (may_edit, is_saved) {
            (false, _) => Some(t_string!(i18n, changes.draft_closed).to_owned()),
            (true, false) => Some(t_string!(i18n, changes.draft_saving).to_owned()),
            (true, true) => None,
        }
    });
    view! {
        <div class="changes__draft" role="status">
            <Icon icon=Icon::Branch />
            <p class="changes__draft-words">
                <b>{t!(i18n, changes.draft)}</b>
                " "
                {words}
            </p>
            <div class="changes__draft-acts">
                <LinkButton href=Signal::derive(back) icon=Icon::ArrowLeft>
                    {t!(i18n, changes.back_to_change)}
                </LinkButton>
                <Button
                    kind=ButtonKind::Ghost
                    icon=Icon::Trash
                    reason
                    on_press=move || leaving.set(true)
                >
                    {t!(i18n, changes.discard)}
                </Button>
            </div>
        </div>
        <Discard option asked leaving />
    }
}

/// Asks before a branch is emptied: nothing brings it back.
#[component]
fn Discard(
    option: ChangeOptionId,
    asked: Asked<BranchHead>,
    leaving: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let project = PlanContext::expect().project();
    let navigate = use_navigate();
    let discard = Action::new(move |version: &i32| discard_branch(option, *version));
    when_done(discard, move |()| {
        leaving.set(false);
        if let Some(head) = asked.get_untracked().and_then(Result::ok) {
            navigate(&paths::change(project, head.change), Default::default());
        }
    });
    let press = move || {
        if let Some(head) = asked.get_untracked().and_then(Result::ok) {
            discard.dispatch(head.version);
        }
    };
    let actions = move || {
        view! {
            <Button on_press=move || leaving.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button kind=ButtonKind::Danger busy=discard.pending() on_press=press>
                {t!(i18n, changes.discard)}
            </Button>
        }
    };
    view! {
        <Dialog
            id="draft-discard"
            open=leaving
            title=t!(i18n, changes.discard)
            close_label=t!(i18n, common.close)
            actions
        >
            <p>{t!(i18n, changes.discard_sure)}</p>
            <Failure error=failure_of(discard) />
        </Dialog>
    }
}
