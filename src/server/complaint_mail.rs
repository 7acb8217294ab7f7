//! The mails that tell of a complaint, where mail is set up: to its owner, and to who made it.

use domain::voice::{Complaint, complaint_code};
use locale::mails::{self, Frame};
use locale::{Locale, dates, td_string};
use store::Tx;

use super::clock;
use super::mail::{self, NewMail};
use super::state::AppState;
use crate::error::AppError;
use crate::paths;

/// Tells the owner of a complaint of it, in the organisation's language.
///
/// # Errors
/// What the store reports.
pub async fn send(
    tx: &mut Tx,
    state: &AppState,
    (complaint, project): (&Complaint, &str),
    to: &str,
) -> Result<(), AppError> {
    let organisation = store::organisation::find(tx).await?;
    let locale = match organisation.as_ref().map(|organisation| organisation.locale.as_str()) {
        Some("en") => Locale::en,
        Some(_) | None => Locale::zh_CN,
    };
    let code = complaint_code(complaint.number);
    let at = dates::full_moment(locale, clock::local(complaint.promised_by));
    let subject = td_string!(locale, voice.mail_subject, code = code.as_str(), project = project);
    let text = td_string!(
        locale,
        voice.mail_text,
        contact = complaint.contact_name.as_str(),
        project = project,
        code = code.as_str(),
        at = at,
        happened = complaint.draft.happened.as_str(),
        address = state.settings.link(paths::INBOX)
    );
    let mail = NewMail { to: to.to_owned(), subject, text };
    mail::queue(tx, state, mail, complaint.at).await
}

/// Tells the author of a complaint that it has arrived, with its number and by when somebody
/// answers.
///
/// # Errors
/// What the store reports.
pub async fn receipt(
    tx: &mut Tx,
    state: &AppState,
    (complaint, project): (&Complaint, &str),
    to: &str,
    locale: Locale,
) -> Result<(), AppError> {
    if to.is_empty() {
        return Ok(());
    }
    let organisation = store::organisation::name(tx).await?;
    let link = state.settings.link(&paths::portal(complaint.project));
    let frame = Frame {
        organisation: &organisation,
        reader: &complaint.contact_name,
        project,
        link: &link,
    };
    let code = complaint_code(complaint.number);
    let promised = clock::local(complaint.promised_by);
    let (subject, text) = mails::complaint_received(locale, frame, &code, promised);
    mail::queue(tx, state, NewMail { to: to.to_owned(), subject, text }, complaint.at).await
}
