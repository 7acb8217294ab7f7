//! What goes to another machine: the binary, and a context to build a container from.

use crate::{project, server};
use anyhow::Result;
use std::fs;

const CONTAINERFILE: &str = include_str!("Containerfile");

/// Builds the release and lays binary and Containerfile into `target/dist`.
pub fn run() -> Result<()> {
    server::build()?;
    let folder = project::root().join("target/dist");
    fs::create_dir_all(&folder)?;
    fs::copy(project::shown_binary(), folder.join("accord"))?;
    fs::write(folder.join("Containerfile"), CONTAINERFILE)?;
    println!("  {}: accord, Containerfile", folder.display());
    Ok(())
}
