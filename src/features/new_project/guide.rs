//! "Help me choose": six questions and a recommendation with its reason.

use domain::project::{Advice, MethodProfile, advise};
use leptos::prelude::*;
use locale::{Words, t, t_string, use_i18n};

use super::form::Form;
use super::method_step::method;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentButton, Segmented};

/// How many questions there are.
const QUESTIONS: usize = 6;

/// The answers so far, from 0 (no) to 2 (yes).
type Answers = [Option<u8>; QUESTIONS];

/// The guide, folded until somebody asks for it. Once all is answered it chooses the method.
#[component]
pub fn Guide(
    /// The fields.
    form: Form,
    /// What was recommended.
    advised: RwSignal<Option<Advice>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (open, answers) = (RwSignal::new(false), RwSignal::new(Answers::default()));
    Effect::new(move |_| {
        let advice = profile(answers.get()).map(advise);
        if let Some(advice) = advice {
            form.method.set(advice);
        }
        advised.set(advice);
    });
    let verdict = move || {
        advised.get().map(|advice| {
            let words = move || {
                let name = method(i18n, advice);
                t_string!(i18n, new_project.verdict, method = name)
            };
            view! {
                <p class="new_project__verdict" role="status">
                    <b>{words}</b>
                    " "
                    {move || reason(i18n, advice)}
                </p>
            }
        })
    };
    let questions = move || {
        let ask = |index| view! { <Question index answers /> };
        (0..QUESTIONS).map(ask).collect_view()
    };
    view! {
        <div class="new_project__guide">
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Lightbulb
                pressed=open
                on_press=move || open.update(|open| *open = !*open)
            >
                {t!(i18n, new_project.help_me_choose)}
            </Button>
            <Show when=move || open.get()>
                <div class="new_project__questions">{questions()}</div>
                {verdict}
            </Show>
        </div>
    }
}

#[component]
fn Question(index: usize, answers: RwSignal<Answers>) -> impl IntoView {
    let i18n = use_i18n();
    let words = move || question(i18n, index);
    let is_chosen = move |value: u8| move || answers.read()[index] == Some(value);
    let choose = move |value: u8| move || answers.update(|all| all[index] = Some(value));
    view! {
        <div class="new_project__question">
            <span>{words}</span>
            <Segmented label=words>
                <SegmentButton pressed=Signal::derive(is_chosen(0)) on_press=choose(0)>
                    {t!(i18n, common.no)}
                </SegmentButton>
                <SegmentButton pressed=Signal::derive(is_chosen(1)) on_press=choose(1)>
                    {t!(i18n, new_project.partly)}
                </SegmentButton>
                <SegmentButton pressed=Signal::derive(is_chosen(2)) on_press=choose(2)>
                    {t!(i18n, common.yes)}
                </SegmentButton>
            </Segmented>
        </div>
    }
}

/// The profile, once every question is answered.
fn profile(answers: Answers) -> Option<MethodProfile> {
    let [is_clear, is_changing, is_fixed, is_client_near, is_regulated, is_unknown] = answers;
    Some(MethodProfile {
        is_clear: is_clear?,
        is_changing: is_changing?,
        is_fixed: is_fixed?,
        is_client_near: is_client_near?,
        is_regulated: is_regulated?,
        is_unknown: is_unknown?,
    })
}

fn question(i18n: Words, index: usize) -> &'static str {
    match index {
        0 => t_string!(i18n, new_project.ask_clear),
        1 => t_string!(i18n, new_project.ask_changing),
        2 => t_string!(i18n, new_project.ask_fixed),
        3 => t_string!(i18n, new_project.ask_near),
        4 => t_string!(i18n, new_project.ask_regulated),
        _ => t_string!(i18n, new_project.ask_unknown),
    }
}

fn reason(i18n: Words, advice: Advice) -> &'static str {
    match advice {
        Advice::Waterfall => t_string!(i18n, new_project.why_waterfall),
        Advice::Agile => t_string!(i18n, new_project.why_agile),
        Advice::Hybrid => t_string!(i18n, new_project.why_hybrid),
        Advice::Extreme => t_string!(i18n, new_project.why_extreme),
    }
}
