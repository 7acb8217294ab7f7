//! The most serious risks, as a panel of the overview.

use domain::ProjectId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{risks, t, t_string, use_i18n};

use super::api::{Top, top_risks};
use super::heat::HeatMark;
use crate::features::shared::live_wire::Topic;
use crate::features::shared::loaded::{ask, loaded};
use crate::features::shared::stirs::when_stirred;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The most serious open risks with score, strategy and who watches them.
#[component]
pub fn TopRisks(
    /// In which project.
    project: ProjectId,
) -> impl IntoView {
    let i18n = use_i18n();
    let asked = ask(|| (), move |()| top_risks(project));
    let topics: &'static [Topic] = &[Topic::Risks, Topic::Changes];
    when_stirred(move || Some(project), topics, move || asked.refetch());
    let all = move || {
        view! {
            <a class="u-link" href=paths::risks(project)>
                {t!(i18n, risks.all)}
            </a>
        }
    };
    view! {
        <Panel id="overview-risks" title=t!(i18n, risks.top) actions=all>
            {loaded(asked, move |found| view! { <Lines project found /> })}
        </Panel>
    }
}

#[component]
fn Lines(
    /// In which project.
    project: ProjectId,
    /// What the server told.
    found: Top,
) -> impl IntoView {
    let i18n = use_i18n();
    let Top { risks: found, open, doubted } = found;
    let none = found.is_empty().then(|| {
        view! { <p class="u-muted">{t!(i18n, risks.none_open)}</p> }
    });
    let rows = found.into_iter().map(|(risk, owner)| {
        let strategy = risk.says.strategy;
        let strategy = move || strategy.map(|one| risks::strategy(i18n.get_locale(), one));
        let again = risk.recheck.is_some().then(|| {
            view! { <Chip icon=Icon::RefreshCw>{t!(i18n, risks.recheck)}</Chip> }
        });
        view! {
            <li class="panel__row risks__top">
                <HeatMark score=risk.says.place().score() />
                <a class="u-link u-grow" href=paths::risk(project, risk.id)>
                    {risk.says.title.clone()}
                </a>
                {again}
                <span class="u-small u-muted">{strategy}</span>
                {owner.map(|name| view! { <Avatar name /> })}
            </li>
        }
    });
    let counted = (open > 0).then(|| {
        view! {
            <p class="u-small u-muted">
                {move || {
                    let (open, doubted) = (grouped(open), grouped(doubted));
                    t_string!(i18n, risks.counted, open, doubted)
                }}
            </p>
        }
    });
    view! { {none} <ul>{rows.collect_view()}</ul> {counted} }
}
