//! The server: router, sessions, the shape of a call, import, mail-less links, command line.

pub mod assets;
pub mod backup;
pub mod call;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod entry;
pub mod failure;
pub mod guard;
pub mod import;
pub mod import_route;
pub mod invitations;
pub mod limits;
pub mod listen;
pub mod live;
pub mod pages;
pub mod passwords;
pub mod plan_command;
pub mod plans;
pub mod portal;
pub mod random;
pub mod router;
pub mod sessions;
pub mod settings;
pub mod state;
pub mod team;
