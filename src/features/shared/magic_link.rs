//! A link to the client's page as it is handed over: link, QR code and six digits, this once.

use domain::{ContactId, RequestId};
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::loaded::{Failure, failure_of, when_done};
use super::magic_link_api::{FreshLink, link_to_decision};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::dom;
use crate::ui::field::SelectField;
use crate::ui::icon::Icon;
use crate::ui::qr::Qr;
use crate::ui::toast::use_toasts;

/// The new link, its QR code and its code: this once, because only their hashes are kept.
#[component]
pub fn MagicLink(
    /// The link.
    link: FreshLink,
    /// Called when it has been passed on.
    #[prop(into)]
    close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let FreshLink { name, email, address, qr, code, until, .. } = link;
    let name = StoredValue::new(name);
    let qr = qr.map(|picture| {
        let label = move || t_string!(i18n, magic_link.qr, name = name.get_value());
        view! { <Qr picture label=Signal::derive(label) /> }
    });
    let code = match code {
        Some(code) => {
            let hint = move || t_string!(i18n, overview.code_hint, email = email.clone());
            view! {
                <p class="magic_link__copy">
                    {t!(i18n, overview.code)} <b class="magic_link__code">{code.clone()}</b>
                    <Copy text=code label=t!(i18n, magic_link.copy_code) />
                </p>
                <p class="u-small">{hint}</p>
            }
            .into_any()
        }
        None => view! { <p class="u-small">{t!(i18n, overview.code_needs_email)}</p> }.into_any(),
    };
    let shown_once = move || {
        let day = dates::full(i18n.get_locale(), until);
        t_string!(i18n, overview.shown_once, day = day)
    };
    view! {
        <div class="magic_link" role="status">
            <p>{shown_once}</p>
            <div class="magic_link__parts">
                {qr} <div class="magic_link__words">
                    <div class="magic_link__copy">
                        <input
                            class="field__input"
                            readonly
                            value=address.clone()
                            aria-label=t!(i18n, overview.link)
                        />
                        <Copy text=address label=t!(i18n, magic_link.copy_link) />
                    </div>
                    {code}
                </div>
            </div>
            <div class="u-row">
                <Button on_press=move || close.run(())>{t!(i18n, overview.noted)}</Button>
            </div>
        </div>
    }
}

/// A button that puts a text on the clipboard.
#[component]
fn Copy(text: String, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let text = StoredValue::new(text);
    let copy = move || {
        leptos::task::spawn_local(async move {
            match dom::copy_text(&text.get_value()).await {
                true => toasts.say(t_string!(i18n, common.copied)),
                false => toasts.fail(t_string!(i18n, overview.copy_failed)),
            }
        });
    };
    view! { <Button icon=Icon::Copy label=label on_press=copy>{t!(i18n, common.copy)}</Button> }
}

/// A button that makes a link straight to a decision, for the one who is asked or who stands in.
#[component]
pub fn LinkToDecision(
    /// The request.
    request: RequestId,
    /// Who decides today: the approver first.
    people: Vec<(ContactId, String)>,
    /// Why no link can be made now; `None` when one can.
    #[prop(optional, into)]
    reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let fresh = RwSignal::new(None::<FreshLink>);
    let people: Vec<(String, String)> =
        people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let whom = RwSignal::new(people.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let make = Action::new(move |()| {
        let whom = whom.with_untracked(|whom| whom.parse::<ContactId>().ok());
        link_to_decision(request, whom)
    });
    when_done(make, move |link| fresh.set(Some(link)));
    let failure = failure_of(make);
    let reason = Signal::derive(move || reason.and_then(|reason| reason.get()));
    let people = StoredValue::new(people);
    let choice = move || {
        let options = people.get_value();
        (options.len() > 1).then(|| {
            view! {
                <SelectField
                    name="link-for"
                    label=t!(i18n, magic_link.whom)
                    options
                    bind=whom
                />
            }
        })
    };
    let asks = move || {
        view! {
            <p>{t!(i18n, magic_link.explains)}</p>
            {choice()}
            <Failure error=failure />
            <div class="u-row">
                <Button
                    kind=ButtonKind::Primary
                    busy=make.pending()
                    on_press=move || drop(make.dispatch(()))
                >
                    {t!(i18n, magic_link.make)}
                </Button>
            </div>
        }
    };
    let body = move || match fresh.get() {
        Some(link) => view! { <MagicLink link close=move || open.set(false) /> }.into_any(),
        None => asks().into_any(),
    };
    view! {
        <Button icon=Icon::QrCode reason=reason on_press=move || open.set(true)>
            {t!(i18n, magic_link.to_decision)}
        </Button>
        <Dialog
            id=format!("magic-link-{request}")
            open
            size=DialogSize::Medium
            title=t!(i18n, magic_link.to_decision)
            close_label=t!(i18n, common.close)
            on_close=move || fresh.set(None)
        >
            {body}
        </Dialog>
    }
}
