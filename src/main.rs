//! The program: see `accord help`.

/// Keeps the memory of large tables for the next time, where the system's would give it back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Where the site lies. Asked for here so that cargo compiles this file again when the folder is
/// another one; the derive below reads the variable behind cargo's back.
const _: &str = env!("ACCORD_SITE");

/// The site is embedded here and not in the library, so that the library can be compiled beside it.
#[derive(rust_embed::RustEmbed)]
#[folder = "$ACCORD_SITE"]
#[allow_missing = true]
struct Site;

fn main() -> std::process::ExitCode {
    accord::server::cli::run(Site::get)
}
