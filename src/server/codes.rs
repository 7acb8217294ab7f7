//! Six-digit codes to the client's page: handed over together with a link, or mailed to who asks.
//!
//! A million codes are tried in no time by who has their hashes, so the hashes have a key that lies
//! beside the database and goes into no backup.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use domain::agreement::HandedLink;
use domain::client::Contact;
use domain::project::Project;
use domain::{ContactId, ProjectId};
use hmac::{Hmac, KeyInit, Mac};
use locale::Locale;
use locale::mails::{self, Frame};
use sha2::Sha256;
use store::Tx;
use store::codes::Code;
use store::events::Actor;
use store::links::OpenPage;

use super::call::Event;
use super::mail::{self, NewMail};
use super::state::AppState;
use super::{clock, random};
use crate::error::AppError;
use crate::paths;

/// The file in the data folder that holds the key.
pub const KEY_FILE: &str = "code.key";
/// A code that is handed over with a link holds for a day.
pub const HANDED_MINUTES: i64 = 24 * 60;
/// A code that was asked for by mail holds for half an hour.
const MAILED_MINUTES: i64 = 30;

/// The key of the hashes of codes.
#[derive(Clone)]
pub struct CodeKey([u8; 32]);

impl CodeKey {
    /// A known key.
    #[must_use]
    pub const fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// The key of a data folder, made when there is none. Where it cannot be kept, codes end with
    /// the process.
    #[must_use]
    pub fn of(data: &Path) -> Self {
        let file = data.join(KEY_FILE);
        if let Some(kept) = Self::kept(&file) {
            return kept;
        }
        let fresh = Self(rand::random());
        if let Err(error) = fresh.keep(&file) {
            tracing::warn!("{} cannot be written: {error}", file.display());
        }
        // Of two processes that begin at once both go by the key that was there first.
        Self::kept(&file).unwrap_or(fresh)
    }

    fn kept(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        <[u8; 32]>::try_from(bytes).ok().map(Self)
    }

    /// Puts the whole key there, unless another one came first.
    fn keep(&self, file: &Path) -> io::Result<()> {
        let own = file.with_extension(format!("{:032x}", rand::random::<u128>()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600).open(&own)?.write_all(&self.0)?;
        if file.exists() && Self::kept(file).is_none() {
            std::fs::remove_file(file)?;
        }
        let is_there = std::fs::hard_link(&own, file).is_ok() || file.exists();
        // A disk that knows no links gets the whole file as well.
        if is_there { std::fs::remove_file(&own) } else { std::fs::rename(&own, file) }
    }

    /// The hash of a code of whoever has this address.
    #[must_use]
    pub fn hash(&self, email: &str, digits: &str) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes any key");
        mac.update(b"accord code 1\0");
        mac.update(email.as_bytes());
        mac.update(b"\0");
        mac.update(digits.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// Makes a code for a contact with an address and returns its digits; older ones go on living.
/// `handed` says who of the team is shown it.
///
/// # Errors
/// What the store reports.
pub async fn make(
    tx: &mut Tx,
    key: &CodeKey,
    (contact, project, email): (ContactId, ProjectId, &str),
    minutes: i64,
    handed: Option<HandedLink>,
) -> Result<String, AppError> {
    let (now, digits) = (clock::now(), random::digits());
    let (id, expires_at) = (random::uuid(now), now.plus_minutes(minutes));
    let code = Code { id, contact, project, expires_at, handed };
    store::codes::create(tx, &code, &key.hash(email, &digits), now).await?;
    Ok(digits)
}

/// Mails codes for the pages that this address has a link to. It happens after the answer, so that
/// nobody can tell by its time or its words whether the address is known.
pub fn mail_later(state: &AppState, email: &str, locale: Locale) {
    let (state, email) = (state.clone(), email.trim().to_lowercase());
    tokio::spawn(async move {
        if let Err(error) = mail_now(&state, &email, locale).await {
            tracing::warn!("no code was mailed: {error}");
        }
    });
}

/// Mails a contact the code with which the next answer counts.
///
/// # Errors
/// What the store reports.
pub async fn mail_for_answer(
    state: &AppState,
    (contact, project): (&Contact, &Project),
    locale: Locale,
) -> Result<(), AppError> {
    let (now, email) = (clock::now(), contact.email.as_str());
    let mut tx = state.db.write().await?;
    let to = (contact.id, project.id, email);
    let digits = make(&mut tx, &state.code_key, to, MAILED_MINUTES, None).await?;
    let organisation = store::organisation::name(&mut tx).await?;
    let link = state.settings.link(&paths::portal(project.id));
    let frame = Frame {
        organisation: &organisation,
        reader: &contact.name,
        project: &project.name,
        link: &link,
    };
    let (subject, text) = mails::code_for_answer(locale, frame, &digits, MAILED_MINUTES);
    mail::queue(&mut tx, state, NewMail { to: email.to_owned(), subject, text }, now).await?;
    let event = Event::new("portal.code_mailed").project(project.id).object(contact.id.0);
    event.append(&mut tx, Actor::System, now).await?;
    Ok(tx.commit().await?)
}

async fn mail_now(state: &AppState, email: &str, locale: Locale) -> Result<(), AppError> {
    let now = clock::now();
    let pages = store::links::open_to(&mut state.db.read().await?, email, now).await?;
    let Some(OpenPage { contact_name, project_name, .. }) = pages.first() else { return Ok(()) };
    let mut tx = state.db.write().await?;
    let mut codes = Vec::new();
    for OpenPage { contact, project, project_name, .. } in &pages {
        let to = (*contact, *project, email);
        let digits = make(&mut tx, &state.code_key, to, MAILED_MINUTES, None).await?;
        codes.push((project_name.clone(), digits));
        let event = Event::new("portal.code_asked").project(*project).object(contact.0);
        event.append(&mut tx, Actor::System, now).await?;
    }
    let organisation = store::organisation::name(&mut tx).await?;
    let link = state.settings.link(paths::PORTAL_CODE);
    let frame = Frame {
        organisation: &organisation,
        reader: contact_name,
        project: project_name,
        link: &link,
    };
    let (subject, text) = mails::codes(locale, frame, &codes, MAILED_MINUTES);
    mail::queue(&mut tx, state, NewMail { to: email.to_owned(), subject, text }, now).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_of_one_key_one_address_and_one_code() {
        let key = CodeKey::new([7; 32]);
        let hash = key.hash("a@b.cn", "012345");
        assert_eq!(hash, key.hash("a@b.cn", "012345"));
        assert_ne!(hash, CodeKey::new([8; 32]).hash("a@b.cn", "012345"));
        assert_ne!(hash, key.hash("b@b.cn", "012345"));
        assert_ne!(hash, key.hash("a@b.cn", "012346"));
        assert_ne!(hash, random::hash("012345"));
    }

    #[test]
    fn the_key_of_a_folder_stays_and_is_nobody_elses() {
        let folder = std::env::temp_dir().join(format!("accord-code-key-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (first, second) = (CodeKey::of(&folder), CodeKey::of(&folder));
        assert_eq!(first.0, second.0);
        let mode = std::fs::metadata(folder.join(KEY_FILE)).unwrap().permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o077, 0);
        std::fs::write(folder.join(KEY_FILE), b"short").unwrap();
        assert_ne!(CodeKey::of(&folder).0, first.0, "what is no key is made anew");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
