//! What the team decides: approve what the client does not see, refuse, withdraw, open again.

use domain::ChangeOptionId;
use domain::change::ChangeState;
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::api::{approve_option, refuse_change, reopen_change, withdraw_change};
use super::desk::Desk;
use super::notes::NoteDialog;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// What was decided inside the team, and what can be.
#[component]
pub fn Decide(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = desk.change().state;
    let body = match state {
        ChangeState::Open => view! { <Choices desk /> }.into_any(),
        ChangeState::Approved | ChangeState::Refused | ChangeState::Withdrawn => {
            view! { <Decided desk /> <Reopen desk /> }.into_any()
        }
        ChangeState::Applied => view! { <Decided desk /> }.into_any(),
    };
    view! {
        <Panel id="change-decide" title=t!(i18n, changes.inside)>
            {body}
        </Panel>
    }
}

/// What was decided, by whom, when, in which words.
#[component]
fn Decided(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let change = desk.change();
    let (state, note) = (change.state, change.decided_note);
    let decided = desk.with(|sheet| sheet.decided.clone());
    let words = move || {
        let what = match state {
            ChangeState::Open => String::new(),
            ChangeState::Approved => t_string!(i18n, changes.was_approved).to_owned(),
            ChangeState::Refused => t_string!(i18n, changes.was_refused).to_owned(),
            ChangeState::Withdrawn => t_string!(i18n, changes.was_withdrawn).to_owned(),
            ChangeState::Applied => t_string!(i18n, changes.was_applied).to_owned(),
        };
        let who = decided.clone().map(|(name, day)| {
            let day = dates::full(i18n.get_locale(), day);
            t_string!(i18n, changes.by_on, name = name, day = day)
        });
        std::iter::once(what).chain(who).collect::<Vec<_>>().join(" · ")
    };
    view! {
        <p>{words}</p>
        {(!note.is_empty()).then(|| view! { <p class="changes__reason">{note}</p> })}
    }
}

#[component]
fn Reopen(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (desk.id(), desk.change().version);
    let reopen = Action::new(move |(): &()| reopen_change(id, version));
    when_done(reopen, move |()| desk.again());
    view! {
        <div class="changes__decide">
            <Button
                icon=Icon::RotateCcw
                reason=desk.no_decision()
                busy=reopen.pending()
                on_press=move || {
                    reopen.dispatch(());
                }
            >
                {t!(i18n, changes.reopen)}
            </Button>
        </div>
        <Failure error=failure_of(reopen) />
    }
}

#[component]
fn Choices(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (desk.id(), desk.change().version);
    let (approving, refusing, withdrawing) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let approve = Action::new(move |(option, version, note): &(ChangeOptionId, i32, String)| {
        approve_option(*option, *version, note.clone())
    });
    let refuse = Action::new(move |note: &String| refuse_change(id, version, note.clone()));
    let withdraw = Action::new(move |note: &String| withdraw_change(id, version, note.clone()));
    for action in [refuse, withdraw] {
        when_done(action, move |()| desk.again());
    }
    when_done(approve, move |()| desk.again());
    let send_approval = move |note: String| {
        if let Some(sheet) = untrack(|| desk.shown()) {
            approve.dispatch((sheet.option.id, sheet.option.version, note));
        }
    };
    view! {
        <p class="u-muted">{t!(i18n, changes.inside_what)}</p>
        <Doors desk approving refusing withdrawing />
        <NoteDialog
            id="change-approve"
            open=approving
            title=t!(i18n, changes.approve)
            label=t!(i18n, changes.note)
            kind=ButtonKind::Primary
            error=failure_of(approve)
            busy=approve.pending().into()
            on_send=send_approval
        />
        <NoteDialog
            id="change-refuse"
            open=refusing
            title=t!(i18n, changes.refuse)
            label=t!(i18n, changes.why_refused)
            required=true
            kind=ButtonKind::Danger
            error=failure_of(refuse)
            busy=refuse.pending().into()
            on_send=move |note| {
                refuse.dispatch(note);
            }
        />
        <NoteDialog
            id="change-withdraw"
            open=withdrawing
            title=t!(i18n, changes.withdraw)
            label=t!(i18n, changes.note)
            kind=ButtonKind::Primary
            error=failure_of(withdraw)
            busy=withdraw.pending().into()
            on_send=move |note| {
                withdraw.dispatch(note);
            }
        />
    }
}

/// The buttons that open the dialogs.
#[component]
fn Doors(
    desk: Desk,
    approving: RwSignal<bool>,
    refusing: RwSignal<bool>,
    withdrawing: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="changes__decide">
            <Button
                icon=Icon::Check
                reason=no_approval(desk)
                on_press=move || approving.set(true)
            >
                {t!(i18n, changes.approve)}
            </Button>
            <Button
                icon=Icon::Ban
                reason=desk.no_decision()
                on_press=move || refusing.set(true)
            >
                {t!(i18n, changes.refuse)}
            </Button>
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Archive
                reason=desk.no_edit()
                on_press=move || withdrawing.set(true)
            >
                {t!(i18n, changes.withdraw)}
            </Button>
        </div>
    }
}

/// Why the option that is looked at cannot be approved here.
fn no_approval(desk: Desk) -> Signal<Option<String>> {
    let i18n = use_i18n();
    let no_decision = desk.no_decision();
    Signal::derive(move || {
        let shown = desk.shown();
        let touches = shown.as_ref().is_some_and(|sheet| sheet.impact.touches_client);
        let is_empty = shown.is_none_or(|sheet| sheet.operations.is_empty());
        no_decision.get().or_else(|| match (is_empty, touches) {
            (true, _) => Some(t_string!(i18n, changes.nothing_to_approve).to_owned()),
            (false, true) => Some(t_string!(i18n, refusal.client_decides).to_owned()),
            (false, false) => None,
        })
    })
}
