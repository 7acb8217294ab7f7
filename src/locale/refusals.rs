//! The sentence for each refusal.

use domain::Refusal;

use crate::numbers::grouped;
use crate::{Locale, td_string};

/// Why a rule says no, as a sentence with its remedy.
// size: one arm for each refusal
#[must_use]
pub fn sentence(locale: Locale, refusal: &Refusal) -> String {
    match refusal {
        Refusal::EmptyName => td_string!(locale, refusal.empty_name).to_string(),
        Refusal::TextTooLong { max } => {
            td_string!(locale, refusal.text_too_long, max = grouped(*max))
        }
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
        Refusal::DurationOfEffort => td_string!(locale, refusal.duration_of_effort).to_string(),
        Refusal::EffortNeeded => td_string!(locale, refusal.effort_needed).to_string(),
        Refusal::UnitsOutOfRange => td_string!(locale, refusal.units_out_of_range).to_string(),
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
        Refusal::TooMany { max } => td_string!(locale, refusal.too_many, max = grouped(*max)),
        Refusal::LastAdministrator => td_string!(locale, refusal.last_administrator).to_string(),
        Refusal::Malformed => td_string!(locale, refusal.malformed).to_string(),
        Refusal::OutcomeMissing => td_string!(locale, refusal.outcome_missing).to_string(),
        Refusal::RequestClosed => td_string!(locale, refusal.request_closed).to_string(),
        Refusal::AlreadyDecided => td_string!(locale, refusal.already_decided).to_string(),
        Refusal::ContentDiffers => td_string!(locale, refusal.content_differs).to_string(),
        Refusal::ReasonMissing => td_string!(locale, refusal.reason_missing).to_string(),
        Refusal::OptionMissing => td_string!(locale, refusal.option_missing).to_string(),
        Refusal::NotTheApprover => td_string!(locale, refusal.not_the_approver).to_string(),
        Refusal::WithdrawalOver => td_string!(locale, refusal.withdrawal_over).to_string(),
        Refusal::CarriedOut => td_string!(locale, refusal.carried_out).to_string(),
        Refusal::DecisionGone => td_string!(locale, refusal.decision_gone).to_string(),
        Refusal::ContactAsked => td_string!(locale, refusal.contact_asked).to_string(),
        Refusal::OnlyLooking => td_string!(locale, refusal.only_looking).to_string(),
        Refusal::NothingWritten => td_string!(locale, refusal.nothing_written).to_string(),
        Refusal::NothingToAgree => td_string!(locale, refusal.nothing_to_agree).to_string(),
        Refusal::CannotApprove => td_string!(locale, refusal.cannot_approve).to_string(),
        Refusal::SignatureMissing => td_string!(locale, refusal.signature_missing).to_string(),
        Refusal::EndsBeforeStart => td_string!(locale, refusal.ends_before_start).to_string(),
        Refusal::NotAnAmount => td_string!(locale, refusal.not_an_amount).to_string(),
        Refusal::WordsMissing => td_string!(locale, refusal.words_missing).to_string(),
        Refusal::NotADelegate => td_string!(locale, refusal.not_a_delegate).to_string(),
        Refusal::OtherClient => td_string!(locale, refusal.other_client).to_string(),
        Refusal::CannotTakeOver => td_string!(locale, refusal.cannot_take_over).to_string(),
        Refusal::FileName => td_string!(locale, refusal.file_name).to_string(),
        Refusal::FileEmpty => td_string!(locale, refusal.file_empty).to_string(),
        Refusal::FileTooLarge { max_mb } => {
            td_string!(locale, refusal.file_too_large, max_mb = *max_mb)
        }
        Refusal::ProjectFull { max_mb } => {
            td_string!(locale, refusal.project_full, max_mb = *max_mb)
        }
        Refusal::ClientFull { max_mb } => {
            td_string!(locale, refusal.client_full, max_mb = *max_mb)
        }
        Refusal::NotInSight => td_string!(locale, refusal.not_in_sight).to_string(),
        Refusal::FileMissing => td_string!(locale, refusal.file_missing).to_string(),
        Refusal::NoPreview => td_string!(locale, refusal.no_preview).to_string(),
        Refusal::FileInUse => td_string!(locale, refusal.file_in_use).to_string(),
        Refusal::LinkForm => td_string!(locale, refusal.link_form).to_string(),
        Refusal::VersionEmpty => td_string!(locale, refusal.version_empty).to_string(),
        Refusal::DeliverableSigned => td_string!(locale, refusal.deliverable_signed).to_string(),
        Refusal::DeliverableAsked => td_string!(locale, refusal.deliverable_asked).to_string(),
        Refusal::BaselineSigned => td_string!(locale, refusal.baseline_signed).to_string(),
        Refusal::BaselineAsked => td_string!(locale, refusal.baseline_asked).to_string(),
        Refusal::MinutesSigned => td_string!(locale, refusal.minutes_signed).to_string(),
        Refusal::MinutesAsked => td_string!(locale, refusal.minutes_asked).to_string(),
        Refusal::NothingToPublish => td_string!(locale, refusal.nothing_to_publish).to_string(),
        Refusal::WasPutForward => td_string!(locale, refusal.was_put_forward).to_string(),
        Refusal::ChangeClosed => td_string!(locale, refusal.change_closed).to_string(),
        Refusal::ChangeNotAgreed => td_string!(locale, refusal.change_not_agreed).to_string(),
        Refusal::ChangeDiffers => td_string!(locale, refusal.change_differs).to_string(),
        Refusal::BranchSigned => td_string!(locale, refusal.branch_signed).to_string(),
        Refusal::ClientDecides => td_string!(locale, refusal.client_decides).to_string(),
        Refusal::BranchConflicts { count } => {
            td_string!(locale, refusal.branch_conflicts, count = grouped(*count))
        }
        Refusal::LastOption => td_string!(locale, refusal.last_option).to_string(),
        Refusal::ChangeNotApplied => td_string!(locale, refusal.change_not_applied).to_string(),
        Refusal::RiskNotOpen => td_string!(locale, refusal.risk_not_open).to_string(),
    }
}
