//! The client decides and signs on the team's tablet.

use domain::agreement::{RequestState, Strokes, chain};
use domain::portal::PortalSheet;
use domain::{ProjectId, RequestId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use locale::{contents, t, t_string, use_i18n};

use super::api::{open_glass, sign_on_glass};
use super::given::{Answer, AnswerFields};
use super::pad::SignaturePad;
use crate::error::AppError;
use crate::features::shared::content_view::{ContentView, DifferenceView};
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::icon::Icon;

/// The page that is handed over.
#[component]
pub fn GlassPage() -> impl IntoView {
    let params = use_params_map();
    let request = move || params.read().get("request").and_then(|id| id.parse::<RequestId>().ok());
    let asked =
        ask(request, |request| async move { open_glass(request.ok_or(AppError::NotFound)?).await });
    view! {
        <div class="glass">
            {loaded(asked, move |sheet| view! { <Sheet sheet/> })}
        </div>
    }
}

#[component]
fn Sheet(
    /// What is asked and what it says.
    sheet: PortalSheet,
) -> impl IntoView {
    let i18n = use_i18n();
    let done = RwSignal::new(sheet.receipt);
    let (project, decision) = (sheet.project, sheet.decision.clone());
    let title = {
        let decision = decision.clone();
        move || {
            let kind = contents::subject_kind(i18n.get_locale(), decision.kind);
            let (title, version) = (decision.title.clone(), decision.version);
            t_string!(i18n, decision.named, kind = kind, title = title, version = version)
        }
    };
    let content = sheet.content.clone();
    let before = sheet.before.clone();
    let is_waiting = sheet.state == RequestState::Waiting;
    let form = StoredValue::new(sheet);
    view! {
        <Title text=title.clone()/>
        <LinkButton kind=ButtonKind::Ghost icon=Icon::ArrowLeft href=paths::agreements(project)>
            {t!(i18n, agreements.back)}
        </LinkButton>
        <h1>{title}</h1>
        <section class="glass__sheet">
            <p>{decision.why}</p>
            <p><strong>{t!(i18n, decision.outcome)}</strong> " " {decision.outcome}</p>
            {move || before.clone().map(|before| view! {
                <h2>{t!(i18n, agreements.changes_since, version = move || before.version)}</h2>
                <DifferenceView locale=i18n.get_locale() difference=before.difference.clone()/>
            })}
            {move || view! { <ContentView locale=i18n.get_locale() content=content.clone()/> }}
        </section>
        {move || match done.get() {
            Some(number) => view! { <Done project number/> }.into_any(),
            None if is_waiting => view! { <Sign sheet=form.get_value() done/> }.into_any(),
            None => view! { <p role="status">{t!(i18n, decision.closed)}</p> }.into_any(),
        }}
    }
}

#[component]
fn Sign(
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// The number of the decision once it is given.
    done: RwSignal<Option<i64>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let strokes = RwSignal::new(Strokes::default());
    let answer = Answer::of(&sheet);
    let request = sheet.decision.id;
    let sheet = StoredValue::new(sheet);
    let sign = Action::new(move |()| {
        let decision = sheet.with_value(|sheet| answer.decision(sheet));
        let drawn = strokes.with_untracked(serde_json::to_string);
        async move { sign_on_glass(request, decision, drawn.unwrap_or_default()).await }
    });
    when_done(sign, move |number| done.set(Some(number)));
    let failure = failure_of(sign);
    let reason = Signal::derive(move || {
        strokes.with(Strokes::is_empty).then(|| t_string!(i18n, agreements.pad_empty).to_owned())
    });
    let name = sheet.with_value(|sheet| sheet.reader.clone());
    view! {
        <section class="glass__sign" aria-labelledby="glass-sign">
            <h2 id="glass-sign">{t!(i18n, agreements.your_turn, name = move || name.clone())}</h2>
            <AnswerFields answer sheet=sheet.get_value()/>
            <SignaturePad strokes/>
            <p class="u-muted">{t!(i18n, agreements.glass_hint)}</p>
            <Failure error=failure/>
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Signature
                reason
                busy=sign.pending()
                on_press=move || drop(sign.dispatch(()))
            >
                {t!(i18n, agreements.confirm_sign)}
            </Button>
        </section>
    }
}

#[component]
fn Done(
    /// In which project.
    project: ProjectId,
    /// The number of the decision.
    number: i64,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="glass__done" role="status">
            <p>{t!(i18n, agreements.signed, number = move || chain::name(number))}</p>
            <LinkButton kind=ButtonKind::Primary href=paths::agreements(project)>
                {t!(i18n, agreements.back)}
            </LinkButton>
        </section>
    }
}
