//! The top bar: where one is, search, help and oneself.

use domain::ProjectId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use locale::{t, t_string, use_i18n};

use super::{ShellContext, project_in};
use crate::error::AppError;
use crate::features::shared::areas::{AREAS, NoProject, area_of};
use crate::features::shared::plan_api::head_of_project;
use crate::features::shared::stirs::Stirs;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::chip::Chip;
use crate::ui::dom;
use crate::ui::dom::database::Shelf;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem, MenuLink};
use crate::ui::tabs::{Tab, Tabs};

/// The button of the menu about oneself.
pub const ACCOUNT_BUTTON: &str = "account-button";

/// The top bar.
#[component]
pub fn Top() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let path = use_location().pathname;
    let project = Memo::new(move |_| project_in(&path.get()));
    view! {
        <header class="shell__top">
            {move || match project.get() {
                Some(project) => view! { <ProjectTop project/> }.into_any(),
                None => view! { <SearchField/> }.into_any(),
            }}
            <div class="shell__tools">
                <span class="u-not-phone">
                    <Button
                        kind=ButtonKind::Icon
                        icon=Icon::Plus
                        label=t!(i18n, shell.begin)
                        on_press=move || shell.begin.set(true)
                    />
                </span>
                <Show when=move || project.get().is_some()>
                    <Button
                        kind=ButtonKind::Icon
                        icon=Icon::Search
                        label=t!(i18n, shell.search)
                        on_press=move || shell.palette.set(true)
                    />
                </Show>
                <Bell/>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Help
                    label=t!(i18n, shell.help)
                    on_press=move || shell.shortcuts.set(true)
                />
                <Account/>
            </div>
        </header>
    }
}

/// The way to the inbox, with how much waits there.
#[component]
fn Bell() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let count = move || shell.inbox.get().flatten().unwrap_or(0);
    let label = move || match count() {
        0 => t_string!(i18n, shell.inbox).to_owned(),
        count => t_string!(i18n, inbox.bell, count = count),
    };
    view! {
        <span class="shell__bell">
            <LinkButton kind=ButtonKind::Icon icon=Icon::Bell href=paths::INBOX label=label/>
            {move || (count() > 0).then(|| view! {
                <span class="shell__count" aria-hidden="true">{count().min(99)}</span>
            })}
        </span>
    }
}

#[component]
fn SearchField() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let keys = if dom::is_mac() { "⌘K" } else { "Ctrl K" };
    view! {
        <button type="button" class="shell__search" on:click=move |_| shell.palette.set(true)>
            <Icon icon=Icon::Search/>
            <span class="u-ellipsis u-not-phone">{t!(i18n, shell.search_hint)}</span>
            <span class="u-ellipsis u-phone">{t!(i18n, shell.search)}</span>
            <kbd>{keys}</kbd>
        </button>
    }
}

#[component]
fn ProjectTop(
    /// Which project the address names.
    project: ProjectId,
) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let head = LocalResource::new(move || head_of_project(project));
    let NoProject(is_missing) = expect_context();
    Effect::new(move |_| {
        let answer = head.get();
        is_missing.set(answer.is_some_and(|answer| answer == Err(AppError::NotFound)));
    });
    on_cleanup(move || {
        // The whole page may have gone before.
        let _ = is_missing.try_set(false);
    });
    let tabs = move || {
        AREAS.map(|area| {
            let current = Signal::derive(move || path.with(|path| area_of(path) == Some(area)));
            view! {
                <Tab href=area.href(project) current>{move || area.name(i18n)}</Tab>
            }
        })
    };
    view! {
        <div class="shell__crumb">
            {move || head.get().and_then(Result::ok).map(|head| {
                let client = paths::client(head.client);
                view! {
                    <a class="shell__client" href=client>{head.client_name}</a>
                    <span class="shell__slash" aria-hidden="true">"/"</span>
                    <strong class="shell__project">{head.name}</strong>
                    {head.is_demo.then(|| view! { <Chip>{t!(i18n, common.demo_badge)}</Chip> })}
                }
            })}
        </div>
        <Show when=move || !is_missing.get()>
            <Tabs label=t!(i18n, shell.project_areas)>{tabs()}</Tabs>
        </Show>
    }
}

#[component]
fn Account() -> impl IntoView {
    let i18n = use_i18n();
    let shell: ShellContext = expect_context();
    let stirs = Stirs::expect();
    let is_paused = stirs.is_paused();
    let turn_live = move || stirs.pause(!is_paused.get_untracked());
    move || {
        shell.me.get().flatten().map(|me| {
            let name = me.user.name;
            let face = {
                let name = name.clone();
                move || view! { <Avatar name=name.clone()/> }
            };
            view! {
                <Menu
                    id="account"
                    icon=None
                    label=move || t_string!(i18n, shell.account, name = name.as_str())
                    face=face
                >
                    <MenuLink href=paths::SETTINGS icon=Icon::Settings>
                        {t!(i18n, shell.settings)}
                    </MenuLink>
                    <MenuItem icon=Icon::Pause checked=is_paused on_choose=turn_live>
                        {t!(i18n, shell.pause_live)}
                    </MenuItem>
                    <form
                        class="shell__leave"
                        method="post"
                        action=paths::SIGN_OUT
                        on:submit=|_| spawn_local(async {
                            // What is unsent stays for the next sign-in of the same person.
                            dom::database::clear(Shelf::Plans).await;
                        })
                    >
                        <Button submit=true kind=ButtonKind::Ghost icon=Icon::LogOut>
                            {t!(i18n, shell.sign_out)}
                        </Button>
                    </form>
                </Menu>
            }
        })
    }
}
