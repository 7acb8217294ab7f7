//! Widgets that know no noun: they take words, values and callbacks, and draw.

pub mod avatar;
pub mod badge;
pub mod banner;
pub mod bulk_bar;
pub mod button;
pub mod check;
pub mod chip;
pub mod combobox;
pub mod dialog;
pub mod dom;
pub mod empty;
pub mod field;
pub mod hue;
pub mod icon;
pub mod live;
pub mod menu;
pub mod panel;
pub mod progress;
pub mod qr;
pub mod segmented;
pub mod sheet;
pub mod skeleton;
pub mod stepper;
pub mod table;
pub mod tabs;
pub mod toast;
