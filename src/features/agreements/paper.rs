//! The dialog that records a decision given on paper, with the scanned paper.

use domain::{FileId, ProjectId, RequestId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{open_glass, record_paper};
use super::given::{Answer, AnswerFields};
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::upload::{FilePick, upload};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::icon::Icon;
use domain::portal::PortalSheet;

/// Records what the client decided on paper.
#[component]
pub fn PaperDialog(
    /// In which project.
    project: ProjectId,
    /// Which request it answers.
    request: RequestId,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Called after it was recorded.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog
            id=format!("paper-{request}")
            open
            title=move || t_string!(i18n, agreements.paper_title)
            close_label=move || t_string!(i18n, common.close)
            size=DialogSize::Medium
        >
            {
                let asked = ask(move || open.get(), move |_| open_glass(request));
                loaded(asked, move |sheet| view! { <Form project sheet open changed/> })
            }
        </Dialog>
    }
}

#[component]
fn Form(
    project: ProjectId,
    sheet: PortalSheet,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let answer = Answer::of(&sheet);
    let request = sheet.decision.id;
    let file = RwSignal::new_local(None::<web_sys::File>);
    let kept = StoredValue::new(sheet.clone());
    let record = Action::new_local(move |()| {
        let decision = kept.with_value(|sheet| answer.decision(sheet));
        let chosen = file.get_untracked();
        async move {
            let paper: FileId = upload(project, chosen).await?;
            record_paper(request, decision, paper).await
        }
    });
    let failure = failure_of(record);
    when_done(record, move |_| {
        open.set(false);
        changed.run(());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !record.pending().get_untracked() {
            record.dispatch(());
        }
    };
    view! {
        <form class="agreements__form" on:submit=submit>
            <AnswerFields answer sheet/>
            <FilePick label=move || t_string!(i18n, agreements.scan) file/>
            <Failure error=failure/>
            <div class="u-row">
                <Button
                    submit=true
                    kind=ButtonKind::Primary
                    icon=Icon::FileCheck
                    busy=record.pending()
                >
                    {t!(i18n, agreements.record)}
                </Button>
            </div>
        </form>
    }
}
