//! Buttons on the card below the mouse: who, by when, which labels, blocked. The same is in the
//! card's menu and on its keys, so that these are for the mouse alone.

use domain::TaskId;
use leptos::prelude::*;
use locale::{Locale, td_string};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::press::card_of;
use super::state::{Board, Question};
use crate::ui::icon::{Icon, IconSize};

/// The buttons of a card; there as long as the mouse is over it.
#[component]
pub fn HoverButtons(
    /// Which task.
    card: TaskId,
) -> impl IntoView {
    let board = Board::expect();
    view! {
        <Show when=move || board.hovered.get() == Some(card)>
            <div class="board__hover" aria-hidden="true">
                <HoverButton
                    icon=Icon::User
                    word=|locale| td_string!(locale, board.assign)
                    act=move || board.ask(Question::Assign(card))
                />
                <HoverButton
                    icon=Icon::Calendar
                    word=|locale| td_string!(locale, board.set_due)
                    act=move || board.ask(Question::Due(card))
                />
                <HoverButton
                    icon=Icon::Tag
                    word=|locale| td_string!(locale, board.set_labels)
                    act=move || board.ask(Question::Labels(card))
                />
                <HoverButton
                    icon=Icon::Ban
                    word=|locale| td_string!(locale, board.block)
                    act=move || board.toggle_blocked(card)
                />
            </div>
        </Show>
    }
}

/// One of them. It leaves the focus where it is. Who may not do it is told why by the act itself.
#[component]
fn HoverButton(
    icon: Icon,
    word: fn(Locale) -> &'static str,
    #[prop(into)] act: Callback<()>,
) -> impl IntoView {
    let board = Board::expect();
    view! {
        <button
            class="board__hover-button"
            type="button"
            tabindex="-1"
            title=move || word(board.locale())
            on:mousedown=move |event: MouseEvent| event.prevent_default()
            on:click=move |_| act.run(())
        >
            <Icon icon size=IconSize::Small />
        </button>
    }
}

/// Notes over which card the mouse is; fingers and pens are over none.
pub fn note(board: Board, event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_free = event.pointer_type() == "mouse" && event.buttons() == 0;
    let card = target.filter(|_| is_free).and_then(|target| card_of(&target));
    if board.hovered.get_untracked() != card {
        board.hovered.set(card);
    }
}
