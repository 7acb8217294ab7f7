//! The client decides and signs on the team's tablet: reads, looks the answer over, signs, has the
//! receipt. Nothing of the team's own stands beside it.

use domain::agreement::RequestState;
use domain::portal::PortalSheet;
use domain::{ProjectId, RequestId};
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{dates, t, t_string, use_i18n};

use super::api::open_glass;
use super::given::{Answer, AnswerFields};
use super::kept_api::open_receipt;
use super::look_over::LookOver;
use crate::features::shared::address;
use crate::features::shared::content_view::{ContentView, DifferenceView};
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::receipt::ReceiptView;
use crate::features::shared::told::named;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The id of what is read first in each step.
const TOP: &str = "glass-step";

/// Where the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading, and choosing an answer.
    Read,
    /// Looking the answer over, and signing.
    LookOver,
    /// Done, with this number.
    Done(i64),
}

impl Step {
    const fn number(self) -> u8 {
        match self {
            Self::Read => 1,
            Self::LookOver => 2,
            Self::Done(_) => 3,
        }
    }
}

/// The page that is handed over.
#[component]
pub fn GlassPage() -> impl IntoView {
    let asked = address::ask_about(address::named::<RequestId>("request"), open_glass);
    view! {
        <div class="page glass">
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
    let step = RwSignal::new(sheet.receipt.map_or(Step::Read, Step::Done));
    let answer = Answer::of(&sheet);
    let (project, name) = (sheet.project, sheet.project_name.clone());
    let is_waiting = sheet.state == RequestState::Waiting;
    let form = StoredValue::new(sheet);
    // Another step begins at its top, also for those who hear it.
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            dom::on_next_frame(|| {
                dom::focus_by_id(TOP);
            });
        }
        now
    });
    let body = move || match step.get() {
        Step::Done(number) => view! { <Done project number/> }.into_any(),
        Step::LookOver if is_waiting => {
            view! { <LookOver sheet=form.get_value() answer step/> }.into_any()
        }
        Step::Read | Step::LookOver => {
            view! { <Reading sheet=form.get_value() answer step is_waiting/> }.into_any()
        }
    };
    let place = move || t_string!(i18n, agreements.your_step, step = step.get().number());
    view! {
        <header class="glass__top" id=TOP tabindex="-1">
            <p class="u-grow">
                <strong>{name}</strong>
                <span class="u-small u-muted">{place}</span>
            </p>
            <LinkButton
                kind=ButtonKind::Ghost
                icon=Icon::ArrowLeft
                href=paths::agreements(project)
            >
                {t!(i18n, agreements.give_back)}
            </LinkButton>
        </header>
        {body}
    }
}

/// What is asked and what it says, and the three answers.
#[component]
fn Reading(
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// What stands in the fields.
    answer: Answer,
    /// Where the client is.
    step: RwSignal<Step>,
    /// Whether it can still be answered.
    is_waiting: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let (decision, content) = (sheet.decision.clone(), sheet.content.clone());
    let (before, returned) = (sheet.before.clone(), sheet.returned.clone());
    let title = {
        let decision = decision.clone();
        move || named(i18n.get_locale(), decision.kind, &decision.title, decision.version)
    };
    let why = (!decision.why.is_empty()).then(|| view! { <p>{decision.why.clone()}</p> });
    let since = move |version| move || t_string!(i18n, agreements.changes_since, version);
    let answers = match is_waiting {
        true => view! { <Answers sheet answer step/> }.into_any(),
        false => view! { <p role="status">{t!(i18n, decision.closed)}</p> }.into_any(),
    };
    view! {
        <Title text=title.clone()/>
        <h1>{title}</h1>
        <section class="glass__sheet">
            {why}
            <p><strong>{t!(i18n, decision.outcome)}</strong> " " {decision.outcome}</p>
            {move || before.clone().map(|before| view! {
                <h2>{since(before.version)}</h2>
                <DifferenceView locale=i18n.get_locale() difference=before.difference.clone()/>
            })}
            {move || returned.clone().map(|returned| view! {
                <h2>{since(returned.version)}</h2>
                <p><q>{returned.words}</q></p>
                <DifferenceView locale=i18n.get_locale() difference=returned.difference/>
            })}
            {move || view! { <ContentView locale=i18n.get_locale() content=content.clone()/> }}
            <p class="u-muted">{t!(i18n, decision.not_qualified)}</p>
        </section>
        {answers}
    }
}

/// The three answers, and the way to the next step once nothing is missing.
#[component]
fn Answers(
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// What stands in the fields.
    answer: Answer,
    /// Where the client is.
    step: RwSignal<Step>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = sheet.reader.clone();
    let reason = Signal::derive(move || {
        let is_whole = answer.is_whole();
        (!is_whole).then(|| t_string!(i18n, agreements.reason_missing).to_owned())
    });
    view! {
        <section class="glass__sign" aria-labelledby="glass-sign">
            <h2 id="glass-sign">
                {move || t_string!(i18n, agreements.your_turn, name = name.clone())}
            </h2>
            <AnswerFields answer sheet/>
            <p class="u-muted">{t!(i18n, agreements.give_back_open)}</p>
            <Button kind=ButtonKind::Primary reason on_press=move || step.set(Step::LookOver)>
                {t!(i18n, agreements.next_review)}
            </Button>
        </section>
    }
}

/// The receipt, and the tablet goes back.
#[component]
fn Done(
    /// In which project.
    project: ProjectId,
    /// The number of the decision.
    number: i64,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| open_receipt(project, number));
    view! {
        {loaded(asked, move |found| {
            let (page, at) = (found.page, dates::moment(found.at));
            let witness = page.entry.witness.clone();
            let hint = move || witness.clone().map(|name| {
                t_string!(i18n, agreements.give_back_hint, name = name)
            });
            let receipt = move || {
                let (locale, page, at) = (i18n.get_locale(), page.clone(), at.clone());
                view! { <ReceiptView locale page at/> }
            };
            view! {
                <div class="glass__done" role="status">
                    {receipt}
                    <p><strong>{hint}</strong></p>
                    <p class="u-muted">{t!(i18n, agreements.half_hour)}</p>
                </div>
            }
        })}
        <div class="u-row">
            <LinkButton kind=ButtonKind::Primary href=paths::agreements(project)>
                {t!(i18n, agreements.give_back)}
            </LinkButton>
        </div>
    }
}
