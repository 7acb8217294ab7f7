//! The buttons at the end of a row.

use leptos::prelude::*;

use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// A pencil that opens what stands in a row, and a bin that takes it away.
#[component]
pub fn EditAndRemove(
    /// What the pencil is called.
    #[prop(into)]
    edit: Signal<String>,
    /// Called when it is pressed.
    #[prop(into)]
    on_edit: Callback<()>,
    /// What the bin is called.
    #[prop(into)]
    remove: Signal<String>,
    /// Called when it is pressed.
    #[prop(into)]
    on_remove: Callback<()>,
    /// Why neither can be used now; none when they can.
    #[prop(optional, into)]
    reason: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let reason = Signal::derive(move || reason.and_then(|reason| reason.get()));
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Pencil
            label=edit
            reason
            on_press=on_edit
        />
        <Button
            kind=ButtonKind::Icon
            icon=Icon::Trash
            label=remove
            reason
            on_press=on_remove
        />
    }
}
