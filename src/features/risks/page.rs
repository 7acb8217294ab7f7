//! The page itself.

use domain::risk::Place;
use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, t_string, use_i18n};

use super::desk::Desk;
use super::form::RiskDialog;
use super::matrix::Matrix;
use super::panel::RiskSheet;
use super::register::Register;
use super::review::{self, Review};
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::stirs::when_stirred;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// The risks of the project that the address names, and the one that is open beside them.
#[component]
pub fn RisksPage() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::provide();
    // An applied change says which risks are to be assessed again.
    let topics: &'static [Topic] = &[Topic::Risks, Topic::Changes];
    when_stirred(move || desk.project(), topics, move || desk.ask_again());
    let body = desk.drawn(|_| {
        view! {
            <Review />
            <Matrix />
            <Register />
        }
    });
    view! {
        <Title text=t!(i18n, risks.title) />
        <div class="risks sheet__host" data-print="flow">
            <div class="risks__page" data-print="flow">
                <AreaBar area=Area::Control>
                    <Tools />
                </AreaBar>
                <h1 class="u-hidden">{t!(i18n, risks.title)}</h1>
                {body}
            </div>
            <RiskSheet />
        </div>
        <RiskDialog />
    }
}

/// The review, and the page's main button; an empty register has it in its middle.
#[component]
fn Tools() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let has_risks = Memo::new(move |_| desk.get(|found| !found.risks.is_empty()));
    let nothing_open = Signal::derive(move || {
        let is_any = desk.get(|found| found.risks.iter().any(|line| line.risk.is_open()));
        (!is_any).then(|| t_string!(i18n, risks.none_open).to_owned())
    });
    view! {
        <Show when=move || has_risks.get()>
            <Button
                icon=Icon::ListChecks
                reason=nothing_open
                on_press=move || review::begin(desk)
            >
                {t!(i18n, risks.review)}
            </Button>
            <Button
                kind=ButtonKind::Primary
                icon=Icon::Plus
                reason=desk.reason()
                on_press=move || desk.adding.set(Some(Place::default()))
            >
                {t!(i18n, risks.add)}
            </Button>
        </Show>
    }
}
