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

/// Six new digits.
#[must_use]
pub fn digits() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
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

/// New ids (UUID version 7) of things that come together: a random first one, and others that count
/// on from it (RFC 9562, section 6.2), so that a plan of thousands of them stays small on the wire.
pub fn uuids(now: Timestamp) -> impl FnMut() -> Uuid {
    // What counts are the lowest bits; those above stay random, also from the server's next batch.
    let first = uuid(now).as_u128() & !0xffff_ffff;
    let mut count: u32 = 0;
    move || {
        count += 1;
        Uuid::from_u128(first | u128::from(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_come_together_ascend_and_are_ids_like_others() {
        let now = Timestamp(1_800_000_000_000);
        let (mut some, mut others) = (uuids(now), uuids(now));
        let ids: Vec<Uuid> = (0..1_000).map(|_| some()).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        assert!(!ids.contains(&others()));
        assert!(uuid(Timestamp(now.0 + 1)) > ids[999]);
    }
}
