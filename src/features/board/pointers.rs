//! Everything that pointers can do on the board, each told of every event.

use web_sys::{MouseEvent, PointerEvent};

use super::carry::Stage;
use super::column_drag::HeadHands;
use super::hands::Hands;
use super::marquee::Marquee;
use super::pan::Pan;
use super::state::Board;

/// What listens to pointers. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Pointers {
    /// Carries cards.
    pub hands: Hands,
    /// Carries columns by their headings.
    pub heads: HeadHands,
    /// Selects what lies in a frame.
    pub marquee: Marquee,
    pan: Pan,
}

impl Pointers {
    /// For a board on its stage; listens from now on.
    pub fn new(board: Board, stage: Stage) -> Self {
        let pointers = Self {
            hands: Hands::new(board, stage),
            heads: HeadHands::new(board, stage.root, stage.scroller),
            marquee: Marquee::new(board, stage.root),
            pan: Pan::new(stage.root, stage.scroller),
        };
        pointers.hands.listen();
        pointers.heads.listen();
        pointers.marquee.listen();
        pointers
    }

    /// A pointer goes down.
    pub fn down(self, event: &PointerEvent) {
        self.hands.down(event);
        self.heads.down(event);
        self.marquee.down(event);
        self.pan.down(event);
    }

    /// A pointer moves.
    pub fn moved(self, event: &PointerEvent) {
        self.hands.moved(event);
        self.heads.moved(event);
        self.marquee.moved(event);
        self.pan.moved(event);
    }

    /// A pointer goes up.
    pub fn up(self, event: &PointerEvent) {
        self.hands.up(event);
        self.heads.up(event);
        self.marquee.up();
        self.pan.end();
    }

    /// The browser has taken a pointer away, usually to scroll with it.
    pub fn lost(self) {
        self.hands.lost();
        self.heads.cancel();
        self.marquee.cancel();
        self.pan.end();
    }

    /// A button of the mouse goes down.
    pub fn mouse_down(self, event: &MouseEvent) {
        self.pan.mouse_down(event);
    }

    /// A long press must not open the browser's own menu over what is on its way.
    pub fn context_menu(self, event: &MouseEvent) {
        self.hands.context_menu(event);
        if self.heads.is_carrying() {
            event.prevent_default();
        }
    }
}
