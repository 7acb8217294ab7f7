//! Proposing a project's key from its name.

use domain::project::project_key;

/// A key made of the name's Latin letters: a word in capitals as it stands, else the first letters
/// of several words, else the beginning of the only one. None where the name gives nothing.
pub fn proposed_key(name: &str) -> Option<String> {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_word(word)).collect();
    let is_short_form = |word: &&&str| {
        word.len() >= 2 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let key = match (words.iter().find(is_short_form), words.as_slice()) {
        (Some(short_form), _) => (*short_form).to_owned(),
        (None, [only]) => only.chars().take(3).collect(),
        (None, several) => several.iter().filter_map(|word| word.chars().next()).collect(),
    };
    let key: String = key.chars().take(8).collect();
    project_key(&key).ok()
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(proposed_key(name).as_deref(), expected, "{name}");
    }

    #[test]
    fn a_name_proposes_its_key() {
        check("Smart Warehouse", Some("SW"));
        check("warehouse", Some("WAR"));
        check("恒川 WMS 二期", Some("WMS"));
        check("The very long name of a project for one client", Some("TVLNOAPF"));
        check("智慧仓储项目", None);
        check("2026", None);
        check("", None);
    }
}
