//! The answer once more before it counts, and the box to sign in.

use domain::agreement::Strokes;
use domain::portal::PortalSheet;
use leptos::prelude::*;
use locale::{Locale, contents, t, t_string, td_string, use_i18n};

use super::api::sign_on_glass;
use super::given::Answer;
use super::glass::Step;
use super::pad::SignaturePad;
use crate::features::shared::loaded::{Failure, failure_of, when_done};
use crate::features::shared::told::{Told, named};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// "You are about to …", what goes with it, and the signature that makes it count.
#[component]
pub fn LookOver(
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// The answer that was chosen.
    answer: Answer,
    /// Where the client is.
    step: RwSignal<Step>,
) -> impl IntoView {
    let i18n = use_i18n();
    let strokes = RwSignal::new(Strokes::default());
    let request = sheet.decision.id;
    let sheet = StoredValue::new(sheet);
    let sign = Action::new(move |()| {
        let decision = sheet.with_value(|sheet| answer.decision(sheet));
        let (drawn, by) = (strokes.with_untracked(serde_json::to_string), answer.by());
        async move { sign_on_glass(request, decision, drawn.unwrap_or_default(), by).await }
    });
    when_done(sign, move |number| step.set(Step::Done(number)));
    let failure = failure_of(sign);
    let reason = Signal::derive(move || {
        strokes.with(Strokes::is_empty).then(|| t_string!(i18n, agreements.pad_empty).to_owned())
    });
    let said = move || {
        let (locale, sheet) = (i18n.get_locale(), sheet.get_value());
        view! { <Said locale sheet answer/> }
    };
    view! {
        {said}
        <section class="glass__sign">
            <SignaturePad strokes/>
            <p class="u-muted">{t!(i18n, agreements.glass_hint)}</p>
            <p class="u-muted">{t!(i18n, agreements.other_ways)}</p>
            <Failure error=failure/>
            <div class="u-row u-wrap">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Signature
                    reason
                    busy=sign.pending()
                    on_press=move || drop(sign.dispatch(()))
                >
                    {t!(i18n, agreements.confirm_sign)}
                </Button>
                <Button kind=ButtonKind::Ghost on_press=move || step.set(Step::Read)>
                    {t!(i18n, decision.back_to_reading)}
                </Button>
            </div>
        </section>
    }
}

/// What is about to be recorded, in words.
#[component]
fn Said(
    /// The language.
    locale: Locale,
    /// What is asked and what it says.
    sheet: PortalSheet,
    /// The answer that was chosen.
    answer: Answer,
) -> impl IntoView {
    // The first who decides is the approver; others stand in.
    let by = answer.by();
    let instead = sheet.deciders.iter().skip(1).find(|decider| Some(decider.id) == by);
    let name = match (instead, sheet.reader_title.as_str()) {
        (Some(decider), _) => decider.name.clone(),
        (None, "") => sheet.reader.clone(),
        (None, title) => {
            td_string!(locale, decision.with_title, name = sheet.reader.clone(), title)
        }
    };
    let decision = answer.decision(&sheet);
    let choice = contents::choice(locale, decision.choice);
    let asked = &sheet.decision;
    let what = named(locale, asked.kind, &asked.title, asked.version);
    let sentence = td_string!(locale, decision.about_to, name = name, choice = choice, what = what);
    let told = |word: &'static str, text: Option<String>| {
        text.filter(|text| !text.is_empty()).map(|text| view! { <Told word text/> })
    };
    let option = decision.option.and_then(|key| sheet.content.option_named(&key));
    let outcome = Some(asked.outcome.clone());
    view! {
        <h1>{sentence}</h1>
        <section class="glass__sheet">
            {told(td_string!(locale, decision.option), option)}
            {told(td_string!(locale, decision.words), Some(decision.words))}
            {told(td_string!(locale, decision.outcome), outcome)}
            {told(td_string!(locale, decision.fingerprint), Some(sheet.hash.short()))}
            <p class="u-muted">{td_string!(locale, agreements.half_hour)}</p>
        </section>
    }
}
