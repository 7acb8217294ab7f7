//! The panel of one requirement, beside whichever view it was opened from.

use domain::RequirementId;
use domain::message::ThreadKind;
use leptos::prelude::*;
use locale::{t, t_string, td_string, use_i18n};

use super::api::{move_requirement, remove_requirement};
use super::criteria::Criteria;
use super::desk::{Desk, View};
use super::fields::Fields;
use super::list::StatusBadge;
use super::notice::SignedNotice;
use super::priority::PriorityPicker;
use super::traces::Traces;
use crate::features::messages::Thread;
use crate::ui::banner::Banner;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::TextField;
use crate::ui::icon::Icon;
use crate::ui::sheet::Sheet;

/// The requirement that is open. Put it last inside a `sheet__host`.
#[component]
pub fn RequirementSheet() -> impl IntoView {
    let desk = Desk::expect();
    let title = Memo::new(move |_| {
        let opened = desk.opened.get();
        let name = desk.get(|found| {
            let one = found.requirements.iter().find(|one| Some(one.id) == opened);
            one.map(|one| one.name())
        });
        let word = || td_string!(desk.locale(), requirements.requirement).to_owned();
        name.unwrap_or_else(word)
    });
    view! {
        <Sheet
            id="requirement"
            open=Signal::derive(move || desk.opened.get().is_some())
            on_close=move || desk.open(None)
            title=title
            close_label=desk.word(|locale| td_string!(locale, requirements.close))
        >
            {move || desk.opened.get().map(|id| view! { <Panel id /> })}
        </Sheet>
    }
}

#[component]
fn Panel(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let is_there = Memo::new(move |_| one.with(Option::is_some));
    let gone = move || view! { <p class="u-muted">{t!(i18n, requirements.gone)}</p> };
    let thread = move || {
        let project = desk.project();
        project.map(|project| {
            view! { <Thread project kind=ThreadKind::Requirement id=id.0 /> }
        })
    };
    view! {
        <Show when=move || is_there.get() fallback=gone>
            <div class="requirements__panel">
                <div class="u-row u-wrap">
                    <StatusBadge id />
                    <Origin id />
                </div>
                <Reading />
                <SignedNotice requirement=id />
                <Dropped id />
                <PriorityPicker id whole=true />
                <Fields id />
                <Criteria id />
                <Traces id />
                {thread}
                <End id />
            </div>
        </Show>
    }
}

/// The conversation that it comes from.
#[component]
fn Origin(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let title = Memo::new(move |_| {
        let record = one.with(|one| one.as_ref().and_then(|one| one.elicitation))?;
        desk.get(|found| {
            let known = found.elicitations.iter().find(|known| known.id == record);
            known.map(|known| known.says.title.clone())
        })
    });
    move || {
        title.get().map(|title| {
            let said = move || t_string!(i18n, requirements.from_record, title = title.clone());
            view! {
                <a class="u-link" href=move || desk.href(View::Interviews, Some(id))>
                    {said}
                </a>
            }
        })
    }
}

/// Why nothing can be changed here.
#[component]
fn Reading() -> impl IntoView {
    let desk = Desk::expect();
    let reason = desk.reason();
    move || reason.get().map(|reason| view! { <Banner>{reason}</Banner> })
}

/// Why it is no longer pursued.
#[component]
fn Dropped(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let reason =
        Memo::new(move |_| one.with(|one| one.as_ref().and_then(|one| one.says.dropped.clone())));
    let locked = desk.reason();
    let take_up = move || desk.save(id, String::new(), |says| says.dropped = None);
    move || {
        reason.get().map(|reason| {
            let actions = move || {
                view! {
                    <Button icon=Icon::RotateCcw reason=locked on_press=take_up>
                        {t!(i18n, requirements.take_up)}
                    </Button>
                }
            };
            let said =
                move || t_string!(i18n, requirements.dropped_because, reason = reason.clone());
            view! { <Banner actions=actions>{said}</Banner> }
        })
    }
}

/// Its place in the document, and the end of it.
#[component]
fn End(id: RequirementId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let one = desk.requirement(id);
    let is_asking = RwSignal::new(false);
    let step = move |is_up: bool| move || desk.send(move_requirement(id, is_up));
    let reason = desk.reason();
    let locked = Signal::derive(move || {
        let locale = desk.locale();
        let is_locked = desk.get(|found| found.put_forward.contains(&id));
        let why = || td_string!(locale, requirements.was_put_forward).to_owned();
        reason.get().or_else(|| is_locked.then(why))
    });
    let remove = move || {
        let Some(known) = one.get_untracked() else { return };
        desk.open(None);
        desk.send(async move {
            remove_requirement(id, known.version).await?;
            let locale = desk.locale_now();
            desk.say(td_string!(locale, requirements.removed, name = known.name()));
            Ok(())
        });
    };
    let is_pursued = move || one.with(|one| one.as_ref().is_some_and(|one| !one.is_dropped()));
    view! {
        <Show when=move || is_asking.get() && is_pursued()>
            <WhyDropped id is_asking />
        </Show>
        <div class="requirements__end">
            <Button icon=Icon::ArrowUp reason on_press=step(true)>
                {t!(i18n, requirements.move_up)}
            </Button>
            <Button icon=Icon::ArrowDown reason on_press=step(false)>
                {t!(i18n, requirements.move_down)}
            </Button>
            <Show when=move || is_pursued() && !is_asking.get()>
                <Button
                    icon=Icon::Archive
                    reason
                    on_press=move || is_asking.set(true)
                >
                    {t!(i18n, requirements.drop)}
                </Button>
            </Show>
            <Button
                kind=ButtonKind::Danger
                icon=Icon::Trash
                reason=locked
                on_press=remove
            >
                {t!(i18n, requirements.remove)}
            </Button>
        </div>
    }
}

/// Asks why it is no longer pursued.
#[component]
fn WhyDropped(id: RequirementId, is_asking: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let why = RwSignal::new(String::new());
    let missing = Signal::derive(move || {
        let is_missing = why.with(|why| why.trim().is_empty());
        let locale = desk.locale();
        is_missing.then(|| td_string!(locale, requirements.reason_needed).to_owned())
    });
    let put_down = move || {
        let reason = why.get_untracked();
        desk.save(id, reason.clone(), move |says| says.dropped = Some(reason));
        is_asking.set(false);
    };
    view! {
        <div class="requirements__group requirements__why">
            <TextField
                name="requirement-dropped"
                label=t!(i18n, requirements.drop_why)
                hint=t!(i18n, requirements.drop_hint)
                bind=why
                max_length=200
            />
            <div class="u-row u-wrap">
                <Button reason=missing on_press=put_down>{t!(i18n, requirements.drop)}</Button>
                <Button kind=ButtonKind::Ghost on_press=move || is_asking.set(false)>
                    {t!(i18n, common.cancel)}
                </Button>
            </div>
        </div>
    }
}
