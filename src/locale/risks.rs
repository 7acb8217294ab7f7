//! The words for risks: categories, sources, strategies, states, levels.

use domain::risk::{Heat, Place, RiskCategory, RiskSource, RiskState, Strategy};

use crate::{Locale, td_string};

/// What a risk comes from.
#[must_use]
pub fn category(locale: Locale, category: RiskCategory) -> &'static str {
    match category {
        RiskCategory::Technical => td_string!(locale, risks.technical),
        RiskCategory::Resources => td_string!(locale, risks.resources),
        RiskCategory::Schedule => td_string!(locale, risks.schedule),
        RiskCategory::Market => td_string!(locale, risks.market),
        RiskCategory::Management => td_string!(locale, risks.management),
        RiskCategory::External => td_string!(locale, risks.external),
    }
}

/// How a risk was found.
#[must_use]
pub fn source(locale: Locale, source: RiskSource) -> &'static str {
    match source {
        RiskSource::Brainstorm => td_string!(locale, risks.brainstorm),
        RiskSource::PastProject => td_string!(locale, risks.past_project),
        RiskSource::Expert => td_string!(locale, risks.expert),
        RiskSource::Checklist => td_string!(locale, risks.checklist),
        RiskSource::Message => td_string!(locale, risks.message),
    }
}

/// What is done about a risk.
#[must_use]
pub fn strategy(locale: Locale, strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Avoid => td_string!(locale, risks.avoid),
        Strategy::Reduce => td_string!(locale, risks.reduce),
        Strategy::Transfer => td_string!(locale, risks.transfer),
        Strategy::Accept => td_string!(locale, risks.accept),
    }
}

/// Where a risk stands.
#[must_use]
pub fn state(locale: Locale, state: RiskState) -> &'static str {
    match state {
        RiskState::Open => td_string!(locale, risks.state_open),
        RiskState::Happened => td_string!(locale, risks.state_happened),
        RiskState::Closed => td_string!(locale, risks.state_closed),
    }
}

/// How serious a score is.
#[must_use]
pub fn heat(locale: Locale, heat: Heat) -> &'static str {
    match heat {
        Heat::VeryLow => td_string!(locale, risks.heat_1),
        Heat::Low => td_string!(locale, risks.heat_2),
        Heat::Medium => td_string!(locale, risks.heat_3),
        Heat::High => td_string!(locale, risks.heat_4),
        Heat::VeryHigh => td_string!(locale, risks.heat_5),
    }
}

/// How likely or how bad, from 1 to 5.
#[must_use]
pub fn step(locale: Locale, step: u8) -> &'static str {
    match step {
        ..=1 => td_string!(locale, risks.step_1),
        2 => td_string!(locale, risks.step_2),
        3 => td_string!(locale, risks.step_3),
        4 => td_string!(locale, risks.step_4),
        5.. => td_string!(locale, risks.step_5),
    }
}

/// A cell as it is read aloud: probability 4, impact 5, score 20, very high.
#[must_use]
pub fn cell(locale: Locale, place: Place) -> String {
    let Place { probability, impact } = place;
    let (score, word) = (place.score(), heat(locale, place.heat()));
    td_string!(locale, risks.cell, probability, impact, score, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_aloud_with_score_and_word() {
        let place = Place { probability: 4, impact: 5 };
        assert_eq!(cell(Locale::zh_CN, place), "概率 4，影响 5，分值 20，极高");
        assert_eq!(cell(Locale::en, place), "Probability 4, impact 5, score 20, very high");
    }
}
