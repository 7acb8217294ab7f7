//! The words for lists, questions and gaps.

use domain::scope::{Aspect, Gap, ScopeKind, Verdict};
use locale::{Locale, td_string};

/// What a list of the scope is called.
pub fn list(locale: Locale, kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::In => td_string!(locale, scope.list_in),
        ScopeKind::Out => td_string!(locale, scope.list_out),
        ScopeKind::Assumption => td_string!(locale, scope.list_assumption),
    }
}

/// What a list of the scope is for.
pub fn list_what(locale: Locale, kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::In => td_string!(locale, scope.what_in),
        ScopeKind::Out => td_string!(locale, scope.what_out),
        ScopeKind::Assumption => td_string!(locale, scope.what_assumption),
    }
}

/// The name of the field in which a line is added.
pub fn list_add(locale: Locale, kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::In => td_string!(locale, scope.add_in),
        ScopeKind::Out => td_string!(locale, scope.add_out),
        ScopeKind::Assumption => td_string!(locale, scope.add_assumption),
    }
}

/// What puts a line into another list.
pub fn turn_to(locale: Locale, kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::In => td_string!(locale, scope.turn_in),
        ScopeKind::Out => td_string!(locale, scope.turn_out),
        ScopeKind::Assumption => td_string!(locale, scope.turn_assumption),
    }
}

/// What is asked of a goal, in a word.
pub fn aspect(locale: Locale, aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Specific => td_string!(locale, scope.specific),
        Aspect::Measurable => td_string!(locale, scope.measurable),
        Aspect::Achievable => td_string!(locale, scope.achievable),
        Aspect::Relevant => td_string!(locale, scope.relevant),
        Aspect::TimeBound => td_string!(locale, scope.time_bound),
    }
}

/// The answer to a question, as a sentence.
pub fn verdict(locale: Locale, aspect: Aspect, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unmet(gap) => self::gap(locale, gap),
        Verdict::Met => match aspect {
            Aspect::Specific => td_string!(locale, scope.met_specific),
            Aspect::Measurable => td_string!(locale, scope.met_measurable),
            Aspect::Achievable => td_string!(locale, scope.met_achievable),
            Aspect::Relevant => td_string!(locale, scope.met_relevant),
            Aspect::TimeBound => td_string!(locale, scope.met_time_bound),
        },
    }
}

/// What a goal lacks, and what to write.
pub fn gap(locale: Locale, gap: Gap) -> &'static str {
    match gap {
        Gap::NoTitle => td_string!(locale, scope.gap_no_title),
        Gap::TooShort => td_string!(locale, scope.gap_too_short),
        Gap::Vague => td_string!(locale, scope.gap_vague),
        Gap::NoMeasure => td_string!(locale, scope.gap_no_measure),
        Gap::NoProof => td_string!(locale, scope.gap_no_proof),
        Gap::NoReach => td_string!(locale, scope.gap_no_reach),
        Gap::NoRelevance => td_string!(locale, scope.gap_no_relevance),
        Gap::NoDay => td_string!(locale, scope.gap_no_day),
    }
}
