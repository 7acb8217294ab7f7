//! The words for what clients say and wait for: severities, scores, working time.

use chrono::NaiveDateTime;
use domain::voice::Severity;

use crate::numbers::grouped;
use crate::{Locale, dates, td_string};

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

/// How long somebody has waited, in working minutes; where none has passed, since when: waits
/// 25 min, waits since Sat 21 Nov 14:20.
#[must_use]
pub fn waits(locale: Locale, minutes: i64, since: NaiveDateTime) -> String {
    if minutes > 0 {
        return td_string!(locale, voice.waits, time = waited(locale, minutes));
    }
    let at = format!("{} {}", dates::prose(locale, since.date()), since.format("%H:%M"));
    td_string!(locale, voice.waits_since, at = at)
}

/// Working time: 25 min, 3.5 h.
fn waited(locale: Locale, minutes: i64) -> String {
    if minutes < 60 {
        return td_string!(locale, voice.minutes, count = minutes);
    }
    let (whole, tenth) = (minutes / 60, minutes % 60 / 6);
    let whole = grouped(whole);
    let hours = if tenth == 0 { whole } else { format!("{whole}.{tenth}") };
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

    #[test]
    fn where_no_working_time_has_passed_it_says_since_when() {
        let since = "2026-11-21T14:20:00".parse().unwrap();
        for (locale, minutes, expected) in [
            (Locale::en, 25, "waits 25 min"),
            (Locale::en, 0, "waits since Sat 21 Nov 14:20"),
            (Locale::zh_CN, 90, "已等 1.5 小时"),
            (Locale::zh_CN, 0, "从 11月21日 周六 14:20 起等待"),
        ] {
            assert_eq!(waits(locale, minutes, since), expected);
        }
    }
}
