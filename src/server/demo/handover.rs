//! The hand-over of the sample's main project, on its way to the day.

use anyhow::{Context, bail};
use chrono::{NaiveDate, TimeDelta};
use domain::handover::{Handover, HandoverItem, ItemDraft, OpenPoint, PointDraft, Support};
use domain::project::Project;
use domain::time::Timestamp;
use domain::{HandoverItemId, OpenPointId};
use locale::Locale;
use store::Tx;

use super::text::{Line, lines};
use crate::server::random;

/// Every hand-over in the sample's own notation.
const TEXT: &str = include_str!("handover.txt");

/// Whose hand-over it is, in which language and from which day it is written.
struct Scene<'a> {
    project: &'a Project,
    locale: Locale,
    today: NaiveDate,
}

/// Writes the hand-over of a project, which is known by its key in the notation. Its deliverables
/// must have been written before.
///
/// # Errors
/// A sentence with the line's number, what a rule refuses, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    project: &Project,
    locale: Locale,
    (today, now): (NaiveDate, Timestamp),
) -> anyhow::Result<()> {
    let scene = Scene { project, locale, today };
    let of_others = |line: &Line| line.word != "project" || line.optional(0) != project.key;
    let own = lines(TEXT).skip_while(of_others).skip(1);
    let (mut handover, mut place) = (Handover::default(), 0);
    for line in own.take_while(|line| line.word != "project") {
        match line.word {
            "when" | "sides" | "support" => scene.describe(&mut handover, &line)?,
            "deliverable" | "item" => {
                let says = match line.word {
                    "item" => scene.item(&line)?,
                    _ => scene.deliverable(tx, &line).await?,
                };
                let (id, says) = (HandoverItemId(random::uuid(now)), says.checked()?);
                let item = HandoverItem { id, project: project.id, says, place, version: 1 };
                store::handovers::create_item(tx, &item, now).await?;
                place += 1;
            }
            "point" => {
                let (text, due) = (line.said(0, locale)?, scene.day(&line, 2)?);
                let says = PointDraft { text, due, done: None }.checked()?;
                let id = OpenPointId(random::uuid(now));
                let point = OpenPoint { id, project: project.id, says, version: 1 };
                store::handovers::create_point(tx, &point, now).await?;
            }
            other => bail!("line {}: {other} is not understood", line.number),
        }
    }
    if handover == Handover::default() {
        return Ok(());
    }
    handover.facts = handover.facts.checked()?;
    Ok(store::handovers::write(tx, project.id, &handover, now).await?)
}

impl Scene<'_> {
    fn describe(&self, handover: &mut Handover, line: &Line) -> anyhow::Result<()> {
        let facts = &mut handover.facts;
        match line.word {
            "when" => {
                facts.planned = self.day(line, 0)?;
                facts.place = line.said(1, self.locale)?;
            }
            "sides" => {
                facts.giver = line.said(0, self.locale)?;
                facts.taker = line.said(2, self.locale)?;
            }
            _ => {
                facts.support = Support {
                    from: self.day(line, 0)?,
                    until: self.day(line, 1)?,
                    contact: line.said(2, self.locale)?,
                    hours: line.said(4, self.locale)?,
                };
            }
        }
        Ok(())
    }

    fn item(&self, line: &Line) -> anyhow::Result<ItemDraft> {
        Ok(ItemDraft {
            title: line.said(1, self.locale)?,
            kind: line.parse(0)?,
            deliverable: None,
            amount: line.said(3, self.locale)?,
            handed_over: self.day(line, 5)?,
        })
    }

    /// A deliverable of the register, by its place in it.
    async fn deliverable(&self, tx: &mut Tx, line: &Line) -> anyhow::Result<ItemDraft> {
        let place: usize = line.parse(0)?;
        let all = store::deliverables::of_project(tx, self.project.id).await?;
        let found = all.into_iter().nth(place - 1);
        let found = found.with_context(|| format!("line {}: no such deliverable", line.number))?;
        let (deliverable, handed_over) = (Some(found.id), self.day(line, 1)?);
        Ok(ItemDraft { title: found.title, deliverable, handed_over, ..ItemDraft::default() })
    }

    /// A day so many days from today; none where the cell is empty.
    fn day(&self, line: &Line, place: usize) -> anyhow::Result<Option<NaiveDate>> {
        match line.optional(place) {
            "" => Ok(None),
            _ => Ok(self.today.checked_add_signed(TimeDelta::days(line.parse(place)?))),
        }
    }
}
