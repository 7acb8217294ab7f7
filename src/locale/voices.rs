//! The words for what clients say: severities and scores.

use domain::voice::Severity;

use crate::{Locale, td_string};

/// How serious a complaint is.
#[must_use]
pub fn severity(locale: Locale, severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => td_string!(locale, voice.minor),
        Severity::Serious => td_string!(locale, voice.serious),
        Severity::Critical => td_string!(locale, voice.critical),
    }
}

/// What a score means, from 1 to 5.
#[must_use]
pub fn score(locale: Locale, score: i32) -> &'static str {
    match score {
        ..=1 => td_string!(locale, voice.score_1),
        2 => td_string!(locale, voice.score_2),
        3 => td_string!(locale, voice.score_3),
        4 => td_string!(locale, voice.score_4),
        5.. => td_string!(locale, voice.score_5),
    }
}
