//! What is still to be done when the project is handed over.

use domain::OpenPointId;
use leptos::prelude::*;
use locale::{t, t_string, use_i18n};

use super::state::HandoverState;
use crate::features::shared::following::following;
use crate::features::shared::quick_line::QuickAdd;
use crate::features::shared::row_text::RowText;
use crate::features::shared::typed_day::{day_text, set_day};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::check::Checkbox;
use crate::ui::field::{FieldKind, TextField};
use crate::ui::icon::Icon;
use crate::ui::panel::Panel;

/// The open points, and a field for the next.
#[component]
pub fn Points() -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let ids = Memo::new(move |_| {
        state.with(|opened| opened.points.iter().map(|point| point.id).collect::<Vec<_>>())
    });
    view! {
        <Panel
            id="handover-points"
            title=t!(i18n, handover.points)
            count=Signal::derive(move || ids.with(Vec::len))
        >
            <p class="handover__what">{t!(i18n, handover.points_what)}</p>
            <ul class="handover__rows">
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |id| view! { <PointRow id/> }
                />
            </ul>
            <div class="handover__new" data-print="hide">
                <QuickAdd
                    id="handover-new-point"
                    label=t!(i18n, handover.add_point)
                    refusal=state.refusal()
                    on_add=move |text: String| state.add_point(text)
                />
            </div>
        </Panel>
    }
}

#[component]
fn PointRow(id: OpenPointId) -> impl IntoView {
    let i18n = use_i18n();
    let state = HandoverState::expect();
    let refusal = state.refusal();
    let point = Memo::new(move |_| state.point(id).map(|point| point.says));
    let text = move || point.get().map(|says| says.text).unwrap_or_default();
    let is_done = Signal::derive(move || point.get().is_some_and(|says| says.done.is_some()));
    let due = following(move || day_text(point.get().and_then(|says| says.due)));
    let tick = move |is_done: bool| {
        let today = untrack(|| state.today());
        state.change_point(id, |says| says.done = is_done.then_some(today));
    };
    view! {
        <li class="handover__row" data-done=move || is_done.get().to_string()>
            <Checkbox
                checked=is_done
                label=Signal::derive(move || t_string!(i18n, handover.point_done, text = text()))
                disabled=Signal::derive(move || refusal.get().is_some())
                on_change=tick
            />
            <RowText
                id=format!("handover-point-{id}")
                label=Signal::derive(move || t_string!(i18n, handover.line, text = text()))
                text=Signal::derive(text)
                refusal
                on_change=move |text: String| state.change_point(id, |says| says.text = text)
            />
            <div class="handover__more">
                <TextField
                    name=format!("handover-due-{id}")
                    label=t!(i18n, handover.due)
                    kind=FieldKind::Date
                    bind=due
                    readonly=Signal::derive(move || refusal.get().is_some())
                    on_change=move |day: String| {
                        state.change_point(id, |says| set_day(&mut says.due, &day));
                    }
                />
                <Button
                    kind=ButtonKind::Icon
                    icon=Icon::Trash
                    label=Signal::derive(move || t_string!(i18n, handover.remove, text = text()))
                    reason=refusal
                    on_press=move || state.remove_point(id)
                />
            </div>
        </li>
    }
}
