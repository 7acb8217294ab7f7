//! The board: the plan's tasks as cards that move through columns.
//!
//! Pure parts: `lanes` (which cards stand where), `drag` (how a card is carried), `geometry`,
//! `due`, `consequence`. The rest draws them and listens.

mod ageing;
mod bulk;
mod card;
mod card_menu;
mod card_title;
mod carry;
mod collapse;
mod column;
mod column_drag;
mod column_menu;
mod drag;
mod due;
mod filters;
mod fullness;
mod geometry;
mod grid;
mod hands;
mod hover;
mod keyboard;
mod keys;
mod lanes;
mod look;
mod marquee;
mod moves;
mod others;
mod page;
mod pan;
mod pointers;
mod press;
mod questions;
mod quick_add;
mod requirements;
mod selection;
mod state;
mod words;

pub use page::BoardPage;
