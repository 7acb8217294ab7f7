//! The panel of one risk, beside the page: where it stands, what is done, its end.

use domain::RiskId;
use domain::risk::{Risk, RiskDraft, RiskState, STRATEGIES, Strategy, Verdict};
use leptos::prelude::*;
use locale::{risks, t, t_string, td_string, use_i18n};

use super::api::remove_risk;
use super::desk::Desk;
use super::fields::{Words, says_of};
use super::heat::HeatMark;
use super::level::PlaceSteppers;
use super::response::{ResponseFields, Tasks};
use crate::features::shared::near_day::near_day;
use crate::paths;
use crate::ui::banner::{Banner, BannerKind};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentButton, Segmented};
use crate::ui::sheet::Sheet;

/// The risk that is open. Put it last inside a `sheet__host`.
#[component]
pub fn RiskSheet() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let title = Memo::new(move |_| {
        let opened = desk.opened.get();
        let name = desk.get(|found| {
            let line = found.risks.iter().find(|line| Some(line.risk.id) == opened);
            line.map(|line| line.risk.name())
        });
        name.unwrap_or_else(|| td_string!(desk.locale(), risks.risk).to_owned())
    });
    view! {
        <Sheet
            id="risk"
            open=Signal::derive(move || desk.opened.get().is_some())
            on_close=move || desk.open(None)
            title=title
            close_label=t!(i18n, common.close)
        >
            {move || desk.opened.get().map(|id| view! { <Panel id /> })}
        </Sheet>
    }
}

#[component]
fn Panel(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let line = desk.line(id);
    let is_there = Memo::new(move |_| line.with(Option::is_some));
    let gone = move || view! { <p class="u-muted">{t!(i18n, risks.gone)}</p> };
    let reading = desk.reason();
    view! {
        <Show when=move || is_there.get() fallback=gone>
            <div class="risks__panel">
                <Marks id />
                {move || reading.get().map(|reason| view! { <Banner>{reason}</Banner> })}
                <Doubt id />
                <Places id />
                <StrategyPicker id />
                <Words id />
                <ResponseFields id />
                <Tasks id />
                <Origin id />
                <End id />
            </div>
        </Show>
    }
}

/// Its score before and after the response, and whether it is over.
#[component]
fn Marks(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let says = says_of(desk, id);
    let line = desk.line(id);
    let score = Signal::derive(move || says.with(|says| says.inherent.score()));
    let after = move || {
        says.with(|says| says.residual).map(|place| {
            view! {
                <span aria-hidden="true">"→"</span>
                <HeatMark score=place.score() />
            }
        })
    };
    let state = move || {
        let state = line.with(|line| line.as_ref().map(|line| line.risk.state))?;
        let icon = match state {
            RiskState::Open => return None,
            RiskState::Happened => Icon::CircleAlert,
            RiskState::Closed => Icon::Check,
        };
        Some(view! { <Chip icon=icon>{move || risks::state(i18n.get_locale(), state)}</Chip> })
    };
    let reviewed = move || {
        let day = line.with(|line| line.as_ref().and_then(|line| line.reviewed_on))?;
        Some(t_string!(i18n, risks.reviewed, day = near_day(i18n.get_locale(), day)))
    };
    view! {
        <div class="risks__marks">
            <HeatMark score /> {after} {state} <span class="u-small u-faint">{reviewed}</span>
        </div>
    }
}

/// Why it is to be assessed again.
#[component]
fn Doubt(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let line = desk.line(id);
    let reason = desk.reason();
    let doubt = Memo::new(move |_| {
        line.with(|line| {
            let line = line.as_ref()?;
            Some((line.risk.recheck.clone()?, line.doubted_on?))
        })
    });
    move || {
        let (recheck, day) = doubt.get()?;
        let href = desk.project().map(|project| paths::change(project, recheck.change));
        let words = move || {
            let day = near_day(i18n.get_locale(), day);
            let (number, title) = (recheck.number, recheck.title.clone());
            t_string!(i18n, risks.recheck_because, number, title, day)
        };
        let actions = move || {
            view! {
                <Button reason on_press=move || desk.settle(id, Verdict::Keep)>
                    {t!(i18n, risks.keep)}
                </Button>
            }
        };
        Some(view! {
            <Banner kind=BannerKind::Warn actions=actions>
                <a class="u-link" href=href>
                    {words}
                </a>
            </Banner>
        })
    }
}

/// Where it stands before and after the response, by steppers.
#[component]
pub fn Places(
    /// Which risk.
    id: RiskId,
) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (says, reason) = (says_of(desk, id), desk.reason());
    let has_residual = Memo::new(move |_| says.with(|says| says.residual.is_some()));
    let set = move |place| desk.save(id, String::new(), move |says| says.inherent = place);
    let set_after =
        move |place| desk.save(id, String::new(), move |says| says.residual = Some(place));
    let begin = move || {
        desk.save(id, String::new(), |says| says.residual = Some(says.inherent));
    };
    let none_yet = move || {
        view! {
            <Button kind=ButtonKind::Ghost icon=Icon::Plus reason on_press=begin>
                {t!(i18n, risks.add_residual)}
            </Button>
        }
    };
    view! {
        <section class="risks__part" aria-label=t!(i18n, risks.inherent)>
            <h3>{t!(i18n, risks.inherent)}</h3>
            <PlaceSteppers
                id=format!("risk-{id}-inherent")
                place=Signal::derive(move || says.with(|says| says.inherent))
                reason
                on_change=set
            />
            <h3>{t!(i18n, risks.residual)}</h3>
            <Show when=move || has_residual.get() fallback=none_yet>
                <PlaceSteppers
                    id=format!("risk-{id}-residual")
                    place=Signal::derive(move || says.with(RiskDraft::place))
                    reason
                    on_change=set_after
                />
            </Show>
        </section>
    }
}

#[component]
fn StrategyPicker(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (says, reason) = (says_of(desk, id), desk.reason());
    let choose = move |strategy: Strategy| {
        if let Some(reason) = reason.get_untracked() {
            return desk.say(reason);
        }
        desk.save(id, String::new(), move |says| {
            // Pressed again, nothing is decided any more.
            says.strategy = Some(strategy).filter(|new| says.strategy != Some(*new));
        });
    };
    let buttons = STRATEGIES.map(|(strategy, _)| {
        let is_on = move || says.with(|says| says.strategy == Some(strategy));
        view! {
            <SegmentButton pressed=Signal::derive(is_on) on_press=move || choose(strategy)>
                {move || risks::strategy(i18n.get_locale(), strategy)}
            </SegmentButton>
        }
    });
    view! {
        <div class="risks__part">
            <h3>{t!(i18n, risks.strategy)}</h3>
            <Segmented label=t!(i18n, risks.strategy)>{buttons.collect_view()}</Segmented>
        </div>
    }
}

/// The message that it came from.
#[component]
fn Origin(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let line = desk.line(id);
    move || {
        let (thread, name) = line.with(|line| line.as_ref()?.came_from.clone())?;
        let href = desk.project().map(|project| paths::thread(project, thread));
        Some(view! {
            <a class="u-link" href=href>
                {move || t_string!(i18n, risks.from_message, name = name.clone())}
            </a>
        })
    }
}

/// What becomes of it.
#[component]
fn End(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (line, reason) = (desk.line(id), desk.reason());
    let state = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.risk.state)).unwrap_or_default()
    });
    let settle = move |verdict| move || desk.settle(id, verdict);
    let remove = move || {
        let Some(Risk { version, .. }) = desk.risk_now(id) else { return };
        desk.open(None);
        desk.send(remove_risk(id, version));
    };
    let happened = move || {
        view! {
            <Button icon=Icon::CircleAlert reason on_press=settle(Verdict::Happen)>
                {t!(i18n, risks.happen)}
            </Button>
        }
    };
    let reopen = move || {
        view! {
            <Button icon=Icon::RotateCcw reason on_press=settle(Verdict::Reopen)>
                {t!(i18n, risks.reopen)}
            </Button>
        }
    };
    view! {
        <div class="risks__end">
            <Show when=move || state.get() == RiskState::Open fallback=reopen>
                {happened}
            </Show>
            <Show when=move || state.get() != RiskState::Closed>
                <Button icon=Icon::Archive reason on_press=settle(Verdict::Close)>
                    {t!(i18n, risks.close)}
                </Button>
            </Show>
            <Button kind=ButtonKind::Danger icon=Icon::Trash reason on_press=remove>
                {t!(i18n, risks.remove)}
            </Button>
        </div>
    }
}
