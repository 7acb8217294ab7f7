//! The questions about all selected tasks, asked in a dialog.

use domain::UserId;
use domain::plan::{Task, TaskChange};
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::td_string;

use super::state::{List, Question};
use crate::features::shared::assignees::{self, PeopleWords};
use crate::features::shared::labels::{LabelsField, combined};
use crate::ui::combobox::Combobox;
use crate::ui::dialog::Dialog;

/// The dialog for whatever question is open.
#[component]
pub fn Questions() -> impl IntoView {
    let list = List::expect();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(list.asking.get().is_some()));
    let title = move || {
        let locale = list.reader();
        match list.asking.get() {
            Some(Question::Assign) => td_string!(locale, list.ask_assign),
            Some(Question::Labels) => td_string!(locale, list.labels),
            None => "",
        }
        .to_owned()
    };
    view! {
        <Dialog
            id="list-question"
            open
            title=Signal::derive(title)
            close_label=list.word(|locale| td_string!(locale, common.close))
            on_close=move || list.asking.set(None)
        >
            {move || match list.asking.get() {
                Some(Question::Assign) => view! { <Assign /> }.into_any(),
                Some(Question::Labels) => view! { <Labels /> }.into_any(),
                None => ().into_any(),
            }}
        </Dialog>
    }
}

/// Who answers for them.
#[component]
fn Assign() -> impl IntoView {
    let list = List::expect();
    let query = RwSignal::new(String::new());
    let now = assignees::shared_by(list.plan, &list.picked.get_untracked());
    let groups = Signal::derive(move || {
        let locale = list.reader();
        let words = PeopleWords {
            nobody: td_string!(locale, list.nobody),
            now: td_string!(locale, board.assigned_now),
        };
        assignees::found(list.plan, &query.get(), words, now)
    });
    let choose = move |key: String| {
        let person = key.parse::<UserId>().ok();
        let tasks = list.picked.get_untracked();
        let (locale, count) = (list.locale_now(), tasks.len());
        let said = match person.and_then(|person| list.plan.person(person)) {
            Some(name) => td_string!(locale, list.assigned_to, count = grouped(count), name = name),
            None => td_string!(locale, list.assigned_nobody, count = grouped(count)),
        };
        let change =
            move |task: &Task| (task.assignee != person).then_some(TaskChange::Assignee(person));
        list.asking.set(None);
        list.change_all(&tasks, change, said);
    };
    view! {
        <Combobox
            id="list-people"
            label=list.word(|locale| td_string!(locale, list.ask_assign))
            placeholder=list.word(|locale| td_string!(locale, list.find_person))
            query
            groups
            empty=list.word(|locale| td_string!(locale, list.no_person))
            on_choose=choose
            on_cancel=move || list.asking.set(None)
            autofocus=true
            with_faces=true
        />
    }
}

/// By which words they are grouped; those that some of them carry are shown.
#[component]
fn Labels() -> impl IntoView {
    let list = List::expect();
    let shared = Memo::new(move |_| {
        list.plan.with(|view| list.picked.with(|picked| combined(&view.plan, picked)))
    });
    let change = move |(label, is_on): (String, bool)| {
        let tasks = list.picked.get_untracked();
        let said = td_string!(list.locale_now(), list.labels_set, count = grouped(tasks.len()));
        let change = |task: &Task| {
            let mut labels = task.labels.clone();
            labels.retain(|own| is_on || *own != label);
            if is_on && !labels.contains(&label) {
                labels.push(label.clone());
            }
            (labels != task.labels).then_some(TaskChange::Labels(labels))
        };
        list.change_all(&tasks, change, said);
    };
    let done = move || list.asking.set(None);
    view! { <LabelsField id="list-bulk-labels" labels=shared on_change=change on_done=done /> }
}
