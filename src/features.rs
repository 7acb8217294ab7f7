//! What people see and do, feature by feature: pages and their server functions.

pub mod board;
pub mod calendar;
pub mod clients;
pub mod deliverables;
pub mod entry;
pub mod flow;
pub mod gantt;
pub mod history;
pub mod home;
pub mod import;
pub mod list;
pub mod new_project;
pub mod overview;
pub mod palette;
pub mod peek;
pub mod portal;
pub mod portfolio;
pub mod project;
pub mod settings;
pub mod shared;
pub mod shell;
