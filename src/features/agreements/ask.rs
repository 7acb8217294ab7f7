//! The dialog that asks a client for a decision.

use domain::agreement::{Content, Subject, SubjectKind, Terms};
use domain::{ContactId, ProjectId, RequestId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{Question, Standing, ask_decision};
use crate::error::AppError;
use crate::features::shared::content_view::ContentView;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::field::{FieldKind, SelectField, TextArea, TextField};
use crate::ui::icon::Icon;
use crate::ui::toast::use_toasts;

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    approver: RwSignal<String>,
    due: RwSignal<String>,
    why: RwSignal<String>,
    outcome: RwSignal<String>,
    minutes: RwSignal<String>,
}

impl Form {
    /// What is usually asked.
    fn of(i18n: locale::Words, kind: SubjectKind, found: &Standing) -> Self {
        let first = found.approvers.first().map(|contact| contact.id.to_string());
        Self {
            approver: RwSignal::new(first.unwrap_or_default()),
            due: RwSignal::new((found.today + chrono::Days::new(7)).to_string()),
            why: RwSignal::new(String::new()),
            outcome: RwSignal::new(usual_outcome(i18n, kind).to_owned()),
            minutes: RwSignal::new(usual_minutes(found).to_string()),
        }
    }

    fn terms(self) -> Terms {
        Terms {
            why: self.why.get_untracked(),
            outcome: self.outcome.get_untracked(),
            due: self.due.with_untracked(|day| day.parse().ok()),
            minutes: self.minutes.with_untracked(|minutes| minutes.trim().parse().unwrap_or(0)),
        }
    }
}

/// Asks one contact for a decision, and shows before what the contact will read.
#[component]
pub fn AskDialog(
    /// In which project.
    project: ProjectId,
    /// About what.
    subject: Subject,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// How the subject stands.
    found: Standing,
    /// Called after the request was sent.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::of(i18n, subject.kind, &found);
    let id = StoredValue::new(fresh::id(RequestId::new));
    let hash = found.content.as_ref().map(Content::hash);
    let send = Action::new(move |(approver, terms): &(ContactId, Terms)| {
        let (approver, terms) = (*approver, terms.clone());
        async move {
            let hash = hash.ok_or(AppError::NotFound)?;
            let question = Question { id: id.get_value(), hash, approver, terms };
            ask_decision(project, subject, question).await
        }
    });
    let failure = failure_of(send);
    when_done(send, move |()| {
        open.set(false);
        id.set_value(fresh::id(RequestId::new));
        toasts.say(t_string!(i18n, agreements.sent));
        changed.run(());
    });
    let people: Vec<(String, String)> = found
        .approvers
        .iter()
        .map(|contact| (contact.id.to_string(), contact.name.clone()))
        .collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let approver = form.approver.with_untracked(|id| id.parse::<ContactId>().ok());
        if let (Some(approver), false) = (approver, send.pending().get_untracked()) {
            send.dispatch((approver, form.terms()));
        }
    };
    let content = found.content;
    view! {
        <Dialog
            id=format!("ask-{}", subject.kind.as_str())
            open
            title=t!(i18n, agreements.ask_title)
            close_label=t!(i18n, common.close)
            size=DialogSize::Large
        >
            <form class="agreements__form" on:submit=submit>
                <Fields form people=people.clone()/>
                <Preview content=content.clone()/>
                <Failure error=failure/>
                <div class="u-row">
                    <Button
                        submit=true
                        kind=ButtonKind::Primary
                        icon=Icon::Send
                        busy=send.pending()
                    >
                        {t!(i18n, agreements.send)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What the contact will read.
#[component]
fn Preview(content: Option<Content>) -> impl IntoView {
    let i18n = use_i18n();
    let shown = move || {
        let locale = i18n.get_locale();
        content.clone().map(|content| view! { <ContentView locale content/> })
    };
    view! {
        <section
            class="agreements__preview"
            aria-label=t!(i18n, agreements.preview)
        >
            <h3>{t!(i18n, agreements.preview)}</h3>
            {shown}
        </section>
    }
}

#[component]
fn Fields(
    /// What stands in the form.
    form: Form,
    /// Who can be asked.
    people: Vec<(String, String)>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <SelectField
            name="approver"
            label=t!(i18n, agreements.approver)
            options=people
            bind=form.approver
            hint=t!(i18n, agreements.approver_hint)
        />
        <TextArea
            name="outcome"
            label=t!(i18n, agreements.outcome)
            bind=form.outcome
            required=true
            rows=2
            hint=t!(i18n, agreements.outcome_hint)
        />
        <TextArea
            name="why"
            label=t!(i18n, agreements.why)
            bind=form.why
            rows=2
        />
        <div class="agreements__pair">
            <TextField
                name="due"
                label=t!(i18n, agreements.due_label)
                kind=FieldKind::Date
                bind=form.due
            />
            <TextField
                name="minutes"
                label=t!(i18n, agreements.minutes)
                kind=FieldKind::Number
                bind=form.minutes
                min="0"
                max="600"
            />
        </div>
    }
}

/// What usually follows, as a beginning to be changed.
fn usual_outcome(i18n: locale::Words, kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Scope => t_string!(i18n, agreements.outcome_scope),
        SubjectKind::Requirements => t_string!(i18n, agreements.outcome_requirements),
        SubjectKind::Baseline => t_string!(i18n, agreements.outcome_baseline),
        SubjectKind::Change => t_string!(i18n, agreements.outcome_change),
        SubjectKind::Deliverable => t_string!(i18n, agreements.outcome_deliverable),
        SubjectKind::Minutes => t_string!(i18n, agreements.outcome_minutes),
        SubjectKind::Handover => t_string!(i18n, agreements.outcome_handover),
    }
}

/// Two minutes and a quarter for each line, at most an hour.
fn usual_minutes(found: &Standing) -> usize {
    let lines = found.content.as_ref().map_or(0, Content::line_count);
    (2 + lines / 4).min(60)
}
