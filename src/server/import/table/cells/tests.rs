use super::*;

const LENGTHS: Lengths = Lengths { day: 480, week: 2400, month: 9600 };

#[test]
fn dates_are_read_in_many_ways() {
    let check = |text: &str, expected: &str| {
        let is_day_first = day_comes_first(text).unwrap_or(false);
        let written = moment(text, is_day_first).map(|at| match at.minute {
            Some(minute) => format!("{} {:02}:{:02}", at.day, minute / 60, minute % 60),
            None => at.day.to_string(),
        });
        assert_eq!(written.as_deref().unwrap_or("none"), expected, "{text}");
    };
    check("2026-03-04", "2026-03-04");
    check("2026-03-04T08:30:00.000+0800", "2026-03-04 08:30");
    check("2026/3/4 17:00", "2026-03-04 17:00");
    check("2016年3月2日", "2016-03-02");
    check("2016年3月2日 星期三 下午1:30", "2016-03-02 13:30");
    check("Mon 11/7/22 8:00 AM", "2022-11-07 08:00");
    check("Thu 11/10/22 12:00 PM", "2022-11-10 12:00");
    check("05/Oct/25 12:00 AM", "2025-10-05 00:00");
    check("22/9/2025", "2025-09-22");
    check("04.03.2026", "2026-03-04");
    check("March 2, 2016", "2016-03-02");
    check("2 Mar 2016", "2016-03-02");
    check("02-Mar-16", "2016-03-02");
    check("13/13/2026", "none");
    check("soon", "none");
    check("2026-03-04 25:00", "none");
}

#[test]
fn a_weekday_tells_which_of_two_readings_is_meant() {
    assert_eq!(day_comes_first("Mon 3/2/26 8:00 AM"), Some(false));
    assert_eq!(day_comes_first("Tue 3/2/26"), Some(true));
    assert_eq!(day_comes_first("3/2/2026 周一"), Some(false));
    // Both are Mondays, or none is.
    assert_eq!(day_comes_first("Mon 11/7/22"), None);
    assert_eq!(day_comes_first("Sun 3/2/26"), None);
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_known() {
    for text in ["03/04/2026", "3-4-26", "Mon 11/7/22 8:00 AM"] {
        assert!(is_open(text), "{text}");
    }
    for text in ["2026-03-04", "13/04/2026", "04/13/2026", "03.04.2026", "5/5/2026", "soon"] {
        assert!(!is_open(text), "{text}");
    }
}

#[test]
fn durations_are_read_in_both_languages() {
    let check = |text: &str, expected: Option<(i64, bool)>| {
        let read = duration(text, LENGTHS).map(|read| (read.minutes, read.is_elapsed));
        assert_eq!(read, expected, "{text}");
    };
    check("5 days", Some((2400, false)));
    check("3.5 days?", Some((1680, false)));
    check("5d", Some((2400, false)));
    check("25 个工作日", Some((12_000, false)));
    check("2w", Some((4800, false)));
    check("3h", Some((180, false)));
    check("30 分钟", Some((30, false)));
    check("1 mon", Some((9600, false)));
    check("2 edays", Some((2880, true)));
    check("3 自然日", Some((4320, true)));
    check("1w 2d", Some((3360, false)));
    check("4", Some((1920, false)));
    check("-3d", None);
    check("three days", None);
    check("99999999999 d", None);
}

#[test]
fn links_and_shares_are_read() {
    let links = |text| link(text, LENGTHS);
    assert_eq!(links(""), Some((LinkKind::FinishToStart, Lag::Working(0))));
    assert_eq!(links("SS+2d"), Some((LinkKind::StartToStart, Lag::Working(960))));
    assert_eq!(links("fs-50%"), Some((LinkKind::FinishToStart, Lag::Percent(-50))));
    assert_eq!(links("FF+1 ed"), Some((LinkKind::FinishToFinish, Lag::Elapsed(1440))));
    assert_eq!(links("FS+2 个工作日"), Some((LinkKind::FinishToStart, Lag::Working(960))));
    assert_eq!(links("FS+x"), None);
    for (text, expected) in
        [("50%", Some(50)), ("50", Some(50)), ("0.5", Some(50)), ("1", Some(1)), ("101", None)]
    {
        assert_eq!(percent(text), expected, "{text}");
    }
}
