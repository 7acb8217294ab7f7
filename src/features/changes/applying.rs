//! A change becomes part of the plan: the button, the question before, and the way back.

use domain::change::ChangeState;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::numbers::grouped;
use locale::{t, t_string, tu_string, use_i18n};

use super::apply_api::{apply_change, take_back_change};
use super::desk::Desk;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::toast::use_toasts;

/// The next step of a change: into the plan, or out of it again.
#[component]
pub fn ApplyButton(
    /// The change.
    desk: Desk,
) -> impl IntoView {
    match desk.change().state {
        ChangeState::Open | ChangeState::Approved => view! { <Apply desk /> }.into_any(),
        ChangeState::Applied => view! { <TakeBack desk /> }.into_any(),
        ChangeState::Refused | ChangeState::Withdrawn => ().into_any(),
    }
}

#[component]
fn Apply(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let change = desk.change();
    let (id, version, number) = (change.id, change.version, change.number);
    let open = RwSignal::new(false);
    let name = move || tu_string!(i18n, changes.numbered, number = number);
    let apply = Action::new(move |(): &()| apply_change(id, version, name()));
    when_done(apply, move |()| {
        open.set(false);
        desk.again();
        let said = tu_string!(i18n, changes.applied, name = name());
        toasts.offer(said, tu_string!(i18n, common.undo), move || {
            spawn_local(async move {
                match take_back_change(id, version + 1).await {
                    Ok(()) => desk.again(),
                    Err(error) => toasts.fail(error.sentence(i18n.get_locale_untracked())),
                }
            });
        });
    });
    let actions = move || {
        view! {
            <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Merge
                busy=apply.pending()
                on_press=move || {
                    apply.dispatch(());
                }
            >
                {t!(i18n, changes.apply)}
            </Button>
        }
    };
    view! {
        <Button
            kind=ButtonKind::Primary
            icon=Icon::Merge
            reason=no_apply(desk)
            on_press=move || open.set(true)
        >
            {t!(i18n, changes.apply)}
        </Button>
        <Dialog
            id="change-apply"
            open
            title=t!(i18n, changes.apply)
            close_label=t!(i18n, common.close)
            actions
        >
            <p>{move || what_happens(desk, number)}</p>
            <Failure error=failure_of(apply) />
        </Dialog>
    }
}

/// What applying does, and how far the plan has moved on since the branch was drawn.
fn what_happens(desk: Desk, number: i32) -> String {
    let i18n = use_i18n();
    let ready = desk.with(|sheet| {
        let id = sheet.to_apply.as_ref().ok()?;
        sheet.options.iter().find(|one| one.option.id == *id).cloned()
    });
    let Some(sheet) = ready else { return String::new() };
    let count = sheet.steps().count();
    let key = sheet.option.key;
    let name = t_string!(i18n, changes.numbered, number = number);
    let first = t_string!(i18n, changes.apply_what, key = key, count = grouped(count), name = name);
    match sheet.behind {
        0 => first,
        behind => {
            let more = t_string!(i18n, changes.apply_moved_on, count = grouped(behind));
            format!("{first} {more}")
        }
    }
}

/// Why the change cannot be applied by this person now.
fn no_apply(desk: Desk) -> Signal<Option<String>> {
    let i18n = use_i18n();
    let may_apply = desk.with(|sheet| sheet.may_decide && sheet.may_plan);
    let refusal = desk.with(|sheet| sheet.to_apply.clone().err());
    Signal::derive(move || {
        if !may_apply {
            return Some(t_string!(i18n, changes.only_lead).to_owned());
        }
        refusal.as_ref().map(|why| locale::refusals::sentence(i18n.get_locale(), why))
    })
}

/// The plan with the change in it, and the way out of it again.
#[component]
fn TakeBack(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let change = desk.change();
    let (id, version, number) = (change.id, change.version, change.number);
    let take_back = Action::new(move |(): &()| take_back_change(id, version));
    when_done(take_back, move |()| {
        let name = tu_string!(i18n, changes.numbered, number = number);
        toasts.say(tu_string!(i18n, changes.taken_back, name = name));
        desk.again();
    });
    let failure = failure_of(take_back);
    Effect::new(move |_| {
        if let Some(error) = failure.get() {
            toasts.fail(error.sentence(i18n.get_locale_untracked()));
        }
    });
    let may_apply = desk.with(|sheet| sheet.may_decide && sheet.may_plan);
    let reason =
        Signal::derive(move || (!may_apply).then(|| t_string!(i18n, changes.only_lead).to_owned()));
    view! {
        <Button
            kind=ButtonKind::Ghost
            icon=Icon::Undo
            reason
            busy=take_back.pending()
            on_press=move || {
                take_back.dispatch(());
            }
        >
            {t!(i18n, changes.take_back)}
        </Button>
        <LinkButton href=paths::gantt(change.project) icon=Icon::Gantt>
            {t!(i18n, changes.see_in_plan)}
        </LinkButton>
    }
}
