//! What plays of what is in force: turns, levels, shares.

use super::{CN, golden, plan};
use crate::playback::plan::Share;

fn share(name: &str, at_most: Option<u8>, at_least: Option<u8>) -> Share {
    Share { name: name.into(), at_most, at_least }
}

#[test]
fn g16_a_list_past_midnight_begins_anew_with_the_day() {
    // Cards of 100 s from 23:00: an hour has 36 of them, 甲, 乙 and 丙 twelve times; at midnight 甲 again.
    // From 22:59 it is a minute more: at 23:59:00 the thirty-seventh, 甲, has sixty of its hundred seconds, which is enough.
    let cards: &[&str] = &["甲 100", "乙 100", "丙 100"];
    let night = plan(&[("夜", cards), ("平", &["平 10"])], &[("夜", "22:59-01:00", 0)]);
    golden(
        &night,
        CN,
        &[
            ("2026-11-27T22:59:00+08:00", "甲 夜"),
            ("2026-11-27T23:00:40+08:00", "乙 夜"),
            ("2026-11-27T23:58:59+08:00", "丙 夜"),
            ("2026-11-27T23:59:30+08:00", "甲 夜"),
            ("2026-11-28T00:00:00+08:00", "甲 夜"),
            ("2026-11-28T00:01:40+08:00", "乙 夜"),
        ],
    );
}

#[test]
fn g21_equal_priorities_take_turns() {
    // 甲 丙 乙 丙 甲 …, ten seconds each, from nine.
    let two = plan(
        &[("一", &["甲 10", "乙 10"]), ("二", &["丙 10"])],
        &[("一", "09:00-10:00", 5), ("二", "09:00-10:00", 5)],
    );
    golden(
        &two,
        CN,
        &[
            ("2026-11-23T09:00:00+08:00", "甲 一"),
            ("2026-11-23T09:00:10+08:00", "丙 二"),
            ("2026-11-23T09:00:20+08:00", "乙 一"),
            ("2026-11-23T09:00:30+08:00", "丙 二"),
            ("2026-11-23T09:00:40+08:00", "甲 一"),
            ("2026-11-23T10:00:00+08:00", "- nothing"),
        ],
    );
}

#[test]
fn g22_an_equal_one_that_joins_begins_the_turns_anew() {
    // Until 09:01: 甲 to :25, 乙 to :50; ten seconds are less than half of 甲's 25, so 乙 stays. Then 甲 丙 乙.
    let two = plan(
        &[("一", &["甲 25", "乙 25"]), ("二", &["丙 10"])],
        &[("一", "09:00-10:00", 5), ("二", "09:01-10:00", 5)],
    );
    golden(
        &two,
        CN,
        &[
            ("2026-11-23T09:00:25+08:00", "乙 一"),
            ("2026-11-23T09:00:59+08:00", "乙 一"),
            ("2026-11-23T09:01:00+08:00", "甲 一"),
            ("2026-11-23T09:01:25+08:00", "丙 二"),
            ("2026-11-23T09:01:35+08:00", "乙 一"),
        ],
    );
}

#[test]
fn g23_half_a_dwell_is_enough_to_begin() {
    // 甲 to :20, 乙 to :50, 甲 for ten of its twenty seconds.
    let cut = plan(&[("一", &["甲 20", "乙 30"]), ("平", &["平 10"])], &[("一", "09:00-09:01", 0)]);
    golden(
        &cut,
        CN,
        &[
            ("2026-11-23T09:00:49+08:00", "乙 一"),
            ("2026-11-23T09:00:50+08:00", "甲 一"),
            ("2026-11-23T09:00:59+08:00", "甲 一"),
            ("2026-11-23T09:01:00+08:00", "平 fallback"),
        ],
    );
}

#[test]
fn g24_a_part_shorter_than_half_a_dwell_has_its_first_card() {
    let short = plan(&[("一", &["甲 600"]), ("平", &["平 10"])], &[("一", "09:00-09:01", 0)]);
    golden(
        &short,
        CN,
        &[("2026-11-23T09:00:30+08:00", "甲 一"), ("2026-11-23T09:01:00+08:00", "平 fallback")],
    );
}

#[test]
fn g25_what_begins_beneath_changes_nothing() {
    // 09:00:15 is 3615 s after eight: 3615 = 120 * 30 + 15, the second card.
    let two = plan(
        &[("高", &["甲 10", "乙 10", "丙 10"]), ("低", &["低 10"])],
        &[("高", "08:00-12:00", 5), ("低", "09:00-13:00", 1)],
    );
    golden(
        &two,
        CN,
        &[
            ("2026-11-23T09:00:15+08:00", "乙 高"),
            ("2026-11-23T11:59:59+08:00", "丙 高"),
            ("2026-11-23T12:00:00+08:00", "低 低"),
        ],
    );
}

#[test]
fn g26_what_comes_above_is_exact_and_the_rest_begins_anew() {
    // 09:59:55 is 35995 s after midnight: 35995 = 1199 * 30 + 25, the third card.
    let two = plan(
        &[("常", &["甲 10", "乙 10", "丙 10"]), ("急", &["急 20"])],
        &[("常", "", 0), ("急", "10:00-10:01", 9)],
    );
    golden(
        &two,
        CN,
        &[
            ("2026-11-23T09:59:55+08:00", "丙 常"),
            ("2026-11-23T10:00:00+08:00", "急 急"),
            ("2026-11-23T10:00:59+08:00", "急 急"),
            ("2026-11-23T10:01:00+08:00", "甲 常"),
        ],
    );
}

#[test]
fn g27_one_without_content_leaves_its_place_to_the_next() {
    let empty = plan(
        &[("空", &["#none 10"]), ("低", &["低 10"]), ("平", &["平 10"])],
        &[("空", "", 9), ("低", "09:00-10:00", 1)],
    );
    golden(
        &empty,
        CN,
        &[("2026-11-23T09:30:00+08:00", "低 低"), ("2026-11-23T10:30:00+08:00", "平 fallback")],
    );
}

#[test]
fn g28_without_a_fallback_nothing_is_planned() {
    let bare = plan(&[("一", &["甲 10"])], &[("一", "09:00-10:00", 0)]);
    golden(&bare, CN, &[("2026-11-23T08:59:59+08:00", "- nothing"), ("2026-11-23T09:00:00+08:00", "甲 一")]);
}

#[test]
fn g31_at_most_a_quarter_of_an_hour() {
    // The worst day before had 宣 from 23:45 on: a minute of it fits again when one has left, at 00:45. From there it has
    // every other minute, fifteen until 01:13; the first of them leaves the hour at 01:46, so that 01:45 has room.
    let mut bounded = plan(&[("平", &["宣 60 0", "日 60"])], &[]);
    bounded.shares = vec![share("宣传", Some(25), None)];
    golden(
        &bounded,
        CN,
        &[
            ("2026-11-23T00:00:30+08:00", "日 fallback"),
            ("2026-11-23T00:44:30+08:00", "日 fallback"),
            ("2026-11-23T00:45:00+08:00", "宣 fallback"),
            ("2026-11-23T00:46:30+08:00", "日 fallback"),
            ("2026-11-23T01:13:30+08:00", "宣 fallback"),
            ("2026-11-23T01:15:30+08:00", "日 fallback"),
            ("2026-11-23T01:44:30+08:00", "日 fallback"),
            ("2026-11-23T01:45:30+08:00", "宣 fallback"),
            ("2026-11-23T01:47:30+08:00", "宣 fallback"),
        ],
    );
}

#[test]
fn g32_at_least_half_of_an_hour() {
    // The worst day before had none: half an hour of it, then half of the time. 00:31 and 00:33 are free; at 00:34 it is
    // its turn in the list anyway.
    let mut bounded = plan(&[("常", &["日 60", "月 60", "热 60 0"])], &[("常", "", 0)]);
    bounded.shares = vec![share("热点", None, Some(50))];
    golden(
        &bounded,
        CN,
        &[
            ("2026-11-23T00:00:00+08:00", "热 热点"),
            ("2026-11-23T00:29:30+08:00", "热 热点"),
            ("2026-11-23T00:30:30+08:00", "热 热点"),
            ("2026-11-23T00:31:30+08:00", "日 常"),
            ("2026-11-23T00:32:30+08:00", "热 热点"),
            ("2026-11-23T00:33:30+08:00", "月 常"),
            ("2026-11-23T00:34:30+08:00", "热 常"),
            ("2026-11-23T00:35:30+08:00", "日 常"),
        ],
    );
}

#[test]
fn g33_where_all_are_at_their_share_the_hall_has_its_page() {
    // It is asked again every eight seconds: 00:45:04 is the first time from 00:45 on. By then a minute leaves the hour
    // for each that plays.
    let mut bounded = plan(&[("常", &["宣 60 0"])], &[("常", "", 0)]);
    bounded.shares = vec![share("宣传", Some(25), None)];
    golden(
        &bounded,
        CN,
        &[
            ("2026-11-23T00:00:00+08:00", "clock full"),
            ("2026-11-23T00:45:03+08:00", "clock full"),
            ("2026-11-23T00:45:04+08:00", "宣 常"),
            ("2026-11-23T00:46:30+08:00", "宣 常"),
        ],
    );
}

#[test]
fn g34_what_is_at_its_share_leaves_its_place_to_the_fallback() {
    let mut bounded = plan(&[("常", &["宣 60 0"]), ("平", &["平 50"])], &[("常", "", 0)]);
    bounded.shares = vec![share("宣传", Some(25), None)];
    // 2700 s are 54 times 50: the fallback ends at 00:45 sharp.
    golden(
        &bounded,
        CN,
        &[("2026-11-23T00:44:59+08:00", "平 fallback"), ("2026-11-23T00:45:00+08:00", "宣 常")],
    );
}

#[test]
fn g35_lists_within_lists_and_the_group_of_the_entry_that_plays_one() {
    // A round is 甲, 乙, 丙, half a minute.
    let mut nested = plan(&[("平", &["甲 10", "=内"]), ("内", &["乙 10", "丙 10"])], &[]);
    let rows = [
        ("2026-11-23T00:00:35+08:00", "甲 fallback"),
        ("2026-11-23T00:00:45+08:00", "乙 fallback"),
        ("2026-11-23T00:00:55+08:00", "丙 fallback"),
    ];
    golden(&nested, CN, &rows);
    // With the list in a group that is at its share after midnight, 甲 is left.
    nested.shares = vec![share("宣传", Some(25), None)];
    nested.playlists[0].entries[1].share = Some(0);
    golden(&nested, CN, &rows.map(|(at, _)| (at, "甲 fallback")));
}

#[test]
fn g36_variables_of_the_screen() {
    let mut window = plan(&[("平", &["请到{窗口}号窗口 10", "{不知} 10"])], &[]);
    window.screens[0].variables = [("窗口".to_owned(), "5".to_owned())].into();
    golden(
        &window,
        CN,
        &[
            ("2026-11-23T00:00:05+08:00", "请到5号窗口 fallback"),
            ("2026-11-23T00:00:15+08:00", "{不知} fallback"),
        ],
    );
}
