//! The plan's working calendars: a list, and a form for one of them.

mod desk;
mod exceptions;
mod form;
mod list;
mod rows;
mod slip;
mod typed;
mod uses;
mod words;

use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use crate::ui::dialog::{Dialog, DialogSize};

pub use desk::Desk;

use form::CalendarForm;
use list::CalendarList;

/// The dialog of the plan's calendars. What is written in it stays while it is closed.
#[component]
pub fn Calendars(
    /// What is in hand.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_held = Memo::new(move |_| desk.held.with(Option::is_some));
    let title = Signal::derive(move || {
        let words = match is_held.get() {
            true => t_string!(i18n, calendars.title_of_form),
            false => t_string!(i18n, calendars.title),
        };
        words.to_owned()
    });
    view! {
        <Dialog
            id="plan-calendars"
            open=desk.open
            size=DialogSize::Large
            title
            close_label=t!(i18n, common.close)
        >
            <Show
                when=move || is_held.get()
                fallback=move || view! { <CalendarList desk /> }
            >
                <CalendarForm desk />
            </Show>
        </Dialog>
    }
}
