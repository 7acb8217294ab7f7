//! The calendar in hand: what is written in the form and not yet in the plan.

use chrono::Datelike;
use domain::plan::{Calendar, CalendarException, PlanOp, Settings, Shift};
use domain::{CalendarId, Refusal};
use leptos::prelude::*;
use locale::{Words, td_string, use_i18n};

use super::slip::{Slip, Wrong};
use super::typed::{self, Fault};
use super::{rows, words};
use crate::features::shared::fresh;
use crate::features::shared::plan::PlanContext;
use crate::ui::dom;

/// What a new calendar begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// Monday to Friday by day.
    Office,
    /// Five nights of the week.
    Night,
    /// Every minute.
    RoundTheClock,
}

/// What is in hand. Cheap to copy; it outlives the dialog, so that closing it loses nothing.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// The calendar in hand with its exceptions and work weeks as they will be.
    pub held: RwSignal<Option<Calendar>>,
    /// Its name as it is written.
    pub name: RwSignal<String>,
    /// The hours of each weekday as they are written, Monday first.
    pub days: [RwSignal<String>; 7],
    /// Whether an end before the beginning means the next day.
    pub over_midnight: RwSignal<bool>,
    /// What is wrong with each weekday.
    pub faults: RwSignal<[Option<Fault>; 7]>,
    /// Which rule says no.
    pub refusal: RwSignal<Option<Refusal>>,
    /// The exception in hand.
    pub slip: Slip,
    /// The year whose exceptions are listed.
    pub year: RwSignal<Option<i32>>,
    /// The last operation that was known when the calendar was taken in hand.
    base: StoredValue<i64>,
    plan: PlanContext,
    i18n: Words,
}

impl Desk {
    /// An empty desk beside the open plan.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            held: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            days: std::array::from_fn(|_| RwSignal::new(String::new())),
            over_midnight: RwSignal::new(false),
            faults: RwSignal::new(Default::default()),
            refusal: RwSignal::new(None),
            slip: Slip::new(),
            year: RwSignal::new(None),
            base: StoredValue::new(0),
            plan: PlanContext::expect(),
            i18n: use_i18n(),
        }
    }

    /// Takes a calendar of the plan in hand.
    pub fn edit(self, id: CalendarId) {
        let found = self.plan.with_untracked(|view| view.plan.calendars.get(&id).cloned());
        found.into_iter().for_each(|calendar| self.hold(calendar));
    }

    /// Takes a copy of a calendar in hand.
    pub fn duplicate(self, id: CalendarId) {
        let found = self.plan.with_untracked(|view| view.plan.calendars.get(&id).cloned());
        let Some(calendar) = found else { return };
        let locale = self.i18n.get_locale_untracked();
        let name = td_string!(locale, calendars.copy_of, name = calendar.name.as_str());
        self.hold(Calendar { id: fresh::id(CalendarId::new), name, ..calendar });
    }

    /// Takes a new calendar in hand.
    pub fn begin(self, with: Beginning) {
        let locale = self.i18n.get_locale_untracked();
        let name = match with {
            Beginning::Office => td_string!(locale, calendars.office),
            Beginning::Night => td_string!(locale, calendars.night),
            Beginning::RoundTheClock => td_string!(locale, calendars.round_the_clock),
        };
        let calendar = Calendar::office(fresh::id(CalendarId::new), name.to_owned());
        let week = match with {
            Beginning::Office => calendar.week.clone(),
            Beginning::Night => calendar.week.each_ref().map(|day| match day.is_empty() {
                true => Vec::new(),
                false => vec![Shift { from: 22 * 60, to: 6 * 60 }],
            }),
            Beginning::RoundTheClock => std::array::from_fn(|_| vec![Shift { from: 0, to: 1440 }]),
        };
        self.hold(Calendar { week, ..calendar });
    }

    fn hold(self, calendar: Calendar) {
        self.base.set_value(self.plan.seq());
        self.name.set(calendar.name.clone());
        for (text, shifts) in self.days.iter().zip(&calendar.week) {
            text.set(typed::written(shifts));
        }
        self.over_midnight.set(typed::is_over_midnight(&calendar.week));
        self.faults.set(Default::default());
        self.refusal.set(None);
        self.slip.clear();
        self.year.set(rows::year_near(&calendar, self.plan.today()));
        self.held.set(Some(calendar));
        focus_soon("field-calendar-name");
    }

    /// Forgets what is in hand.
    pub fn put_down(self) {
        self.held.set(None);
        focus_soon("calendars-add");
    }

    /// Reads the week, and marks the days that cannot be taken.
    pub fn check_week(self) -> Option<[Vec<Shift>; 7]> {
        let texts = self.days.map(|day| day.get_untracked());
        let week = typed::week(&texts, self.over_midnight.get_untracked());
        let first = week.faults.iter().position(Option::is_some);
        self.faults.set(week.faults);
        first.is_none().then_some(week.shifts)
    }

    /// Puts the calendar into the plan; what cannot be taken stays as it is written.
    pub fn save(self) {
        if !self.slip.is_empty() && !self.take_up() {
            return;
        }
        let Some(week) = self.check_week() else {
            let wrong = self.faults.with_untracked(|all| all.iter().position(Option::is_some));
            return focus_soon(&day_field(wrong.unwrap_or_default()));
        };
        let Some(held) = self.held.get_untracked() else { return };
        let calendar = Calendar { name: self.name.get_untracked(), week, ..held };
        match calendar.checked() {
            Err(refusal) => {
                let field = if is_about_name(&refusal) { "field-calendar-name" } else { FIRST_DAY };
                self.refusal.set(Some(refusal));
                focus_soon(field);
            }
            Ok(calendar) => self.put(calendar),
        }
    }

    fn put(self, calendar: Calendar) {
        let (name, id) = (calendar.name.clone(), calendar.id);
        let was = self.plan.with_untracked(|view| view.plan.calendars.get(&id).cloned());
        self.held.set(None);
        self.open.set(false);
        let locale = self.i18n.get_locale_untracked();
        let said = match was {
            Some(same) if same == calendar => return,
            Some(_) => td_string!(locale, calendars.saved, name = name),
            None => td_string!(locale, calendars.added, name = name),
        };
        self.plan.dispatch_from(self.base.get_value(), PlanOp::PutCalendar(calendar), said);
    }

    /// Takes a calendar out of the plan.
    pub fn remove(self, id: CalendarId, name: String) {
        let locale = self.i18n.get_locale_untracked();
        self.open.set(false);
        let said = td_string!(locale, calendars.removed, name = name);
        self.plan.dispatch(PlanOp::RemoveCalendar(id), said);
    }

    /// Lets the whole plan work by a calendar.
    pub fn use_for_plan(self, calendar: CalendarId, name: String) {
        let locale = self.i18n.get_locale_untracked();
        let settings = self.plan.with_untracked(|view| view.plan.settings.clone());
        self.open.set(false);
        let said = td_string!(locale, calendars.used, name = name);
        self.plan.dispatch(PlanOp::Configure(Settings { calendar, ..settings }), said);
    }

    /// Gives every weekday up to Friday the hours of Monday.
    pub fn spread_monday(self) {
        let monday = self.days[0].get_untracked();
        self.days[1..5].iter().for_each(|day| day.set(monday.clone()));
        self.check_week();
    }

    /// Takes the exception in hand into the calendar; tells whether that could be done.
    pub fn take_up(self) -> bool {
        match self.slip.exception() {
            Ok(exception) => {
                self.year.set(Some(exception.from.year()));
                let at = self.slip.at.get_untracked();
                self.with_exceptions(|exceptions| match at.filter(|at| *at < exceptions.len()) {
                    Some(at) => exceptions[at] = exception,
                    None => exceptions.push(exception),
                });
                self.slip.clear();
                true
            }
            Err(wrong) => {
                let field = match &wrong {
                    Wrong::Hours(_) => "field-exception-hours",
                    Wrong::NoDay | Wrong::Rule(_) => "field-exception-from",
                };
                self.slip.wrong.set(Some(wrong));
                focus_soon(field);
                false
            }
        }
    }

    /// Takes an exception of the calendar in hand.
    pub fn edit_exception(self, at: usize) {
        let found = self.held.with_untracked(|held| held.as_ref()?.exceptions.get(at).cloned());
        if let Some(exception) = found {
            self.slip.write(at, &exception);
            focus_soon("field-exception-from");
        }
    }

    /// Takes exceptions away; the list is that of the calendar in hand.
    pub fn remove_exceptions(self, places: &[usize]) {
        self.with_exceptions(|exceptions| {
            let mut place = 0;
            exceptions.retain(|_| {
                place += 1;
                !places.contains(&(place - 1))
            });
        });
        // The places behind them are others now: what was being changed is another exception.
        self.slip.at.set(None);
        focus_soon("field-exception-from");
    }

    /// Takes another week away.
    pub fn remove_week(self, at: usize) {
        self.held.update(|held| {
            let weeks = held.as_mut().map(|calendar| &mut calendar.work_weeks);
            if let Some(weeks) = weeks.filter(|weeks| at < weeks.len()) {
                weeks.remove(at);
            }
        });
        focus_soon("field-exception-from");
    }

    fn with_exceptions(self, change: impl FnOnce(&mut Vec<CalendarException>)) {
        self.held.update(|held| {
            if let Some(calendar) = held {
                change(&mut calendar.exceptions);
            }
        });
    }

    /// What is wrong with the name, in words.
    pub fn name_fault(self) -> Option<String> {
        let locale = self.i18n.get_locale();
        let refusal = self.refusal.get().filter(is_about_name)?;
        Some(locale::refusals::sentence(locale, &refusal))
    }

    /// What is wrong with the whole, in words.
    pub fn whole_fault(self) -> Option<String> {
        let locale = self.i18n.get_locale();
        let refusal = self.refusal.get().filter(|refusal| !is_about_name(refusal))?;
        Some(locale::refusals::sentence(locale, &refusal))
    }

    /// What is wrong with a weekday, in words.
    pub fn day_fault(self, day: usize) -> Option<String> {
        let locale = self.i18n.get_locale();
        self.faults.with(|faults| faults[day].as_ref().map(|fault| words::fault(locale, fault)))
    }
}

/// The field of Monday.
const FIRST_DAY: &str = "field-calendar-day-0";

/// The id of a weekday's field.
fn day_field(day: usize) -> String {
    format!("field-calendar-day-{day}")
}

const fn is_about_name(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::EmptyName | Refusal::TextTooLong { .. } | Refusal::ControlCharacter)
}

/// Moves the focus once what is drawn next is there.
fn focus_soon(id: &str) {
    let id = id.to_owned();
    dom::on_next_frame(move || {
        dom::focus_by_id(&id);
    });
}
