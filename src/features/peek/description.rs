//! The description: drawn from Markdown, and the field in which it is written.

use domain::plan::TaskChange;
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{t, td_string};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use super::api::markdown;
use super::state::OpenTask;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom::{self, Listening};
use crate::ui::field::TextArea;
use crate::ui::icon::Icon;

/// The id of the field.
const FIELD: &str = "field-peek-description";
/// The id of the button that leads to the field.
const EDIT: &str = "peek-edit-description";

/// The description as it reads; a field while it is written, and as long as there is none.
#[component]
pub fn Description() -> impl IntoView {
    let open = OpenTask::expect();
    let text = Memo::new(move |_| open.get(|task| task.description.clone()));
    let is_edited = RwSignal::new(false);
    let is_field = Memo::new(move |_| is_edited.get() || text.with(String::is_empty));
    view! {
        <Show
            when=move || is_field.get()
            fallback=move || view! { <Prose text is_edited /> }
        >
            <Field is_edited />
        </Show>
    }
}

/// The field: leaving it saves, and so do Esc and Ctrl Enter.
#[component]
fn Field(is_edited: RwSignal<bool>) -> impl IntoView {
    let open = OpenTask::expect();
    let text = open.field(|task, _| task.description.clone());
    let save = move |written: String| {
        text.save(&written, |base| {
            open.change_from(base, TaskChange::Description(written.clone()));
        });
    };
    let may_work = open.may_work();
    let left = move || {
        // A window that goes into the background takes the focus from no field.
        let is_here = dom::active_element().is_some_and(|element| element.id() == FIELD);
        if !is_here {
            is_edited.try_set(false);
        }
    };
    view! {
        <fieldset
            class="peek__group"
            disabled=move || !may_work.get()
            on:focusin=move |_| is_edited.set(true)
            on:focusout=move |_| dom::on_next_frame(left)
            on:keydown=move |event| leave_by_key(is_edited, &event)
        >
            <TextArea
                name="peek-description"
                label=t!(open.words, peek.description)
                hint=open.hint_of(text, |locale| td_string!(locale, peek.markdown))
                bind=text.text
                on_change=save
                rows=4
                max_length=20_000
            />
        </fieldset>
    }
}

fn leave_by_key(is_edited: RwSignal<bool>, event: &KeyboardEvent) {
    let is_end = match event.key().as_str() {
        "Escape" => true,
        "Enter" => dom::has_command(event),
        _ => false,
    };
    if !is_end || dom::is_composing(event) {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    if let Some(field) = dom::active_element() {
        // A field that loses the focus tells its change; one that cannot lose it stays open.
        let _ = field.blur();
    }
    is_edited.set(false);
    dom::on_next_frame(|| {
        if !dom::focus_by_id(EDIT) {
            dom::focus_by_id("peek");
        }
    });
}

/// The description as it reads; a press on it leads to the field.
#[component]
fn Prose(text: Memo<String>, is_edited: RwSignal<bool>) -> impl IntoView {
    let open = OpenTask::expect();
    let html = drawn(open, text);
    let may_work = open.may_work();
    let edit = move || {
        is_edited.set(true);
        dom::on_next_frame(|| {
            dom::focus_by_id(FIELD);
        });
    };
    let press = move |event: MouseEvent| {
        if may_work.get_untracked() && !is_on_link(&event) && !dom::has_marked_words() {
            edit();
        }
    };
    view! {
        <section class="peek__group" aria-labelledby="peek-description">
            <div class="u-row">
                <h3 class="peek__heading" id="peek-description">
                    {t!(open.words, peek.description)}
                </h3>
                <Show when=move || may_work.get()>
                    <Button
                        kind=ButtonKind::Icon
                        icon=Icon::Pencil
                        id=EDIT
                        label=t!(open.words, peek.edit_description)
                        on_press=edit
                    />
                </Show>
            </div>
            <div
                class="peek__prose"
                data-editable=move || may_work.get().then_some("true")
                on:click=press
            >
                {move || shown(html.get(), text)}
            </div>
        </section>
    }
}

/// What the server drew, or else the plain text.
fn shown(html: Option<String>, text: Memo<String>) -> AnyView {
    match html {
        // Whatever anybody wrote, `server::markdown` makes of it a few plain elements without any
        // style, script or picture; and the page's policy would run no script in them either.
        Some(html) => view! { <div class="peek__drawn" inner_html=html></div> }.into_any(),
        None => view! { <p class="peek__plain">{move || text.get()}</p> }.into_any(),
    }
}

/// The text as the server draws it; none while that is under way or there is no network.
fn drawn(open: OpenTask, text: Memo<String>) -> Memo<Option<String>> {
    let project = open.plan.project();
    let answer = RwSignal::new(None::<(String, String)>);
    let again = Trigger::new();
    if let Some(window) = dom::window() {
        dom::listen_here(&window, "online", Listening::Passive, move |_: Event| again.notify());
    }
    Effect::new(move |_| {
        again.track();
        let asked = text.get();
        if !dom::is_online() {
            return;
        }
        spawn_local(async move {
            let html = markdown(project, asked.clone()).await;
            // The text may have changed, or the panel may be closed, in the meantime.
            let is_current = text.try_get_untracked().is_some_and(|text| text == asked);
            if let (Ok(html), true) = (html, is_current) {
                answer.try_set(Some((asked, html)));
            }
        });
    });
    Memo::new(move |_| {
        let (asked, html) = answer.get()?;
        text.with(|text| *text == asked).then_some(html)
    })
}

/// A link leads where it leads.
fn is_on_link(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("a[href]").ok().flatten().is_some())
}
