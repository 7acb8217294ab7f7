//! The sample's deliverables and files, with versions that the client has seen and others that are
//! still internal.

use std::io::Cursor;

use anyhow::{Context, ensure};
use chrono::{Days, NaiveDate};
use domain::deliverable::{Criterion, Deliverable, Version};
use domain::file::{File, MediaType, Uploader, name};
use domain::project::Project;
use domain::time::Timestamp;
use domain::{DeliverableId, DeliverableVersionId, FileId, ProjectId, UserId};
use image::{ImageFormat, Rgb, RgbImage};
use locale::Locale;
use store::Tx;
use store::deliverable_views::View;

use super::firm::Firm;
use super::text::{Line, lines};
use crate::server::blobs::Blobs;
use crate::server::random;

/// The deliverables in the sample's own notation.
const TEXT: &str = include_str!("deliverables.txt");
/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// What every line needs to know.
pub struct Place<'a> {
    /// Where the bytes of files go.
    pub blobs: &'a Blobs,
    /// The people.
    pub firm: &'a Firm,
    /// Whose language it is.
    pub locale: Locale,
    /// When it is.
    pub now: Timestamp,
    /// Which day it is.
    pub today: NaiveDate,
}

/// Writes what a project delivers; `project` is known by its key in the notation.
///
/// # Errors
/// A sentence with the line's number, and what store and disk report.
pub async fn put(tx: &mut Tx, place: &Place<'_>, project: &Project) -> anyhow::Result<()> {
    let (mut is_here, mut open) = (false, None);
    let mut rest = lines(TEXT).peekable();
    while let Some(line) = rest.next() {
        if matches!(line.word, "deliverable" | "file" | "picture") {
            is_here = line.cell(0)? == project.key;
        }
        if !is_here {
            continue;
        }
        let words = rest.next_if(|next| next.word == "text");
        let bytes = match (&words, line.word) {
            (Some(words), _) => {
                let text = words.said(0, place.locale)?;
                text.replace(" · ", "\n").replace("· ", "\n").into_bytes()
            }
            (None, "picture") => floor_plan()?,
            (None, _) => Vec::new(),
        };
        match line.word {
            "deliverable" => {
                let mut made = place.deliverable(&line, project.id)?;
                while let Some(line) =
                    rest.next_if(|next| matches!(next.word, "note" | "criterion"))
                {
                    place.describe(&mut made, &line)?;
                }
                store::deliverables::create(tx, &made, place.now).await?;
                open = Some(made);
            }
            "file" | "picture" => {
                let mut file = place.file(&line, 1, project, &bytes).await?;
                match line.cell(4)? {
                    "client" => by_client(tx, &mut file, project).await?,
                    key => by_person(tx, &mut file, place.firm.person(key)?).await?,
                }
                file.is_client_visible = line.cell(5)? == "shown";
                store::files::create(tx, &file).await?;
            }
            "version" | "link" => {
                let made = open.as_mut().context("a version of nothing")?;
                add(tx, place, (project, made), &line, &bytes).await?;
            }
            other => anyhow::bail!("line {}: {other} is not understood", line.number),
        }
    }
    Ok(())
}

impl Place<'_> {
    fn deliverable(&self, line: &Line, project: ProjectId) -> anyhow::Result<Deliverable> {
        let days: i64 = line.parse(3)?;
        let distance = Days::new(days.unsigned_abs());
        let due = match days {
            ..0 => self.today.checked_sub_days(distance),
            _ => self.today.checked_add_days(distance),
        };
        Ok(Deliverable {
            id: DeliverableId(random::uuid(self.now)),
            project,
            title: line.said(1, self.locale)?,
            note: String::new(),
            due,
            owner: Some(self.firm.person(line.cell(4)?)?),
            criteria: Vec::new(),
            is_client_visible: false,
            version: 1,
        })
    }

    fn describe(&self, made: &mut Deliverable, line: &Line) -> anyhow::Result<()> {
        let text = line.said(0, self.locale)?;
        match line.word {
            "note" => made.note = text,
            _ => made.criteria.push(Criterion { key: random::uuid(self.now), text }),
        }
        Ok(())
    }

    /// A file whose names stand in the cell `first` and the next, the days in the one after.
    async fn file(
        &self,
        line: &Line,
        first: usize,
        project: &Project,
        bytes: &[u8],
    ) -> anyhow::Result<File> {
        ensure!(!bytes.is_empty(), "line {}: an empty file", line.number);
        let kept = self.blobs.put(bytes).await?;
        Ok(File {
            id: FileId(random::uuid(self.now)),
            project: project.id,
            name: name(&line.said(first, self.locale)?)?,
            media_type: MediaType::of(&kept.head),
            size: kept.size,
            hash: kept.hash,
            is_client_visible: false,
            by: Uploader::User(project.lead),
            by_name: String::new(),
            at: self.now.plus_minutes(line.parse::<i64>(first + 2)? * DAY),
        })
    }
}

/// Lets somebody of the team have uploaded a file.
async fn by_person(tx: &mut Tx, file: &mut File, person: UserId) -> anyhow::Result<()> {
    let user = store::users::find(tx, person).await?.context("nobody uploads")?;
    (file.by, file.by_name) = (Uploader::User(person), user.name);
    Ok(())
}

/// Lets the client's second contact have uploaded a file.
async fn by_client(tx: &mut Tx, file: &mut File, project: &Project) -> anyhow::Result<()> {
    let contacts = store::contacts::of_client(tx, project.client).await?;
    let contact = contacts.get(1).context("the client has nobody who uploads")?;
    (file.by, file.by_name) = (Uploader::Contact(contact.id), contact.name.clone());
    Ok(())
}

/// Adds a version; a shown one was fetched by the client's first contact on the day after.
async fn add(
    tx: &mut Tx,
    place: &Place<'_>,
    (project, made): (&Project, &mut Deliverable),
    line: &Line,
    bytes: &[u8],
) -> anyhow::Result<()> {
    let is_file = line.word == "version";
    // Where names stand in two languages, everything behind them stands one cell further.
    let (days, comment, shown) = if is_file { (2, 3, 5) } else { (1, 2, 4) };
    let is_client_visible = line.cell(shown)? == "shown";
    let mut file = None;
    if is_file {
        let mut made_file = place.file(line, 0, project, bytes).await?;
        made_file.is_client_visible = is_client_visible;
        by_person(tx, &mut made_file, made.owner.unwrap_or(project.lead)).await?;
        store::files::create(tx, &made_file).await?;
        file = Some(made_file);
    }
    let at = place.now.plus_minutes(line.parse::<i64>(days)? * DAY);
    let before = store::deliverables::versions_of(tx, made.id).await?;
    let version = Version {
        id: DeliverableVersionId(random::uuid(at)),
        deliverable: made.id,
        number: before.first().map_or(1, |newest| newest.number + 1),
        file,
        link: (!is_file).then(|| line.optional(0).to_owned()),
        comment: line.said(comment, place.locale)?,
        is_client_visible,
        by: made.owner,
        at,
    };
    store::deliverables::add_version(tx, &version).await?;
    if !is_client_visible {
        return Ok(());
    }
    if !made.is_client_visible {
        made.is_client_visible = true;
        store::deliverables::update(tx, made).await?;
        made.version += 1;
    }
    let contacts = store::contacts::of_client(tx, project.client).await?;
    for contact in contacts.into_iter().take(1) {
        let (contact, name) = (contact.id, contact.name);
        let view = View { version: version.id, contact, name, at: at.plus_minutes(DAY) };
        store::deliverable_views::note_view(tx, &view).await?;
    }
    Ok(())
}

/// A drawing: racks in rows, with an aisle between them.
fn floor_plan() -> anyhow::Result<Vec<u8>> {
    let mut picture = RgbImage::from_pixel(960, 540, Rgb([250, 250, 250]));
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let is_wall = x < 6 || y < 6 || x >= 954 || y >= 534;
        let (across, along) = (x.wrapping_sub(60) % 144, y.wrapping_sub(50) % 56);
        let is_inside = (60..924).contains(&x) && (50..498).contains(&y);
        let is_rack = is_inside && across < 84 && along < 50;
        let is_edge = is_rack && !((3..81).contains(&across) && (2..48).contains(&along));
        if is_wall || is_edge {
            *pixel = Rgb([47, 87, 173]);
        } else if is_rack {
            *pixel = Rgb([201, 219, 250]);
        }
    }
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png)?;
    Ok(out.into_inner())
}
