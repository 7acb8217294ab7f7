//! Files: how they come in, what is known of them, how they go out.

mod picture;
mod receive;
mod send;

use domain::agreement::Hash;
use domain::client::Contact;
use domain::file::{File, MediaType, Uploader};
use domain::time::Timestamp;
use domain::user::User;
use domain::{FileId, ProjectId};
use store::Tx;

use super::random;
use crate::error::AppError;

pub use receive::{REQUEST_MAX, Sent, receive, receive_form};
pub use send::{AsItIs, attachment, preview};

/// A file that has come in: its bytes are kept, and nothing names them yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: MediaType,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of its bytes.
    pub hash: Hash,
}

/// Keeps a file that someone of the team sent; the client does not see it.
///
/// # Errors
/// `Refused(Missing)` when there is no such project, and what the store reports.
pub async fn keep(
    tx: &mut Tx,
    project: ProjectId,
    received: Received,
    uploader: &User,
    now: Timestamp,
) -> Result<FileId, AppError> {
    let by = Uploader::User(uploader.id);
    let file = file_of(project, received, (by, uploader.name.as_str()), now);
    store::files::create(tx, &file).await?;
    Ok(file.id)
}

/// Keeps a file that someone of the client sent; the client sees it, for it is their own.
///
/// # Errors
/// As `keep`.
pub async fn keep_for_contact(
    tx: &mut Tx,
    project: ProjectId,
    received: Received,
    uploader: &Contact,
    now: Timestamp,
) -> Result<FileId, AppError> {
    let by = Uploader::Contact(uploader.id);
    let file = file_of(project, received, (by, uploader.name.as_str()), now);
    store::files::create(tx, &File { is_client_visible: true, ..file.clone() }).await?;
    Ok(file.id)
}

/// The row of a file that has come in.
fn file_of(
    project: ProjectId,
    received: Received,
    (by, by_name): (Uploader, &str),
    now: Timestamp,
) -> File {
    let Received { name, media_type, size, hash } = received;
    File {
        id: FileId(random::uuid(now)),
        project,
        name,
        media_type,
        size,
        hash,
        is_client_visible: false,
        by,
        by_name: by_name.to_owned(),
        at: now,
    }
}
