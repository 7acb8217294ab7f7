//! The server: router, sessions, the shape of a call, pages without scripts, import and export,
//! files, mail, the command line.

#![warn(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "`terminal` prints: it knows what to do when nobody reads any more"
)]

pub mod assets;
pub mod backup;
pub mod blobs;
pub mod branches;
pub mod call;
pub mod changes;
pub mod cli;
pub mod client_rights;
pub mod clock;
pub mod codes;
pub mod complaint_mail;
pub mod contacts_route;
pub mod decision_pages;
pub mod decisions;
pub mod deliverables;
pub mod demo;
pub mod entry;
pub mod evidence;
pub mod evidence_command;
pub mod export;
pub mod export_route;
pub mod failure;
pub mod file_routes;
pub mod filed;
pub mod files;
pub mod guard;
pub mod handover;
pub mod housekeeping;
pub mod import;
pub mod import_route;
pub mod inbox;
pub mod invitations;
pub mod limits;
pub mod listen;
pub mod live;
pub mod magic_links;
pub mod mail;
pub mod markdown;
pub mod messages;
pub mod minutes;
pub mod pages;
pub mod passwords;
pub mod plan_command;
pub mod plans;
pub mod portal;
pub mod portal_call;
pub mod portal_entry;
pub mod portal_page;
pub mod portal_posts;
pub mod portal_talk;
pub mod qr;
pub mod random;
pub mod receipts;
pub mod risks;
pub mod router;
pub mod scope;
pub mod sessions;
pub mod settings;
pub mod state;
pub mod step_up;
pub mod subjects;
pub mod talk;
pub mod team;
pub mod terminal;
pub mod trace;
pub mod verdicts;
pub mod versions;
