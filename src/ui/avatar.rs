//! Faces made of names.

use leptos::prelude::*;

use super::hue::Hue;

/// How large a face is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 28 px, on cards and in tables.
    #[default]
    Small,
    /// 32 px, in lists and the top bar.
    Medium,
    /// 48 px, on a person's page.
    Large,
}

/// A person's face. The full name is its tip and is read aloud.
#[component]
pub fn Avatar(
    /// The person's full name.
    #[prop(into)]
    name: String,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Whether the person belongs to the client, which draws a violet ring.
    #[prop(optional, into)]
    client: bool,
    /// Whether the name stands beside it, so that it need not be read twice.
    #[prop(optional, into)]
    named: bool,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Small => "s",
        AvatarSize::Medium => "m",
        AvatarSize::Large => "l",
    };
    let (hue, short, title) = (Hue::of(&name).name(), short_name(&name), name.clone());
    view! {
        <span
            class=if client { "avatar avatar--client" } else { "avatar" }
            data-size=size
            data-hue=hue
            title=title
        >
            <span aria-hidden="true">{short}</span>
            {(!named).then(|| view! { <span class="u-hidden">{name}</span> })}
        </span>
    }
}

/// What stands in a face: the last two characters of a Han name, else the first letters of the
/// first and last word.
fn short_name(name: &str) -> String {
    let name = name.trim();
    if name.chars().any(is_han) {
        let letters: Vec<char> = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        return letters[letters.len().saturating_sub(2)..].iter().collect();
    }
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Whether this is a Chinese character of the common blocks.
const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(short_name(name), expected, "{name}");
    }

    #[test]
    fn a_face_shows_the_given_name_or_the_initials() {
        check("林知远", "知远");
        check("吴岚", "吴岚");
        check("欧阳 启明", "启明");
        check("Lin Zhiyuan", "LZ");
        check("ada maria lovelace", "AL");
        check("admin", "A");
        check("  ", "");
    }
}
