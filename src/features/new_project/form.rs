//! What the four steps collect, kept on this device until the project is made.

use std::collections::BTreeSet;

use domain::client::{ClientDraft, ClientKind, ClientStage};
use domain::project::{Advice, ProjectDraft, project_key};
use domain::{ClientId, ContactId, ProjectId, Refusal, UserId, text};
use leptos::prelude::*;
use locale::Locale;
use serde::{Deserialize, Serialize};

use super::api::NewProject;
use crate::features::shared::fresh;
use crate::ui::dom;

/// Where this device keeps what was typed.
const KEPT: &str = "new-project";
/// The value of the client picker that stands for a client to be entered.
pub const NEW_CLIENT: &str = "new";

/// What was typed, as it is kept on this device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    client: String,
    client_name: String,
    kind: Option<ClientKind>,
    name: String,
    key: String,
    method: Option<Advice>,
    start: String,
    holidays: Option<bool>,
    members: BTreeSet<UserId>,
    contacts: BTreeSet<ContactId>,
}

/// The four steps' fields.
#[derive(Clone, Copy)]
pub struct Form {
    /// The chosen client's id, `NEW_CLIENT`, or empty while none is chosen.
    pub client: RwSignal<String>,
    /// The name of a client to be entered.
    pub client_name: RwSignal<String>,
    /// The kind of a client to be entered.
    pub kind: RwSignal<ClientKind>,
    /// The project's name.
    pub name: RwSignal<String>,
    /// The project's key.
    pub key: RwSignal<String>,
    /// How it is run.
    pub method: RwSignal<Advice>,
    /// First day, as the date field writes it.
    pub start: RwSignal<String>,
    /// Whether Chinese holidays count; none is the language's usual.
    pub holidays: RwSignal<Option<bool>>,
    /// Who works on it beside the lead.
    pub members: RwSignal<BTreeSet<UserId>>,
    /// Who of the client may see its page.
    pub contacts: RwSignal<BTreeSet<ContactId>>,
    /// Whether errors beside fields are shown yet.
    pub is_tried: RwSignal<bool>,
    ids: StoredValue<(ProjectId, ClientId)>,
}

impl Form {
    /// An empty form that fills itself with what this device kept.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let form = Self {
            client: empty(),
            client_name: empty(),
            kind: RwSignal::new(ClientKind::Company),
            name: empty(),
            key: empty(),
            method: RwSignal::new(Advice::Hybrid),
            start: empty(),
            holidays: RwSignal::new(None),
            members: RwSignal::new(BTreeSet::new()),
            contacts: RwSignal::new(BTreeSet::new()),
            is_tried: RwSignal::new(false),
            ids: StoredValue::new((ProjectId::new(0, [0; 10]), ClientId::new(0, [0; 10]))),
        };
        Effect::new(move |is_filled: Option<bool>| {
            if is_filled.is_none() {
                form.choose_ids();
                form.fill(recalled());
            }
            let text = serde_json::to_string(&form.kept()).unwrap_or_default();
            dom::remember(KEPT, &text);
            true
        });
        form
    }

    /// Forgets what this device kept, once the project is made.
    pub fn forget(self) {
        dom::forget(KEPT);
    }

    /// What stands in the way of the project's name.
    pub fn name_error(self) -> Option<Refusal> {
        self.name.with(|name| text::name(name).err())
    }

    /// What stands in the way of the project's key.
    pub fn key_error(self) -> Option<Refusal> {
        self.key.with(|key| project_key(key).err())
    }

    /// Whether a client is chosen, or named.
    pub fn has_client(self) -> bool {
        self.client.with(|client| match client.as_str() {
            "" => false,
            NEW_CLIENT => self.client_name.with(|name| text::name(name).is_ok()),
            _ => true,
        })
    }

    /// The chosen client, where it exists.
    pub fn known_client(self) -> Option<ClientId> {
        self.client.with(|client| client.parse().ok())
    }

    /// The day on which the plan begins; none while the date field holds none.
    pub fn start_day(self) -> Option<chrono::NaiveDate> {
        self.start.with(|start| start.parse().ok())
    }

    /// Whether Chinese holidays count: as chosen, else yes in Chinese.
    pub fn has_holidays(self, locale: Locale) -> bool {
        self.holidays.get().unwrap_or(locale == Locale::zh_CN)
    }

    /// The project to make; none while something is missing.
    pub fn project(self, locale: Locale) -> Option<NewProject> {
        if !self.has_client() {
            return None;
        }
        let (id, new_client) = self.ids.get_value();
        let known = self.known_client();
        let client = known.is_none().then(|| ClientDraft {
            name: self.client_name.get(),
            kind: self.kind.get(),
            stage: ClientStage::Active,
            tier: None,
            note: String::new(),
        });
        let draft = ProjectDraft {
            client: known.unwrap_or(new_client),
            key: self.key.get(),
            name: self.name.get(),
            methods: self.method.get().methods(),
            start: self.start_day()?,
            has_chinese_holidays: self.has_holidays(locale),
            members: self.members.get().into_iter().collect(),
            contacts: self.contacts.get().into_iter().collect(),
        };
        Some(NewProject { id, draft, client, language: locale.to_string() })
    }

    fn choose_ids(self) {
        self.ids.set_value((fresh::id(ProjectId::new), fresh::id(ClientId::new)));
    }

    fn kept(self) -> Kept {
        Kept {
            client: self.client.get(),
            client_name: self.client_name.get(),
            kind: Some(self.kind.get()),
            name: self.name.get(),
            key: self.key.get(),
            method: Some(self.method.get()),
            start: self.start.get(),
            holidays: self.holidays.get(),
            members: self.members.get(),
            contacts: self.contacts.get(),
        }
    }

    fn fill(self, kept: Kept) {
        self.client.set(kept.client);
        self.client_name.set(kept.client_name);
        self.kind.set(kept.kind.unwrap_or(ClientKind::Company));
        self.name.set(kept.name);
        self.key.set(kept.key);
        self.method.set(kept.method.unwrap_or(Advice::Hybrid));
        if !kept.start.is_empty() {
            self.start.set(kept.start);
        }
        self.holidays.set(kept.holidays);
        self.members.set(kept.members);
        self.contacts.set(kept.contacts);
    }
}

fn recalled() -> Kept {
    let text = dom::recall(KEPT).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
