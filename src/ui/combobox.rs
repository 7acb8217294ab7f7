//! A field with a list of answers below it: the palette, and every "find one and take it".

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::avatar::Avatar;
use super::dom;
use super::icon::{Icon, IconSize};

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is handed to the caller when it is taken; unique in the list.
    pub key: String,
    /// The words.
    pub text: String,
    /// A second, quieter text at the end of the line.
    pub note: String,
    /// An icon before the words.
    pub icon: Option<Icon>,
}

/// Answers under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceGroup {
    /// The heading; empty for none.
    pub title: String,
    /// The answers.
    pub choices: Vec<Choice>,
}

/// A search field and the answers to it. The focus stays in the field; arrow keys point at an
/// answer, Enter takes it, Esc cancels. The caller finds the answers.
#[component]
pub fn Combobox(
    /// The id of the field; the list gets `<id>-list` and answers `<id>-0`, `<id>-1` and so on.
    #[prop(into)]
    id: String,
    /// The name of the field, read aloud.
    #[prop(into)]
    label: Signal<String>,
    /// What one may write.
    #[prop(into)]
    placeholder: Signal<String>,
    /// What is written.
    query: RwSignal<String>,
    /// The answers.
    #[prop(into)]
    groups: Signal<Vec<ChoiceGroup>>,
    /// The sentence when there are none; an empty one shows nothing.
    #[prop(into)]
    empty: Signal<String>,
    /// Called with the key of the answer that is taken.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Called on Esc.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// Called with the key of the answer that Enter would take; none where there is none.
    #[prop(optional, into)]
    on_point: Option<Callback<Option<String>>>,
    /// Whether the field takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Whether answers with the icon of a person show that person's face instead.
    #[prop(optional)]
    with_faces: bool,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let list_id = format!("{id}-list");
    let pointer = Pointer::new(&id, groups);
    Effect::new(move |_| {
        let at = pointer.keys.with(|keys| keys.get(pointer.at.get()).cloned());
        if let Some(on_point) = on_point {
            on_point.run(at);
        }
    });
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| autofocus) {
            dom::focus(&field);
        }
    });
    view! {
        <div class="combobox">
            <div class="combobox__field">
                <Icon icon=Icon::Search />
                <input
                    class="combobox__input"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    id=id
                    node_ref=field
                    placeholder=move || placeholder.get()
                    aria-label=move || label.get()
                    aria-autocomplete="list"
                    aria-expanded=move || (!pointer.is_empty()).to_string()
                    aria-controls=list_id.clone()
                    aria-activedescendant=move || pointer.active()
                    prop:value=move || query.get()
                    on:input=move |event| query.set(event_target_value(&event))
                    on:keydown=move |event| pointer.steer(&event, on_choose, on_cancel)
                />
            </div>
            <div class="combobox__list" role="listbox" id=list_id aria-label=move || label.get()>
                {move || draw(groups.get(), pointer, on_choose, with_faces)}
            </div>
            {move || nothing(pointer, empty)}
        </div>
    }
}

/// The sentence when there is no answer.
fn nothing(pointer: Pointer, empty: Signal<String>) -> Option<impl IntoView> {
    let words = empty.get();
    (pointer.is_empty() && !words.is_empty())
        .then(|| view! { <p class="combobox__empty" role="status">{words}</p> })
}

/// Which answer the arrow keys point at. Cheap to copy.
#[derive(Clone, Copy)]
struct Pointer {
    /// What the ids of the answers begin with.
    stem: StoredValue<String>,
    keys: Memo<Vec<String>>,
    at: RwSignal<usize>,
}

impl Pointer {
    /// Points at the first of the answers, which is the best, also when there are others.
    fn new(stem: &str, groups: Signal<Vec<ChoiceGroup>>) -> Self {
        let keys = Memo::new(move |_| keys_of(&groups.read()));
        let at = RwSignal::new(0);
        Effect::new(move |_| {
            keys.track();
            at.set(0);
        });
        Self { stem: StoredValue::new(stem.to_owned()), keys, at }
    }

    /// Whether there is nothing to point at.
    fn is_empty(self) -> bool {
        self.keys.with(Vec::is_empty)
    }

    /// The id of an answer.
    fn id(self, at: usize) -> String {
        self.stem.with_value(|stem| format!("{stem}-{at}"))
    }

    /// The id of the answer that it points at.
    fn active(self) -> Option<String> {
        (!self.is_empty()).then(|| self.id(self.at.get()))
    }

    fn go(self, at: usize) {
        self.at.set(at);
        let find = || dom::document()?.get_element_by_id(&self.id(at));
        find().iter().for_each(dom::scroll_into_view);
    }

    /// Does what a key means; other keys go their way.
    fn steer(self, event: &KeyboardEvent, on_choose: Callback<String>, on_cancel: Callback<()>) {
        let (count, at) = (self.keys.read_untracked().len(), self.at.get_untracked());
        if dom::is_composing(event) {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" if count > 0 => self.go((at + 1) % count),
            "ArrowUp" if count > 0 => self.go(at.checked_sub(1).unwrap_or(count - 1)),
            "Enter" => self.keys.get_untracked().get(at).cloned().into_iter().for_each(|key| {
                on_choose.run(key);
            }),
            "Escape" => on_cancel.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The keys of all answers in the order in which they are drawn.
fn keys_of(groups: &[ChoiceGroup]) -> Vec<String> {
    groups.iter().flat_map(|group| &group.choices).map(|choice| choice.key.clone()).collect()
}

fn draw(
    groups: Vec<ChoiceGroup>,
    pointer: Pointer,
    on_choose: Callback<String>,
    with_faces: bool,
) -> impl IntoView {
    let mut next = 0;
    let mut draw_group = |group: ChoiceGroup| {
        let choices: Vec<_> = group
            .choices
            .into_iter()
            .map(|choice| {
                next += 1;
                draw_choice(choice, next - 1, pointer, on_choose, with_faces)
            })
            .collect();
        let title = (!group.title.is_empty()).then(|| group.title.clone());
        view! {
            <div role="group" aria-label=title.clone()>
                {title.clone()
                    .map(|title| {
                        view! { <p class="combobox__title" aria-hidden="true">{title}</p> }
                    })}
                {choices}
            </div>
        }
    };
    groups.into_iter().map(&mut draw_group).collect_view()
}

fn draw_choice(
    choice: Choice,
    at: usize,
    pointer: Pointer,
    on_choose: Callback<String>,
    with_faces: bool,
) -> impl IntoView {
    let Choice { key, text, note, icon } = choice;
    let face = (with_faces && icon == Some(Icon::User)).then(|| text.clone());
    let icon = icon.filter(|_| face.is_none());
    view! {
        <div
            class="combobox__option"
            role="option"
            id=pointer.id(at)
            aria-selected=move || (pointer.at.get() == at).to_string()
            // The press must not take the focus out of the field.
            on:pointerdown=|event| event.prevent_default()
            on:pointermove=move |_| pointer.at.set(at)
            on:click=move |_| on_choose.run(key.clone())
        >
            {face.map(|name| view! { <Avatar name named=true /> })}
            {icon.map(|icon| view! { <Icon icon size=IconSize::Small /> })}
            <span class="combobox__text">{text}</span>
            <span class="combobox__note">{note}</span>
        </div>
    }
}
