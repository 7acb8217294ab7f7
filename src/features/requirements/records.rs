//! The conversations in which needs were found, one below the other.

use domain::ElicitationId;
use domain::elicitation::Elicitation;
use leptos::prelude::*;
use locale::{t, t_string, td_string, use_i18n};

use super::ask::RecordDialog;
use super::desk::Desk;
use super::elicitation_api::remove_elicitation;
use super::record::Record;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// What the records share. Cheap to copy; handed on through the context.
#[derive(Clone, Copy)]
pub struct Records {
    /// Whether the dialog that writes a record's head is open.
    pub is_writing: RwSignal<bool>,
    /// The record that the dialog is about; none for a new one.
    pub subject: RwSignal<Option<Elicitation>>,
    /// The record that is to be removed.
    pub leaving: RwSignal<Option<Elicitation>>,
}

impl Records {
    /// The records around this component.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Opens the dialog about a record, or about a new one.
    pub fn write(self, subject: Option<Elicitation>) {
        self.subject.set(subject);
        self.is_writing.set(true);
    }
}

/// All conversations, the latest first.
#[component]
pub fn InterviewsView() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let records = Records {
        is_writing: RwSignal::new(false),
        subject: RwSignal::new(None),
        leaving: RwSignal::new(None),
    };
    provide_context(records);
    let ids = Memo::new(move |_| {
        desk.get(|found| found.elicitations.iter().map(|one| one.id).collect::<Vec<_>>())
    });
    let is_empty = move || ids.with(Vec::is_empty);
    let nothing = move || view! { <First /> };
    let reason = desk.reason();
    let is_first = move |id: ElicitationId| ids.with_untracked(|ids| ids.first() == Some(&id));
    view! {
        <Show when=move || !is_empty() fallback=nothing>
            <div class="requirements__bar">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Plus
                    reason
                    on_press=move || records.write(None)
                >
                    {t!(i18n, requirements.new_record)}
                </Button>
            </div>
            <div class="requirements__records">
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |id| view! { <Record id is_open=is_first(id) /> }
                />
            </div>
        </Show>
        <RecordDialog />
        <RemoveDialog />
    }
}

#[component]
fn First() -> impl IntoView {
    let i18n = use_i18n();
    let (desk, records) = (Desk::expect(), Records::expect());
    let action = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Plus
                reason=desk.reason()
                on_press=move || records.write(None)
            >
                {t!(i18n, requirements.new_record)}
            </Button>
        }
    };
    view! {
        <section class="panel">
            <Empty
                icon=Icon::Messages
                sentence=t!(i18n, requirements.interviews_empty)
                action=action
            />
        </section>
    }
}

/// Asks before a record goes, which takes its answers along.
#[component]
fn RemoveDialog() -> impl IntoView {
    let i18n = use_i18n();
    let (desk, records) = (Desk::expect(), Records::expect());
    let leaving = records.leaving;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if leaving.with(Option::is_some) {
            open.set(true);
        }
    });
    let title = move || leaving.with(|one| one.as_ref().map(|one| one.says.title.clone()));
    let question = move || {
        let title = title().unwrap_or_default();
        t_string!(i18n, requirements.remove_record_ask, title = title)
    };
    let remove = move || {
        let Some(Elicitation { id, version, says, .. }) = leaving.get_untracked() else { return };
        open.set(false);
        desk.send(async move {
            remove_elicitation(id, version).await?;
            let locale = desk.locale_now();
            desk.say(td_string!(locale, requirements.removed_record, title = says.title));
            Ok(())
        });
    };
    let actions = move || {
        view! {
            <Button on_press=move || open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button kind=ButtonKind::Danger icon=Icon::Trash on_press=remove>
                {t!(i18n, requirements.remove)}
            </Button>
        }
    };
    view! {
        <Dialog
            id="record-remove"
            open
            title=t!(i18n, requirements.remove_record)
            close_label=t!(i18n, common.close)
            on_close=move || leaving.set(None)
            actions=actions
        >
            <p>{question}</p>
        </Dialog>
    }
}
