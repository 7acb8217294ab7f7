//! What every request shares.

use std::sync::Arc;

use store::Db;
use tokio::sync::Semaphore;

use super::assets::{self, Site};
use super::blobs::Blobs;
use super::codes::CodeKey;
use super::limits::Limits;
use super::live::Live;
use super::plans::Plans;
use super::settings::Settings;

/// So many pictures are made smaller at once: each may need the memory of a large photograph.
const PICTURES: usize = 2;

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The rooms of open projects.
    pub live: Live,
    /// Plans that are open.
    pub plans: Plans,
    /// The contents of files.
    pub blobs: Blobs,
    /// Whose turn it is to make a picture smaller.
    pub pictures: Arc<Semaphore>,
    /// What makes hashes of codes.
    pub code_key: CodeKey,
    /// Attempts that are counted.
    pub limits: Arc<Limits>,
    /// The site that the program embeds.
    pub site: Site,
    /// Names this build in addresses of assets.
    pub build_id: Arc<str>,
    /// For the leptos integration.
    pub leptos: leptos::config::LeptosOptions,
}

impl AppState {
    /// The state of a server over an open database, with the site that it serves.
    #[must_use]
    pub fn new(db: Db, settings: Settings, site: Site) -> Self {
        let leptos = leptos::config::LeptosOptions::builder().output_name("accord").build();
        let live = Live::new(db.clone());
        Self {
            db,
            blobs: Blobs::of(&settings.data),
            code_key: CodeKey::of(&settings.data),
            pictures: Arc::new(Semaphore::new(PICTURES)),
            settings: Arc::new(settings),
            plans: Plans::new(live.clone()),
            live,
            limits: Arc::new(Limits::default()),
            build_id: assets::build_id(site).into(),
            site,
            leptos,
        }
    }
}

impl axum::extract::FromRef<AppState> for leptos::config::LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

impl axum::extract::FromRef<AppState> for Site {
    fn from_ref(state: &AppState) -> Self {
        state.site
    }
}
