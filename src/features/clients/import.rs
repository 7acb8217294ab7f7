//! Contacts from a file: choose it, look at what it holds, take it in.

use domain::ClientId;
use domain::client::cards::{Card, CardFile};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};
use web_sys::{Event, File, HtmlInputElement};

use crate::error::AppError;
use crate::features::shared::loaded::Failure;
use crate::features::shared::upload::answered;
use crate::paths;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::dom;
use crate::ui::field::SelectField;
use crate::ui::icon::Icon;
use crate::ui::table::DataTable;
use crate::ui::toast::use_toasts;

/// What stands in the dialog: for whom, the file, and what was found in it.
#[derive(Clone, Copy)]
struct Import {
    client: RwSignal<Option<ClientId>>,
    name: RwSignal<Option<String>>,
    found: RwSignal<Option<CardFile>>,
    failure: RwSignal<Option<AppError>>,
    is_busy: RwSignal<bool>,
    file: StoredValue<Option<File>, LocalStorage>,
    on_saved: Callback<CardFile>,
}

impl Import {
    fn choose(self, file: File) {
        self.name.set(Some(file.name()));
        self.file.set_value(Some(file));
        self.send(false);
    }

    fn forget(self) {
        self.name.set(None);
        self.file.set_value(None);
        self.found.set(None);
        self.failure.set(None);
    }

    /// Sends the file to be looked at, or to be taken in.
    fn send(self, apply: bool) {
        let file = self.file.get_value().zip(self.client.get_untracked());
        let Some((file, client)) = file.filter(|_| !self.is_busy.get_untracked()) else { return };
        self.failure.set(None);
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = send(client, &file, apply).await;
            // Whoever left the page meanwhile gets no answer.
            if self.is_busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(found) if found.is_saved => self.on_saved.run(found),
                Ok(found) => self.found.set(Some(found)),
                Err(error) => {
                    self.found.set(None);
                    self.failure.set(Some(error));
                }
            }
        });
    }
}

/// Takes contacts in from a vCard or a table.
#[component]
pub fn ImportDialog(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The clients to choose from, with their names; there may be one.
    clients: Vec<(ClientId, String)>,
    /// Called once contacts were taken in.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let saved = Callback::new(move |file: CardFile| {
        open.set(false);
        toasts.say(t_string!(i18n, clients.imported, count = grouped(file.fresh.len())));
        on_saved.run(());
    });
    let import = Import {
        client: RwSignal::new(clients.first().map(|(client, _)| *client)),
        name: RwSignal::new(None),
        found: RwSignal::new(None),
        failure: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        file: StoredValue::new_local(None),
        on_saved: saved,
    };
    let choices = StoredValue::new(clients);
    let actions = move || {
        view! {
            <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Save import />
        }
    };
    view! {
        <Dialog
            id
            open
            title=t!(i18n, clients.import_contacts)
            close_label=t!(i18n, common.close)
            size=DialogSize::Large
            on_close=move || import.forget()
            actions
        >
            <div class="field__form">
                <p class="u-muted">{t!(i18n, clients.import_what)}</p>
                {whose(import, choices)}
                <Chooser import />
                <Failure error=import.failure />
                {move || import.found.get().map(|file| view! { <Found file /> })}
            </div>
        </Dialog>
    }
}

/// The client to choose, where there are several.
fn whose(import: Import, choices: StoredValue<Vec<(ClientId, String)>>) -> impl IntoView {
    let i18n = use_i18n();
    let options = move || {
        let option = |(id, name): &(ClientId, String)| (id.to_string(), name.clone());
        choices.with_value(|choices| choices.iter().map(option).collect::<Vec<_>>())
    };
    let choose = move |id: String| {
        import.client.set(id.parse().ok());
        // Who is known already differs from client to client.
        import.found.set(None);
        import.send(false);
    };
    (choices.with_value(Vec::len) > 1).then(|| {
        view! {
            <SelectField
                name="import-client"
                label=t!(i18n, clients.import_client)
                options=Signal::derive(options)
                value=move || {
                    import.client.get().map(|id| id.to_string()).unwrap_or_default()
                }
                on_change=choose
            />
        }
    })
}

#[component]
fn Chooser(import: Import) -> impl IntoView {
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let changed = move |event: Event| {
        let field: HtmlInputElement = event_target(&event);
        let file = field.files().and_then(|files| files.get(0));
        file.into_iter().for_each(|file| import.choose(file));
        // The same file may be chosen again after it has been corrected.
        field.set_value("");
    };
    let open = move || {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <div class="clients__chooser">
            <input
                class="u-hidden"
                type="file"
                accept=".vcf,.csv,.txt,text/vcard,text/csv"
                tabindex="-1"
                aria-hidden="true"
                node_ref=field
                on:change=changed
            />
            <Button icon=Icon::FileUp busy=import.is_busy on_press=open>
                {t!(i18n, clients.import_choose)}
            </Button>
            <span class="u-muted" aria-live="polite">
                {move || import.name.get()}
            </span>
        </div>
    }
}

/// The contacts of the file: those that are new, then those that are known already.
#[component]
fn Found(file: CardFile) -> impl IntoView {
    let i18n = use_i18n();
    let (fresh, known) = (file.fresh.len(), file.known.len());
    let head = move || {
        view! {
            <th scope="col">{t!(i18n, clients.person_name)}</th>
            <th scope="col">{t!(i18n, clients.person_title)}</th>
            <th scope="col">{t!(i18n, clients.email)}</th>
            <th scope="col">{t!(i18n, clients.phone)}</th>
        }
    };
    let row = move |(card, is_known): (Card, bool)| {
        let draft = card.draft;
        view! {
            <tr>
                <td>
                    {draft.name} " "
                    {is_known.then(|| view! { <Chip>{t!(i18n, clients.import_known)}</Chip> })}
                </td>
                <td>{draft.title}</td>
                <td>{draft.email}</td>
                <td>{draft.phone}</td>
            </tr>
        }
    };
    let cards = file.fresh.into_iter().map(|card| (card, false));
    let all = cards.chain(file.known.into_iter().map(|card| (card, true)));
    view! {
        <p role="status">
            {move || {
                let (fresh, known) = (grouped(fresh), grouped(known));
                t_string!(i18n, clients.import_found, fresh, known)
            }}
        </p>
        <DataTable caption=t!(i18n, clients.contacts) head=head>
            {all.map(row).collect_view()}
        </DataTable>
    }
}

#[component]
fn Save(import: Import) -> impl IntoView {
    let i18n = use_i18n();
    let count =
        move || import.found.with(|found| found.as_ref().map_or(0, |found| found.fresh.len()));
    let reason = move || (count() == 0).then(|| t_string!(i18n, clients.import_nothing).to_owned());
    view! {
        <Button
            kind=ButtonKind::Primary
            busy=import.is_busy
            reason=Signal::derive(reason)
            on_press=move || import.send(true)
        >
            {move || t_string!(i18n, clients.import_save, count = grouped(count()))}
        </Button>
    }
}

async fn send(client: ClientId, file: &File, apply: bool) -> Result<CardFile, AppError> {
    let address = format!("{}?apply={apply}", paths::contacts_file(client));
    answered(dom::post_file(&address, file).await)
}
