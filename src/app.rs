//! The document, what every page stands on, and THE route table.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::path;
use locale::{I18nContextProvider, t, use_i18n};

use crate::features::agreements::{AgreementsPage, GlassPage, VersionsPage};
use crate::features::board::BoardPage;
use crate::features::calendar::CalendarPage;
use crate::features::changes::{ChangePage, ChangesPage};
use crate::features::clients::{ClientPage, ClientsPage};
use crate::features::deliverables::DeliverablesPage;
use crate::features::flow::FlowPage;
use crate::features::gantt::GanttPage;
use crate::features::handover::HandoverPage;
use crate::features::home::HomePage;
use crate::features::import::ImportPage;
use crate::features::inbox::InboxPage;
use crate::features::list::ListPage;
use crate::features::messages::MessagesPage;
use crate::features::minutes::MinutesPage;
use crate::features::new_project::NewProjectPage;
use crate::features::overview::OverviewPage;
use crate::features::portfolio::PortfolioPage;
use crate::features::project::PlanFrame;
use crate::features::requirements::RequirementsPage;
use crate::features::risks::RisksPage;
use crate::features::scope::ScopePage;
use crate::features::settings::SettingsPage;
use crate::features::shell::Shell;
use crate::ui::live::provide_live;
use crate::ui::toast::provide_toasts;

/// The cookie in which the chosen language is kept: the browser's program writes it, and the server
/// where pages have no program.
pub const LOCALE_COOKIE: &str = "accord_locale";

/// The document of a page that the browser wakes; `build_id` names the assets of this build and
/// `look` carries the root's attributes: language, theme and text size.
pub fn document(build_id: &str, look: Look) -> impl IntoView + use<> {
    let nonce = use_nonce();
    let style = format!("/pkg/accord.css?v={build_id}");
    let script = format!("/pkg/accord.js?v={build_id}");
    let program = format!("/pkg/accord_bg.wasm?v={build_id}");
    let icons = format!("/pkg/icons.svg?v={build_id}");
    let wake = format!(
        "Promise.all([import('{script}'),fetch('{icons}').then(r=>r.text(),()=>'')])\
         .then(([m,icons])=>m.default({{module_or_path:'{program}'}}).then(()=>m.start(icons)))"
    );
    view! {
        <!DOCTYPE html>
        <html
            lang=look.language
            data-theme=look.theme
            data-text=look.text
            data-build=build_id.to_owned()
        >
            <head>
                <meta charset="utf-8"/>
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover"
                />
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="stylesheet" href=style/>
                <link rel="modulepreload" href=script nonce=nonce.clone()/>
                <link rel="preload" href=icons r#as="fetch" crossorigin="anonymous"/>
                <link rel="preload" href=program r#as="fetch" crossorigin="anonymous"/>
                <script type="module" nonce=nonce inner_html=wake></script>
                <leptos_meta::MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// What the root of a document says about language and look.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// `zh-CN` or `en`.
    pub language: &'static str,
    /// `light`, `dark`, `projector`; none follows the system.
    pub theme: Option<String>,
    /// `large`, `xlarge`; none is the standard size.
    pub text: Option<String>,
}

/// The program in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_toasts();
    provide_live();
    view! {
        <I18nContextProvider cookie_name=LOCALE_COOKIE cookie_options=locale::cookie_options()>
            <Pages/>
        </I18nContextProvider>
    }
}

#[component]
fn Pages() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Title text=t!(i18n, common.app_name)/>
        <Router>
            <Shell>
                <Routes fallback=|| view! { <crate::features::shell::Missing/> }>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/projects") view=PortfolioPage/>
                    <Route path=path!("/projects/new") view=NewProjectPage/>
                    <ParentRoute path=path!("/projects/:project") view=Outlet>
                        <Route path=path!("") view=OverviewPage/>
                        <Route path=path!("scope") view=ScopePage/>
                        <Route path=path!("agreements") view=AgreementsPage/>
                        <Route path=path!("agreements/:request/sign") view=GlassPage/>
                        <Route
                            path=path!("agreements/versions/:kind/:subject")
                            view=VersionsPage
                        />
                        <Route path=path!("requirements") view=RequirementsPage/>
                        <Route path=path!("risks") view=RisksPage/>
                        <Route path=path!("messages") view=MessagesPage/>
                        <Route path=path!("minutes") view=MinutesPage/>
                        <Route path=path!("changes") view=ChangesPage/>
                        <Route path=path!("changes/:change") view=ChangePage/>
                        <Route path=path!("deliverables") view=DeliverablesPage/>
                        <Route path=path!("handover") view=HandoverPage/>
                        <ParentRoute path=path!("") view=PlanFrame>
                            <Route path=path!("board") view=BoardPage/>
                            <Route path=path!("gantt") view=GanttPage/>
                            <Route path=path!("list") view=ListPage/>
                            <Route path=path!("calendar") view=CalendarPage/>
                            <Route path=path!("import") view=ImportPage/>
                            <Route path=path!("flow") view=FlowPage/>
                        </ParentRoute>
                    </ParentRoute>
                    <Route path=path!("/clients") view=ClientsPage/>
                    <Route path=path!("/clients/:client") view=ClientPage/>
                    <Route path=path!("/inbox") view=InboxPage/>
                    <Route path=path!("/settings") view=SettingsPage/>
                </Routes>
            </Shell>
        </Router>
    }
}
