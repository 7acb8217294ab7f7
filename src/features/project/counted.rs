//! A button that counts what waits for the person, and the dialog that lists it.

use leptos::prelude::*;
use locale::{t, use_i18n};

use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{Dialog, DialogSize};
use crate::ui::icon::Icon;

/// Nothing while nothing waits; the dialog closes with the last of it.
#[component]
pub fn Counted(
    /// The id of the dialog.
    id: &'static str,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// How many wait.
    #[prop(into)]
    count: Signal<usize>,
    /// The look of the button.
    kind: ButtonKind,
    /// What the button says.
    #[prop(into)]
    words: Signal<String>,
    /// The heading of the dialog.
    #[prop(into)]
    title: Signal<String>,
    /// What waits, one by one.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        if count.get() == 0 {
            open.set(false);
        }
    });
    view! {
        <Show when=move || { count.get() > 0 }>
            <Button kind icon=Icon::Warning on_press=move || open.set(true)>
                {move || words.get()}
            </Button>
        </Show>
        <Dialog id open title close_label=t!(i18n, common.close) size=DialogSize::Medium>
            {children.with_value(|children| children())}
        </Dialog>
    }
}
