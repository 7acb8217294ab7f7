//! The common row of the plan's views: which view, undo and redo, what is saved.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::{t, t_string, use_i18n};

use crate::features::shared::plan::{PlanContext, SyncState};
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentLink, Segmented};

/// The row above the plan's views.
#[component]
pub fn PlanBar() -> impl IntoView {
    let i18n = use_i18n();
    let plan = PlanContext::expect();
    let path = use_location().pathname;
    let project = plan.project();
    let is_at = move |end: &'static str| Signal::derive(move || path.get().ends_with(end));
    view! {
        <div class="project__bar" data-print="hide">
            <Segmented label=move || t_string!(i18n, shell.views)>
                <SegmentLink href=paths::board(project) current=is_at("/board") icon=Icon::Kanban>
                    {t!(i18n, shell.board)}
                </SegmentLink>
                <SegmentLink href=paths::gantt(project) current=is_at("/gantt") icon=Icon::Gantt>
                    {t!(i18n, shell.gantt)}
                </SegmentLink>
                <SegmentLink href=paths::list(project) current=is_at("/list") icon=Icon::List>
                    {t!(i18n, shell.list)}
                </SegmentLink>
                {plan.may_edit().then(|| view! {
                    <SegmentLink
                        href=paths::import(project)
                        current=is_at("/import")
                        icon=Icon::FileUp
                    >
                        {t!(i18n, shell.import)}
                    </SegmentLink>
                })}
            </Segmented>
            <div class="project__tools">
                <Sync/>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Undo
                    label=move || t_string!(i18n, common.undo)
                    reason=Signal::derive(move || {
                        (!plan.can_undo().get())
                            .then(|| t_string!(i18n, shell.nothing_to_undo).to_owned())
                    })
                    on_press=move || plan.undo()
                />
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Redo
                    label=move || t_string!(i18n, common.redo)
                    reason=Signal::derive(move || {
                        (!plan.can_redo().get())
                            .then(|| t_string!(i18n, shell.nothing_to_redo).to_owned())
                    })
                    on_press=move || plan.redo()
                />
            </div>
        </div>
    }
}

#[component]
fn Sync() -> impl IntoView {
    let i18n = use_i18n();
    let sync = PlanContext::expect().sync();
    let name = move || match sync.get() {
        SyncState::Saved => "saved",
        SyncState::Saving(_) => "saving",
        SyncState::Offline(_) => "offline",
        SyncState::SignedOut(_) => "signed-out",
    };
    let words = move || match sync.get() {
        SyncState::Saved => t_string!(i18n, shell.saved).to_owned(),
        SyncState::Saving(count) => t_string!(i18n, shell.saving, count = count),
        SyncState::Offline(count) => t_string!(i18n, shell.offline, count = count),
        SyncState::SignedOut(count) => t_string!(i18n, shell.signed_out, count = count),
    };
    view! { <span class="project__sync" data-state=name>{words}</span> }
}
