//! Randomness of the server: ids and secrets.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A 256-bit secret that is handed out once; only its hash is kept.
pub struct Secret {
    /// What goes into a cookie or a link.
    pub text: String,
    /// What goes into the database.
    pub hash: [u8; 32],
}

/// A new secret.
#[must_use]
pub fn secret() -> Secret {
    let bytes: [u8; 32] = rand::random();
    let text = URL_SAFE_NO_PAD.encode(bytes);
    let hash = hash(&text);
    Secret { text, hash }
}

/// A new six-digit code.
#[must_use]
pub fn code() -> Secret {
    let text = format!("{:06}", rand::random_range(0..1_000_000));
    let hash = hash(&text);
    Secret { text, hash }
}

/// The SHA-256 of a secret's text.
#[must_use]
pub fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// A new id (UUID version 7).
#[must_use]
pub fn uuid(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &rand::random()).into_uuid()
}
