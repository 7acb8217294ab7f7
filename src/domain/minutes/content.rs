//! Minutes as the client reads and signs them.

use super::{Duty, MinutesDraft, Topic};
use crate::agreement::{Content, Heading, Label, Line, Value};

/// What minutes say to the client; what is internal is left out.
#[must_use]
pub fn content(says: &MinutesDraft) -> Content {
    let mut content = Content { title: says.title.clone(), ..Content::default() };
    let topics = says.topics.iter().filter(|topic| !topic.is_internal);
    content.push(Heading::Meeting, vec![meeting(says)]);
    content.push(Heading::Topics, topics.map(topic_line).collect());
    content.push(Heading::Decisions, duty_lines(&says.resolutions));
    content.push(Heading::Actions, duty_lines(&says.actions));
    content.push(Heading::NextMeeting, next_meeting(says).into_iter().collect());
    content
}

fn meeting(says: &MinutesDraft) -> Line {
    let begins = says.begins.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    Line::new("meeting", "")
        .fact(Label::Date, Value::Day(says.day))
        .words(Label::Time, &begins)
        .words(Label::Place, &says.place)
        .words(Label::Chair, &says.chair)
        .words(Label::Recorder, &says.recorder)
        .words(Label::Present, &says.present.join(", "))
        .words(Label::Absent, &says.absent.join(", "))
}

fn topic_line(topic: &Topic) -> Line {
    Line::new(topic.key.to_string(), topic.title.as_str())
        .words(Label::Conclusion, &topic.conclusion)
}

fn duty_lines(duties: &[Duty]) -> Vec<Line> {
    let line = |duty: &Duty| {
        let line =
            Line::new(duty.key.to_string(), duty.text.as_str()).words(Label::Owner, &duty.who);
        match duty.due {
            Some(due) => line.fact(Label::Due, Value::Day(due)),
            None => line,
        }
    };
    duties.iter().filter(|duty| !duty.is_internal).map(line).collect()
}

fn next_meeting(says: &MinutesDraft) -> Option<Line> {
    if says.next_day.is_none() && says.next_note.is_empty() {
        return None;
    }
    let line = Line::new("next", says.next_note.as_str());
    Some(match says.next_day {
        Some(day) => line.fact(Label::Date, Value::Day(day)),
        None => line,
    })
}
