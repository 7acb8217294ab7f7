//! The common row of the plan's views: which view, undo and redo, what is saved.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::numbers::grouped;
use locale::{Words, t, t_string, use_i18n};

use super::calendars::{Calendars, Desk};
use super::conflicts::Conflicts;
use super::plan_settings::PlanSettings;
use super::problems::Problems;
use crate::features::history::HistoryButton;
use crate::features::shared::looking_back::LookingBack;
use crate::features::shared::paused::Paused;
use crate::features::shared::pen::PenChip;
use crate::features::shared::plan::{PlanContext, Source, SyncState};
use crate::features::shared::stirs::Stirs;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom::{self, database};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuLink, MenuSeparator};
use crate::ui::segmented::{SegmentLink, Segmented};

/// So many faces of others are shown; the rest is in the words.
const OTHERS_MAX: usize = 5;
/// Where there is no room for all of the row.
const PHONE: &str = "(max-width: 639px)";

/// The row above the plan's views.
#[component]
pub fn PlanBar() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let path = use_location().pathname;
    let looking = LookingBack::expect();
    let project = plan.project();
    let is_past = move || looking.at().get().is_some();
    let to = move |view| move || looking.address(view, project);
    let is_at = move |end: &'static str| Signal::derive(move || path.get().ends_with(end));
    // How work flows over the board belongs to the board, which leads there and back.
    let is_board = Signal::derive(move || {
        let path = path.get();
        path.ends_with("/board") || path.ends_with("/flow")
    });
    view! {
        <div class="project__bar" data-print="hide">
            <Segmented label=t!(i18n, shell.views)>
                <SegmentLink href=to(paths::board) current=is_board icon=Icon::Kanban>
                    {t!(i18n, shell.board)}
                </SegmentLink>
                <SegmentLink href=to(paths::gantt) current=is_at("/gantt") icon=Icon::Gantt>
                    {t!(i18n, shell.gantt)}
                </SegmentLink>
                <SegmentLink href=to(paths::list) current=is_at("/list") icon=Icon::List>
                    {t!(i18n, shell.list)}
                </SegmentLink>
                <SegmentLink
                    href=to(paths::calendar)
                    current=is_at("/calendar")
                    icon=Icon::CalendarDays
                >
                    {t!(i18n, shell.calendar)}
                </SegmentLink>
                {move || (plan.may_edit() && !is_past() && !looking.is_draft()).then(|| view! {
                    <span class="project__wide u-not-phone">
                        <SegmentLink
                            href=paths::import(project)
                            current=is_at("/import")
                            icon=Icon::FileUp
                        >
                            {t!(i18n, shell.import)}
                        </SegmentLink>
                    </span>
                })}
            </Segmented>
            <div class="project__tools">
                <div class="project__notes">
                    <PenChip/>
                    <Others/>
                    <Paused menu="plan-more-button"/>
                    <Conflicts/>
                    <Problems/>
                </div>
                <Sync/>
                <UndoRedo/>
                <Show when=move || !looking.is_draft()>
                    <span class="project__wide u-not-phone">
                        <HistoryButton/>
                    </span>
                    <More/>
                </Show>
            </div>
        </div>
    }
}

/// A step back and a step forth; neither in the past.
#[component]
fn UndoRedo() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let looking = LookingBack::expect();
    let can_undo = plan.can_undo();
    let no_undo = move || {
        let nothing = || t_string!(i18n, shell.nothing_to_undo).to_owned();
        why_past(i18n, looking).or_else(|| (!can_undo.get()).then(nothing))
    };
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Undo
            label=t!(i18n, common.undo)
            reason=Signal::derive(no_undo)
            on_press=move || plan.undo()
        />
        <span class="project__wide u-not-phone">
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Redo
                label=t!(i18n, common.redo)
                reason=why_no_redo(i18n, plan, looking)
                on_press=move || plan.redo()
            />
        </span>
    }
}

/// Why nothing can be changed: a moment of the past is shown.
fn why_past(i18n: Words, looking: LookingBack) -> Option<String> {
    let is_past = looking.at().get().is_some();
    is_past.then(|| t_string!(i18n, history.reading_only).to_owned())
}

/// Why no step can be taken forth; none where one can.
fn why_no_redo(i18n: Words, plan: PlanContext, looking: LookingBack) -> Signal<Option<String>> {
    let can_redo = plan.can_redo();
    Signal::derive(move || {
        let nothing = || t_string!(i18n, shell.nothing_to_redo).to_owned();
        why_past(i18n, looking).or_else(|| (!can_redo.get()).then(nothing))
    })
}

/// What is done to the whole plan.
#[component]
fn More() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let looking = LookingBack::expect();
    let is_open = RwSignal::new(false);
    let desk = Desk::new();
    let stirs = Stirs::expect();
    let is_paused = stirs.is_paused();
    let turn_live = move || stirs.pause(!is_paused.get_untracked());
    let reason = Signal::derive(move || {
        let no_right = || t_string!(i18n, gantt.no_right).to_owned();
        why_past(i18n, looking).or_else(|| (!plan.may_edit()).then(no_right))
    });
    view! {
        <Menu id="plan-more" label=t!(i18n, shell.plan_more)>
            {dom::matches_media(PHONE).then(|| view! { <OnPhone/> })}
            <MenuItem icon=Icon::Settings reason on_choose=move || is_open.set(true)>
                {t!(i18n, shell.plan_settings)}
            </MenuItem>
            <MenuItem icon=Icon::CalendarDays reason on_choose=move || desk.open.set(true)>
                {t!(i18n, calendars.title)}
            </MenuItem>
            <MenuItem icon=Icon::Pause checked=is_paused on_choose=turn_live>
                {t!(i18n, shell.pause_live)}
            </MenuItem>
            <MenuLink href=paths::plan_xml(plan.project()) icon=Icon::Download is_file=true>
                {t!(i18n, shell.export_mspdi)}
            </MenuLink>
        </Menu>
        <PlanSettings open=is_open desk/>
        <Calendars desk/>
    }
}

/// What stands in the row itself where there is room for it.
#[component]
fn OnPhone() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let looking = LookingBack::expect();
    let may_import = plan.may_edit() && looking.at().get_untracked().is_none();
    view! {
        <MenuItem
            icon=Icon::Redo
            reason=why_no_redo(i18n, plan, looking)
            on_choose=move || plan.redo()
        >
            {t!(i18n, common.redo)}
        </MenuItem>
        <MenuItem icon=Icon::History on_choose=move || looking.toggle()>
            {t!(i18n, history.title)}
        </MenuItem>
        {may_import.then(|| view! {
            <MenuLink href=paths::import(plan.project()) icon=Icon::FileUp>
                {t!(i18n, shell.import)}
            </MenuLink>
        })}
        <MenuSeparator/>
    }
}

#[component]
fn Sync() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let sync = plan.sync();
    let is_draft = matches!(plan.source(), Source::Draft(_));
    let name = move || match sync.get() {
        SyncState::Saved => "saved",
        SyncState::Saving(_) => "saving",
        SyncState::Offline(_) => "offline",
        SyncState::SignedOut(_) => "signed-out",
    };
    let words = move || match sync.get() {
        SyncState::Saved => t_string!(i18n, shell.saved).to_owned(),
        SyncState::Saving(count) => t_string!(i18n, shell.saving, count = grouped(count)),
        SyncState::Offline(count) if is_draft => {
            t_string!(i18n, changes.offline, count = grouped(count))
        }
        SyncState::Offline(count) if database::is_failing() => {
            t_string!(i18n, shell.offline_unkept, count = grouped(count))
        }
        SyncState::Offline(count) => t_string!(i18n, shell.offline, count = grouped(count)),
        SyncState::SignedOut(count) if database::is_failing() => {
            t_string!(i18n, shell.signed_out_unkept, count = grouped(count))
        }
        SyncState::SignedOut(count) => t_string!(i18n, shell.signed_out, count = grouped(count)),
    };
    let sign_in = format!("{}?next={}", paths::SIGN_IN, paths::board(plan.project()));
    let is_out = move || matches!(sync.get(), SyncState::SignedOut(_));
    view! {
        <span class="project__sync" data-state=name role="status">{words}</span>
        <Show when=is_out>
            <a class="project__sign-in" rel="external" href=sign_in.clone()>
                {t!(i18n, conflicts.sign_in)}
            </a>
        </Show>
    }
}

/// Who else has the project open.
#[component]
fn Others() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let names = Memo::new(move |_| {
        let others = plan.others().get();
        let names: BTreeSet<String> = others.into_iter().map(|other| other.name).collect();
        names.into_iter().collect::<Vec<_>>()
    });
    let label = move || t_string!(i18n, conflicts.here, names = names.get().join(", "));
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <div class="project__others" role="group" aria-label=label title=label>
                {move || names.get().into_iter().take(OTHERS_MAX).map(|name| {
                    view! { <Avatar name/> }
                }).collect_view()}
            </div>
        </Show>
    }
}
