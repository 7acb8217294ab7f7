//! The hands: turns what pointers and keys do into the inputs of `drag`, and carries out its
//! commands.

use domain::RiskId;
use domain::risk::Place;
use leptos::html;
use leptos::prelude::*;
use locale::{risks, td_string};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::desk::{Desk, Side};
use super::drag::{Command, Drag, Input, step};
use crate::features::shared::carrying::{self, Carrying, Press};
use crate::features::shared::hand::{Hand, Point};
use crate::features::shared::holding::{Holding, hand_of, point_of};
use crate::ui::dom::{self, Listening};

/// A risk on its way, and the cell over which it is.
pub type OnItsWay = (RiskId, Option<Place>);

/// The hands of one matrix. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Hands {
    /// The matrix.
    pub root: NodeRef<html::Div>,
    /// What follows the pointer.
    pub ghost: NodeRef<html::Div>,
    /// What is on its way.
    pub over: RwSignal<Option<OnItsWay>>,
    desk: Desk,
    drag: StoredValue<Drag>,
    holding: Holding,
}

impl Hands {
    /// Hands for the matrix of a page.
    pub fn new(desk: Desk) -> Self {
        Self {
            root: NodeRef::new(),
            ghost: NodeRef::new(),
            over: RwSignal::new(None),
            desk,
            drag: StoredValue::new(Drag::IDLE),
            holding: Holding::default(),
        }
    }

    /// Listens to what a view cannot: touches that must not scroll, Esc from anywhere, a window
    /// that loses the focus.
    pub fn listen(self) {
        Effect::new(move |_| {
            let Some(root) = self.root.get() else { return };
            self.holding.guard(&root, move || self.is_carrying());
            let (Some(window), Some(document)) = (dom::window(), dom::document()) else { return };
            dom::listen_here(&window, "blur", Listening::Passive, move |_: Event| {
                self.feed(Input::CANCEL);
            });
            let escape = move |event: KeyboardEvent| {
                if event.key() == "Escape" && (self.is_carrying() || self.is_lifted()) {
                    event.prevent_default();
                    event.stop_propagation();
                    self.feed(Input::CANCEL);
                }
            };
            dom::listen_here(&document, "keydown", Listening::Capture, escape);
        });
        on_cleanup(move || self.holding.stop_waiting());
    }

    /// A pointer goes down somewhere on the matrix.
    pub fn down(self, event: &PointerEvent) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let risk = target.and_then(|target| risk_of(&target)).filter(|_| event.button() == 0);
        match risk {
            Some(risk) => {
                self.point(carrying::Input::Down(Press {
                    what: risk,
                    pointer: event.pointer_id(),
                    hand: hand_of(event),
                    on_handle: false,
                    at: point_of(event),
                }));
            }
            None if !event.is_primary() || self.is_lifted() => self.feed(Input::CANCEL),
            None => {}
        }
    }

    /// A pointer moves over the matrix.
    pub fn moved(self, event: &PointerEvent) {
        if self.drag.get_value() != Drag::IDLE {
            let (pointer, at) = (event.pointer_id(), point_of(event));
            self.point(carrying::Input::Move { pointer, at });
        }
    }

    /// A pointer goes up.
    pub fn up(self, event: &PointerEvent) {
        let (pointer, at) = (event.pointer_id(), point_of(event));
        self.point(carrying::Input::Up { pointer, at });
    }

    /// The browser has taken a pointer away, usually to scroll with it.
    pub fn lost(self) {
        self.feed(Input::CANCEL);
    }

    /// A long press must not open the browser's own menu over a risk on its way.
    pub fn context_menu(self, event: &MouseEvent) {
        if self.is_carrying() {
            event.prevent_default();
        }
    }

    /// Whether the keyboard holds a risk.
    pub fn is_lifted(self) -> bool {
        matches!(self.drag.get_value(), Drag::Lifted(..))
    }

    fn is_carrying(self) -> bool {
        matches!(self.drag.get_value(), Drag::Pointer(Carrying::Carried(_)))
    }

    fn point(self, input: carrying::Input<RiskId>) {
        self.feed(Input::Pointer(input));
    }

    /// Feeds the state machine and does what it commands.
    pub fn feed(self, input: Input) {
        let (next, command) = step(self.drag.get_value(), input);
        self.drag.set_value(next);
        if !matches!(next, Drag::Pointer(Carrying::Pressed(_))) {
            self.holding.stop_waiting();
        }
        match command {
            None => {}
            Some(Command::Pointer(command)) => self.carry_by_pointer(command),
            Some(Command::Show(risk, at)) => self.show(risk, at),
            Some(Command::Place(risk, at)) => {
                self.over.set(None);
                self.put(risk, at);
                dom::on_next_frame(move || {
                    dom::focus_by_id(&chip_id(risk));
                });
            }
        }
    }

    fn carry_by_pointer(self, command: carrying::Command<RiskId>) {
        match command {
            carrying::Command::Wait(ms) => {
                self.holding.wait(ms, move || self.point(carrying::Input::Held));
            }
            carrying::Command::PickUp(press, at) => self.pick_up(press, at),
            carrying::Command::Follow(at) => self.follow(at),
            carrying::Command::PutDown(risk, at) => {
                self.settle();
                if let Some(place) = cell_at(at) {
                    self.put(risk, place);
                }
            }
            carrying::Command::PutBack(risk) => {
                self.settle();
                let (locale, name) = (self.desk.locale_now(), self.name(risk));
                self.desk.live.announce(td_string!(locale, risks.live_cancelled, name));
            }
        }
    }

    fn pick_up(self, press: Press<RiskId>, at: Point) {
        let reason = self.desk.reason().get_untracked();
        if let Some(reason) = reason {
            self.drag.set_value(Drag::IDLE);
            return self.desk.say(reason);
        }
        if let Some(root) = self.root.get_untracked() {
            dom::capture_pointer(&root, press.pointer);
        }
        if press.hand != Hand::Mouse {
            dom::tick();
        }
        self.over.set(Some((press.what, None)));
        self.follow(at);
    }

    fn follow(self, at: Point) {
        if let Some(ghost) = self.ghost.get_untracked() {
            let place = format!("translate({}px, {}px)", at.x, at.y);
            // Browsers refuse only malformed values.
            let _ = HtmlElement::from(ghost).style().set_property("transform", &place);
        }
        let cell = cell_at(at);
        let known = self.over.get_untracked();
        if let Some((risk, over)) = known
            && over != cell
        {
            self.over.set(Some((risk, cell)));
        }
    }

    fn settle(self) {
        self.holding.end();
        self.over.set(None);
    }

    fn show(self, risk: RiskId, at: Place) {
        let is_new = self.over.with_untracked(Option::is_none);
        self.over.set(Some((risk, Some(at))));
        let locale = self.desk.locale_now();
        let cell = risks::cell(locale, at);
        let words = match is_new {
            true => td_string!(locale, risks.live_lifted, name = self.name(risk), cell),
            false => cell,
        };
        self.desk.live.announce(words);
    }

    fn put(self, risk: RiskId, place: Place) {
        let side = self.desk.side.get_untracked();
        let was = self.desk.risk_now(risk).map(|risk| side.place(&risk.says));
        if was != Some(place) {
            self.desk.save(risk, String::new(), move |says| Side::put(side, says, place));
        }
        let (locale, name) = (self.desk.locale_now(), self.name(risk));
        let cell = risks::cell(locale, place);
        self.desk.live.announce(td_string!(locale, risks.live_dropped, name, cell));
    }

    fn name(self, risk: RiskId) -> String {
        self.desk.risk_now(risk).map(|risk| risk.says.title).unwrap_or_default()
    }
}

/// The id of a risk's chip in the matrix.
pub fn chip_id(risk: RiskId) -> String {
    format!("risk-chip-{risk}")
}

/// The risk whose chip an element belongs to.
pub fn risk_of(element: &Element) -> Option<RiskId> {
    let chip = element.closest("[data-risk]").ok()??;
    chip.get_attribute("data-risk")?.parse().ok()
}

/// The cell that an element belongs to.
pub fn cell_of(element: &Element) -> Option<Place> {
    let cell = element.closest("[data-cell]").ok()??.get_attribute("data-cell")?;
    let (probability, impact) = cell.split_once('-')?;
    Some(Place { probability: probability.parse().ok()?, impact: impact.parse().ok()? })
}

/// The cell that lies at a place of the window.
fn cell_at(at: Point) -> Option<Place> {
    cell_of(&dom::document()?.element_from_point(at.x as f32, at.y as f32)?)
}
