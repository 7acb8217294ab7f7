//! What new ids are made of in the browser.

use crate::ui::dom;

/// Now, in UTC milliseconds.
#[must_use]
pub fn now_ms() -> u64 {
    u64::try_from(dom::now_ms()).unwrap_or(0)
}

/// Ten random bytes.
#[must_use]
pub fn random() -> [u8; 10] {
    dom::random_bytes().unwrap_or_default()
}
