//! Texts that two people write at once: when there are two versions of one, and which operations
//! set a text that people merge.

use super::op::{PlanOp, TaskChange};
use super::touch::Property;
use crate::TaskId;

/// What becomes of a text that somebody wrote into a field while others could change the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing: it says what stood there at first, or what stands there now.
    Nothing,
    /// It is kept: what stood there when the person began stands there still.
    Alone,
    /// There are two versions: somebody else has written in the meantime.
    Beside,
}

impl Written {
    /// Of what stood there when the person `began`, what stands there `now`, and the own `text`.
    /// Who only looked at a text and left it has written nothing, whatever others did meanwhile.
    #[must_use]
    pub fn of(began: &str, now: &str, text: &str) -> Self {
        match text {
            same if same == began || same == now => Self::Nothing,
            _ if began == now => Self::Alone,
            _ => Self::Beside,
        }
    }
}

/// The text that an operation sets, where it is one that people merge: title or description.
#[must_use]
pub fn merged_text(op: &PlanOp) -> Option<(TaskId, Property, &str)> {
    match op {
        PlanOp::Change { task, to } => match to {
            TaskChange::Title(text) | TaskChange::Description(text) => {
                Some((*task, to.property(), text.as_str()))
            }
            _ => None,
        },
        PlanOp::Batch(steps) => match steps.as_slice() {
            [only] => merged_text(only),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_text_is_beside_another_only_where_both_people_wrote() {
        let cases = [
            (("A", "A", "A"), Written::Nothing),
            (("A", "A", "mine"), Written::Alone),
            (("A", "theirs", "mine"), Written::Beside),
            // Who writes nothing takes nothing back.
            (("A", "theirs", "A"), Written::Nothing),
            (("A", "same", "same"), Written::Nothing),
            (("", "theirs", "mine"), Written::Beside),
            (("A", "", "mine"), Written::Beside),
            (("A", "A", ""), Written::Alone),
        ];
        for ((began, now, text), expected) in cases {
            assert_eq!(Written::of(began, now, text), expected, "{began} {now} {text}");
        }
    }

    #[test]
    fn titles_and_descriptions_are_merged_and_nothing_else() {
        let task = TaskId(Uuid::from_u128(1));
        let title = PlanOp::change(task, TaskChange::Title("A".to_owned()));
        let words = PlanOp::change(task, TaskChange::Description("B".to_owned()));
        assert_eq!(merged_text(&title), Some((task, Property::Title, "A")));
        assert_eq!(merged_text(&words), Some((task, Property::Description, "B")));
        assert_eq!(merged_text(&PlanOp::Batch(vec![title.clone()])), merged_text(&title));
        assert_eq!(merged_text(&PlanOp::Batch(vec![title, words])), None);
        assert_eq!(merged_text(&PlanOp::change(task, TaskChange::Milestone(true))), None);
    }
}
