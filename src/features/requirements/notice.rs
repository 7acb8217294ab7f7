//! What the client has signed, for those who are about to write something else.

use domain::RequirementId;
use domain::agreement::chain;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::desk::Desk;
use crate::paths;
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::LinkButton;
use crate::ui::icon::Icon;

/// Says which version is signed and whether the document reads otherwise by now; leads to a change.
#[component]
pub fn SignedNotice(
    /// The requirement that the change would be about, if it is one.
    #[prop(optional, into)]
    requirement: Option<RequirementId>,
) -> impl IntoView {
    let desk = Desk::expect();
    let signed = Memo::new(move |_| desk.get(|found| found.signed));
    let notice = move || {
        let signed = signed.get()?;
        let kind = if signed.differs { BannerKind::Warn } else { BannerKind::Info };
        Some(view! {
            <Banner kind=kind actions=move || view! { <RaiseChange requirement /> }>
                <Sentence differs=signed.differs version=signed.version decision=signed.decision />
            </Banner>
        })
    };
    view! { <div class="requirements__notice" data-print="hide">{notice}</div> }
}

#[component]
fn Sentence(differs: bool, version: i32, decision: i64) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let decision = chain::name(decision);
        match differs {
            true => t_string!(i18n, requirements.signed_differs, version, decision),
            false => t_string!(i18n, requirements.signed, version, decision),
        }
    }
}

#[component]
fn RaiseChange(requirement: Option<RequirementId>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let href = move || {
        let changes = desk.project().map(paths::changes).unwrap_or_default();
        match requirement {
            Some(requirement) => format!("{changes}?requirement={requirement}"),
            None => changes,
        }
    };
    view! {
        <LinkButton href=href icon=Icon::Branch>
            {t!(i18n, requirements.raise_change)}
        </LinkButton>
    }
}
