//! The row above the list: a new task, folding, and what one may do.

use leptos::html;
use leptos::prelude::*;
use locale::{t, use_i18n};

use super::state::List;
use crate::features::shared::task_entry::Field;
use crate::features::shared::task_line::{TaskLine, UNDERSTOOD, Understood, steer};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;

/// The toolbar.
#[component]
pub fn Toolbar() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let may_edit = list.plan.may_edit();
    view! {
        <div class="bar bar--above list__toolbar" data-print="hide">
            <Show
                when=move || may_edit
                fallback=move || view! { <p class="u-muted">{t!(i18n, list.no_right)}</p> }
            >
                <Show
                    when=move || list.is_adding.get()
                    fallback=move || {
                        let open = move || list.is_adding.set(true);
                        view! {
                            <Button kind=ButtonKind::Primary icon=Icon::Plus on_press=open>
                                {t!(i18n, list.new_task)}
                            </Button>
                        }
                    }
                >
                    <NewTask />
                </Show>
            </Show>
            <span class="u-push"></span>
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::ChevronDown
                label=t!(i18n, list.expand_all)
                on_press=move || list.folded.set(Default::default())
            >
                <span class="u-not-phone">{t!(i18n, list.expand_all)}</span>
            </Button>
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::ChevronRight
                label=t!(i18n, list.collapse_all)
                on_press=move || list.fold_all()
            >
                <span class="u-not-phone">{t!(i18n, list.collapse_all)}</span>
            </Button>
        </div>
    }
}

/// The field for new tasks; it stays for the next one until it is left empty.
#[component]
fn NewTask() -> impl IntoView {
    let i18n = use_i18n();
    let list = List::expect();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| field.get().iter().for_each(|field| dom::focus(field)));
    let close = move || {
        list.is_adding.set(false);
        list.cell.get_untracked().into_iter().for_each(|cell| list.go_to(cell));
    };
    let line = TaskLine::new(list.plan, Field::Time, Signal::stored(None));
    let add = move || {
        if line.is_blank() {
            return close();
        }
        line.hand_over(|entry| list.add(entry));
        field.get_untracked().iter().for_each(|field| dom::focus(field));
    };
    view! {
        <div class="list__new">
            <input
                class="field__input"
                type="text"
                maxlength="200"
                autocomplete="off"
                enterkeyhint="done"
                aria-label=t!(i18n, list.new_task_name)
                aria-describedby=UNDERSTOOD
                placeholder=t!(i18n, list.new_task_name)
                node_ref=field
                prop:value=move || line.text.get()
                on:input=move |event| line.text.set(event_target_value(&event))
                on:keydown=move |event| steer(&event, add, close)
            />
            <Button kind=ButtonKind::Primary on_press=add>{t!(i18n, common.add)}</Button>
            <Button
                kind=ButtonKind::Icon
                icon=Icon::Close
                label=t!(i18n, common.close)
                on_press=close
            />
            <Understood line />
        </div>
    }
}
