//! The whole server without a network: every route as every person, forms, links, files, backups.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod backups;
mod durability;
mod entry;
mod files;
mod firm;
mod flow;
mod guard;
mod history;
mod imports;
mod kit;
mod live;
mod live_across;
mod peek;
mod plans;
mod portal;
mod sessions;
mod wire;
