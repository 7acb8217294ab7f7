//! The team's shell: the areas, the top bar, and what belongs to every page.

pub mod api;
mod begin;
mod keys;
mod panes;
mod shortcuts;
mod top;

use domain::ProjectId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use locale::{t, t_string, use_i18n};

use crate::features::palette::Palette;
use crate::features::shared::areas::{self, NoProject, area_of};
use crate::features::shared::density;
use crate::features::shared::inbox_api::count_inbox;
use crate::features::shared::motion;
use crate::features::shared::paused::Paused;
use crate::features::shared::stirs::{INBOX, Stirs, when_stirred_always};
use crate::paths;
use crate::ui::banner::ReloadBar;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::live::LiveRegion;
use crate::ui::toast::ToastRegion;

use api::{Me, who_am_i};
use begin::BeginSheet;
use shortcuts::ShortcutSheet;
use top::Top;

/// What the shell gives to every page.
#[derive(Clone, Copy)]
pub struct ShellContext {
    /// The person in front of the screen, once known.
    pub me: LocalResource<Option<Me>>,
    /// How many things wait in the inbox, once known.
    pub inbox: LocalResource<Option<i64>>,
    /// Whether the palette is open.
    pub palette: RwSignal<bool>,
    /// Whether the sheet of shortcuts is open.
    pub shortcuts: RwSignal<bool>,
    /// Whether the sheet of what can be begun is open.
    pub begin: RwSignal<bool>,
    /// Whether the page is in somebody else's hands: then nothing of the team's own stands there.
    pub is_handed_over: Memo<bool>,
}

/// The areas of the navigation; one appears when it holds something that works.
const AREAS: [(Area, &str, Icon); 4] = [
    (Area::Home, paths::HOME, Icon::Home),
    (Area::Projects, paths::PROJECTS, Icon::Projects),
    (Area::Clients, paths::CLIENTS, Icon::Users),
    (Area::Settings, paths::SETTINGS, Icon::Settings),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Area {
    Home,
    Projects,
    Clients,
    Settings,
}

/// The frame around every page of the team.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    // Going from one project to another, or out of one, is reason enough to count again.
    let place = Memo::new(move |_| project_in(&path.get()));
    let shell = ShellContext {
        me: LocalResource::new(|| async { who_am_i().await.ok() }),
        inbox: LocalResource::new(move || {
            place.track();
            async { count_inbox().await.ok() }
        }),
        palette: RwSignal::new(false),
        shortcuts: RwSignal::new(false),
        begin: RwSignal::new(false),
        is_handed_over: Memo::new(move |_| is_handed_over(&path.get())),
    };
    provide_context(shell);
    provide_context(NoProject(RwSignal::new(false)));
    Stirs::provide();
    when_stirred_always(|| None, &INBOX, move || shell.inbox.refetch());
    keys::listen(shell);
    density::follow_pointers();
    motion::follow_device();
    let is_work = move || is_work_surface(&path.get()).then_some("true");
    let is_bare = move || shell.is_handed_over.get().then_some("true");
    let is_own = move || !shell.is_handed_over.get();
    view! {
        <ReloadBar
            text=t!(i18n, error.panic)
            label=t!(i18n, common.reload)
        />
        <a class="u-skip" href="#page">{t!(i18n, shell.skip)}</a>
        <div class="shell" data-work=is_work data-bare=is_bare>
            <Show when=is_own>
                <Areas/>
            </Show>
            <div class="shell__main">
                <Show when=is_own>
                    <Top/>
                    // Above a plan it stands in the plan's own row.
                    <Show when=move || is_work().is_none()>
                        <Paused menu=top::ACCOUNT_BUTTON/>
                    </Show>
                </Show>
                <main class="shell__page" id="page" tabindex="-1">{children()}</main>
            </div>
        </div>
        <Show when=is_own>
            <Palette/>
            <ShortcutSheet/>
            <BeginSheet/>
        </Show>
        <ToastRegion
            label=t!(i18n, shell.messages)
            close_label=t!(i18n, common.close)
        />
        <LiveRegion/>
    }
}

#[component]
fn Areas() -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let shell: ShellContext = expect_context();
    let [home, projects, clients, settings] = AREAS.map(|(area, href, icon)| {
        let current = move || is_in(area, &path.get()).then_some("page");
        view! {
            <a
                class="shell__area"
                href=href
                aria-current=current
                title=move || area_name(i18n, area)
            >
                <Icon icon/>
                <span>{move || area_name(i18n, area)}</span>
            </a>
        }
    });
    view! {
        <nav class="shell__nav" aria-label=t!(i18n, shell.areas)>
            // Where there is no room for the name, it is still said.
            <a
                class="shell__brand"
                href=paths::HOME
                aria-label=t!(i18n, common.app_name)
            >
                <img src="/favicon.svg" alt="" width="24" height="24"/>
                <span>{t!(i18n, common.app_name)}</span>
            </a>
            {home}
            {projects}
            // On a phone what is begun lies in the middle, below the thumb.
            <button
                class="shell__area u-phone"
                type="button"
                aria-haspopup="dialog"
                on:click=move |_| shell.begin.set(true)
            >
                <Icon icon=Icon::Plus/>
                <span>{t!(i18n, shell.begin)}</span>
            </button>
            {clients}
            {settings}
        </nav>
    }
}

/// Shown for an address that leads nowhere.
#[component]
pub fn Missing() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            sentence=t!(i18n, error.not_found)
            action=move || view! {
                <a class="u-link" href=paths::HOME>{t!(i18n, error.home)}</a>
            }
        />
    }
}

/// Whether an address shows a plan: there the areas make room.
fn is_work_surface(path: &str) -> bool {
    area_of(path) == Some(areas::Area::Plan)
}

/// Whether an address is handed to the client on the team's tablet.
fn is_handed_over(path: &str) -> bool {
    let mut parts = path.trim_end_matches('/').split('/').skip(1);
    let area = (parts.next(), parts.next().is_some(), parts.next());
    area == (Some("projects"), true, Some("agreements"))
        && parts.nth(1) == Some("sign")
        && parts.next().is_none()
}

/// The project that an address names.
#[must_use]
pub fn project_in(path: &str) -> Option<ProjectId> {
    path.strip_prefix("/projects/")?.split('/').next()?.parse().ok()
}

fn is_in(area: Area, path: &str) -> bool {
    match area {
        Area::Home => path == paths::HOME,
        Area::Projects => path.starts_with(paths::PROJECTS),
        Area::Clients => path.starts_with(paths::CLIENTS),
        Area::Settings => path.starts_with(paths::SETTINGS),
    }
}

fn area_name(i18n: locale::Words, area: Area) -> &'static str {
    match area {
        Area::Home => t_string!(i18n, shell.home),
        Area::Projects => t_string!(i18n, shell.projects),
        Area::Clients => t_string!(i18n, shell.clients),
        Area::Settings => t_string!(i18n, shell.settings),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_to_sign_on_is_handed_over() {
        assert!(is_handed_over("/projects/1/agreements/2/sign"));
        for own in ["/", "/projects/1", "/projects/1/agreements", "/projects/1/agreements/2"] {
            assert!(!is_handed_over(own), "{own}");
        }
        assert!(!is_handed_over("/projects/1/agreements/versions/sign/2"));
    }
}
