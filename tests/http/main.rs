//! The whole server without a network: every route as every person, forms, links, files, backups.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod access;
mod backups;
mod entry;
mod firm;
mod guard;
mod imports;
mod kit;
mod plans;
mod portal;
mod sessions;
