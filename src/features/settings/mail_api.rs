//! Whether mails are sent, and trying it, for administrators.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// How it goes with mails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailStanding {
    /// The address that mails come from; none when no mail server is set up.
    pub from: Option<String>,
    /// How many wait to be sent.
    pub waiting: i64,
    /// How many were given up.
    pub given_up: i64,
    /// Why the one that failed last has failed.
    pub last_error: Option<String>,
}

/// What came of a test mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTrial {
    /// No mail server is set up.
    NotSetUp,
    /// The mail server has taken it, for this address.
    Sent(String),
    /// What the mail server said instead.
    Failed(String),
}

/// Whether mails are sent, and how it goes.
#[server(endpoint = "settings/mail", input = Json)]
pub async fn open_mail() -> Result<MailStanding, AppError> {
    use crate::server::call::Call;
    use domain::can::Action;
    let mut call = Call::read().await?;
    call.require_here(Action::ManageUsers)?;
    let from = call.state.settings.mail.as_ref().map(|mail| mail.from.clone());
    let store::outbox::Going { waiting, given_up, last_error } =
        store::outbox::going(call.db()).await?;
    Ok(MailStanding { from, waiting, given_up, last_error })
}

/// Sends a test mail to the caller at once and says what the mail server answers; `language` is the
/// one that the caller reads.
#[server(endpoint = "settings/send_test_mail", input = Json)]
pub async fn send_test_mail(language: String) -> Result<MailTrial, AppError> {
    use crate::server::call::{Call, Event};
    use crate::server::failure::internal;
    use crate::server::mail::{NewMail, Post};
    use locale::mails::{Frame, trial};
    let mut call = Call::read().await?;
    call.require_here(domain::can::Action::ManageUsers)?;
    let (state, user) = (call.state.clone(), call.user.clone());
    let Some(settings) = &state.settings.mail else { return Ok(MailTrial::NotSetUp) };
    let organisation = store::organisation::name(call.db()).await?;
    // No transaction waits for a mail server.
    drop(call);
    let link = state.settings.link(crate::paths::SETTINGS);
    let frame = Frame { organisation: &organisation, reader: &user.name, project: "", link: &link };
    let (subject, text) = trial(language.parse().unwrap_or_default(), frame);
    let post = Post::new(settings).map_err(|error| internal(&error))?;
    let sent = post.send(NewMail { to: user.email.clone(), subject, text }).await;
    let call = Call::write().await?;
    call.commit(Event::new("mail.tried").object(user.id.0).after(&sent.is_ok())).await?;
    Ok(match sent {
        Ok(()) => MailTrial::Sent(user.email),
        Err(reason) => MailTrial::Failed(reason),
    })
}
