//! The people of the organisation: their roles, and who may sign in.

use domain::UserId;
use domain::user::{ROLES, Role, User};
use leptos::prelude::*;
use locale::{nouns, t, t_string, use_i18n};

use super::invite::{Invite, LinkOnce};
use super::people_api::{Invitation, invite_again, people, set_active, set_role};
use crate::features::shared::loaded::{Asked, Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::named;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::field::SelectField;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// What the rows share. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    asked: Asked<Vec<User>>,
    /// The link that was made last.
    fresh: RwSignal<Option<Invitation>>,
    /// Who is reading.
    me: UserId,
}

/// Everyone of the organisation, and the way to invite another.
#[component]
pub fn People(
    /// Who is reading.
    me: UserId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk { asked: ask(|| (), |()| people()), fresh: RwSignal::new(None), me };
    let open = RwSignal::new(false);
    let invited = move |invitation: Invitation| {
        desk.fresh.set(Some(invitation));
        desk.asked.refetch();
    };
    let actions = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::UserPlus
                on_press=move || open.set(true)
            >
                {t!(i18n, settings.invite)}
            </Button>
        }
    };
    let link = move || {
        desk.fresh.get().map(|invitation| {
            view! { <LinkOnce invitation close=move || desk.fresh.set(None) /> }
        })
    };
    view! {
        <Panel id="settings-people" title=t!(i18n, settings.people) actions=actions>
            {link}
            {loaded(
                desk.asked,
                move |people| {
                    let row = move |user: User| view! { <Row user desk /> };
                    view! { <ul>{people.into_iter().map(row).collect_view()}</ul> }
                },
            )}
        </Panel>
        <Invite open on_invited=invited />
    }
}

#[component]
fn Row(user: User, desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let User { id, name, email, role, is_active, version } = user;
    let change_role = Action::new(move |role: &Role| set_role(id, version, *role));
    let change_active = Action::new(move |active: &bool| set_active(id, version, *active));
    let link = Action::new(move |(): &()| invite_again(id));
    let toasts = use_toasts();
    let saved = move |()| {
        toasts.say(t_string!(i18n, common.saved));
        desk.asked.refetch();
    };
    when_done(change_role, saved);
    when_done(change_active, saved);
    when_done(link, move |invitation| desk.fresh.set(Some(invitation)));
    let failures = [failure_of(change_role), failure_of(change_active), failure_of(link)];
    let failure = Signal::derive(move || failures.iter().find_map(|failure| failure.get()));
    let toggle = move || drop(change_active.dispatch(!is_active));
    let toggle_words = move || match is_active {
        true => t_string!(i18n, settings.disable),
        false => t_string!(i18n, settings.enable),
    };
    let is_me = id == desk.me;
    let own = move || is_me.then(|| t_string!(i18n, settings.not_oneself).to_owned());
    let menu_name = name.clone();
    view! {
        <li class="panel__row settings__person" data-active=is_active.to_string()>
            <Avatar name=name.clone() size=AvatarSize::Medium />
            <span class="settings__who">
                <b>{name}</b>
                <span class="u-small u-muted">{email}</span>
            </span>
            {is_me.then(|| view! { <Chip>{t!(i18n, settings.me)}</Chip> })}
            {(!is_active).then(|| view! { <Chip>{t!(i18n, settings.disabled)}</Chip> })}
            <RolePicker id role change=change_role />
            <Menu
                id=format!("person-{id}")
                label=move || t_string!(i18n, settings.actions, name = menu_name.clone())
            >
                <MenuItem icon=Icon::Link on_choose=move || drop(link.dispatch(()))>
                    {t!(i18n, settings.new_link)}
                </MenuItem>
                <MenuItem
                    icon=Icon::Ban
                    reason=Signal::derive(own)
                    danger=is_active
                    on_choose=toggle
                >
                    {toggle_words}
                </MenuItem>
            </Menu>
            <Failure error=failure />
        </li>
    }
}

#[component]
fn RolePicker(
    id: UserId,
    role: Role,
    change: Action<Role, Result<(), crate::error::AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    // A refused choice goes back to what holds.
    let shown = RwSignal::new(role);
    let failure = failure_of(change);
    Effect::new(move |_| {
        if failure.get().is_some() {
            shown.set(role);
        }
    });
    let choose = move |name: String| {
        if let Ok(role) = name.parse::<Role>() {
            shown.set(role);
            change.dispatch(role);
        }
    };
    view! {
        <SelectField
            name=format!("role-{id}")
            label=t!(i18n, settings.role)
            options=role_options()
            value=move || shown.get().as_str().to_owned()
            on_change=choose
        />
    }
}

/// The roles with their words.
pub fn role_options() -> Signal<Vec<(String, String)>> {
    let i18n = use_i18n();
    Signal::derive(move || named::options(i18n.get_locale(), &ROLES, nouns::role))
}
