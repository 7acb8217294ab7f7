//! Files: how they come in, what is known of them, how they go out.

mod picture;
mod receive;
mod send;

use domain::agreement::Hash;
use domain::file::{File, MediaType, Taken, Uploader};
use domain::time::Timestamp;
use domain::{FileId, ProjectId, Refusal};
use store::Tx;

use super::blobs::Incoming;
use super::failure::disk;
use super::random;
use crate::error::AppError;

pub use receive::{REQUEST_MAX, Sent, receive, receive_form};
pub use send::{AsItIs, attachment, preview};

/// A file that has come in: its bytes are on the disk, and gone again unless they are kept.
pub struct Received {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: MediaType,
    bytes: Incoming,
}

/// How much more a project takes, from the client or from the team.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    taken: Taken,
    is_from_client: bool,
}

impl Received {
    /// How many bytes it has.
    #[must_use]
    pub const fn size(&self) -> i64 {
        self.bytes.size()
    }

    /// SHA-256 of its bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.bytes.hash()
    }
}

impl Room {
    /// The room that a project has now.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn of(
        tx: &mut Tx,
        project: ProjectId,
        is_from_client: bool,
    ) -> Result<Self, AppError> {
        Ok(Self { taken: store::files::taken(tx, project).await?, is_from_client })
    }

    /// Whether so many bytes more have room.
    ///
    /// # Errors
    /// `ClientFull`, `ProjectFull`.
    pub const fn check(self, bytes: i64) -> Result<(), Refusal> {
        self.taken.room_for(bytes, self.is_from_client)
    }
}

/// Keeps files, all of one sender: only now do their bytes get their places. What the client sent
/// it sees, for it is its own; what the team sent it does not see yet.
///
/// # Errors
/// What `Room::check` refuses, `Missing` when there is no such project, `Busy` when the
/// disk is full, and what the store reports.
pub async fn keep(
    tx: &mut Tx,
    project: ProjectId,
    received: Vec<Received>,
    (by, by_name): (Uploader, &str),
    now: Timestamp,
) -> Result<Vec<File>, AppError> {
    let is_from_client = matches!(by, Uploader::Contact(_));
    // Others may have sent something since the room was looked at.
    let together: i64 = received.iter().map(Received::size).sum();
    Room::of(tx, project, is_from_client).await?.check(together)?;
    let mut kept = Vec::new();
    for Received { name, media_type, bytes } in received {
        let stored = bytes.keep().await.map_err(|error| disk(&error))?;
        let file = File {
            id: FileId(random::uuid(now)),
            project,
            name,
            media_type,
            size: stored.size,
            hash: stored.hash,
            is_client_visible: is_from_client,
            by,
            by_name: by_name.to_owned(),
            at: now,
        };
        store::files::create(tx, &file).await?;
        kept.push(file);
    }
    Ok(kept)
}
