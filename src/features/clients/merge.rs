//! Two clients that are one: pointed out where the names agree, and made one on request.

use domain::ClientId;
use domain::client::merge::duplicates;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::ClientLine;
use super::merge_api::merge_clients;
use crate::error::AppError;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::named;
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::field::SelectField;
use crate::ui::toast::use_toasts;

/// Two clients: the one that stays and the one that goes, as `<select>` names them.
#[derive(Clone, Copy)]
pub struct Pair {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    stays: RwSignal<String>,
    goes: RwSignal<String>,
}

impl Pair {
    /// Nobody yet.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { open: RwSignal::new(false), stays: empty(), goes: empty() }
    }

    /// Opens the dialog with these two chosen.
    pub fn show(self, pair: Option<(ClientId, ClientId)>) {
        let (stays, goes) = pair.map(|(one, other)| (one.to_string(), other.to_string())).unzip();
        self.stays.set(stays.unwrap_or_default());
        self.goes.set(goes.unwrap_or_default());
        self.open.set(true);
    }
}

/// The line that says which clients look alike; nothing when none do.
#[component]
pub fn Alike(
    /// The clients in the list.
    lines: StoredValue<Vec<ClientLine>>,
    /// What the button fills in.
    pair: Pair,
) -> impl IntoView {
    let i18n = use_i18n();
    let found = lines.with_value(|lines| duplicates(lines.iter().map(|line| &line.client)));
    let two = found.first().and_then(|alike| Some((*alike.first()?, *alike.get(1)?)));
    two.map(|(one, other)| {
        let names = lines.with_value(|lines| (name_of(lines, one), name_of(lines, other)));
        let sentence = move || {
            let (first, second) = names.clone();
            t_string!(i18n, clients.alike, first, second)
        };
        let action = move || {
            view! {
                <Button on_press=move || pair.show(Some((one, other)))>
                    {t!(i18n, clients.merge)}
                </Button>
            }
        };
        view! {
            <Banner kind=BannerKind::Info actions=action>
                {sentence}
            </Banner>
        }
    })
}

/// Makes two clients one.
#[component]
pub fn MergeDialog(
    /// The clients in the list.
    lines: StoredValue<Vec<ClientLine>>,
    /// Which two.
    pair: Pair,
    /// Called afterwards.
    #[prop(into)]
    on_merged: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let merge = Action::new(move |(stays, goes): &((ClientId, i32), (ClientId, i32))| {
        let ((stays, version), (goes, other)) = (*stays, *goes);
        merge_clients(stays, version, goes, other)
    });
    when_done(merge, move |()| {
        pair.open.set(false);
        toasts.say(t_string!(i18n, clients.merged));
        on_merged.run(());
    });
    let failure = failure_of(merge);
    let chosen = move || {
        let (stays, goes) = (line_of(lines, pair.stays)?, line_of(lines, pair.goes)?);
        (stays.client.id != goes.client.id).then_some((stays, goes))
    };
    let reason =
        move || chosen().is_none().then(|| t_string!(i18n, clients.merge_needs).to_owned());
    let press = move || {
        if let Some((stays, goes)) = untrack(chosen) {
            let of = |line: &ClientLine| (line.client.id, line.client.version);
            merge.dispatch((of(&stays), of(&goes)));
        }
    };
    let actions = move || {
        view! {
            <Button on_press=move || pair.open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button
                kind=ButtonKind::Danger
                busy=merge.pending()
                reason=Signal::derive(reason)
                on_press=press
            >
                {t!(i18n, clients.merge)}
            </Button>
        }
    };
    let closed = move || {
        if failure.get_untracked() == Some(AppError::Conflict) {
            on_merged.run(());
        }
    };
    let moves = move || {
        chosen().map(|(stays, goes)| {
            let (stays, goes) = (stays.client.name, goes.client.name);
            t_string!(i18n, clients.merge_moves, stays, goes)
        })
    };
    view! {
        <Dialog
            id="clients-merge"
            open=pair.open
            title=t!(i18n, clients.merge_title)
            close_label=t!(i18n, common.close)
            size=DialogSize::Medium
            on_close=closed
            actions
        >
            <div class="field__form">
                {select("merge-stays", lines, pair.stays)} {select("merge-goes", lines, pair.goes)}
                <p class="u-muted" role="status">{moves}</p>
                <Failure error=failure />
            </div>
        </Dialog>
    }
}

fn select(
    name: &'static str,
    lines: StoredValue<Vec<ClientLine>>,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = move || match name {
        "merge-stays" => t_string!(i18n, clients.merge_stays),
        _ => t_string!(i18n, clients.merge_goes),
    };
    let options = move || {
        let none = t_string!(i18n, clients.choose_client);
        let option = |line: &ClientLine| (line.client.id.to_string(), line.client.name.clone());
        lines.with_value(|lines| named::or_none(none, lines.iter().map(option)))
    };
    view! {
        <SelectField
            name=name
            label=label
            options=Signal::derive(options)
            bind=chosen
        />
    }
}

fn line_of(lines: StoredValue<Vec<ClientLine>>, id: RwSignal<String>) -> Option<ClientLine> {
    let id = id.get().parse::<ClientId>().ok()?;
    lines.with_value(|lines| lines.iter().find(|line| line.client.id == id).cloned())
}

fn name_of(lines: &[ClientLine], client: ClientId) -> String {
    let found = lines.iter().find(|line| line.client.id == client);
    found.map(|line| line.client.name.clone()).unwrap_or_default()
}
