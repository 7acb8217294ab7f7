//! A text of the plan in a field: what others change comes into it, but never under the hands of
//! somebody who is writing there.

use domain::plan::Written;
use leptos::prelude::*;

use super::plan::PlanContext;

/// A text as it stood when somebody began to edit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BegunText {
    /// The text.
    pub text: String,
    /// The last operation that was known then.
    seq: i64,
}

impl BegunText {
    /// A text as it stands in the plan now.
    #[must_use]
    pub fn new(plan: PlanContext, text: String) -> Self {
        Self { text, seq: plan.seq() }
    }

    /// The last operation that the author of `written` knew, where the plan says `now`; none where
    /// nothing was written.
    #[must_use]
    pub fn base(&self, plan: PlanContext, now: &str, written: &str) -> Option<i64> {
        match Written::of(&self.text, now, written) {
            Written::Nothing => None,
            Written::Alone => Some(plan.seq()),
            Written::Beside => Some(self.seq),
        }
    }
}

/// A text of the plan in a field. Cheap to copy.
#[derive(Clone, Copy)]
pub struct FieldText {
    /// What stands in the field.
    pub text: RwSignal<String>,
    /// What the plan says.
    value: Memo<String>,
    /// What the plan said when the field said the same.
    begun: StoredValue<BegunText>,
    plan: PlanContext,
}

impl FieldText {
    /// A field that says what the plan says, as long as nobody writes into it.
    #[must_use]
    pub fn of(plan: PlanContext, value: Memo<String>) -> Self {
        let first = value.get_untracked();
        let text = RwSignal::new(first.clone());
        let begun = StoredValue::new(BegunText::new(plan, first));
        let field = Self { text, value, begun, plan };
        Effect::new(move |_| {
            let value = value.get();
            let is_own = field.begun.with_value(|begun| {
                text.with_untracked(|text| *text != begun.text && *text != value)
            });
            if !is_own {
                field.agree(value);
            }
        });
        field
    }

    /// Whether others have changed the text that somebody is writing here.
    #[must_use]
    pub fn is_beside(self) -> Signal<bool> {
        Signal::derive(move || {
            let (text, value) = (self.text.read(), self.value.read());
            self.begun.with_value(|begun| Written::of(&begun.text, &value, &text))
                == Written::Beside
        })
    }

    /// Carries out what was written, with the last operation that its author knew, unless it is
    /// nothing new. The field says what the plan says from then on.
    pub fn save(self, written: &str, act: impl FnOnce(i64)) {
        // A panel that is closed while somebody writes still keeps what they wrote.
        let Some(now) = self.value.try_get_untracked() else { return act(self.plan.seq()) };
        let begun = self.begun.get_value();
        if let Some(base) = begun.base(self.plan, &now, written) {
            act(base);
            // What a rule refused stays, to be written in another way.
            let is_refused = self.value.try_get_untracked().is_some_and(|value| value == now);
            if is_refused && begun.text == now && written.trim() != now {
                return;
            }
        }
        self.settle();
    }

    /// Lets the field say what the plan says.
    pub fn settle(self) {
        if let Some(value) = self.value.try_get_untracked() {
            self.agree(value);
        }
    }

    fn agree(self, value: String) {
        if self.text.with_untracked(|text| *text != value) {
            self.text.set(value.clone());
        }
        self.begun.set_value(BegunText::new(self.plan, value));
    }
}
