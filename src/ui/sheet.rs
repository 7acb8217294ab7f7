//! The peek panel: one thing opened beside the list it stands in. It pushes the page aside on a
//! desktop, lies over it on a tablet and fills a phone.

use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

use super::button::{Button, ButtonKind};
use super::dom::{self, Listening};
use super::icon::Icon;

/// A panel at the end of the line. Put it after the page inside an element of the class
/// `sheet__host`; the page is of the class `sheet__page` where the panel can fill the host. It
/// takes the focus when it opens and gives it back when it closes.
#[component]
pub fn Sheet(
    /// The id of the panel; its heading gets `<id>-title`, which names it.
    #[prop(into)]
    id: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the person closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the closing button.
    #[prop(into)]
    close_label: Signal<String>,
    /// Whether it fills all of the host instead of standing beside the page.
    #[prop(optional, into)]
    wide: Option<Signal<bool>>,
    /// Buttons beside the closing one.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What it shows; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Aside>::new();
    lend_focus(node, open);
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !dom::is_composing(&event) && !event.default_prevented() {
            event.stop_propagation();
            on_close.run(());
        }
    };
    if let Some(window) = dom::window() {
        // What had the focus may be gone: then the key reaches the page alone.
        dom::listen_here(&window, "keydown", Listening::Passive, move |event: KeyboardEvent| {
            if open.get_untracked() && dom::has_free_focus() {
                key(event);
            }
        });
    }
    let title_id = format!("{id}-title");
    let (children, actions) = (StoredValue::new(children), StoredValue::new(actions));
    let parts = StoredValue::new((id, title_id));
    view! {
        <Show when=move || open.get()>
            <aside
                class="sheet"
                tabindex="-1"
                data-wide=move || wide.filter(|wide| wide.get()).map(|_| "true")
                node_ref=node
                id=parts.with_value(|(id, _)| id.clone())
                aria-labelledby=parts.with_value(|(_, title)| title.clone())
                on:keydown=key
            >
                <header class="sheet__header">
                    <h2 class="sheet__title" id=parts.with_value(|(_, title)| title.clone())>
                        {move || title.get()}
                    </h2>
                    {actions.with_value(|actions| actions.as_ref().map(ViewFn::run))}
                    <Button
                        kind=ButtonKind::Icon
                        icon=Icon::Close
                        label=close_label
                        on_press=move || on_close.run(())
                    />
                </header>
                <div class="sheet__body">{children.with_value(|children| children())}</div>
            </aside>
        </Show>
    }
}

/// Gives the panel the focus when it opens, and gives it back when it closes.
fn lend_focus(node: NodeRef<html::Aside>, open: Signal<bool>) {
    let came_from = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if is_open && was_open != Some(true) {
            came_from.set_value(dom::active_element());
            if let Some(panel) = node.get_untracked() {
                dom::focus(&panel);
            }
        } else if !is_open && was_open == Some(true) {
            give_back(came_from.get_value());
        }
        is_open
    });
}

/// Puts the focus back where it came from, if that is still there. Whoever has gone on to something
/// else meanwhile stays there.
fn give_back(element: Option<HtmlElement>) {
    let is_within = |active: HtmlElement| matches!(active.closest(".sheet"), Ok(Some(_)));
    let is_here = dom::has_free_focus() || dom::active_element().is_some_and(is_within);
    if let Some(element) = element.filter(|element| element.is_connected() && is_here) {
        dom::focus(&element);
        // Below a panel that filled the host it could not take the focus yet.
        dom::on_next_frame(move || {
            if dom::has_free_focus() && element.is_connected() {
                dom::focus(&element);
            }
        });
    }
}
