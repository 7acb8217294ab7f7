//! The panel beside the plan, and the button that opens it.

use leptos::prelude::*;
use locale::{t, use_i18n};

use super::baselines::{Baselines, Naming};
use super::entries::Entries;
use super::filters::Filters;
use super::pages::Pages;
use crate::features::shared::looking_back::LookingBack;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::sheet::Sheet;

/// Below this width the panel lies over the plan.
const OVER: &str = "(max-width: 1199px)";

/// Opens the history, and closes it.
#[component]
pub fn HistoryButton() -> impl IntoView {
    let i18n = use_i18n();
    let looking = LookingBack::expect();
    view! {
        <Button
            kind=ButtonKind::Icon
            icon=Icon::History
            label=t!(i18n, history.title)
            pressed=looking.is_open()
            on_press=move || looking.toggle()
        />
    }
}

/// The history of the open plan, beside its view. Put it last inside a `sheet__host`.
#[component]
pub fn HistoryPanel() -> impl IntoView {
    let i18n = use_i18n();
    let looking = LookingBack::expect();
    // Who opens a moment wants to see it.
    Effect::new(move |was: Option<Option<i64>>| {
        let at = looking.at().get();
        if was.is_some_and(|was| was != at) && dom::matches_media(OVER) {
            looking.close();
        }
        at
    });
    view! {
        <Sheet
            id="history"
            open=looking.is_open()
            on_close=move || looking.close()
            title=t!(i18n, history.title)
            close_label=t!(i18n, common.close)
        >
            <Content />
        </Sheet>
    }
}

#[component]
fn Content() -> impl IntoView {
    let pages = Pages::follow();
    let naming = Naming::new(pages.plan);
    view! {
        <div class="history" data-print="hide">
            <Baselines naming />
            <Filters pages />
            <Entries pages naming />
        </div>
    }
}
