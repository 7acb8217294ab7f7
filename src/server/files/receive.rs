//! Files that come with a form: each part is written to the disk as it arrives, within limits.

use std::collections::BTreeMap;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use domain::Refusal;
use domain::file::{self, FILE_MAX, FILE_MAX_MB, MediaType};

use super::{Received, Room};
use crate::error::AppError;
use crate::server::failure::disk;
use crate::server::state::AppState;

/// Most parts of a form.
const PARTS_MAX: u32 = 20;
/// Longest field that is no file, in bytes: the longest note, in characters of four bytes.
const FIELD_MAX: usize = 80_000;
/// Most bytes of a request that brings files.
pub const REQUEST_MAX: usize = 2 * FILE_MAX_MB as usize * 1024 * 1024;

/// What came with a form.
pub struct Sent {
    /// The other fields by name, as far as the form was read; of one that comes twice the last
    /// holds.
    pub fields: BTreeMap<String, String>,
    /// The files in order, or why none is taken; a field without a chosen file brings none.
    pub files: Result<Vec<Received>, AppError>,
}

/// Takes the files of a form.
///
/// # Errors
/// What `file::name`, `file::checked_size` and `Room::check` refuse, `TooMany` parts, `FileMissing`
/// when there is none, `TooLarge`, `Malformed`, and `Busy` when the disk is full. Nothing of what
/// came is left then.
pub async fn receive(
    state: &AppState,
    multipart: Multipart,
    room: Room,
) -> Result<Vec<Received>, AppError> {
    let files = receive_form(state, multipart, Ok(room)).await.files?;
    if files.is_empty() {
        return Err(Refusal::FileMissing.into());
    }
    Ok(files)
}

/// Takes the files and the other fields of a form, which may come without a file. Where there is no
/// room, or another reason to take nothing, the words before the first file are read all the same,
/// so that the form can be shown again as it was.
pub async fn receive_form(
    state: &AppState,
    mut multipart: Multipart,
    room: Result<Room, AppError>,
) -> Sent {
    let mut fields = BTreeMap::new();
    let files = read(state, &mut multipart, room, &mut fields).await;
    Sent { fields, files }
}

async fn read(
    state: &AppState,
    multipart: &mut Multipart,
    room: Result<Room, AppError>,
    fields: &mut BTreeMap<String, String>,
) -> Result<Vec<Received>, AppError> {
    let mut files = Vec::new();
    let (mut parts, mut came) = (0, 0);
    while let Some(field) = multipart.next_field().await.map_err(|error| broken(&error))? {
        parts += 1;
        if parts > PARTS_MAX {
            return Err(Refusal::TooMany { max: PARTS_MAX }.into());
        }
        let chosen = field.file_name().map(str::to_owned);
        match chosen {
            None => {
                let name = field.name().unwrap_or("").to_owned();
                fields.insert(name, words(field).await?);
            }
            // A browser sends the field of a form in which no file was chosen too.
            Some(name) if name.is_empty() => {}
            Some(name) => {
                let file = take(state, &name, field, (room.clone()?, came)).await?;
                came += file.size();
                files.push(file);
            }
        }
    }
    room?;
    Ok(files)
}

/// Writes one file to the disk while it arrives, beside what came before it: no byte that is too
/// much is written.
async fn take(
    state: &AppState,
    typed: &str,
    mut field: Field<'_>,
    (room, came): (Room, i64),
) -> Result<Received, AppError> {
    let name = file::name(typed)?;
    let mut bytes = state.blobs.begin().await.map_err(|error| disk(&error))?;
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        let size = bytes.size() + i64::try_from(chunk.len()).unwrap_or(i64::MAX - FILE_MAX);
        if size > FILE_MAX {
            return Err(Refusal::FileTooLarge { max_mb: FILE_MAX_MB }.into());
        }
        room.check(came + size)?;
        bytes.write(&chunk).await.map_err(|error| disk(&error))?;
    }
    file::checked_size(bytes.size())?;
    bytes.settle().await.map_err(|error| disk(&error))?;
    let media_type = MediaType::of(bytes.head());
    Ok(Received { name, media_type, bytes })
}

/// The words of a field that is no file.
async fn words(mut field: Field<'_>) -> Result<String, AppError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > FIELD_MAX {
            return Err(AppError::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| Refusal::Malformed.into())
}

/// A form that ended early, is no form, or is larger than the limit of its route.
fn broken(error: &MultipartError) -> AppError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => Refusal::Malformed.into(),
    }
}
