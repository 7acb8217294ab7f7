//! The client's page put together: from what was made visible, and from nothing else.

use std::collections::BTreeMap;

use domain::client::Contact;
use domain::message::{self, Message, ThreadKind};
use domain::portal::{
    PortalComplaint, PortalManager, PortalMessage, PortalPage, PortalReader, VisiblePlan,
};
use domain::project::Project;
use domain::voice::{Complaint, complaint_owner};
use domain::{ComplaintId, ContactId, ProjectId};
use store::Tx;

use super::messages::{Files, files_of, for_client, wall};
use super::state::AppState;
use super::{clock, decisions, deliverables, handover, minutes};
use crate::error::AppError;

/// So many messages are looked at, and so many stand on the page.
const LOOKED_AT: i64 = 400;
/// See `LOOKED_AT`.
const SHOWN: usize = 60;

/// Who reads the page.
pub enum Reader {
    /// A contact of the client, or the team as that contact.
    Contact(Contact),
    /// Somebody of the team, as long as no contact is invited.
    Nobody(String),
}

impl Reader {
    const fn contact(&self) -> Option<&Contact> {
        match self {
            Self::Contact(contact) => Some(contact),
            Self::Nobody(_) => None,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Contact(contact) => contact.name.clone(),
            Self::Nobody(name) => name.clone(),
        }
    }
}

/// Builds the page of a project for a reader.
///
/// # Errors
/// `NotFound`, and what the store reports.
pub async fn assemble(
    state: &AppState,
    tx: &mut Tx,
    project: Project,
    reader: Reader,
) -> Result<PortalPage, AppError> {
    let today = clock::local(clock::now()).date();
    let lead = store::users::find(tx, project.lead).await?.ok_or(AppError::NotFound)?;
    let organisation = store::organisation::find(tx).await?;
    let in_charge = store::complaints::in_charge(tx, project.is_demo).await?;
    let look = |_: i64, plan: &domain::plan::Plan| {
        (VisiblePlan::of(plan), plan.calendars.get(&plan.settings.calendar).cloned())
    };
    let (visible, calendar) = state.plans.read(tx, project.id, look).await?;
    let contact = reader.contact().map(|contact| contact.id);
    let written = store::messages::visible(tx, project.id, LOOKED_AT).await?;
    let files = files_of(tx, project.id).await?;
    let spans = message::answered(&written).into_iter().map(|(from, to)| (wall(from), wall(to)));
    let spans: Vec<_> = spans.collect();
    let receipts = decisions::receipts(tx, project.id).await?;
    let from_team = written.iter().filter(|message| !message.is_from_client());
    let decided = receipts.iter().map(|given| given.at);
    let updated = from_team.map(|message| message.at).chain(decided).max();
    let asked = match contact {
        Some(contact) => store::feedback::asked(tx, project.id, contact).await?,
        None => Vec::new(),
    };
    let waiting = match contact {
        Some(contact) => decisions::waiting_for(tx, project.id, contact, today).await?,
        None => Vec::new(),
    };
    let invited = store::projects::contacts(tx, project.id).await?;
    let reads = |contact: Contact| PortalReader { name: contact.name, role: contact.role };
    Ok(PortalPage {
        id: project.id,
        supplier: organisation.map(|organisation| organisation.name).unwrap_or_default(),
        project: project.name,
        reader: reader.name(),
        manager: PortalManager { name: lead.name, email: lead.email },
        question: contact.and_then(|_| visible.question(&asked)),
        percent: visible.percent,
        milestones: visible.milestones,
        work: visible.work,
        next_meeting: project.next_meeting,
        minutes: minutes::portal_minutes(tx, project.id).await?,
        today,
        updated,
        decisions: waiting,
        deliverables: deliverables::portal_deliverables(tx, project.id).await?,
        support: handover::support(tx, project.id).await?,
        messages: on_page(&written, &files),
        may_write: reader.contact().is_some_and(|contact| contact.role.may_write()),
        receipts,
        complaints: complaints(tx, project.id, contact, (written.as_slice(), &files)).await?,
        readers: invited.into_iter().map(reads).collect(),
        escalation: complaint_owner(&in_charge, project.lead).map(|user| user.name.clone()),
        answer_minutes: calendar.and_then(|calendar| message::mean_minutes(&calendar, &spans)),
    })
}

/// The last messages that belong to the project as a whole or to a thing in it; comments stand with
/// their request, and what concerns a complaint with the complaint.
fn on_page(written: &[Message], files: &Files) -> Vec<PortalMessage> {
    let is_here = |message: &&Message| match message.thread.kind {
        ThreadKind::Project
        | ThreadKind::Deliverable
        | ThreadKind::Requirement
        | ThreadKind::Change => true,
        ThreadKind::Request | ThreadKind::Complaint => false,
    };
    let here: Vec<&Message> = written.iter().filter(is_here).collect();
    let first = here.len().saturating_sub(SHOWN);
    for_client(here[first..].iter().copied(), files)
}

/// The contact's own complaints with what was written about each.
async fn complaints(
    tx: &mut Tx,
    project: ProjectId,
    contact: Option<ContactId>,
    (written, files): (&[Message], &Files),
) -> Result<Vec<PortalComplaint>, AppError> {
    let Some(contact) = contact else { return Ok(Vec::new()) };
    let mut about: BTreeMap<ComplaintId, Vec<&Message>> = BTreeMap::new();
    for message in written.iter().filter(|message| message.thread.kind == ThreadKind::Complaint) {
        about.entry(ComplaintId(message.thread.id)).or_default().push(message);
    }
    let own = store::complaints::of_contact(tx, project, contact).await?;
    let with_messages = |complaint: Complaint| {
        let messages = about.remove(&complaint.id).unwrap_or_default();
        PortalComplaint::of(complaint, for_client(messages, files))
    };
    Ok(own.into_iter().map(with_messages).collect())
}
