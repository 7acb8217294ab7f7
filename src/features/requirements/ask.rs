//! The dialog about a conversation: how, what, when, with whom, and which questions to begin with.

use domain::elicitation::{ELICITATION_KINDS, Elicitation, ElicitationDraft, ElicitationKind};
use domain::{AnswerId, ElicitationId};
use leptos::prelude::*;
use locale::{requirements, t, t_string, use_i18n};

use super::desk::Desk;
use super::elicitation_api::{NewQuestion, add_elicitation, ask_questions, update_elicitation};
use super::records::Records;
use crate::error::AppError;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::ui::check::{Checkbox, RadioCard};
use crate::ui::dom;
use crate::ui::field::{FieldKind, TextField};

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    kind: RwSignal<ElicitationKind>,
    title: RwSignal<String>,
    day: RwSignal<String>,
    people: RwSignal<String>,
    has_questions: RwSignal<bool>,
    /// The id of a new conversation: sent twice, it is there once.
    id: RwSignal<ElicitationId>,
}

impl Form {
    fn new() -> Self {
        Self {
            kind: RwSignal::new(ElicitationKind::Interview),
            title: RwSignal::new(String::new()),
            day: RwSignal::new(String::new()),
            people: RwSignal::new(String::new()),
            has_questions: RwSignal::new(true),
            id: RwSignal::new(ElicitationId::new(0, [0; 10])),
        }
    }

    fn fill(self, known: Option<&Elicitation>) {
        let says = known.map(|known| known.says.clone());
        self.kind.set(says.as_ref().map(|says| says.kind).unwrap_or_default());
        self.title.set(says.as_ref().map(|says| says.title.clone()).unwrap_or_default());
        self.people.set(says.as_ref().map(|says| says.people.clone()).unwrap_or_default());
        let day = says.map(|says| says.day).or_else(dom::today);
        self.day.set(day.map(|day| day.to_string()).unwrap_or_default());
        self.has_questions.set(true);
        self.id.set(fresh::id(ElicitationId::new));
    }

    fn draft(self) -> ElicitationDraft {
        let day = self.day.with_untracked(|day| day.parse().ok()).or_else(dom::today);
        ElicitationDraft {
            kind: self.kind.get_untracked(),
            title: self.title.get_untracked(),
            day: day.unwrap_or_default(),
            people: self.people.get_untracked(),
        }
    }
}

/// Questions with ids of their own, ready to be sent.
pub fn new_questions(questions: impl IntoIterator<Item = impl Into<String>>) -> Vec<NewQuestion> {
    let question = |question| NewQuestion { id: fresh::id(AnswerId::new), question };
    questions.into_iter().map(Into::into).map(question).collect()
}

/// Begins a record, or changes the head of the one that it was opened for.
#[component]
pub fn RecordDialog() -> impl IntoView {
    let i18n = use_i18n();
    let (desk, records, form) = (Desk::expect(), Records::expect(), Form::new());
    let (open, subject) = (records.is_writing, records.subject);
    Effect::new(move |_| {
        if open.get() {
            subject.with_untracked(|known| form.fill(known.as_ref()));
        }
    });
    let save = Action::new(move |draft: &ElicitationDraft| {
        let draft = draft.clone();
        let known = subject.with_untracked(|known| known.as_ref().map(|one| (one.id, one.version)));
        let locale = i18n.get_locale_untracked();
        let wanted = form.has_questions.get_untracked();
        let first = wanted.then(|| new_questions(requirements::questions(locale, draft.kind)));
        let (project, id) = (desk.project(), form.id.get_untracked());
        async move {
            if let Some((id, version)) = known {
                return update_elicitation(id, version, draft).await;
            }
            add_elicitation(project.ok_or(AppError::NotFound)?, id, draft).await?;
            match first {
                Some(first) => ask_questions(id, first).await,
                None => Ok(()),
            }
        }
    });
    when_done(save, move |()| {
        open.set(false);
        desk.ask_again();
    });
    let title = move || match subject.with(Option::is_some) {
        true => t_string!(i18n, requirements.edit_record),
        false => t_string!(i18n, requirements.new_record),
    };
    view! {
        <FormDialog
            id="record"
            open
            title
            on_submit=move || {
                save.dispatch(form.draft());
            }
            failure=failure_of(save)
            busy=save.pending()
        >
            <Kinds form />
            <HeadFields form />
            <Show when=move || subject.with(Option::is_none)>
                <Checkbox
                    checked=form.has_questions
                    on_change=move |on| form.has_questions.set(on)
                >
                    {t!(i18n, requirements.with_questions)}
                </Checkbox>
            </Show>
        </FormDialog>
    }
}

#[component]
fn Kinds(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let card = move |(kind, name): (ElicitationKind, &'static str)| {
        view! {
            <RadioCard
                name="record-kind"
                value=name
                checked=Signal::derive(move || form.kind.get() == kind)
                title=move || requirements::kind(i18n.get_locale(), kind)
                on_choose=move |_: String| form.kind.set(kind)
            >
                {move || requirements::kind_explained(i18n.get_locale(), kind)}
            </RadioCard>
        }
    };
    view! {
        <fieldset class="requirements__kinds">
            <legend class="field__label">{t!(i18n, requirements.record_kind)}</legend>
            {ELICITATION_KINDS.map(card).collect_view()}
        </fieldset>
    }
}

#[component]
fn HeadFields(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="field__row">
            <TextField
                name="record-title"
                label=t!(i18n, requirements.record_title)
                bind=form.title
                required=true
                max_length=200
            />
            <TextField
                name="record-day"
                kind=FieldKind::Date
                label=t!(i18n, requirements.record_day)
                bind=form.day
                required=true
            />
        </div>
        <TextField
            name="record-people"
            label=t!(i18n, requirements.record_people)
            hint=t!(i18n, requirements.people_hint)
            bind=form.people
            max_length=200
        />
    }
}
