//! Compiles the catalogues: one namespace for each file in `en/`, the same in `zh-CN/`.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

fn main() -> Result<(), Box<dyn Error>> {
    for watched in ["build.rs", "en", "zh-CN"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let mut namespaces = Vec::new();
    for entry in std::fs::read_dir("en")? {
        let path = entry?.path();
        namespaces.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    namespaces.sort();
    let config = Config::new("zh-CN")?.add_locale("en")?.locales_path(".");
    // Words with values in them are wanted as text too, not only as views.
    let config = config.parse_options(ParseOptions::new().interpolate_display(true));
    let catalogues = parse_locales(None, config.add_namespaces(namespaces)?)?;
    let code = leptos_i18n_codegen::gen_code(&catalogues, None, false, None, true)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let mut text = String::new();
    write_lines(code, &mut text);
    std::fs::write(out.join("i18n.rs"), text)?;
    Ok(())
}

/// Writes code with a line for each statement and block. As one line of five megabytes the compiler
/// needs minutes for it: it walks through a line to find a column.
fn write_lines(code: TokenStream, text: &mut String) {
    for tree in code {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ") "),
                    Delimiter::Brace => ("{\n", "}\n"),
                    Delimiter::Bracket => ("[", "] "),
                    Delimiter::None => ("", " "),
                };
                text.push_str(open);
                write_lines(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(mark) => {
                text.push(mark.as_char());
                match (mark.as_char(), mark.spacing()) {
                    (';', _) => text.push('\n'),
                    (_, Spacing::Alone) => text.push(' '),
                    (_, Spacing::Joint) => {}
                }
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                text.push_str(&tree.to_string());
                text.push(' ');
            }
        }
    }
}
