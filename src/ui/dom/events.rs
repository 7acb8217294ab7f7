//! Listeners on targets that a view cannot reach, or with options that a view cannot say.

use leptos::prelude::*;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::window;

/// How a listener hears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listening {
    /// After the target, and never in the way of scrolling.
    #[default]
    Passive,
    /// May call `prevent_default`: what a drag by finger needs on `touchmove` and `wheel`.
    Active,
    /// Before anything inside the target hears the event.
    Capture,
}

/// A listener that stops listening when it is dropped.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    capture: bool,
    call: Box<dyn AsRef<wasm_bindgen::JsValue>>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let call = (*self.call).as_ref().unchecked_ref();
        // A target that is gone already has nothing left to remove.
        let _ =
            self.target.remove_event_listener_with_callback_and_bool(self.name, call, self.capture);
    }
}

/// Listens to `name` on `target` until the returned value is dropped.
pub fn listen<E>(
    target: &EventTarget,
    name: &'static str,
    how: Listening,
    hear: impl FnMut(E) + 'static,
) -> Listener
where
    E: FromWasmAbi + 'static,
{
    let call = Closure::<dyn FnMut(E)>::new(hear);
    let options = AddEventListenerOptions::new();
    options.set_passive(how == Listening::Passive);
    options.set_capture(how == Listening::Capture);
    let function = call.as_ref().unchecked_ref();
    // Browsers refuse only malformed arguments, and these are fixed.
    let _ = target
        .add_event_listener_with_callback_and_add_event_listener_options(name, function, &options);
    Listener {
        target: target.clone(),
        name,
        capture: how == Listening::Capture,
        call: Box::new(call),
    }
}

/// Listens to `name` on `target` as long as the component or effect that calls this lives.
pub fn listen_here<E>(
    target: &EventTarget,
    name: &'static str,
    how: Listening,
    hear: impl FnMut(E) + 'static,
) where
    E: FromWasmAbi + 'static,
{
    StoredValue::new_local(listen(target, name, how, hear));
}

/// Asks before the page is left while `unsaved` is true.
pub fn warn_before_leaving(unsaved: Signal<bool>) {
    Effect::new(move |_| {
        let Some(window) = window() else { return };
        listen_here(&window, "beforeunload", Listening::Active, move |event: Event| {
            if unsaved.get_untracked() {
                event.prevent_default();
            }
        });
    });
}
