//! The whole server without a network: every route as every person, forms, links, files, backups.

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
