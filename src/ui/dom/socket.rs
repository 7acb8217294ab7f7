//! A channel to the server over which both sides talk at any time.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::{in_browser, window};

/// An open channel; closed when it is dropped.
pub struct Socket {
    socket: WebSocket,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Opens a channel to a path of this server. `hear` gets every text, `close` is called once
    /// when the channel ends or never came about.
    pub fn open(
        path: &str,
        mut hear: impl FnMut(String) + 'static,
        mut close: impl FnMut() + 'static,
    ) -> Option<Self> {
        if !in_browser() {
            return None;
        }
        let location = window()?.location();
        let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let address = format!("{scheme}://{}{path}", location.host().ok()?);
        let socket = WebSocket::new(&address).ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(text);
            }
        });
        let close = Closure::<dyn FnMut(CloseEvent)>::new(move |_| close());
        socket.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        Some(Self { socket, _hear: hear, _close: close })
    }

    /// Says a text; one that cannot be said now is lost, the next opening tells everything anew.
    pub fn say(&self, text: &str) {
        if self.socket.ready_state() == WebSocket::OPEN {
            // The state was just asked.
            let _ = self.socket.send_with_str(text);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing what is closed does nothing.
        let _ = self.socket.close();
    }
}
