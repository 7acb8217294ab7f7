//! The dialog that raises a change or changes what is written about it.

use domain::change::{
    CHANGE_SOURCES, ChangeDraft, ChangeRequest, ChangeSource, NECESSITIES, Necessity,
};
use domain::text::NAME_MAX;
use domain::{ChangeId, MessageId, ProjectId, RequirementId, TaskId};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{create_change, update_change};
use super::words;
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::features::shared::named;
use crate::ui::field::{SelectField, TextArea, TextField};

/// What a change comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComesFrom {
    /// A task of the plan.
    pub task: Option<TaskId>,
    /// A requirement.
    pub requirement: Option<RequirementId>,
    /// A message, which becomes it.
    pub message: Option<MessageId>,
}

impl ComesFrom {
    /// Whether it comes from nowhere in particular.
    pub const fn is_empty(self) -> bool {
        self.task.is_none() && self.requirement.is_none() && self.message.is_none()
    }
}

/// What stands in the form.
#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    reason: RwSignal<String>,
    source: RwSignal<ChangeSource>,
    source_name: RwSignal<String>,
    necessity: RwSignal<Necessity>,
}

impl Form {
    /// What is written about a change, or the words from which a new one comes.
    fn of(says: Option<&ChangeDraft>, words: &str) -> Self {
        let text = |of: fn(&ChangeDraft) -> &String, otherwise: &str| {
            RwSignal::new(says.map_or_else(|| otherwise.to_owned(), |says| of(says).clone()))
        };
        let first = words.lines().map(str::trim).find(|line| !line.is_empty());
        let title: String = first.unwrap_or_default().chars().take(NAME_MAX).collect();
        Self {
            title: text(|says| &says.title, &title),
            reason: text(|says| &says.reason, words),
            source: RwSignal::new(says.map_or(ChangeSource::Client, |says| says.source)),
            source_name: text(|says| &says.source_name, ""),
            necessity: RwSignal::new(says.map_or(Necessity::Should, |says| says.necessity)),
        }
    }

    fn draft(self, from: ComesFrom) -> ChangeDraft {
        ChangeDraft {
            title: self.title.get_untracked(),
            reason: self.reason.get_untracked(),
            source: self.source.get_untracked(),
            source_name: self.source_name.get_untracked(),
            necessity: self.necessity.get_untracked(),
            requirement: from.requirement,
            task: from.task,
        }
    }
}

/// Raises a change, or changes the one that is given. What was typed stays until it is saved.
#[component]
pub fn ChangeDialog(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// In which project.
    project: ProjectId,
    /// What a new change comes from.
    #[prop(optional)]
    from: ComesFrom,
    /// The words from which a new change comes.
    #[prop(optional)]
    text: String,
    /// The change to edit; without one a new change is raised.
    #[prop(optional, into)]
    change: Option<ChangeRequest>,
    /// Called once it is saved.
    #[prop(into)]
    on_saved: Callback<ChangeId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::of(change.as_ref().map(|change| &change.says), &text);
    let from = match &change {
        Some(change) => ComesFrom {
            task: change.says.task,
            requirement: change.says.requirement,
            message: None,
        },
        None => from,
    };
    let known = change.map(|change| (change.id, change.version));
    // The same form sent twice raises one change.
    let new_id = StoredValue::new(fresh::id(ChangeId::new));
    let save = Action::new(move |draft: &ChangeDraft| {
        let draft = draft.clone();
        async move {
            match known {
                Some((id, version)) => update_change(id, version, draft).await.map(|()| id),
                None => {
                    let id = new_id.get_value();
                    create_change(project, id, draft, from.message).await.map(|()| id)
                }
            }
        }
    });
    when_done(save, move |id| {
        open.set(false);
        on_saved.run(id);
    });
    let title = move || match known {
        Some(_) => t_string!(i18n, changes.edit),
        None => t_string!(i18n, changes.raise),
    };
    view! {
        <FormDialog
            id
            open
            title
            on_submit=move || {
                save.dispatch(form.draft(from));
            }
            failure=failure_of(save)
            busy=save.pending()
        >
            {fields(form, from)}
        </FormDialog>
    }
}

fn fields(form: Form, from: ComesFrom) -> impl IntoView {
    let i18n = use_i18n();
    let sources = move || named::options(i18n.get_locale(), &CHANGE_SOURCES, words::source);
    let necessities = move || named::options(i18n.get_locale(), &NECESSITIES, words::necessity);
    let origin = move || match from {
        ComesFrom { task: Some(_), .. } => Some(t_string!(i18n, changes.from_task)),
        ComesFrom { requirement: Some(_), .. } => Some(t_string!(i18n, changes.from_requirement)),
        ComesFrom { message: Some(_), .. } => Some(t_string!(i18n, changes.from_message)),
        ComesFrom { task: None, requirement: None, message: None } => None,
    };
    view! {
        {move || origin().map(|words| view! { <p class="u-small u-muted">{words}</p> })}
        <TextField
            name="change-title"
            label=t!(i18n, changes.change_title)
            bind=form.title
            required=true
            max_length=200
        />
        <div class="field__row">
            <SelectField
                name="change-source"
                label=t!(i18n, changes.source)
                options=Signal::derive(sources)
                value=move || form.source.get().as_str().to_owned()
                on_change=move |name: String| named::set(form.source, &name)
            />
            <TextField
                name="change-source-name"
                label=t!(i18n, changes.source_name)
                bind=form.source_name
                max_length=200
            />
        </div>
        <SelectField
            name="change-necessity"
            label=t!(i18n, changes.necessity)
            options=Signal::derive(necessities)
            value=move || form.necessity.get().as_str().to_owned()
            on_change=move |name: String| named::set(form.necessity, &name)
        />
        <TextArea
            name="change-reason"
            label=t!(i18n, changes.reason)
            hint=t!(i18n, changes.reason_hint)
            bind=form.reason
        />
    }
}
