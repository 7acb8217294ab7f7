//! What the client reads about a change: the reason, and what each way does to the dates.

use chrono::NaiveDate;

use super::{
    ChangeDraft, ChangeOption, ChangeSource, Impact, MilestoneImpact, Necessity, SeenImpact,
};
use crate::agreement::content::ContentOption;
use crate::agreement::{Content, Hash, Heading, Label, Line, Value, Word};

/// An option with what its branch does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// The option.
    pub option: ChangeOption,
    /// How many operations its branch has.
    pub operations: usize,
    /// The SHA-256 of those operations: what is agreed is exactly these.
    pub digest: Hash,
    /// What they do to the plan on which the branch stands.
    pub impact: Impact,
}

/// What the client reads about a change; none while no option does anything. Of the plan only what
/// the client sees is named: milestones, and whatever comes to the client's page, leaves it or is
/// called otherwise on it. Everything else is counted, also what stays hidden: the work and the
/// finish are what the change costs. The operations themselves stand in it as their fingerprint.
#[must_use]
pub fn content(change: &ChangeDraft, options: &[Assessed]) -> Option<Content> {
    if options.iter().all(|one| one.operations == 0) {
        return None;
    }
    let mut content = Content { title: change.title.clone(), ..Content::default() };
    content.push(Heading::Reason, vec![reason(change)]);
    let has_choice = options.len() > 1;
    for one in options {
        let ChangeOption { key, says, .. } = &one.option;
        let heading = match has_choice {
            true => Heading::Named(format!("{key} {}", says.title)),
            false => Heading::Impact,
        };
        content.push(heading, lines(one));
        if has_choice {
            let (key, title) = (key.clone(), says.title.clone());
            content.options.push(ContentOption { key, title });
        }
    }
    Some(content)
}

fn reason(change: &ChangeDraft) -> Line {
    let text = if change.reason.is_empty() { &change.title } else { &change.reason };
    let source = match change.source {
        ChangeSource::Client => Word::Client,
        ChangeSource::Team => Word::Team,
        ChangeSource::Environment => Word::Environment,
    };
    let necessity = match change.necessity {
        Necessity::Must => Word::Must,
        Necessity::Should => Word::Should,
        Necessity::Could => Word::Could,
    };
    Line::new("reason", text.as_str())
        .fact(Label::Source, Value::Word(source))
        .fact(Label::Priority, Value::Word(necessity))
}

fn lines(one: &Assessed) -> Vec<Line> {
    let Impact { milestones, seen, .. } = &one.impact;
    let of_task = |line: &MilestoneImpact| seen.iter().find(|seen| seen.task == line.task);
    let told: Vec<&MilestoneImpact> =
        milestones.iter().filter(|milestone| milestone.is_client_visible).collect();
    let is_told = |seen: &&SeenImpact| told.iter().any(|line| line.task == seen.task);
    let rest = seen.iter().filter(|seen| !is_told(seen)).map(shown);
    let dates = told.iter().map(|line| milestone(line, of_task(line)));
    std::iter::once(whole(one)).chain(dates).chain(rest).collect()
}

/// A task that comes to the client's page, leaves it or is called otherwise on it.
fn shown(seen: &SeenImpact) -> Line {
    let (was, is) = &seen.title;
    let name = is.as_ref().or(was.as_ref()).cloned().unwrap_or_default();
    named(Line::new(seen.task.to_string(), name), seen)
}

fn named(line: Line, seen: &SeenImpact) -> Line {
    match &seen.title {
        (Some(was), Some(_)) => line.words(Label::Formerly, was),
        (None, _) => line.fact(Label::Page, Value::Word(Word::New)),
        (Some(_), None) => line.fact(Label::Page, Value::Word(Word::Gone)),
    }
}

/// The option as a whole: the finish, and how much is touched.
fn whole(one: &Assessed) -> Line {
    let Assessed { option, impact, digest, .. } = one;
    let words = if option.says.note.is_empty() { &option.says.title } else { &option.says.note };
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let counts = [
        (Label::TasksAdded, impact.added.len()),
        (Label::TasksRemoved, impact.removed.len()),
        (Label::TasksMoved, impact.moved.len()),
    ];
    let mut line = Line::new("whole", words.as_str());
    line = line.fact(Label::Finish, Value::DayChange(impact.finish.0, impact.finish.1));
    for (label, many) in counts.into_iter().filter(|(_, many)| *many > 0) {
        line = line.fact(label, Value::Number(count(many)));
    }
    let (was, is) = impact.work_minutes;
    line = line.fact(Label::Work, Value::MinutesChange(was, is));
    line.fact(Label::Operations, Value::Hash(*digest))
}

/// A milestone with its dates, those of the side on which the client sees it.
fn milestone(milestone: &MilestoneImpact, seen: Option<&SeenImpact>) -> Line {
    let MilestoneImpact { task, title, expected, promise, .. } = milestone;
    let is_shown = |is: fn(&SeenImpact) -> bool| seen.is_none_or(is);
    let was = is_shown(|seen| seen.title.0.is_some());
    let is = is_shown(|seen| seen.title.1.is_some());
    let of = |days: &(Option<NaiveDate>, Option<NaiveDate>)| {
        (days.0.filter(|_| was), days.1.filter(|_| is))
    };
    let (expected, promise) = (of(expected), of(promise));
    let mut line = Line::new(task.to_string(), title.as_str());
    if let Some(seen) = seen {
        line = named(line, seen);
    }
    line = line.fact(Label::Finish, Value::DayChange(expected.0, expected.1));
    if promise.0.is_some() || promise.1.is_some() {
        line = line.fact(Label::Promise, Value::DayChange(promise.0, promise.1));
    }
    match milestone.is_kept().filter(|_| is) {
        Some(true) => line.fact(Label::PromiseStands, Value::Word(Word::Kept)),
        Some(false) => line.fact(Label::PromiseStands, Value::Word(Word::Broken)),
        None => line,
    }
}
