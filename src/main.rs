//! The program: see `accord help`.

fn main() -> std::process::ExitCode {
    accord::server::cli::run()
}
