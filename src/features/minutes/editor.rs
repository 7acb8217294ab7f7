//! The editor: one form from the title to the next meeting, in the place of the minutes.

use chrono::NaiveTime;
use domain::minutes::MinutesDraft;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{add_minutes, save_minutes};
use super::desk::{Desk, Editing};
use super::rows::{DutyRows, TopicRows};
use super::typed::{Form, List};
use crate::error::AppError;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::field::{FieldKind, TextArea, TextField};

/// Writes down minutes, or changes some.
#[component]
pub fn Editor(
    /// What stands in it.
    editing: Editing,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let form = Form::new(desk.project, &editing);
    let save = Action::new(move |draft: &MinutesDraft| {
        let draft = draft.clone();
        async move {
            match form.subject {
                Some((id, version)) => save_minutes(id, version, draft).await.map(|()| id),
                None => add_minutes(desk.project, form.new_id, draft).await.map(|()| form.new_id),
            }
        }
    });
    let failure = failure_of(save);
    when_done(save, move |id| {
        form.forget();
        desk.editing.set(None);
        desk.open(Some(id));
        desk.done(t_string!(desk.words, common.saved));
    });
    dom::warn_before_leaving(Signal::derive(move || form.is_changed()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() {
            save.dispatch(form.says.get_untracked());
        }
    };
    let cancel = move || {
        form.forget();
        desk.editing.set(None);
        // Somebody was faster: what is there now is shown.
        if failure.get_untracked() == Some(AppError::Conflict) {
            desk.changed();
        }
    };
    let title = move || match form.subject {
        Some(_) => t_string!(i18n, minutes.edit),
        None => t_string!(i18n, minutes.add),
    };
    let found = form.is_found.then(|| {
        let words = move || match form.is_older {
            true => t_string!(i18n, minutes.found_older),
            false => t_string!(i18n, minutes.found),
        };
        view! { <p class="u-small u-muted" role="status">{words}</p> }
    });
    view! {
        <form class="panel field__form minutes__form" on:submit=submit>
            <h2 class="minutes__title">{title}</h2>
            {found}
            <Head form />
            <People form desk />
            <TopicRows form />
            <DutyRows form list=List::Resolutions />
            <DutyRows form list=List::Actions />
            <Next form />
            <Failure error=failure />
            <div class="field__send">
                <Button on_press=cancel>{t!(i18n, common.cancel)}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=save.pending()>
                    {t!(i18n, common.save)}
                </Button>
            </div>
        </form>
    }
}

/// What the meeting was, when and where.
#[component]
fn Head(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let title = form.field(|says| says.title.clone(), |says, text| says.title = text);
    // An emptied day stays the one it was: minutes have one.
    let day = form.field(
        |says| says.day.to_string(),
        |says, text| says.day = text.parse().unwrap_or(says.day),
    );
    let begins = form.field(
        |says| says.begins.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
        |says, text| says.begins = NaiveTime::parse_from_str(&text, "%H:%M").ok(),
    );
    let place = form.field(|says| says.place.clone(), |says, text| says.place = text);
    view! {
        <TextField
            name="minutes-title"
            label=t!(i18n, minutes.name)
            bind=title
            required=true
            max_length=200
        />
        <div class="field__row">
            <TextField
                name="minutes-day"
                kind=FieldKind::Date
                label=t!(i18n, minutes.day)
                bind=day
                required=true
            />
            <TextField
                name="minutes-begins"
                kind=FieldKind::Time
                label=t!(i18n, minutes.begins)
                bind=begins
            />
            <TextField
                name="minutes-place"
                label=t!(i18n, minutes.place)
                bind=place
                max_length=200
            />
        </div>
    }
}

/// Who led the meeting, who wrote, who was there and who was not.
#[component]
fn People(form: Form, desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let chair = form.field(|says| says.chair.clone(), |says, text| says.chair = text);
    let recorder = form.field(|says| says.recorder.clone(), |says, text| says.recorder = text);
    let present = form.field(
        |says| says.present.join("\n"),
        |says, text| says.present = MinutesDraft::people_of(&text),
    );
    let absent = form.field(
        |says| says.absent.join("\n"),
        |says, text| says.absent = MinutesDraft::people_of(&text),
    );
    let team = move || {
        let names = desk.people.get().join(", ");
        t_string!(i18n, minutes.people_hint, names = names)
    };
    view! {
        <div class="field__row">
            <TextField
                name="minutes-chair"
                label=t!(i18n, minutes.chair)
                bind=chair
                max_length=200
            />
            <TextField
                name="minutes-recorder"
                label=t!(i18n, minutes.recorder)
                bind=recorder
                max_length=200
            />
        </div>
        <div class="field__row">
            <TextArea
                name="minutes-present"
                label=t!(i18n, minutes.present)
                hint=team
                bind=present
            />
            <TextArea
                name="minutes-absent"
                label=t!(i18n, minutes.absent)
                bind=absent
            />
        </div>
    }
}

/// When one meets again.
#[component]
fn Next(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let day = form.field(
        |says| says.next_day.map(|day| day.to_string()).unwrap_or_default(),
        |says, text| says.next_day = text.parse().ok(),
    );
    let note = form.field(|says| says.next_note.clone(), |says, text| says.next_note = text);
    view! {
        <fieldset class="minutes__rows">
            <legend class="minutes__heading">{t!(i18n, minutes.next)}</legend>
            <TextField
                name="minutes-next-day"
                kind=FieldKind::Date
                label=t!(i18n, minutes.next_day)
                bind=day
            />
            <TextArea
                name="minutes-next-note"
                label=t!(i18n, minutes.next_note)
                bind=note
                rows=2
            />
        </fieldset>
    }
}
