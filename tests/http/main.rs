//! The whole server without a network: every route as every person, forms, links, files, backups.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod backups;
mod changes;
mod clients;
mod codes;
mod command_line;
mod decisions;
mod decisions_since;
mod durability;
mod entry;
mod evidence;
mod files;
mod firm;
mod flow;
mod guard;
mod handover;
mod history;
mod imports;
mod kit;
mod live;
mod live_across;
mod live_processes;
mod magic_links;
mod mail;
mod minutes;
mod peek;
mod plans;
mod portal;
mod portal_more;
mod portal_talk;
mod requirements;
mod risks;
mod scope;
mod sessions;
mod settled;
mod step_up;
mod stirs;
mod waiting;
mod wire;
