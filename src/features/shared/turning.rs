//! What a message can become, wherever it stands: the menu, the way to what it became, and why it
//! could not.

use domain::message::{Became, BecameKind};
use domain::{ChangeId, MessageId, OpId, ProjectId, RequirementId, RiskId, TaskId};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use locale::{Words, t, t_string, use_i18n};

use super::fresh;
use super::loaded::{Failure, failure_of, when_done};
use super::turning_api::{Turnable, become_requirement, become_risk, become_task};
use crate::error::AppError;
use crate::paths;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::menu::{Menu, MenuItem, MenuLink};
use crate::ui::toast::use_toasts;

/// What a message becomes at a press; a change has a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Task,
    Requirement,
    Risk,
}

/// The ids of what may be made: a second try makes nothing twice.
#[derive(Clone, Copy)]
struct Ids {
    task: TaskId,
    op: OpId,
    requirement: RequirementId,
    risk: RiskId,
}

impl Ids {
    fn fresh() -> Self {
        Self {
            task: fresh::id(TaskId::new),
            op: fresh::id(OpId::new),
            requirement: fresh::id(RequirementId::new),
            risk: fresh::id(RiskId::new),
        }
    }

    async fn make(self, message: MessageId, target: Target) -> Result<Became, AppError> {
        let (kind, id) = match target {
            Target::Task => {
                become_task(message, self.task, self.op).await?;
                (BecameKind::Task, self.task.0)
            }
            Target::Requirement => {
                become_requirement(message, self.requirement).await?;
                (BecameKind::Requirement, self.requirement.0)
            }
            Target::Risk => {
                become_risk(message, self.risk).await?;
                (BecameKind::Risk, self.risk.0)
            }
        };
        Ok(Became { kind, id })
    }
}

/// What a message can become, and what it became.
#[component]
pub fn Turning(
    /// The id of the menu.
    id: String,
    /// The message.
    turnable: Turnable,
    /// Called once something was made of it.
    #[prop(optional, into)]
    on_made: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (toasts, go, ids) = (use_toasts(), use_navigate(), Ids::fresh());
    let (message, project) = (turnable.message, turnable.project);
    let became = RwSignal::new(turnable.became);
    let make = Action::new(move |target: &Target| ids.make(message, *target));
    let failure = failure_of(make);
    when_done(make, move |made| {
        became.set(Some(made));
        let (go, address) = (go.clone(), address(project, made));
        let open = move || go(&address, Default::default());
        toasts.offer(said(i18n, made.kind), t_string!(i18n, common.open), open);
        if let Some(on_made) = on_made {
            on_made.run(());
        }
    });
    let link = move || became.get().map(|became| view! { <BecameLink became project /> });
    view! {
        <TurnMenu id turnable became make />
        {link}
        <Failure error=failure />
    }
}

/// The menu itself.
#[component]
fn TurnMenu(
    id: String,
    turnable: Turnable,
    became: RwSignal<Option<Became>>,
    make: Action<Target, Result<Became, AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Turnable { message, project, author, body, became: _, may } = turnable;
    let no_task = reason(became, may.plan, move || t_string!(i18n, messages.may_not_plan));
    let no_scope = reason(became, may.scope, move || t_string!(i18n, messages.may_not_scope));
    let no_risk = reason(became, may.risk, move || t_string!(i18n, messages.may_not_risk));
    // A change has a form, which opens with these words and notes what became of them.
    let change = Signal::derive(move || {
        let text = String::from(js_sys::encode_uri_component(&body));
        format!("{}?message={message}&text={text}", paths::changes(project))
    });
    let to_change = move || {
        (may.scope && became.get().is_none()).then(|| {
            view! {
                <MenuLink icon=Icon::Branch href=change>{t!(i18n, messages.to_change)}</MenuLink>
            }
        })
    };
    let turn_into = move |target: Target| move || drop(make.dispatch(target));
    view! {
        <Menu id label=move || t_string!(i18n, messages.more, name = author.clone())>
            <MenuItem
                icon=Icon::SquareCheck
                reason=no_task
                on_choose=turn_into(Target::Task)
            >
                {t!(i18n, messages.to_task)}
            </MenuItem>
            <MenuItem
                icon=Icon::ListChecks
                reason=no_scope
                on_choose=turn_into(Target::Requirement)
            >
                {t!(i18n, messages.to_requirement)}
            </MenuItem>
            {to_change}
            <MenuItem icon=Icon::Warning reason=no_risk on_choose=turn_into(Target::Risk)>
                {t!(i18n, messages.to_risk)}
            </MenuItem>
        </Menu>
    }
}

/// Why a message cannot become something: it has become something already, or the reader lacks the
/// right.
fn reason(
    became: RwSignal<Option<Became>>,
    may: bool,
    may_not: impl Fn() -> &'static str + Send + Sync + 'static,
) -> Signal<Option<String>> {
    let i18n = use_i18n();
    Signal::derive(move || match became.get() {
        Some(_) => Some(t_string!(i18n, messages.became_already).to_owned()),
        None => (!may).then(|| may_not().to_owned()),
    })
}

/// What the message became, and the way there.
#[component]
fn BecameLink(became: Became, project: ProjectId) -> impl IntoView {
    let i18n = use_i18n();
    let icon = match became.kind {
        BecameKind::Task => Icon::SquareCheck,
        BecameKind::Requirement => Icon::ListChecks,
        BecameKind::Change => Icon::Branch,
        BecameKind::Risk => Icon::Warning,
    };
    let words = move || match became.kind {
        BecameKind::Task => t_string!(i18n, messages.became_task),
        BecameKind::Requirement => t_string!(i18n, messages.became_requirement),
        BecameKind::Change => t_string!(i18n, messages.became_change),
        BecameKind::Risk => t_string!(i18n, messages.became_risk),
    };
    view! {
        <a class="u-link turning__became" href=address(project, became)>
            <Icon icon size=IconSize::Small />
            {words}
        </a>
    }
}

/// Where the thing is that a message became.
fn address(project: ProjectId, became: Became) -> String {
    match became.kind {
        BecameKind::Task => paths::task(project, TaskId(became.id)),
        BecameKind::Requirement => paths::requirement(project, RequirementId(became.id)),
        BecameKind::Change => paths::change(project, ChangeId(became.id)),
        BecameKind::Risk => paths::risk(project, RiskId(became.id)),
    }
}

/// That it was made.
fn said(i18n: Words, kind: BecameKind) -> &'static str {
    match kind {
        BecameKind::Task => t_string!(i18n, messages.task_made),
        BecameKind::Requirement => t_string!(i18n, messages.requirement_made),
        BecameKind::Change => t_string!(i18n, messages.became_change),
        BecameKind::Risk => t_string!(i18n, messages.risk_made),
    }
}
