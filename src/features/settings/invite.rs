//! Inviting someone: the form, and the link that is shown once.

use domain::UserId;
use domain::user::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{dates, t, t_string, use_i18n};

use super::people::role_options;
use super::people_api::{Invitation, Invitee, invite};
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::features::shared::named;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::{FieldKind, SelectField, TextField};
use crate::ui::icon::Icon;
use crate::ui::toast::use_toasts;

/// What stands in the form; it stays until the person is invited.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    email: RwSignal<String>,
    role: RwSignal<Role>,
}

impl Form {
    fn new() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            role: RwSignal::new(Role::Member),
        }
    }

    fn clear(self) {
        self.name.set(String::new());
        self.email.set(String::new());
        self.role.set(Role::Member);
    }

    fn invitee(self) -> Invitee {
        Invitee {
            name: self.name.get_untracked(),
            email: self.email.get_untracked(),
            role: self.role.get_untracked(),
        }
    }
}

/// The form in which someone is invited.
#[component]
pub fn Invite(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Called with the new link.
    #[prop(into)]
    on_invited: Callback<Invitation>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new();
    let send = Action::new(|invitee: &Invitee| invite(fresh::id(UserId::new), invitee.clone()));
    when_done(send, move |invitation| {
        open.set(false);
        form.clear();
        on_invited.run(invitation);
    });
    view! {
        <FormDialog
            id="settings-invite"
            open
            title=t!(i18n, settings.invite)
            on_submit=move || {
                send.dispatch(form.invitee());
            }
            failure=failure_of(send)
            busy=send.pending()
            send_label=t!(i18n, settings.make_link)
        >
            {fields(form)}
        </FormDialog>
    }
}

fn fields(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TextField
            name="invite-name"
            label=t!(i18n, settings.name)
            bind=form.name
            required=true
            max_length=200
        />
        <TextField
            name="invite-email"
            kind=FieldKind::Email
            label=t!(i18n, settings.email)
            bind=form.email
            required=true
        />
        <SelectField
            name="invite-role"
            label=t!(i18n, settings.role)
            options=role_options()
            value=move || form.role.get().as_str().to_owned()
            on_change=move |name: String| named::set(form.role, &name)
        />
        <p class="u-small u-muted">{t!(i18n, settings.invite_hint)}</p>
    }
}

/// The new link: this once, because only its hash is kept.
#[component]
pub fn LinkOnce(
    /// The invitation.
    invitation: Invitation,
    /// Called when the link has been passed on.
    #[prop(into)]
    close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let Invitation { name, address, until, .. } = invitation;
    let stored = StoredValue::new(address.clone());
    let copy = move || {
        spawn_local(async move {
            match dom::copy_text(&stored.get_value()).await {
                true => toasts.say(t_string!(i18n, common.copied)),
                false => toasts.fail(t_string!(i18n, settings.copy_failed)),
            }
        });
    };
    let sentence = move || {
        let day = dates::full(i18n.get_locale(), until);
        t_string!(i18n, settings.link_once, name = name.clone(), day = day)
    };
    view! {
        <div class="settings__link" role="status">
            <p>{sentence}</p>
            <div class="settings__copy">
                <input
                    class="field__input"
                    readonly
                    value=address
                    aria-label=t!(i18n, settings.link)
                />
                <Button icon=Icon::Copy on_press=copy>
                    {t!(i18n, common.copy)}
                </Button>
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Close
                    label=t!(i18n, common.close)
                    on_press=close
                />
            </div>
        </div>
    }
}
