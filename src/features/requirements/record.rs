//! One conversation: what was asked on the left, what was answered on the right, and the way from
//! an answer to a requirement.

use domain::elicitation::{Answer, AnswerDraft, Elicitation};
use domain::{AnswerId, ElicitationId, RequirementId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use locale::{dates, requirements, t, t_string, td_string, use_i18n};
use web_sys::{Element, Event};

use super::ask::new_questions;
use super::desk::{Desk, View};
use super::elicitation_api::{ask_questions, remove_answer, to_requirement, write_answer};
use super::records::Records;
use crate::features::shared::fresh;
use crate::features::shared::quick_line::QuickLine;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::chip::Chip;
use crate::ui::dom;
use crate::ui::icon::{Icon, IconSize};

/// A conversation with its questions; folded away unless it is the latest.
#[component]
pub fn Record(
    /// Which.
    id: ElicitationId,
    /// Whether it is unfolded at first.
    is_open: bool,
) -> impl IntoView {
    let desk = Desk::expect();
    let record = Memo::new(move |_| {
        desk.get(|found| found.elicitations.iter().find(|one| one.id == id).cloned())
    });
    let ids = Memo::new(move |_| {
        let ids = |one: &Elicitation| one.answers.iter().map(|said| said.id).collect::<Vec<_>>();
        record.with(|one| one.as_ref().map(ids)).unwrap_or_default()
    });
    view! {
        <details class="panel requirements__record" open=is_open>
            <summary class="requirements__head">
                <Head record />
            </summary>
            <ol class="requirements__answers">
                <For
                    each=move || ids.get()
                    key=|id| *id
                    children=move |answer| view! { <AnswerRow answer record /> }
                />
            </ol>
            <Foot record />
        </details>
    }
}

#[component]
fn Head(record: Memo<Option<Elicitation>>) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || record.with(|one| one.as_ref().map(|one| one.says.title.clone()));
    let kind = move || {
        let locale = i18n.get_locale();
        record.with(|one| one.as_ref().map(|one| requirements::kind(locale, one.says.kind)))
    };
    let facts = move || {
        let locale = i18n.get_locale();
        record.with(|one| {
            let says = &one.as_ref()?.says;
            let day = dates::full(locale, says.day);
            let people = says.people.as_str();
            Some(if people.is_empty() { day } else { format!("{day} · {people}") })
        })
    };
    let answered = move || {
        let (done, all) = record.with(|one| {
            let answers = one.as_ref().map_or(&[][..], |one| one.answers.as_slice());
            let done = answers.iter().filter(|one| !one.says.answer.is_empty()).count();
            (done, answers.len())
        });
        t_string!(i18n, requirements.answered, done, all)
    };
    view! {
        <span class="requirements__name">
            <b>{title}</b>
            <Chip>{kind}</Chip>
        </span>
        <span class="u-small u-muted">{facts}</span>
        <span class="u-small u-muted u-push">{answered}</span>
    }
}

/// A line for the next question, the suggested ones, and what can be done with the record.
#[component]
fn Foot(record: Memo<Option<Elicitation>>) -> impl IntoView {
    let i18n = use_i18n();
    let (desk, records) = (Desk::expect(), Records::expect());
    let ask = move |questions: Vec<String>| {
        if let Some(id) = record.with_untracked(|one| one.as_ref().map(|one| one.id)) {
            desk.send(ask_questions(id, new_questions(questions)));
        }
    };
    let add = Callback::new(move |question: String| ask(vec![question]));
    let missing = Memo::new(move |_| {
        let locale = desk.locale();
        record.with(|one| one.as_ref().map(|one| suggested(one, locale))).unwrap_or_default()
    });
    let label = desk.word(|locale| td_string!(locale, requirements.add_question));
    let line = move || record.with_untracked(|one| one.as_ref().map(|one| one.id.to_string()));
    let reason = desk.reason();
    view! {
        <QuickLine
            id=format!("ask-{}", line().unwrap_or_default())
            label=label
            on_add=add
            only_enter=true
            disabled=Signal::derive(move || !desk.may_edit())
        />
        <div class="requirements__end">
            <Show when=move || !missing.with(Vec::is_empty)>
                <Button icon=Icon::Lightbulb reason on_press=move || ask(missing.get_untracked())>
                    {move || {
                        let count = missing.with(Vec::len);
                        t_string!(i18n, requirements.suggested, count)
                    }}
                </Button>
            </Show>
            <Button
                icon=Icon::Pencil
                reason
                on_press=move || records.write(record.get_untracked())
            >
                {t!(i18n, requirements.edit_record)}
            </Button>
            <Button
                kind=ButtonKind::Danger
                icon=Icon::Trash
                reason
                on_press=move || records.leaving.set(record.get_untracked())
            >
                {t!(i18n, requirements.remove_record)}
            </Button>
        </div>
    }
}

/// The good questions that the record does not ask yet.
fn suggested(record: &Elicitation, locale: locale::Locale) -> Vec<String> {
    let asks = |question: &str| record.answers.iter().any(|one| one.says.question == question);
    let all = requirements::questions(locale, record.says.kind).into_iter();
    all.filter(|question| !asks(question)).map(str::to_owned).collect()
}

/// A question with its answer. Cheap to copy.
#[derive(Clone, Copy)]
struct Line {
    desk: Desk,
    answer: Memo<Option<Answer>>,
}

impl Line {
    fn says(self) -> AnswerDraft {
        self.answer.with(|one| one.as_ref().map(|one| one.says.clone())).unwrap_or_default()
    }

    /// Keeps what was typed into one of the fields, here at once and then on the server. A question
    /// without words is none: the old one comes back.
    fn write(self, event: &Event, change: impl FnOnce(&mut AnswerDraft, String)) {
        let Some(Answer { id, says, version, .. }) = self.answer.get_untracked() else { return };
        let (mut draft, typed) = (says.clone(), event_target_value(event).trim().to_owned());
        change(&mut draft, typed.clone());
        if draft.question.is_empty() {
            return dom::set_value(&event_target::<Element>(event), &says.question);
        }
        if draft == says {
            return;
        }
        self.desk.patch(|found| {
            let mut all = found.elicitations.iter_mut().flat_map(|one| &mut one.answers);
            if let Some(one) = all.find(|one| one.id == id) {
                one.says = draft.clone();
                one.version += 1;
            }
        });
        self.desk.send_words((says.question, typed), write_answer(id, version, draft));
    }

    fn remove(self) {
        if let Some(Answer { id, version, .. }) = self.answer.get_untracked() {
            self.desk.send(remove_answer(id, version));
        }
    }

    /// Makes a requirement of the answer and opens it.
    fn make(self) {
        let Some(Answer { id, .. }) = self.answer.get_untracked() else { return };
        let desk = self.desk;
        let new_id = fresh::id(RequirementId::new);
        spawn_local(async move {
            match to_requirement(id, new_id).await {
                Ok(requirement) => desk.open(Some(requirement)),
                Err(error) => desk.refuse(&error),
            }
            desk.ask_again();
        });
    }
}

#[component]
fn AnswerRow(answer: AnswerId, record: Memo<Option<Elicitation>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = Desk::expect();
    let said = Memo::new(move |_| {
        let found = |one: &Elicitation| one.answers.iter().find(|one| one.id == answer).cloned();
        record.with(|one| one.as_ref().and_then(found))
    });
    let place = Memo::new(move |_| {
        let at = |one: &Elicitation| one.answers.iter().position(|one| one.id == answer);
        record.with(|one| one.as_ref().and_then(at)).map_or(0, |at| at + 1)
    });
    let line = Line { desk, answer: said };
    let is_locked = move || !desk.may_edit();
    view! {
        <li class="requirements__answer">
            <textarea
                class="field__input field__input--area requirements__question"
                rows="2"
                maxlength="200"
                disabled=is_locked
                aria-label=move || t_string!(i18n, requirements.question_field, place = place.get())
                prop:value=move || line.says().question
                on:change=move |event| {
                    line.write(&event, |draft, typed| draft.question = typed.replace('\n', " "));
                }
            ></textarea>
            <div class="requirements__said">
                <textarea
                    class="field__input field__input--area"
                    rows="2"
                    maxlength="20000"
                    disabled=is_locked
                    aria-label=move || {
                        t_string!(i18n, requirements.answer_field, place = place.get())
                    }
                    placeholder=t!(i18n, requirements.answer_example)
                    prop:value=move || line.says().answer
                    on:change=move |event| line.write(&event, |draft, typed| draft.answer = typed)
                ></textarea>
                <div class="requirements__end">
                    <input
                        class="field__input requirements__by"
                        type="text"
                        maxlength="200"
                        disabled=is_locked
                        aria-label=move || {
                            t_string!(i18n, requirements.by_field, place = place.get())
                        }
                        placeholder=t!(i18n, requirements.by_example)
                        prop:value=move || line.says().by
                        on:change=move |event| line.write(&event, |draft, typed| draft.by = typed)
                    />
                    <Became line place />
                    <button
                        class="button button--icon"
                        type="button"
                        disabled=is_locked
                        aria-label=move || {
                            t_string!(i18n, requirements.remove_question, place = place.get())
                        }
                        on:click=move |_| line.remove()
                    >
                        <Icon icon=Icon::Close size=IconSize::Small />
                    </button>
                </div>
            </div>
        </li>
    }
}

/// The requirement that the answer became, or the way to make one.
#[component]
fn Became(line: Line, place: Memo<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = line.desk;
    let became = Memo::new(move |_| {
        let id = line.answer.with(|one| one.as_ref().and_then(|one| one.requirement))?;
        desk.get(|found| {
            let known = found.requirements.iter().find(|known| known.id == id);
            known.map(|known| (known.id, known.name()))
        })
    });
    let locked = desk.reason();
    let reason = Signal::derive(move || {
        let locale = desk.locale();
        let is_empty = line.says().answer.is_empty();
        let why = || td_string!(locale, requirements.answer_first).to_owned();
        locked.get().or_else(|| is_empty.then(why))
    });
    move || match became.get() {
        Some((id, name)) => view! {
            <a class="u-link" href=move || desk.href(View::Interviews, Some(id))>
                {move || t_string!(i18n, requirements.became, name = name.clone())}
            </a>
        }
        .into_any(),
        None => view! {
            <Button
                icon=Icon::ArrowRight
                label=move || t_string!(i18n, requirements.to_requirement_of, place = place.get())
                reason
                on_press=move || line.make()
            >
                {t!(i18n, requirements.to_requirement)}
            </Button>
        }
        .into_any(),
    }
}
