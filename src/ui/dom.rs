//! What the browser can do, in words of our own. On the server every function is harmless: it does
//! nothing and returns `None`, `false` or an empty text, so that components need no cfg line.

mod canvas;
mod clock;
pub mod database;
mod element;
mod events;
mod files;
mod focus;
mod frame;
mod keys;
mod mark;
mod page;
pub mod panic;
mod paper;
mod pointer;
mod socket;
mod storage;

pub use canvas::{fit_canvas, keep_text, token};
pub use clock::{now_ms, random_bytes, time_of_day, today};
pub use element::{hide, set_attribute, set_style, set_words};
pub use events::{Listener, Listening, listen, listen_here, warn_before_leaving};
pub use files::{copy_text, download, get_text, post_file, post_form_file};
pub use focus::{
    active_element, focus, focus_by_id, focusable_within, has_free_focus, has_marked_text,
    has_no_focus, has_open_layer, scroll_into_view, set_value, value_of,
};
pub use frame::{FrameGate, Resizing, on_next_frame, on_resize};
pub use keys::{has_command, is_composing, is_mac, is_typing};
pub use mark::{mark, mark_moved};
pub use page::{
    clear_body, has_marked_words, is_online, keep_drawings, keep_program, keeps_program,
    print_page, reload, root_attribute, set_cookie, set_query, set_root_attribute, set_root_style,
    visit,
};
pub use paper::{PAPER_ROWS, png_of, print_pictures, printing, ruler};
pub use pointer::{
    capture_pointer, is_coarse, matches_media, release_pointer, set_coarse, take_pointer, tick,
};
pub use socket::Socket;
pub use storage::{forget, recall, remember};

use web_sys::{Document, Window};

/// Whether this code runs in a browser.
pub const fn in_browser() -> bool {
    cfg!(target_family = "wasm")
}

/// The browser's window, `None` on the server.
pub fn window() -> Option<Window> {
    if in_browser() { web_sys::window() } else { None }
}

/// The browser's document, `None` on the server.
pub fn document() -> Option<Document> {
    window()?.document()
}
