//! What a plan calls a day, a week and a month.

use domain::plan::Settings;
use leptos::prelude::*;
use locale::{Words, t};

use crate::ui::field::{FieldKind, TextField};

/// Minutes of an hour: people write hours, the plan keeps minutes.
const HOUR: f64 = 60.0;

/// The three lengths as they stand in the form.
#[derive(Clone, Copy)]
pub struct Lengths {
    day: Length,
    week: Length,
    month: Length,
}

/// One length: what is written, and whether it cannot be taken.
#[derive(Clone, Copy)]
struct Length {
    text: RwSignal<String>,
    is_wrong: RwSignal<bool>,
}

impl Lengths {
    /// Empty fields.
    pub fn new() -> Self {
        let length =
            || Length { text: RwSignal::new(String::new()), is_wrong: RwSignal::new(false) };
        Self { day: length(), week: length(), month: length() }
    }

    /// Writes what the plan says into the fields.
    pub fn read(self, settings: &Settings) {
        self.day.write(hours(settings.minutes_per_day));
        self.week.write(hours(settings.minutes_per_week));
        self.month.write(settings.days_per_month.to_string());
    }

    /// The settings with what is written; none when something cannot be taken, which is marked.
    pub fn taken(self, settings: Settings) -> Option<Settings> {
        let day = self.day.read(|text| minutes(text, 1440));
        let week = self.week.read(|text| minutes(text, 7 * 1440));
        let month = self
            .month
            .read(|text| text.trim().parse::<i64>().ok().filter(|days| (1..=31).contains(days)));
        let ((minutes_per_day, minutes_per_week), days_per_month) = day.zip(week).zip(month)?;
        Some(Settings { minutes_per_day, minutes_per_week, days_per_month, ..settings })
    }
}

impl Length {
    fn write(self, text: String) {
        self.text.set(text);
        self.is_wrong.set(false);
    }

    fn read(self, take: impl Fn(&str) -> Option<i64>) -> Option<i64> {
        let taken = self.text.with_untracked(|text| take(text));
        self.is_wrong.set(taken.is_none());
        taken
    }
}

fn hours(minutes: i64) -> String {
    let text = format!("{:.2}", minutes as f64 / HOUR);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The minutes that so many hours are, from one minute on.
fn minutes(text: &str, most: i64) -> Option<i64> {
    let hours: f64 = text.trim().replace(',', ".").parse().ok()?;
    let minutes = (hours * HOUR).round() as i64;
    (hours.is_finite() && (1..=most).contains(&minutes)).then_some(minutes)
}

/// The fields of the three lengths.
pub fn fields(i18n: Words, lengths: Lengths) -> impl IntoView {
    let day = (t!(i18n, plan_settings.hours_per_day), t!(i18n, plan_settings.bad_day));
    let week = (t!(i18n, plan_settings.hours_per_week), t!(i18n, plan_settings.bad_week));
    let month = (t!(i18n, plan_settings.days_per_month), t!(i18n, plan_settings.bad_month));
    let all = [
        ("plan-hours-per-day", lengths.day, "0", day),
        ("plan-hours-per-week", lengths.week, "0", week),
        ("plan-days-per-month", lengths.month, "1", month),
    ];
    let field = all.map(|(name, length, min, (label, wrong))| {
        let error = Signal::derive(move || length.is_wrong.get().then(|| wrong().to_owned()));
        view! {
            <TextField
                name=name
                kind=FieldKind::Number
                label=label
                bind=length.text
                error=error
                min=min
            />
        }
    });
    view! {
        <div class="field__row">{field.collect_view()}</div>
        <p class="field__hint">{t!(i18n, plan_settings.lengths_hint)}</p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_and_read() {
        assert_eq!((hours(480), hours(450), hours(455)), ("8".into(), "7.5".into(), "7.58".into()));
        assert_eq!(minutes(" 7,5 ", 1440), Some(450));
        assert_eq!(minutes("24", 1440), Some(1440));
        for wrong in ["", "0", "-1", "24.1", "inf", "eight"] {
            assert_eq!(minutes(wrong, 1440), None, "{wrong}");
        }
    }
}
