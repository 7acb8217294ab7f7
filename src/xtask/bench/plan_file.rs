//! A plan of any size as a Microsoft Project file: the same on every run.

use std::fmt::Write;

/// Years in which the calendar has holidays.
const YEARS: std::ops::Range<u32> = 2026..2046;

/// A file of so many tasks in summaries of ten, with one link or two for each, in a calendar with
/// holidays.
pub fn mspdi(count: usize) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Project xmlns=\"http://schemas.microsoft.com/project\"><SaveVersion>14</SaveVersion>\
         <Title>Plan</Title><ScheduleFromStart>1</ScheduleFromStart>\
         <StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID>\
         <MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>\n",
    );
    calendar(&mut xml);
    xml.push_str("<Tasks>\n");
    let mut random = Random(7);
    for number in 1..=count {
        task(&mut xml, number, &mut random);
    }
    xml.push_str("</Tasks></Project>\n");
    xml
}

fn calendar(xml: &mut String) {
    xml.push_str("<Calendars><Calendar><UID>1</UID><Name>Standard</Name><WeekDays>");
    for day in 1..=7 {
        let works = u8::from((2..=6).contains(&day));
        push(
            xml,
            format_args!("<WeekDay><DayType>{day}</DayType><DayWorking>{works}</DayWorking>"),
        );
        if works == 1 {
            xml.push_str(
                "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime>\
                 </WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime>\
                 </WorkingTime></WorkingTimes>",
            );
        }
        xml.push_str("</WeekDay>");
    }
    xml.push_str("</WeekDays><Exceptions>");
    for year in YEARS {
        for (from, to) in [("01-01", "01-02"), ("05-01", "05-05"), ("10-01", "10-07")] {
            push(
                xml,
                format_args!(
                    "<Exception><TimePeriod><FromDate>{year}-{from}T00:00:00</FromDate>\
                 <ToDate>{year}-{to}T23:59:00</ToDate></TimePeriod><Type>1</Type>\
                 <DayWorking>0</DayWorking></Exception>"
                ),
            );
        }
    }
    xml.push_str("</Exceptions></Calendar></Calendars>\n");
}

/// Every eleventh task is the summary of the next ten.
fn task(xml: &mut String, number: usize, random: &mut Random) {
    let is_summary = number % 11 == 1;
    let level = if is_summary { 1 } else { 2 };
    let hours = random.below(6) * 4;
    push(
        xml,
        format_args!(
            "<Task><UID>{number}</UID><ID>{number}</ID><Name>Task {number}</Name>\
         <OutlineLevel>{level}</OutlineLevel><Duration>PT{hours}H0M0S</Duration>\
         <DurationFormat>7</DurationFormat><PercentComplete>0</PercentComplete>\
         <ActualDuration>PT0H0M0S</ActualDuration>\
         <RemainingDuration>PT{hours}H0M0S</RemainingDuration>"
        ),
    );
    if !is_summary {
        let mut before: Vec<usize> = (0..1 + number % 2)
            .map(|_| number.saturating_sub(1 + random.below(30)))
            .filter(|from| *from > 0 && from % 11 != 1)
            .collect();
        before.sort_unstable();
        before.dedup();
        for from in before {
            let lag = if random.below(8) == 0 { 4800 } else { 0 };
            push(
                xml,
                format_args!(
                    "<PredecessorLink><PredecessorUID>{from}</PredecessorUID><Type>1</Type>\
                 <LinkLag>{lag}</LinkLag><LagFormat>7</LagFormat></PredecessorLink>"
                ),
            );
        }
    }
    xml.push_str("</Task>\n");
}

fn push(xml: &mut String, text: std::fmt::Arguments) {
    // Writing into a string cannot fail.
    let _written = xml.write_fmt(text);
}

/// A linear congruential generator.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
