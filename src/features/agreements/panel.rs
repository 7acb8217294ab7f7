//! How one subject stands between team and client, and what can be done about it.

use domain::agreement::Subject;
use domain::{ProjectId, agreement::chain};
use leptos::prelude::*;
use locale::{contents, refusals, t, t_string, use_i18n};

use super::api::{Standing, Waiting, open_standing, take_back};
use super::ask::AskDialog;
use super::comments::Comments;
use super::paper::PaperDialog;
use super::standing::{StandingBadge, StandingWords};
use crate::features::shared::content_view::DifferenceView;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{Failure, ask, failure_of, loaded, when_done};
use crate::features::shared::magic_link::LinkToDecision;
use crate::features::shared::stirs::when_stirred;
use crate::paths;
use crate::ui::button::{Button, ButtonKind, LinkButton};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// Whether the client was asked, agreed, and still agrees to what stands there now.
#[component]
pub fn AgreementPanel(
    /// In which project.
    project: ProjectId,
    /// About what.
    subject: Subject,
    /// Counts up whenever the subject may have changed.
    #[prop(into)]
    revision: Signal<u32>,
    /// Called after a request was sent or answered here.
    #[prop(optional, into)]
    changed: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked =
        ask(move || revision.get(), move |_| async move { open_standing(project, subject).await });
    let again = Callback::new(move |()| {
        asked.refetch();
        if let Some(changed) = changed {
            changed.run(());
        }
    });
    // What stands around the panel goes by the same decision.
    when_stirred(move || Some(project), &[Topic::Agreements], move || again.run(()));
    // What is said about the request comes as a message.
    when_stirred(move || Some(project), &[Topic::Messages], move || asked.refetch());
    view! {
        <Panel
            id=format!("agreement-{}", subject.kind.as_str())
            title=move || {
                let kind = contents::subject_kind(i18n.get_locale(), subject.kind);
                t_string!(i18n, agreements.panel, kind = kind)
            }
        >
            {loaded(asked, move |found| view! { <Drawn project subject found changed=again/> })}
        </Panel>
    }
}

#[component]
fn Drawn(
    project: ProjectId,
    subject: Subject,
    found: Standing,
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_open = RwSignal::new(false);
    let differs = found.signed.as_ref().filter(|signed| !signed.difference.is_empty());
    let difference = differs.map(|signed| {
        let (difference, number) = (signed.difference.clone(), signed.given.entry.number);
        view! {
            <details class="agreements__difference">
                <summary>
                    {move || {
                        t_string!(i18n, agreements.see_difference, number = chain::name(number))
                    }}
                </summary>
                {move || {
                    let (locale, difference) = (i18n.get_locale(), difference.clone());
                    view! { <DifferenceView locale difference/> }
                }}
            </details>
        }
    });
    let reason = {
        let (may_ask, has_content) = (found.may_ask, found.content.is_some());
        let no_question = found.no_question.clone();
        let has_approver = !found.approvers.is_empty();
        Signal::derive(move || {
            if let (true, Some(refusal)) = (may_ask, &no_question) {
                return Some(refusals::sentence(i18n.get_locale(), refusal));
            }
            let words = match (may_ask, has_content, has_approver) {
                (false, ..) => t_string!(i18n, agreements.only_lead),
                (_, false, _) => t_string!(i18n, agreements.nothing_yet),
                (_, _, false) => t_string!(i18n, agreements.no_approver),
                (true, true, true) => return None,
            };
            Some(words.to_owned())
        })
    };
    let waiting = found.waiting.clone().map(|waiting| {
        view! { <WaitingActions project waiting may_ask=found.may_ask changed/> }
    });
    let comments = found.comments.clone();
    let is_first = found.signed.is_none() && found.waiting.is_none();
    let is_stuck = found.waiting.as_ref().is_some_and(|waiting| !waiting.can_answer());
    let has_versions = !is_first || found.returned.is_some();
    let words = move || match (is_stuck, is_first) {
        (true, _) => t_string!(i18n, agreements.ask_other),
        (false, true) => t_string!(i18n, agreements.ask),
        (false, false) => t_string!(i18n, agreements.ask_again),
    };
    let kind = if is_first || is_stuck { ButtonKind::Primary } else { ButtonKind::Quiet };
    view! {
        <div class="agreements__standing">
            <StandingBadge found=found.clone()/>
            <StandingWords found=found.clone()/>
        </div>
        {difference}
        {waiting}
        <Comments project comments/>
        <div class="u-row u-wrap">
            <Button kind icon=Icon::Send reason on_press=move || is_open.set(true)>{words}</Button>
            {has_versions.then(|| view! {
                <LinkButton
                    kind=ButtonKind::Ghost
                    icon=Icon::History
                    href=paths::versions(project, subject)
                >
                    {t!(i18n, agreements.versions)}
                </LinkButton>
            })}
        </div>
        <AskDialog project subject open=is_open found changed/>
    }
}

/// What the team can do while it waits: hand a link over, have it signed here, or take it back.
#[component]
fn WaitingActions(
    /// In which project.
    project: ProjectId,
    /// What waits.
    waiting: Waiting,
    /// Whether this person may ask for decisions.
    may_ask: bool,
    /// Called after a change.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, version) = (waiting.request.id, waiting.request.version);
    let can_answer = waiting.can_answer();
    let people = waiting.deciders;
    let withdraw = Action::new(move |()| take_back(id, version));
    when_done(withdraw, move |()| changed.run(()));
    let failure = failure_of(withdraw);
    let is_paper = RwSignal::new(false);
    may_ask.then(|| {
        view! {
            <div class="u-row u-wrap">
                // Where nobody decides any more there is nobody to hand it to.
                {can_answer.then(|| view! {
                    <LinkToDecision request=id people/>
                    <LinkButton icon=Icon::Signature href=paths::glass(project, id)>
                        {t!(i18n, agreements.sign_here)}
                    </LinkButton>
                    <Button icon=Icon::FileCheck on_press=move || is_paper.set(true)>
                        {t!(i18n, agreements.paper)}
                    </Button>
                })}
                <Button
                    kind=ButtonKind::Ghost
                    icon=Icon::Undo
                    busy=withdraw.pending()
                    on_press=move || drop(withdraw.dispatch(()))
                >
                    {t!(i18n, agreements.take_back)}
                </Button>
            </div>
            <Failure error=failure/>
            <PaperDialog project request=id open=is_paper changed/>
        }
    })
}
