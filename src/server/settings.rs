//! Settings: flags, `ACCORD_*` variables, `ACCORD_*_FILE` (the value stands in that file) or a TOML
//! file, in this order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use locale::td_string;
use serde::Deserialize;

use super::terminal;

/// What can be set; each has a flag, a variable and a key in the TOML file of the same name.
#[derive(Clone, Debug, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
#[command(next_help_heading = "Settings")]
pub struct Given {
    /// Folder that holds everything [default: data]
    #[arg(long, env = "ACCORD_DATA", global = true)]
    pub data: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:3000]
    #[arg(long, env = "ACCORD_ADDR", global = true)]
    pub addr: Option<SocketAddr>,
    /// Address that people use, for links and the same-origin check [default: http://ADDR]
    #[arg(long, env = "ACCORD_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// PostgreSQL address; without it SQLite in the data folder
    #[arg(long, env = "ACCORD_DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// Mail server: smtp://user:password@host:port, or smtps:// for TLS from the first byte; no
    /// mail is sent without it
    #[arg(long, env = "ACCORD_MAIL_URL", global = true, hide_env_values = true)]
    pub mail_url: Option<String>,
    /// Address that mails come from: Accord <accord@example.com>
    #[arg(long, env = "ACCORD_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Address of a reverse proxy whose X-Forwarded-For counts
    #[arg(long, env = "ACCORD_TRUSTED_PROXY", global = true)]
    pub trusted_proxy: Option<std::net::IpAddr>,
    /// TOML file with these settings
    #[arg(long, env = "ACCORD_CONFIG", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// What holds.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder that holds everything.
    pub data: PathBuf,
    /// Address to listen on.
    pub addr: SocketAddr,
    /// Origin that people use, without a slash at the end.
    pub public_url: String,
    /// Database address.
    pub database_url: String,
    /// A proxy whose forwarded addresses are believed.
    pub trusted_proxy: Option<std::net::IpAddr>,
    /// How mails are sent; none when none are.
    pub mail: Option<MailSettings>,
}

/// How mails are sent.
#[derive(Clone)]
pub struct MailSettings {
    /// The address of the mail server, with the password in it.
    pub url: String,
    /// The address that mails come from.
    pub from: String,
}

/// Without the address of the server: it holds the password.
impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailSettings").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Given {
    /// Fills what was not given from the TOML file, the `_FILE` variables and the defaults.
    ///
    /// # Errors
    /// A sentence naming the file or the variable that cannot be read.
    pub fn settle(self) -> anyhow::Result<Settings> {
        let file = match &self.config {
            Some(path) => read_toml(path)?,
            None => Self::default(),
        };
        let data = self.data.or(file.data).unwrap_or_else(|| PathBuf::from("data"));
        let data = std::path::absolute(&data)
            .with_context(|| td_string!(terminal::locale(), command.data_no_path))?;
        let loopback = SocketAddr::from(([127, 0, 0, 1], 3000));
        let addr = self.addr.or(file.addr).unwrap_or(loopback);
        let public_url = self.public_url.or(file.public_url);
        let public_url = public_url.filter(|url| !url.trim().is_empty());
        let public_url = origin_of(&public_url.unwrap_or_else(|| format!("http://{addr}")))?;
        let given = self.database_url.or(file_variable("ACCORD_DATABASE_URL_FILE")?);
        let database_url = given
            .or(file.database_url)
            .unwrap_or_else(|| format!("sqlite://{}", data.join("accord.db").display()));
        let mail_url = self.mail_url.or(file_variable("ACCORD_MAIL_URL_FILE")?).or(file.mail_url);
        let mail = mail_of(mail_url, self.mail_from.or(file.mail_from))?;
        Ok(Settings {
            data,
            addr,
            public_url,
            database_url,
            trusted_proxy: self.trusted_proxy.or(file.trusted_proxy),
            mail,
        })
    }
}

impl Settings {
    /// Whether people come over TLS, so that cookies may be bound to it.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The file of a SQLite database; none where the database is PostgreSQL.
    #[must_use]
    pub fn database_file(&self) -> Option<&Path> {
        self.database_url.strip_prefix("sqlite://").map(Path::new)
    }

    /// A full address for a link that leaves the program.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
}

/// The address that people use, as browsers write it in what they send: in small letters, without
/// the port that is taken for granted. With anything else every request would be refused.
fn origin_of(given: &str) -> anyhow::Result<String> {
    let url = given.trim().trim_end_matches('/').to_ascii_lowercase();
    let schemes = [("https://", ":443"), ("http://", ":80")];
    let found = schemes.into_iter().find_map(|(scheme, port)| {
        let host = url.strip_prefix(scheme)?;
        Some((scheme, host.strip_suffix(port).unwrap_or(host)))
    });
    let is_host = |host: &str| {
        let is_odd = |c: char| !c.is_ascii_graphic() || matches!(c, '/' | '?' | '#' | '@');
        !host.is_empty() && !host.contains(is_odd)
    };
    match found {
        Some((scheme, host)) if is_host(host) => Ok(format!("{scheme}{host}")),
        _ => {
            let given = format!("{given:?}");
            bail!(td_string!(terminal::locale(), command.public_url_form, given))
        }
    }
}

fn mail_of(url: Option<String>, from: Option<String>) -> anyhow::Result<Option<MailSettings>> {
    let given = |text: &String| !text.trim().is_empty();
    match (url.filter(given), from.filter(given)) {
        (Some(url), Some(from)) => Ok(Some(MailSettings { url, from })),
        (None, None) => Ok(None),
        (Some(_), None) => bail!(td_string!(terminal::locale(), command.mail_from_missing)),
        (None, Some(_)) => bail!(td_string!(terminal::locale(), command.mail_url_missing)),
    }
}

fn read_toml(path: &Path) -> anyhow::Result<Given> {
    let (locale, place) = (terminal::locale(), path.display().to_string());
    let place = place.as_str();
    let text = std::fs::read_to_string(path)
        .with_context(|| td_string!(locale, command.settings_unread, place))?;
    toml::from_str(&text).with_context(|| td_string!(locale, command.settings_unclear, place))
}

fn file_variable(name: &str) -> anyhow::Result<Option<String>> {
    let Some(path) = std::env::var_os(name) else { return Ok(None) };
    let text = std::fs::read_to_string(&path).with_context(|| {
        let place = path.display().to_string();
        td_string!(terminal::locale(), command.named_unread, place, variable = name)
    })?;
    Ok(Some(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_what_browsers_send_or_a_sentence() {
        for (given, expected) in [
            ("https://plan.example.com", "https://plan.example.com"),
            (" https://Plan.Example.com/ ", "https://plan.example.com"),
            ("https://plan.example.com:443", "https://plan.example.com"),
            ("http://plan.example.com:80/", "http://plan.example.com"),
            ("http://plan.example.com:443", "http://plan.example.com:443"),
            ("http://192.168.1.20:3000", "http://192.168.1.20:3000"),
            ("http://[::1]:80", "http://[::1]"),
        ] {
            assert_eq!(origin_of(given).unwrap(), expected, "{given}");
        }
        for odd in [
            "",
            "plan.example.com",
            "https://",
            "https://plan.example.com/accord",
            "https://me@plan.example.com",
            "ftp://plan.example.com",
            "https://计划.example.com",
        ] {
            let said = origin_of(odd).unwrap_err().to_string();
            assert!(said.contains("ACCORD_PUBLIC_URL"), "{said}");
        }
    }

    #[test]
    fn mail_needs_both_settings_and_its_password_is_not_told() {
        let some = |text: &str| Some(text.to_owned());
        let url = "smtps://accord:geheim@mail.example.com";
        let mail = mail_of(some(url), some("accord@example.com")).unwrap().unwrap();
        assert!(!format!("{mail:?}").contains("geheim"), "{mail:?}");
        assert!(mail_of(some(url), None).is_err() && mail_of(None, some("a@b.c")).is_err());
        assert!(mail_of(None, None).unwrap().is_none());
        assert!(mail_of(some(" "), some("")).unwrap().is_none());
    }
}
