//! The sample's minutes: meetings whose minutes the client reads, and one that is still a draft.

use anyhow::{Context, bail};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use domain::MinutesId;
use domain::minutes::{Duty, Minutes, MinutesDraft, Topic};
use domain::project::Project;
use domain::time::Timestamp;
use locale::Locale;
use store::Tx;

use super::text::{Line, lines};
use crate::server::random;

/// The minutes in the sample's own notation.
const TEXT: &str = include_str!("minutes.txt");

/// What every line needs to know.
#[derive(Clone, Copy)]
struct Place {
    locale: Locale,
    today: NaiveDate,
    now: Timestamp,
}

/// Writes the minutes of a project, which is known by its key in the notation.
///
/// # Errors
/// A sentence with the line's number, what a rule refuses, and what the store reports.
pub async fn put(
    tx: &mut Tx,
    project: &Project,
    locale: Locale,
    (today, now): (NaiveDate, Timestamp),
) -> anyhow::Result<()> {
    let place = Place { locale, today, now };
    let mut meetings: Vec<(MinutesDraft, bool)> = Vec::new();
    let mut is_here = false;
    for line in lines(TEXT) {
        if line.word == "meeting" {
            is_here = line.cell(0)? == project.key;
            if is_here {
                meetings.push((place.meeting(&line)?, line.cell(5)? == "shown"));
            }
        } else if is_here {
            let (says, _) = meetings.last_mut().context("a line of no meeting")?;
            place.add(says, &line)?;
        }
    }
    for (says, is_shown) in meetings {
        let id = MinutesId(random::uuid(now));
        let (project, says) = (project.id, says.checked()?);
        let minutes = Minutes { id, project, says, shown: None, version: 1 };
        let minutes = if is_shown { minutes.published() } else { minutes };
        store::minutes::create(tx, &minutes, now).await?;
    }
    Ok(())
}

impl Place {
    fn meeting(self, line: &Line) -> anyhow::Result<MinutesDraft> {
        Ok(MinutesDraft {
            title: line.said(1, self.locale)?,
            day: self.day(line.parse(3)?)?,
            begins: NaiveTime::parse_from_str(line.cell(4)?, "%H:%M").ok(),
            ..MinutesDraft::default()
        })
    }

    fn add(self, says: &mut MinutesDraft, line: &Line) -> anyhow::Result<()> {
        let said = line.said(0, self.locale)?;
        match line.word {
            "place" => says.place = said,
            "chair" => says.chair = said,
            "recorder" => says.recorder = said,
            "present" => says.present = MinutesDraft::people_of(&said),
            "absent" => says.absent = MinutesDraft::people_of(&said),
            "topic" | "internal" => says.topics.push(Topic {
                key: random::uuid(self.now),
                title: said,
                conclusion: line.said(2, self.locale)?,
                is_internal: line.word == "internal",
            }),
            "decided" => says.resolutions.push(self.duty(line, said)?),
            "action" => says.actions.push(self.duty(line, said)?),
            "next" => {
                says.next_note = said;
                says.next_day = Some(self.day(line.parse(2)?)?);
            }
            other => bail!("line {}: {other} is not understood", line.number),
        }
        Ok(())
    }

    /// A line whose words are followed by who sees to it and in how many days.
    fn duty(self, line: &Line, text: String) -> anyhow::Result<Duty> {
        let (key, who) = (random::uuid(self.now), line.said(2, self.locale)?);
        let due = Some(self.day(line.parse(4)?)?);
        Ok(Duty { key, text, who, due, is_internal: false })
    }

    fn day(self, days: i64) -> anyhow::Result<NaiveDate> {
        self.today.checked_add_signed(TimeDelta::days(days)).context("a day that cannot be")
    }
}
