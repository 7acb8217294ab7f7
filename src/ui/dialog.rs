//! Dialogs on the browser's own `<dialog>`: focus stays inside, Esc closes, focus goes back.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::button::{Button, ButtonKind};
use super::dom;
use super::icon::Icon;

/// Where the focus goes first: what is asked, not the button that closes.
const FIRST: &str = ".dialog__body :is(a[href], button, input, select, textarea), \
                     .dialog__actions button";

/// How wide a dialog may grow. On a phone each is a sheet from the lower edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// A question.
    #[default]
    Small,
    /// A form.
    Medium,
    /// A table or a preview; the whole screen on a phone.
    Large,
}

impl DialogSize {
    /// As the style sheet knows it.
    const fn name(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
        }
    }
}

/// A dialog that asks for attention before anything else goes on.
#[component]
pub fn Dialog(
    /// The id of the element; its heading gets `<id>-title`, which names it.
    #[prop(into)]
    id: String,
    /// Whether it is open. Closing it, also by Esc, sets this to `false`.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the closing button.
    #[prop(into)]
    close_label: Signal<String>,
    /// How wide.
    #[prop(optional)]
    size: DialogSize,
    /// Whether a press beside it closes it; only where nothing typed can be lost.
    #[prop(optional)]
    light: bool,
    /// Called after it has been closed, by whatever means.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// The buttons at its foot, the primary one last.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What it says; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = format!("{id}-title");
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            show(dialog);
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let press = move |event: web_sys::MouseEvent| {
        if light && is_beside(&event, node) {
            open.set(false);
        }
    };
    let (children, actions) = (StoredValue::new(children), StoredValue::new(actions));
    view! {
        <dialog
            class="dialog"
            data-size=size.name()
            id=id
            node_ref=node
            aria-labelledby=title_id
            on:close=closed
            on:click=press
        >
            <Head id=title_id.clone() title close_label open />
            <Show when=move || open.get()>
                <div class="dialog__frame">
                    <div class="dialog__body">{children.with_value(|children| children())}</div>
                    {actions.with_value(|actions| {
                        actions
                            .as_ref()
                            .map(|actions| {
                                view! { <footer class="dialog__actions">{actions.run()}</footer> }
                            })
                    })}
                </div>
            </Show>
        </dialog>
    }
}

/// The heading, and the button that closes.
#[component]
fn Head(
    id: String,
    title: Signal<String>,
    close_label: Signal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <header class="dialog__header">
            <h2 class="dialog__title" id=id>
                {move || title.get()}
            </h2>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Close
                label=close_label
                on_press=move || open.set(false)
            />
        </header>
    }
}

/// Shows a dialog above everything else and moves the focus into it.
fn show(dialog: web_sys::HtmlDialogElement) {
    // Refused only for a dialog that is not on the page; then nothing can be shown.
    let _ = dialog.show_modal();
    // What it says may be drawn only after this: then the focus follows a moment later.
    if !focus_first(&dialog) {
        dom::on_next_frame(move || {
            focus_first(&dialog);
        });
    }
}

/// Whether a press was beside what the dialog shows: that counts as the dialog itself, what lies in
/// it does not.
fn is_beside(event: &web_sys::MouseEvent, node: NodeRef<html::Dialog>) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let dialog = node.get_untracked();
    target.zip(dialog).is_some_and(|(target, dialog)| dialog.is_same_node(Some(&target)))
}

/// Puts the focus where it goes first; whether there is such a place.
fn focus_first(dialog: &web_sys::HtmlDialogElement) -> bool {
    let found = dom::focusable_within(dialog, Some(FIRST));
    found.first().into_iter().for_each(dom::focus);
    !found.is_empty()
}
