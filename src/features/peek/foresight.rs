//! What a change in the panel would do, before it is made: every control says what it would try,
//! and a line at the foot of the panel tells what would come of it.

use domain::plan::PlanOp;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::state::OpenTask;
use crate::features::shared::foretold::{Foretold, outlook};

/// The change that a control would make now; none where it would change nothing.
pub type Try = Memo<Option<PlanOp>>;

/// The controls that are thought about, and whether the lists are open. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Tries {
    focused: RwSignal<Option<Try>>,
    pointed: RwSignal<Option<Try>>,
    is_open: RwSignal<bool>,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            focused: RwSignal::new(None),
            pointed: RwSignal::new(None),
            is_open: RwSignal::new(false),
        }
    }
}

impl Tries {
    /// The change below the pointer, or else the one that has the focus. A control that is gone
    /// would change nothing.
    fn op(self) -> Option<PlanOp> {
        let of = |held: RwSignal<Option<Try>>| held.get()?.try_get().flatten();
        of(self.pointed).or_else(|| of(self.focused))
    }

    /// Opens the lists with Alt and Enter, without leaving the control, and closes them.
    pub fn steer(self, event: &KeyboardEvent) {
        if event.alt_key() && event.key() == "Enter" {
            event.prevent_default();
            event.stop_propagation();
            self.is_open.update(|is_open| *is_open = !*is_open);
        }
    }
}

/// A control whose change is foreseen while it has the focus or lies below the pointer.
#[component]
pub fn Trying(
    /// The change that it would make now.
    op: Try,
    /// The control.
    children: Children,
) -> impl IntoView {
    let Tries { focused, pointed, .. } = OpenTask::expect().tries;
    let leave = move |held: RwSignal<Option<Try>>| {
        held.update(|held| {
            if *held == Some(op) {
                *held = None;
            }
        });
    };
    view! {
        <div
            class="peek__try"
            on:focusin=move |_| focused.set(Some(op))
            on:focusout=move |_| leave(focused)
            on:pointerenter=move |_| pointed.set(Some(op))
            on:pointerleave=move |_| leave(pointed)
        >
            {children()}
        </div>
    }
}

/// What the change would do that is thought about: a line at the foot of the panel.
#[component]
pub fn Foresight() -> impl IntoView {
    let open = OpenTask::expect();
    let tries = open.tries;
    let found = Memo::new(move |_| {
        let locale = open.locale();
        tries.op().map(|op| outlook(open.plan, locale, &op)).unwrap_or_default()
    });
    let is_there = move || found.with(|found| !found.line.is_empty());
    let lists = Signal::derive(move || found.with(|found| found.lists.clone()));
    // What lies below the pointer must not be covered by what it brings about.
    let is_held = move || tries.focused.read().is_some();
    view! {
        <div
            class="peek__foresight"
            data-there=move || is_there().then_some("true")
            data-held=move || is_held().then_some("true")
        >
            <p role="status">{move || found.with(|found| found.line.clone())}</p>
            <Foretold lists is_open=tries.is_open keys="Alt+Enter" />
        </div>
    }
}
