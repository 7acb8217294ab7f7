//! The client's page from the team's side: who gets to it, the line about the next meeting, and
//! the page as the client sees it.

use domain::client::Contact;
use domain::project::Project;
use domain::{ContactId, ProjectId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{dates, nouns, t, t_string, use_i18n};

use super::api::{STATUS_MAX, Shared, set_next_meeting};
use super::share_api::{add_reader, see_as, share, withdraw};
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::magic_link::MagicLink;
use crate::features::shared::magic_link_api::FreshLink;
use crate::features::shared::named;
use crate::paths;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::badge::VisibleBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::{SelectField, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// Who may see the client's page, with the links, and what only this panel can change on it.
#[component]
pub fn Sharing(
    /// The project.
    project: Project,
    /// The contacts who may see the page.
    shared: Vec<Shared>,
    /// Other contacts of the client.
    others: Vec<Contact>,
    /// Whether this person may give links out.
    may_publish: bool,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, client) = (project.id, project.client);
    let fresh = RwSignal::new(None::<FreshLink>);
    let badge = move || view! { <VisibleBadge word=t!(i18n, common.client_visible) /> };
    let nobody = shared.is_empty().then(|| {
        view! {
            <p class="u-muted">
                {t!(i18n, overview.nobody)} " "
                <a class="u-link" href=paths::client(client)>
                    {t!(i18n, overview.to_client)}
                </a>
            </p>
        }
    });
    // The page itself says nothing of it: it is the same for the client, byte for byte.
    let percent = (!shared.is_empty()).then(|| {
        view! { <p class="u-small u-muted">{t!(i18n, overview.client_percent)}</p> }
    });
    let row = move |reader| view! { <Reader project=id reader may_publish fresh changed /> };
    let can_add = may_publish && !others.is_empty();
    view! {
        <Panel id="overview-share" title=t!(i18n, overview.share) actions=badge>
            <NextMeeting project may_edit=may_publish changed />
            {nobody}
            <ul>{shared.into_iter().map(row).collect_view()}</ul>
            {percent}
            {can_add.then(|| view! { <AddReader project=id others changed /> })}
        </Panel>
    }
}

/// The line about the next meeting, as the client reads it.
#[component]
fn NextMeeting(project: Project, may_edit: bool, changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (project.id, project.version);
    let text = RwSignal::new(project.next_meeting.clone());
    let save = Action::new(move |line: &String| set_next_meeting(id, version, line.clone()));
    let failure = failure_of(save);
    let toasts = use_toasts();
    when_done(save, move |()| {
        toasts.say(t_string!(i18n, common.saved));
        changed.run(());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() {
            save.dispatch(text.get_untracked());
        }
    };
    let kept = project.next_meeting;
    let is_changed = move || text.with(|text| *text != kept);
    let is_changed = Signal::derive(is_changed);
    view! {
        <form class="overview__form" on:submit=submit>
            <TextField
                name="next-meeting"
                label=t!(i18n, overview.next_meeting)
                placeholder=t!(i18n, overview.next_meeting_example)
                bind=text
                max_length=STATUS_MAX
                readonly=!may_edit
            />
            <Failure error=failure />
            <Show when=move || may_edit && is_changed.get()>
                <div class="u-row">
                    <Button kind=ButtonKind::Primary submit=true busy=save.pending()>
                        {t!(i18n, common.save)}
                    </Button>
                </div>
            </Show>
        </form>
    }
}

/// A contact who may see the page, and what can be done about the link.
#[component]
fn Reader(
    project: ProjectId,
    reader: Shared,
    may_publish: bool,
    fresh: RwSignal<Option<FreshLink>>,
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Shared { contact, until } = reader;
    let (id, role) = (contact.id, contact.role);
    let state = move || match until {
        Some(until) => {
            let day = dates::full(i18n.get_locale(), until);
            t_string!(i18n, overview.link_until, day = day)
        }
        None => t_string!(i18n, overview.no_link).to_owned(),
    };
    let shown = move || fresh.get().filter(|link| link.contact == id);
    let passed_on = move || {
        fresh.set(None);
        changed.run(());
    };
    view! {
        <li class="overview__reader">
            <div class="panel__row">
                <Avatar name=contact.name.clone() size=AvatarSize::Medium client=true named=true />
                <span class="overview__person">
                    <b>{contact.name.clone()}</b>
                    <span class="u-small u-faint">
                        {move || nouns::contact_role(i18n.get_locale(), role)}
                        {may_publish.then(|| view! { " · " {state} })}
                    </span>
                </span>
                {may_publish
                    .then(|| {
                        let has_access = until.is_some();
                        view! { <ReaderActions project contact=id has_access fresh changed /> }
                    })}
            </div>
            {move || {
                shown().map(|link| view! { <MagicLink link close=passed_on /> })
            }}
        </li>
    }
}

#[component]
fn ReaderActions(
    project: ProjectId,
    contact: ContactId,
    has_access: bool,
    fresh: RwSignal<Option<FreshLink>>,
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let make = Action::new(move |()| share(project, contact));
    let end = Action::new(move |()| withdraw(project, contact));
    let look = Action::new(move |()| see_as(project, contact));
    when_done(make, move |link| fresh.set(Some(link)));
    when_done(end, move |()| {
        fresh.set(None);
        changed.run(());
    });
    when_done(look, |address| dom::visit(&address));
    let failure = Signal::derive(move || {
        let failures = [failure_of(make), failure_of(end), failure_of(look)];
        failures.iter().find_map(|failure| failure.get())
    });
    let make_words = move || match has_access {
        true => t_string!(i18n, overview.renew),
        false => t_string!(i18n, overview.make),
    };
    let press = move |action: Action<(), _>| {
        move || {
            action.dispatch(());
        }
    };
    view! {
        <span class="overview__actions">
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Eye
                busy=look.pending()
                on_press=move || drop(look.dispatch(()))
            >
                {t!(i18n, overview.see_as)}
            </Button>
            <Button icon=Icon::Link busy=make.pending() on_press=press(make)>
                {make_words}
            </Button>
            {has_access
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Icon
                            icon=Icon::Unlink
                            label=t!(i18n, overview.withdraw)
                            busy=end.pending()
                            on_press=move || drop(end.dispatch(()))
                        />
                    }
                })}
            <Failure error=failure />
        </span>
    }
}

/// Lets another contact of the client see the page.
#[component]
fn AddReader(project: ProjectId, others: Vec<Contact>, changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let add = Action::new(move |contact: &ContactId| add_reader(project, *contact));
    let failure = failure_of(add);
    when_done(add, move |()| changed.run(()));
    let options = Signal::derive(move || {
        let known = others.iter().map(|other| (other.id.to_string(), other.name.clone()));
        named::or_none(t_string!(i18n, overview.pick_contact), known)
    });
    let choose = move |id: String| {
        if let Ok(contact) = id.parse() {
            add.dispatch(contact);
        }
    };
    view! {
        <SelectField
            name="add-reader"
            label=t!(i18n, overview.add_reader)
            options
            on_change=choose
        />
        <Failure error=failure />
    }
}
