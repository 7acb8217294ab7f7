//! The icon sprite: one `<symbol>` for each icon that the icon widget names.

use super::Files;
use crate::{project, tools};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Where the widget keeps its table of lines like `(Icon::Home, "house"),`.
const TABLE: &str = "src/ui/icon.rs";

/// How the sprite begins: the drawings' licence asks to be named.
const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\">\
                    <!-- Lucide icons, https://lucide.dev, ISC licence -->";

/// Adds `pkg/icons.svg` with the drawings of the npm package lucide-static.
pub fn add(files: &mut Files) -> Result<()> {
    let table = project::root().join(TABLE);
    let source = fs::read_to_string(&table).with_context(|| format!("cannot read {TABLE}"))?;
    let drawings = tools::build_packages().join("node_modules/lucide-static/icons");
    let mut sprite = String::from(HEAD);
    for name in names(&source) {
        sprite
            .push_str(&symbol(&name, &read_drawing(drawings.join(format!("{name}.svg")), &name)?)?);
    }
    sprite.push_str("</svg>");
    files.insert("pkg/icons.svg".to_owned(), sprite.into_bytes());
    Ok(())
}

/// The quoted names of the table, each once.
fn names(source: &str) -> BTreeSet<String> {
    source
        .lines()
        .filter(|line| line.trim_start().starts_with("(Icon::"))
        .filter_map(|line| line.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

fn read_drawing(path: PathBuf, name: &str) -> Result<String> {
    fs::read_to_string(path)
        .with_context(|| format!("{TABLE} names the icon {name}, which lucide lacks"))
}

/// The drawing without its frame: colour and stroke come from the style sheet.
fn symbol(name: &str, drawing: &str) -> Result<String> {
    let frame =
        drawing.find("<svg").and_then(|start| Some(start + drawing[start..].find('>')? + 1));
    let (Some(start), Some(end)) = (frame, drawing.rfind("</svg>")) else {
        bail!("the drawing of the icon {name} is no SVG");
    };
    let shapes: String = drawing[start..end].lines().map(str::trim).collect();
    // A prefix keeps the names apart from every other id of the page.
    Ok(format!("<symbol id=\"icon-{name}\" viewBox=\"0 0 24 24\">{shapes}</symbol>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_nothing_else() {
        let source =
            "const A: &str = \"no\";\n  (Icon::Home, \"house\"),\n  (Icon::Open, \"house\"),\n";
        assert_eq!(names(source).into_iter().collect::<Vec<_>>(), ["house"]);
    }

    #[test]
    fn a_drawing_becomes_a_symbol() {
        let drawing = "<!-- licence -->\n<svg\n  width=\"24\"\n>\n  <path d=\"M1\" />\n</svg>\n";
        let expected = "<symbol id=\"icon-house\" viewBox=\"0 0 24 24\"><path d=\"M1\" /></symbol>";
        assert_eq!(symbol("house", drawing).expect("a drawing"), expected);
        assert!(symbol("house", "nothing").is_err());
    }
}
