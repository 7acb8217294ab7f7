//! The style sheet: `style/main.css` with everything it imports, as one file.

use super::Files;
use crate::project::{self, Mode};
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use std::path::Path;

/// Adds `pkg/accord.css`, minified in a release.
pub fn add(mode: Mode, files: &mut Files) -> Result<()> {
    let css = bundle(&project::root().join("style/main.css"), mode != Mode::Debug)?;
    files.insert("pkg/accord.css".to_owned(), css.into_bytes());
    Ok(())
}

fn bundle(main: &Path, is_minified: bool) -> Result<String> {
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    // The library's errors borrow the sources: they become text at once.
    let mut sheet = bundler.bundle(main).map_err(|error| anyhow!("{error}"))?;
    if is_minified {
        sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{error}"))?;
    }
    let options = PrinterOptions { minify: is_minified, ..PrinterOptions::default() };
    Ok(sheet.to_css(options).map_err(|error| anyhow!("{error}"))?.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_keep_their_layers_and_empty_tokens_stay() {
        let folder = std::env::temp_dir().join(format!("accord-style-test-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a writable folder");
        let main = folder.join("main.css");
        std::fs::write(&main, "@layer a, b;\n@import \"b.css\" layer(b);")
            .expect("a writable folder");
        let tokens = ":root { --off: ; --ink: var(--off, #112233); }";
        std::fs::write(folder.join("b.css"), tokens).expect("a writable folder");
        let css = bundle(&main, true);
        std::fs::remove_dir_all(&folder).expect("a folder of our own");
        let css = css.expect("a correct style sheet");
        assert!(css.starts_with("@layer a;@layer b{"), "{css}");
        assert!(css.contains("--off: ;") && css.contains("var(--off,"), "{css}");
    }
}
