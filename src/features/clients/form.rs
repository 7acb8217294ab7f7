//! The dialog that enters a client or changes one.

use domain::ClientId;
use domain::client::{
    CLIENT_KINDS, CLIENT_STAGES, Client, ClientDraft, ClientKind, ClientStage, TIERS, Tier,
};
use leptos::prelude::*;
use locale::{Words, nouns, t, t_string, use_i18n};

use super::api::{create_client, update_client};
use super::words;
use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::features::shared::named;
use crate::ui::field::{SelectField, TextArea, TextField};

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    kind: RwSignal<ClientKind>,
    stage: RwSignal<ClientStage>,
    tier: RwSignal<Option<Tier>>,
    note: RwSignal<String>,
}

impl Form {
    fn of(client: Option<&Client>) -> Self {
        let form = Self {
            name: RwSignal::new(String::new()),
            kind: RwSignal::new(ClientKind::Company),
            stage: RwSignal::new(ClientStage::Potential),
            tier: RwSignal::new(None),
            note: RwSignal::new(String::new()),
        };
        form.fill(client);
        form
    }

    fn fill(self, client: Option<&Client>) {
        self.name.set(client.map(|client| client.name.clone()).unwrap_or_default());
        self.kind.set(client.map_or(ClientKind::Company, |client| client.kind));
        self.stage.set(client.map_or(ClientStage::Potential, |client| client.stage));
        self.tier.set(client.and_then(|client| client.tier));
        self.note.set(client.map(|client| client.note.clone()).unwrap_or_default());
    }

    fn draft(self) -> ClientDraft {
        ClientDraft {
            name: self.name.get_untracked(),
            kind: self.kind.get_untracked(),
            stage: self.stage.get_untracked(),
            tier: self.tier.get_untracked(),
            note: self.note.get_untracked(),
        }
    }
}

/// Enters a client, or changes the one that is given. What was typed stays until it is saved.
#[component]
pub fn ClientDialog(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The client to change; without one a new client is entered.
    #[prop(optional, into)]
    client: Option<Client>,
    /// Called once it is saved.
    #[prop(into)]
    on_saved: Callback<ClientId>,
    /// Called when the dialog closes after somebody else was faster.
    #[prop(optional, into)]
    on_stale: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::of(client.as_ref());
    let known = client.map(|client| (client.id, client.version));
    let new_id = StoredValue::new(None::<ClientId>);
    let save = Action::new(move |draft: &ClientDraft| {
        let draft = draft.clone();
        async move {
            if let Some((id, version)) = known {
                return update_client(id, version, draft).await.map(|()| id);
            }
            let id = new_id.get_value().unwrap_or_else(|| fresh::id(ClientId::new));
            new_id.set_value(Some(id));
            create_client(id, draft).await
        }
    });
    let failure = failure_of(save);
    when_done(save, move |id| {
        open.set(false);
        if known.is_none() {
            new_id.set_value(None);
            form.fill(None);
        }
        on_saved.run(id);
    });
    let closed = move || {
        let is_stale = failure.get_untracked() == Some(AppError::Conflict);
        if let Some(on_stale) = on_stale.filter(|_| is_stale) {
            on_stale.run(());
        }
    };
    let title = move || match known {
        Some(_) => t_string!(i18n, clients.edit),
        None => t_string!(i18n, clients.new),
    };
    view! {
        <FormDialog
            id
            open
            title
            on_submit=move || {
                save.dispatch(form.draft());
            }
            failure
            busy=save.pending()
            on_close=closed
        >
            {fields(form)}
        </FormDialog>
    }
}

fn fields(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let kinds = move || named::options(i18n.get_locale(), &CLIENT_KINDS, nouns::client_kind);
    let stages = move || named::options(i18n.get_locale(), &CLIENT_STAGES, nouns::client_stage);
    view! {
        <TextField
            name="client-name"
            label=t!(i18n, common.name)
            bind=form.name
            required=true
            max_length=200
        />
        <div class="field__row">
            <SelectField
                name="client-kind"
                label=t!(i18n, clients.kind)
                options=Signal::derive(kinds)
                value=move || form.kind.get().as_str().to_owned()
                on_change=move |name: String| named::set(form.kind, &name)
            />
            <SelectField
                name="client-stage"
                label=t!(i18n, clients.stage)
                options=Signal::derive(stages)
                value=move || form.stage.get().as_str().to_owned()
                on_change=move |name: String| named::set(form.stage, &name)
            />
            <SelectField
                name="client-tier"
                label=t!(i18n, clients.tier)
                options=Signal::derive(move || tier_options(i18n, t_string!(i18n, clients.no_tier)))
                value=move || form.tier.get().map(Tier::as_str).unwrap_or_default().to_owned()
                on_change=move |name: String| form.tier.set(name.parse().ok())
            />
        </div>
        <TextArea
            name="client-note"
            label=t!(i18n, clients.note)
            hint=t!(i18n, clients.note_hint)
            bind=form.note
        />
    }
}

/// The tiers to choose from; before them none, in these words.
pub(super) fn tier_options(i18n: Words, none: &str) -> Vec<(String, String)> {
    named::or_none(none, named::options(i18n.get_locale(), &TIERS, words::tier))
}
