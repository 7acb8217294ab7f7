//! What is mailed about requests and decisions, where mail is set up.

use domain::ContactId;
use domain::agreement::{Entry, Record, Request};
use locale::mails::{self, Asked, Frame};
use store::Tx;

use crate::error::AppError;
use crate::paths;
use crate::server::mail::{self, NewMail};
use crate::server::state::AppState;

/// Mails the receipt of a decision to who gave it and to who asked, where mail is set up.
///
/// # Errors
/// What the store reports.
pub async fn send_receipt(
    tx: &mut Tx,
    state: &AppState,
    request: &Request,
    entry: &Entry,
    locale: locale::Locale,
) -> Result<(), AppError> {
    let organisation = store::organisation::find(tx).await?;
    let organisation = organisation.map(|organisation| organisation.name).unwrap_or_default();
    let found = store::projects::find(tx, request.project).await?.ok_or(AppError::NotFound)?;
    let asker = store::users::find(tx, request.asked_by).await?;
    let asker = asker.map(|user| (user.name, user.email, paths::agreements(found.id)));
    let decider = store::contacts::find(tx, ContactId(entry.by.id)).await?;
    let receipt = paths::receipt(found.id, entry.number);
    let decider = decider.map(|contact| (contact.name, contact.email, receipt));
    let hash = entry.sealed().hash;
    for (reader, to, path) in asker.into_iter().chain(decider) {
        if to.is_empty() {
            continue;
        }
        let link = state.settings.link(&path);
        let frame = Frame {
            organisation: &organisation,
            reader: &reader,
            project: &found.name,
            link: &link,
        };
        let (subject, text) = mails::receipt(locale, frame, entry, hash);
        mail::queue(tx, state, NewMail { to, subject, text }, entry.at).await?;
    }
    Ok(())
}

/// Mails the approver what is asked, where mail is set up.
///
/// # Errors
/// What the store reports.
pub async fn send_request(
    tx: &mut Tx,
    state: &AppState,
    request: &Request,
    record: &Record,
    (asker, locale): (&str, locale::Locale),
) -> Result<(), AppError> {
    let approver = store::contacts::find(tx, request.approver).await?.ok_or(AppError::NotFound)?;
    if approver.email.is_empty() {
        return Ok(());
    }
    let organisation = store::organisation::find(tx).await?;
    let organisation = organisation.map(|organisation| organisation.name).unwrap_or_default();
    let found = store::projects::find(tx, request.project).await?.ok_or(AppError::NotFound)?;
    let link = state.settings.link(&paths::decision(found.id, request.id));
    let frame = Frame {
        organisation: &organisation,
        reader: &approver.name,
        project: &found.name,
        link: &link,
    };
    let asked = Asked {
        kind: record.subject.kind,
        title: &record.content.title,
        version: record.number,
        asker,
        outcome: &request.terms.outcome,
        due: request.terms.due,
        minutes: request.terms.minutes,
    };
    let (subject, text) = mails::decision_asked(locale, frame, asked);
    let mail = NewMail { to: approver.email.clone(), subject, text };
    mail::queue(tx, state, mail, request.asked_at).await
}
