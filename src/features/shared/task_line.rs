//! The line in which a new task is typed, wherever that is, and what was understood of it.

use domain::UserId;
use leptos::prelude::*;
use locale::numbers::grouped;
use locale::{Locale, dates, t_string, td_string, use_i18n};
use web_sys::KeyboardEvent;

use super::plan::PlanContext;
use super::task_entry::{self, Days, Entry, Field, Known};
use crate::ui::chip::{Chip, Label};
use crate::ui::dom;
use crate::ui::icon::Icon;
use crate::ui::live::use_live;

/// The id of what was understood: it describes the field. No page has two such fields at a time.
pub const UNDERSTOOD: &str = "task-line-understood";

/// What is being typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TaskLine {
    /// The text.
    pub text: RwSignal<String>,
    /// What it means.
    pub entry: Memo<Entry>,
    field: Field,
}

impl TaskLine {
    /// An empty line in a field that stands for days, or for none.
    #[must_use]
    pub fn new(plan: PlanContext, field: Field, days: Signal<Option<Days>>) -> Self {
        let text = RwSignal::new(String::new());
        let people: Vec<(UserId, String)> =
            plan.people().into_iter().map(|person| (person.id, person.name)).collect();
        let today = plan.today();
        let entry = Memo::new(move |_| {
            let (days, text) = (days.get(), text.read());
            plan.with_untracked(|view| {
                let known = Known { field, people: &people, settings: &view.plan.settings, today };
                task_entry::read(&text, known).on(days)
            })
        });
        Self { text, entry, field }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.text.with_untracked(|text| text.trim().is_empty())
    }

    /// Whether it names a task: days and people alone are none.
    #[must_use]
    pub fn has_title(self) -> bool {
        self.entry.with_untracked(|entry| !entry.title.is_empty())
    }

    /// Hands over what was typed; what a rule refuses stays in the field. Answers whether it was
    /// taken.
    pub fn hand_over(self, take: impl FnOnce(&Entry) -> bool) -> bool {
        let is_taken = self.has_title() && take(&self.entry.get_untracked());
        if is_taken {
            self.text.try_set(String::new());
        }
        is_taken
    }
}

/// Carries out a key pressed in the field: Enter and Esc belong to the line, and to nothing around
/// it.
pub fn steer(event: &KeyboardEvent, enter: impl FnOnce(), leave: impl FnOnce()) {
    if dom::is_composing(event) {
        return;
    }
    match event.key().as_str() {
        "Enter" => enter(),
        "Escape" => leave(),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// What was understood, as chips that are also read aloud, and what else can be written.
#[component]
pub fn Understood(
    /// What is being typed.
    line: TaskLine,
) -> impl IntoView {
    let plan = PlanContext::expect();
    let i18n = use_i18n();
    let facts = Memo::new(move |_| facts(plan, i18n.get_locale(), &line.entry.read()));
    let live = use_live();
    Effect::new(move |before: Option<Vec<Fact>>| {
        let now = facts.get();
        let words: Vec<&str> = now.iter().map(|fact| &*fact.words).collect();
        if before.is_some_and(|before| before != now) && !words.is_empty() {
            live.announce(words.join(", "));
        }
        now
    });
    let chip = |fact: Fact| match fact.icon {
        Some(icon) => view! { <Chip icon>{fact.words}</Chip> }.into_any(),
        None => view! { <Label text=fact.words /> }.into_any(),
    };
    let hint = move || match line.field {
        Field::Board => t_string!(i18n, task_line.hint_board),
        Field::Time => t_string!(i18n, task_line.hint_time),
    };
    view! {
        <div class="task-line" id=UNDERSTOOD>
            <div class="task-line__chips">
                {move || facts.get().into_iter().map(chip).collect_view()}
            </div>
            <small class="u-faint">{hint}</small>
        </div>
    }
}

/// Something that was understood; a label has no icon.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fact {
    icon: Option<Icon>,
    words: String,
}

fn facts(plan: PlanContext, locale: Locale, entry: &Entry) -> Vec<Fact> {
    let fact = |icon, words| Fact { icon: Some(icon), words };
    let today = plan.today();
    let near = |day| dates::near_prose(locale, day, today);
    let person = entry.assignee.and_then(|person| plan.person(person));
    let place = entry.place.map(|place| place_words(locale, place));
    let due = entry.due.map(|day| td_string!(locale, task_line.due, day = near(day)));
    // The duration wins over the last day.
    let days = entry.days.map(|(first, last)| match entry.duration {
        None if first != last => dates::narrow_span(locale, (first, last), today),
        _ => near(first),
    });
    let duration = entry.duration.map(|duration| {
        plan.with_untracked(|view| dates::duration(locale, duration, &view.plan.settings))
    });
    let with_icons = [
        person.map(|words| fact(Icon::User, words)),
        place.map(|words| fact(Icon::Move, words)),
        due.map(|words| fact(Icon::Target, words)),
        days.map(|words| fact(Icon::Calendar, words)),
        duration.map(|words| fact(Icon::Hourglass, words)),
    ];
    let labels = entry.labels.iter().map(|label| Fact { icon: None, words: label.clone() });
    with_icons.into_iter().flatten().chain(labels).collect()
}

/// How a place of a column is called by the number of cards above it.
fn place_words(locale: Locale, above: usize) -> String {
    match above {
        0 => td_string!(locale, board.at_top).to_owned(),
        usize::MAX => td_string!(locale, board.at_bottom).to_owned(),
        above => td_string!(locale, task_line.place, place = grouped(above + 1)),
    }
}
