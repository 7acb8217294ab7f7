//! The lists of the editor: topics, resolutions, action items. A line in which nothing is written
//! is left out when the minutes are saved.

use domain::minutes::{Duty, MinutesDraft, Topic};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};
use uuid::Uuid;

use super::typed::{Form, List};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check::Checkbox;
use crate::ui::field::{FieldKind, TextArea, TextField};
use crate::ui::icon::Icon;

/// The topics with their conclusions.
#[component]
pub fn TopicRows(
    /// What is being written.
    form: Form,
) -> impl IntoView {
    let i18n = use_i18n();
    let keys = Memo::new(move |_| {
        form.says.with(|says| says.topics.iter().map(|topic| topic.key).collect::<Vec<_>>())
    });
    view! {
        <fieldset class="minutes__rows">
            <legend class="minutes__heading">{t!(i18n, minutes.topics)}</legend>
            <For
                each=move || keys.get()
                key=|key| *key
                children=move |key| view! { <TopicRow form key_of=key keys /> }
            />
            <Button icon=Icon::Plus on_press=move || form.add_topic()>
                {t!(i18n, minutes.add_topic)}
            </Button>
        </fieldset>
    }
}

#[component]
fn TopicRow(form: Form, key_of: Uuid, keys: Memo<Vec<Uuid>>) -> impl IntoView {
    let i18n = use_i18n();
    let key = key_of;
    let read = move |of: fn(&Topic) -> &String| {
        move |says: &MinutesDraft| {
            let found = says.topics.iter().find(|topic| topic.key == key);
            found.map(|topic| of(topic).clone()).unwrap_or_default()
        }
    };
    let title = form.field(read(|topic| &topic.title), move |says, text| {
        if let Some(topic) = says.topics.iter_mut().find(|topic| topic.key == key) {
            topic.title = text;
        }
    });
    let conclusion = form.field(read(|topic| &topic.conclusion), move |says, text| {
        if let Some(topic) = says.topics.iter_mut().find(|topic| topic.key == key) {
            topic.conclusion = text;
        }
    });
    let is_internal = Signal::derive(move || {
        form.says.with(|says| says.topics.iter().any(|one| one.key == key && one.is_internal))
    });
    let number = move || place(keys, key);
    let remove = move || form.says.update(|says| says.topics.retain(|topic| topic.key != key));
    view! {
        <div class="minutes__edit">
            <TextField
                name=format!("topic-{key}")
                label=move || t_string!(i18n, minutes.topic, number = number())
                bind=title
                max_length=200
            />
            <TextArea
                name=format!("conclusion-{key}")
                label=move || t_string!(i18n, minutes.conclusion, number = number())
                bind=conclusion
                rows=2
            />
            <RowEnd
                is_internal
                on_internal=move |is_on: bool| form.topic(key, |topic| topic.is_internal = is_on)
                label=Signal::derive(move || {
                    t_string!(i18n, minutes.remove_topic, number = number())
                })
                on_remove=remove
            />
        </div>
    }
}

/// Resolutions or action items: what, who, by when.
#[component]
pub fn DutyRows(
    /// What is being written.
    form: Form,
    /// Which list.
    list: List,
) -> impl IntoView {
    let i18n = use_i18n();
    let keys = Memo::new(move |_| {
        form.says.with(|says| list.of(says).iter().map(|duty| duty.key).collect::<Vec<_>>())
    });
    let heading = move || match list {
        List::Resolutions => t_string!(i18n, minutes.resolutions),
        List::Actions => t_string!(i18n, minutes.actions),
    };
    let add = move || match list {
        List::Resolutions => t_string!(i18n, minutes.add_resolution),
        List::Actions => t_string!(i18n, minutes.add_action),
    };
    view! {
        <fieldset class="minutes__rows">
            <legend class="minutes__heading">{heading}</legend>
            <For
                each=move || keys.get()
                key=|key| *key
                children=move |key| view! { <DutyRow form list key_of=key keys /> }
            />
            <Button icon=Icon::Plus on_press=move || form.add_duty(list)>
                {add}
            </Button>
        </fieldset>
    }
}

#[component]
fn DutyRow(form: Form, list: List, key_of: Uuid, keys: Memo<Vec<Uuid>>) -> impl IntoView {
    let i18n = use_i18n();
    let key = key_of;
    let read = move |of: fn(&Duty) -> String| {
        move |says: &MinutesDraft| {
            let found = list.of(says).iter().find(|duty| duty.key == key);
            found.map(of).unwrap_or_default()
        }
    };
    let write = move |set: fn(&mut Duty, String)| {
        move |says: &mut MinutesDraft, text: String| {
            if let Some(duty) = list.of_mut(says).iter_mut().find(|duty| duty.key == key) {
                set(duty, text);
            }
        }
    };
    let text = form.field(read(|duty| duty.text.clone()), write(|duty, text| duty.text = text));
    let who = form.field(read(|duty| duty.who.clone()), write(|duty, text| duty.who = text));
    let due = form.field(
        read(|duty| duty.due.map(|due| due.to_string()).unwrap_or_default()),
        write(|duty, text| duty.due = text.parse().ok()),
    );
    let is_internal = Signal::derive(move || {
        form.says.with(|says| list.of(says).iter().any(|one| one.key == key && one.is_internal))
    });
    let number = move || place(keys, key);
    let label = move || match list {
        List::Resolutions => t_string!(i18n, minutes.resolution, number = number()),
        List::Actions => t_string!(i18n, minutes.action, number = number()),
    };
    let name = list.name();
    let remove = move || form.says.update(|says| list.of_mut(says).retain(|duty| duty.key != key));
    view! {
        <div class="minutes__edit">
            <TextArea name=format!("{name}-{key}") label=label bind=text rows=2 />
            <div class="field__row">
                <TextField
                    name=format!("{name}-who-{key}")
                    label=move || t_string!(i18n, minutes.who, number = number())
                    bind=who
                    max_length=200
                />
                <TextField
                    name=format!("{name}-due-{key}")
                    kind=FieldKind::Date
                    label=move || t_string!(i18n, minutes.due, number = number())
                    bind=due
                />
            </div>
            <RowEnd
                is_internal
                on_internal=move |is_on: bool| {
                    form.duty(list, key, |duty| duty.is_internal = is_on);
                }
                label=Signal::derive(move || t_string!(i18n, minutes.remove_line, what = label()))
                on_remove=remove
            />
        </div>
    }
}

/// Whether the client never reads a line, and the way to be rid of it.
#[component]
fn RowEnd(
    #[prop(into)] is_internal: Signal<bool>,
    #[prop(into)] on_internal: Callback<bool>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_remove: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="minutes__row-end">
            <Checkbox checked=is_internal on_change=on_internal>
                {t!(i18n, minutes.internal)}
            </Checkbox>
            <Button kind=ButtonKind::Icon icon=Icon::Trash label on_press=on_remove />
        </div>
    }
}

/// The number of a line as people count.
fn place(keys: Memo<Vec<Uuid>>, key: Uuid) -> usize {
    keys.with(|keys| keys.iter().position(|one| *one == key).map_or(0, |at| at + 1))
}
