//! Texts that this browser keeps: two shelves of one IndexedDB database, written in order.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use leptos::prelude::{ArcRwSignal, Get, GetUntracked, Set};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::in_browser;

/// The database and the form of what is in it; another number begins anew.
const NAME: &str = "accord";
const VERSION: u32 = 1;
/// Behind every key that begins with a prefix.
const LAST: &str = "\u{ffff}";

/// Where a text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Plans as they were last seen.
    Plans,
    /// Operations that the server may not have.
    Outbox,
}

impl Shelf {
    const ALL: [Self; 2] = [Self::Plans, Self::Outbox];

    const fn name(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Outbox => "outbox",
        }
    }
}

/// A write that waits for its turn.
struct Write {
    shelf: Shelf,
    key: String,
    /// The text; none takes it away.
    text: Option<String>,
}

#[derive(Default)]
struct State {
    database: Option<Rc<Database>>,
    writes: VecDeque<Write>,
    is_writing: bool,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    /// Whether the outbox could not be kept when it was last written.
    static IS_FAILING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Keeps a text under a key, or takes it away, after everything that was asked for before.
pub fn keep(shelf: Shelf, key: String, text: Option<String>) {
    if !in_browser() {
        return;
    }
    let begins = STATE.with_borrow_mut(|state| {
        state.writes.push_back(Write { shelf, key, text });
        !std::mem::replace(&mut state.is_writing, true)
    });
    if begins {
        spawn_local(write_all());
    }
}

/// Takes every text off a shelf.
pub async fn clear(shelf: Shelf) -> Option<()> {
    let database = open().await?;
    let name = shelf.name();
    let transaction = database.transaction(&[name], TransactionMode::ReadWrite).ok()?;
    transaction.object_store(name).ok()?.clear().ok()?.await.ok()?;
    transaction.await.ok().map(|_| ())
}

/// Whether everything that was to be kept is on the disk.
pub fn is_kept() -> bool {
    STATE.with_borrow(|state| !state.is_writing)
}

/// Whether this browser keeps nothing, as a full disk or a private window makes it; subscribes to
/// that.
pub fn is_failing() -> bool {
    IS_FAILING.with(|is_failing| is_failing.get())
}

fn note_failing(is_failing: bool) {
    let signal = IS_FAILING.with(Clone::clone);
    if signal.get_untracked() != is_failing {
        signal.set(is_failing);
    }
}

/// The text under a key; none too where the browser keeps nothing.
pub async fn kept(shelf: Shelf, key: &str) -> Option<String> {
    let database = open().await?;
    let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly).ok()?;
    let store = transaction.object_store(shelf.name()).ok()?;
    store.get(Query::Key(key.into())).ok()?.await.ok()??.as_string()
}

/// The texts under all keys with a prefix, in the order of the keys.
pub async fn all_kept(shelf: Shelf, prefix: &str) -> Vec<String> {
    let found = async {
        let database = open().await?;
        let transaction = database.transaction(&[shelf.name()], TransactionMode::ReadOnly).ok()?;
        let store = transaction.object_store(shelf.name()).ok()?;
        let (first, last) = (JsValue::from(prefix), JsValue::from(format!("{prefix}{LAST}")));
        let range = KeyRange::bound(&first, &last, None, None).ok()?;
        store.get_all(Some(Query::KeyRange(range)), None).ok()?.await.ok()
    };
    let found: Vec<JsValue> = found.await.unwrap_or_default();
    found.into_iter().filter_map(|text| text.as_string()).collect()
}

async fn write_all() {
    loop {
        let next = STATE.with_borrow_mut(|state| {
            let next = state.writes.pop_front();
            state.is_writing = next.is_some();
            next
        });
        let Some(write) = next else { return };
        let is_written = write_one(&write).await.is_some();
        if !is_written {
            leptos::logging::warn!("this browser does not keep {}", write.key);
        }
        if write.shelf == Shelf::Outbox && write.text.is_some() {
            note_failing(!is_written);
        }
    }
}

async fn write_one(write: &Write) -> Option<()> {
    let database = open().await?;
    let name = write.shelf.name();
    let transaction = database.transaction(&[name], TransactionMode::ReadWrite).ok()?;
    let store = transaction.object_store(name).ok()?;
    let key = JsValue::from(&write.key);
    match &write.text {
        Some(text) => {
            store.put(&text.into(), Some(&key)).ok()?.await.ok()?;
        }
        None => store.delete(Query::Key(key)).ok()?.await.ok()?,
    }
    transaction.await.ok().map(|_| ())
}

/// The open database; none where the browser has none, as in some private windows.
async fn open() -> Option<Rc<Database>> {
    if !in_browser() {
        return None;
    }
    if let Some(database) = STATE.with_borrow(|state| state.database.clone()) {
        return Some(database);
    }
    let mut request = Factory::new().ok()?.open(NAME, Some(VERSION)).ok()?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        for shelf in Shelf::ALL {
            // A shelf that is there already stays as it is.
            let _ = database.create_object_store(shelf.name(), ObjectStoreParams::new());
        }
    });
    let database = Rc::new(request.await.ok()?);
    STATE.with_borrow_mut(|state| state.database = Some(database.clone()));
    Some(database)
}
