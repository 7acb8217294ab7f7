//! Files that come with a form: each part is written to the disk as it arrives, within limits.

use std::collections::BTreeMap;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use domain::Refusal;
use domain::file::{self, FILE_MAX, FILE_MAX_MB, MediaType};

use super::Received;
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The files in order; a field without a chosen file brings none.
    pub files: Vec<Received>,
    /// The other fields by name; of one that comes twice the last holds.
    pub fields: BTreeMap<String, String>,
}

/// Takes the files of a form.
///
/// # Errors
/// What `file::name` and `file::checked_size` refuse, `TooMany` parts, `FileMissing` when there is
/// none, `TooLarge`, `Malformed`, and `Busy` when the disk is full. Nothing that was taken has a
/// row then.
pub async fn receive(state: &AppState, multipart: Multipart) -> Result<Vec<Received>, AppError> {
    let sent = receive_form(state, multipart).await?;
    if sent.files.is_empty() {
        return Err(Refusal::FileMissing.into());
    }
    Ok(sent.files)
}

/// Takes the files and the other fields of a form.
///
/// # Errors
/// As `receive`, but a form may come without a file.
pub async fn receive_form(state: &AppState, mut multipart: Multipart) -> Result<Sent, AppError> {
    let mut sent = Sent::default();
    let mut parts = 0;
    while let Some(field) = multipart.next_field().await.map_err(|error| broken(&error))? {
        parts += 1;
        if parts > PARTS_MAX {
            return Err(Refusal::TooMany { max: PARTS_MAX }.into());
        }
        let chosen = field.file_name().map(str::to_owned);
        match chosen {
            None => {
                let name = field.name().unwrap_or("").to_owned();
                sent.fields.insert(name, words(field).await?);
            }
            // A browser sends the field of a form in which no file was chosen too.
            Some(name) if name.is_empty() => {}
            Some(name) => sent.files.push(take(state, &name, field).await?),
        }
    }
    Ok(sent)
}

/// Writes one file to the disk while it arrives.
async fn take(state: &AppState, typed: &str, mut field: Field<'_>) -> Result<Received, AppError> {
    let name = file::name(typed)?;
    let mut incoming = state.blobs.begin().await.map_err(|error| disk(&error))?;
    while let Some(bytes) = field.chunk().await.map_err(|error| broken(&error))? {
        incoming.write(&bytes).await.map_err(|error| disk(&error))?;
        if incoming.size() > FILE_MAX {
            break;
        }
    }
    file::checked_size(incoming.size())?;
    let stored = incoming.keep().await.map_err(|error| disk(&error))?;
    let media_type = MediaType::of(&stored.head);
    Ok(Received { name, media_type, size: stored.size, hash: stored.hash })
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
