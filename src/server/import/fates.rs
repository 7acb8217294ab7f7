//! What becomes of the fields of a Microsoft Project file that are not taken over as they are.

use domain::plan::draft::{Change, Verdict};

/// Fields that are taken over in another form, by what is different about them.
const CHANGED: [(Change, &str); 12] = [
    (Change::Numbers, "UID ID Calendar/UID Resource/UID Assignment/UID"),
    (Change::Outline, "WBS OutlineNumber"),
    (Change::Dates, "Start Finish"),
    (Change::Priority, "Priority"),
    (Change::Remaining, "RemainingDuration"),
    (Change::Effort, "Work Type EffortDriven Assignment/Work Assignment/Units"),
    (
        Change::Pauses,
        "Stop Resume TimephasedData Assignment/Start Assignment/Finish \
         Assignment/TimephasedData",
    ),
    (Change::WorkedTime, "IgnoreResourceCalendar Resource/CalendarUID"),
    (Change::ByHand, "ExternalTask"),
    (Change::WholeCalendars, "Calendar/BaseCalendarUID Calendar/IsBaseCalendar"),
    (Change::Assignee, "Resource/Name Resource/Type Assignment/TaskUID Assignment/ResourceUID"),
    (Change::Offered, "Project/StatusDate"),
];

/// Fields of tasks, and of the file itself, that follow from what is taken over.
const DERIVED: &str = "Summary EarlyStart EarlyFinish LateStart LateFinish TotalSlack FreeSlack \
    StartSlack FinishSlack Critical ActualDuration ManualDuration WBSLevel PreLeveledStart \
    PreLeveledFinish Assignment/Milestone Assignment/Summary Resource/ID Project/UID \
    Project/SaveVersion Project/BuildNumber Project/CreationDate Project/LastSaved \
    Project/CurrentDate ";

/// Fields that follow from others wherever they stand.
const DERIVED_EVERYWHERE: &str = "GUID IsNull ResumeValid OverAllocated Overallocated \
    StartVariance FinishVariance DurationVariance WorkVariance CostVariance RegularWork \
    RemainingWork RemainingOvertimeWork RemainingCost RemainingOvertimeCost PercentWorkComplete \
    ACWP BCWS BCWP CV SV VAC ";

/// What becomes of a field that is not taken over as it is.
pub(super) fn otherwise(field: &str) -> Verdict {
    let is_in = |list: &str, field: &str| list.split_ascii_whitespace().any(|one| one == field);
    if let Some((change, _)) = CHANGED.iter().find(|(_, fields)| is_in(fields, field)) {
        return Verdict::Changed(*change);
    }
    let last = field.rsplit('/').next().unwrap_or(field);
    if is_in(DERIVED, field) || is_in(DERIVED_EVERYWHERE, last) {
        return Verdict::Derived;
    }
    Verdict::NotSupported
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_others_is_no_loss_and_what_is_lost_says_so() {
        for field in ["StartVariance", "RemainingWork", "GUID", "Assignment/GUID", "Critical"] {
            assert_eq!(otherwise(field), Verdict::Derived, "{field}");
        }
        for field in ["Cost", "Assignment/Cost", "Baseline/Cost", "ActualWork", "Hyperlink"] {
            assert_eq!(otherwise(field), Verdict::NotSupported, "{field}");
        }
        assert_eq!(otherwise("Work"), Verdict::Changed(Change::Effort));
        assert_eq!(otherwise("Assignment/Work"), Verdict::Changed(Change::Effort));
        assert_eq!(otherwise("Resource/Name"), Verdict::Changed(Change::Assignee));
    }

    #[test]
    fn no_field_has_two_fates() {
        let changed = CHANGED.iter().flat_map(|(_, fields)| fields.split_ascii_whitespace());
        let derived = DERIVED.split_ascii_whitespace();
        let mut all: Vec<&str> = changed.chain(derived).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
