//! Mails: written into the outbox with what they tell of, sent after the commit, tried again for a
//! day. Without a mail server nothing is written, and links are handed over by hand.

use std::net::IpAddr;
use std::time::Duration;

use anyhow::Context;
use domain::MailId;
use domain::time::Timestamp;
use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use locale::td_string;
use store::outbox::Letter;
use store::{Db, StoreError, Tx};

use super::settings::MailSettings;
use super::state::AppState;
use super::{clock, random, terminal};
use crate::error::AppError;

/// How often the outbox is looked into.
const PAUSE: Duration = Duration::from_secs(10);
/// How long a mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// So long a mail that is being sent is nobody else's.
const LEASE_MINUTES: i64 = 10;
/// So many mails are taken at once.
const BATCH: i64 = 5;
/// A server that answers a little now and then is left after this time.
const PATIENCE_IN_ALL: Duration = Duration::from_secs(60);
// The last of a batch must still be nobody else's when its turn comes.
const _: () = assert!((LEASE_MINUTES - 1) * 60 > BATCH * PATIENCE_IN_ALL.as_secs() as i64);
/// Minutes until the next attempt, after the first, the second and so on; then it is given up.
const PAUSES: [i64; 7] = [1, 5, 15, 60, 180, 360, 720];
/// Most of a server's answer that is kept, in characters.
const ERROR_MAX: usize = 300;

/// A mail as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// To which address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// The way to the mail server.
#[derive(Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Whether a mail to this address leaves at all: a mail server is set up, and somebody can have it.
#[must_use]
pub fn reaches(state: &AppState, address: &str) -> bool {
    state.settings.mail.is_some() && can_be_reached(address)
}

/// Writes a mail into the outbox: it leaves once the transaction is committed. Does nothing when no
/// mail reaches the address, or when it is that of somebody who was disabled.
///
/// # Errors
/// What the store reports.
pub async fn queue(
    tx: &mut Tx,
    state: &AppState,
    mail: NewMail,
    now: Timestamp,
) -> Result<(), AppError> {
    if !reaches(state, &mail.to) {
        return Ok(());
    }
    let account = store::users::find_by_email(tx, &mail.to).await?;
    if account.is_some_and(|account| !account.user.is_active) {
        return Ok(());
    }
    let letter = letter(mail, now);
    Ok(store::outbox::put(tx, &letter, now).await?)
}

fn letter(mail: NewMail, now: Timestamp) -> Letter {
    let NewMail { to, subject, text } = mail;
    // A line break in a subject would begin another header.
    let subject = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    Letter { id: MailId(random::uuid(now)), to, subject, body: text, attempts: 0 }
}

/// Whether somebody may have this address. Those of the sample end in a name that belongs to nobody
/// (RFC 2606), and asking for them would only fail.
fn can_be_reached(address: &str) -> bool {
    let ends_nowhere = |domain: &str| domain.ends_with(".example") || domain.ends_with(".invalid");
    let domain = address.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
    domain.is_some_and(|domain| !domain.is_empty() && !ends_nowhere(&domain))
}

impl Post {
    /// The way that the settings name.
    ///
    /// # Errors
    /// A sentence that names the setting, without what stands in it.
    pub fn new(settings: &MailSettings) -> anyhow::Result<Self> {
        let locale = terminal::locale();
        let from = settings.from.parse::<Mailbox>();
        let from = from.with_context(|| td_string!(locale, command.mail_from_form))?;
        let url = secured(&settings.url);
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .ok()
            .with_context(|| td_string!(locale, command.mail_url_form))?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }

    /// Sends one mail at once, outside of the outbox.
    ///
    /// # Errors
    /// What the mail server or the way to it says.
    pub async fn send(&self, mail: NewMail) -> Result<(), String> {
        self.carry(&letter(mail, clock::now())).await
    }

    async fn carry(&self, letter: &Letter) -> Result<(), String> {
        let message = self.message(letter)?;
        let sending = tokio::time::timeout(PATIENCE_IN_ALL, self.transport.send(message)).await;
        match sending {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(error.to_string().chars().take(ERROR_MAX).collect()),
            Err(_) => Err("the mail server took too long".to_owned()),
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let to: Address = letter.to.parse().map_err(|_| "this is no mail address".to_owned())?;
        let id = format!("<{}@{}>", letter.id, self.from.email.domain());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .message_id(Some(id))
            .singlepart(SinglePart::plain(letter.body.clone()))
            .map_err(|error| error.to_string())
    }
}

/// The address with TLS asked for where a password would otherwise cross a network in the open.
fn secured(url: &str) -> String {
    let Some(rest) = url.strip_prefix("smtp://") else { return url.to_owned() };
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let Some((_, host)) = authority.rsplit_once('@') else { return url.to_owned() };
    if is_loopback(host) || rest.contains("tls=") {
        return url.to_owned();
    }
    format!("{url}{}tls=required", if rest.contains('?') { '&' } else { '?' })
}

/// Whether a host, with a port or without, is this machine itself.
fn is_loopback(host: &str) -> bool {
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        Some(_) | None => host,
    };
    let address = name.trim_matches(['[', ']']).parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

/// Sends what is due, as long as the server runs.
pub async fn deliver(db: Db, post: Post) {
    loop {
        match send_due(&db, &post, clock::now()).await {
            // There may be more than were taken at once.
            Ok(count) if count > 0 => {}
            Ok(_) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::warn!("the outbox cannot be read: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Sends what is due and says how many mails that were. No transaction waits for a mail server.
///
/// # Errors
/// What the store reports.
pub async fn send_due(db: &Db, post: &Post, now: Timestamp) -> Result<usize, StoreError> {
    if !store::outbox::is_due(&mut db.read().await?, now).await? {
        return Ok(0);
    }
    let mut tx = db.write().await?;
    let until = now.plus_minutes(LEASE_MINUTES);
    let letters = store::outbox::claim(&mut tx, now, until, BATCH).await?;
    tx.commit().await?;
    for letter in &letters {
        let outcome = post.carry(letter).await;
        let mut tx = db.write().await?;
        note(&mut tx, letter, outcome, now).await?;
        tx.commit().await?;
    }
    Ok(letters.len())
}

/// Writes down how an attempt went.
async fn note(
    tx: &mut Tx,
    letter: &Letter,
    outcome: Result<(), String>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Err(error) = outcome else { return store::outbox::sent(tx, letter.id, now).await };
    match pause_after(letter.attempts) {
        Some(minutes) => {
            tracing::warn!(mail = %letter.id, "not sent, again in {minutes} min: {error}");
            store::outbox::failed(tx, letter.id, &error, now.plus_minutes(minutes)).await
        }
        None => {
            tracing::error!(mail = %letter.id, "given up: {error}");
            store::outbox::give_up(tx, letter.id, &error).await
        }
    }
}

fn pause_after(attempts: i32) -> Option<i64> {
    let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
    PAUSES.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str, from: &str) -> MailSettings {
        MailSettings { url: url.to_owned(), from: from.to_owned() }
    }

    #[test]
    fn settings_that_cannot_be_understood_are_named_and_not_told() {
        for (url, from) in [
            ("smtp://localhost", "nobody"),
            ("imap://me:geheim@localhost", "a@example.com"),
            ("geheim", "a@example.com"),
            ("smtp://me:geheim@mail.example.com:x", "a@example.com"),
        ] {
            let error = format!("{:#}", Post::new(&settings(url, from)).err().unwrap());
            assert!(error.contains("ACCORD_MAIL_") && !error.contains("geheim"), "{error}");
        }
        for url in ["smtp://localhost:2525", "smtps://me:geheim@mail.example.com"] {
            assert!(Post::new(&settings(url, "Accord <a@example.com>")).is_ok(), "{url}");
        }
    }

    #[test]
    fn a_password_crosses_no_network_in_the_open() {
        for (url, expected) in [
            ("smtp://me:p@mail.a.cn", "smtp://me:p@mail.a.cn?tls=required"),
            ("smtp://me:p@mail.a.cn/me?x=1", "smtp://me:p@mail.a.cn/me?x=1&tls=required"),
            ("smtp://me:p@a.cn?tls=opportunistic", "smtp://me:p@a.cn?tls=opportunistic"),
            ("smtp://me:p@127.0.0.1:25", "smtp://me:p@127.0.0.1:25"),
            ("smtp://me:p@[::1]", "smtp://me:p@[::1]"),
            ("smtp://me:p@127.a.cn", "smtp://me:p@127.a.cn?tls=required"),
            ("smtp://relay.a.cn", "smtp://relay.a.cn"),
            ("smtps://me:p@mail.a.cn", "smtps://me:p@mail.a.cn"),
        ] {
            assert_eq!(secured(url), expected);
        }
    }

    #[test]
    fn the_pauses_grow_and_end_after_eight_attempts() {
        let pauses: Vec<_> = (1..=8).map(pause_after).collect();
        assert_eq!((pauses[0], pauses[6], pauses[7]), (Some(1), Some(720), None));
        assert_eq!((pause_after(0), pause_after(-1)), (None, None));
    }

    #[test]
    fn addresses_of_the_sample_are_nobodys() {
        for (address, expected) in [
            ("mei@hengchuan.cn", true),
            ("contact21@example.com", true),
            ("zhao.mingqi@hengchuan.example", false),
            ("a@b.INVALID", false),
            ("a@", false),
            ("", false),
        ] {
            assert_eq!(can_be_reached(address), expected, "{address}");
        }
    }

    #[test]
    fn a_mail_goes_to_one_address() {
        let post = Post::new(&settings("smtp://localhost", "a@example.com")).unwrap();
        for to in ["a@b.cn, c@d.cn", "a@b.cn\r\nBcc: c@d.cn", "a@b.cn\nc@d.cn", "a@b@c.cn", ""] {
            let mail = NewMail { to: to.to_owned(), subject: String::new(), text: String::new() };
            let letter = letter(mail, Timestamp(1_790_000_000_000));
            assert!(post.message(&letter).is_err(), "{to}");
        }
    }

    #[test]
    fn a_subject_is_one_line() {
        let mail = NewMail {
            to: "a@b.cn".to_owned(),
            subject: "One\r\nBcc: all@b.cn".to_owned(),
            text: "t".to_owned(),
        };
        let letter = letter(mail, Timestamp(1_790_000_000_000));
        assert_eq!(letter.subject, "One  Bcc: all@b.cn");
        let post = Post::new(&settings("smtp://localhost", "a@example.com")).unwrap();
        let text = String::from_utf8(post.message(&letter).unwrap().formatted()).unwrap();
        assert!(!text.contains("\nBcc:"), "{text}");
    }
}
