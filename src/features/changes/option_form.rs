//! The dialogs that add, rename and remove an option.

use domain::ChangeOptionId;
use domain::change::{ChangeOption, OptionDraft};
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::desk::Desk;
use super::options_api::{add_option, remove_option, update_option};
use crate::features::shared::form_dialog::FormDialog;
use crate::features::shared::fresh;
use crate::features::shared::loaded::{failure_of, when_done};
use crate::features::shared::subject_dialog::RemoveDialog;
use crate::ui::field::{TextArea, TextField};

/// What the dialogs are open for. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Asking {
    is_open: RwSignal<bool>,
    /// The option that is renamed; none adds one.
    edited: RwSignal<Option<ChangeOption>>,
    /// The option that a new one is a copy of.
    copied: RwSignal<Option<ChangeOptionId>>,
    title: RwSignal<String>,
    note: RwSignal<String>,
    leaving: RwSignal<Option<ChangeOption>>,
    new_id: StoredValue<ChangeOptionId>,
}

impl Asking {
    /// For a page.
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            edited: RwSignal::new(None),
            copied: RwSignal::new(None),
            title: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            leaving: RwSignal::new(None),
            new_id: StoredValue::new(fresh::id(ChangeOptionId::new)),
        }
    }

    /// Asks for a new option: an empty one, or a copy.
    pub fn add(self, copy_of: Option<ChangeOption>) {
        self.edited.set(None);
        self.title.set(copy_of.as_ref().map(|of| of.says.title.clone()).unwrap_or_default());
        self.note.set(copy_of.as_ref().map(|of| of.says.note.clone()).unwrap_or_default());
        self.copied.set(copy_of.map(|of| of.id));
        self.new_id.set_value(fresh::id(ChangeOptionId::new));
        self.is_open.set(true);
    }

    /// Asks how an option is to be called.
    pub fn edit(self, option: ChangeOption) {
        self.title.set(option.says.title.clone());
        self.note.set(option.says.note.clone());
        self.edited.set(Some(option));
        self.is_open.set(true);
    }

    /// Asks whether an option is to go.
    pub fn remove(self, option: ChangeOption) {
        self.leaving.set(Some(option));
    }
}

/// Adds an option or renames one.
#[component]
pub fn OptionDialog(
    /// The change.
    desk: Desk,
    /// What it is open for.
    asking: Asking,
) -> impl IntoView {
    let i18n = use_i18n();
    let change = desk.id();
    let save = Action::new(move |draft: &OptionDraft| {
        let draft = draft.clone();
        let edited = asking.edited.get_untracked();
        let (id, copied) = (asking.new_id.get_value(), asking.copied.get_untracked());
        async move {
            match edited {
                Some(option) => update_option(option.id, option.version, draft).await,
                None => add_option(change, id, copied, draft).await,
            }
        }
    });
    when_done(save, move |()| {
        asking.is_open.set(false);
        desk.again();
    });
    let title = move || {
        let is_copy = asking.copied.with(Option::is_some);
        match (asking.edited.with(Option::is_some), is_copy) {
            (true, _) => t_string!(i18n, changes.rename_option),
            (false, true) => t_string!(i18n, changes.copy_option),
            (false, false) => t_string!(i18n, changes.add_option),
        }
    };
    let submit = move || {
        let (title, note) = (asking.title.get_untracked(), asking.note.get_untracked());
        save.dispatch(OptionDraft { title, note });
    };
    view! {
        <FormDialog
            id="change-option"
            open=asking.is_open
            title
            on_submit=submit
            failure=failure_of(save)
            busy=save.pending()
        >
            <TextField
                name="option-title"
                label=t!(i18n, changes.option_title)
                bind=asking.title
                required=true
                max_length=200
            />
            <TextArea
                name="option-note"
                label=t!(i18n, changes.option_note)
                hint=t!(i18n, changes.option_note_hint)
                bind=asking.note
            />
        </FormDialog>
    }
}

/// Asks before an option goes with its branch: nothing brings it back.
#[component]
pub fn OptionRemoval(
    /// The change.
    desk: Desk,
    /// What it is open for.
    asking: Asking,
) -> impl IntoView {
    let i18n = use_i18n();
    let leaving = asking.leaving;
    let key = move || {
        leaving.with(|option| option.as_ref().map(|one| one.key.clone())).unwrap_or_default()
    };
    view! {
        <RemoveDialog
            id="change-option-remove"
            leaving
            title=move || t_string!(i18n, changes.remove_named, key = key())
            sentence=t!(i18n, changes.remove_sure)
            button=t!(i18n, changes.remove_option)
            remove=|option: ChangeOption| remove_option(option.id, option.version)
            on_change=move || desk.again()
        />
    }
}
