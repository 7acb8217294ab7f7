//! The words for what clients say and wait for: severities, scores, working time.

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

/// Working time that somebody has waited: 25 min, 3.5 h.
#[must_use]
pub fn waited(locale: Locale, minutes: i64) -> String {
    if minutes < 60 {
        return td_string!(locale, voice.minutes, count = minutes);
    }
    let (whole, tenth) = (minutes / 60, minutes % 60 / 6);
    let hours = if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") };
    td_string!(locale, voice.hours, count = hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_told_in_minutes_and_hours() {
        for (minutes, expected) in [(0, "0"), (59, "59"), (60, "1 "), (90, "1.5"), (1000, "16.6")] {
            assert!(waited(Locale::en, minutes).starts_with(expected), "{minutes}");
        }
    }
}
