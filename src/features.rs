//! What people see and do, feature by feature: pages and their server functions.

pub mod agreements;
pub mod board;
pub mod calendar;
pub mod clients;
pub mod decision;
pub mod entry;
pub mod evidence;
pub mod flow;
pub mod gantt;
pub mod history;
pub mod home;
pub mod import;
pub mod inbox;
pub mod list;
pub mod messages;
pub mod new_project;
pub mod overview;
pub mod palette;
pub mod peek;
pub mod portal;
pub mod portfolio;
pub mod project;
pub mod scope;
pub mod settings;
pub mod shared;
pub mod shell;
