//! The dialog that records a decision given on paper, with the scanned paper.

use domain::portal::PortalSheet;
use domain::{FileId, ProjectId, RequestId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::api::{open_glass, record_paper};
use super::given::{Answer, AnswerFields};
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::upload::{UploadField, Uploads};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::icon::Icon;

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
            title=t!(i18n, agreements.paper_title)
            close_label=t!(i18n, common.close)
            size=DialogSize::Medium
        >
            <Show when=move || open.get()>
                {
                    let asked = ask(|| (), move |()| open_glass(request));
                    loaded(asked, move |sheet| view! { <Form project sheet open changed/> })
                }
            </Show>
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
    let scan = RwSignal::new(None::<(FileId, String)>);
    let uploads = Uploads::new(project, move |arrived: Vec<domain::file::File>| {
        scan.set(arrived.into_iter().last().map(|file| (file.id, file.name)));
    });
    let kept = StoredValue::new(sheet.clone());
    let record = Action::new(move |paper: &FileId| {
        let (paper, decision) = (*paper, kept.with_value(|sheet| answer.decision(sheet)));
        let by = answer.by();
        async move { record_paper(request, decision, paper, by).await }
    });
    let failure = failure_of(record);
    when_done(record, move |_| {
        open.set(false);
        changed.run(());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let scan = scan.with_untracked(|scan| scan.as_ref().map(|(id, _)| *id));
        if let (Some(paper), false) = (scan, record.pending().get_untracked()) {
            record.dispatch(paper);
        }
    };
    let reason = Signal::derive(move || {
        scan.with(Option::is_none).then(|| t_string!(i18n, agreements.scan_missing).to_owned())
    });
    let name = move || scan.get().map(|(_, name)| name);
    view! {
        <form class="agreements__form" on:submit=submit>
            <AnswerFields answer sheet/>
            <UploadField
                uploads
                sentence=t!(i18n, agreements.scan)
                single=true
                reason=Signal::derive(|| None::<String>)
            />
            <p class="u-muted" role="status">{name}</p>
            <Failure error=failure/>
            <div class="u-row">
                <Button
                    submit=true
                    kind=ButtonKind::Primary
                    icon=Icon::FileCheck
                    reason
                    busy=record.pending()
                >
                    {t!(i18n, agreements.record)}
                </Button>
            </div>
        </form>
    }
}
