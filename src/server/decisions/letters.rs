//! What is mailed about requests and decisions, where mail is set up: to each in the own language.

use domain::agreement::{Entry, Record, Request};
use domain::client::Contact;
use domain::{ContactId, ProjectId};
use locale::Locale;
use locale::mails::{self, Asked, Frame};
use store::Tx;

use super::who_decides;
use crate::error::AppError;
use crate::paths;
use crate::server::mail::{self, NewMail};
use crate::server::state::AppState;
use crate::server::{clock, magic_links, pages};

/// What every mail about a project says.
struct Head {
    organisation: String,
    project: String,
    /// The language for people of whom none is known.
    usual: Locale,
}

/// Somebody to whom a mail goes.
struct Reader {
    name: String,
    email: String,
    /// Where to read on.
    path: String,
    locale: Locale,
}

impl Head {
    async fn of(tx: &mut Tx, project: ProjectId) -> Result<Self, AppError> {
        let found = store::projects::find(tx, project).await?.ok_or(AppError::NotFound)?;
        let organisation = store::organisation::find(tx).await?;
        let (organisation, locale) = match organisation {
            Some(organisation) => (organisation.name, organisation.locale),
            None => (String::new(), String::new()),
        };
        let usual = pages::parse(&locale).unwrap_or(Locale::zh_CN);
        Ok(Self { organisation, project: found.name, usual })
    }

    async fn contact(
        &self,
        tx: &mut Tx,
        contact: Contact,
        path: String,
    ) -> Result<Reader, AppError> {
        let language = store::languages::of_contact(tx, contact.id).await?;
        let Contact { name, email, .. } = contact;
        Ok(Reader { name, email, path, locale: self.locale(language) })
    }

    fn locale(&self, language: Option<String>) -> Locale {
        language.and_then(|language| pages::parse(&language)).unwrap_or(self.usual)
    }

    const fn frame<'a>(&'a self, reader: &'a Reader, link: &'a str) -> Frame<'a> {
        Frame {
            organisation: self.organisation.as_str(),
            reader: reader.name.as_str(),
            project: self.project.as_str(),
            link,
        }
    }
}

/// Mails the receipt of a decision, or of its withdrawal: to who asked, to who was asked, and to
/// whoever else decided. However it was given, the approver hears of it.
///
/// # Errors
/// What the store reports.
pub async fn send_receipt(
    tx: &mut Tx,
    state: &AppState,
    request: &Request,
    entry: &Entry,
) -> Result<(), AppError> {
    let head = Head::of(tx, request.project).await?;
    let hash = entry.sealed().hash;
    for reader in receivers(tx, &head, request, entry).await? {
        if reader.email.is_empty() {
            continue;
        }
        let link = state.settings.link(&reader.path);
        let frame = head.frame(&reader, &link);
        let (subject, text) = mails::receipt(reader.locale, frame, entry, hash);
        mail::queue(tx, state, NewMail { to: reader.email, subject, text }, entry.at).await?;
    }
    Ok(())
}

async fn receivers(
    tx: &mut Tx,
    head: &Head,
    request: &Request,
    entry: &Entry,
) -> Result<Vec<Reader>, AppError> {
    let mut readers = Vec::new();
    let asker = store::users::find(tx, request.asked_by).await?;
    if let Some(asker) = asker.filter(|asker| asker.is_active) {
        let language = store::languages::of_user(tx, asker.id).await?;
        let path = paths::team_receipt(request.project, entry.number);
        let locale = head.locale(language);
        readers.push(Reader { name: asker.name, email: asker.email, path, locale });
    }
    let mut contacts = vec![request.approver, ContactId(entry.by.id)];
    contacts.dedup();
    for id in contacts {
        if let Some(contact) = store::contacts::find(tx, id).await? {
            let path = paths::receipt(request.project, entry.number);
            readers.push(head.contact(tx, contact, path).await?);
        }
    }
    Ok(readers)
}

/// Mails what is asked to the approver and to whoever stands in today, with a link that leads
/// there.
///
/// # Errors
/// What the store reports.
pub async fn send_request(
    tx: &mut Tx,
    state: &AppState,
    request: &Request,
    record: &Record,
    asker: &str,
) -> Result<(), AppError> {
    let head = Head::of(tx, request.project).await?;
    let asked = Asked {
        kind: record.subject.kind,
        title: &record.content.title,
        version: record.number,
        asker,
        outcome: &request.terms.outcome,
        due: request.terms.due,
        minutes: request.terms.minutes,
    };
    let today = clock::local(request.asked_at).date();
    for contact in who_decides(tx, request, today).await? {
        // No link is made for a mail that does not leave.
        if !mail::reaches(state, &contact.email) {
            continue;
        }
        let path = magic_links::for_mail(tx, request, contact.id).await?;
        let reader = head.contact(tx, contact, path).await?;
        let link = state.settings.link(&reader.path);
        let frame = head.frame(&reader, &link);
        let (subject, text) = mails::decision_asked(reader.locale, frame, asked);
        let mail = NewMail { to: reader.email, subject, text };
        mail::queue(tx, state, mail, request.asked_at).await?;
    }
    Ok(())
}
