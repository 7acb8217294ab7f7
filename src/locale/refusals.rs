//! The sentence for each refusal.

use domain::Refusal;

use crate::{Locale, td_string};

/// Why a rule says no, as a sentence with its remedy.
#[must_use]
pub fn sentence(locale: Locale, refusal: &Refusal) -> String {
    match refusal {
        Refusal::EmptyName => td_string!(locale, refusal.empty_name).to_string(),
        Refusal::TextTooLong { max } => td_string!(locale, refusal.text_too_long, max = *max),
        Refusal::ControlCharacter => td_string!(locale, refusal.control_character).to_string(),
        Refusal::NotAnEmail => td_string!(locale, refusal.not_an_email).to_string(),
        Refusal::PasswordLength => td_string!(locale, refusal.password_length).to_string(),
        Refusal::PasswordCommon => td_string!(locale, refusal.password_common).to_string(),
        Refusal::EmailTaken => td_string!(locale, refusal.email_taken).to_string(),
        Refusal::ProjectKeyForm => td_string!(locale, refusal.project_key_form).to_string(),
        Refusal::ProjectKeyTaken => td_string!(locale, refusal.project_key_taken).to_string(),
        Refusal::Missing => td_string!(locale, refusal.missing).to_string(),
        Refusal::Exists => td_string!(locale, refusal.exists).to_string(),
        Refusal::IntoOwnChild => td_string!(locale, refusal.into_own_child).to_string(),
        Refusal::DateOutOfRange => td_string!(locale, refusal.date_out_of_range).to_string(),
        Refusal::DurationOutOfRange => {
            td_string!(locale, refusal.duration_out_of_range).to_string()
        }
        Refusal::PercentOutOfRange => td_string!(locale, refusal.percent_out_of_range).to_string(),
        Refusal::FinishBeforeStart => td_string!(locale, refusal.finish_before_start).to_string(),
        Refusal::SummaryIsComputed => td_string!(locale, refusal.summary_is_computed).to_string(),
        Refusal::LinkToSelf => td_string!(locale, refusal.link_to_self).to_string(),
        Refusal::LinkExists => td_string!(locale, refusal.link_exists).to_string(),
        Refusal::WouldLoop { path } => {
            td_string!(locale, refusal.would_loop, path = path.join(" → "))
        }
        Refusal::ColumnNotEmpty => td_string!(locale, refusal.column_not_empty).to_string(),
        Refusal::ColumnNeeded => td_string!(locale, refusal.column_needed).to_string(),
        Refusal::CalendarInUse => td_string!(locale, refusal.calendar_in_use).to_string(),
        Refusal::IterationInUse => td_string!(locale, refusal.iteration_in_use).to_string(),
        Refusal::NoWorkingTime => td_string!(locale, refusal.no_working_time).to_string(),
        Refusal::TooMany { max } => td_string!(locale, refusal.too_many, max = *max),
        Refusal::LastAdministrator => td_string!(locale, refusal.last_administrator).to_string(),
        Refusal::Malformed => td_string!(locale, refusal.malformed).to_string(),
    }
}
