//! What is being written, kept on the device as well until it is saved.

use domain::minutes::{Duty, MinutesDraft, Topic};
use domain::{MinutesId, ProjectId, TaskId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::desk::Editing;
use crate::features::shared::fresh;
use crate::ui::dom;

/// What the device keeps: the words, and on which version of the minutes they were written.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: i32,
    draft: MinutesDraft,
}

/// What is being written. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Form {
    /// The words so far.
    pub says: RwSignal<MinutesDraft>,
    /// Whether they were found on the device.
    pub is_found: bool,
    /// Whether they were written on an older version.
    pub is_older: bool,
    /// The minutes that are changed, and their version; none for new ones.
    pub subject: Option<(MinutesId, i32)>,
    /// The id under which new minutes will be kept: a second try keeps nothing twice.
    pub new_id: MinutesId,
    key: StoredValue<String>,
    before: StoredValue<MinutesDraft>,
}

/// Which list of duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// What was decided.
    Resolutions,
    /// What somebody does.
    Actions,
}

impl List {
    /// Its lines.
    pub fn of(self, says: &MinutesDraft) -> &Vec<Duty> {
        match self {
            Self::Resolutions => &says.resolutions,
            Self::Actions => &says.actions,
        }
    }

    /// Its lines, to be changed.
    pub fn of_mut(self, says: &mut MinutesDraft) -> &mut Vec<Duty> {
        match self {
            Self::Resolutions => &mut says.resolutions,
            Self::Actions => &mut says.actions,
        }
    }

    /// Its name in the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resolutions => "resolution",
            Self::Actions => "action",
        }
    }
}

impl Form {
    /// The words that the editor begins with: those of an interrupted attempt if there are any,
    /// also where somebody else has saved others since.
    pub fn new(project: ProjectId, editing: &Editing) -> Self {
        let subject = match editing {
            Editing::New => None,
            Editing::Of(minutes) => Some((minutes.id, minutes.version)),
        };
        let key = match subject {
            None => format!("minutes-new-{project}"),
            Some((id, _)) => format!("minutes-{id}"),
        };
        let before = match editing {
            Editing::New => {
                MinutesDraft { day: dom::today().unwrap_or_default(), ..MinutesDraft::default() }
            }
            Editing::Of(minutes) => minutes.says.clone(),
        };
        let version = subject.map_or(0, |(_, version)| version);
        let kept = dom::recall(&key).and_then(|text| serde_json::from_str::<Kept>(&text).ok());
        // What was written on an older version stays that over a second reload as well.
        let began = kept.as_ref().map_or(version, |kept| kept.version);
        let kept = kept.map(|kept| kept.draft);
        let (is_found, is_older) = (kept.is_some(), began != version);
        let form = Self {
            says: RwSignal::new(kept.unwrap_or_else(|| before.clone())),
            is_found,
            is_older,
            subject,
            new_id: fresh::id(MinutesId::new),
            key: StoredValue::new(key),
            before: StoredValue::new(before),
        };
        form.keep(began);
        form
    }

    /// Keeps on the device whatever is typed.
    fn keep(self, version: i32) {
        Effect::new(move |_| {
            let draft = self.says.get();
            let is_same = self.before.with_value(|before| *before == draft);
            self.key.with_value(|key| match serde_json::to_string(&Kept { version, draft }) {
                Ok(text) if !is_same => {
                    dom::remember(key, &text);
                }
                _ => dom::forget(key),
            });
        });
    }

    /// Whether something was typed that is not saved.
    pub fn is_changed(self) -> bool {
        let before = self.before;
        self.says.with(|says| before.with_value(|before| before != says))
    }

    /// Throws away what the device keeps.
    pub fn forget(self) {
        self.key.with_value(|key| dom::forget(key));
    }

    /// A field whose text is written into the words.
    pub fn field(
        self,
        read: impl Fn(&MinutesDraft) -> String,
        write: impl Fn(&mut MinutesDraft, String) + 'static,
    ) -> RwSignal<String> {
        let typed = RwSignal::new(self.says.with_untracked(read));
        Effect::new(move |was: Option<()>| {
            let text = typed.get();
            if was.is_some() {
                self.says.update(|says| write(says, text));
            }
        });
        typed
    }

    /// Adds an empty topic.
    pub fn add_topic(self) {
        let (title, conclusion) = (String::new(), String::new());
        let topic = Topic { key: fresh::id(TaskId::new).0, title, conclusion, is_internal: false };
        self.says.update(|says| says.topics.push(topic));
    }

    /// Adds an empty line to a list.
    pub fn add_duty(self, list: List) {
        let (text, who) = (String::new(), String::new());
        let duty = Duty { key: fresh::id(TaskId::new).0, text, who, due: None, is_internal: false };
        self.says.update(|says| list.of_mut(says).push(duty));
    }

    /// Changes the topic of this key.
    pub fn topic(self, key: Uuid, change: impl Fn(&mut Topic)) {
        self.says.update(|says| {
            says.topics.iter_mut().filter(|topic| topic.key == key).for_each(change);
        });
    }

    /// Changes the line of this key.
    pub fn duty(self, list: List, key: Uuid, change: impl Fn(&mut Duty)) {
        self.says.update(|says| {
            list.of_mut(says).iter_mut().filter(|duty| duty.key == key).for_each(change);
        });
    }
}
