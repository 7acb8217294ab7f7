//! How a dependency ties two tasks, in a sentence.

use domain::plan::link::{Lag, Link, LinkKind};
use domain::plan::{Settings, TaskDuration, Unit};

use crate::{Locale, dates, td_string};

/// What a dependency says of the two tasks that it ties, the first one before; none where the time
/// between them is a share of the first one's length, for which its short form has to do.
#[must_use]
pub fn sentence(
    locale: Locale,
    link: &Link,
    (from, to): (&str, &str),
    settings: &Settings,
) -> Option<String> {
    let (minutes, is_elapsed) = match link.lag {
        Lag::Working(minutes) => (minutes, false),
        Lag::Elapsed(minutes) => (minutes, true),
        Lag::Percent(0) => (0, false),
        Lag::Percent(_) => return None,
    };
    let length = TaskDuration { minutes: minutes.abs(), unit: Unit::Days, is_elapsed };
    let time = dates::duration(locale, length, settings);
    let when = match minutes {
        0 => td_string!(locale, peek.tie_after).to_owned(),
        1.. => td_string!(locale, peek.tie_later, time),
        _ => td_string!(locale, peek.tie_sooner, time),
    };
    Some(match link.kind {
        LinkKind::FinishToStart => td_string!(locale, peek.tie_fs, from, to, when),
        LinkKind::StartToStart => td_string!(locale, peek.tie_ss, from, to, when),
        LinkKind::FinishToFinish => td_string!(locale, peek.tie_ff, from, to, when),
        LinkKind::StartToFinish => td_string!(locale, peek.tie_sf, from, to, when),
    })
}

#[cfg(test)]
mod tests {
    use domain::{CalendarId, TaskId};

    use super::*;

    #[test]
    fn a_dependency_reads_as_a_sentence() {
        let settings = Settings::new(0, CalendarId::new(0, [0; 10]));
        let tasks = (TaskId::new(1, [0; 10]), TaskId::new(2, [0; 10]));
        let check = |kind: LinkKind, lag: Lag, en: Option<&str>, zh: Option<&str>| {
            let link = Link::new(tasks.0, tasks.1, kind, lag);
            let said = |locale| sentence(locale, &link, ("A", "B"), &settings);
            assert_eq!(said(Locale::en).as_deref(), en);
            assert_eq!(said(Locale::zh_CN).as_deref(), zh);
        };
        check(
            LinkKind::FinishToStart,
            Lag::Working(6 * 480),
            Some("“B” starts 6 d after “A” finishes, at the earliest"),
            Some("“B”最早在“A”完成后 6 天开始"),
        );
        check(
            LinkKind::StartToStart,
            Lag::default(),
            Some("“B” starts after “A” starts, at the earliest"),
            Some("“B”最早在“A”开始之后开始"),
        );
        check(
            LinkKind::FinishToFinish,
            Lag::Elapsed(-1440),
            Some("“B” finishes 1 d before “A” finishes, at the earliest"),
            Some("“B”最早在“A”完成前 1 天完成"),
        );
        check(LinkKind::StartToFinish, Lag::Percent(50), None, None);
    }
}
