//! The fields in which somebody of the team records what the client decided.

use domain::ContactId;
use domain::agreement::{CHOICES, Choice, Decision};
use domain::portal::PortalSheet;
use leptos::prelude::*;
use locale::{contents, t, t_string, use_i18n};

use crate::ui::field::{SelectField, TextArea};
use crate::ui::segmented::{SegmentButton, Segmented};

/// What stands in the fields.
#[derive(Clone, Copy)]
pub struct Answer {
    choice: RwSignal<Choice>,
    option: RwSignal<String>,
    words: RwSignal<String>,
    by: RwSignal<String>,
}

impl Answer {
    /// Plain agreement of the approver, to the first option if there are any.
    #[must_use]
    pub fn of(sheet: &PortalSheet) -> Self {
        let first = sheet.content.options.first().map(|option| option.key.clone());
        let approver = sheet.deciders.first().map(|decider| decider.id.to_string());
        Self {
            by: RwSignal::new(approver.unwrap_or_default()),
            choice: RwSignal::new(Choice::Agreed),
            option: RwSignal::new(first.unwrap_or_default()),
            words: RwSignal::new(String::new()),
        }
    }

    /// Who decides, where somebody is named.
    #[must_use]
    pub fn by(self) -> Option<ContactId> {
        self.by.with_untracked(|by| by.parse().ok())
    }

    /// The decision about what the sheet says: an option only with what agrees, words only with
    /// what does not plainly agree.
    #[must_use]
    pub fn decision(self, sheet: &PortalSheet) -> Decision {
        let (choice, option) = (self.choice.get_untracked(), self.option.get_untracked());
        let words = self.words.get_untracked();
        Decision {
            choice,
            option: (choice != Choice::Returned && !option.is_empty()).then_some(option),
            words: if choice == Choice::Agreed { String::new() } else { words },
            hash: sheet.hash,
        }
    }

    /// Whether nothing is missing: what does not plainly agree needs words.
    #[must_use]
    pub fn is_whole(self) -> bool {
        let has_words = self.words.with(|words| !words.trim().is_empty());
        has_words || self.choice.get() == Choice::Agreed
    }
}

/// Who decides if somebody stands in, the three answers, the options if there are any, and room
/// for words.
#[component]
pub fn AnswerFields(
    /// What stands in them.
    answer: Answer,
    /// What is decided about.
    sheet: PortalSheet,
) -> impl IntoView {
    let i18n = use_i18n();
    let choices = CHOICES.map(|(choice, _)| {
        let pressed = Signal::derive(move || answer.choice.get() == choice);
        view! {
            <SegmentButton pressed on_press=move || answer.choice.set(choice)>
                {move || contents::choice(i18n.get_locale(), choice)}
            </SegmentButton>
        }
    });
    let options: Vec<(String, String)> = sheet
        .content
        .options
        .iter()
        .map(|option| (option.key.clone(), format!("{} {}", option.key, option.title)))
        .collect();
    let options = (!options.is_empty()).then(|| {
        view! {
            <SelectField
                name="option"
                label=t!(i18n, decision.options)
                options=options
                bind=answer.option
            />
        }
    });
    let deciders = &sheet.deciders;
    let people: Vec<(String, String)> =
        deciders.iter().map(|decider| (decider.id.to_string(), decider.name.clone())).collect();
    let who = (people.len() > 1).then(|| {
        view! {
            <SelectField
                name="by"
                label=t!(i18n, agreements.who_signs)
                hint=t!(i18n, agreements.who_signs_hint)
                options=people
                bind=answer.by
            />
        }
    });
    let label = move || match answer.choice.get() {
        Choice::Conditional => t_string!(i18n, decision.conditions),
        Choice::Agreed | Choice::Returned => t_string!(i18n, decision.reason),
    };
    view! {
        <Segmented label=t!(i18n, decision.yours)>
            {choices.collect_view()}
        </Segmented>
        {options}
        {who}
        <Show when=move || answer.choice.get() != Choice::Agreed>
            <TextArea name="words" label bind=answer.words required=true/>
        </Show>
    }
}
