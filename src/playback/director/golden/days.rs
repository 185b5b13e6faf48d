//! Days, parts of them, and changes of the clocks.

use super::{BERLIN, CN, NEW_YORK, golden, plan, simple};

#[test]
fn g01_a_saturday_that_was_moved_to_be_a_working_day() {
    // Saturday 14 February 2026 works; the festival begins with the next midnight.
    golden(
        &simple(&[("办", "working", 0)]),
        CN,
        &[
            ("2026-02-14T00:00:00+08:00", "办 办"),
            ("2026-02-14T23:59:59+08:00", "办 办"),
            ("2026-02-15T00:00:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g02_spring_festival_is_off_on_its_weekdays() {
    // Monday 16 and Monday 23 February are off, Tuesday the 24th works.
    golden(
        &simple(&[("办", "working", 0), ("假", "off", 0)]),
        CN,
        &[
            ("2026-02-16T10:00:00+08:00", "假 假"),
            ("2026-02-23T23:59:59+08:00", "假 假"),
            ("2026-02-24T00:00:00+08:00", "办 办"),
        ],
    );
}

#[test]
fn g03_the_saturday_after_works_and_its_sunday_does_not() {
    golden(
        &simple(&[("办", "working", 0), ("假", "off", 0)]),
        CN,
        &[
            ("2026-02-27T12:00:00+08:00", "办 办"),
            ("2026-02-28T12:00:00+08:00", "办 办"),
            ("2026-03-01T12:00:00+08:00", "假 假"),
        ],
    );
}

#[test]
fn g04_hours_on_a_moved_working_day() {
    golden(
        &simple(&[("开", "open", 0), ("关", "closed", 0)]),
        CN,
        &[
            ("2026-02-28T08:59:59+08:00", "关 关"),
            ("2026-02-28T09:00:00+08:00", "开 开"),
            ("2026-02-28T12:00:00+08:00", "关 关"),
            ("2026-02-28T13:30:00+08:00", "开 开"),
            // The Saturday before lies in the festival.
            ("2026-02-21T10:00:00+08:00", "关 关"),
        ],
    );
}

#[test]
fn g05_a_saturday_programme_gives_way_on_working_saturdays() {
    golden(
        &simple(&[("六", "sat", 1), ("办", "working", 2)]),
        CN,
        &[
            ("2026-02-14T10:00:00+08:00", "办 办"),
            ("2026-02-21T10:00:00+08:00", "六 六"),
            ("2026-02-28T10:00:00+08:00", "办 办"),
            ("2026-03-07T10:00:00+08:00", "六 六"),
        ],
    );
}

#[test]
fn g06_before_opening_on_the_working_saturday_after_national_day() {
    golden(
        &simple(&[("前", "before-30", 0)]),
        CN,
        &[
            ("2026-10-07T08:45:00+08:00", "平 fallback"),
            ("2026-10-10T08:29:59+08:00", "平 fallback"),
            ("2026-10-10T08:30:00+08:00", "前 前"),
            ("2026-10-10T08:59:59+08:00", "前 前"),
            ("2026-10-10T09:00:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g07_new_york_leaves_out_the_hour_and_the_entry_comes_behind_it() {
    // 8 March 2026, 02:00 EST is 03:00 EDT: what should play from two to three plays from three to four.
    golden(
        &simple(&[("夜", "02:00-03:00", 0)]),
        NEW_YORK,
        &[
            ("2026-03-08T01:59:59-05:00", "平 fallback"),
            ("2026-03-08T03:00:00-04:00", "夜 夜"),
            ("2026-03-08T03:59:59-04:00", "夜 夜"),
            ("2026-03-08T04:00:00-04:00", "平 fallback"),
        ],
    );
}

#[test]
fn g08_a_day_of_twenty_three_hours() {
    // Cards of an hour. At 03:00 EDT two hours have passed since midnight, at 23:00 EDT twenty-two: 22 = 7 * 3 + 1.
    let hours = plan(&[("平", &["甲 3600", "乙 3600", "丙 3600"])], &[]);
    golden(
        &hours,
        NEW_YORK,
        &[
            ("2026-03-08T00:30:00-05:00", "甲 fallback"),
            ("2026-03-08T01:30:00-05:00", "乙 fallback"),
            ("2026-03-08T03:30:00-04:00", "丙 fallback"),
            ("2026-03-08T23:30:00-04:00", "乙 fallback"),
            ("2026-03-09T00:30:00-04:00", "甲 fallback"),
        ],
    );
}

#[test]
fn g09_a_day_of_twenty_five_hours() {
    // 1 November 2026: 01:00 EST is two hours after midnight, 23:00 EST twenty-four: 24 = 8 * 3.
    let hours = plan(&[("平", &["甲 3600", "乙 3600", "丙 3600"])], &[]);
    golden(
        &hours,
        NEW_YORK,
        &[
            ("2026-11-01T01:30:00-04:00", "乙 fallback"),
            ("2026-11-01T01:30:00-05:00", "丙 fallback"),
            ("2026-11-01T02:30:00-05:00", "甲 fallback"),
            ("2026-11-01T23:30:00-05:00", "甲 fallback"),
            ("2026-11-02T00:30:00-05:00", "甲 fallback"),
        ],
    );
}

#[test]
fn g10_new_york_has_the_hour_twice_and_the_entry_once() {
    golden(
        &simple(&[("夜", "01:15-01:45", 0)]),
        NEW_YORK,
        &[
            ("2026-11-01T01:20:00-04:00", "夜 夜"),
            ("2026-11-01T01:45:00-04:00", "平 fallback"),
            ("2026-11-01T01:20:00-05:00", "平 fallback"),
            ("2026-11-02T01:20:00-05:00", "夜 夜"),
        ],
    );
}

#[test]
fn g11_berlin_in_spring() {
    // 29 March 2026, 02:00 CET is 03:00 CEST: half past two does not exist and becomes half past three; its hour is kept.
    golden(
        &simple(&[("夜", "02:30-03:30", 0)]),
        BERLIN,
        &[
            ("2026-03-29T03:29:59+02:00", "平 fallback"),
            ("2026-03-29T03:30:00+02:00", "夜 夜"),
            ("2026-03-29T04:29:59+02:00", "夜 夜"),
            ("2026-03-29T04:30:00+02:00", "平 fallback"),
        ],
    );
}

#[test]
fn g12_berlin_in_autumn() {
    // 25 October 2026, 03:00 CEST is 02:00 CET: from the first half past two to the only half past three, two hours.
    golden(
        &simple(&[("夜", "02:30-03:30", 0)]),
        BERLIN,
        &[
            ("2026-10-25T02:29:59+02:00", "平 fallback"),
            ("2026-10-25T02:30:00+02:00", "夜 夜"),
            ("2026-10-25T02:10:00+01:00", "夜 夜"),
            ("2026-10-25T03:29:59+01:00", "夜 夜"),
            ("2026-10-25T03:30:00+01:00", "平 fallback"),
        ],
    );
}

#[test]
fn g13_the_twenty_ninth_of_february() {
    golden(
        &simple(&[("闰", "02-29", 0)]),
        CN,
        &[
            ("2028-02-28T23:59:59+08:00", "平 fallback"),
            ("2028-02-29T00:00:00+08:00", "闰 闰"),
            ("2028-02-29T23:59:59+08:00", "闰 闰"),
            ("2028-03-01T00:00:00+08:00", "平 fallback"),
            ("2027-02-28T12:00:00+08:00", "平 fallback"),
            ("2027-03-01T12:00:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g14_ends_of_months() {
    golden(
        &simple(&[("末", "month-end", 0)]),
        CN,
        &[
            ("2028-02-28T12:00:00+08:00", "平 fallback"),
            ("2028-02-29T12:00:00+08:00", "末 末"),
            ("2027-02-28T12:00:00+08:00", "末 末"),
            ("2026-04-30T12:00:00+08:00", "末 末"),
            ("2026-05-30T12:00:00+08:00", "平 fallback"),
            ("2026-12-31T12:00:00+08:00", "末 末"),
        ],
    );
}

#[test]
fn g15_a_part_of_the_day_past_midnight_is_its_evenings() {
    // 27 November 2026 is a Friday.
    golden(
        &simple(&[("夜", "fri 22:00-02:00", 0)]),
        CN,
        &[
            ("2026-11-27T01:00:00+08:00", "平 fallback"),
            ("2026-11-27T22:00:00+08:00", "夜 夜"),
            ("2026-11-28T01:59:59+08:00", "夜 夜"),
            ("2026-11-28T02:00:00+08:00", "平 fallback"),
            ("2026-11-28T22:30:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g17_first_mondays() {
    // 1 November 2026 is a Sunday.
    golden(
        &simple(&[("周一", "first-mon", 0)]),
        CN,
        &[
            ("2026-11-02T12:00:00+08:00", "周一 周一"),
            ("2026-11-09T12:00:00+08:00", "平 fallback"),
            ("2026-12-07T12:00:00+08:00", "周一 周一"),
        ],
    );
}

#[test]
fn g18_last_fridays() {
    golden(
        &simple(&[("周五", "last-fri", 0)]),
        CN,
        &[
            ("2026-11-20T12:00:00+08:00", "平 fallback"),
            ("2026-11-27T12:00:00+08:00", "周五 周五"),
            ("2026-12-25T12:00:00+08:00", "周五 周五"),
        ],
    );
}

#[test]
fn g19_before_opening_on_an_ordinary_monday() {
    golden(
        &simple(&[("前", "before-30", 0)]),
        CN,
        &[
            ("2026-11-22T08:45:00+08:00", "平 fallback"),
            ("2026-11-23T08:45:00+08:00", "前 前"),
            // It opens again at 13:30, but only the first opening of a day counts.
            ("2026-11-23T13:15:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g20_closed_at_noon() {
    golden(
        &simple(&[("关", "closed 11:00-14:00", 0)]),
        CN,
        &[
            ("2026-11-23T11:59:59+08:00", "平 fallback"),
            ("2026-11-23T12:00:00+08:00", "关 关"),
            ("2026-11-23T13:29:59+08:00", "关 关"),
            ("2026-11-23T13:30:00+08:00", "平 fallback"),
            // A Sunday is closed all through.
            ("2026-11-22T11:00:00+08:00", "关 关"),
        ],
    );
}

#[test]
fn g29_dated() {
    golden(
        &simple(&[("庆", "2026-10-01..2026-10-07 09:00-17:30", 0)]),
        CN,
        &[
            ("2026-10-01T08:59:59+08:00", "平 fallback"),
            ("2026-10-01T09:00:00+08:00", "庆 庆"),
            ("2026-10-07T17:29:59+08:00", "庆 庆"),
            ("2026-10-08T12:00:00+08:00", "平 fallback"),
            ("2027-10-01T12:00:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g30_every_year_over_the_new_year() {
    golden(
        &simple(&[("岁", "12-30..01-02", 0)]),
        CN,
        &[
            ("2026-12-29T23:59:59+08:00", "平 fallback"),
            ("2026-12-30T00:00:00+08:00", "岁 岁"),
            ("2027-01-02T23:59:59+08:00", "岁 岁"),
            ("2027-01-03T00:00:00+08:00", "平 fallback"),
            ("2030-12-31T12:00:00+08:00", "岁 岁"),
        ],
    );
}
