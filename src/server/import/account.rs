//! The honest account of a reading: which fields a file carries and what becomes of each.

use std::collections::BTreeMap;

use domain::plan::PlanDraft;
use domain::plan::draft::{FieldNote, Verdict};

/// Values that programs write into every row without meaning anything.
const EMPTY_VALUES: [&str; 9] =
    ["", "0", "0.0", "0.00", "-1", "false", "PT0H0M0S", "0001-01-01T00:00:00", "NA"];

/// Most fields that are told apart: no program writes so many.
const FIELDS_MAX: usize = 1_000;

/// How often each field of a file carries a value.
#[derive(Debug, Default)]
pub(super) struct Account {
    fields: BTreeMap<String, u32>,
}

impl Account {
    /// Notes that a row carries a value in a field.
    pub(super) fn note(&mut self, field: &str, value: &str) {
        if EMPTY_VALUES.contains(&value.trim()) {
            return;
        }
        self.count(field);
    }

    /// Notes that a row carries a field, whatever is in it.
    pub(super) fn count(&mut self, field: &str) {
        if let Some(count) = self.fields.get_mut(field) {
            *count += 1;
        } else if self.fields.len() < FIELDS_MAX {
            self.fields.insert(field.to_owned(), 1);
        }
    }

    /// The notes in the order of their verdicts, kept fields first.
    pub(super) fn notes(self, verdict: impl Fn(&str) -> Verdict) -> Vec<FieldNote> {
        let note = |(field, count): (String, u32)| {
            let verdict = verdict(&field);
            FieldNote { field, verdict, count }
        };
        let mut notes: Vec<FieldNote> = self.fields.into_iter().map(note).collect();
        notes.sort_by(|a, b| (a.verdict, &a.field).cmp(&(b.verdict, &b.field)));
        notes
    }
}

/// Counts what the draft holds into its report.
pub(super) fn count_rows(draft: &mut PlanDraft) {
    let summaries: std::collections::BTreeSet<_> =
        draft.tasks.iter().filter_map(|task| task.parent).collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let is_leaf = |task: &&domain::plan::Task| !summaries.contains(&task.id);
    let milestones = draft.tasks.iter().filter(is_leaf).filter(|task| task.is_milestone).count();
    let report = &mut draft.report;
    report.name.clone_from(&draft.name);
    report.summaries = number(summaries.len());
    report.tasks = number(draft.tasks.len() - summaries.len());
    report.milestones = number(milestones);
    report.links = number(draft.links.len());
    report.calendars = if draft.has_own_time { number(draft.calendars.len()) } else { 0 };
    report.baselines = number(draft.baselines.len());
    report.status_date = draft.status_date;
}
