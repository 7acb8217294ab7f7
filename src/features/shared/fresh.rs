//! New ids, made in the browser.

use crate::ui::dom;

/// A new id of the wanted kind: `fresh::id(TaskId::new)`.
#[must_use]
pub fn id<T>(new: impl FnOnce(u64, [u8; 10]) -> T) -> T {
    let now_ms = u64::try_from(dom::now_ms()).unwrap_or(0);
    new(now_ms, dom::random_bytes().unwrap_or_default())
}
