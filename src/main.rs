//! The program: see `accord help`.

/// Keeps the memory of large tables for the next time, where the system's would give it back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    accord::server::cli::run()
}
