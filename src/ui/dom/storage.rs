//! Small things this device remembers. Private windows may refuse, so nothing relies on them.

use web_sys::Storage;

use super::window;

/// What was remembered under `key` on this device.
pub fn recall(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Remembers `value` under `key`; `false` if the browser refused or its space is full.
pub fn remember(key: &str, value: &str) -> bool {
    store().is_some_and(|store| store.set_item(key, value).is_ok())
}

/// Forgets what was remembered under `key`.
pub fn forget(key: &str) {
    if let Some(store) = store() {
        // Nothing there is the same as forgotten.
        let _ = store.remove_item(key);
    }
}

fn store() -> Option<Storage> {
    window()?.local_storage().ok()?
}
