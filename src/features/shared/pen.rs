//! Pens. With the first touch of a pen pen mode begins: the pen works, fingers scroll. While the
//! pen is down, whatever else touches the glass is a palm and nothing in the plan hears of it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use locale::{t, use_i18n};
use wasm_bindgen::JsCast;
use web_sys::{MouseEvent, PointerEvent, TouchEvent};

use crate::ui::button::{Button, ButtonKind};
use crate::ui::dom::{self, Listener, Listening};
use crate::ui::icon::Icon;

/// The attribute of the root element that tells whether pen mode is on; without it no pen has been
/// seen. It outlives the plan that is open, and the style sheet reads it too.
const MODE: &str = "data-pen";
const ON: &str = "on";
const OFF: &str = "off";

/// Whether pen mode is on.
pub fn is_pen_mode() -> bool {
    dom::root_attribute(MODE).as_deref() == Some(ON)
}

/// The pen of whoever has the plan open. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Pen {
    is_on: RwSignal<bool>,
    /// The pen that is down.
    down: StoredValue<Option<i32>>,
    /// What touched the glass meanwhile.
    palms: StoredValue<BTreeSet<i32>>,
    /// Keeps palms from scrolling for as long as a pen is down.
    stiff: StoredValue<Option<Listener>, LocalStorage>,
}

impl Pen {
    /// Watches the pen for all views below.
    pub fn provide() {
        let pen = Self {
            is_on: RwSignal::new(is_pen_mode()),
            down: StoredValue::new(None),
            palms: StoredValue::new(BTreeSet::new()),
            stiff: StoredValue::new_local(None),
        };
        provide_context(pen);
        Effect::new(move |_| {
            let Some(document) = dom::document() else { return };
            let hear = |name: &'static str, act: fn(Self, &PointerEvent)| {
                dom::listen_here(
                    &document,
                    name,
                    Listening::Capture,
                    move |event: PointerEvent| {
                        act(pen, &event);
                    },
                );
            };
            hear("pointerdown", Self::comes);
            hear("pointermove", Self::moves);
            hear("pointerup", Self::leaves);
            hear("pointercancel", Self::leaves);
            dom::listen_here(&document, "click", Listening::Capture, move |event: MouseEvent| {
                pen.click(&event);
            });
        });
    }

    fn comes(self, event: &PointerEvent) {
        match event.pointer_type().as_str() {
            "pen" => {
                self.down.set_value(Some(event.pointer_id()));
                self.palms.set_value(BTreeSet::new());
                self.stiffen();
                if dom::root_attribute(MODE).is_none() {
                    self.turn(true);
                }
            }
            "touch" if self.down.get_value().is_some() => {
                self.palms.update_value(|palms| {
                    palms.insert(event.pointer_id());
                });
                event.stop_immediate_propagation();
            }
            _ => {}
        }
    }

    fn moves(self, event: &PointerEvent) {
        if self.is_palm(event) {
            event.stop_immediate_propagation();
        }
    }

    fn leaves(self, event: &PointerEvent) {
        if self.is_palm(event) {
            event.stop_immediate_propagation();
        } else if self.down.get_value() == Some(event.pointer_id()) {
            self.down.set_value(None);
            self.stiff.set_value(None);
        }
    }

    /// The tap of a palm is none.
    fn click(self, event: &MouseEvent) {
        let is_palm = event.dyn_ref::<PointerEvent>().is_some_and(|event| self.is_palm(event));
        if is_palm {
            event.stop_immediate_propagation();
            event.prevent_default();
        }
    }

    /// Numbers of pointers are not given twice, so that palms may be remembered for long.
    fn is_palm(self, event: &PointerEvent) -> bool {
        self.palms.with_value(|palms| palms.contains(&event.pointer_id()))
    }

    /// A listener that may forbid scrolling slows it down, so it is there only while a pen is.
    fn stiffen(self) {
        let Some(document) = dom::document() else { return };
        let listener =
            dom::listen(&document, "touchmove", Listening::Capture, move |event: TouchEvent| {
                let has_palm = self.palms.try_with_value(|palms| !palms.is_empty());
                if has_palm == Some(true) && event.cancelable() {
                    event.prevent_default();
                }
            });
        self.stiff.set_value(Some(listener));
    }

    fn turn(self, is_on: bool) {
        dom::set_root_attribute(MODE, Some(if is_on { ON } else { OFF }));
        self.is_on.set(is_on);
    }
}

/// That pen mode is on, and the way out of it.
#[component]
pub fn PenChip() -> impl IntoView {
    let i18n = use_i18n();
    let pen = expect_context::<Pen>();
    view! {
        <Show when=move || pen.is_on.get()>
            <Button
                kind=ButtonKind::Ghost
                icon=Icon::Pencil
                label=t!(i18n, pen.turn_off)
                on_press=move || pen.turn(false)
            >
                {t!(i18n, pen.mode)}
            </Button>
        </Show>
    }
}
