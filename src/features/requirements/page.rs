//! The page itself.

use leptos::prelude::*;
use leptos_meta::Title;
use locale::{t, use_i18n};

use super::coverage::TraceView;
use super::desk::{Desk, VIEWS, View};
use super::document::DocumentView;
use super::list::ListView;
use super::panel::RequirementSheet;
use super::records::InterviewsView;
use crate::features::shared::areas::{Area, AreaBar};
use crate::features::shared::live_wire::Topic;
use crate::features::shared::stirs::when_stirred;
use crate::ui::button::Button;
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::segmented::{SegmentLink, Segmented};

/// The requirements of the project that the address names, and the one that is open beside them.
#[component]
pub fn RequirementsPage() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::provide();
    when_stirred(move || desk.project(), &[Topic::Requirements], move || desk.ask_again());
    let body = desk.drawn(move |project| {
        move || match desk.view.get() {
            View::Document => view! { <DocumentView project /> }.into_any(),
            View::List => view! { <ListView /> }.into_any(),
            View::Interviews => view! { <InterviewsView /> }.into_any(),
            View::Trace => view! { <TraceView project /> }.into_any(),
        }
    });
    view! {
        <Title text=t!(i18n, requirements.title) />
        <div class="sheet__host requirements__host" data-print="flow">
            <div class="page requirements" data-print="flow">
                <AreaBar area=Area::Scope />
                <h1 class="u-hidden">{t!(i18n, requirements.title)}</h1>
                <Views />
                {body}
            </div>
            <RequirementSheet />
        </div>
    }
}

/// The four ways to look at the requirements.
#[component]
fn Views() -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let links = VIEWS.map(|(view, _, icon)| {
        let href = move || desk.href(view, desk.opened.get());
        let is_here = move || desk.view.get() == view;
        view! {
            <SegmentLink href=href current=Signal::derive(is_here) icon=icon>
                {move || view.title(i18n)}
            </SegmentLink>
        }
    });
    let print = move || {
        (desk.view.get() == View::Document).then(|| {
            view! {
                <Button icon=Icon::Printer on_press=move || dom::print_page()>
                    {t!(i18n, requirements.print)}
                </Button>
            }
        })
    };
    view! {
        <div class="requirements__bar" data-print="hide">
            <Segmented label=t!(i18n, requirements.views)>{links.collect_view()}</Segmented>
            {print}
        </div>
    }
}
