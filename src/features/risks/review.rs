//! The review: one open risk after the other, the most serious first, one decision for each.

use domain::RiskId;
use domain::risk::{Verdict, weight};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{t, t_string, use_i18n};

use super::desk::Desk;
use super::fields::says_of;
use super::heat::HeatMark;
use super::panel::Places;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The id of the button to which the focus goes with every next risk.
const KEEP: &str = "risks-review-keep";

/// Begins a review of what is open now.
pub fn begin(desk: Desk) {
    let mut open = desk.peek(|found| {
        let open = found.risks.iter().map(|line| &line.risk).filter(|risk| risk.is_open());
        open.map(|risk| (weight(risk.says.place(), risk.number), risk.id)).collect::<Vec<_>>()
    });
    open.sort();
    let queue: Vec<RiskId> = open.into_iter().map(|(_, id)| id).collect();
    desk.open(None);
    desk.review.set(Some(queue).filter(|queue| !queue.is_empty()));
    focus_first();
}

fn focus_first() {
    dom::on_next_frame(|| {
        dom::focus_by_id(KEEP);
    });
}

/// The risk at hand with what can be decided; nothing without a review.
#[component]
pub fn Review() -> impl IntoView {
    let desk = Desk::expect();
    let at_hand = Memo::new(move |_| {
        desk.review.with(|queue| queue.as_ref().and_then(|queue| queue.first().copied()))
    });
    move || at_hand.get().map(|id| view! { <AtHand id /> })
}

#[component]
fn AtHand(id: RiskId) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let (says, reason) = (says_of(desk, id), desk.reason());
    let is_scoring = RwSignal::new(false);
    let name = desk.risk_now(id).map(|risk| risk.name()).unwrap_or_default();
    let left = desk.review.with_untracked(|queue| queue.as_ref().map_or(0, Vec::len));
    let score = Signal::derive(move || says.with(|says| says.place().score()));
    let decide = move |verdict| {
        move || {
            desk.settle(id, verdict);
            next(desk);
        }
    };
    let response = move || says.with(|says| says.response.text.clone());
    view! {
        <section class="panel risks__review" aria-label=t!(i18n, risks.review)>
            <p class="u-small u-muted">
                {move || t_string!(i18n, risks.review_left, count = grouped(left))}
            </p>
            <h2 class="risks__review-title">
                <HeatMark score />
                " "
                {name}
                " "
                {move || says.with(|says| says.title.clone())}
            </h2>
            <p class="risks__words">{move || says.with(|says| says.description.clone())}</p>
            <p class="risks__words">{response}</p>
            <Show when=move || is_scoring.get()>
                <Places id />
            </Show>
            <div class="risks__end">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Check
                    id=KEEP
                    reason
                    on_press=decide(Verdict::Keep)
                >
                    {t!(i18n, risks.keep)}
                </Button>
                <Button
                    icon=Icon::SlidersHorizontal
                    reason
                    pressed=is_scoring
                    on_press=move || is_scoring.update(|on| *on = !*on)
                >
                    {t!(i18n, risks.rescore)}
                </Button>
                <Button icon=Icon::Archive reason on_press=decide(Verdict::Close)>
                    {t!(i18n, risks.close)}
                </Button>
                <Button icon=Icon::CircleAlert reason on_press=decide(Verdict::Happen)>
                    {t!(i18n, risks.happen)}
                </Button>
                <Button kind=ButtonKind::Ghost on_press=move || next(desk)>
                    {t!(i18n, risks.skip)}
                </Button>
                <Button kind=ButtonKind::Ghost on_press=move || desk.review.set(None)>
                    {t!(i18n, risks.end_review)}
                </Button>
            </div>
        </section>
    }
}

/// Goes on with the next one; after the last one the review is over.
fn next(desk: Desk) {
    let is_over = desk.review.try_update(|queue| {
        let rest = queue.take().map(|queue| queue.into_iter().skip(1).collect::<Vec<_>>());
        *queue = rest.filter(|rest| !rest.is_empty());
        queue.is_none()
    });
    if is_over == Some(false) {
        focus_first();
    } else {
        let words = locale::td_string!(desk.locale_now(), risks.review_done);
        desk.say(words);
    }
}
