//! Which limits a task exceeds besides that of its column: only a view that draws lanes knows.

use leptos::prelude::*;

/// In words, what the task with the open panel exceeds in the view beside it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Exceeded(RwSignal<Vec<String>>);

impl Exceeded {
    /// Makes it available to the views of a plan and to the panel.
    pub fn provide() {
        provide_context(Self(RwSignal::new(Vec::new())));
    }

    /// That of the plan around this component.
    #[must_use]
    pub fn expect() -> Self {
        expect_context()
    }

    /// Tells it to the panel for as long as the view that calls this is open.
    pub fn tell(self, read: impl Fn() -> Vec<String> + 'static) {
        let told = self.0;
        Effect::new(move |_| {
            let now = read();
            if told.with_untracked(|before| *before != now) {
                told.set(now);
            }
        });
        on_cleanup(move || {
            told.try_set(Vec::new());
        });
    }

    /// What was told last.
    #[must_use]
    pub fn told(self) -> Signal<Vec<String>> {
        self.0.into()
    }
}
