//! Colours stand in `style/tokens.css` and nowhere else.

use super::files::{Finding, SourceFile};
use super::rust;

const TOKENS: &str = "style/tokens.css";

/// Functions that make a colour out of numbers. `color-mix` of tokens is no new colour.
const FUNCTIONS: [&str; 10] =
    ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];

/// Properties whose values are names of our own, which may look like colours.
const NAMING_PROPERTIES: [&str; 9] = [
    "animation",
    "container",
    "content",
    "counter",
    "font",
    "grid",
    "transition",
    "view-transition",
    "will-change",
];

/// Attributes in view code whose value is a style or a colour.
const PAINTED_ATTRIBUTES: [&str; 6] =
    ["style", "fill", "stroke", "color", "stop-color", "background"];

/// Colours by name; `transparent`, `currentcolor` and system colours are no choice of ours.
const NAMES: &str = " \
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue \
    blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue \
    cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey \
    darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon \
    darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet \
    deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen \
    fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew \
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon \
    lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey \
    lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey \
    lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine \
    mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen \
    mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite \
    navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen \
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple \
    rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell \
    sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan \
    teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen ";

/// Finds every colour outside of the tokens: in style sheets and in the strings of view code.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    files
        .iter()
        .flat_map(|file| match file.path.as_str() {
            TOKENS => Vec::new(),
            path if path.ends_with(".css") => in_style_sheet(file),
            "src/app.rs" => in_view_code(file),
            path if path.starts_with("src/ui/") || path.starts_with("src/features/") => {
                in_view_code(file)
            }
            _ => Vec::new(),
        })
        .collect()
}

fn in_style_sheet(file: &SourceFile) -> Vec<Finding> {
    declarations(&file.code)
        .into_iter()
        .filter_map(|(at, property, value)| {
            let is_naming = NAMING_PROPERTIES.iter().any(|name| property.starts_with(name));
            let colour =
                number_colour(value).or_else(|| named_colour(value).filter(|_| !is_naming))?;
            Some(file.finding(at, format!("{colour} is a colour: name it in {TOKENS}")))
        })
        .collect()
}

/// Each `property: value` with the place where it begins; selectors and at-rules are none.
fn declarations(code: &str) -> Vec<(usize, &str, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (at, character) in code.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '{' => start = at + 1,
            ';' | '}' => {
                let text = &code[start..at];
                let begin = start + text.len() - text.trim_start().len();
                if let Some((property, value)) = text.split_once(':') {
                    found.push((begin, property.trim(), value));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn in_view_code(file: &SourceFile) -> Vec<Finding> {
    let marks: Vec<usize> = file.code.match_indices('"').map(|(at, _)| at).collect();
    marks
        .as_chunks()
        .0
        .iter()
        .filter_map(|&[open, close]| {
            let text = &file.text[open + 1..close];
            let attribute = attribute_before(&file.code[..open]);
            let colour = if PAINTED_ATTRIBUTES.contains(&attribute) {
                number_colour(text).or_else(|| named_colour(text))
            } else {
                number_colour(text).filter(|colour| is_surely_colour(attribute, text, colour))
            }?;
            Some(file.finding(open, format!("{colour} is a colour: name it in {TOKENS}")))
        })
        .collect()
}

/// Outside of painted attributes `#add` may be a link and `#1234` a number.
fn is_surely_colour(attribute: &str, text: &str, colour: &str) -> bool {
    attribute != "href" && (colour.len() >= 7 || !colour.starts_with('#') || text == colour)
}

/// The attribute that a string is the value of: `fill` in `fill="…"`, `style` in `style:width="…"`.
fn attribute_before(code: &str) -> &str {
    let Some(before) = code.trim_end().strip_suffix('=') else { return "" };
    let start = before
        .rfind(|c| !rust::is_word_character(c) && c != '-' && c != ':')
        .map_or(0, |at| at + 1);
    before[start..].split(':').next().unwrap_or("")
}

/// `#abc` or `rgb(`, if the text holds one.
fn number_colour(text: &str) -> Option<&str> {
    let function = FUNCTIONS.iter().find_map(|name| {
        let mut places = rust::word_starts(text, name);
        places.find(|&at| !text[..at].ends_with('-')).map(|at| &text[at..at + name.len()])
    });
    function.or_else(|| text.match_indices('#').find_map(|(at, _)| hex_colour(text, at)))
}

fn hex_colour(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at + 1..];
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let is_whole = !rest[digits..].starts_with(|c| rust::is_word_character(c) || c == '-');
    let is_alone = !text[..at].ends_with(|c| rust::is_word_character(c) || c == '&' || c == '/');
    ([3, 4, 6, 8].contains(&digits) && is_whole && is_alone).then(|| &text[at..=at + digits])
}

fn named_colour(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').find(|word| {
        !word.is_empty() && NAMES.contains(&format!(" {} ", word.to_ascii_lowercase()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&[SourceFile::new(path, text)]).len()
    }

    #[test]
    fn tokens_and_what_is_no_colour_pass() {
        let css = "#fade, a:hover { color: var(--ink); fill: currentcolor; animation: snow 1s; }\n\
                   /* red */ @media (color) {\n\
                   p { background: color-mix(in oklab, var(--a), transparent); } }\n\
                   a::after { content: \"#fff\"; background: url(x#abc) }\n\
                   .tan { --red: var(--white-2); }";
        assert_eq!(count("style/ui/a.css", css), 0);
        assert_eq!(count(TOKENS, ":root { --ink: #112233; }"), 0);
        let view = "view! { <a href=\"#add\" class=\"red\">\"#12\"</a>\n\
                    <p style:width=\"3px\">\"red\"</p> } // #ffffff";
        assert_eq!(count("src/ui/a.rs", view), 0);
    }

    #[test]
    fn a_planted_colour_of_each_kind_is_found() {
        assert_eq!(count("style/ui/a.css", "a { color: #fff; }"), 1);
        assert_eq!(count("style/ui/a.css", "a { border: 1px solid red }"), 1);
        assert_eq!(count("style/ui/a.css", "a { &:hover { background: RebeccaPurple; } }"), 1);
        assert_eq!(count("style/features/a.css", "a { box-shadow: 0 0 1px rgb(0 0 0 / 10%); }"), 1);
        assert_eq!(
            count("style/features/a.css", "a { color: oklch(50% 0 0); fill: hsl(1 2% 3%); }"),
            2
        );
        assert_eq!(count("src/features/a/b.rs", "<p style=\"color: red\">"), 1);
        assert_eq!(count("src/features/a/b.rs", "<rect fill=\"#abc\"/>"), 1);
        assert_eq!(count("src/ui/chart/bar.rs", "context.set_fill_style_str(\"#a1b2c3\");"), 1);
        assert_eq!(count("src/app.rs", "format!(\"color: rgb({a})\")"), 1);
    }
}
