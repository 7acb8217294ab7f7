//! Files on their way to a browser: as something to save, or as a preview in which nothing runs.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
};
use axum::http::{HeaderName, HeaderValue, Response};
use domain::file::{File, MediaType, Preview};
use encoding_rs::{Encoding, GB18030};
use tokio_util::io::ReaderStream;

use super::picture;
use crate::error::AppError;
use crate::server::failure::{disk, internal};
use crate::server::state::AppState;

/// What a browser may do with a file: nothing but show it.
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// The same for the browser's own reader of PDF files. Safari shows none where scripts are shut out
/// altogether; without an origin and a source there is nothing that they could reach.
const READER: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; \
    sandbox allow-scripts; frame-ancestors 'none'";
/// Most of a text that a preview shows, in bytes.
const TEXT_MAX: u64 = 256 * 1024;

/// Marks an answer that is sent as it lies on the disk: compressing it again costs much and gains
/// nothing.
#[derive(Clone, Copy, Debug)]
pub struct AsItIs;

/// The file as something to save, read from the disk as it is sent.
///
/// # Errors
/// What `disk` says, also when the bytes are not where they should be.
pub async fn attachment(state: &AppState, file: &File) -> Result<Response<Body>, AppError> {
    let opened = state.blobs.open(file.hash).await.map_err(|error| disk(&error))?;
    let media_type = match file.media_type {
        // Even saved and opened, these must not count as pages of this server.
        MediaType::Html | MediaType::Svg => MediaType::Other,
        other => other,
    };
    let mut response = Response::new(Body::from_stream(ReaderStream::new(opened)));
    response.extensions_mut().insert(AsItIs);
    let length = (CONTENT_LENGTH, file.size.to_string());
    let kind = (CONTENT_TYPE, media_type.as_str().to_owned());
    let name = (CONTENT_DISPOSITION, disposition("attachment", &file.name));
    Ok(with_headers(response, file, SANDBOX, [length, kind, name]))
}

/// The file as a preview; none when nothing can be shown of it.
///
/// # Errors
/// As `attachment`.
pub async fn preview(state: &AppState, file: &File) -> Result<Option<Response<Body>>, AppError> {
    let most = match file.media_type.preview() {
        Preview::None => return Ok(None),
        Preview::Text => TEXT_MAX,
        Preview::Image | Preview::Pdf => u64::MAX,
    };
    let bytes = state.blobs.read(file.hash, most).await.map_err(|error| disk(&error))?;
    let shown = match file.media_type.preview() {
        Preview::None => None,
        Preview::Text => Some((text_of(&bytes).into_bytes(), "text/plain; charset=utf-8", SANDBOX)),
        Preview::Pdf => Some((bytes, "application/pdf", READER)),
        Preview::Image => {
            let drawn = smaller(state, bytes).await?;
            drawn.map(|(bytes, media_type)| (bytes, media_type, SANDBOX))
        }
    };
    Ok(shown.map(|(bytes, media_type, policy)| {
        let length = (CONTENT_LENGTH, bytes.len().to_string());
        let kind = (CONTENT_TYPE, media_type.to_owned());
        let name = (CONTENT_DISPOSITION, disposition("inline", &file.name));
        with_headers(Response::new(Body::from(bytes)), file, policy, [length, kind, name])
    }))
}

/// Draws a picture anew, beside the threads that answer requests and few at a time.
async fn smaller(
    state: &AppState,
    bytes: Vec<u8>,
) -> Result<Option<(Vec<u8>, &'static str)>, AppError> {
    let turn = state.pictures.clone().acquire_owned().await.map_err(|error| internal(&error))?;
    let work = move || {
        let drawn = picture::preview(&bytes);
        drop(turn);
        drawn
    };
    let drawn = tokio::task::spawn_blocking(work).await;
    Ok(drawn.unwrap_or_else(|error| {
        tracing::warn!("a picture could not be drawn: {error}");
        None
    }))
}

/// The words of a text file, whatever encoding it is in; an end that was cut off is left out.
fn text_of(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// How the browser calls the file when it saves it: plain letters for old ones, then the name.
fn disposition(kind: &str, name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " .-_()".contains(c);
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

fn with_headers(
    mut response: Response<Body>,
    file: &File,
    policy: &'static str,
    more: [(HeaderName, String); 3],
) -> Response<Body> {
    let headers = response.headers_mut();
    let tag = (ETAG, format!("\"{}\"", file.hash));
    for (name, value) in more.into_iter().chain([tag]) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_sent_twice_and_breaks_out_of_nothing() {
        assert_eq!(
            disposition("attachment", "需求 v2.pdf"),
            "attachment; filename=\"__ v2.pdf\"; filename*=UTF-8''%E9%9C%80%E6%B1%82%20v2.pdf"
        );
        let hostile = disposition("inline", "a\"; filename=b.exe");
        assert!(hostile.starts_with("inline; filename=\"a__ filename_b.exe\"; "), "{hostile}");
    }

    #[test]
    fn texts_are_read_in_their_encoding() {
        for bytes in [&b"\xff\xfe\x2d\x4e"[..], b"\xef\xbb\xbf\xe4\xb8\xad", b"\xd6\xd0"] {
            assert_eq!(text_of(bytes), "中");
        }
        assert_eq!(text_of(b"ab\xe4\xb8"), "ab", "a letter that was cut off");
    }
}
