//! The contact log: a form of half a minute, and what was written down, the latest first.

use domain::ContactLogId;
use domain::client::log::{LogEntry, LogFacts};
use domain::time::{datetime_at, day_of};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{dates, t, t_string, use_i18n};

use super::log_api::{ContactLog, change_log_entry, log_contact, open_log, remove_log_entry};
use super::log_form::{LogFields, LogForm};
use super::place::Place;
use super::save_dialog::SaveDialog;
use super::words;
use crate::error::AppError;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::row_buttons::EditAndRemove;
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::badge::{Due, DueChip};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::field::{FieldKind, TextField};
use crate::ui::icon::{Icon, IconSize};
use crate::ui::panel::Panel;
use crate::ui::toast::use_toasts;

/// What happens to an entry: whether it is corrected or removed, and which.
#[derive(Clone, Copy)]
struct Chosen {
    edited: RwSignal<Option<LogEntry>>,
    removed: RwSignal<Option<LogEntry>>,
}

/// The contact log of a client.
#[component]
pub fn Log(
    /// The client.
    place: Place,
) -> impl IntoView {
    let i18n = use_i18n();
    let (typed, searched) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asked = ask(move || searched.get(), move |text| open_log(place.client, text));
    let chosen = Chosen { edited: RwSignal::new(None), removed: RwSignal::new(None) };
    let again = Callback::new(move |()| asked.refetch());
    view! {
        <div class="client-log">
            <NewEntry place on_saved=again />
            <Panel id="client-log" title=t!(i18n, client_log.title)>
                <div class="client-log__search" role="search">
                    <TextField
                        name="client-log-text"
                        kind=FieldKind::Search
                        label=t!(i18n, client_log.search)
                        bind=typed
                        on_change=move |text: String| searched.set(text)
                    />
                </div>
                {loaded(asked, move |log| entries(log, place, chosen, searched))}
            </Panel>
            <EditDialog place entry=chosen.edited on_change=again />
            <RemoveDialog
                id="client-log-remove"
                leaving=chosen.removed
                title=t!(i18n, client_log.remove)
                sentence=t!(i18n, client_log.remove_sure)
                button=t!(i18n, clients.remove)
                remove=|one: LogEntry| remove_log_entry(one.id, one.version)
                on_change=again
            />
        </div>
    }
}

/// The form that writes an exchange down.
#[component]
fn NewEntry(place: Place, on_saved: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = LogForm::new();
    let id = StoredValue::new(fresh::id(ContactLogId::new));
    let refused = RwSignal::new(None::<AppError>);
    let save = Action::new(move |facts: &LogFacts| {
        log_contact(place.client, id.get_value(), facts.clone())
    });
    when_done(save, move |()| {
        id.set_value(fresh::id(ContactLogId::new));
        form.clear();
        toasts.say(t_string!(i18n, client_log.saved));
        on_saved.run(());
    });
    let failed = failure_of(save);
    let failure = Signal::derive(move || refused.get().or_else(|| failed.get()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match form.facts() {
            Err(refusal) => refused.set(Some(refusal.into())),
            Ok(facts) if place.may_converse && !save.pending().get_untracked() => {
                refused.set(None);
                save.dispatch(facts);
            }
            Ok(_) => {}
        }
    };
    view! {
        <Panel id="client-log-new" title=t!(i18n, client_log.new_entry)>
            <form class="field__form" on:submit=submit>
                <LogFields form place stem="log" />
                <Failure error=failure />
                <div class="field__send">
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Check
                        submit=true
                        busy=save.pending()
                        reason=place.converse_reason(i18n)
                    >
                        {t!(i18n, common.save)}
                    </Button>
                </div>
            </form>
        </Panel>
    }
}

fn entries(
    log: ContactLog,
    place: Place,
    chosen: Chosen,
    searched: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    if log.entries.is_empty() {
        let sentence = move || match searched.with(String::is_empty) {
            true => t_string!(i18n, client_log.empty),
            false => t_string!(i18n, client_log.nothing_found),
        };
        return view! { <p class="u-muted" role="status">{sentence}</p> }.into_any();
    }
    let more = log.has_more.then(|| {
        view! { <p class="u-small u-muted">{t!(i18n, client_log.older)}</p> }
    });
    let rows = log.entries.iter().map(|entry| row(entry, &log, place, chosen)).collect_view();
    view! {
        <ul>{rows}</ul>
        {more}
    }
    .into_any()
}

fn row(entry: &LogEntry, log: &ContactLog, place: Place, chosen: Chosen) -> AnyView {
    let i18n = use_i18n();
    let facts = entry.facts.clone();
    let channel = facts.channel;
    let at = datetime_at(facts.at);
    let names = [
        place.contact_name(facts.contact),
        place.project_name(facts.project),
        log.authors.get(&entry.by).cloned(),
    ];
    let names = names.into_iter().flatten().collect::<Vec<_>>();
    let line = move || {
        let at = dates::stamp(i18n.get_locale(), at);
        [&[at][..], &names[..]].concat().join(" · ")
    };
    let decided = (!facts.decided.is_empty()).then(|| {
        view! {
            <p class="client-log__decided">
                <b>{t!(i18n, client_log.was_decided)}</b>
                " "
                {facts.decided}
            </p>
        }
    });
    // Once somebody has been in touch again, nothing is due.
    let is_met = |day| log.entries.iter().any(|other| day_of(other.facts.at) >= day);
    let next = facts.next.map(|day| {
        let due = if day < log.today && !is_met(day) { Due::Late } else { Due::Later };
        let word = move || {
            let day = dates::full(i18n.get_locale(), day);
            t_string!(i18n, client_log.next_on, day = day)
        };
        view! { <DueChip due=due word /> }
    });
    let is_mine = place.may_edit || place.may_converse && entry.by == log.me;
    let buttons = is_mine.then(|| buttons(entry.clone(), chosen));
    view! {
        <li class="panel__row client-log__entry">
            <span class="client-log__channel">
                <Icon icon=words::channel_icon(channel) size=IconSize::Small />
                {move || words::channel(i18n.get_locale(), channel)}
            </span>
            <div class="client-log__words">
                <p class="u-small u-faint">{line}</p>
                <p class="clients__text">{facts.summary}</p>
                {decided}
                {next}
            </div>
            <span class="u-row">{buttons}</span>
        </li>
    }
    .into_any()
}

fn buttons(entry: LogEntry, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let (edited, removed) = (entry.clone(), entry);
    view! {
        <EditAndRemove
            edit=t!(i18n, client_log.edit)
            on_edit=move || chosen.edited.set(Some(edited.clone()))
            remove=t!(i18n, client_log.remove)
            on_remove=move || chosen.removed.set(Some(removed.clone()))
        />
    }
}

#[component]
fn EditDialog(
    place: Place,
    entry: RwSignal<Option<LogEntry>>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (form, open) = (LogForm::new(), RwSignal::new(false));
    Effect::new(move |_| {
        if let Some(entry) = entry.get() {
            form.fill(&entry.facts);
            open.set(true);
        }
    });
    let save = move |facts: LogFacts| {
        let entry = entry.get_untracked();
        async move {
            match entry {
                Some(entry) => change_log_entry(entry.id, entry.version, facts).await,
                None => Ok(()),
            }
        }
    };
    view! {
        <SaveDialog
            id="client-log-edit"
            open
            title=t!(i18n, client_log.edit)
            read=move || form.facts()
            save
            on_change
        >
            <LogFields form place stem="log-edit" whole=true />
        </SaveDialog>
    }
}
