//! The client's page put together: from what was made visible, and from nothing else.

use domain::ProjectId;
use domain::agreement::What;
use domain::client::Contact;
use domain::message::{self, Message, Thread, ThreadKind};
use domain::portal::{
    PortalComplaint, PortalManager, PortalPage, PortalReader, PortalReceipt, VisiblePlan,
};
use domain::project::Project;
use domain::voice::{Complaint, complaint_owner};
use store::Tx;
use store::entries::{Entered, taken_back};

use super::messages::{for_client, wall};
use super::portal_talk::{self, Wanted};
use super::state::AppState;
use super::{clock, decisions, deliverables, handover, minutes};
use crate::error::AppError;

/// So many of the last messages say how long answers take.
const LOOKED_AT: i64 = 400;

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

/// Builds the page of a project for a reader, with the messages that are wanted.
///
/// # Errors
/// `NotFound`, and what the store reports.
pub async fn assemble(
    state: &AppState,
    tx: &mut Tx,
    project: Project,
    reader: Reader,
    wanted: Wanted,
) -> Result<PortalPage, AppError> {
    let today = clock::local(clock::now()).date();
    let lead = store::users::find(tx, project.lead).await?.ok_or(AppError::NotFound)?;
    let phone = store::users::phone(tx, lead.id).await?;
    let supplier = store::organisation::name(tx).await?;
    let in_charge = store::complaints::in_charge(tx, project.is_demo).await?;
    let look = |_: i64, plan: &domain::plan::Plan| {
        (VisiblePlan::of(plan), plan.calendars.get(&plan.settings.calendar).cloned())
    };
    let (visible, calendar) = state.plans.read(tx, project.id, look).await?;
    let contact = reader.contact().map(|contact| contact.id);
    let own = match contact {
        Some(contact) => store::complaints::of_contact(tx, project.id, contact).await?,
        None => Vec::new(),
    };
    let written = readable(tx, project.id, &own).await?;
    let spans = message::answered(&written).into_iter().map(|(from, to)| (wall(from), wall(to)));
    let spans: Vec<_> = spans.collect();
    let chain = store::entries::of_project(tx, project.id).await?;
    let receipts = receipts(&chain);
    let from_team = written.iter().filter(|message| !message.is_from_client());
    let decided = receipts.iter().map(|given| given.at);
    let heard = written.iter().filter(|message| stands_here(message)).map(|message| message.at);
    let heard = heard.max();
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
        supplier,
        project: project.name,
        reader: reader.name(),
        manager: PortalManager { name: lead.name, email: lead.email, phone },
        question: contact.and_then(|_| visible.question(&asked)),
        percent: visible.percent,
        milestones: visible.milestones,
        work: visible.work,
        next_meeting: project.next_meeting,
        minutes: minutes::portal_minutes(tx, project.id).await?,
        today,
        updated,
        heard,
        decisions: waiting,
        deliverables: deliverables::portal_deliverables(tx, project.id, &chain).await?,
        files: deliverables::portal_files(tx, project.id).await?,
        support: handover::support(tx, &chain).await?,
        talk: portal_talk::talk(state, tx, (project.id, reader.contact()), wanted).await?,
        receipts,
        complaints: complaints(tx, project.id, own).await?,
        readers: invited.into_iter().map(reads).collect(),
        escalation: complaint_owner(&in_charge, project.lead).map(|user| user.name.clone()),
        answer_minutes: calendar.and_then(|calendar| message::mean_minutes(&calendar, &spans)),
    })
}

/// The last messages that this reader can find on the page or a page that it leads to: what was
/// written about somebody else's complaint tells nothing.
async fn readable(
    tx: &mut Tx,
    project: ProjectId,
    own: &[Complaint],
) -> Result<Vec<Message>, AppError> {
    let mut written = store::messages::visible(tx, project, LOOKED_AT).await?;
    written.retain(|message| match message.thread.kind {
        ThreadKind::Complaint => own.iter().any(|own| own.id.0 == message.thread.id),
        ThreadKind::Project
        | ThreadKind::Request
        | ThreadKind::Deliverable
        | ThreadKind::Requirement
        | ThreadKind::Change
        | ThreadKind::Task => true,
    });
    Ok(written)
}

/// Whether a message stands on the page itself: comments stand with their request.
const fn stands_here(message: &Message) -> bool {
    match message.thread.kind {
        ThreadKind::Request => false,
        ThreadKind::Project
        | ThreadKind::Complaint
        | ThreadKind::Deliverable
        | ThreadKind::Requirement
        | ThreadKind::Change
        | ThreadKind::Task => true,
    }
}

/// The decisions of a chain, the newest first, without those lines that only take one back.
fn receipts(chain: &[Entered]) -> Vec<PortalReceipt> {
    let taken_back = taken_back(chain);
    let given = chain.iter().rev().map(|entered| &entered.entry);
    given
        .filter(|entry| entry.what != What::Withdrawn)
        .map(|entry| PortalReceipt {
            number: entry.number,
            kind: entry.kind,
            title: entry.title.clone(),
            version: entry.version,
            what: entry.what,
            by: entry.by.name.clone(),
            at: entry.at,
            stands: !taken_back.contains(&entry.number),
        })
        .collect()
}

/// The contact's own complaints with what was written about each.
async fn complaints(
    tx: &mut Tx,
    project: ProjectId,
    own: Vec<Complaint>,
) -> Result<Vec<PortalComplaint>, AppError> {
    let mut told = Vec::new();
    for complaint in own {
        let thread = Thread { kind: ThreadKind::Complaint, id: complaint.id.0 };
        let written = store::messages::in_thread(tx, project, thread).await?;
        let messages = for_client(tx, project, &written, &[]).await?;
        told.push(PortalComplaint::of(complaint, messages));
    }
    Ok(told)
}
