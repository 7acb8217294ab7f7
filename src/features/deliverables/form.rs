//! The dialog that writes down a deliverable or changes one.

use domain::deliverable::{Deliverable, DeliverableDraft};
use domain::{DeliverableId, UserId};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{create_deliverable, update_deliverable};
use super::desk::{Desk, Editing};
use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::features::shared::named;
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    subject: RwSignal<Option<Deliverable>>,
    new_id: RwSignal<DeliverableId>,
    title: RwSignal<String>,
    note: RwSignal<String>,
    due: RwSignal<String>,
    owner: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            subject: RwSignal::new(None),
            new_id: RwSignal::new(DeliverableId::new(0, [0; 10])),
            title: empty(),
            note: empty(),
            due: empty(),
            owner: empty(),
        }
    }

    fn fill(self, subject: Option<Deliverable>) {
        let known = subject.as_ref();
        self.title.set(known.map(|known| known.title.clone()).unwrap_or_default());
        self.note.set(known.map(|known| known.note.clone()).unwrap_or_default());
        let due = known.and_then(|known| known.due).map(|due| due.to_string());
        self.due.set(due.unwrap_or_default());
        let owner = known.and_then(|known| known.owner).map(|owner| owner.to_string());
        self.owner.set(owner.unwrap_or_default());
        self.new_id.set(fresh::id(DeliverableId::new));
        self.subject.set(subject);
    }

    fn draft(self) -> DeliverableDraft {
        let criteria = self.subject.with_untracked(|subject| {
            subject.as_ref().map(|subject| subject.criteria.clone()).unwrap_or_default()
        });
        DeliverableDraft {
            title: self.title.get_untracked(),
            note: self.note.get_untracked(),
            due: self.due.get_untracked().parse().ok(),
            owner: self.owner.get_untracked().parse::<UserId>().ok(),
            criteria,
        }
    }
}

/// Writes down a deliverable, or changes the one that is asked for.
#[component]
pub fn DeliverableDialog() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (form, open) = (Form::new(), RwSignal::new(false));
    Effect::new(move |_| {
        let editing = desk.editing.get();
        match &editing {
            Some(Editing::New) => form.fill(None),
            Some(Editing::Of(deliverable)) => form.fill(Some(deliverable.clone())),
            None => {}
        }
        open.set(editing.is_some());
    });
    let save = Action::new(move |draft: &DeliverableDraft| {
        let (draft, new_id) = (draft.clone(), form.new_id.get_untracked());
        let known = form.subject.get_untracked().map(|known| (known.id, known.version));
        async move {
            match known {
                Some((id, version)) => update_deliverable(id, version, draft).await.map(|()| id),
                None => create_deliverable(desk.project, new_id, draft).await.map(|()| new_id),
            }
        }
    });
    let failure = failure_of(save);
    when_done(save, move |id| {
        desk.editing.set(None);
        desk.opened.set(Some(id));
        desk.done(t_string!(desk.words, common.saved));
    });
    let title = move || match form.subject.with(Option::is_some) {
        true => t_string!(i18n, deliverables.edit),
        false => t_string!(i18n, deliverables.add),
    };
    let closed = move || {
        desk.editing.set(None);
        // Somebody was faster: what is there now is shown behind the form.
        if failure.get_untracked() == Some(AppError::Conflict) {
            desk.changed();
        }
    };
    view! {
        <FormDialog
            id="deliverables-form"
            open
            title
            on_submit=move || {
                save.dispatch(form.draft());
            }
            failure
            busy=save.pending()
            on_close=closed
        >
            {fields(desk, form)}
        </FormDialog>
    }
}

fn fields(desk: Desk, form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let owners = Signal::derive(move || {
        let people = desk.people.get().into_iter().map(|(id, name)| (id.to_string(), name));
        named::or_none(t_string!(i18n, deliverables.nobody), people)
    });
    view! {
        <TextField
            name="deliverable-title"
            label=t!(i18n, deliverables.name)
            bind=form.title
            required=true
            max_length=200
        />
        <div class="field__row">
            <TextField
                name="deliverable-due"
                kind=FieldKind::Date
                label=t!(i18n, deliverables.due)
                bind=form.due
            />
            <SelectField
                name="deliverable-owner"
                label=t!(i18n, deliverables.owner)
                options=owners
                bind=form.owner
            />
        </div>
        <TextArea
            name="deliverable-note"
            label=t!(i18n, deliverables.note)
            hint=t!(i18n, deliverables.note_hint)
            bind=form.note
        />
    }
}
