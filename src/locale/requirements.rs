//! The words for requirements: sections, priorities, status, gaps, and what one may ask.

use domain::agreement::Heading;
use domain::elicitation::ElicitationKind;
use domain::requirement::{Gap, Priority, Section, Status};

use crate::{Locale, contents, td_string};

/// A written section of the document, as the client reads it.
#[must_use]
pub fn section(locale: Locale, section: Section) -> String {
    let heading = match section {
        Section::Background => Heading::Background,
        Section::Aims => Heading::Aims,
        Section::Expectations => Heading::Expectations,
        Section::Constraints => Heading::Constraints,
    };
    contents::heading(locale, &heading)
}

/// What to write in a section.
#[must_use]
pub fn section_hint(locale: Locale, section: Section) -> &'static str {
    match section {
        Section::Background => td_string!(locale, requirements.hint_background),
        Section::Aims => td_string!(locale, requirements.hint_aims),
        Section::Expectations => td_string!(locale, requirements.hint_expectations),
        Section::Constraints => td_string!(locale, requirements.hint_constraints),
    }
}

/// How much a requirement matters, as the client reads it.
#[must_use]
pub fn priority(locale: Locale, priority: Priority) -> &'static str {
    contents::word(locale, priority.word())
}

/// The same as a single letter or character, where the whole word is the button's name.
#[must_use]
pub fn priority_short(locale: Locale, priority: Priority) -> &'static str {
    match priority {
        Priority::Must => td_string!(locale, requirements.short_must),
        Priority::Should => td_string!(locale, requirements.short_should),
        Priority::Could => td_string!(locale, requirements.short_could),
        Priority::Wont => td_string!(locale, requirements.short_wont),
    }
}

/// How far a requirement is.
#[must_use]
pub fn status(locale: Locale, status: Status) -> &'static str {
    match status {
        Status::Draft => td_string!(locale, requirements.status_draft),
        Status::Agreed => td_string!(locale, requirements.status_agreed),
        Status::Planned => td_string!(locale, requirements.status_planned),
        Status::Built => td_string!(locale, requirements.status_built),
        Status::Accepted => td_string!(locale, requirements.status_accepted),
        Status::Dropped => td_string!(locale, requirements.status_dropped),
    }
}

/// What a requirement lacks.
#[must_use]
pub fn gap(locale: Locale, gap: Gap) -> &'static str {
    match gap {
        Gap::Unagreed => td_string!(locale, requirements.gap_unagreed),
        Gap::Unmeasured => td_string!(locale, requirements.gap_unmeasured),
        Gap::Unplanned => td_string!(locale, requirements.gap_unplanned),
        Gap::Unbuilt => td_string!(locale, requirements.gap_unbuilt),
        Gap::Unaccepted => td_string!(locale, requirements.gap_unaccepted),
    }
}

/// How needs were found.
#[must_use]
pub fn kind(locale: Locale, kind: ElicitationKind) -> &'static str {
    match kind {
        ElicitationKind::Interview => td_string!(locale, requirements.kind_interview),
        ElicitationKind::FocusGroup => td_string!(locale, requirements.kind_focus_group),
        ElicitationKind::Questionnaire => td_string!(locale, requirements.kind_questionnaire),
        ElicitationKind::UserTest => td_string!(locale, requirements.kind_user_test),
    }
}

/// What a way to find needs is good for.
#[must_use]
pub fn kind_explained(locale: Locale, kind: ElicitationKind) -> &'static str {
    match kind {
        ElicitationKind::Interview => td_string!(locale, requirements.kind_interview_what),
        ElicitationKind::FocusGroup => td_string!(locale, requirements.kind_focus_group_what),
        ElicitationKind::Questionnaire => td_string!(locale, requirements.kind_questionnaire_what),
        ElicitationKind::UserTest => td_string!(locale, requirements.kind_user_test_what),
    }
}

/// Good questions to begin with; the later ones look for needs that nobody would name.
#[must_use]
pub fn questions(locale: Locale, kind: ElicitationKind) -> Vec<&'static str> {
    match kind {
        ElicitationKind::Interview => vec![
            td_string!(locale, requirements.ask_interview_1),
            td_string!(locale, requirements.ask_interview_2),
            td_string!(locale, requirements.ask_interview_3),
            td_string!(locale, requirements.ask_interview_4),
            td_string!(locale, requirements.ask_interview_5),
            td_string!(locale, requirements.ask_interview_6),
            td_string!(locale, requirements.ask_interview_7),
            td_string!(locale, requirements.ask_interview_8),
        ],
        ElicitationKind::FocusGroup => vec![
            td_string!(locale, requirements.ask_focus_group_1),
            td_string!(locale, requirements.ask_focus_group_2),
            td_string!(locale, requirements.ask_focus_group_3),
            td_string!(locale, requirements.ask_focus_group_4),
            td_string!(locale, requirements.ask_focus_group_5),
            td_string!(locale, requirements.ask_focus_group_6),
            td_string!(locale, requirements.ask_focus_group_7),
        ],
        ElicitationKind::Questionnaire => vec![
            td_string!(locale, requirements.ask_questionnaire_1),
            td_string!(locale, requirements.ask_questionnaire_2),
            td_string!(locale, requirements.ask_questionnaire_3),
            td_string!(locale, requirements.ask_questionnaire_4),
            td_string!(locale, requirements.ask_questionnaire_5),
            td_string!(locale, requirements.ask_questionnaire_6),
            td_string!(locale, requirements.ask_questionnaire_7),
        ],
        ElicitationKind::UserTest => vec![
            td_string!(locale, requirements.ask_user_test_1),
            td_string!(locale, requirements.ask_user_test_2),
            td_string!(locale, requirements.ask_user_test_3),
            td_string!(locale, requirements.ask_user_test_4),
            td_string!(locale, requirements.ask_user_test_5),
            td_string!(locale, requirements.ask_user_test_6),
            td_string!(locale, requirements.ask_user_test_7),
        ],
    }
}

#[cfg(test)]
mod tests {
    use domain::elicitation::ELICITATION_KINDS;

    use super::*;

    #[test]
    fn every_way_to_find_needs_has_good_questions_in_both_languages() {
        for (kind, _) in ELICITATION_KINDS {
            let [chinese, english] = [Locale::zh_CN, Locale::en].map(|one| questions(one, kind));
            assert_eq!(chinese.len(), english.len());
            assert!((6..=8).contains(&english.len()));
            assert!(chinese.iter().zip(&english).all(|(one, other)| one != other));
        }
    }
}
