//! Who confirms on a device that was let in more than a day ago proves it anew: with a code from
//! the contact's own mail. A link that was forwarded, or a page left open, then decides nothing.

use std::net::IpAddr;

use domain::text;
use locale::Locale;

use super::call::Event;
use super::codes;
use super::portal_call::PortalCall;
use crate::error::AppError;
use crate::features::decision::{CodeAsked, CodeLetter};

/// So long after coming, or after the last code, answers count without one.
const FRESH_MINUTES: i64 = 24 * 60;

/// Whether an answer of this call counts only with a code. Where no mail is sent, or the contact
/// has no address, nobody could bring one.
///
/// # Errors
/// What the store reports.
pub async fn is_needed(call: &mut PortalCall) -> Result<bool, AppError> {
    if call.state.settings.mail.is_none() || call.contact.email.is_empty() {
        return Ok(false);
    }
    let (session, entered_at) = (call.session.id, call.session.created_at);
    let confirmed_at = store::sessions::confirmed_at(call.db(), session).await?;
    let since = confirmed_at.unwrap_or(entered_at);
    Ok(since.plus_minutes(FRESH_MINUTES) <= call.now())
}

/// What the page says where a code is needed that is not mailed now.
#[must_use]
pub fn asked(call: &PortalCall) -> CodeAsked {
    CodeAsked { address: text::masked(&call.contact.email), letter: CodeLetter::Unsent }
}

/// Mails a code to the contact, as often as letters with codes are sent.
///
/// # Errors
/// What the store reports.
pub async fn send(call: PortalCall, from: IpAddr, locale: Locale) -> Result<CodeAsked, AppError> {
    let asked = asked(&call);
    let (state, contact) = (call.state.clone(), call.contact.clone());
    let project = call.project.clone();
    // The letter is written in a transaction of its own.
    drop(call);
    if state.limits.letter(from, &contact.email).is_err() {
        return Ok(CodeAsked { letter: CodeLetter::TooOften, ..asked });
    }
    codes::mail_for_answer(&state, (&contact, &project), locale).await?;
    Ok(CodeAsked { letter: CodeLetter::Sent, ..asked })
}

/// Uses up the code that was typed, if it is one that was mailed to this contact for this page: one
/// that the team was shown proves nothing. A call that fails later takes that back.
///
/// # Errors
/// What the store reports.
pub async fn passes(call: &mut PortalCall, typed: &str) -> Result<bool, AppError> {
    let (now, contact, project) = (call.now(), call.contact.clone(), call.project.id);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let hash = call.state.code_key.hash(&contact.email, &digits);
    let found = store::codes::find(call.db(), &contact.email, &hash, now).await?;
    let is_own = |code: &store::codes::Code| {
        code.contact == contact.id && code.project == project && code.handed.is_none()
    };
    let Some(code) = found.filter(is_own) else { return Ok(false) };
    if !store::codes::consume(call.db(), code.id).await? {
        return Ok(false);
    }
    let (session, actor) = (call.session.id, call.actor());
    store::sessions::confirm(call.db(), session, now).await?;
    let event = Event::new("portal.code_confirmed").project(project).object(contact.id.0);
    event.append(call.db(), actor, now).await?;
    Ok(true)
}
