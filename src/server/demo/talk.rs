//! What the sample's team and clients wrote to each other, and what the clients said.

use anyhow::{Context, bail};
use domain::client::Contact;
use domain::message::{self, Author, Message, Thread};
use domain::plan::Plan;
use domain::portal::{PortalMilestone, PortalState, VisiblePlan};
use domain::project::Project;
use domain::time::Timestamp;
use domain::voice::{self, Complaint, ComplaintDraft, ComplaintState, Feedback, FeedbackKind};
use domain::{ComplaintId, FeedbackId, MessageId, TaskId};
use locale::Locale;
use store::Tx;

use super::firm::Firm;
use super::text::{Line, lines};
use crate::server::messages::wall;
use crate::server::random;

/// The words in the sample's own notation.
const TALK: &str = include_str!("talk.txt");

/// What the lines of one project need to know.
struct Scene<'a> {
    project: &'a Project,
    plan: &'a Plan,
    firm: &'a Firm,
    contacts: Vec<Contact>,
    locale: Locale,
    now: Timestamp,
}

/// Writes what was said in a project, whose key is the one in the sample's notation.
///
/// # Errors
/// A sentence when a line is not understood, and what the store reports.
pub async fn write(
    tx: &mut Tx,
    (project, plan): (&Project, &Plan),
    firm: &Firm,
    locale: Locale,
    now: Timestamp,
) -> anyhow::Result<()> {
    let contacts = store::contacts::of_client(tx, project.client).await?;
    let scene = Scene { project, plan, firm, contacts, locale, now };
    for line in lines(TALK) {
        if line.cell(0)? != project.key {
            continue;
        }
        match line.word {
            "client" | "team" | "note" => put_message(tx, &scene, &line).await?,
            "feedback" | "rating" => put_feedback(tx, &scene, &line).await?,
            "complaint" => put_complaint(tx, &scene, &line).await?,
            other => bail!("line {}: {other} is not understood", line.number),
        }
    }
    Ok(())
}

impl Scene<'_> {
    fn contact(&self, line: &Line) -> anyhow::Result<&Contact> {
        let name = line.cell(1)?;
        let mut named = self.contacts.iter();
        let found = named.find(|contact| contact.email.split('@').next() == Some(name));
        found.with_context(|| format!("line {}: there is no contact {name}", line.number))
    }

    fn at(&self, line: &Line) -> anyhow::Result<Timestamp> {
        Ok(self.now.plus_minutes(-line.parse::<i64>(2)?))
    }

    /// The last visible milestone that was reached.
    fn reached(&self) -> Option<PortalMilestone> {
        let mut milestones = VisiblePlan::of(self.plan).milestones.into_iter().rev();
        milestones.find(|milestone| milestone.state == PortalState::Done)
    }
}

async fn put_message(tx: &mut Tx, scene: &Scene<'_>, line: &Line) -> anyhow::Result<()> {
    let (author, author_name) = match line.word {
        "client" => {
            let contact = scene.contact(line)?;
            (Author::Client(contact.id), contact.name.clone())
        }
        _ => {
            let user = scene.firm.person(line.cell(1)?)?;
            let found = store::users::find(tx, user).await?.context("the person was made")?;
            (Author::Team(Some(user)), found.name)
        }
    };
    let written = Message {
        id: MessageId(random::uuid(scene.now)),
        project: scene.project.id,
        thread: Thread::of_project(scene.project.id),
        author,
        author_name,
        body: line.said(3, scene.locale)?,
        is_client_visible: line.word != "note",
        reply_to: None,
        passage: None,
        became: None,
        at: scene.at(line)?,
    };
    let members = store::projects::members(tx, scene.project.id).await?;
    let people: Vec<_> =
        members.into_iter().map(|member| (member.user.id, member.user.name)).collect();
    let mentions = message::mentions(&written.body, &people);
    Ok(store::messages::create(tx, &written, &mentions, &[]).await?)
}

async fn put_feedback(tx: &mut Tx, scene: &Scene<'_>, line: &Line) -> anyhow::Result<()> {
    let contact = scene.contact(line)?;
    let is_rating = line.word == "rating";
    let rated = scene.reached().filter(|_| is_rating);
    let milestone: Option<TaskId> = rated.as_ref().map(|milestone| milestone.id);
    let said = Feedback {
        id: FeedbackId(random::uuid(scene.now)),
        project: scene.project.id,
        contact: contact.id,
        contact_name: contact.name.clone(),
        kind: if is_rating { FeedbackKind::Rating } else { FeedbackKind::Feedback },
        milestone,
        milestone_title: rated.map(|milestone| milestone.title).unwrap_or_default(),
        score: if is_rating { Some(voice::score(line.parse(3)?)?) } else { None },
        text: line.said(if is_rating { 4 } else { 3 }, scene.locale)?,
        at: scene.at(line)?,
    };
    Ok(store::feedback::create(tx, &said).await?)
}

async fn put_complaint(tx: &mut Tx, scene: &Scene<'_>, line: &Line) -> anyhow::Result<()> {
    let (contact, at) = (scene.contact(line)?, scene.at(line)?);
    let in_charge = store::complaints::in_charge(tx, true).await?;
    let owner = voice::complaint_owner(&in_charge, scene.project.lead);
    let owner = owner.context("the firm has a sponsor")?;
    let calendar = scene.plan.calendars.get(&scene.plan.settings.calendar);
    let calendar = calendar.context("a plan has its calendar")?;
    let minutes = voice::promised_by(calendar, wall(at)) - wall(at);
    let complaint = Complaint {
        id: ComplaintId(random::uuid(scene.now)),
        project: scene.project.id,
        number: store::complaints::next_number(tx, scene.project.id).await?,
        contact: contact.id,
        contact_name: contact.name.clone(),
        draft: ComplaintDraft {
            severity: line.parse(3)?,
            happened: line.said(4, scene.locale)?,
            wish: line.said(6, scene.locale)?,
        },
        owner: Some(owner.id),
        owner_name: owner.name.clone(),
        state: ComplaintState::Received,
        promised_by: at.plus_minutes(minutes),
        at,
        version: 1,
    };
    Ok(store::complaints::create(tx, &complaint).await?)
}
