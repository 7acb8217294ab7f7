//! The words around what is agreed: headings, labels, levels and kinds of a content.

use domain::agreement::{Choice, Heading, Label, Method, SubjectKind, Value, What, Word};
use domain::text;

use crate::numbers::grouped;
use crate::{Locale, dates, td_string};

/// What a part is about.
#[must_use]
pub fn heading(locale: Locale, heading: &Heading) -> String {
    match heading {
        Heading::Goals => td_string!(locale, content.heading_goals).to_owned(),
        Heading::InScope => td_string!(locale, content.heading_in_scope).to_owned(),
        Heading::OutOfScope => td_string!(locale, content.heading_out_of_scope).to_owned(),
        Heading::Assumptions => td_string!(locale, content.heading_assumptions).to_owned(),
        Heading::Feasibility => td_string!(locale, content.heading_feasibility).to_owned(),
        Heading::Background => td_string!(locale, content.heading_background).to_owned(),
        Heading::Aims => td_string!(locale, content.heading_aims).to_owned(),
        Heading::Needs => td_string!(locale, content.heading_needs).to_owned(),
        Heading::Expectations => td_string!(locale, content.heading_expectations).to_owned(),
        Heading::Constraints => td_string!(locale, content.heading_constraints).to_owned(),
        Heading::Milestones => td_string!(locale, content.heading_milestones).to_owned(),
        Heading::Work => td_string!(locale, content.heading_work).to_owned(),
        Heading::Reason => td_string!(locale, content.heading_reason).to_owned(),
        Heading::Impact => td_string!(locale, content.heading_impact).to_owned(),
        Heading::Files => td_string!(locale, content.heading_files).to_owned(),
        Heading::Criteria => td_string!(locale, content.heading_criteria).to_owned(),
        Heading::Summary => td_string!(locale, content.heading_summary).to_owned(),
        Heading::Decisions => td_string!(locale, content.heading_decisions).to_owned(),
        Heading::Actions => td_string!(locale, content.heading_actions).to_owned(),
        Heading::Meeting => td_string!(locale, content.heading_meeting).to_owned(),
        Heading::Topics => td_string!(locale, content.heading_topics).to_owned(),
        Heading::NextMeeting => td_string!(locale, content.heading_next_meeting).to_owned(),
        Heading::Deliverables => td_string!(locale, content.heading_deliverables).to_owned(),
        Heading::Documents => td_string!(locale, content.heading_documents).to_owned(),
        Heading::Access => td_string!(locale, content.heading_access).to_owned(),
        Heading::Training => td_string!(locale, content.heading_training).to_owned(),
        Heading::Equipment => td_string!(locale, content.heading_equipment).to_owned(),
        Heading::OtherItems => td_string!(locale, content.heading_other_items).to_owned(),
        Heading::OpenPoints => td_string!(locale, content.heading_open_points).to_owned(),
        Heading::Support => td_string!(locale, content.heading_support).to_owned(),
        Heading::Named(name) => text::visible(name).into_owned(),
    }
}

/// What a fact is.
#[must_use]
pub fn label(locale: Locale, label: Label) -> &'static str {
    match label {
        Label::Measure => td_string!(locale, content.label_measure),
        Label::Reachable => td_string!(locale, content.label_reachable),
        Label::Relevance => td_string!(locale, content.label_relevance),
        Label::Due => td_string!(locale, content.label_due),
        Label::Milestone => td_string!(locale, content.label_milestone),
        Label::Priority => td_string!(locale, content.label_priority),
        Label::Source => td_string!(locale, content.label_source),
        Label::Criterion => td_string!(locale, content.label_criterion),
        Label::Requirement => td_string!(locale, content.label_requirement),
        Label::Finish => td_string!(locale, content.label_finish),
        Label::Promise => td_string!(locale, content.label_promise),
        Label::PromiseStands => td_string!(locale, content.label_promise_stands),
        Label::TasksAdded => td_string!(locale, content.label_tasks_added),
        Label::TasksRemoved => td_string!(locale, content.label_tasks_removed),
        Label::TasksMoved => td_string!(locale, content.label_tasks_moved),
        Label::Operations => td_string!(locale, content.label_operations),
        Label::Formerly => td_string!(locale, content.label_formerly),
        Label::Page => td_string!(locale, content.label_page),
        Label::Work => td_string!(locale, content.label_work),
        Label::Progress => td_string!(locale, content.label_progress),
        Label::Size => td_string!(locale, content.label_size),
        Label::FileType => td_string!(locale, content.label_file_type),
        Label::Fingerprint => td_string!(locale, content.label_fingerprint),
        Label::Version => td_string!(locale, content.label_version),
        Label::Address => td_string!(locale, content.label_address),
        Label::Owner => td_string!(locale, content.label_owner),
        Label::Date => td_string!(locale, content.label_date),
        Label::Time => td_string!(locale, content.label_time),
        Label::Place => td_string!(locale, content.label_place),
        Label::Chair => td_string!(locale, content.label_chair),
        Label::Recorder => td_string!(locale, content.label_recorder),
        Label::Present => td_string!(locale, content.label_present),
        Label::Absent => td_string!(locale, content.label_absent),
        Label::Conclusion => td_string!(locale, content.label_conclusion),
        Label::Giver => td_string!(locale, content.label_giver),
        Label::Taker => td_string!(locale, content.label_taker),
        Label::Amount => td_string!(locale, content.label_amount),
        Label::HandedOver => td_string!(locale, content.label_handed_over),
        Label::Done => td_string!(locale, content.label_done),
        Label::From => td_string!(locale, content.label_from),
        Label::Until => td_string!(locale, content.label_until),
        Label::Contact => td_string!(locale, content.label_contact),
        Label::Hours => td_string!(locale, content.label_hours),
    }
}

/// One of the few words that a fact may hold.
#[must_use]
pub fn word(locale: Locale, word: Word) -> &'static str {
    match word {
        Word::Must => td_string!(locale, content.word_must),
        Word::Should => td_string!(locale, content.word_should),
        Word::Could => td_string!(locale, content.word_could),
        Word::Wont => td_string!(locale, content.word_wont),
        Word::Client => td_string!(locale, content.word_client),
        Word::Team => td_string!(locale, content.word_team),
        Word::Environment => td_string!(locale, content.word_environment),
        Word::Kept => td_string!(locale, content.word_kept),
        Word::Broken => td_string!(locale, content.word_broken),
        Word::Met => td_string!(locale, content.word_met),
        Word::Unmet => td_string!(locale, content.word_unmet),
        Word::New => td_string!(locale, content.word_new),
        Word::Gone => td_string!(locale, content.word_gone),
    }
}

/// What sort of thing is agreed.
#[must_use]
pub fn subject_kind(locale: Locale, kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Scope => td_string!(locale, content.kind_scope),
        SubjectKind::Requirements => td_string!(locale, content.kind_requirements),
        SubjectKind::Baseline => td_string!(locale, content.kind_baseline),
        SubjectKind::Change => td_string!(locale, content.kind_change),
        SubjectKind::Deliverable => td_string!(locale, content.kind_deliverable),
        SubjectKind::Handover => td_string!(locale, content.kind_handover),
        SubjectKind::Minutes => td_string!(locale, content.kind_minutes),
    }
}

/// An answer, as a button says it.
#[must_use]
pub fn choice(locale: Locale, choice: Choice) -> &'static str {
    match choice {
        Choice::Agreed => td_string!(locale, content.choice_agreed),
        Choice::Conditional => td_string!(locale, content.choice_conditional),
        Choice::Returned => td_string!(locale, content.choice_returned),
    }
}

/// What happened.
#[must_use]
pub fn what(locale: Locale, what: What) -> &'static str {
    match what {
        What::Agreed => td_string!(locale, content.what_agreed),
        What::Conditional => td_string!(locale, content.what_conditional),
        What::Returned => td_string!(locale, content.what_returned),
        What::Withdrawn => td_string!(locale, content.what_withdrawn),
    }
}

/// How a decision was given.
#[must_use]
pub fn method(locale: Locale, method: Method) -> &'static str {
    match method {
        Method::Portal => td_string!(locale, content.method_portal),
        Method::Glass => td_string!(locale, content.method_glass),
        Method::Paper => td_string!(locale, content.method_paper),
    }
}

/// What a fact says.
#[must_use]
pub fn value(locale: Locale, value: &Value) -> String {
    let none = || td_string!(locale, content.none).to_owned();
    let day =
        |day: &Option<chrono::NaiveDate>| day.map_or_else(none, |day| dates::full(locale, day));
    match value {
        Value::Text(words) => text::visible(words).into_owned(),
        Value::Day(day) => dates::full(locale, *day),
        Value::DayChange(before, now) => changed(locale, day(before), day(now)),
        Value::Number(number) => number.to_string(),
        Value::NumberChange(before, now) => changed(locale, grouped(before), grouped(now)),
        Value::MinutesChange(before, now) => {
            changed(locale, hours(locale, *before), hours(locale, *now))
        }
        Value::Bytes(bytes) => size(*bytes),
        Value::Word(word) => self::word(locale, *word).to_owned(),
        Value::Hash(hash) => hash.short(),
    }
}

/// A file's size: 1.4 MB.
#[must_use]
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn changed(locale: Locale, before: String, now: String) -> String {
    if before == now { now } else { td_string!(locale, content.day_change, before, now) }
}

fn hours(locale: Locale, minutes: i64) -> String {
    let (whole, tenth) = (minutes / 60, minutes % 60 / 6);
    let whole = grouped(whole);
    let hours = if tenth == 0 { whole } else { format!("{whole}.{tenth}") };
    td_string!(locale, content.hours, hours = hours)
}
