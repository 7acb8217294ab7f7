//! Compression once at build time, and the sizes that the budget speaks of.

use super::Files;
use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::Path;

/// What a first visit may download, in bytes of brotli: browser code, scripts and style sheet.
const BUDGET_BYTES: usize = 300_000;

/// Kinds of files that are compressed already.
const PACKED_KINDS: [&str; 6] = [".png", ".jpg", ".webp", ".woff2", ".br", ".gz"];

/// Puts a `.br` and a `.gz` beside every file.
///
/// What the folder holds for the same content is taken from there.
pub fn compress(folder: &Path, files: &mut Files) -> Result<()> {
    let mut packed = Files::new();
    for (name, bytes) in files.iter().filter(|(name, _)| !is_packed(name)) {
        let is_known = fs::read(folder.join(name)).is_ok_and(|old| old == *bytes);
        let kept = |ending: &str| {
            fs::read(folder.join(format!("{name}{ending}"))).ok().filter(|_| is_known)
        };
        let br = kept(".br").map_or_else(|| brotli(bytes), Ok)?;
        let gz = kept(".gz").map_or_else(|| gzip(bytes), Ok)?;
        packed.insert(format!("{name}.br"), br);
        packed.insert(format!("{name}.gz"), gz);
    }
    files.append(&mut packed);
    ensure!(!files.is_empty(), "the site is empty");
    Ok(())
}

/// Prints raw and brotli sizes and how the first visit compares with its budget.
pub fn print_sizes(files: &Files) {
    let mut total = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| !is_packed(name)) {
        let packed = files.get(&format!("{name}.br")).map_or(bytes.len(), Vec::len);
        println!("    {:>9} B {:>9} B br  {name}", bytes.len(), packed);
        if [".wasm", ".js", ".css"].iter().any(|ending| name.ends_with(ending)) {
            total += packed;
        }
    }
    let verdict = if total > BUDGET_BYTES { "OVER the budget" } else { "within the budget" };
    println!(
        "  site: {:.1} kB brotli (wasm + js + css), {verdict} of {} kB",
        total as f64 / 1000.0,
        BUDGET_BYTES / 1000
    );
}

fn is_packed(name: &str) -> bool {
    PACKED_KINDS.iter().any(|ending| name.ends_with(ending))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
