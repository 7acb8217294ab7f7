//! Menus: a button, and a list of things to do that opens beside it.

mod item;
mod place;

use leptos::context::Provider;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Event, HtmlElement, KeyboardEvent, Node};

use super::button::ButtonKind;
use super::dom::{self, Listening};
use super::icon::{Icon, IconSize};

pub use item::{MenuItem, MenuLink, MenuSeparator};

/// Everything in a menu that can have the focus.
const ITEMS: &str = "[role^='menuitem']";

/// What an item needs to know of the menu around it.
#[derive(Clone, Copy)]
pub(super) struct MenuHandle {
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
}

impl MenuHandle {
    /// Closes the menu and gives the focus back to its button.
    fn close(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            dom::focus(&button);
        }
    }
}

/// A button that opens a menu; fill it with [`MenuItem`], [`MenuLink`] and [`MenuSeparator`].
#[component]
pub fn Menu(
    /// The id of the list; the button gets `<id>-button`.
    #[prop(into)]
    id: String,
    /// The name of the button and of the menu; it carries the object: "move task …".
    #[prop(into)]
    label: Signal<String>,
    /// The look of the button.
    #[prop(default = ButtonKind::Icon)]
    kind: ButtonKind,
    /// The icon of the button.
    #[prop(default = Some(Icon::More), into)]
    icon: Option<Icon>,
    /// What stands in the button besides the icon; its words are the button's name then.
    #[prop(optional, into)]
    face: Option<ViewFn>,
    /// The place of the button in the order of Tab, for one that shares a single stop with others.
    #[prop(optional, into)]
    tab_index: Option<Signal<&'static str>>,
    /// The items; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let menu = MenuHandle { open: RwSignal::new(false), button: NodeRef::new() };
    let list = NodeRef::<html::Div>::new();
    let from_the_end = StoredValue::new(false);
    settle_when_opened(menu, list, from_the_end);
    close_on_outside_press(menu, list);
    let open_by_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowDown" | "ArrowUp") {
            event.prevent_default();
            from_the_end.set_value(event.key() == "ArrowUp");
            menu.open.set(true);
        }
    };
    let press = move |_| {
        from_the_end.set_value(false);
        menu.open.update(|open| *open = !*open);
    };
    let has_face = face.is_some();
    let name = move || (!has_face).then(|| label.get());
    let button_id = format!("{id}-button");
    let (children, list_id) = (StoredValue::new(children), StoredValue::new(id));
    view! {
        <button
            class=kind.class()
            type="button"
            id=button_id
            node_ref=menu.button
            tabindex=move || tab_index.map(|index| index.get())
            title=move || label.get()
            aria-label=name
            aria-haspopup="menu"
            aria-expanded=move || menu.open.get().to_string()
            aria-controls=list_id.get_value()
            on:click=press
            on:keydown=open_by_key
        >
            {icon.map(|icon| view! { <Icon icon size=IconSize::Normal /> })}
            {face.map(|face| face.run())}
        </button>
        <Show when=move || menu.open.get()>
            <div
                class="menu__list"
                role="menu"
                popover="manual"
                tabindex="-1"
                id=list_id.get_value()
                aria-label=move || label.get()
                node_ref=list
                on:keydown=move |event| steer(menu, list, &event)
            >
                // A provider and not `provide_context`: several menus may share an owner.
                <Provider value=menu>{children.with_value(|children| children())}</Provider>
            </div>
        </Show>
    }
}

/// Once the list is on the page, puts it beside the button and the focus on its first item.
fn settle_when_opened(menu: MenuHandle, list: NodeRef<html::Div>, from_the_end: StoredValue<bool>) {
    Effect::new(move |_| {
        let (Some(list), true) = (list.get(), menu.open.get()) else { return };
        let Some(button) = menu.button.get_untracked() else { return };
        place::raise(&list);
        place::beside(&list, &button);
        let items = dom::focusable_within(&list, Some(ITEMS));
        let first = if from_the_end.get_value() { items.last() } else { items.first() };
        dom::focus(first.unwrap_or(&list));
    });
}

/// Closes the menu when something beside it is pressed; the focus goes where the press was.
fn close_on_outside_press(menu: MenuHandle, list: NodeRef<html::Div>) {
    Effect::new(move |_| {
        if !menu.open.get() {
            return;
        }
        let Some(document) = dom::document() else { return };
        dom::listen_here(&document, "pointerdown", Listening::Capture, move |event: Event| {
            let target = event_target::<Node>(&event);
            let within = |element: Option<&Node>| {
                element.is_some_and(|element| element.contains(Some(&target)))
            };
            let list = list.get_untracked();
            let button = menu.button.get_untracked();
            if !within(list.as_deref().map(|list| list.as_ref()))
                && !within(button.as_deref().map(|button| button.as_ref()))
            {
                menu.open.set(false);
            }
        });
    });
}

/// Arrow keys, Home and End move the focus; Esc and Tab close.
fn steer(menu: MenuHandle, list: NodeRef<html::Div>, event: &KeyboardEvent) {
    let Some(list) = list.get_untracked() else { return };
    let items = dom::focusable_within(&list, Some(ITEMS));
    let key = event.key();
    if key == "Tab" {
        // From the button on, the browser's own Tab goes to what comes next.
        menu.close();
        return;
    }
    let at = dom::active_element().and_then(|active| position(&items, &active));
    let next = match key.as_str() {
        "Escape" => None,
        "ArrowDown" => Some(at.map_or(0, |at| at + 1) % items.len().max(1)),
        "ArrowUp" => Some(at.unwrap_or(0).checked_sub(1).unwrap_or(items.len().saturating_sub(1))),
        "Home" => Some(0),
        "End" => Some(items.len().saturating_sub(1)),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    match next {
        None => menu.close(),
        Some(next) => items.get(next).into_iter().for_each(dom::focus),
    }
}

fn position(items: &[HtmlElement], active: &HtmlElement) -> Option<usize> {
    items.iter().position(|item| item == active)
}
