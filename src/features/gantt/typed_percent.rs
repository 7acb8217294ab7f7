//! Progress by keys: `%`, digits, Enter.

use domain::TaskId;
use leptos::prelude::*;
use locale::{t_string, td_string, use_i18n};

use super::chart::Chart;

/// A share that is being typed for a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedPercent {
    task: TaskId,
    digits: String,
}

/// What has been typed, and what the keys do now.
#[component]
pub fn PercentStrip() -> impl IntoView {
    let chart = Chart::expect();
    let i18n = use_i18n();
    let strip = move |typed: TypedPercent| {
        chart.reader();
        let title = chart.title(typed.task);
        let words = t_string!(i18n, gantt.percent_type, title = title, digits = typed.digits);
        view! {
            <div class="gantt__strip">
                <span class="u-strong">{words}</span>
                <span class="u-push u-muted">{t_string!(i18n, gantt.drop_keys)}</span>
            </div>
        }
    };
    move || chart.typed.get().map(strip)
}

impl Chart {
    /// Whether digits are heard as a share.
    pub fn is_typing_percent(self) -> bool {
        self.typed.with_untracked(Option::is_some)
    }

    /// Begins to hear digits as the share of a task that is done, if this person may tell it.
    pub fn begin_percent(self, task: TaskId) {
        if let Some(reason) = self.no_report(task) {
            return self.toasts.say(reason);
        }
        self.typed.set(Some(TypedPercent { task, digits: String::new() }));
        let words = td_string!(self.locale(), gantt.percent_ask, title = self.title(task));
        self.live.announce(words);
    }

    /// Hears one more key; whether it was one of those that are typed.
    pub fn type_percent(self, key: &str) -> bool {
        match key {
            "Enter" => self.commit_percent(),
            "Escape" => self.typed.set(None),
            "Tab" => {
                self.typed.set(None);
                return false;
            }
            "Backspace" => self.typed.update(|typed| {
                typed.iter_mut().for_each(|typed| {
                    typed.digits.pop();
                });
            }),
            _ => self.typed.update(|typed| {
                typed.iter_mut().for_each(|typed| typed.digits = longer(&typed.digits, key));
            }),
        }
        true
    }

    fn commit_percent(self) {
        let typed = self.typed.try_update(Option::take).flatten();
        let Some(TypedPercent { task, digits }) = typed else { return };
        if let Ok(percent) = digits.parse() {
            self.set_percent(task, percent);
        }
    }
}

/// Digits with one more key behind them, as long as that is a share.
fn longer(digits: &str, key: &str) -> String {
    let is_digit = key.len() == 1 && key.bytes().all(|byte| byte.is_ascii_digit());
    let next = format!("{digits}{key}");
    let share = next.parse::<u8>().ok().filter(|percent| is_digit && *percent <= 100);
    share.map_or_else(|| digits.to_owned(), |percent| percent.to_string())
}

#[cfg(test)]
mod tests {
    use super::longer;

    #[test]
    fn only_digits_of_a_share_are_typed() {
        let check = |keys: &[&str], expected: &str| {
            let typed = keys.iter().fold(String::new(), |digits, key| longer(&digits, key));
            assert_eq!(typed, expected, "{keys:?}");
        };
        check(&["4", "5"], "45");
        check(&["0", "7"], "7");
        check(&["1", "0", "0", "0"], "100");
        check(&["1", "0", "1"], "10");
        check(&["x", "ArrowUp", "8", "+"], "8");
        check(&[], "");
    }
}
