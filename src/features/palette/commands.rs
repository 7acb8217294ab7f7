//! What the palette can do by itself.

use locale::{Locale, Words, td_string};

use crate::features::shared::look::{self, Theme};
use crate::paths;
use crate::ui::combobox::Choice;
use crate::ui::icon::Icon;

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Goes to an area.
    Home,
    /// Goes to an area.
    Projects,
    /// Goes to an area.
    Clients,
    /// Goes to what waits for the reader.
    Inbox,
    /// Goes to an area.
    Settings,
    /// Begins a project.
    NewProject,
    /// Switches to the other language.
    Language,
    /// Light theme.
    Light,
    /// Dark theme.
    Dark,
    /// Theme for a bright room.
    Projector,
}

/// Every command with its key, in the order in which they are listed.
const COMMANDS: [(Command, &str, Icon); 10] = [
    (Command::Home, "home", Icon::Home),
    (Command::Projects, "projects", Icon::Projects),
    (Command::Clients, "clients", Icon::Users),
    (Command::Inbox, "inbox", Icon::Inbox),
    (Command::Settings, "settings", Icon::Settings),
    (Command::NewProject, "new-project", Icon::Plus),
    (Command::Language, "language", Icon::Languages),
    (Command::Light, "light", Icon::Sun),
    (Command::Dark, "dark", Icon::Moon),
    (Command::Projector, "projector", Icon::Projector),
];

impl Command {
    /// The command of a key.
    pub fn of(key: &str) -> Option<Self> {
        COMMANDS.iter().find(|(_, name, _)| *name == key).map(|(command, ..)| *command)
    }

    /// The commands whose words in either language hold a text in small letters.
    pub fn matching(locale: Locale, text: &str, may_create: bool) -> Vec<Choice> {
        let is_offered = |command: Self| may_create || command != Self::NewProject;
        let holds = |command: Self| {
            let words = [Locale::zh_CN, Locale::en].map(|locale| command.words(locale));
            words.iter().any(|words| words.to_lowercase().contains(text))
        };
        let offered = COMMANDS.iter().filter(|(command, ..)| is_offered(*command));
        let matching = offered.filter(|(command, ..)| holds(*command));
        let choice = |(command, key, icon): &(Self, &str, Icon)| Choice {
            key: (*key).to_owned(),
            text: command.words(locale).to_owned(),
            note: String::new(),
            icon: Some(*icon),
        };
        matching.map(choice).collect()
    }

    /// Does it.
    pub fn carry_out(self, i18n: Words, go: &impl Fn(&str, leptos_router::NavigateOptions)) {
        let to = match self {
            Self::Home => paths::HOME,
            Self::Projects => paths::PROJECTS,
            Self::Clients => paths::CLIENTS,
            Self::Inbox => paths::INBOX,
            Self::Settings => paths::SETTINGS,
            Self::NewProject => paths::NEW_PROJECT,
            Self::Language => {
                return i18n.set_locale(match i18n.get_locale_untracked() {
                    Locale::zh_CN => Locale::en,
                    Locale::en => Locale::zh_CN,
                });
            }
            Self::Light => return look::set_theme(Theme::Light),
            Self::Dark => return look::set_theme(Theme::Dark),
            Self::Projector => return look::set_theme(Theme::Projector),
        };
        go(to, Default::default());
    }

    fn words(self, locale: Locale) -> &'static str {
        match self {
            Self::Home => td_string!(locale, palette.home),
            Self::Projects => td_string!(locale, palette.to_projects),
            Self::Clients => td_string!(locale, palette.to_clients),
            Self::Inbox => td_string!(locale, palette.inbox),
            Self::Settings => td_string!(locale, palette.settings),
            Self::NewProject => td_string!(locale, palette.new_project),
            Self::Language => td_string!(locale, palette.language),
            Self::Light => td_string!(locale, palette.light),
            Self::Dark => td_string!(locale, palette.dark),
            Self::Projector => td_string!(locale, palette.projector),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_in_both_languages_and_lead_back_from_their_keys() {
        let check = |text: &str, may_create: bool, expected: &str| {
            let found = Command::matching(Locale::zh_CN, text, may_create);
            let keys: Vec<String> = found.into_iter().map(|choice| choice.key).collect();
            assert_eq!(keys.join(" "), expected, "{text}");
            assert!(keys.iter().all(|key| Command::of(key).is_some()));
        };
        check("新建", true, "new-project");
        check("新建", false, "");
        check("dark", true, "dark");
        check("设置", true, "settings");
        check("english", true, "language");
    }
}
