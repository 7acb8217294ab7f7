//! Where things lie.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// How a build is made: for the developer's loop, for the tests, or for release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    Debug,
    /// The server as in `Debug`, the browser's half as in `Release` but for what `wasm-opt` and
    /// compression would add to it: the tests drive what people get, and pages load sooner.
    Test,
    Release,
}

/// The folder with the top level Cargo.toml, as cargo says at run time: a target folder that
/// several work trees share may hold this program from another one of them.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = package.ancestors().nth(2).expect("src/xtask lies two folders below the root");
        root.to_path_buf()
    });
    &ROOT
}

/// Cargo's target folder: `CARGO_TARGET_DIR` where set, else `target` in the project.
pub fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The finished site; a debug build never disturbs a release.
///
/// It lies in the project, not in the shared target folder: the server remembers the path.
pub fn site_dir(mode: Mode) -> PathBuf {
    root().join(match mode {
        Mode::Debug | Mode::Test => "target/site",
        Mode::Release => "target/site-release",
    })
}

/// Where logs and intermediate files of this tool go.
pub fn scratch_dir() -> PathBuf {
    target_dir().join("xtask")
}

/// The server's binary as cargo leaves it.
pub fn server_binary(mode: Mode) -> PathBuf {
    let folder = match mode {
        Mode::Debug | Mode::Test => "debug",
        Mode::Release => "release",
    };
    target_dir().join(folder).join(format!("accord{}", std::env::consts::EXE_SUFFIX))
}

/// The browser's half as cargo leaves it, before wasm-bindgen.
pub fn wasm_file(mode: Mode) -> PathBuf {
    let folder = match mode {
        Mode::Debug => "debug",
        Mode::Test | Mode::Release => "wasm-release",
    };
    target_dir().join("wasm32-unknown-unknown").join(folder).join("accord.wasm")
}

/// The release binary where people look for it: `target/release/accord`.
pub fn shown_binary() -> PathBuf {
    root().join("target/release").join(format!("accord{}", std::env::consts::EXE_SUFFIX))
}
