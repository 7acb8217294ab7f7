//! The only error that crosses the wire: codes, never sentences and never another error's text.

use domain::Refusal;
use domain::client::cards::CardRefusal;
use domain::plan::Overtaken;
use domain::plan::draft::ImportRefusal;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use locale::{Locale, td_string};
use serde::{Deserialize, Serialize};

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{self:?}")]
pub enum AppError {
    /// It does not exist, or not for this person.
    NotFound,
    /// The person may see it but not do this.
    Forbidden,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody changed the row in the meantime.
    Conflict,
    /// Somebody changed the same thing of a plan in the meantime.
    Overtaken(Overtaken),
    /// A rule says no.
    Refused(Refusal),
    /// A file cannot be imported.
    Import(ImportRefusal),
    /// No contact can be taken from a file.
    Cards(CardRefusal),
    /// The e-mail address or the password is wrong.
    BadCredentials,
    /// A one-time or magic link that is used up, withdrawn or too old.
    LinkExpired,
    /// A six-digit code that does not fit.
    BadCode,
    /// More than is taken.
    TooLarge,
    /// Too many attempts; seconds until the next one makes sense.
    TooOften {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The server cannot take it now.
    Busy,
    /// The page is older than the server.
    Outdated,
    /// The browser's copy of a plan knows more than the server has, or something else: it is opened
    /// anew, and nothing that is pending is lost.
    Gap,
    /// The server was not reached.
    Offline,
    /// Something failed inside; the id is in the server's log.
    Internal {
        /// Finds the log line.
        id: String,
    },
}

impl AppError {
    /// The HTTP status that goes with it.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::SignedOut | Self::BadCredentials => 401,
            Self::Conflict | Self::Overtaken(_) | Self::Outdated | Self::Gap => 409,
            Self::LinkExpired => 410,
            Self::TooLarge
            | Self::Refused(
                Refusal::FileTooLarge { .. }
                | Refusal::ProjectFull { .. }
                | Refusal::ClientFull { .. },
            ) => 413,
            Self::Refused(_) | Self::Import(_) | Self::Cards(_) | Self::BadCode => 422,
            Self::TooOften { .. } => 429,
            Self::Busy | Self::Offline => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// What it means and what to do, as a sentence.
    #[must_use]
    pub fn sentence(&self, locale: Locale) -> String {
        let fixed = match self {
            Self::Refused(refusal) => return locale::refusals::sentence(locale, refusal),
            Self::Import(refusal) => return locale::imports::refusal(locale, refusal),
            Self::Cards(refusal) => return locale::cards::refusal(locale, refusal),
            Self::Internal { id } => return td_string!(locale, error.internal, id = id.as_str()),
            Self::NotFound => td_string!(locale, error.not_found),
            Self::Forbidden => td_string!(locale, error.forbidden),
            Self::SignedOut => td_string!(locale, error.signed_out),
            Self::Conflict | Self::Overtaken(_) => td_string!(locale, error.conflict),
            Self::BadCredentials => td_string!(locale, error.bad_credentials),
            Self::LinkExpired => td_string!(locale, error.link_expired),
            Self::BadCode => td_string!(locale, error.bad_code),
            Self::TooLarge => td_string!(locale, error.too_large),
            Self::TooOften { .. } => td_string!(locale, error.too_often),
            Self::Busy => td_string!(locale, error.busy),
            Self::Outdated => td_string!(locale, error.outdated),
            Self::Gap => td_string!(locale, error.gap),
            Self::Offline => td_string!(locale, error.offline),
        };
        fixed.to_string()
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ImportRefusal> for AppError {
    fn from(refusal: ImportRefusal) -> Self {
        Self::Import(refusal)
    }
}

impl From<CardRefusal> for AppError {
    fn from(refusal: CardRefusal) -> Self {
        Self::Cards(refusal)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Refused(Refusal::Malformed)
            }
            ServerFnErrorErr::Deserialization(_) => Self::Outdated,
            _ => Self::Internal { id: String::new() },
        }
    }
}
