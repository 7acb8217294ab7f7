//! The form of the contact log: who, how and what at once, all else on demand.

use chrono::NaiveTime;
use domain::Refusal;
use domain::client::log::{CHANNELS, Channel, LogFacts};
use domain::time::{datetime_at, minute_at};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::place::Place;
use super::words;
use crate::ui::chip::ChipButton;
use crate::ui::dom;
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};

/// What stands in the form. An empty day or time is now.
#[derive(Clone, Copy)]
pub struct LogForm {
    channel: RwSignal<Channel>,
    contact: RwSignal<String>,
    project: RwSignal<String>,
    summary: RwSignal<String>,
    decided: RwSignal<String>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    next: RwSignal<String>,
}

impl LogForm {
    /// An empty form.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            channel: RwSignal::new(Channel::Call),
            contact: empty(),
            project: empty(),
            summary: empty(),
            decided: empty(),
            day: empty(),
            time: empty(),
            next: empty(),
        }
    }

    /// Makes ready for another exchange: with whom and how stay as they were.
    pub fn clear(self) {
        for field in [self.summary, self.decided, self.day, self.time, self.next] {
            field.set(String::new());
        }
    }

    /// Writes an entry into the form.
    pub fn fill(self, facts: &LogFacts) {
        let id = |id: Option<String>| id.unwrap_or_default();
        let at = datetime_at(facts.at);
        self.channel.set(facts.channel);
        self.contact.set(id(facts.contact.map(|contact| contact.to_string())));
        self.project.set(id(facts.project.map(|project| project.to_string())));
        self.summary.set(facts.summary.clone());
        self.decided.set(facts.decided.clone());
        self.day.set(at.date().to_string());
        self.time.set(at.format("%H:%M").to_string());
        self.next.set(facts.next.map(|day| day.to_string()).unwrap_or_default());
    }

    /// What the form says.
    ///
    /// # Errors
    /// What the rules refuse.
    pub fn facts(self) -> Result<LogFacts, Refusal> {
        let day = self.day.with_untracked(|typed| match typed.as_str() {
            "" => dom::today(),
            typed => typed.parse().ok(),
        });
        let time = self.time.with_untracked(|typed| match typed.as_str() {
            "" => dom::time_of_day(),
            typed => NaiveTime::parse_from_str(typed, "%H:%M").ok(),
        });
        let (Some(day), Some(time)) = (day, time) else { return Err(Refusal::DateOutOfRange) };
        let facts = LogFacts {
            project: self.project.with_untracked(|id| id.parse().ok()),
            contact: self.contact.with_untracked(|id| id.parse().ok()),
            at: minute_at(day.and_time(time)),
            channel: self.channel.get_untracked(),
            summary: self.summary.get_untracked(),
            decided: self.decided.get_untracked(),
            next: self.next.with_untracked(|day| day.parse().ok()),
        };
        facts.checked()
    }
}

/// The fields. `stem` begins their names, so that two forms can stand on a page.
#[component]
pub fn LogFields(
    /// The form.
    form: LogForm,
    /// The client.
    place: Place,
    /// What the fields' names begin with.
    stem: &'static str,
    /// Whether all fields are in sight at once.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let contacts = move || place.contacts_or(t_string!(i18n, client_log.nobody));
    view! {
        <Channels form />
        <SelectField
            name=format!("{stem}-contact")
            label=t!(i18n, client_log.with_whom)
            options=Signal::derive(contacts)
            bind=form.contact
        />
        <TextArea
            name=format!("{stem}-summary")
            label=t!(i18n, client_log.summary)
            bind=form.summary
            required=true
        />
        <details class="client-log__more" open=whole>
            <summary>{t!(i18n, client_log.more)}</summary>
            <div class="field__form">
                <More form place stem />
            </div>
        </details>
    }
}

#[component]
fn Channels(form: LogForm) -> impl IntoView {
    let i18n = use_i18n();
    let chips = CHANNELS.map(|(channel, _)| {
        view! {
            <ChipButton
                pressed=Signal::derive(move || form.channel.get() == channel)
                on_press=move || form.channel.set(channel)
                icon=words::channel_icon(channel)
            >
                {move || words::channel(i18n.get_locale(), channel)}
            </ChipButton>
        }
    });
    view! {
        <div
            class="client-log__channels"
            role="group"
            aria-label=t!(i18n, client_log.channel)
        >
            {chips}
        </div>
    }
}

#[component]
fn More(form: LogForm, place: Place, stem: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let projects = move || place.projects_or(t_string!(i18n, client_log.no_project));
    view! {
        <TextArea
            name=format!("{stem}-decided")
            label=t!(i18n, client_log.decided)
            hint=t!(i18n, client_log.decided_hint)
            bind=form.decided
            rows=2
        />
        <SelectField
            name=format!("{stem}-project")
            label=t!(i18n, client_log.project)
            options=Signal::derive(projects)
            bind=form.project
        />
        <div class="field__row">
            <TextField
                name=format!("{stem}-day")
                kind=FieldKind::Date
                label=t!(i18n, client_log.day)
                hint=t!(i18n, client_log.now_if_empty)
                bind=form.day
            />
            <TextField
                name=format!("{stem}-time")
                kind=FieldKind::Time
                label=t!(i18n, client_log.time)
                bind=form.time
            />
            <TextField
                name=format!("{stem}-next")
                kind=FieldKind::Date
                label=t!(i18n, client_log.next)
                bind=form.next
            />
        </div>
    }
}
